/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/calendar.h"

/* Under which heading of an agenda an item stands, the most pressing first. */
typedef enum {
  THECAL_GROUP_OVERDUE,
  THECAL_GROUP_TODAY, /* due today, or a question that waits */
  THECAL_GROUP_ON,    /* a time of many days that holds now */
  THECAL_GROUP_WEEK,  /* within the next seven days */
  THECAL_GROUP_LATER,
  THECAL_GROUP_DONE,
  THECAL_N_GROUPS,
} ThecalCalendarGroup;

ThecalCalendarGroup
thecal_calendar_get_group (const ThecalCalendarItem *item, gint64 now_us, GTimeZone *zone);
/* From the @days before the day of @now_us to the @days after it; first and last instant of days
 * in @zone. */
gint64 thecal_calendar_get_day_us (gint64 now_us, int days, GTimeZone *zone);
const char *thecal_calendar_group_to_string (ThecalCalendarGroup group); /* "overdue" … */

/* The refill visit that is open: the first one that is neither kept nor taken back. NULL: none is
 * booked. (transfer none) */
const ThecalCalendarItem *thecal_calendar_find_refill (GPtrArray *items);
/* "appointment 2" for "appointment.2"; NULL: no appointment of the plan. (transfer full) */
char *thecal_calendar_get_plan_group (const ThecalCalendarItem *item);
/* A name that no appointment of the plan has. (transfer full) */
char *thecal_calendar_new_plan_group (const ThecalCarePlan *plan);
