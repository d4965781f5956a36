/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/rules.h"
#include "core/alarm/rules_limits.h"
#include "core/alarm/unit.h"
#include "core/names.h"

void
thecal_unit_init (ThecalUnit *self, guint index)
{
  *self = (ThecalUnit){
    .index = index,
    .watched_since_us = THECAL_UNKNOWN_US,
    .level = { .lowest_ml = NAN, .risen_us = THECAL_UNKNOWN_US },
    .running_since_us = THECAL_UNKNOWN_US,
    .stall_recovered_us = THECAL_UNKNOWN_US,
    .link_down_us = THECAL_UNKNOWN_US,
    .appointment_wall_us = THECAL_UNKNOWN_US,
    .rules_next_us = THECAL_NEVER_US,
  };
  thecal_pump_status_init (&self->status);
  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    thecal_alarm_init (&self->alarms[id]);
}

gint64
thecal_unit_get_stale_us (const ThecalUnit *self)
{
  const gint64 last_us = self->status.last_report_us;

  if (!self->watched || !self->expects_bluetooth)
    return THECAL_NEVER_US;
  if (last_us == THECAL_UNKNOWN_US)
    return self->watched_since_us + NEVER_HEARD_US;
  if (self->status.on_demand)
    return last_us + ON_DEMAND_STALE_US;

  return last_us + STALE_INTERVALS * (self->status.interval_us > 0 ? self->status.interval_us
                                                                   : INTERVAL_DEFAULT_US);
}

bool
thecal_unit_is_stale (const ThecalUnit *self, ThecalTime now)
{
  return now.boot_us >= thecal_unit_get_stale_us (self);
}

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

static bool
is_at_or_below (double level_ml, double limit_ml)
{
  return !isnan (level_ml) && level_ml <= limit_ml;
}

static void
settle_levels (ThecalUnit *self, ThecalTime now)
{
  const ThecalBand band = thecal_pump_status_get_level (&self->status, now.boot_us);
  const double empty_early_h = thecal_rules_get_empty_early_h (self, now);
  const double threshold_ml = self->status.values[THECAL_FIELD_LOW_THRESHOLD_ML].value;

  if (is_at_or_below (band.early, EMPTY_LEVEL_ML) ||
      self->event_active[THECAL_PUMP_EVENT_RESERVOIR_EMPTY])
    self->level.empty = true;
  if (is_at_or_below (empty_early_h, EMPTY_SOON_H))
    self->level.empty_soon = true;
  if (is_at_or_below (band.early,
                      isnan (threshold_ml) ? THECAL_LOW_THRESHOLD_DEFAULT_ML : threshold_ml) ||
      self->event_active[THECAL_PUMP_EVENT_RESERVOIR_LOW])
    self->level.low = true;
}

/* Therapy. */

static bool
is_stopped (const ThecalUnit *self)
{
  return self->status.therapy == THECAL_THERAPY_STOP ||
         self->status.therapy == THECAL_THERAPY_PAUSE || self->status.mode == THECAL_MODE_STOPPED;
}

/* It delivers something, but too little: "running" says nothing against it. */
static bool
is_at_minimum (const ThecalUnit *self)
{
  return self->status.mode == THECAL_MODE_MINIMUM_RATE ||
         self->event_active[THECAL_PUMP_EVENT_STOPPED_TOO_LONG] ||
         self->event_active[THECAL_PUMP_EVENT_MINIMUM_RATE];
}

static void
settle_therapy (ThecalUnit *self, ThecalTime now)
{
  if (is_stopped (self)) {
    self->running_since_us = THECAL_UNKNOWN_US;
    if (!self->stop_planned && now.boot_us >= self->status.therapy_since_us + STOP_DELAY_US)
      self->stop_held = true;
  } else if (is_at_minimum (self)) {
    self->running_since_us = THECAL_UNKNOWN_US;
  } else if (self->status.therapy == THECAL_THERAPY_RUN) {
    self->stop_planned = false;
    if (self->running_since_us == THECAL_UNKNOWN_US)
      self->running_since_us = self->stop_held ? now.boot_us : self->status.therapy_since_us;
  }
  if (is_at_minimum (self))
    self->stop_held = true;
  else if (self->stop_held && self->running_since_us != THECAL_UNKNOWN_US &&
           !thecal_unit_is_stale (self, now) &&
           now.boot_us >= self->running_since_us + RUNNING_CLEARS_US)
    self->stop_held = false;
}

static bool
is_stalled (const ThecalUnit *self)
{
  static const ThecalPumpEventType stalls[] = {
    THECAL_PUMP_EVENT_MOTOR_STALL,
    THECAL_PUMP_EVENT_OCCLUSION,
    THECAL_PUMP_EVENT_MECHANICAL_ISSUE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stalls); i++)
    if (self->event_active[stalls[i]])
      return true;

  return self->status.stalled;
}

