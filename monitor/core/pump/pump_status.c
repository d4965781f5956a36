/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/pump/pump_status.h"

#include <math.h>

#include "core/pump/flow_band.h"
#include "core/pump/forecast.h"

/* Largest difference between flow x concentration and dose (bluetooth.md B2, 0030). */
#define DOSE_TOLERANCE 0.05
/* A reservoir may be reported fuller than its capacity by the resolution of the report. */
#define CAPACITY_TOLERANCE_ML 0.05

/* Hard limits by field: clinical.md 3.3, bluetooth.md B2. */
static const struct {
  double min, max;
} ranges[THECAL_N_FIELDS] = {
  [THECAL_FIELD_RESERVOIR_ML] = { 0, 1000 },
  [THECAL_FIELD_FLOW_ML_PER_DAY] = { 0, 50 },
  [THECAL_FIELD_DOSE_UG_PER_DAY] = { 0, 5000 },
  [THECAL_FIELD_CONCENTRATION_UG_PER_ML] = { 1, 5000 },
  [THECAL_FIELD_CAPACITY_ML] = { 1, 1000 },
  [THECAL_FIELD_LOW_THRESHOLD_ML] = { 0, 100 },
  [THECAL_FIELD_BATTERY_PERCENT] = { 0, 100 },
};

void
thecal_pump_status_init (ThecalPumpStatus *self)
{
  *self = (ThecalPumpStatus){
    .therapy_observed_us = THECAL_UNKNOWN_US,
    .therapy_since_us = THECAL_UNKNOWN_US,
    .eri_date_us = THECAL_UNKNOWN_US,
    .alarm_date_us = THECAL_UNKNOWN_US,
    .alarm_date_seen_us = THECAL_UNKNOWN_US,
    .last_report_us = THECAL_UNKNOWN_US,
    .fill_ml = NAN,
    .fill_us = THECAL_UNKNOWN_US,
    .delivered_us = THECAL_UNKNOWN_US,
  };
  for (int field = 0; field < THECAL_N_FIELDS; field++)
    self->values[field] = (ThecalValue){ .value = NAN, .observed_us = THECAL_UNKNOWN_US };
}

static bool
has_field (const ThecalStatusReport *report, ThecalField field)
{
  return (report->present & (1u << field)) != 0 && !isnan (report->values[field]);
}

static double
field_after (const ThecalPumpStatus *self, const ThecalStatusReport *report, ThecalField field)
{
  return has_field (report, field) ? report->values[field] : self->values[field].value;
}

static bool
is_dose_plausible (const ThecalStatusReport *report)
{
  double expected, dose;

  if (!has_field (report, THECAL_FIELD_FLOW_ML_PER_DAY) ||
      !has_field (report, THECAL_FIELD_CONCENTRATION_UG_PER_ML) ||
      !has_field (report, THECAL_FIELD_DOSE_UG_PER_DAY))
    return true;

  expected = report->values[THECAL_FIELD_FLOW_ML_PER_DAY] *
             report->values[THECAL_FIELD_CONCENTRATION_UG_PER_ML];
  dose = report->values[THECAL_FIELD_DOSE_UG_PER_DAY];
  return fabs (expected - dose) <= DOSE_TOLERANCE * fmax (expected, dose);
}

static bool
is_plausible (const ThecalPumpStatus *self, const ThecalStatusReport *report)
{
  const double capacity = field_after (self, report, THECAL_FIELD_CAPACITY_ML);

  for (int field = 0; field < THECAL_N_FIELDS; field++)
    if (has_field (report, (ThecalField) field) &&
        !(report->values[field] >= ranges[field].min && report->values[field] <= ranges[field].max))
      return false;

  if (has_field (report, THECAL_FIELD_RESERVOIR_ML) && !isnan (capacity) &&
      report->values[THECAL_FIELD_RESERVOIR_ML] > capacity + CAPACITY_TOLERANCE_ML)
    return false;

  return report->age_us >= 0 && report->interval_us >= 0 && is_dose_plausible (report);
}

static ThecalQuality
quality_of (const ThecalStatusReport *report, ThecalField field)
{
  if (field == THECAL_FIELD_RESERVOIR_ML && report->reservoir_quality != THECAL_QUALITY_UNKNOWN)
    return report->reservoir_quality;

  return report->source == THECAL_SOURCE_MANUAL ? THECAL_QUALITY_ENTERED : THECAL_QUALITY_MEASURED;
}

static void
apply_therapy (ThecalPumpStatus *self, const ThecalStatusReport *report, gint64 observed_us)
{
  if (observed_us < self->therapy_observed_us)
    return;

  if (self->therapy != report->therapy || self->therapy_since_us == THECAL_UNKNOWN_US)
    self->therapy_since_us = observed_us;
  self->therapy = report->therapy;
  self->therapy_observed_us = observed_us;
}

