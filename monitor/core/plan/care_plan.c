/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/care_plan.h"

#include <math.h>
#include <string.h>

#include "core/alarm/rules_limits.h"
#include "core/names.h"

#include "core/plan/plan_reader.h"
#include "core/pump/forecast.h"
#include "core/pump/pump_model.h"

#define DRUGS_MAX 4    /* clinical.md 3.3 */
#define DATE_LENGTH 10 /* YYYY-MM-DD */

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

static void
read_flex (ThecalPlanReader *reader, ThecalCarePlan *plan)
{
  double dose;

  for (int i = 1; i <= THECAL_FLEX_STEPS_MAX; i++) {
    g_autofree char *key = g_strdup_printf ("Step%d", i);
    g_autofree char *text = thecal_plan_get_text (reader, "flex", key);

    if (text == NULL)
      continue;
    if (!thecal_flex_step_from_text (text, &plan->flex[plan->n_flex])) {
      thecal_plan_fail (
          reader, "flex", key, "a clock time and a dose from 0 to 3000 µg a day, as in 07:30 200");
      return;
    }
    plan->n_flex++;
  }
  if (plan->n_flex == 0)
    return;

  dose = thecal_flex_get_dose (plan->flex, plan->n_flex);
  if (isnan (dose))
    thecal_plan_fail (reader, "flex", "Step1", "steps in the order of their clock times");
  plan->dose_ug_per_day = dose;
}

/* One dose is changed with the others: the newest counts. */
static gint64
read_dose_changed (ThecalPlanReader *reader)
{
  gint64 newest_us = THECAL_UNKNOWN_US;

  for (int i = 1; i <= DRUGS_MAX; i++) {
    g_autofree char *group = g_strdup_printf ("drug %d", i);

    newest_us = MAX (newest_us, thecal_plan_read_time (reader, group, "ChangedOn"));
  }

  return newest_us;
}

static ThecalVisit
visit_of (const char *kind)
{
  static const char *const names[THECAL_N_VISITS] = { "refill", "replacement", "post-op", "other" };
  int index = THECAL_VISIT_OTHER;

  thecal_names_find (names, G_N_ELEMENTS (names), kind, &index);
  return (ThecalVisit) index;
}

static void
read_appointments (ThecalPlanReader *reader, ThecalCarePlan *plan)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reader->file, NULL);

  for (gsize i = 0; groups[i] != NULL && plan->n_visits < THECAL_APPOINTMENTS_MAX; i++) {
    g_autofree char *kind = NULL;
    gint64 at_us;

    if (!g_str_has_prefix (groups[i], "appointment"))
      continue;
    kind = thecal_plan_get_text (reader, groups[i], "Kind");
    at_us = thecal_plan_read_time (reader, groups[i], "At");
    if (at_us == THECAL_UNKNOWN_US)
      continue;
    thecal_name_keep (plan->visits[plan->n_visits].group, THECAL_GROUP_NAME_MAX, groups[i]);
    plan->visits[plan->n_visits].kind = visit_of (kind);
    plan->visits[plan->n_visits++].at_wall_us = at_us;
  }
}

gint64
thecal_care_plan_get_visit_us (const ThecalCarePlan *self, ThecalVisit kind, ThecalTime now)
{
  const gint64 after_us =
      self->filled_at_us == THECAL_UNKNOWN_US ? now.wall_us : self->filled_at_us;
  gint64 first_us = THECAL_NEVER_US;

  for (guint i = 0; i < self->n_visits; i++)
    if (self->visits[i].kind == kind && self->visits[i].at_wall_us > after_us)
      first_us = MIN (first_us, self->visits[i].at_wall_us);

  return first_us == THECAL_NEVER_US ? THECAL_UNKNOWN_US : first_us;
}

/* Seven years after the implantation a SynchroMed II stops by design [D4]; the printed date goes
 * first where it is earlier (clinical.md 3.3, replace_by). */
static gint64
read_replace_by (ThecalPlanReader *reader, gint64 implanted_us)
{
  const gint64 printed_us = thecal_plan_read_time (reader, "pump", "ReplaceBy");
  g_autofree char *text = thecal_plan_get_text (reader, "pump", "Model");
  const ThecalModel model = thecal_model_find (text);
  g_autoptr (GDateTime) implanted = NULL;
  g_autoptr (GDateTime) end = NULL;
  gint64 end_us;

  if (implanted_us == THECAL_UNKNOWN_US || model != THECAL_MODEL_SYNCHROMED_II)
    return printed_us;

  implanted = g_date_time_new_from_unix_utc (implanted_us / THECAL_SECOND_US);
  if (implanted != NULL)
    end = g_date_time_add_months (implanted, (int) thecal_model_get_life (model).life_to_months);
  if (end == NULL)
    return printed_us;

  end_us = g_date_time_to_unix (end) * THECAL_SECOND_US;
  return printed_us == THECAL_UNKNOWN_US ? end_us : MIN (printed_us, end_us);
}

static void
read_sink (ThecalPlanReader *reader, ThecalCarePlan *plan)
{
  g_autofree char *sink = thecal_plan_get_text (reader, "sound", "Sink");

  /* a name that is cut is the name of nothing */
  if (sink != NULL && strlen (sink) >= THECAL_SINK_NAME_MAX)
    thecal_plan_fail (reader, "sound", "Sink", "a name of at most 199 octets");
  else
    g_strlcpy (plan->sink, sink != NULL ? sink : "", THECAL_SINK_NAME_MAX);
}

