/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/status_out.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/alarm/condition.h"
#include "core/instant.h"
#include "ctl/bus.h"
#include "ctl/json_out.h"
#include "ctl/json_write.h"

static gint64
boot_now_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * THECAL_SECOND_US + now.tv_nsec / 1000;
}

static const char *
text_of (GVariant *properties, const char *name)
{
  const char *text = "";

  g_variant_lookup (properties, name, "&s", &text);
  return text;
}

static gint64
int64_of (GVariant *properties, const char *name)
{
  gint64 number = 0;

  g_variant_lookup (properties, name, "x", &number);
  return number;
}

static guint
uint_of (GVariant *properties, const char *name)
{
  guint number = 0;

  g_variant_lookup (properties, name, "u", &number);
  return number;
}

static gboolean
bool_of (GVariant *properties, const char *name)
{
  gboolean flag = FALSE;

  g_variant_lookup (properties, name, "b", &flag);
  return flag;
}

static char *
time_text (gint64 time_ms)
{
  g_autoptr (GDateTime) time = NULL;

  if (time_ms == 0)
    return NULL;
  time = g_date_time_new_from_unix_utc (time_ms / 1000);
  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 time_ms)
{
  g_autofree char *text = time_text (time_ms);

  thecal_json_add_text (builder, name, text);
}

static void
add_values (JsonBuilder *builder, GVariant *pump)
{
  g_autoptr (GVariant) values =
      g_variant_lookup_value (pump, "Values", G_VARIANT_TYPE ("a{s(dsssx)}"));
  const gint64 now_us = boot_now_us ();
  GVariantIter iter;
  const char *name, *unit, *source, *quality;
  double value;
  gint64 observed_us;

  json_builder_set_member_name (builder, "values");
  json_builder_begin_object (builder);
  if (values != NULL) {
    g_variant_iter_init (&iter, values);
    while (g_variant_iter_loop (
        &iter, "{&s(d&s&s&sx)}", &name, &value, &unit, &source, &quality, &observed_us)) {
      json_builder_set_member_name (builder, name);
      json_builder_begin_object (builder);
      thecal_json_add_number (builder, "value", value);
      thecal_json_add_text (builder, "unit", unit);
      thecal_json_add_text (builder, "source", source);
      thecal_json_add_number (
          builder, "age_s", floor ((double) (now_us - observed_us) / THECAL_SECOND_US));
      thecal_json_add_text (builder, "quality", quality);
      json_builder_end_object (builder);
    }
  }
  json_builder_end_object (builder);
}

static double
forecast_of (GVariant *forecast, const char *name)
{
  double value = NAN;

  if (forecast != NULL)
    g_variant_lookup (forecast, name, "d", &value);
  return value;
}

static void
add_forecast (JsonBuilder *builder, GVariant *pump)
{
  g_autoptr (GVariant) forecast =
      g_variant_lookup_value (pump, "Forecast", G_VARIANT_TYPE ("a{sd}"));
  const char *limited_by = text_of (pump, "LimitedBy");

  json_builder_set_member_name (builder, "forecast");
  json_builder_begin_object (builder);
  thecal_json_add_band (builder,
                        "low",
                        (ThecalBand){ forecast_of (forecast, "low_early"),
                                      forecast_of (forecast, "low_nominal"),
                                      forecast_of (forecast, "low_late") });
  thecal_json_add_band (builder,
                        "empty",
                        (ThecalBand){ forecast_of (forecast, "empty_early"),
                                      forecast_of (forecast, "empty_nominal"),
                                      forecast_of (forecast, "empty_late") });
  thecal_json_add_number (builder, "low_to_empty_h", forecast_of (forecast, "low_to_empty_h"));
  thecal_json_add_number (builder, "refill_by_days", forecast_of (forecast, "refill_by"));
  thecal_json_add_text (builder, "limited_by", *limited_by != '\0' ? limited_by : NULL);
  json_builder_end_object (builder);
}

