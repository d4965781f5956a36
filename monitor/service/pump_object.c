/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "boot_clock.h"
#include "service/objects.h"

/* 0: there is none, or there are several. */
static guint
find_only (ThecalMonitor *monitor)
{
  const guint n_units = thecal_system_get_n_units (thecal_monitor_get_system (monitor));
  guint only = 0;

  for (guint unit = 1; unit < n_units; unit++) {
    const char *id = thecal_monitor_get_pump_id (monitor, unit);

    if (id == NULL || g_str_has_prefix (id, THECAL_OTHER_PUMP_PREFIX))
      continue;
    if (only != 0)
      return 0;
    only = unit;
  }

  return only;
}

guint
thecal_resolve_pump (ThecalMonitor *monitor, const char *id, gboolean make)
{
  const guint only = *id == '\0' ? find_only (monitor) : 0;

  if (only != 0)
    return only;
  if (*id != '\0' || !make)
    return thecal_monitor_find_pump (monitor, *id != '\0' ? id : THECAL_MANUAL_PUMP_ID);

  return thecal_event_sink_ensure_pump (
      THECAL_EVENT_SINK (monitor), THECAL_MANUAL_PUMP_ID, "Pump", FALSE);
}

/* Wall milliseconds for people; 0: not known. */
static gint64
to_ms (gint64 wall_us)
{
  return wall_us == THECAL_UNKNOWN_US ? 0 : wall_us / 1000;
}

static GVariant *
values_of (const ThecalPumpStatus *status)
{
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE ("a{s(dsssx)}"));
  for (int field = 0; field < THECAL_N_FIELDS; field++) {
    const ThecalValue *value = &status->values[field];

    if (isnan (value->value))
      continue;
    g_variant_builder_add (&values,
                           "{s(dsssx)}",
                           thecal_field_to_string ((ThecalField) field),
                           value->value,
                           thecal_field_get_unit ((ThecalField) field),
                           thecal_source_to_string (value->source),
                           thecal_quality_to_string (value->quality),
                           value->observed_us);
  }

  return g_variant_builder_end (&values);
}

static void
add_known (GVariantBuilder *builder, const char *name, double value)
{
  if (isfinite (value))
    g_variant_builder_add (builder, "{sd}", name, value);
}

static GVariant *
forecast_to_variant (const ThecalForecast *forecast)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sd}"));
  add_known (&builder, "low_early", forecast->low_days.early);
  add_known (&builder, "low_nominal", forecast->low_days.nominal);
  add_known (&builder, "low_late", forecast->low_days.late);
  add_known (&builder, "empty_early", forecast->empty_days.early);
  add_known (&builder, "empty_nominal", forecast->empty_days.nominal);
  add_known (&builder, "empty_late", forecast->empty_days.late);
  add_known (&builder, "low_to_empty_h", forecast->low_to_empty_h);
  add_known (&builder, "refill_by", forecast->refill_by_days);

  return g_variant_builder_end (&builder);
}

static const char *
link_of (const ThecalSystem *system, guint unit)
{
  if (!thecal_system_expects_bluetooth (system, unit))
    return "none";

  return thecal_system_is_link_up (system, unit) ? "up" : "down";
}

static void
update_heard (ThecalDbusPump *object, const ThecalPumpStatus *status, ThecalTime now)
{
  const gboolean heard = status->last_report_us != THECAL_UNKNOWN_US;
  const gint64 last_us = heard ? status->last_report_us : 0;

  thecal_dbus_pump_set_heard (object, heard);
  thecal_dbus_pump_set_last_heard_boot_us (object, last_us);
  thecal_dbus_pump_set_last_heard_time (object,
                                        heard ? (now.wall_us - (now.boot_us - last_us)) / 1000 : 0);
}

/* Of a notice without a date to the hour: the two clocks drift, and a change is told to everybody.
 */
static gint64
notice_ms (const ThecalSystem *system, guint unit, ThecalTime now)
{
  const gint64 dated_us = thecal_system_get_status (system, unit)->eri_date_us;
  const gint64 notice_us = thecal_system_get_notice_wall_us (system, unit, now);

  return to_ms (notice_us == dated_us ? notice_us : notice_us - notice_us % THECAL_HOUR_US);
}

void
thecal_pump_object_update (ThecalDbusPump *object, ThecalMonitor *monitor, guint unit)
{
  const ThecalSystem *system = thecal_monitor_get_system (monitor);
  const ThecalPumpStatus *status = thecal_system_get_status (system, unit);
  const ThecalTime now = thecal_clock_now ();
  const ThecalForecast forecast = thecal_pump_status_get_forecast (status, now);
  const ThecalBand band = thecal_pump_status_get_level (status, now.boot_us);
  const char *limited_by = thecal_limited_by_to_string (forecast.limited_by);

  thecal_dbus_pump_set_id (object, thecal_monitor_get_pump_id (monitor, unit));
  thecal_dbus_pump_set_name (object, thecal_monitor_get_pump_name (monitor, unit));
  thecal_dbus_pump_set_values (object, values_of (status));
  thecal_dbus_pump_set_level_band (object,
                                   g_variant_new ("(ddd)", band.early, band.nominal, band.late));
  thecal_dbus_pump_set_therapy (object, thecal_therapy_to_string (status->therapy));
  thecal_dbus_pump_set_therapy_observed_boot_us (
      object, status->therapy_observed_us == THECAL_UNKNOWN_US ? 0 : status->therapy_observed_us);
  thecal_dbus_pump_set_mode (object, thecal_mode_to_string (status->mode));
  thecal_dbus_pump_set_battery_state (object,
                                      thecal_battery_state_to_string (status->battery_state));
  thecal_dbus_pump_set_eri_time (object, notice_ms (system, unit, now));
  thecal_dbus_pump_set_alarm_time (object, to_ms (status->alarm_date_us));
  thecal_dbus_pump_set_forecast (object, forecast_to_variant (&forecast));
  thecal_dbus_pump_set_forecast_boot_us (object, now.boot_us);
  thecal_dbus_pump_set_limited_by (object, limited_by != NULL ? limited_by : "");
  thecal_dbus_pump_set_link (object, link_of (system, unit));
  update_heard (object, status, now);
  thecal_dbus_pump_set_watched_since_time (
      object, to_ms (thecal_system_get_watched_since_wall_us (system, unit)));
  thecal_dbus_pump_set_interval_s (object, (guint) (status->interval_us / THECAL_SECOND_US));
  thecal_dbus_pump_set_source (object, thecal_source_to_string (status->source));
  thecal_dbus_pump_set_stale (object, thecal_system_is_stale (system, unit, now));
  thecal_dbus_pump_set_plan_path (object, thecal_monitor_get_pump_plan (monitor, unit));
  thecal_dbus_pump_set_person_name (object, thecal_monitor_get_pump_person (monitor, unit));
  thecal_dbus_pump_set_explanted (object, thecal_system_is_explanted (system, unit));
  thecal_dbus_pump_set_simulated (object, thecal_system_is_simulated (system, unit));
}
