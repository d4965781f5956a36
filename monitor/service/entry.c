/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/codec/frame_report.h"
#include "core/plan/care_plan.h"
#include "core/plan/clock_change.h"
#include "error.h"
#include "service/objects.h"

static const struct {
  const char *name;
  ThecalField field;
  double min, max;
  gboolean needed;
} numbers[] = {
  { "reservoir_ml", THECAL_FIELD_RESERVOIR_ML, 0, 60, TRUE },
  { "concentration_ug_per_ml", THECAL_FIELD_CONCENTRATION_UG_PER_ML, 10, 5000, TRUE },
  { "dose_ug_per_day", THECAL_FIELD_DOSE_UG_PER_DAY, 0, 3000, TRUE },
  { "low_ml", THECAL_FIELD_LOW_THRESHOLD_ML, 1, 10, FALSE },
  { "capacity_ml", THECAL_FIELD_CAPACITY_ML, 1, 60, FALSE },
};

#define WITHDRAWN "withdrawn_ml"
#define WITHDRAWN_MAX_ML 60

static gboolean
is_known_key (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (numbers[i].name, key))
      return TRUE;

  return g_str_equal (key, "alarm_date") || g_str_equal (key, "at") ||
         g_str_equal (key, "filled_at") || g_str_equal (key, WITHDRAWN);
}

static gboolean
read_numbers (GVariant *values, ThecalStatusReport *report, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    double number;

    if (!g_variant_lookup (values, numbers[i].name, "d", &number)) {
      if (!numbers[i].needed)
        continue;
      g_set_error (error,
                   THECAL_ERROR,
                   THECAL_ERROR_INVALID_ARGUMENT,
                   "%s: expected a number",
                   numbers[i].name);
      return FALSE;
    }
    if (!(number >= numbers[i].min && number <= numbers[i].max)) {
      g_set_error (error,
                   THECAL_ERROR,
                   THECAL_ERROR_INVALID_ARGUMENT,
                   "%s: expected a number from %g to %g",
                   numbers[i].name,
                   numbers[i].min,
                   numbers[i].max);
      return FALSE;
    }
    report->values[numbers[i].field] = number;
    report->present |= 1u << numbers[i].field;
  }

  return TRUE;
}

/* What is meant only a zone says. */
static gboolean
is_odd_hour (const char *text, GTimeZone *zone)
{
  return thecal_clock_time_read (text, zone).count != THECAL_CLOCK_ONCE;
}

static gboolean
read_time (GVariant *values, const char *name, gint64 *out_us, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *text = NULL;

  *out_us = THECAL_UNKNOWN_US;
  if (!g_variant_lookup (values, name, "&s", &text) || *text == '\0' ||
      (thecal_time_parse (text, zone, out_us) && !is_odd_hour (text, zone)))
    return TRUE;

  g_set_error (error,
               THECAL_ERROR,
               THECAL_ERROR_INVALID_ARGUMENT,
               "%s: expected a time (2026-10-01T10:00:00-05:00) or a date (2026-10-01)%s",
               name,
               is_odd_hour (text, zone) ? "; on that night the clocks change" : "");
  return FALSE;
}

static gboolean
read_times (GVariant *values, ThecalTime now, ThecalStatusReport *report, GError **error)
{
  gint64 at_us, filled_at_us;

  if (!read_time (values, "alarm_date", &report->alarm_date_us, error) ||
      !read_time (values, "at", &at_us, error) ||
      !read_time (values, "filled_at", &filled_at_us, error))
    return FALSE;

  if (report->alarm_date_us != THECAL_UNKNOWN_US)
    report->present |= THECAL_REPORT_ALARM_DATE;
  if (filled_at_us != THECAL_UNKNOWN_US) {
    report->filled = true;
    at_us = filled_at_us;
  }
  if (at_us > now.wall_us) {
    g_set_error (
        error, THECAL_ERROR, THECAL_ERROR_INVALID_ARGUMENT, "at: expected a time that has passed");
    return FALSE;
  }
  if (at_us != THECAL_UNKNOWN_US)
    report->age_us = now.wall_us - at_us;

  return TRUE;
}

/* What was taken out belongs to a fill; FALSE where it stands alone. */
static gboolean
read_withdrawn (GVariant *values, ThecalStatusReport *report, GError **error)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (values, WITHDRAWN, NULL);
  double number = -1.0;

  if (value == NULL)
    return TRUE;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    number = g_variant_get_double (value);
  if (!(number >= 0.0 && number <= WITHDRAWN_MAX_ML)) {
    g_set_error (error,
                 THECAL_ERROR,
                 THECAL_ERROR_INVALID_ARGUMENT,
                 WITHDRAWN ": expected a number from 0 to %d",
                 WITHDRAWN_MAX_ML);
    return FALSE;
  }
  if (!report->filled) {
    g_set_error (error,
                 THECAL_ERROR,
                 THECAL_ERROR_INVALID_ARGUMENT,
                 WITHDRAWN ": expected filled_at too, the fill before which it was taken out");
    return FALSE;
  }
  report->withdrawn_ml = number;
  report->present |= THECAL_REPORT_WITHDRAWN;

  return TRUE;
}

gboolean
thecal_enter_parse (GVariant *values, ThecalTime now, ThecalStatusReport *out, GError **error)
{
  ThecalStatusReport report;
  GVariantIter iter;
  const char *key;

  thecal_status_report_init (&report);
  report.source = THECAL_SOURCE_MANUAL;
  report.reservoir_quality = THECAL_QUALITY_ENTERED;
  g_variant_iter_init (&iter, values);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, NULL))
    if (!is_known_key (key)) {
      g_set_error (error,
                   THECAL_ERROR,
                   THECAL_ERROR_INVALID_ARGUMENT,
                   "%s: no such value of a printout",
                   key);
      return FALSE;
    }
  if (!read_numbers (values, &report, error) || !read_times (values, now, &report, error) ||
      !read_withdrawn (values, &report, error))
    return FALSE;
  if (report.values[THECAL_FIELD_RESERVOIR_ML] > report.values[THECAL_FIELD_CAPACITY_ML]) {
    g_set_error (error,
                 THECAL_ERROR,
                 THECAL_ERROR_INVALID_ARGUMENT,
                 "reservoir_ml: expected no more than the capacity, %g mL",
                 report.values[THECAL_FIELD_CAPACITY_ML]);
    return FALSE;
  }
  *out = report;

  return TRUE;
}