bool
thecal_care_plan_read (GKeyFile *file,
                       GTimeZone *zone,
                       ThecalCarePlan *out,
                       ThecalPlanError *out_error)
{
  ThecalPlanReader reader = { .file = file, .zone = zone, .error = out_error };
  /* ranges: clinical.md 3.3 */
  ThecalCarePlan plan = {
    .capacity_ml = thecal_plan_read_number (&reader, "pump", "CapacityMl", 1, 60),
    .concentration_ug_per_ml =
        thecal_plan_read_number (&reader, "drug 1", "ConcentrationUgPerMl", 10, 5000),
    .dose_ug_per_day = thecal_plan_read_number (
        &reader, "drug 1", "DoseUgPerDay", 0, THECAL_FLEX_DOSE_MAX_UG_PER_DAY),
    .volume_ml = thecal_plan_read_number (&reader, "reservoir", "VolumeMl", 0, 60),
    .low_ml = thecal_plan_read_number (&reader, "reservoir", "LowMl", 1, 10),
    /* own choice: from a very slow breath to that of a baby */
    .breaths_low = thecal_plan_read_number (&reader, "thresholds", "BreathsLow", 4, 40),
    .filled_at_us = thecal_plan_read_time (&reader, "reservoir", "FilledAt"),
    .alarm_date_us = thecal_plan_read_time (&reader, "reservoir", "AlarmDate"),
    .tablets_expire_us = thecal_plan_read_time (&reader, "tablets", "Expires"),
    .implanted_us = thecal_plan_read_time (&reader, "pump", "ImplantDate"),
    .catheter_us = thecal_plan_read_time (&reader, "pump", "CatheterDate"),
  };
  const gint64 operation_us = thecal_plan_read_time (&reader, "operation", "On");

  read_flex (&reader, &plan);
  plan.dose_changed_us = read_dose_changed (&reader);
  plan.explanted = thecal_plan_read_truth (&reader, "pump", "Explanted") == 1;
  if (plan.volume_ml > plan.capacity_ml)
    thecal_plan_fail (&reader, "reservoir", "VolumeMl", "no more than [pump] CapacityMl");
  plan.operation_us = MAX (operation_us, MAX (plan.implanted_us, plan.catheter_us));
  plan.replace_by_us = read_replace_by (&reader, plan.implanted_us);
  plan.tablets_known = plan.tablets_expire_us != THECAL_UNKNOWN_US;
  read_appointments (&reader, &plan);
  thecal_plan_read_settings (&reader, &plan.settings);
  read_sink (&reader, &plan);
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
    .settings_only = isnan (self->volume_ml),
    .by_plan = true,
  };

  /* a clock that stands before the fill does not know when it was */
  report.filled = self->filled_at_us != THECAL_UNKNOWN_US && self->filled_at_us <= now.wall_us;
  if (report.filled)
    report.age_us = now.wall_us - self->filled_at_us;
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

ThecalEvent
thecal_care_plan_to_explanted (const ThecalCarePlan *self, guint unit)
{
  return (ThecalEvent){ .type = THECAL_EVENT_EXPLANTED,
                        .unit = unit,
                        .explanted = { self->explanted } };
}

/* Changed within the time in which it is asked about. */
static bool
is_dose_news (const ThecalCarePlan *self, ThecalTime now)
{
  return self->dose_changed_us != THECAL_UNKNOWN_US && self->dose_changed_us <= now.wall_us &&
         now.wall_us - self->dose_changed_us <= WATCH_H * THECAL_HOUR_US;
}

bool
thecal_care_plan_has_care (const ThecalCarePlan *self, ThecalTime now)
{
  for (int kind = 0; kind < THECAL_N_VISITS; kind++)
    if (thecal_care_plan_get_visit_us (self, (ThecalVisit) kind, now) != THECAL_UNKNOWN_US)
      return true;

  return self->operation_us != THECAL_UNKNOWN_US || self->replace_by_us != THECAL_UNKNOWN_US ||
         self->tablets_known || is_dose_news (self, now);
}

/* What is not there is told too: an earlier plan may have had it. But not of the tablets: new ones
 * alone end their alarm. */
guint
thecal_care_plan_get_events (const ThecalCarePlan *self,
                             guint unit,
                             ThecalTime now,
                             ThecalEvent out[THECAL_CARE_PLAN_EVENTS_MAX])
{
  guint n = 0;

  for (int kind = 0; kind < THECAL_N_VISITS; kind++)
    out[n++] = (ThecalEvent){
      .type = THECAL_EVENT_APPOINTMENT,
      .unit = unit,
      .appointment = { (ThecalVisit) kind,
                       thecal_care_plan_get_visit_us (self, (ThecalVisit) kind, now) },
    };
  out[n++] = (ThecalEvent){ .type = THECAL_EVENT_OPERATION,
                            .unit = unit,
                            .operation = { self->operation_us } };
  out[n++] = (ThecalEvent){ .type = THECAL_EVENT_SERVICE_LIFE,
                            .unit = unit,
                            .service_life = { self->replace_by_us } };
  if (self->tablets_known)
    out[n++] = (ThecalEvent){ .type = THECAL_EVENT_TABLETS,
                              .unit = unit,
                              .tablets = { true, self->tablets_expire_us } };
  if (is_dose_news (self, now))
    out[n++] = (ThecalEvent){ .type = THECAL_EVENT_DOSE_CHANGE,
                              .unit = unit,
                              .dose_change = { self->dose_changed_us } };

  return n;
}
