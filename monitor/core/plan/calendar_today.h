/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/calendar.h"

/* What of the calendar a page shows that is about now: all that is overdue or due today, up to a
 * limit; what can be done these days; and what comes next. */

/* Where it is done. */
typedef enum {
  THECAL_TODAY_CALENDAR,
  THECAL_TODAY_DIARY,     /* today's entry */
  THECAL_TODAY_QUESTIONS, /* about symptoms */
  THECAL_TODAY_REFILL,    /* a refill is recorded */
  THECAL_N_TODAY_PLACES,
} ThecalTodayPlace;

typedef struct {
  GPtrArray *items; /* of ThecalCalendarItem, borrowed: first what is due, overdue before today */
  guint n_due;      /* how many of them are due */
  guint n_more;     /* are due too, and left out */
} ThecalToday;

/* From @items, in the order of time, as thecal_calendar_get_items() gives them; at most @n_most
 * that are due. (transfer container) */
ThecalToday
thecal_calendar_choose_today (GPtrArray *items, const ThecalCalendarInput *input, guint n_most);
void thecal_today_clear (ThecalToday *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThecalToday, thecal_today_clear)

ThecalTodayPlace thecal_calendar_get_place (const ThecalCalendarItem *item);
const char *thecal_today_place_to_string (ThecalTodayPlace place); /* "calendar" … */
