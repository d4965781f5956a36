/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/refill_words.h"

#include <glib/gi18n.h>

#include "core/plan/calendar_group.h"
#include "words/calendar_words.h"

static const ThecalCalendarItem *
find_kind (GPtrArray *items, ThecalCalendarKind kind)
{
  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (item->kind == kind)
      return item;
  }

  return NULL;
}

static char *
format_by (const ThecalCalendarInput *input)
{
  gint64 by_us;

  thecal_calendar_is_refill_in_time (input, input->now_us, &by_us);
  return by_us <= input->now_us ? NULL : thecal_calendar_moment (by_us, input->now_us, input->zone);
}

char *
thecal_calendar_move_words (const ThecalCalendarInput *input, gint64 at_us)
{
  g_autofree char *by = format_by (input);
  g_autofree char *day = NULL;

  switch (thecal_calendar_judge_move (input, at_us)) {
  case THECAL_MOVE_PAST:
    return g_strdup (_ ("This time has passed."));
  case THECAL_MOVE_TOO_LATE:
    if (by == NULL)
      return g_strdup (_ ("Too late: the reservoir may be empty already. The alarm stays until the "
                          "pump is refilled. Call the pump team now."));
    return g_strdup_printf (_ ("Too late: the reservoir may be empty from %s on. The alarm stays "
                               "until a date before that is stored, or the pump is refilled. Call "
                               "the pump team for an earlier date."),
                            by);
  case THECAL_MOVE_AFTER_DAY:
    day =
        thecal_calendar_day (thecal_calendar_get_refill_by_us (input), input->now_us, input->zone);
    return g_strdup_printf (_ ("Before the reservoir may be empty (%s), but not before the day to "
                               "refill by, %s: the reminder of that day stays. An earlier date is "
                               "better."),
                            by,
                            day);
  case THECAL_MOVE_IN_TIME:
    break;
  }

  return g_strdup_printf (_ ("Early enough: the reservoir may be empty from %s on."), by);
}

static bool
is_same_day (gint64 a_us, gint64 b_us, GTimeZone *zone)
{
  return thecal_calendar_get_day_us (a_us, 0, zone) == thecal_calendar_get_day_us (b_us, 0, zone);
}

char *
thecal_calendar_late_words (const ThecalCalendarItem *item, const ThecalCalendarInput *input)
{
  const gint64 by_us = thecal_calendar_get_refill_by_us (input);
  g_autofree char *empty = NULL;
  g_autofree char *day = NULL;

  if (!thecal_calendar_is_late_visit (item, input))
    return NULL;

  if (by_us != THECAL_NEVER_US)
    day = thecal_calendar_day (by_us, input->now_us, input->zone);
  if (thecal_calendar_judge_move (input, item->from_us) == THECAL_MOVE_TOO_LATE) {
    empty = format_by (input);
    if (empty == NULL)
      return g_strdup (_ ("Too late: the reservoir may be empty already. Call the pump team now."));
    return g_strdup_printf (
        _ ("Too late: the reservoir may be empty from %s on. Ask for an earlier date."), empty);
  }
  if (is_same_day (by_us, item->from_us, input->zone))
    return g_strdup_printf (_ ("Not before the day to refill by, %s: ask for an earlier date."),
                            day);

  return g_strdup_printf (_ ("After the day to refill by, %s: ask for an earlier date."), day);
}

char *
thecal_calendar_missed_words (const ThecalCalendarInput *input)
{
  g_autofree char *by = format_by (input);

  if (by == NULL)
    return g_strdup (_ ("The visit has passed and no refill is written down. The reservoir may be "
                        "empty already. The alarm stays until the pump is refilled."));

  return g_strdup_printf (_ ("The visit has passed and no refill is written down. The alarm stays "
                             "until the refill, or until a new date before %s is stored."),
                          by);
}

static void
describe_visit (const ThecalCalendarInput *input,
                const ThecalCalendarItem *visit,
                ThecalRefillWords *out)
{
  g_autofree char *when = thecal_calendar_when (visit, input->now_us, input->zone);
  g_autofree char *distance = thecal_calendar_distance (visit, input->now_us, input->zone);

  out->value = g_strconcat (when, *distance != '\0' ? " · " : "", distance, NULL);
  if (visit->state == THECAL_CALENDAR_PASSED) {
    out->detail = thecal_calendar_missed_words (input);
    out->is_urgent = true;
  } else if (visit->from_us <= input->now_us)
    out->detail = g_strdup (_ ("The visit is now. Write down what was done when it is over."));
  else {
    out->detail = thecal_calendar_move_words (input, visit->from_us);
    out->is_urgent = thecal_calendar_judge_move (input, visit->from_us) != THECAL_MOVE_IN_TIME;
  }
}

static void
describe_none (const ThecalCalendarInput *input,
               const ThecalCalendarItem *window,
               const ThecalCalendarItem *by,
               ThecalRefillWords *out)
{
  g_autofree char *days =
      window != NULL ? thecal_calendar_when (window, input->now_us, input->zone) : NULL;
  g_autofree char *day = thecal_calendar_day (by->from_us, input->now_us, input->zone);

  out->value = g_strdup (_ ("No visit is booked"));
  out->is_urgent = window == NULL || input->now_us >= window->from_us;
  if (by->state == THECAL_CALENDAR_PASSED)
    out->detail = g_strdup_printf (
        _ ("The day to refill by, %s, has been reached. Call the pump team now."), day);
  else if (window != NULL && window->state == THECAL_CALENDAR_AHEAD)
    out->detail = g_strdup_printf (_ ("Best days: %s. Refill by %s."), days, day);
  else
    out->detail = g_strdup_printf (_ ("Refill by %s. Call the pump team for a date."), day);
}

bool
thecal_refill_words_read (const ThecalCalendarInput *input, ThecalRefillWords *out)
{
  g_autoptr (GPtrArray) items =
      thecal_calendar_get_items (input, THECAL_UNKNOWN_US, THECAL_NEVER_US);
  const ThecalCalendarItem *visit = thecal_calendar_find_refill (items);
  const ThecalCalendarItem *by = find_kind (items, THECAL_CALENDAR_REFILL_BY);

  *out = (ThecalRefillWords){ 0 };
  if (input->document->plan.explanted || (visit == NULL && by == NULL))
    return false;

  if (visit != NULL)
    describe_visit (input, visit, out);
  else
    describe_none (input, find_kind (items, THECAL_CALENDAR_REFILL_WINDOW), by, out);

  return true;
}

void
thecal_refill_words_clear (ThecalRefillWords *self)
{
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->detail, g_free);
}
