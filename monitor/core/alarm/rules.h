/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/unit.h"

/* The verdict on one condition of one unit at this instant, from its facts alone. Pure. Priority
 * and cadence of what is not clear come back filled from the catalogue's row where the rule leaves
 * them open. */
ThecalJudgement
thecal_rules_judge (const ThecalUnit *unit, ThecalConditionId condition, ThecalTime now);

/* The condition that a pump annunciation stands for; THECAL_N_CONDITIONS for none. */
ThecalConditionId thecal_rules_get_condition_of (ThecalPumpEventType type);

/* Hours until the reservoir may be empty (early edge) when the unit was settled; NAN unknown. */
double thecal_rules_get_empty_early_h (const ThecalUnit *unit);
