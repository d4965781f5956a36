/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/calendar_source.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "ctl/bus.h"
#include "ctl/plan_option.h"

#define ENTRIES_SINCE_D 400 /* an operation, the last refills */
#define ENTRIES_MOST 10000
#define US_PER_MS 1000

static void
add_entry (GPtrArray *entries, GVariant *record)
{
  ThecalEntryFault fault;
  const char *text = NULL;
  ThecalEntry *entry = g_variant_lookup (record, "text", "&s", &text)
                           ? thecal_entry_parse (text, strlen (text), &fault)
                           : NULL;

  if (entry != NULL)
    g_ptr_array_add (entries, entry);
}

static void
read_entries (ThecalCalendarSource *self, GDBusConnection *bus)
{
  const gint64 from_ms = (self->at_us - ENTRIES_SINCE_D * THECAL_DAY_US) / US_PER_MS;
  const gint64 to_ms = (self->at_us + THECAL_DAY_US) / US_PER_MS;
  g_autoptr (GVariant) reply =
      thecal_bus_call (bus,
                       self->command,
                       THECAL_BUS_MANAGER,
                       "Manager.GetEntries",
                       g_variant_new ("(sxxu)", "", from_ms, to_ms, ENTRIES_MOST),
                       NULL);
  g_autoptr (GVariant) list = NULL;
  GVariantIter iter;
  GVariant *record;

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(aa{sv})")))
    return;

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_entry_free);
  list = g_variant_get_child_value (reply, 0);
  g_variant_iter_init (&iter, list);
  while (g_variant_iter_loop (&iter, "@a{sv}", &record))
    add_entry (self->entries, record);
}

static double
get_days (GVariant *forecast, const char *name, double age_days)
{
  double days = NAN;

  g_variant_lookup (forecast, name, "d", &days);
  return days - age_days;
}

static void
take_forecast (ThecalCalendarSource *self, GVariant *pump)
{
  static const ThecalLimitedBy limits[] = { THECAL_LIMITED_BY_EARLY_LOW,
                                            THECAL_LIMITED_BY_PRINTED_DATE,
                                            THECAL_LIMITED_BY_STABILITY_CAP };
  g_autoptr (GVariant) forecast =
      g_variant_lookup_value (pump, "Forecast", G_VARIANT_TYPE ("a{sd}"));
  const char *limited_by = "";
  gint64 computed_us = 0;
  struct timespec now;
  double age_days;

  if (forecast == NULL || g_variant_n_children (forecast) == 0 ||
      !g_variant_lookup (pump, "ForecastBootUs", "x", &computed_us))
    return;

  clock_gettime (CLOCK_BOOTTIME, &now);
  age_days = ((double) now.tv_sec - (double) (computed_us / THECAL_SECOND_US)) / 86400.0;
  g_variant_lookup (pump, "LimitedBy", "&s", &limited_by);
  self->forecast = (ThecalForecast){
    .flow_ml_per_day = NAN,
    .empty_days.early = get_days (forecast, "empty_early", age_days),
    .refill_by_days = get_days (forecast, "refill_by", age_days),
  };
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    if (g_str_equal (limited_by, thecal_limited_by_to_string (limits[i])))
      self->forecast.limited_by = limits[i];
  self->has_forecast = TRUE;
}

static void
take_notice (ThecalCalendarSource *self, GVariant *pump)
{
  gint64 notice_ms = 0;

  g_variant_lookup (pump, "EriTime", "x", &notice_ms);
  self->notice_us = notice_ms * US_PER_MS;
}

/* The only pump; of several nobody knows here which one the plan is about. What it computes holds
 * for now, a date that it named for any time. */
static void
read_pump (ThecalCalendarSource *self, GDBusConnection *bus, gboolean is_now)
{
  g_autoptr (GVariant) objects = thecal_bus_get_objects (bus, self->command);
  g_autoptr (GPtrArray) pumps = objects != NULL ? thecal_bus_find (objects, "Pump", NULL) : NULL;

  if (pumps == NULL || pumps->len != 1)
    return;

  take_notice (self, g_ptr_array_index (pumps, 0));
  if (is_now)
    take_forecast (self, g_ptr_array_index (pumps, 0));
}

gboolean
thecal_calendar_source_read (ThecalCalendarSource *self, int *out_exit)
{
  const gboolean is_now = self->at_us == THECAL_UNKNOWN_US;
  g_autoptr (GDBusConnection) bus = NULL;

  if (is_now)
    self->at_us = g_get_real_time ();
  self->zone = g_time_zone_new_local ();
  self->load = thecal_plan_option_load (self->command, self->plan, out_exit);
  if (self->load == NULL)
    return FALSE;
  if (!self->load->found)
    fprintf (stderr, _ ("thecalctl %s: there is no care plan yet\n"), self->command);
  if (self->plan != NULL)
    return TRUE;

  bus = thecal_bus_open (self->command);
  if (bus != NULL)
    read_entries (self, bus);
  if (self->entries == NULL)
    fprintf (stderr,
             _ ("thecalctl %s: going by the care plan alone, without what was written down\n"),
             self->command);
  else
    read_pump (self, bus, is_now);

  return TRUE;
}

ThecalCalendarInput
thecal_calendar_source_get_input (const ThecalCalendarSource *self)
{
  return (ThecalCalendarInput){ .document = self->load->document,
                                .forecast = self->has_forecast ? &self->forecast : NULL,
                                .entries = self->entries,
                                .notice_us = self->notice_us,
                                .now_us = self->at_us,
                                .zone = self->zone };
}

void
thecal_calendar_source_clear (ThecalCalendarSource *self)
{
  g_clear_pointer (&self->load, thecal_plan_load_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
}
