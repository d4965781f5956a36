/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* What a report of the pump means beside its values. */
#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/alarm/unit_parts.h"
#include "core/pump/flow_band.h"

/* Another programme, not another rounding of it: own choice. */
#define DOSE_CHANGE_SHARE 0.01

/* One report's level against the lowest seen: the second one that shows the rise releases. */
static void
follow_rise (ThecalUnit *self, double level_ml, gint64 observed_us)
{
  ThecalLevelFacts *level = &self->level;

  if (!level->empty && !level->empty_soon && !level->low && !level->heard_empty &&
      !level->heard_low) {
    level->lowest_ml = NAN;
    return;
  }
  if (isnan (level->lowest_ml) || level_ml < level->lowest_ml + RISE_ML) {
    level->lowest_ml = fmin (level->lowest_ml, level_ml);
    level->risen_us = THECAL_UNKNOWN_US;
    return;
  }
  if (level->risen_us == THECAL_UNKNOWN_US) {
    level->risen_us = observed_us;
    return;
  }
  if (observed_us - level->risen_us < RISE_APART_US)
    return;

  thecal_unit_release_levels (self);
  thecal_unit_release_empty (self);
}

/* A battery state speaks like the annunciation of the same meaning. */
static void
settle_battery (ThecalUnit *self, ThecalTime now)
{
  static const ThecalConditionId by_state[] = {
    [THECAL_BATTERY_UNKNOWN] = THECAL_N_CONDITIONS,
    [THECAL_BATTERY_OK] = THECAL_N_CONDITIONS,
    [THECAL_BATTERY_ERI] = THECAL_CONDITION_REPLACEMENT_INDICATOR,
    [THECAL_BATTERY_EOS] = THECAL_CONDITION_END_OF_SERVICE,
    [THECAL_BATTERY_RESET] = THECAL_CONDITION_LOW_BATTERY_RESET,
  };
  const ThecalConditionId condition = by_state[self->status.battery_state];

  thecal_unit_hold (self, condition, now);
}

static void
trust_again (ThecalUnit *self)
{
  if (self->good_reports_needed > 0)
    self->good_reports_needed--;
}

/* A sequence number that does not go on is a replay, unless it begins anew at 0 or 1. */
static bool
is_replayed (const ThecalUnit *self, const ThecalStatusReport *report)
{
  return (report->present & THECAL_REPORT_SEQ) && self->status.has_seq &&
         report->seq <= self->status.seq && report->seq > 1;
}

/* How long after the one before it a report came: what is expected where nothing is declared. Parts
 * of one report, which come within a minute, are no gap (alarms.md: floor one minute). */
static void
learn_gap (ThecalUnit *self, gint64 gap_us)
{
  if (gap_us < INTERVAL_LEAST_MIN * THECAL_MINUTE_US)
    return;

  self->gaps_us[self->n_gaps % THECAL_GAPS_MAX] = gap_us;
  /* a count that wraps would forget that the ring is full */
  self->n_gaps = self->n_gaps == 2 * THECAL_GAPS_MAX - 1 ? THECAL_GAPS_MAX : self->n_gaps + 1;
}

static bool
has (const ThecalStatusReport *report, ThecalField field)
{
  return (report->present & (1u << field)) != 0 && !isnan (report->values[field]);
}

/* A21, "impossible jump": the level fell further than any pump, or this one by its own flow, can
 * have delivered. The lower level counts all the same; it is only not believed without a word. */
static bool
is_jump (const ThecalUnit *self, const ThecalStatusReport *report, gint64 observed_us)
{
  const ThecalValue *before = &self->status.values[THECAL_FIELD_RESERVOIR_ML];
  const double flow = thecal_pump_status_get_flow (&self->status) * THECAL_FLOW_EARLY;
  double most_ml;

  if (before->observed_us == THECAL_UNKNOWN_US || !has (report, THECAL_FIELD_RESERVOIR_ML))
    return false;

  most_ml = fmax (isnan (flow) ? 0.0 : flow, FLOW_MOST_ML_PER_DAY) *
            (double) (observed_us - before->observed_us) / (double) THECAL_DAY_US;
  return before->value - report->values[THECAL_FIELD_RESERVOIR_ML] > most_ml + JUMP_ML;
}

static bool
is_other (const ThecalStatusReport *report, ThecalField field, double before)
{
  return has (report, field) && !isnan (before) &&
         fabs (report->values[field] - before) > DOSE_CHANGE_SHARE * before;
}

/* A28: another dose than before, and no refill or scan is being watched for a day already. */
static bool
is_reprogrammed (const ThecalUnit *self, const ThecalStatusReport *report, gint64 now_us)
{
  const ThecalValue *values = self->status.values;
  const bool watched =
      self->care.watch_us != THECAL_UNKNOWN_US && now_us - self->care.watch_us < THECAL_DAY_US;

  return !watched &&
         (is_other (
              report, THECAL_FIELD_DOSE_UG_PER_DAY, values[THECAL_FIELD_DOSE_UG_PER_DAY].value) ||
          is_other (report,
                    THECAL_FIELD_CONCENTRATION_UG_PER_ML,
                    values[THECAL_FIELD_CONCENTRATION_UG_PER_ML].value));
}

