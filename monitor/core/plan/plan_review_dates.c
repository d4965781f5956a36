/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/plan/clock_change.h"
#include "core/plan/plan_doubts.h"

/* Dates that read well and do not fit with one another, or with today. */

#define N_(text) (text)

#define INTERVAL_LEAST_D 14 /* clinical.md 1.6 */
#define INTERVAL_MOST_D 186
#define STABILITY_D 180 /* [D8] */
#define PREDICTION 0.15 /* [D12] */
#define ROUNDING_D 1.0  /* a date for a moment: own choice */
#define AGE_MOST 120

static double
days_between (gint64 from_us, gint64 to_us)
{
  return (double) (to_us - from_us) / (double) THECAL_DAY_US;
}

static gint64
get_local_day (GTimeZone *zone, gint64 at_us)
{
  const gint64 at_s = at_us / THECAL_SECOND_US;
  const int interval =
      zone == NULL ? 0 : g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at_s);
  const int offset_s = zone == NULL ? 0 : g_time_zone_get_offset (zone, interval);

  return (at_s + offset_s) / (THECAL_DAY_US / THECAL_SECOND_US);
}

/* By the calendar: paper has dates, and no doubt may hang on the hour at which it is entered. */
static double
dates_between (GTimeZone *zone, gint64 from_us, gint64 to_us)
{
  return (double) (get_local_day (zone, to_us) - get_local_day (zone, from_us));
}

/* From the fill to the low mark, by dose and concentration; NAN. */
static double
get_days_to_low (const ThecalCarePlan *plan)
{
  const ThecalForecastInput input = {
    .level_ml = { plan->volume_ml, plan->volume_ml, plan->volume_ml },
    .flow_ml_per_day = plan->dose_ug_per_day / plan->concentration_ug_per_ml,
    .low_threshold_ml = plan->low_ml,
    .alarm_date_days = NAN,
    .days_since_fill = 0.0,
  };

  return thecal_forecast_compute (&input).low_days.nominal;
}

/* More than the 15 % by which one refill may differ from the next. A clinic may print an earlier
 * date, that of the drug's stability. */
static bool
is_far (double printed_d, double computed_d)
{
  return printed_d > computed_d * (1.0 + PREDICTION) + ROUNDING_D ||
         printed_d < MIN (computed_d, STABILITY_D) * (1.0 - PREDICTION) - ROUNDING_D;
}

static void
ask_interval (ThecalPlanDoubts *self)
{
  const ThecalCarePlan *plan = &self->document->plan;
  const double computed_d = get_days_to_low (plan);
  double printed_d;

  if (plan->filled_at_us == THECAL_UNKNOWN_US)
    return;
  if (plan->alarm_date_us == THECAL_UNKNOWN_US) {
    thecal_plan_doubts_ask (self,
                            "reservoir",
                            "VolumeMl",
                            computed_d > 0.0 && computed_d < INTERVAL_LEAST_D,
                            N_ ("low within 14 days, by dose and concentration: please check all "
                                "three"));
    return;
  }

  printed_d = dates_between (self->zone, plan->filled_at_us, plan->alarm_date_us);
  if (printed_d <= 0.0) {
    thecal_plan_doubts_ask (self,
                            "reservoir",
                            "AlarmDate",
                            true,
                            N_ ("not after the refill: is it from the printout before?"));
    return;
  }
  thecal_plan_doubts_ask (self,
                          "reservoir",
                          "AlarmDate",
                          printed_d < INTERVAL_LEAST_D || printed_d > INTERVAL_MOST_D,
                          N_ ("unusual: from refill to refill it is 14 to 186 days"));
  thecal_plan_doubts_ask (self,
                          "reservoir",
                          "AlarmDate",
                          !isnan (computed_d) && is_far (printed_d, computed_d),
                          N_ ("the printed date and the computed one disagree: please check "
                              "volume, concentration, dose and date"));
}

