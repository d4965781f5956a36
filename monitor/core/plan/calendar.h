/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "core/plan/plan_document.h"
#include "core/pump/forecast.h"

/* Everything with a date around the pump, computed from the plan, the forecast and what was written
 * down (clinical.md 1, 2.7, 3.4): refill window, appointments, the weeks after an operation, the
 * watch after a refill or a dose change, tablets, battery. */

typedef enum {
  THECAL_CALENDAR_REFILL_WINDOW, /* 10 to 7 days before the date to refill by [D33] */
  THECAL_CALENDAR_REFILL_BY,     /* printed date, early edge or stability cap, the earliest */
  THECAL_CALENDAR_APPOINTMENT,
  THECAL_CALENDAR_POST_OP,         /* one step of the template */
  THECAL_CALENDAR_WATCH,           /* 1, 4, 12, 24, 48, 72 h after a refill or a dose change */
  THECAL_CALENDAR_INFECTION_WATCH, /* 14 days after a refill, 60 after an operation */
  THECAL_CALENDAR_TITRATION,       /* visits in which the dose is raised (002-06, 004-22) */
  THECAL_CALENDAR_TABLETS,         /* they expire */
  THECAL_CALENDAR_REPLACEMENT,     /* the battery's window, never one date */
  THECAL_CALENDAR_WEANING,         /* a step of the team's own schedule (004-30) */
  THECAL_CALENDAR_EXERCISE,        /* of today, as the team has ordered it (001-25) */
  THECAL_CALENDAR_DIARY,           /* today's entry is missing */
  THECAL_N_CALENDAR_KINDS,
} ThecalCalendarKind;

typedef enum {
  THECAL_CALENDAR_AHEAD,
  THECAL_CALENDAR_NOW,    /* within its window, or due today */
  THECAL_CALENDAR_PASSED, /* and not known to be done */
  THECAL_CALENDAR_DONE,
  THECAL_CALENDAR_HELD, /* waits for an answer: "healed?" was not answered with yes */
} ThecalCalendarState;

typedef struct {
  char *id; /* stable: "refill-by", "post-op.bath", "appointment.2"; of the exported event too */
  ThecalCalendarKind kind;
  ThecalCalendarState state;
  gint64 from_us, to_us; /* UTC; to_us = from_us where it is a moment */
  bool whole_day;        /* both are the first instant of a day, that of to_us included */
  char *step;      /* post-op: "lie-flat", "sit-up", "vest", "strips", "bath", "visit", "riding",
                      "binder", "infection", "close"; visit kind of an appointment; "notice" of a
                      replacement that the pump asks for itself; interned */
  gint64 other_us; /* a second date that holds elsewhere (bath: 6 weeks [C25]) where no template of
                      the clinic was chosen; THECAL_UNKNOWN_US */
  char *source;    /* id of clinical.md: "004-26" */
} ThecalCalendarItem;

typedef struct {
  const ThecalPlanDocument *document;
  const ThecalForecast *forecast; /* nullable: by the plan */
  GPtrArray *entries;             /* of ThecalEntry, nullable */
  gint64 notice_us; /* the pump's own replacement notice (ERI), UTC; 0: none is known */
  gint64 now_us;
  GTimeZone *zone; /* days are those of it */
} ThecalCalendarInput;

/* What touches @from_us to @to_us, in the order of time. (transfer full) of ThecalCalendarItem. */
GPtrArray *
thecal_calendar_get_items (const ThecalCalendarInput *input, gint64 from_us, gint64 to_us);
void thecal_calendar_item_free (ThecalCalendarItem *self);

/* Whether a new date for the refill is early enough: before the early edge (H21, A05). *out_by_us:
 * the last moment that is. */
bool thecal_calendar_is_refill_in_time (const ThecalCalendarInput *input,
                                        gint64 at_us,
                                        gint64 *out_by_us);
const char *thecal_calendar_kind_to_string (ThecalCalendarKind kind); /* "refill-window" … */
const char *thecal_calendar_state_to_string (ThecalCalendarState state);
