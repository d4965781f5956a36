/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/calendar_model.h"

#include <glib/gi18n.h>
#include <math.h>

#include "caregiver/pump_facts.h"
#include "core/plan/calendar_group.h"
#include "shared/now.h"

#define US_PER_MS 1000
#define BACK_D 60 /* what has passed and is still open */
#define AHEAD_D 366

struct _ThecalCalendarModel {
  GObject parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  ThecalEntryBook *book;
  GTimeZone *zone;
  GPtrArray *entries; /* borrowed from the book; NULL: nobody could be asked */
  ThecalForecast forecast;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalCalendarModel, thecal_calendar_model, G_TYPE_OBJECT)

ThecalPlanWatch *
thecal_calendar_model_get_plan (ThecalCalendarModel *self)
{
  return self->plan;
}

ThecalEntryBook *
thecal_calendar_model_get_entries (ThecalCalendarModel *self)
{
  return self->book;
}

const char *
thecal_calendar_model_get_pump_id (ThecalCalendarModel *self)
{
  ThecalDbusPump *pump = thecal_monitor_client_get_pump (self->client);
  const char *id = pump != NULL ? thecal_dbus_pump_get_id (pump) : NULL;

  return id != NULL ? id : "";
}

/* Of this pump, and those that were written down where there was but one. */
static void
add_entries (ThecalCalendarModel *self, ThecalEntryKind kind)
{
  g_autoptr (GPtrArray) found = thecal_entry_book_get (self->book, kind);
  const char *id = thecal_calendar_model_get_pump_id (self);

  for (guint i = 0; i < found->len; i++) {
    ThecalEntry *entry = g_ptr_array_index (found, i);
    const char *pump = thecal_entry_get_pump (entry);

    if (*pump == '\0' || *id == '\0' || g_str_equal (pump, id))
      g_ptr_array_add (self->entries, entry);
  }
}

static void
read_entries (ThecalCalendarModel *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  if (!thecal_entry_book_is_read (self->book))
    return;

  self->entries = g_ptr_array_new ();
  for (int kind = 0; kind < THECAL_N_ENTRIES; kind++)
    add_entries (self, (ThecalEntryKind) kind);
}

/* What the monitor knows of the level is newer than the plan; where it knows nothing the plan is
 * all there is. */
static gboolean
read_forecast (ThecalCalendarModel *self)
{
  g_auto (ThecalPumpFacts) facts = { 0 };

  thecal_pump_facts_init (&facts, self->client, self->plan);
  if (facts.pump == NULL)
    return FALSE;

  self->forecast = thecal_pump_facts_get_forecast (&facts);
  return isfinite (self->forecast.refill_by_days);
}

gboolean
thecal_calendar_model_is_clock_wrong (ThecalCalendarModel *self)
{
  return thecal_plan_watch_get_now_us (self->plan) == THECAL_UNKNOWN_US;
}

gboolean
thecal_calendar_model_read (ThecalCalendarModel *self, ThecalCalendarInput *out)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (self->plan);
  ThecalDbusPump *pump = thecal_monitor_client_get_pump (self->client);

  if (load == NULL)
    return FALSE;

  read_entries (self);
  *out = (ThecalCalendarInput){ .document = load->document,
                                .forecast = read_forecast (self) ? &self->forecast : NULL,
                                .entries = self->entries,
                                .notice_us = pump != NULL
                                                 ? thecal_dbus_pump_get_eri_time (pump) * US_PER_MS
                                                 : 0,
                                .now_us = thecal_now ().wall_us,
                                .zone = self->zone };

  return TRUE;
}

GPtrArray *
thecal_calendar_model_get_items (ThecalCalendarModel *self, const ThecalCalendarInput *input)
{
  GPtrArray *items =
      thecal_calendar_get_items (input,
                                 thecal_calendar_get_day_us (input->now_us, -BACK_D, input->zone),
                                 thecal_calendar_get_day_us (input->now_us, AHEAD_D, input->zone));

  /* with no monitor nobody knows what was written today */
  for (guint i = items->len; i > 0; i--) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i - 1);

    if (item->kind == THECAL_CALENDAR_DIARY && !thecal_monitor_client_is_connected (self->client))
      g_ptr_array_remove_index (items, i - 1);
  }

  return items;
}

const char *
thecal_calendar_model_get_notice (ThecalCalendarModel *self)
{
  if (thecal_calendar_model_is_clock_wrong (self))
    return _ ("The clock of this computer may be wrong, and every date here with it.");
  if (!thecal_monitor_client_is_connected (self->client))
    return _ ("Thecal's monitor is not running. What was written down may be missing here.");

  return "";
}

static void
on_changed (ThecalCalendarModel *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
thecal_calendar_model_dispose (GObject *object)
{
  ThecalCalendarModel *self = THECAL_CALENDAR_MODEL (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->book);
  g_clear_object (&self->plan);
  g_clear_object (&self->client);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (thecal_calendar_model_parent_class)->dispose (object);
}

static void
thecal_calendar_model_class_init (ThecalCalendarModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_calendar_model_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          THECAL_TYPE_CALENDAR_MODEL,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
thecal_calendar_model_init (ThecalCalendarModel *self)
{
  self->zone = g_time_zone_new_local ();
}

ThecalCalendarModel *
thecal_calendar_model_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalCalendarModel *self = g_object_new (THECAL_TYPE_CALENDAR_MODEL, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  self->book = thecal_entry_book_new (client, thecal_plan_watch_get_state_dir (plan));
  g_signal_connect_object (client, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);

  return self;
}
