/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/calendar.h"

#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/names.h"
#include "core/plan/calendar_maker.h"

#define HOURS_PER_DAY 24.0

static const char *const kinds[] = {
  "refill-window", "refill-by", "appointment", "post-op", "watch",    "infection-watch",
  "titration",     "tablets",   "replacement", "weaning", "exercise", "diary",
};

static const char *const states[] = { "ahead", "now", "passed", "done", "held" };

void
thecal_calendar_item_free (ThecalCalendarItem *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->source);
  g_free (self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const ThecalCalendarItem *first = *(ThecalCalendarItem *const *) a;
  const ThecalCalendarItem *second = *(ThecalCalendarItem *const *) b;

  if (first->from_us != second->from_us)
    return first->from_us < second->from_us ? -1 : 1;
  if (first->to_us != second->to_us)
    return first->to_us < second->to_us ? -1 : 1;
  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;

  return strcmp (first->id, second->id);
}

static gint64
newest_of (const ThecalCalendarMaker *maker, ThecalEntryKind kind, gint64 known_us)
{
  const ThecalEntry *entry =
      thecal_calendar_find_entry (maker, kind, THECAL_UNKNOWN_US, maker->input->now_us);

  return entry != NULL ? MAX (known_us, thecal_entry_get_at_us (entry)) : known_us;
}

GPtrArray *
thecal_calendar_get_items (const ThecalCalendarInput *input, gint64 from_us, gint64 to_us)
{
  const ThecalPlanDocument *document = input->document;
  ThecalCalendarMaker maker = {
    .input = input,
    .from_us = from_us,
    .to_us = to_us,
    .items = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_calendar_item_free),
  };

  maker.refill_us = newest_of (&maker, THECAL_ENTRY_REFILL, document->plan.filled_at_us);
  maker.dose_us = newest_of (&maker, THECAL_ENTRY_DOSE, document->plan.dose_changed_us);
  maker.operation_us = newest_of (&maker, THECAL_ENTRY_OPERATION, document->post_op.operation_us);
  /* what was taken out is filled, replaced and weaned from no more (001-19) */
  if (!document->plan.explanted) {
    thecal_calendar_add_refill (&maker);
    thecal_calendar_add_watches (&maker);
    thecal_calendar_add_dates (&maker);
  }
  thecal_calendar_add_visits (&maker);
  thecal_calendar_add_post_op (&maker);
  g_ptr_array_sort (maker.items, compare);

  return maker.items;
}

bool
thecal_calendar_is_refill_in_time (const ThecalCalendarInput *input,
                                   gint64 at_us,
                                   gint64 *out_by_us)
{
  const ThecalForecast forecast = thecal_calendar_get_forecast (input);
  /* as thecal_rule_is_booked_in_time(): what is not known may be soon */
  const double hours = isnan (forecast.empty_days.early)
                           ? input->document->plan.settings.empty_soon_h
                           : forecast.empty_days.early * HOURS_PER_DAY;

  *out_by_us = input->now_us + (gint64) (hours * (double) THECAL_HOUR_US);
  return at_us > input->now_us && at_us < *out_by_us;
}

const char *
thecal_calendar_kind_to_string (ThecalCalendarKind kind)
{
  return thecal_names_get (kinds, G_N_ELEMENTS (kinds), kind);
}

const char *
thecal_calendar_state_to_string (ThecalCalendarState state)
{
  return thecal_names_get (states, G_N_ELEMENTS (states), state);
}