static void
apply_parts (ThecalPumpStatus *self, const ThecalStatusReport *report, gint64 observed_us)
{
  if (report->present & THECAL_REPORT_THERAPY)
    apply_therapy (self, report, observed_us);
  /* The rest has no instant of its own: what is older than the newest report changes nothing. */
  if (observed_us < self->last_report_us)
    return;
  if (report->present & THECAL_REPORT_MODE)
    self->mode = report->mode;
  if (report->present & THECAL_REPORT_BATTERY_STATE)
    self->battery_state = report->battery_state;
  if (report->present & THECAL_REPORT_ERI_DATE)
    self->eri_date_us = report->eri_date_us;
  if (report->present & THECAL_REPORT_ALARM_DATE) {
    self->alarm_date_us = report->alarm_date_us;
    self->alarm_date_seen_us = observed_us;
  }
  if (report->present & THECAL_REPORT_INTERVAL) {
    self->interval_us = report->interval_us;
    self->on_demand = report->interval_us == 0;
  }
  if (report->present & THECAL_REPORT_STALLED)
    self->stalled = report->stalled;
  if (report->present & THECAL_REPORT_SEQ) {
    self->seq = report->seq;
    self->has_seq = true;
  }
  if (report->settings_only)
    return;
  if (report->source != THECAL_SOURCE_UNKNOWN)
    self->source = report->source;
  self->last_report_us = observed_us;
}

static void
apply_field (ThecalPumpStatus *self,
             const ThecalStatusReport *report,
             ThecalField field,
             gint64 observed_us)
{
  const ThecalValue value = {
    .value = report->values[field],
    .quality = quality_of (report, field),
    .source = report->source,
    .observed_us = observed_us,
  };

  if (!has_field (report, field) || observed_us < self->values[field].observed_us)
    return;
  if (field == THECAL_FIELD_RESERVOIR_ML)
    thecal_pump_status_set_level (self, &value);
  else
    self->values[field] = value;
}

static void
apply_all (ThecalPumpStatus *self, const ThecalStatusReport *report, gint64 observed_us)
{
  for (int field = 0; field < THECAL_N_FIELDS; field++)
    apply_field (self, report, (ThecalField) field, observed_us);
  apply_parts (self, report, observed_us);
}

/* A level that is mended was true at the same instant: what was delivered since by the flow of that
 * time was so all the same. Where the flow is mended too, the one by which more was counts. */
static void
keep_delivered (ThecalPumpStatus *self, const ThecalPumpStatus *before)
{
  const gint64 level_us = self->values[THECAL_FIELD_RESERVOIR_ML].observed_us;
  const double flow = thecal_pump_status_get_flow (self);
  double since_ml;

  if (level_us == THECAL_UNKNOWN_US ||
      level_us != before->values[THECAL_FIELD_RESERVOIR_ML].observed_us ||
      before->delivered_us <= level_us)
    return;

  since_ml = flow * (double) (before->delivered_us - level_us) / (double) THECAL_DAY_US;
  self->delivered_ml = fmax (before->delivered_ml, since_ml);
  self->delivered_us = before->delivered_us;
}

bool
thecal_pump_status_apply (ThecalPumpStatus *self, const ThecalStatusReport *report, ThecalTime now)
{
  const gint64 observed_us = now.boot_us - report->age_us;
  const double flow = thecal_pump_status_get_flow (self);
  ThecalPumpStatus after = *self, before;

  if (!is_plausible (self, report))
    return false;

  apply_all (&after, report, observed_us);
  /* A plan that is edited may mend a slip or tell a change, nobody knows when: the one by which
   * more was delivered counts (safety rule 3). */
  if (!report->settings_only)
    thecal_pump_status_advance (self, observed_us);
  else if (flow > thecal_pump_status_get_flow (&after))
    thecal_pump_status_advance (self, now.boot_us);
  before = *self;
  apply_all (self, report, observed_us);
  if (report->source == THECAL_SOURCE_MANUAL && has_field (report, THECAL_FIELD_RESERVOIR_ML))
    keep_delivered (self, &before);

  return true;
}

void
thecal_pump_status_advance (ThecalPumpStatus *self, gint64 until_us)
{
  const double flow = thecal_pump_status_get_flow (self);
  const gint64 from_us =
      MAX (self->delivered_us, self->values[THECAL_FIELD_RESERVOIR_ML].observed_us);

  if (isnan (flow) || from_us == THECAL_UNKNOWN_US || until_us <= from_us)
    return;

  self->delivered_ml += flow * (double) (until_us - from_us) / (double) THECAL_DAY_US;
  self->delivered_us = until_us;
}

