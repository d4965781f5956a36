/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/protection.h"
#include "core/plan/typed_value.h"
#include "core/pump/forecast.h"

/* Words of the first start and of the printout. Pure: no clock is read. (transfer full) strings,
 * but those that are const. */

/* What was expected of a text that was not read; @unit: of the number. "" where it was read. */
const char *thecal_typed_words (ThecalTyped read, ThecalUnit unit);
/* "µg/mL"; "" for none. */
const char *thecal_unit_words (ThecalUnit unit);

/* "Refill by Thursday 26 November." */
char *thecal_forecast_headline (GDateTime *now, const ThecalForecast *forecast);
/* When it runs low and empty, at which flow, and which date counts. @alarm_days: printed date, days
 * from @now; NAN none. */
char *thecal_forecast_detail (GDateTime *now, const ThecalForecast *forecast, double alarm_days);
/* "Before: refill by 1 December." for a forecast that another takes the place of; NULL before: none
 * was known. */
char *thecal_forecast_before (GDateTime *now, const ThecalForecast *before);

/* What is watched, or what is missing and what to do about it. */
const char *thecal_guard_words (ThecalGuard guard, bool held);
/* The vital ones that are missing, a line each with a dash; "" where none is. @held: bits. */
char *thecal_guards_missing_words (guint held);
