/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/calendar_today.h"

#include "core/names.h"
#include "core/plan/calendar_group.h"
#include "core/plan/refill_visit.h"

static const char *const places[] = { "calendar", "diary", "questions", "refill" };

/* Its group, but a refill visit that is booked too late stands with what is overdue: an earlier
 * date is to be asked for now. */
static ThecalCalendarGroup
get_section (const ThecalCalendarItem *item, const ThecalCalendarInput *input)
{
  const ThecalCalendarGroup group = thecal_calendar_get_group (item, input->now_us, input->zone);
  const bool is_ahead = group == THECAL_GROUP_WEEK || group == THECAL_GROUP_LATER;

  return is_ahead && thecal_calendar_is_late_visit (item, input) ? THECAL_GROUP_OVERDUE : group;
}

static void
add_due (ThecalToday *self,
         GPtrArray *items,
         const ThecalCalendarInput *input,
         ThecalCalendarGroup group,
         guint n_most)
{
  for (guint i = 0; i < items->len; i++) {
    ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (get_section (item, input) != group)
      continue;
    if (self->items->len < n_most)
      g_ptr_array_add (self->items, item);
    else
      self->n_more++;
  }
}

/* There is something to do within these days, and not only to know. */
static bool
can_be_done_now (const ThecalCalendarItem *item)
{
  return item->kind == THECAL_CALENDAR_TABLETS || item->kind == THECAL_CALENDAR_REFILL_WINDOW ||
         item->kind == THECAL_CALENDAR_APPOINTMENT;
}

static void
add_going_on (ThecalToday *self, GPtrArray *items, const ThecalCalendarInput *input)
{
  for (guint i = 0; i < items->len; i++) {
    ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (can_be_done_now (item) &&
        thecal_calendar_get_group (item, input->now_us, input->zone) == THECAL_GROUP_ON)
      g_ptr_array_add (self->items, item);
  }
}

static bool
is_ahead (const ThecalCalendarItem *item, const ThecalCalendarInput *input)
{
  const ThecalCalendarGroup group = get_section (item, input);

  return group == THECAL_GROUP_WEEK || group == THECAL_GROUP_LATER;
}

/* The first thing of all, and the refill visit also where it is not that one. */
static void
add_next (ThecalToday *self, GPtrArray *items, const ThecalCalendarInput *input)
{
  const ThecalCalendarItem *refill = thecal_calendar_find_refill (items);
  ThecalCalendarItem *first = NULL;

  for (guint i = 0; first == NULL && i < items->len; i++)
    if (is_ahead (g_ptr_array_index (items, i), input))
      first = g_ptr_array_index (items, i);
  if (first != NULL)
    g_ptr_array_add (self->items, first);
  if (refill != NULL && refill != first && is_ahead (refill, input))
    g_ptr_array_add (self->items, (gpointer) refill);
}

ThecalToday
thecal_calendar_choose_today (GPtrArray *items, const ThecalCalendarInput *input, guint n_most)
{
  ThecalToday self = { .items = g_ptr_array_new () };

  add_due (&self, items, input, THECAL_GROUP_OVERDUE, n_most);
  add_due (&self, items, input, THECAL_GROUP_TODAY, n_most);
  self.n_due = self.items->len;
  add_going_on (&self, items, input);
  add_next (&self, items, input);

  return self;
}

void
thecal_today_clear (ThecalToday *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

ThecalTodayPlace
thecal_calendar_get_place (const ThecalCalendarItem *item)
{
  const bool is_due = item->state == THECAL_CALENDAR_NOW || item->state == THECAL_CALENDAR_PASSED;

  if (item->kind == THECAL_CALENDAR_DIARY)
    return THECAL_TODAY_DIARY;
  if (is_due && item->kind == THECAL_CALENDAR_WATCH)
    return THECAL_TODAY_QUESTIONS;
  if (is_due && item->kind == THECAL_CALENDAR_APPOINTMENT && g_strcmp0 (item->step, "refill") == 0)
    return THECAL_TODAY_REFILL;

  return THECAL_TODAY_CALENDAR;
}

const char *
thecal_today_place_to_string (ThecalTodayPlace place)
{
  return thecal_names_get (places, G_N_ELEMENTS (places), place);
}
