/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/calendar.h"

/* What the parts of the calendar share: the days of the zone, what was written down, and the list
 * that they fill. Internal to core/plan/calendar*.c. */

typedef struct {
  const ThecalCalendarInput *input;
  gint64 from_us, to_us; /* what is asked for */
  GPtrArray *items;      /* of ThecalCalendarItem */
  /* of plan and entries, the newest; THECAL_UNKNOWN_US */
  gint64 refill_us, dose_us, operation_us;
} ThecalCalendarMaker;

/* The first instant of the day @days after that of @at_us, in the zone; over changes of the clocks
 * too. */
gint64 thecal_calendar_day_us (const ThecalCalendarMaker *self, gint64 at_us, int days);
bool thecal_calendar_is_same_day (const ThecalCalendarMaker *self, gint64 a_us, gint64 b_us);

/* What a part says of one item; @from_us and @to_us as in ThecalCalendarItem. */
typedef struct {
  const char *id;
  ThecalCalendarKind kind;
  gint64 from_us, to_us;
  bool whole_day;
  const char *step; /* a literal; nullable */
  const char *source;
} ThecalCalendarDraft;

/* Its state is that of its dates: AHEAD, NOW or PASSED. (transfer none); NULL: nobody asked for
 * that time. */
ThecalCalendarItem *thecal_calendar_add (ThecalCalendarMaker *self,
                                         const ThecalCalendarDraft *draft);

/* The same of what has passed and waits until it is done: it is of today too, however old. */
ThecalCalendarItem *thecal_calendar_add_open (ThecalCalendarMaker *self,
                                              const ThecalCalendarDraft *draft);

/* The newest entry of @kind between the two, withdrawn ones left out; NULL. */
const ThecalEntry *thecal_calendar_find_entry (const ThecalCalendarMaker *self,
                                               ThecalEntryKind kind,
                                               gint64 from_us,
                                               gint64 to_us);
/* Somebody of the team has seen the person between the two, by what was written down. */
bool thecal_calendar_was_seen (const ThecalCalendarMaker *self, gint64 from_us, gint64 to_us);
/* The newest such time at or before @to_us; THECAL_UNKNOWN_US. */
gint64 thecal_calendar_get_seen_us (const ThecalCalendarMaker *self, gint64 to_us);

/* By the plan where the input brings none. */
ThecalForecast thecal_calendar_get_forecast (const ThecalCalendarInput *input);

/* The parts. */
void thecal_calendar_add_refill (ThecalCalendarMaker *self);  /* window, date to refill by */
void thecal_calendar_add_visits (ThecalCalendarMaker *self);  /* appointments, titration */
void thecal_calendar_add_post_op (ThecalCalendarMaker *self); /* clinical.md 2.7 */
void thecal_calendar_add_watches (ThecalCalendarMaker *self); /* hours, infection */
void thecal_calendar_add_dates (ThecalCalendarMaker *self);   /* tablets, battery, weaning, diary */