static void
add_pump (JsonBuilder *builder, GVariant *pump)
{
  json_builder_begin_object (builder);
  thecal_json_add_text (builder, "id", text_of (pump, "Id"));
  thecal_json_add_text (builder, "name", text_of (pump, "Name"));
  add_values (builder, pump);
  thecal_json_add_text (builder, "therapy", text_of (pump, "Therapy"));
  thecal_json_add_text (builder, "mode", text_of (pump, "Mode"));
  thecal_json_add_text (builder, "battery_state", text_of (pump, "BatteryState"));
  add_time (builder, "alarm_date", int64_of (pump, "AlarmTime"));
  add_time (builder, "eri_date", int64_of (pump, "EriTime"));
  add_forecast (builder, pump);
  thecal_json_add_text (builder, "link", text_of (pump, "Link"));
  thecal_json_add_text (builder, "source", text_of (pump, "Source"));
  thecal_json_add_bool (builder, "stale", bool_of (pump, "Stale"));
  thecal_json_add_bool (builder, "simulated", bool_of (pump, "Simulated"));
  add_time (builder, "last_heard", int64_of (pump, "LastHeardTime"));
  json_builder_end_object (builder);
}

static void
add_alarm (JsonBuilder *builder, GVariant *alarm)
{
  const char *by = text_of (alarm, "AcknowledgedBy");
  const char *covered_by = text_of (alarm, "CoveredBy");

  json_builder_begin_object (builder);
  thecal_json_add_number (builder, "id", uint_of (alarm, "Id"));
  thecal_json_add_text (builder, "pump", text_of (alarm, "PumpId"));
  thecal_json_add_text (builder, "condition", text_of (alarm, "Condition"));
  thecal_json_add_text (builder, "title", text_of (alarm, "Title"));
  thecal_json_add_text (builder, "priority", text_of (alarm, "Priority"));
  thecal_json_add_text (builder, "state", text_of (alarm, "ConditionState"));
  thecal_json_add_text (builder, "signal", text_of (alarm, "SignalState"));
  thecal_json_add_text (builder, "covered_by", *covered_by != '\0' ? covered_by : NULL);
  add_time (builder, "since", int64_of (alarm, "SinceTime"));
  thecal_json_add_text (builder, "acknowledged_by", *by != '\0' ? by : NULL);
  add_time (builder, "until", int64_of (alarm, "UntilTime"));
  thecal_json_add_number (builder, "step", uint_of (alarm, "Step"));
  thecal_json_add_bool (builder, "simulated", bool_of (alarm, "Simulated"));
  json_builder_end_object (builder);
}

