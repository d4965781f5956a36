/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "core/plan/clock_change.h"

/* Numbers and dates as a person copies them off a paper: "2,000.0 mcg/mL", "16 Oct 2026 2:30 PM".
 * What can be read in two ways is never guessed. */

typedef enum {
  THECAL_TYPED_READ,
  THECAL_TYPED_NO_NUMBER,
  THECAL_TYPED_COMMA,      /* "2,000": two thousand, or two */
  THECAL_TYPED_OTHER_UNIT, /* mg where µg belong (T-IN-02) */
  THECAL_TYPED_NO_DATE,
  THECAL_TYPED_DAY_OR_MONTH, /* "03/04/2026" */
  THECAL_TYPED_ODD_HOUR,     /* the clocks leave it out on that night, or show it twice */
} ThecalTyped;

typedef enum {
  THECAL_UNIT_NONE,
  THECAL_UNIT_ML,
  THECAL_UNIT_UG_PER_ML,
  THECAL_UNIT_UG_PER_DAY,
} ThecalUnit;

/* @unit may be typed with the number, and no other may. *out is the number as a plan has it,
 * "40.5", written only where it was read. (transfer full) */
ThecalTyped thecal_typed_number (const char *text, ThecalUnit unit, char **out);
/* "2026-10-16" (transfer full); a time of day beside it is left out. */
ThecalTyped thecal_typed_date (const char *text, char **out);
/* "2026-10-16T14:30:00-04:00" with the offset of @zone where none is typed ("14:30-04:00"), or
 * "2026-10-16" where no time is. (transfer full) */
ThecalTyped thecal_typed_moment (const char *text, GTimeZone *zone, char **out);
/* What the clocks of @zone do at the time that is typed: for THECAL_TYPED_ODD_HOUR. */
ThecalClockTime thecal_typed_clock (const char *text, GTimeZone *zone);
