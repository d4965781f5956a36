/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/calendar_group.h"

#include "core/names.h"
#include "core/plan/calendar_maker.h"

#define WEEK_D 7
#define APPOINTMENT "appointment"

static const char *const groups[] = { "overdue", "today", "going-on", "week", "later", "done" };

gint64
thecal_calendar_get_day_us (gint64 now_us, int days, GTimeZone *zone)
{
  const ThecalCalendarInput input = { .zone = zone };
  const ThecalCalendarMaker maker = { .input = &input };

  return thecal_calendar_day_us (&maker, now_us, days);
}

ThecalCalendarGroup
thecal_calendar_get_group (const ThecalCalendarItem *item, gint64 now_us, GTimeZone *zone)
{
  const gint64 today_us = thecal_calendar_get_day_us (now_us, 0, zone);

  switch (item->state) {
  case THECAL_CALENDAR_PASSED:
    /* whether the questions were answered is told by their alarm; the best days are no date that
     * can be missed */
    return item->kind == THECAL_CALENDAR_WATCH || item->kind == THECAL_CALENDAR_REFILL_WINDOW
               ? THECAL_GROUP_DONE
               : THECAL_GROUP_OVERDUE;
  case THECAL_CALENDAR_HELD:
    return THECAL_GROUP_TODAY;
  case THECAL_CALENDAR_DONE:
    return THECAL_GROUP_DONE;
  case THECAL_CALENDAR_NOW:
    return item->from_us == item->to_us || item->to_us <= today_us ? THECAL_GROUP_TODAY
                                                                   : THECAL_GROUP_ON;
  case THECAL_CALENDAR_AHEAD:
    break;
  }
  if (item->from_us < thecal_calendar_get_day_us (now_us, 1, zone))
    return THECAL_GROUP_TODAY;

  return item->from_us < thecal_calendar_get_day_us (now_us, WEEK_D, zone) ? THECAL_GROUP_WEEK
                                                                           : THECAL_GROUP_LATER;
}

const char *
thecal_calendar_group_to_string (ThecalCalendarGroup group)
{
  return thecal_names_get (groups, G_N_ELEMENTS (groups), group);
}

const ThecalCalendarItem *
thecal_calendar_find_refill (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (item->kind == THECAL_CALENDAR_APPOINTMENT && g_strcmp0 (item->step, "refill") == 0 &&
        item->state != THECAL_CALENDAR_DONE)
      return item;
  }

  return NULL;
}

char *
thecal_calendar_get_plan_group (const ThecalCalendarItem *item)
{
  const char *rest;

  if (!g_str_has_prefix (item->id, APPOINTMENT "."))
    return NULL;
  rest = item->id + strlen (APPOINTMENT ".");

  return *rest == '\0' ? g_strdup (APPOINTMENT) : g_strconcat (APPOINTMENT " ", rest, NULL);
}

static bool
has_group (const ThecalCarePlan *plan, const char *group)
{
  for (guint i = 0; i < plan->n_visits; i++)
    if (g_str_equal (plan->visits[i].group, group))
      return true;

  return false;
}

char *
thecal_calendar_new_plan_group (const ThecalCarePlan *plan)
{
  for (guint i = 1;; i++) {
    g_autofree char *group = g_strdup_printf (APPOINTMENT " %u", i);

    if (!has_group (plan, group))
      return g_steal_pointer (&group);
  }
}