static void
add_self_test (JsonBuilder *builder, GVariant *results)
{
  GVariantIter iter;
  const char *channel, *detail;
  gboolean ok;
  gint64 at_ms;

  json_builder_set_member_name (builder, "self_test");
  json_builder_begin_array (builder);
  g_variant_iter_init (&iter, results);
  while (g_variant_iter_loop (&iter, "(&sb&sx)", &channel, &ok, &detail, &at_ms)) {
    json_builder_begin_object (builder);
    thecal_json_add_text (builder, "channel", channel);
    thecal_json_add_bool (builder, "ok", ok);
    thecal_json_add_text (builder, "detail", detail);
    add_time (builder, "at", at_ms);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_list (JsonBuilder *builder,
          const char *name,
          GPtrArray *items,
          void (*add) (JsonBuilder *, GVariant *))
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    add (builder, g_ptr_array_index (items, i));
  json_builder_end_array (builder);
}

/* Under this a number of days with one digit reads 0.0. */
#define NO_DAYS 0.05

/* An edge that is reached is no date to come. */
static void
print_empty (double early_days, double late_days)
{
  if (isnan (early_days))
    return;
  if (early_days >= NO_DAYS)
    printf (_ ("  %-24s in %.1f to %.1f days\n"), "empty", early_days, late_days);
  else if (late_days >= NO_DAYS)
    printf (_ ("  %-24s may be empty already, in %.1f days at the latest\n"), "empty", late_days);
  else
    printf (_ ("  %-24s may be empty already\n"), "empty");
}

static void
print_pump (GVariant *pump)
{
  g_autoptr (GVariant) forecast =
      g_variant_lookup_value (pump, "Forecast", G_VARIANT_TYPE ("a{sd}"));
  g_autoptr (GVariant) values =
      g_variant_lookup_value (pump, "Values", G_VARIANT_TYPE ("a{s(dsssx)}"));
  g_autofree char *heard = time_text (int64_of (pump, "LastHeardTime"));
  GVariantIter iter;
  const char *name, *unit, *source, *quality;
  double value;
  gint64 observed_us;

  printf ("%s%s (%s)\n",
          bool_of (pump, "Simulated") ? "SIMULATED · " : "",
          text_of (pump, "Name"),
          text_of (pump, "Id"));
  if (values != NULL) {
    g_variant_iter_init (&iter, values);
    while (g_variant_iter_loop (
        &iter, "{&s(d&s&s&sx)}", &name, &value, &unit, &source, &quality, &observed_us))
      printf (_ ("  %-24s %8.2f %-6s %s, %s, %.0f s ago\n"),
              name,
              value,
              unit,
              quality,
              source,
              floor ((double) (boot_now_us () - observed_us) / THECAL_SECOND_US));
  }
  printf ("  %-24s %s\n", "therapy", text_of (pump, "Therapy"));
  print_empty (forecast_of (forecast, "empty_early"), forecast_of (forecast, "empty_late"));
  printf ("  %-24s %s%s\n",
          "last heard",
          heard != NULL ? heard : "never",
          bool_of (pump, "Stale") ? ", STALE" : "");
}

static gint
compare_alarms (gconstpointer a, gconstpointer b)
{
  GVariant *first = *(GVariant *const *) a, *second = *(GVariant *const *) b;
  const guint one = uint_of (first, "Rank"), other = uint_of (second, "Rank");

  return one != other ? (one < other ? -1 : 1)
                      : (int) uint_of (first, "Id") - (int) uint_of (second, "Id");
}

/* The most urgent first, as the monitor ranks them. */
static GPtrArray *
find_alarms (GVariant *objects)
{
  GPtrArray *alarms = thecal_bus_find (objects, "Alarm", NULL);

  g_ptr_array_sort (alarms, compare_alarms);
  return alarms;
}

/* "sounding", or why it does not sound by itself. */
static char *
signal_words (GVariant *alarm)
{
  const char *signal = text_of (alarm, "SignalState"), *by = text_of (alarm, "CoveredBy");
  ThecalConditionId condition;

  if (*by == '\0' || !g_str_equal (signal, "sounding"))
    return g_strdup (signal);

  return g_strdup_printf (_ ("covered by %s"),
                          thecal_condition_from_string (by, &condition)
                              ? _ (thecal_condition_get_row (condition)->title)
                              : by);
}

static void
print_alarm (GVariant *alarm)
{
  g_autofree char *signal = signal_words (alarm);

  printf ("%s[%u] %s: %s (%s, %s)\n",
          bool_of (alarm, "Simulated") ? "SIMULATED · " : "",
          uint_of (alarm, "Id"),
          text_of (alarm, "Priority"),
          text_of (alarm, "Title"),
          text_of (alarm, "Condition"),
          signal);
}

void
thecal_status_print_alarms (GVariant *objects, gboolean json)
{
  g_autoptr (GPtrArray) alarms = find_alarms (objects);

  if (json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    add_list (builder, "alarms", alarms, add_alarm);
    json_builder_end_object (builder);
    thecal_json_print (builder);
    return;
  }
  for (guint i = 0; i < alarms->len; i++)
    print_alarm (g_ptr_array_index (alarms, i));
  if (alarms->len == 0)
    puts (_ ("No alarm is active."));
}

/* Of the monitor itself @of_pump is FALSE. NULL: it has ended. */
static const char *
standing_words (const char *condition_state, gboolean of_pump)
{
  static const struct {
    const char *state, *pump, *monitor;
  } words[] = {
    { "true",
      N_ ("still stands: what the pump reports, or its level, keeps it up"),
      N_ ("still stands: what raised it is still found") },
    { "unknown",
      N_ ("still stands: the pump is not heard, so it is not known whether it has ended"),
      N_ ("still stands: it is not known whether it has ended") },
    { "clearing",
      N_ ("still stands, for as long as it takes to be sure of its end"),
      N_ ("still stands, for as long as it takes to be sure of its end") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].state, condition_state))
      return of_pump ? _ (words[i].pump) : _ (words[i].monitor);

  return NULL;
}

void
thecal_status_print_standing (GVariant *objects, guint id)
{
  g_autoptr (GPtrArray) alarms = thecal_bus_find (objects, "Alarm", NULL);

  for (guint i = 0; i < alarms->len; i++) {
    GVariant *alarm = g_ptr_array_index (alarms, i);
    const char *words =
        standing_words (text_of (alarm, "ConditionState"), *text_of (alarm, "PumpId") != '\0');

    if (uint_of (alarm, "Id") == id && words != NULL)
      puts (words);
  }
}

