/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/pump_facts.h"

#include <math.h>

#include "files/plan_list.h"
#include "shared/now.h"

#define US_PER_MS 1000

static gint64
plan_time (const ThecalPumpFacts *self, const char *group, const char *key)
{
  g_autofree char *text = thecal_plan_watch_get_value (self->plan, group, key);
  gint64 at_us;

  if (text == NULL || !thecal_time_parse (text, g_date_time_get_timezone (self->now), &at_us))
    return THECAL_UNKNOWN_US;

  return at_us;
}

/* What the pump says goes before what was written down. */
static double
known (const ThecalPumpFacts *self, const char *field, double by_plan)
{
  ThecalReading reading;

  return thecal_pump_get_reading (self->pump, field, &reading) && !isnan (reading.value)
             ? reading.value
             : by_plan;
}

static void
read_steps (ThecalPumpFacts *self)
{
  if (self->document == NULL)
    return;
  self->n_steps = self->document->plan.n_flex;
  for (gsize i = 0; i < self->n_steps; i++)
    self->steps[i] = self->document->plan.flex[i];
}

static void
read_window (ThecalPumpFacts *self)
{
  const gint64 notice_ms = self->pump != NULL ? thecal_dbus_pump_get_eri_time (self->pump) : 0;
  const ThecalServiceFacts facts = {
    .model = self->model,
    .implanted_us = self->implanted_us,
    .printed_us = plan_time (self, "pump", "ReplaceBy"),
    .notice_us = notice_ms != 0 ? notice_ms * US_PER_MS : THECAL_UNKNOWN_US,
  };

  self->window = thecal_service_window_compute (&facts);
}

static void
read_level (ThecalPumpFacts *self)
{
  thecal_pump_get_reading (self->pump, "reservoir_ml", &self->level);
  if (self->pump != NULL) {
    thecal_pump_get_band (
        self->pump, &self->level_ml.early, &self->level_ml.nominal, &self->level_ml.late);
    self->stale = thecal_dbus_pump_get_stale (self->pump);
    return;
  }
  if (self->document == NULL)
    return;
  self->level_ml = thecal_plan_document_get_level (self->document, self->now_us);
  self->level.value = self->document->plan.volume_ml;
  self->level.source = "manual";
  self->level.quality = "entered";
  if (self->document->plan.filled_at_us != THECAL_UNKNOWN_US)
    self->level.age_s = (self->now_us - self->document->plan.filled_at_us) / THECAL_SECOND_US;
}

void
thecal_pump_facts_init (ThecalPumpFacts *self, ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  const ThecalPlanLoad *load = thecal_plan_watch_get_load (plan);
  const ThecalCarePlan *values;

  *self = (ThecalPumpFacts){
    .connected = thecal_monitor_client_is_connected (client),
    .plan = plan,
    .document = load != NULL && load->found ? load->document : NULL,
    .now = g_date_time_new_now_local (),
    .now_us = thecal_now ().wall_us,
    .level_ml = { NAN, NAN, NAN },
  };
  self->pump = self->connected ? thecal_monitor_client_get_pump (client) : NULL;
  values = self->document != NULL ? &self->document->plan : NULL;
  self->model = thecal_model_find (self->document != NULL ? self->document->patient->model : NULL);
  self->implanted_us = plan_time (self, "pump", "ImplantDate");
  self->catheter_us = plan_time (self, "pump", "CatheterDate");
  self->capacity_ml = known (self, "capacity_ml", values != NULL ? values->capacity_ml : NAN);
  self->low_ml = known (self, "low_threshold_ml", values != NULL ? values->low_ml : NAN);
  self->dose_ug_per_day =
      known (self, "dose_ug_per_day", values != NULL ? values->dose_ug_per_day : NAN);
  self->concentration_ug_per_ml = known (
      self, "concentration_ug_per_ml", values != NULL ? values->concentration_ug_per_ml : NAN);
  self->flow_ml_per_day =
      known (self, "flow_ml_per_day", self->dose_ug_per_day / self->concentration_ug_per_ml);
  read_steps (self);
  read_window (self);
  read_level (self);
}

void
thecal_pump_facts_clear (ThecalPumpFacts *self)
{
  g_clear_pointer (&self->now, g_date_time_unref);
}

