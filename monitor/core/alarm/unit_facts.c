/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/rules.h"
#include "core/alarm/rules_limits.h"
#include "core/alarm/unit.h"
#include "core/names.h"
#include "core/pump/flow_band.h"

/* Another programme, not another rounding of it: own choice. */
#define DOSE_CHANGE_SHARE 0.01

/* Levels. */

static void
release_levels (ThecalUnit *self)
{
  self->level.empty_soon = false;
  self->level.low = false;
  self->level.lowest_ml = NAN;
  self->level.risen_us = THECAL_UNKNOWN_US;
  self->event_active[THECAL_PUMP_EVENT_RESERVOIR_LOW] = false;
  self->held[THECAL_CONDITION_PUMP_SOUND_SINGLE] = false;
}

static void
release_empty (ThecalUnit *self)
{
  self->level.empty = false;
  self->level.refilled = false;
  self->event_active[THECAL_PUMP_EVENT_RESERVOIR_EMPTY] = false;
}

/* One report's level against the lowest seen: the second one that shows the rise releases. */
static void
follow_rise (ThecalUnit *self, double level_ml, gint64 observed_us)
{
  ThecalLevelFacts *level = &self->level;

  if (!level->empty && !level->empty_soon && !level->low) {
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

  release_levels (self);
  release_empty (self);
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

  if (condition < THECAL_N_CONDITIONS && !self->held[condition]) {
    self->held[condition] = true;
    self->held_since_us[condition] = now.boot_us;
  }
}

/* Events. */

static void
hold (ThecalUnit *self, ThecalConditionId condition, ThecalTime now)
{
  if (condition >= THECAL_N_CONDITIONS || self->held[condition])
    return;

  self->held[condition] = true;
  self->held_since_us[condition] = now.boot_us;
}

static void
distrust (ThecalUnit *self)
{
  self->good_reports_needed = GOOD_REPORTS_CLEAR;
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
    hold (self, THECAL_CONDITION_REFILL_MISMATCH, now);

  switch (thecal_delivery_facts_take_level (&self->delivery, level_ml, observed_us)) {
  case THECAL_DELIVERY_AS_EXPECTED:
    break;
  case THECAL_DELIVERY_TOO_FAST:
    hold (self, THECAL_CONDITION_OVER_INFUSION, now);
    break;
  case THECAL_DELIVERY_TOO_SLOW:
    hold (self, THECAL_CONDITION_UNDER_INFUSION, now);
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
  const double level_ml = report->values[THECAL_FIELD_RESERVOIR_ML];

  if (report->filled && has (report, THECAL_FIELD_RESERVOIR_ML)) {
    self->status.fill_ml = level_ml;
    self->status.fill_us = observed_us;
  }
  trust_again (self);
  if (report->present & THECAL_REPORT_BATTERY_STATE)
    settle_battery (self, now);
  confirm_after_mri (self, report, observed_us);
  if (!has (report, THECAL_FIELD_RESERVOIR_ML))
    return;

  if (by_radio)
    compare_level (self, level_ml, observed_us, now);
  if (self->level.refilled && level_ml > EMPTY_LEVEL_ML)
    release_empty (self);
  /* the report may be the first that shows how low it is */
  thecal_unit_settle (self, now);
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

static ThecalFactResult
take_status (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const gint64 last_us = self->status.last_report_us;
  const gint64 observed_us = now.boot_us - report->age_us;
  const bool old = observed_us < last_us;
  const bool by_radio = report->source != THECAL_SOURCE_MANUAL;
  const ThecalPumpStatus before = self->status;
  const bool jumps = by_radio && !old && is_jump (self, report, observed_us);
  const bool reprogrammed = by_radio && !old && is_reprogrammed (self, report, now.boot_us);

  if (is_replayed (self, report) || is_mixed (self, report) ||
      !thecal_pump_status_apply (&self->status, report, now)) {
    distrust (self);
    return THECAL_FACT_REJECTED;
  }
  if (report->settings_only)
    return THECAL_FACT_TAKEN;
  self->expects_bluetooth |= by_radio;
  if (old)
    return THECAL_FACT_BACKFILLED;

  if (by_radio) {
    if (last_us != THECAL_UNKNOWN_US)
      learn_gap (self, observed_us - last_us);
    thecal_delivery_facts_advance (&self->delivery, &before, observed_us);
  }
  if (reprogrammed)
    thecal_care_facts_watch (&self->care, now.boot_us);
  follow_status (self, report, now);
  if (jumps)
    distrust (self);

  return THECAL_FACT_TAKEN;
}

/* A08. Whether it alarmed before the scan is asked now, since the scan itself sets off alarms. */
static void
take_mri (ThecalUnit *self, ThecalTime now)
{
  self->care.mri_us = now.boot_us;
  self->care.mri_alarmed = thecal_unit_has_high (self, THECAL_CONDITIONS_OF_PUMP);
  thecal_care_facts_watch (&self->care, now.boot_us);
}

static ThecalFactResult
take_pump_event (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  const ThecalPumpEventType type = event->pump_event.type;
  const ThecalConditionId condition = thecal_rules_get_condition_of (type);

  if (type == THECAL_PUMP_EVENT_MOTOR_STALL_RECOVERED) {
    self->event_active[THECAL_PUMP_EVENT_MOTOR_STALL] = false;
    self->status.stalled = false;
    self->stall_held = true; /* recovered or not, a clinic must look at it */
    return THECAL_FACT_TAKEN;
  }
  if (event->pump_event.state == THECAL_PUMP_EVENT_CLEARED) {
    /* "None stands" ends every one, those told before a restart too. */
    for (int ended = 0; ended < THECAL_N_PUMP_EVENTS; ended++)
      if (type == THECAL_PUMP_EVENT_NONE || (int) type == ended)
        self->event_active[ended] = false;
    return THECAL_FACT_TAKEN;
  }
  /* The clinic dealt with this instance; the pump merely goes on showing it. */
  if (self->event_dismissed[type] && self->event_instance[type] == event->pump_event.instance_id &&
      event->pump_event.instance_id != 0)
    return THECAL_FACT_TAKEN;

  /* A scan, and a new programme, are followed by questions; each instance once. */
  if (type == THECAL_PUMP_EVENT_MAGNET && !self->event_active[type])
    take_mri (self, now);
  if (type == THECAL_PUMP_EVENT_REPROGRAMMED && !self->event_active[type])
    thecal_care_facts_watch (&self->care, now.boot_us);
  self->event_dismissed[type] = false;
  self->event_instance[type] = event->pump_event.instance_id;
  self->event_active[type] = true;
  if (type != THECAL_PUMP_EVENT_MAGNET)
    hold (self, condition, now);
  return THECAL_FACT_TAKEN;
}

static void
take_beep (ThecalUnit *self, ThecalBeep kind, ThecalTime now)
{
  switch (kind) {
  case THECAL_BEEP_SINGLE:
    self->level.low = true;
    hold (self, THECAL_CONDITION_PUMP_SOUND_SINGLE, now);
    break;
  case THECAL_BEEP_CRITICAL:
    self->level.empty = true;
    hold (self, THECAL_CONDITION_PUMP_SOUND_CRITICAL, now);
    break;
  case THECAL_BEEP_UNKNOWN: /* which one is not known: the worse one */
    hold (self, THECAL_CONDITION_PUMP_SOUND_CRITICAL, now);
    break;
  }
}

static void
set_entered (ThecalUnit *self, ThecalField field, double value, ThecalTime now)
{
  if (isnan (value))
    return;

  self->status.values[field] = (ThecalValue){
    .value = value,
    .quality = THECAL_QUALITY_ENTERED,
    .source = THECAL_SOURCE_MANUAL,
    .observed_us = now.boot_us,
  };
}

static ThecalFactResult
take_refill (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  const double capacity_ml = self->status.values[THECAL_FIELD_CAPACITY_ML].value;
  const double filled_ml = event->refill.filled_ml;

  const double expected_ml = thecal_pump_status_get_level (&self->status, now.boot_us).nominal;

  if (filled_ml < 0 || (!isnan (capacity_ml) && filled_ml > capacity_ml))
    return THECAL_FACT_REJECTED;

  if (fabs (event->refill.withdrawn_ml - expected_ml) > MISMATCH_ML)
    hold (self, THECAL_CONDITION_REFILL_MISMATCH, now);
  set_entered (self, THECAL_FIELD_RESERVOIR_ML, filled_ml, now);
  set_entered (
      self, THECAL_FIELD_CONCENTRATION_UG_PER_ML, event->refill.concentration_ug_per_ml, now);
  set_entered (self, THECAL_FIELD_DOSE_UG_PER_DAY, event->refill.dose_ug_per_day, now);
  if (!isnan (event->refill.dose_ug_per_day) || !isnan (event->refill.concentration_ug_per_ml))
    self->status.values[THECAL_FIELD_FLOW_ML_PER_DAY] =
        (ThecalValue){ .value = NAN, .observed_us = THECAL_UNKNOWN_US };
  self->status.alarm_date_us = event->refill.alarm_date_us;
  self->status.fill_ml = filled_ml;
  self->status.fill_us = now.boot_us;
  if (!self->expects_bluetooth && !isnan (filled_ml))
    self->status.last_report_us = now.boot_us;
  self->event_active[THECAL_PUMP_EVENT_REFILL_DUE] = false;
  self->care.visit_wall_us[THECAL_VISIT_REFILL] = THECAL_UNKNOWN_US;
  thecal_care_facts_watch (&self->care, now.boot_us);
  thecal_delivery_facts_fill (&self->delivery, filled_ml, now.boot_us);
  release_levels (self);
  /* A01 clears with a refill and a newer status; by printout the refill is that status. */
  self->level.refilled = true;
  if (!self->expects_bluetooth && filled_ml > EMPTY_LEVEL_ML)
    release_empty (self);

  return THECAL_FACT_TAKEN;
}

static void
take_clinic_action (ThecalUnit *self, ThecalConditionId condition, ThecalTime now)
{
  thecal_care_facts_resolve (&self->care, condition, now);
  self->held[condition] = false;
  for (int type = 0; type < THECAL_N_PUMP_EVENTS; type++)
    if (self->event_active[type] &&
        thecal_rules_get_condition_of ((ThecalPumpEventType) type) == condition) {
      self->event_active[type] = false;
      self->event_dismissed[type] = true;
    }
  if (condition == THECAL_CONDITION_MOTOR_STALL)
    self->stall_checked = true;
  if (condition == THECAL_CONDITION_INFUSION_STOPPED) {
    self->stop_planned = true;
    self->stop_held = false;
  }
  /* The sound that a person heard was looked into by the clinic. A level that is low by itself is
   * found again when the facts are settled. */
  if (condition == THECAL_CONDITION_PUMP_SOUND_CRITICAL ||
      condition == THECAL_CONDITION_RESERVOIR_EMPTY)
    release_empty (self);
  if (condition == THECAL_CONDITION_PUMP_SOUND_SINGLE ||
      condition == THECAL_CONDITION_RESERVOIR_LOW)
    release_levels (self);
  /* What the clinic has looked at is not found again in the same levels. */
  if (condition == THECAL_CONDITION_OVER_INFUSION || condition == THECAL_CONDITION_UNDER_INFUSION)
    thecal_delivery_facts_fill (&self->delivery, NAN, now.boot_us);
  if (condition == THECAL_CONDITION_REPLACEMENT_INDICATOR ||
      condition == THECAL_CONDITION_END_OF_SERVICE)
    self->status.eri_date_us = THECAL_UNKNOWN_US;
  if (condition == THECAL_CONDITION_TELEMETRY_STUCK)
    self->telemetry_us = now.boot_us;
  if (condition == THECAL_CONDITION_CLOCK)
    self->clock_jumped = false;
}

/* The clock is a condition of its own (A22), not a channel that an alarm goes through. That nothing
 * sets it is told once, until something does; a jump stands until a person has looked. */
static void
take_clock_test (ThecalUnit *self, bool ok, ThecalTime now)
{
  if (ok && self->clock_unset && !self->clock_jumped)
    self->held[THECAL_CONDITION_CLOCK] = false;
  else if (!ok && !self->clock_unset)
    hold (self, THECAL_CONDITION_CLOCK, now);
  self->clock_unset = !ok;
}

static void
take_clock_step (ThecalUnit *self, gint64 step_us, ThecalTime now)
{
  if (ABS (step_us) <= CLOCK_STEP_US)
    return;

  self->clock_jumped = true;
  hold (self, THECAL_CONDITION_CLOCK, now);
}

static void
take_self_test (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  const char *channel = event->self_test.channel;
  const bool ok = event->self_test.ok;
  ThecalChannel tested;
  guint i = 0;

  if (g_strcmp0 (channel, THECAL_CHANNEL_CLOCK) == 0) {
    take_clock_test (self, ok, now);
    return;
  }
  if (g_strcmp0 (channel, THECAL_CHANNEL_BLUETOOTH) == 0)
    self->adapter_gone = !ok;
  if (event->self_test.proven)
    self->care.proof_us = now.boot_us;

  thecal_name_keep (tested.name, sizeof tested.name, channel);
  while (i < self->n_failed_channels && !g_str_equal (self->failed_channels[i].name, tested.name))
    i++;

  if (ok && i < self->n_failed_channels)
    self->failed_channels[i] = self->failed_channels[--self->n_failed_channels];
  else if (!ok && i == self->n_failed_channels && i < THECAL_CHANNELS_MAX)
    self->failed_channels[self->n_failed_channels++] = tested;
}

static void
take_link (ThecalUnit *self, bool up, ThecalTime now)
{
  self->expects_bluetooth = true;
  if (self->link_down == !up)
    return;

  self->link_down = !up;
  self->link_down_us = up ? THECAL_UNKNOWN_US : now.boot_us;
}

static void
take_watch (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  if (!self->watched) {
    self->watched = true;
    self->watched_since_us = now.boot_us;
    self->watched_since_wall_us = now.wall_us;
  }
  self->expects_bluetooth |= event->add_pump.expects_bluetooth;
  if (isnan (self->status.values[THECAL_FIELD_LOW_THRESHOLD_ML].value))
    set_entered (self, THECAL_FIELD_LOW_THRESHOLD_ML, event->add_pump.low_threshold_ml, now);
}

/* Seeing is all that a date of the calendar and a drill ask for. */
static void
take_seen (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  if (event->person.all || event->person.condition == THECAL_CONDITION_POST_OP_DATE)
    thecal_care_facts_resolve (&self->care, THECAL_CONDITION_POST_OP_DATE, now);
  if (event->person.all || event->person.condition == THECAL_CONDITION_DRILL)
    self->care.drill_us = THECAL_UNKNOWN_US;
}

ThecalFactResult
thecal_unit_take (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  switch (event->type) {
  case THECAL_EVENT_ADD_PUMP:
    take_watch (self, event, now);
    break;
  case THECAL_EVENT_STATUS:
    return take_status (self, &event->status, now);
  case THECAL_EVENT_PUMP_EVENT:
    return take_pump_event (self, event, now);
  case THECAL_EVENT_LINK:
    take_link (self, event->link.up, now);
    break;
  case THECAL_EVENT_UNTRUSTED:
    distrust (self);
    break;
  case THECAL_EVENT_HEARD_BEEP:
    take_beep (self, event->heard_beep.kind, now);
    break;
  case THECAL_EVENT_REFILL:
    return take_refill (self, event, now);
  case THECAL_EVENT_CLINIC_ACTION:
    for (int id = 0; id < THECAL_N_CONDITIONS; id++)
      if (event->person.all ? thecal_alarm_is_active (&self->alarms[id])
                            : id == (int) event->person.condition)
        take_clinic_action (self, (ThecalConditionId) id, now);
    break;
  case THECAL_EVENT_CLOCK_STEP:
    take_clock_step (self, event->clock_step.step_us, now);
    break;
  case THECAL_EVENT_SELF_TEST:
    take_self_test (self, event, now);
    break;
  case THECAL_EVENT_MRI:
    take_mri (self, now);
    break;
  case THECAL_EVENT_DRILL:
    self->care.drill_us = now.boot_us;
    break;
  case THECAL_EVENT_ACKNOWLEDGE:
  case THECAL_EVENT_RESET:
    take_seen (self, event, now);
    break;
  case THECAL_EVENT_APPOINTMENT:
  case THECAL_EVENT_TEMPERATURE:
  case THECAL_EVENT_TRIAGE:
  case THECAL_EVENT_WATCH_ANSWER:
  case THECAL_EVENT_OPERATION:
  case THECAL_EVENT_SERVICE_LIFE:
  case THECAL_EVENT_DIARY:
  case THECAL_EVENT_TABLETS:
  case THECAL_EVENT_HOST_POWER:
    return thecal_care_facts_take (&self->care, event, self->settings, now) ? THECAL_FACT_TAKEN
                                                                            : THECAL_FACT_REJECTED;
  case THECAL_EVENT_TICK:
  case THECAL_EVENT_PAUSE:
  case THECAL_EVENT_DECLINE:
  case THECAL_EVENT_SETTINGS:
  case THECAL_EVENT_SUSPEND:
  case THECAL_EVENT_RESUME:
  case THECAL_EVENT_RESTART:
  case THECAL_N_EVENTS:
    break;
  }

  return THECAL_FACT_TAKEN;
}
