/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "core/plan/regimen.h"

/* The least time between two of the same medicine that is taken when needed (004-29). It names no
 * dose and allows none: it says when the gap is over. */

#define THECAL_MEDICINE_GAP_H 4.0 /* where the plan names no other */

/* Hours, by the plan where it names @medicine, however it is written. */
double thecal_medicine_gap_find_h (const ThecalRegimen *regimen, const char *medicine);
/* When the gap after the newest of @entries (of ThecalEntry; other kinds, and what is taken by a
 * schedule, are passed over) of @medicine ends, however it is written. THECAL_UNKNOWN_US: none was
 * entered. */
gint64
thecal_medicine_gap_get_end_us (const GPtrArray *entries, const char *medicine, double gap_h);
