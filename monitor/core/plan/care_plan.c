/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/care_plan.h"

#include <math.h>
#include <string.h>

#include "core/pump/forecast.h"

#define FLEX_STEPS_MAX 13 /* [D9] */
#define DATE_LENGTH 10    /* YYYY-MM-DD */

typedef struct {
  GKeyFile *file;
  GTimeZone *zone;
  ThecalPlanError *error;
  bool failed;
} Reader;

static void
fail (Reader *reader, const char *group, const char *key, const char *expected)
{
  if (reader->failed)
    return;

  reader->failed = true;
  g_strlcpy (reader->error->group, group, sizeof reader->error->group);
  g_strlcpy (reader->error->key, key, sizeof reader->error->key);
  g_strlcpy (reader->error->expected, expected, sizeof reader->error->expected);
}

static char *
get_text (const Reader *reader, const char *group, const char *key)
{
  g_autofree char *text = g_key_file_get_string (reader->file, group, key, NULL);

  if (text == NULL || *g_strstrip (text) == '\0')
    return NULL;

  return g_steal_pointer (&text);
}

static double
read_number (Reader *reader, const char *group, const char *key, double min, double max)
{
  g_autofree char *text = get_text (reader, group, key);
  char *end = NULL;
  double number;
  char expected[96];

  if (text == NULL)
    return NAN;

  number = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && number >= min && number <= max)
    return number;

  g_snprintf (expected, sizeof expected, "a number from %g to %g", min, max);
  fail (reader, group, key, expected);
  return NAN;
}

bool
thecal_time_parse (const char *text, GTimeZone *zone, gint64 *out_us)
{
  g_autofree char *full = NULL;
  g_autoptr (GDateTime) time = NULL;

  full = strlen (text) == DATE_LENGTH ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  time = g_date_time_new_from_iso8601 (full, zone);
  if (time == NULL)
    return false;

  *out_us = g_date_time_to_unix (time) * THECAL_SECOND_US + g_date_time_get_microsecond (time);
  return true;
}

static gint64
read_time (Reader *reader, const char *group, const char *key)
{
  g_autofree char *text = get_text (reader, group, key);
  gint64 time_us;

  if (text == NULL)
    return THECAL_UNKNOWN_US;
  if (thecal_time_parse (text, reader->zone, &time_us))
    return time_us;

  fail (reader, group, key, "a date (2027-01-10) or a time (2027-01-10T09:00:00-05:00)");
  return THECAL_UNKNOWN_US;
}

/* "07:30 200": minute of the day, dose. @text is not empty. */
static bool
parse_step (const char *text, ThecalFlexStep *step)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);
  guint64 hour, minute;
  g_auto (GStrv) clock = g_strsplit (parts[0], ":", 2);
  char *end = NULL;

  if (parts[1] == NULL || g_strv_length (clock) != 2 ||
      !g_ascii_string_to_unsigned (clock[0], 10, 0, 23, &hour, NULL) ||
      !g_ascii_string_to_unsigned (clock[1], 10, 0, 59, &minute, NULL))
    return false;

  step->minute_of_day = (int) (hour * 60 + minute);
  step->dose_ug_per_day = g_ascii_strtod (parts[1], &end);
  return end != parts[1] && *end == '\0' && step->dose_ug_per_day >= 0.0;
}

static double
read_flex (Reader *reader)
{
  ThecalFlexStep steps[FLEX_STEPS_MAX];
  gsize n_steps = 0;
  double dose;

  for (int i = 1; i <= FLEX_STEPS_MAX; i++) {
    g_autofree char *key = g_strdup_printf ("Step%d", i);
    g_autofree char *text = get_text (reader, "flex", key);

    if (text == NULL)
      continue;
    if (!parse_step (text, &steps[n_steps])) {
      fail (reader, "flex", key, "a clock time and a dose, as in 07:30 200");
      return NAN;
    }
    n_steps++;
  }
  if (n_steps == 0)
    return NAN;

  dose = thecal_flex_get_dose (steps, n_steps);
  if (isnan (dose))
    fail (reader, "flex", "Step1", "steps in the order of their clock times");
  return dose;
}

static void
read_appointments (Reader *reader, ThecalCarePlan *plan)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reader->file, NULL);

  for (gsize i = 0; groups[i] != NULL && plan->n_refills < THECAL_APPOINTMENTS_MAX; i++) {
    g_autofree char *kind = NULL;
    gint64 at_us;

    if (!g_str_has_prefix (groups[i], "appointment"))
      continue;
    kind = get_text (reader, groups[i], "Kind");
    at_us = read_time (reader, groups[i], "At");
    if (g_strcmp0 (kind, "refill") == 0 && at_us != THECAL_UNKNOWN_US)
      plan->refill_at_us[plan->n_refills++] = at_us;
  }
}

bool
thecal_care_plan_read (GKeyFile *file,
                       GTimeZone *zone,
                       ThecalCarePlan *out,
                       ThecalPlanError *out_error)
{
  Reader reader = { .file = file, .zone = zone, .error = out_error };
  /* ranges: clinical.md 3.3 */
  ThecalCarePlan plan = {
    .capacity_ml = read_number (&reader, "pump", "CapacityMl", 1, 60),
    .concentration_ug_per_ml = read_number (&reader, "drug 1", "ConcentrationUgPerMl", 10, 5000),
    .dose_ug_per_day = read_number (&reader, "drug 1", "DoseUgPerDay", 0, 3000),
    .volume_ml = read_number (&reader, "reservoir", "VolumeMl", 0, 60),
    .low_ml = read_number (&reader, "reservoir", "LowMl", 1, 10),
    .filled_at_us = read_time (&reader, "reservoir", "FilledAt"),
    .alarm_date_us = read_time (&reader, "reservoir", "AlarmDate"),
  };
  const double flex_dose = read_flex (&reader);

  if (!isnan (flex_dose))
    plan.dose_ug_per_day = flex_dose;
  if (plan.volume_ml > plan.capacity_ml)
    fail (&reader, "reservoir", "VolumeMl", "no more than [pump] CapacityMl");
  read_appointments (&reader, &plan);
  if (reader.failed)
    return false;

  *out = plan;
  return true;
}

static void
set_value (ThecalStatusReport *report, ThecalField field, double value)
{
  if (isnan (value))
    return;

  report->values[field] = value;
  report->present |= 1u << field;
}

bool
thecal_care_plan_to_report (const ThecalCarePlan *self, ThecalTime now, ThecalStatusReport *out)
{
  ThecalStatusReport report = {
    .source = THECAL_SOURCE_MANUAL,
    .reservoir_quality = THECAL_QUALITY_ENTERED,
    .alarm_date_us = self->alarm_date_us,
  };

  if (self->filled_at_us != THECAL_UNKNOWN_US)
    report.age_us = MAX (0, now.wall_us - self->filled_at_us);
  report.filled = self->filled_at_us != THECAL_UNKNOWN_US;
  if (self->alarm_date_us != THECAL_UNKNOWN_US)
    report.present |= THECAL_REPORT_ALARM_DATE;
  set_value (&report, THECAL_FIELD_RESERVOIR_ML, self->volume_ml);
  set_value (&report, THECAL_FIELD_CAPACITY_ML, self->capacity_ml);
  set_value (&report, THECAL_FIELD_CONCENTRATION_UG_PER_ML, self->concentration_ug_per_ml);
  set_value (&report, THECAL_FIELD_DOSE_UG_PER_DAY, self->dose_ug_per_day);
  set_value (&report, THECAL_FIELD_LOW_THRESHOLD_ML, self->low_ml);
  *out = report;

  return !isnan (self->volume_ml);
}