/* What the level says beside itself: of the rate of delivery, and of the fill before it. */
static void
compare_level (ThecalUnit *self, double level_ml, gint64 observed_us, ThecalTime now)
{
  const double capacity_ml = self->status.values[THECAL_FIELD_CAPACITY_ML].value;

  if (!isnan (self->delivery.filled_ml) &&
      thecal_delivery_facts_check_fill (&self->delivery, level_ml, capacity_ml))
    thecal_unit_hold (self, THECAL_CONDITION_REFILL_MISMATCH, now);

  switch (thecal_delivery_facts_take_level (&self->delivery, level_ml, observed_us)) {
  case THECAL_DELIVERY_AS_EXPECTED:
    break;
  case THECAL_DELIVERY_TOO_FAST:
    thecal_unit_hold (self, THECAL_CONDITION_OVER_INFUSION, now);
    break;
  case THECAL_DELIVERY_TOO_SLOW:
    thecal_unit_hold (self, THECAL_CONDITION_UNDER_INFUSION, now);
    break;
  }
}

/* A08: it runs, and was seen to after the scan. */
static void
confirm_after_mri (ThecalUnit *self, const ThecalStatusReport *report, gint64 observed_us)
{
  if ((report->present & THECAL_REPORT_THERAPY) && report->therapy == THECAL_THERAPY_RUN &&
      self->care.mri_us != THECAL_UNKNOWN_US && observed_us > self->care.mri_us)
    self->care.mri_us = THECAL_UNKNOWN_US;
}

/* A fresh report that was taken over: what it means beside its values. */
static void
follow_status (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const gint64 observed_us = now.boot_us - report->age_us;
  const bool by_radio = report->source != THECAL_SOURCE_MANUAL;
  /* what is typed in is no word of a pump that is expected to speak for itself */
  const bool by_pump = by_radio || !self->expects_bluetooth;
  const double level_ml = report->values[THECAL_FIELD_RESERVOIR_ML];

  if (report->filled && has (report, THECAL_FIELD_RESERVOIR_ML)) {
    self->status.fill_ml = level_ml;
    self->status.fill_us = observed_us;
  }
  if (by_pump)
    trust_again (self);
  if (report->present & THECAL_REPORT_BATTERY_STATE)
    settle_battery (self, now);
  confirm_after_mri (self, report, observed_us);
  if (!has (report, THECAL_FIELD_RESERVOIR_ML))
    return;

  if (by_radio)
    compare_level (self, level_ml, observed_us, now);
  if (self->level.refilled && level_ml > EMPTY_LEVEL_ML && observed_us > self->status.fill_us)
    thecal_unit_release_empty (self);
  /* the report may be the first that shows how low it is */
  thecal_unit_settle (self, now);
  if (by_pump)
    follow_rise (self, level_ml, observed_us);
}

/* What a simulator says is nothing about a pump that was heard (T-SM-01). */
static bool
is_mixed (const ThecalUnit *self, const ThecalStatusReport *report)
{
  const ThecalSource source = self->status.source;

  return report->source == THECAL_SOURCE_SIMULATOR &&
         (source == THECAL_SOURCE_IMPLANT || source == THECAL_SOURCE_GATEWAY ||
          source == THECAL_SOURCE_GATEWAY_CACHED);
}

static bool
apply_report (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  return !is_replayed (self, report) && !is_mixed (self, report) &&
         thecal_pump_status_apply (&self->status, report, now);
}

/* What is typed in is no word of a pump that speaks for itself: its age and its source stay. */
static void
follow_source (ThecalUnit *self, const ThecalPumpStatus *before, bool by_radio)
{
  self->expects_bluetooth |= by_radio;
  if (by_radio || !self->expects_bluetooth)
    return;

  self->status.last_report_us = before->last_report_us;
  self->status.source = before->source;
}

/* The newest report of the pump itself, taken over: what it means beside the one @before it. */
static void
follow_radio (ThecalUnit *self,
              const ThecalStatusReport *report,
              const ThecalPumpStatus *before,
              ThecalTime now)
{
  const gint64 observed_us = now.boot_us - report->age_us;

  if (before->last_report_us != THECAL_UNKNOWN_US)
    learn_gap (self, observed_us - before->last_report_us);
  thecal_delivery_facts_advance (&self->delivery, before, observed_us);
}

/* @refill: of a fill that was not known. */
static ThecalFactResult
take_placed (ThecalUnit *self, const ThecalStatusReport *report, bool refill, ThecalTime now)
{
  const gint64 observed_us = now.boot_us - report->age_us;
  const bool old = observed_us < self->status.last_report_us;
  const bool by_radio = report->source != THECAL_SOURCE_MANUAL;
  const ThecalPumpStatus before = self->status;
  const bool jumps = by_radio && !old && is_jump (self, report, observed_us);
  const bool reprogrammed = by_radio && !old && is_reprogrammed (self, report, now.boot_us);

  if (by_radio)
    thecal_unit_hear (self, now);
  if (!apply_report (self, report, now)) {
    thecal_unit_distrust (self);
    return THECAL_FACT_REJECTED;
  }
  if (report->settings_only) {
    thecal_unit_take_withdrawn (self, report, now);
    return THECAL_FACT_TAKEN;
  }
  follow_source (self, &before, by_radio);
  if (refill)
    thecal_unit_take_told_fill (self, report, &before, now);
  else
    thecal_unit_take_fill_again (self, report, now);
  if (old)
    return THECAL_FACT_BACKFILLED;

  if (by_radio)
    follow_radio (self, report, &before, now);
  if (reprogrammed)
    thecal_care_facts_watch (&self->care, now.boot_us, now.boot_us);
  follow_status (self, report, now);
  if (jumps)
    thecal_unit_distrust (self);

  return THECAL_FACT_TAKEN;
}

ThecalFactResult
thecal_unit_take_status (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const bool refill = thecal_unit_is_refill (self, report, now);
  ThecalStatusReport placed = *report;

  thecal_unit_place_fill (self, &placed, now);

  return take_placed (self, &placed, refill, now);
}