char *
thecal_pump_facts_make_id (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  const char *id = thecal_monitor_client_get_pump_id (client);
  const char *path = thecal_plan_watch_get_path (plan);
  g_autofree char *by_plan = thecal_plan_list_get_pump_id (path != NULL ? path : "");

  if (id != NULL)
    return g_strdup (id);

  /* the usual plan may be that of a pump that is heard */
  return g_str_equal (by_plan, THECAL_MANUAL_PUMP_ID) ? g_strdup ("") : g_steal_pointer (&by_plan);
}

gboolean
thecal_pump_facts_is_known (const ThecalPumpFacts *self)
{
  return self->pump != NULL || self->document != NULL;
}

gboolean
thecal_pump_facts_is_explanted (const ThecalPumpFacts *self)
{
  g_autofree char *explanted = NULL;

  if (self->pump != NULL)
    return thecal_dbus_pump_get_explanted (self->pump);
  explanted = thecal_plan_watch_get_value (self->plan, "pump", "Explanted");

  return thecal_text_is (explanted, "true");
}

ThecalLevel
thecal_pump_facts_get_level (const ThecalPumpFacts *self)
{
  return (ThecalLevel){
    .band_ml = self->level_ml,
    .last_ml = self->level.value,
    .capacity_ml = self->capacity_ml,
    .low_ml = self->low_ml,
    .stale = self->stale,
  };
}

ThecalBand
thecal_pump_facts_get_level_at (const ThecalPumpFacts *self, gint64 at_us)
{
  const double days = (double) (self->now_us - at_us) / (double) THECAL_DAY_US;
  const double given_ml = days * self->flow_ml_per_day;
  ThecalBand level = self->level_ml;

  if (self->pump == NULL && self->document != NULL)
    return thecal_plan_document_get_level (self->document, at_us);
  level.early = MAX (level.early + given_ml, 0.0);
  level.nominal = MAX (level.nominal + given_ml, 0.0);
  level.late = MAX (level.late + given_ml, 0.0);

  return level;
}

static ThecalBand
band_of (ThecalDbusPump *pump, const char *early, const char *nominal, const char *late)
{
  return (ThecalBand){ thecal_pump_get_days (pump, early),
                       thecal_pump_get_days (pump, nominal),
                       thecal_pump_get_days (pump, late) };
}

static ThecalForecast
by_monitor (const ThecalPumpFacts *self)
{
  const char *limited_by = thecal_dbus_pump_get_limited_by (self->pump);
  ThecalForecast forecast = {
    .flow_ml_per_day = self->flow_ml_per_day,
    .low_days = band_of (self->pump, "low_early", "low_nominal", "low_late"),
    .empty_days = band_of (self->pump, "empty_early", "empty_nominal", "empty_late"),
    .refill_by_days = thecal_pump_get_days (self->pump, "refill_by"),
  };

  for (int by = 0; by <= THECAL_LIMITED_BY_STABILITY_CAP; by++)
    if (g_strcmp0 (thecal_limited_by_to_string ((ThecalLimitedBy) by), limited_by) == 0)
      forecast.limited_by = (ThecalLimitedBy) by;

  return forecast;
}

ThecalForecast
thecal_pump_facts_get_forecast (const ThecalPumpFacts *self)
{
  const ThecalCarePlan *values = self->document != NULL ? &self->document->plan : NULL;
  const double day_us = (double) THECAL_DAY_US;
  ThecalForecastInput input = {
    .level_ml = self->level_ml,
    .flow_ml_per_day = self->flow_ml_per_day,
    .low_threshold_ml = self->low_ml,
    .alarm_date_days = NAN,
    .days_since_fill = NAN,
  };

  if (self->pump != NULL)
    return by_monitor (self);
  if (values != NULL && values->alarm_date_us != THECAL_UNKNOWN_US)
    input.alarm_date_days = (double) (values->alarm_date_us - self->now_us) / day_us;
  if (values != NULL && values->filled_at_us != THECAL_UNKNOWN_US)
    input.days_since_fill = (double) (self->now_us - values->filled_at_us) / day_us;

  return thecal_forecast_compute (&input);
}
