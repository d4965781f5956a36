/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/calendar.h"

/* Tables for the calendar: a plan, what was written down and a time, and the items that follow: one
 * line an item, "id state from[..to] [or other]", days in the zone. */

typedef struct {
  const char *plan, *zone;
  const char *entries; /* "wound 2026-03-20T12:00:00Z healed=yes site=belly; visit …"; nullable */
  const char *now, *from, *to; /* of the zone where no other is given */
  const char *only;            /* ids that begin so; nullable */
  const char *expected;
  const char *notice; /* the pump's own; nullable */
} CalendarRow;

/* Prints the row and fails the test where it does not hold. */
void calendar_row_run (const CalendarRow *row);
#define CALENDAR_RUN(rows)                                                                         \
  for (gsize row_ = 0; row_ < G_N_ELEMENTS (rows); row_++)                                         \
  calendar_row_run (&rows[row_])

/* A time or a date in @zone; a plan that must read well. */
gint64 calendar_parse_us (const char *text, GTimeZone *zone);
/* As of a row. */
GPtrArray *calendar_parse_entries (const char *text, GTimeZone *zone);
ThecalPlanDocument *calendar_parse_plan (const char *text, GTimeZone *zone);
