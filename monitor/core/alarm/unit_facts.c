/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/rules.h"
#include "core/alarm/rules_limits.h"
#include "core/alarm/unit_parts.h"
#include "core/names.h"

void
thecal_unit_release_levels (ThecalUnit *self)
{
  self->level.empty_soon = false;
  self->level.low = false;
  self->level.heard_low = false;
  self->level.lowest_ml = NAN;
  self->level.risen_us = THECAL_UNKNOWN_US;
  self->event_active[THECAL_PUMP_EVENT_RESERVOIR_LOW] = false;
  self->held[THECAL_CONDITION_PUMP_SOUND_SINGLE] = false;
}

void
thecal_unit_release_empty (ThecalUnit *self)
{
  self->level.empty = false;
  self->level.heard_empty = false;
  self->level.refilled = false;
  self->event_active[THECAL_PUMP_EVENT_RESERVOIR_EMPTY] = false;
}

void
thecal_unit_hold (ThecalUnit *self, ThecalConditionId condition, ThecalTime now)
{
  if (condition >= THECAL_N_CONDITIONS || self->held[condition])
    return;

  self->held[condition] = true;
  self->held_since_us[condition] = now.boot_us;
}

void
thecal_unit_distrust (ThecalUnit *self)
{
  self->good_reports_needed = GOOD_REPORTS_CLEAR;
}

void
thecal_unit_hear (ThecalUnit *self, ThecalTime now)
{
  if (self->explanted)
    self->out_and_heard_us = now.boot_us;
}

/* A08. Whether it alarmed before the scan is asked now, since the scan itself sets off alarms. A
 * second scan does not put off the check after the first. */
static void
begin_mri (ThecalUnit *self, ThecalTime now)
{
  if (self->care.mri_us == THECAL_UNKNOWN_US) {
    self->care.mri_us = now.boot_us;
    self->care.mri_alarmed = false;
  }
  self->care.mri_alarmed |= thecal_unit_has_high (self, THECAL_CONDITIONS_OF_PUMP);
  thecal_care_facts_watch (&self->care, now.boot_us, now.boot_us);
}