void
thecal_status_print (GVariant *objects, gboolean json)
{
  g_autoptr (GPtrArray) pumps = thecal_bus_find (objects, "Pump", NULL);
  g_autoptr (GPtrArray) alarms = find_alarms (objects);
  g_autoptr (GPtrArray) managers = thecal_bus_find (objects, "Manager", NULL);
  GVariant *manager = managers->len > 0 ? g_ptr_array_index (managers, 0) : NULL;

  if (json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (GVariant) self_test =
        manager != NULL ? g_variant_lookup_value (manager, "SelfTest", G_VARIANT_TYPE ("a(sbsx)"))
                        : NULL;

    json_builder_begin_object (builder);
    add_list (builder, "pumps", pumps, add_pump);
    add_list (builder, "alarms", alarms, add_alarm);
    if (self_test != NULL)
      add_self_test (builder, self_test);
    thecal_json_add_text (builder, "state", manager != NULL ? text_of (manager, "State") : NULL);
    thecal_json_add_text (
        builder, "bluetooth", manager != NULL ? text_of (manager, "BluetoothState") : NULL);
    thecal_json_add_bool (builder, "simulated", manager != NULL && bool_of (manager, "Simulated"));
    json_builder_end_object (builder);
    thecal_json_print (builder);
    return;
  }
  for (guint i = 0; i < pumps->len; i++)
    print_pump (g_ptr_array_index (pumps, i));
  if (pumps->len == 0)
    puts (_ ("No pump set up yet."));
  thecal_status_print_alarms (objects, FALSE);
}

gboolean
thecal_status_print_self_test (GVariant *reply, gboolean json)
{
  g_autoptr (GVariant) results = g_variant_get_child_value (reply, 0);
  gboolean passed = TRUE, ok;
  GVariantIter iter;
  const char *channel, *detail;
  gint64 at_ms;

  if (json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    add_self_test (builder, results);
    json_builder_end_object (builder);
    thecal_json_print (builder);
  }
  g_variant_iter_init (&iter, results);
  while (g_variant_iter_loop (&iter, "(&sb&sx)", &channel, &ok, &detail, &at_ms)) {
    passed = passed && ok;
    if (!json)
      printf ("%-14s %-7s %s\n", channel, ok ? "passed" : "FAILED", detail);
  }

  return passed;
}

static void
print_object (GVariant *interfaces)
{
  g_autoptr (GVariant) alarm =
      g_variant_lookup_value (interfaces, THECAL_BUS_NAME ".Alarm", G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) pump =
      g_variant_lookup_value (interfaces, THECAL_BUS_NAME ".Pump", G_VARIANT_TYPE_VARDICT);

  if (alarm != NULL)
    print_alarm (alarm);
  if (pump != NULL)
    print_pump (pump);
}

static void
print_level (GVariant *changed)
{
  g_autoptr (GVariant) band =
      g_variant_lookup_value (changed, "LevelBand", G_VARIANT_TYPE ("(ddd)"));
  const char *signal = text_of (changed, "SignalState");
  double early, nominal, late;

  if (band != NULL) {
    g_variant_get (band, "(ddd)", &early, &nominal, &late);
    printf (_ ("reservoir %.2f mL (%.2f to %.2f)\n"), nominal, early, late);
  }
  if (*signal != '\0')
    printf (_ ("alarm now %s\n"), signal);
}

void
thecal_status_print_change (const char *path,
                            const char *signal,
                            GVariant *parameters,
                            gboolean json)
{
  if (json) {
    g_autoptr (JsonNode) data = json_gvariant_serialize (parameters);
    g_autofree char *text = thecal_json_write (data);

    printf ("{\"path\":\"%s\",\"signal\":\"%s\",\"data\":%s}\n", path, signal, text);
  } else if (g_str_equal (signal, "InterfacesAdded")) {
    g_autoptr (GVariant) interfaces = g_variant_get_child_value (parameters, 1);

    print_object (interfaces);
  } else if (g_str_equal (signal, "InterfacesRemoved")) {
    const char *gone = "";

    g_variant_get_child (parameters, 0, "&o", &gone);
    printf (_ ("ended %s\n"), gone);
  } else if (g_str_equal (signal, "PropertiesChanged")) {
    g_autoptr (GVariant) changed = g_variant_get_child_value (parameters, 1);

    print_level (changed);
  }
  fflush (stdout);
}