void
thecal_pump_status_set_level (ThecalPumpStatus *self, const ThecalValue *level)
{
  const ThecalValue *before = &self->values[THECAL_FIELD_RESERVOIR_ML];
  /* a plan that is read again says the same of the same instant */
  const bool again = level->observed_us == before->observed_us && level->value == before->value;

  self->values[THECAL_FIELD_RESERVOIR_ML] = *level;
  if (again)
    return;

  self->delivered_ml = 0.0;
  self->delivered_us = level->observed_us;
}

void
thecal_pump_status_tell_alarm_date (ThecalPumpStatus *self, gint64 alarm_date_us, gint64 at_us)
{
  if (self->alarm_date_us != THECAL_UNKNOWN_US && self->alarm_date_seen_us > at_us) {
    self->alarm_date_us = MIN (self->alarm_date_us, alarm_date_us);
    return;
  }
  self->alarm_date_us = alarm_date_us;
  self->alarm_date_seen_us = at_us;
}

void
thecal_pump_status_move_fill (ThecalPumpStatus *self, gint64 at_us)
{
  const gint64 from_us = self->fill_us;
  const double flow = thecal_pump_status_get_flow (self);
  ThecalValue *level = &self->values[THECAL_FIELD_RESERVOIR_ML];

  if (level->observed_us == from_us && !isnan (flow))
    self->delivered_ml += flow * (double) (from_us - at_us) / (double) THECAL_DAY_US;
  if (level->observed_us == from_us)
    self->delivered_us = MAX (self->delivered_us, from_us);
  for (int field = 0; field < THECAL_N_FIELDS; field++)
    if (self->values[field].source == THECAL_SOURCE_MANUAL &&
        self->values[field].observed_us == from_us)
      self->values[field].observed_us = at_us;
  if (self->last_report_us == from_us)
    self->last_report_us = at_us;
  self->fill_us = at_us;
}

double
thecal_pump_status_get_flow (const ThecalPumpStatus *self)
{
  const double flow = self->values[THECAL_FIELD_FLOW_ML_PER_DAY].value;
  const double dose = self->values[THECAL_FIELD_DOSE_UG_PER_DAY].value;
  const double concentration = self->values[THECAL_FIELD_CONCENTRATION_UG_PER_ML].value;

  if (self->therapy == THECAL_THERAPY_STOP || self->mode == THECAL_MODE_STOPPED)
    return 0.0;

  return isnan (flow) ? dose / concentration : flow;
}

ThecalBand
thecal_pump_status_get_level (const ThecalPumpStatus *self, gint64 now_us)
{
  const ThecalValue *level = &self->values[THECAL_FIELD_RESERVOIR_ML];
  const double flow = thecal_pump_status_get_flow (self);
  double since_ml, spread_ml = 0.0;
  gint64 from_us;

  /* A value without an age is none (safety rule 2). */
  if (isnan (level->value) || level->observed_us == THECAL_UNKNOWN_US)
    return (ThecalBand){ NAN, NAN, NAN };

  from_us = MAX (self->delivered_us, level->observed_us);
  since_ml = fmax (0.0, self->delivered_ml);
  if (!isnan (flow))
    since_ml += flow * (double) (now_us - from_us) / (double) THECAL_DAY_US;
  if (level->quality != THECAL_QUALITY_MEASURED && self->fill_ml > level->value &&
      self->fill_us <= level->observed_us)
    spread_ml = THECAL_DELIVERY_SPREAD * (self->fill_ml - level->value);

  return (ThecalBand){
    .early = fmax (0.0, level->value - spread_ml - since_ml * THECAL_FLOW_EARLY),
    .nominal = fmax (0.0, level->value - since_ml),
    .late = fmax (0.0, level->value + spread_ml - since_ml * THECAL_FLOW_LATE),
  };
}

ThecalForecast
thecal_pump_status_get_forecast (const ThecalPumpStatus *self, ThecalTime now)
{
  const double day_us = (double) THECAL_DAY_US;
  const gint64 level_us = self->values[THECAL_FIELD_RESERVOIR_ML].observed_us;
  ThecalForecastInput input = {
    .level_ml = thecal_pump_status_get_level (self, now.boot_us),
    .flow_ml_per_day = thecal_pump_status_get_flow (self),
    .low_threshold_ml = self->values[THECAL_FIELD_LOW_THRESHOLD_ML].value,
    .alarm_date_days = NAN,
    .days_since_fill = NAN,
  };

  if (self->alarm_date_us != THECAL_UNKNOWN_US)
    input.alarm_date_days = (double) (self->alarm_date_us - now.wall_us) / day_us;
  if (self->fill_us != THECAL_UNKNOWN_US)
    input.days_since_fill = (double) (now.boot_us - self->fill_us) / day_us;
  else if (level_us != THECAL_UNKNOWN_US) /* no later than that */
    input.days_since_fill = (double) (now.boot_us - level_us) / day_us;

  return thecal_forecast_compute (&input);
}