static ThecalFactResult
take_pump_event (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  const ThecalPumpEventType type = event->pump_event.type;
  const ThecalConditionId condition = thecal_rules_get_condition_of (type);
  const bool again =
      self->event_active[type] && self->event_instance[type] == event->pump_event.instance_id;

  thecal_unit_hear (self, now);
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
  if (type == THECAL_PUMP_EVENT_MAGNET && !again)
    begin_mri (self, now);
  if (type == THECAL_PUMP_EVENT_REPROGRAMMED && !again)
    thecal_care_facts_watch (&self->care, now.boot_us, now.boot_us);
  self->event_dismissed[type] = false;
  self->event_instance[type] = event->pump_event.instance_id;
  self->event_active[type] = true;
  if (type != THECAL_PUMP_EVENT_MAGNET)
    thecal_unit_hold (self, condition, now);
  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_beep (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  thecal_unit_hear (self, now);
  switch (event->heard_beep.kind) {
  case THECAL_BEEP_SINGLE:
    self->level.heard_low = true;
    thecal_unit_hold (self, THECAL_CONDITION_PUMP_SOUND_SINGLE, now);
    break;
  case THECAL_BEEP_CRITICAL:
    self->level.heard_empty = true;
    thecal_unit_hold (self, THECAL_CONDITION_PUMP_SOUND_CRITICAL, now);
    break;
  case THECAL_BEEP_UNKNOWN: /* which one is not known: the worse one */
    thecal_unit_hold (self, THECAL_CONDITION_PUMP_SOUND_CRITICAL, now);
    break;
  }

  return THECAL_FACT_TAKEN;
}

static void
set_entered (ThecalUnit *self, ThecalField field, double value, ThecalTime now)
{
  ThecalValue entered;

  if (isnan (value))
    return;

  entered = (ThecalValue){
    .value = value,
    .quality = THECAL_QUALITY_ENTERED,
    .source = THECAL_SOURCE_MANUAL,
    .observed_us = now.boot_us,
  };
  if (field == THECAL_FIELD_RESERVOIR_ML)
    thecal_pump_status_set_level (&self->status, &entered);
  else
    self->status.values[field] = entered;
}

/* A28: within 72 h, and where what is watched does not go back as far already. */
static void
watch_fill (ThecalUnit *self, gint64 at_us, ThecalTime now)
{
  const ThecalCareFacts *care = &self->care;

  if (now.boot_us - at_us <= WATCH_H * THECAL_HOUR_US &&
      (care->watch_us == THECAL_UNKNOWN_US || care->watch_us < at_us))
    thecal_care_facts_watch (&self->care, at_us, now.boot_us);
}

/* A25. A number that was compared already is no news. */
void
thecal_unit_compare_withdrawn (ThecalUnit *self, double withdrawn_ml, ThecalTime now)
{
  if (isnan (withdrawn_ml) || withdrawn_ml == self->care.fill_withdrawn_ml)
    return;

  self->care.fill_withdrawn_ml = withdrawn_ml;
  if (fabs (withdrawn_ml - self->care.fill_expected_ml) > MISMATCH_ML)
    thecal_unit_hold (self, THECAL_CONDITION_REFILL_MISMATCH, now);
}

void
thecal_unit_take_fill (ThecalUnit *self, const ThecalFill *fill, ThecalTime now)
{
  self->care.fill_expected_ml = fill->expected_ml;
  self->care.fill_withdrawn_ml = NAN;
  thecal_unit_compare_withdrawn (self, fill->withdrawn_ml, now);
  self->status.fill_ml = fill->filled_ml;
  self->status.fill_us = fill->at_us;
  self->event_active[THECAL_PUMP_EVENT_REFILL_DUE] = false;
  thecal_care_facts_fill (&self->care, now.wall_us - (now.boot_us - fill->at_us));
  watch_fill (self, fill->at_us, now);
  thecal_delivery_facts_fill (&self->delivery, fill->filled_ml, fill->at_us);
  if (fill->newest || fill->alarm_date_us != THECAL_UNKNOWN_US)
    thecal_pump_status_tell_alarm_date (&self->status, fill->alarm_date_us, fill->at_us);
  if (!fill->newest)
    return;

  thecal_unit_release_levels (self);
  /* A01 clears with a refill and a newer status; by printout the refill is that status. */
  self->level.refilled = true;
  if (!self->expects_bluetooth && fill->filled_ml > EMPTY_LEVEL_ML)
    thecal_unit_release_empty (self);
}

/* Told again, or from a plan and from a person: times of one change lie apart by less. */
static ThecalFactResult
take_dose_change (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  const gint64 at_wall_us = event->dose_change.at_wall_us;
  gint64 at_us;

  if (at_wall_us == THECAL_UNKNOWN_US || at_wall_us == THECAL_NEVER_US ||
      !thecal_instant_is_sound (at_wall_us))
    return THECAL_FACT_REJECTED;

  at_us = now.boot_us - MAX (now.wall_us - at_wall_us, 0);
  if (self->care.watch_us == THECAL_UNKNOWN_US ||
      at_us > self->care.watch_us + CHANGE_APART_H * THECAL_HOUR_US)
    watch_fill (self, at_us, now);

  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_refill (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  const double capacity_ml = self->status.values[THECAL_FIELD_CAPACITY_ML].value;
  const double filled_ml = event->refill.filled_ml;
  const ThecalFill fill = {
    .filled_ml = filled_ml,
    .withdrawn_ml = event->refill.withdrawn_ml,
    .expected_ml = thecal_pump_status_get_level (&self->status, now.boot_us).nominal,
    .alarm_date_us = event->refill.alarm_date_us,
    .at_us = now.boot_us,
    .newest = true,
  };

  if (filled_ml < 0 || (!isnan (capacity_ml) && filled_ml > capacity_ml))
    return THECAL_FACT_REJECTED;

  thecal_pump_status_advance (&self->status, now.boot_us);
  set_entered (self, THECAL_FIELD_RESERVOIR_ML, filled_ml, now);
  set_entered (
      self, THECAL_FIELD_CONCENTRATION_UG_PER_ML, event->refill.concentration_ug_per_ml, now);
  set_entered (self, THECAL_FIELD_DOSE_UG_PER_DAY, event->refill.dose_ug_per_day, now);
  if (!isnan (event->refill.dose_ug_per_day) || !isnan (event->refill.concentration_ug_per_ml))
    self->status.values[THECAL_FIELD_FLOW_ML_PER_DAY] =
        (ThecalValue){ .value = NAN, .observed_us = THECAL_UNKNOWN_US };
  if (!self->expects_bluetooth && !isnan (filled_ml))
    self->status.last_report_us = now.boot_us;
  thecal_unit_take_fill (self, &fill, now);

  return THECAL_FACT_TAKEN;
}

/* The clock is a condition of its own (A22), not a channel that an alarm goes through. That nothing
 * sets it is told once, until something does; a jump stands until a person has looked. */
static void
take_clock_test (ThecalUnit *self, bool ok, ThecalTime now)
{
  if (ok && self->clock_unset && !self->clock_jumped)
    self->held[THECAL_CONDITION_CLOCK] = false;
  else if (!ok && !self->clock_unset)
    thecal_unit_hold (self, THECAL_CONDITION_CLOCK, now);
  self->clock_unset = !ok;
}

static ThecalFactResult
take_clock_step (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  if (ABS (event->clock_step.step_us) > CLOCK_STEP_US) {
    self->clock_jumped = true;
    thecal_unit_hold (self, THECAL_CONDITION_CLOCK, now);
  }

  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_self_test (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  const char *channel = event->self_test.channel;
  const bool ok = event->self_test.ok;
  ThecalChannel tested;
  guint i = 0;

  if (g_strcmp0 (channel, THECAL_CHANNEL_CLOCK) == 0) {
    take_clock_test (self, ok, now);
    return THECAL_FACT_TAKEN;
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

  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_link (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  const bool up = event->link.up;

  self->expects_bluetooth = true;
  if (self->link_down == up) {
    self->link_down = !up;
    self->link_down_us = up ? THECAL_UNKNOWN_US : now.boot_us;
  }

  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
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

  return THECAL_FACT_TAKEN;
}

/* Seeing is all that a date of the calendar and a drill ask for. */
static ThecalFactResult
take_seen (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  if (event->person.all || event->person.condition == THECAL_CONDITION_POST_OP_DATE)
    thecal_care_facts_resolve (&self->care, THECAL_CONDITION_POST_OP_DATE, now);
  if (event->person.all || event->person.condition == THECAL_CONDITION_DRILL)
    self->care.drill_us = THECAL_UNKNOWN_US;

  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_report (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  return thecal_unit_take_status (self, &event->status, now);
}

static ThecalFactResult
take_untrusted (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  thecal_unit_distrust (self);
  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_mri (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  begin_mri (self, now);
  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_explanted (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  if (self->explanted != event->explanted.out)
    self->out_and_heard_us = THECAL_UNKNOWN_US;
  self->explanted = event->explanted.out;
  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_drill (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  self->care.drill_us = now.boot_us;
  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_clinic_action (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    if (event->person.all ? thecal_alarm_is_active (&self->alarms[id])
                          : id == (int) event->person.condition)
      thecal_unit_resolve (self, (ThecalConditionId) id, now);

  return THECAL_FACT_TAKEN;
}

static ThecalFactResult
take_care (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  return thecal_care_facts_take (&self->care, event, self->settings, now) ? THECAL_FACT_TAKEN
                                                                          : THECAL_FACT_REJECTED;
}

typedef ThecalFactResult (*Take) (ThecalUnit *self, const ThecalEvent *event, ThecalTime now);

/* Events without an entry change no fact: they are done to the alarms, or to the system. */
static const Take take[THECAL_N_EVENTS] = {
  [THECAL_EVENT_ADD_PUMP] = take_watch,
  [THECAL_EVENT_STATUS] = take_report,
  [THECAL_EVENT_PUMP_EVENT] = take_pump_event,
  [THECAL_EVENT_LINK] = take_link,
  [THECAL_EVENT_UNTRUSTED] = take_untrusted,
  [THECAL_EVENT_HEARD_BEEP] = take_beep,
  [THECAL_EVENT_REFILL] = take_refill,
  [THECAL_EVENT_ACKNOWLEDGE] = take_seen,
  [THECAL_EVENT_RESET] = take_seen,
  [THECAL_EVENT_CLINIC_ACTION] = take_clinic_action,
  [THECAL_EVENT_CLOCK_STEP] = take_clock_step,
  [THECAL_EVENT_SELF_TEST] = take_self_test,
  [THECAL_EVENT_MRI] = take_mri,
  [THECAL_EVENT_DRILL] = take_drill,
  [THECAL_EVENT_DOSE_CHANGE] = take_dose_change,
  [THECAL_EVENT_EXPLANTED] = take_explanted,
  [THECAL_EVENT_APPOINTMENT] = take_care,
  [THECAL_EVENT_TEMPERATURE] = take_care,
  [THECAL_EVENT_TRIAGE] = take_care,
  [THECAL_EVENT_WATCH_ANSWER] = take_care,
  [THECAL_EVENT_OPERATION] = take_care,
  [THECAL_EVENT_SERVICE_LIFE] = take_care,
  [THECAL_EVENT_DIARY] = take_care,
  [THECAL_EVENT_TABLETS] = take_care,
  [THECAL_EVENT_HOST_POWER] = take_care,
};

ThecalFactResult
thecal_unit_take (ThecalUnit *self, const ThecalEvent *event, ThecalTime now)
{
  return take[event->type] != NULL ? take[event->type](self, event, now) : THECAL_FACT_TAKEN;
}