/* The year of the next refill is easily that of the last one. */
static void
ask_visits (ThecalPlanDoubts *self)
{
  const ThecalCarePlan *plan = &self->document->plan;
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);

  for (gsize i = 0; groups[i] != NULL; i++) {
    g_autofree char *kind = thecal_plan_doubts_get (self, groups[i], "Kind");
    g_autofree char *at = thecal_plan_doubts_get (self, groups[i], "At");
    gint64 at_us;

    if (!g_str_has_prefix (groups[i], "appointment") || at == NULL || self->zone == NULL ||
        !thecal_time_parse (at, self->zone, &at_us))
      continue;
    thecal_plan_doubts_ask (
        self,
        groups[i],
        "At",
        g_strcmp0 (kind, "refill") == 0 && plan->alarm_date_us != THECAL_UNKNOWN_US &&
            plan->filled_at_us < plan->alarm_date_us && at_us > plan->alarm_date_us,
        N_ ("a refill after the date on which the pump is low"));
  }
}

static void
ask_hours (ThecalPlanDoubts *self)
{
  g_auto (GStrv) groups = g_key_file_get_groups (self->file, NULL);

  for (gsize i = 0; groups[i] != NULL && self->zone != NULL; i++) {
    const char *key = g_str_has_prefix (groups[i], "appointment") ? "At" : "FilledAt";
    g_autofree char *text = thecal_plan_doubts_get (self, groups[i], key);

    thecal_plan_doubts_ask (self,
                            groups[i],
                            key,
                            text != NULL && thecal_clock_time_read (text, self->zone).count !=
                                                THECAL_CLOCK_ONCE,
                            N_ ("on that night the clocks change: please add the time zone, as in "
                                "2026-10-25T02:30:00+01:00"));
  }
}

static bool
is_after (gint64 date_us, gint64 now_us)
{
  return date_us != THECAL_UNKNOWN_US && date_us > now_us;
}

static void
ask_today (ThecalPlanDoubts *self)
{
  const ThecalCarePlan *plan = &self->document->plan;
  const ThecalPatient *patient = self->document->patient;
  const gint64 now_us = self->wall_us;
  const char *ahead = N_ ("this date is still to come");

  thecal_plan_doubts_ask (self, "person", "BirthDate", is_after (patient->birth_us, now_us), ahead);
  thecal_plan_doubts_ask (self,
                          "person",
                          "BirthDate",
                          thecal_patient_get_age (patient, now_us) > AGE_MOST,
                          N_ ("more than 120 years ago: please check the year"));
  thecal_plan_doubts_ask (
      self, "pump", "ImplantDate", is_after (plan->implanted_us, now_us), ahead);
  thecal_plan_doubts_ask (
      self, "pump", "CatheterDate", is_after (plan->catheter_us, now_us), ahead);
  thecal_plan_doubts_ask (
      self, "reservoir", "FilledAt", is_after (plan->filled_at_us, now_us), ahead);
  thecal_plan_doubts_ask (
      self, "tablets", "WrittenOn", is_after (patient->tablets_on_us, now_us), ahead);
  thecal_plan_doubts_ask (self,
                          "tablets",
                          "Expires",
                          plan->tablets_known && plan->tablets_expire_us <= now_us,
                          N_ ("this date has passed: new tablets are needed"));
  thecal_plan_doubts_ask (self,
                          "reservoir",
                          "FilledAt",
                          plan->filled_at_us != THECAL_UNKNOWN_US &&
                              days_between (plan->filled_at_us, now_us) > INTERVAL_MOST_D,
                          N_ ("more than 186 days ago: is it the last refill?"));
}

void
thecal_plan_doubts_ask_dates (ThecalPlanDoubts *self)
{
  const ThecalCarePlan *plan = &self->document->plan;

  if (!plan->explanted) {
    ask_interval (self);
    ask_visits (self);
  }
  ask_hours (self);
  thecal_plan_doubts_ask (self,
                          "pump",
                          "ReplaceBy",
                          plan->replace_by_us != THECAL_UNKNOWN_US &&
                              plan->replace_by_us <= plan->implanted_us,
                          N_ ("not after the implantation"));
  if (self->wall_us != THECAL_UNKNOWN_US)
    ask_today (self);
}
