/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/care_plan.h"
#include "core/pump/forecast.h"

/* The forecast by what the plan alone says of the pump (clinical.md 3.4), as the monitor computes
 * it from the same plan. @now: its boot_us is taken for the age only. false, and @out untouched,
 * where the plan has no volume or no flow. */
bool thecal_plan_forecast (const ThecalCarePlan *plan, ThecalTime now, ThecalForecast *out);
