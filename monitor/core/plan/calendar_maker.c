/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/calendar_maker.h"

#include <math.h>

/* Of the calendar that GDate knows; what lies beyond comes from a spoilt file. */
static GDateTime *
to_zone (const ThecalCalendarMaker *self, gint64 at_us)
{
  const gint64 at_s = at_us / THECAL_SECOND_US - (at_us % THECAL_SECOND_US < 0);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_s);

  return utc != NULL ? g_date_time_to_timezone (utc, self->input->zone) : NULL;
}

/* By the calendar, not by 24 hours: a day may have 23 or 25 of them. */
gint64
thecal_calendar_day_us (const ThecalCalendarMaker *self, gint64 at_us, int days)
{
  g_autoptr (GDateTime) at = to_zone (self, at_us);
  g_autoptr (GDateTime) midnight = NULL;
  GDate date;
  int year, month, day;

  if (at == NULL)
    return at_us;

  g_date_time_get_ymd (at, &year, &month, &day);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  if (days >= 0)
    g_date_add_days (&date, (guint) days);
  else if (g_date_get_julian (&date) <= (guint) -days)
    return at_us;
  else
    g_date_subtract_days (&date, (guint) -days);
  midnight = g_date_time_new (self->input->zone,
                              g_date_get_year (&date),
                              (int) g_date_get_month (&date),
                              g_date_get_day (&date),
                              0,
                              0,
                              0.0);

  return midnight != NULL ? g_date_time_to_unix (midnight) * THECAL_SECOND_US : at_us;
}

bool
thecal_calendar_is_same_day (const ThecalCalendarMaker *self, gint64 a_us, gint64 b_us)
{
  return thecal_calendar_day_us (self, a_us, 0) == thecal_calendar_day_us (self, b_us, 0);
}

static ThecalCalendarState
state_of (const ThecalCalendarMaker *self, gint64 from_us, gint64 end_us)
{
  const gint64 now_us = self->input->now_us;

  if (now_us < from_us)
    return THECAL_CALENDAR_AHEAD;

  return now_us < end_us ? THECAL_CALENDAR_NOW : THECAL_CALENDAR_PASSED;
}

ThecalCalendarItem *
thecal_calendar_add (ThecalCalendarMaker *self, const ThecalCalendarDraft *draft)
{
  const gint64 from_us =
      draft->whole_day ? thecal_calendar_day_us (self, draft->from_us, 0) : draft->from_us;
  const gint64 to_us =
      draft->whole_day ? thecal_calendar_day_us (self, draft->to_us, 0) : draft->to_us;
  const gint64 end_us = draft->whole_day ? thecal_calendar_day_us (self, to_us, 1) : to_us;
  ThecalCalendarItem *item;

  /* a day ends before the first instant of the next */
  if (end_us - draft->whole_day < self->from_us || from_us > self->to_us)
    return NULL;

  item = g_new0 (ThecalCalendarItem, 1);
  item->id = g_strdup (draft->id);
  item->kind = draft->kind;
  item->state = state_of (self, from_us, end_us);
  item->from_us = from_us;
  item->to_us = to_us;
  item->whole_day = draft->whole_day;
  item->step = (char *) g_intern_string (draft->step);
  item->other_us = THECAL_UNKNOWN_US;
  item->source = g_strdup (draft->source);
  g_ptr_array_add (self->items, item);

  return item;
}

ThecalCalendarItem *
thecal_calendar_add_open (ThecalCalendarMaker *self, const ThecalCalendarDraft *draft)
{
  const gint64 asked_us = self->from_us;
  ThecalCalendarItem *item;

  if (asked_us <= self->input->now_us)
    self->from_us = MIN (asked_us, thecal_calendar_day_us (self, draft->from_us, 0));
  item = thecal_calendar_add (self, draft);
  self->from_us = asked_us;

  return item;
}

const ThecalEntry *
thecal_calendar_find_entry (const ThecalCalendarMaker *self,
                            ThecalEntryKind kind,
                            gint64 from_us,
                            gint64 to_us)
{
  GPtrArray *entries = self->input->entries;
  const ThecalEntry *newest = NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i);
    const gint64 at_us = thecal_entry_get_at_us (entry);

    if (thecal_entry_get_kind (entry) == kind && !thecal_entry_is_withdrawn (entry) &&
        at_us >= from_us && at_us <= to_us &&
        (newest == NULL || at_us >= thecal_entry_get_at_us (newest)))
      newest = entry;
  }

  return newest;
}

gint64
thecal_calendar_get_seen_us (const ThecalCalendarMaker *self, gint64 to_us)
{
  static const ThecalEntryKind kinds[] = { THECAL_ENTRY_VISIT,
                                           THECAL_ENTRY_REFILL,
                                           THECAL_ENTRY_DOSE };
  const gint64 filled_us = self->input->document->plan.filled_at_us;
  gint64 seen_us = filled_us <= to_us ? filled_us : THECAL_UNKNOWN_US;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const ThecalEntry *entry =
        thecal_calendar_find_entry (self, kinds[i], THECAL_UNKNOWN_US, to_us);

    if (entry != NULL)
      seen_us = MAX (seen_us, thecal_entry_get_at_us (entry));
  }

  return seen_us;
}

bool
thecal_calendar_was_seen (const ThecalCalendarMaker *self, gint64 from_us, gint64 to_us)
{
  const gint64 seen_us = thecal_calendar_get_seen_us (self, to_us);

  return seen_us != THECAL_UNKNOWN_US && seen_us >= from_us;
}

/* What the plan alone says, as the monitor reads it (plan_document.c). */
ThecalForecast
thecal_calendar_get_forecast (const ThecalCalendarInput *input)
{
  const ThecalTime now = { .boot_us = input->now_us, .wall_us = input->now_us };
  ThecalPumpStatus status;
  ThecalStatusReport report;

  if (input->forecast != NULL)
    return *input->forecast;

  thecal_pump_status_init (&status);
  /* a volume without its date has no age */
  if (thecal_care_plan_to_report (&input->document->plan, now, &report) && !report.filled)
    report.present &= ~(1u << THECAL_FIELD_RESERVOIR_ML);
  thecal_pump_status_apply (&status, &report, now);

  return thecal_pump_status_get_forecast (&status, now);
}
