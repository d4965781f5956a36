/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/pump_reading.h"

#include <math.h>
#include <time.h>

#define DAY_US (86400.0 * G_USEC_PER_SEC)

static gint64
boot_now_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

gboolean
thecal_pump_get_reading (ThecalDbusPump *pump, const char *field, ThecalReading *out_reading)
{
  GVariant *values = pump != NULL ? thecal_dbus_pump_get_values (pump) : NULL;
  const char *unit;
  gint64 observed_us;

  *out_reading = (ThecalReading){ .value = NAN, .source = "", .quality = "" };
  if (values == NULL || !g_variant_lookup (values,
                                           field,
                                           "(d&s&s&sx)",
                                           &out_reading->value,
                                           &unit,
                                           &out_reading->source,
                                           &out_reading->quality,
                                           &observed_us))
    return FALSE;
  out_reading->age_s = (boot_now_us () - observed_us) / G_USEC_PER_SEC;

  return TRUE;
}

void
thecal_pump_get_band (ThecalDbusPump *pump,
                      double *out_early,
                      double *out_nominal,
                      double *out_late)
{
  GVariant *band = pump != NULL ? thecal_dbus_pump_get_level_band (pump) : NULL;

  *out_early = *out_nominal = *out_late = NAN;
  if (band != NULL)
    g_variant_get (band, "(ddd)", out_early, out_nominal, out_late);
}

static double
get_value (ThecalDbusPump *pump, const char *field)
{
  ThecalReading reading;

  thecal_pump_get_reading (pump, field, &reading);

  return reading.value;
}

ThecalLevel
thecal_pump_get_level (ThecalDbusPump *pump)
{
  ThecalLevel level = {
    .last_ml = get_value (pump, "reservoir_ml"),
    .capacity_ml = get_value (pump, "capacity_ml"),
    .low_ml = get_value (pump, "low_threshold_ml"),
    .stale = pump == NULL || thecal_dbus_pump_get_stale (pump),
  };

  thecal_pump_get_band (pump, &level.band_ml.early, &level.band_ml.nominal, &level.band_ml.late);

  return level;
}

double
thecal_pump_get_days (ThecalDbusPump *pump, const char *forecast)
{
  GVariant *days_by_name = pump != NULL ? thecal_dbus_pump_get_forecast (pump) : NULL;
  double days = NAN;

  if (days_by_name == NULL || !g_variant_lookup (days_by_name, forecast, "d", &days))
    return NAN;

  return days - (double) (boot_now_us () - thecal_dbus_pump_get_forecast_boot_us (pump)) / DAY_US;
}

gint64
thecal_pump_get_age_s (ThecalDbusPump *pump)
{
  if (pump == NULL || !thecal_dbus_pump_get_heard (pump))
    return -1;

  return (boot_now_us () - thecal_dbus_pump_get_last_heard_boot_us (pump)) / G_USEC_PER_SEC;
}

gboolean
thecal_text_is (const char *value, const char *text)
{
  return g_strcmp0 (value, text) == 0;
}
