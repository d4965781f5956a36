/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/calendar.h"

/* What a date for the refill is worth, beside the day to refill by and the early edge from which on
 * the reservoir may be empty (H21, 004-33). */

typedef enum {
  THECAL_MOVE_PAST, /* the time is not ahead */
  THECAL_MOVE_TOO_LATE,
  THECAL_MOVE_AFTER_DAY, /* before it may be empty, but not before the day to refill by */
  THECAL_MOVE_IN_TIME,
} ThecalMove;

ThecalMove thecal_calendar_judge_move (const ThecalCalendarInput *input, gint64 at_us);

/* First instant of the day to refill by, UTC; THECAL_NEVER_US: none is known. */
gint64 thecal_calendar_get_refill_by_us (const ThecalCalendarInput *input);

/* Whether @item is the next refill visit and booked too late: an earlier date is to be asked for.
 * A visit after another one that lies ahead belongs to the refill after the next, and is not. */
bool thecal_calendar_is_late_visit (const ThecalCalendarItem *item,
                                    const ThecalCalendarInput *input);
