/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/refill_visit.h"

#include <math.h>
#include <string.h>

#include "core/plan/calendar_maker.h"

gint64
thecal_calendar_get_refill_by_us (const ThecalCalendarInput *input)
{
  g_autoptr (GPtrArray) items =
      thecal_calendar_get_items (input, THECAL_UNKNOWN_US, THECAL_NEVER_US);

  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (item->kind == THECAL_CALENDAR_REFILL_BY)
      return item->from_us;
  }

  return THECAL_NEVER_US;
}

ThecalMove
thecal_calendar_judge_move (const ThecalCalendarInput *input, gint64 at_us)
{
  gint64 by_us;

  if (at_us <= input->now_us)
    return THECAL_MOVE_PAST;
  if (!thecal_calendar_is_refill_in_time (input, at_us, &by_us))
    return THECAL_MOVE_TOO_LATE;

  return at_us >= thecal_calendar_get_refill_by_us (input) ? THECAL_MOVE_AFTER_DAY
                                                           : THECAL_MOVE_IN_TIME;
}

static bool
is_next_refill (const ThecalCalendarItem *item, const ThecalCalendarInput *input)
{
  const ThecalCarePlan *plan = &input->document->plan;

  if (plan->explanted || item->kind != THECAL_CALENDAR_APPOINTMENT ||
      g_strcmp0 (item->step, "refill") != 0 || item->from_us <= input->now_us ||
      item->state == THECAL_CALENDAR_DONE)
    return false;
  for (guint i = 0; i < plan->n_visits; i++)
    if (plan->visits[i].kind == THECAL_VISIT_REFILL && plan->visits[i].at_wall_us > input->now_us &&
        plan->visits[i].at_wall_us < item->from_us)
      return false;

  return true;
}

bool
thecal_calendar_is_late_visit (const ThecalCalendarItem *item, const ThecalCalendarInput *input)
{
  ThecalMove move;

  if (!is_next_refill (item, input))
    return false;
  move = thecal_calendar_judge_move (input, item->from_us);
  if (move != THECAL_MOVE_TOO_LATE)
    return move == THECAL_MOVE_AFTER_DAY;

  /* of a reservoir of which nothing is known nobody can say so */
  return !isnan (thecal_calendar_get_forecast (input).empty_days.early) ||
         item->from_us >= thecal_calendar_get_refill_by_us (input);
}