static void
settle_stall (ThecalUnit *self, ThecalTime now)
{
  if (is_stalled (self)) {
    self->stall_held = true;
    self->stall_checked = false;
    self->stall_recovered_us = THECAL_UNKNOWN_US;
    return;
  }
  if (!self->stall_held)
    return;
  if (self->stall_recovered_us == THECAL_UNKNOWN_US)
    self->stall_recovered_us = now.boot_us;
  if (self->stall_checked && now.boot_us >= self->stall_recovered_us + STALL_STABLE_US)
    self->stall_held = false;
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

void
thecal_unit_settle (ThecalUnit *self, ThecalTime now)
{
  settle_levels (self, now);
  settle_therapy (self, now);
  settle_stall (self, now);
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

static ThecalFactResult
take_status (ThecalUnit *self, const ThecalStatusReport *report, ThecalTime now)
{
  const bool level_given = (report->present & (1u << THECAL_FIELD_RESERVOIR_ML)) != 0 &&
                           !isnan (report->values[THECAL_FIELD_RESERVOIR_ML]);
  const gint64 observed_us = now.boot_us - report->age_us;
  const bool old = observed_us < self->status.last_report_us;

  if (is_replayed (self, report) || !thecal_pump_status_apply (&self->status, report, now)) {
    distrust (self);
    return THECAL_FACT_REJECTED;
  }
  if (report->source != THECAL_SOURCE_MANUAL)
    self->expects_bluetooth = true;
  if (old)
    return THECAL_FACT_BACKFILLED;

  if (report->filled && level_given) {
    self->status.fill_ml = report->values[THECAL_FIELD_RESERVOIR_ML];
    self->status.fill_us = observed_us;
  }
  trust_again (self);
  if (report->present & THECAL_REPORT_BATTERY_STATE)
    settle_battery (self, now);
  if (!level_given)
    return THECAL_FACT_TAKEN;

  if (self->level.refilled && report->values[THECAL_FIELD_RESERVOIR_ML] > EMPTY_LEVEL_ML)
    release_empty (self);
  follow_rise (self, report->values[THECAL_FIELD_RESERVOIR_ML], observed_us);
  return THECAL_FACT_TAKEN;
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

  self->event_dismissed[type] = false;
  self->event_instance[type] = event->pump_event.instance_id;
  self->event_active[type] = true;
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

  if (filled_ml < 0 || (!isnan (capacity_ml) && filled_ml > capacity_ml))
    return THECAL_FACT_REJECTED;

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
  self->appointment_wall_us = THECAL_UNKNOWN_US;
  release_levels (self);
  /* A01 clears with a refill and a newer status; by printout the refill is that status. */
  self->level.refilled = true;
  if (!self->expects_bluetooth && filled_ml > EMPTY_LEVEL_ML)
    release_empty (self);

  return THECAL_FACT_TAKEN;
}

static void
take_clinic_action (ThecalUnit *self, ThecalConditionId condition)
{
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
  /* The siren that a person heard was looked into by the clinic. */
  if (condition == THECAL_CONDITION_PUMP_SOUND_CRITICAL ||
      condition == THECAL_CONDITION_RESERVOIR_EMPTY)
    release_empty (self);
}

static void
take_self_test (ThecalUnit *self, const char *channel, bool ok)
{
  ThecalChannel tested;
  guint i = 0;

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
  case THECAL_EVENT_APPOINTMENT:
    if (event->appointment.is_refill)
      self->appointment_wall_us = event->appointment.at_wall_us;
    break;
  case THECAL_EVENT_CLINIC_ACTION:
    take_clinic_action (self, event->person.condition);
    break;
  case THECAL_EVENT_CLOCK_STEP:
    if (ABS (event->clock_step.step_us) > CLOCK_STEP_US)
      hold (self, THECAL_CONDITION_CLOCK, now);
    break;
  case THECAL_EVENT_SELF_TEST:
    take_self_test (self, event->self_test.channel, event->self_test.ok);
    break;
  case THECAL_EVENT_TICK:
  case THECAL_EVENT_ACKNOWLEDGE:
  case THECAL_EVENT_PAUSE:
  case THECAL_EVENT_RESET:
  case THECAL_EVENT_TEMPERATURE:
  case THECAL_EVENT_TRIAGE:
  case THECAL_EVENT_SUSPEND:
  case THECAL_EVENT_RESUME:
  case THECAL_EVENT_RESTART:
  case THECAL_N_EVENTS:
    break;
  }

  return THECAL_FACT_TAKEN;
}
