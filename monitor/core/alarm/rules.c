/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/rules.h"

#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/pump/flow_band.h"

#define HOURS_PER_DAY 24.0

/* What an annunciation stands for. Those without a condition of their own go to the nearest one
 * that asks for a call at least as urgent (bluetooth.md B2, suggested priorities). */
static const ThecalConditionId condition_by_event[THECAL_N_PUMP_EVENTS] = {
  [THECAL_PUMP_EVENT_NONE] = THECAL_N_CONDITIONS,
  [THECAL_PUMP_EVENT_SYSTEM_ISSUE] = THECAL_CONDITION_MEMORY_ERROR_CRITICAL,
  [THECAL_PUMP_EVENT_MECHANICAL_ISSUE] = THECAL_CONDITION_MOTOR_STALL,
  [THECAL_PUMP_EVENT_OCCLUSION] = THECAL_CONDITION_MOTOR_STALL,
  [THECAL_PUMP_EVENT_RESERVOIR_ISSUE] = THECAL_CONDITION_UNKNOWN_EVENT,
  [THECAL_PUMP_EVENT_RESERVOIR_EMPTY] = THECAL_CONDITION_RESERVOIR_EMPTY,
  [THECAL_PUMP_EVENT_RESERVOIR_LOW] = THECAL_CONDITION_RESERVOIR_LOW,
  [THECAL_PUMP_EVENT_POWER_INSUFFICIENT] = THECAL_CONDITION_END_OF_SERVICE,
  [THECAL_PUMP_EVENT_BATTERY_EMPTY] = THECAL_CONDITION_END_OF_SERVICE,
  [THECAL_PUMP_EVENT_BATTERY_LOW] = THECAL_CONDITION_REPLACEMENT_INDICATOR,
  [THECAL_PUMP_EVENT_BATTERY_MEDIUM] = THECAL_N_CONDITIONS,
  [THECAL_PUMP_EVENT_BATTERY_FULL] = THECAL_N_CONDITIONS,
  [THECAL_PUMP_EVENT_DATE_TIME_ISSUE] = THECAL_CONDITION_CLOCK,
  [THECAL_PUMP_EVENT_OTHER_STANDARD] = THECAL_CONDITION_UNKNOWN_EVENT,
  [THECAL_PUMP_EVENT_REFILL_DUE] = THECAL_CONDITION_REFILL_DUE,
  [THECAL_PUMP_EVENT_ERI] = THECAL_CONDITION_REPLACEMENT_INDICATOR,
  [THECAL_PUMP_EVENT_END_OF_SERVICE] = THECAL_CONDITION_END_OF_SERVICE,
  [THECAL_PUMP_EVENT_MOTOR_STALL] = THECAL_CONDITION_MOTOR_STALL,
  [THECAL_PUMP_EVENT_MOTOR_STALL_RECOVERED] = THECAL_CONDITION_MOTOR_STALL,
  [THECAL_PUMP_EVENT_PUMP_RESET] = THECAL_CONDITION_LOW_BATTERY_RESET,
  [THECAL_PUMP_EVENT_MINIMUM_RATE] = THECAL_CONDITION_INFUSION_STOPPED,
  [THECAL_PUMP_EVENT_STOPPED_TOO_LONG] = THECAL_CONDITION_INFUSION_STOPPED,
  [THECAL_PUMP_EVENT_TELEMETRY_OVERDUE] = THECAL_CONDITION_DATA_STALE,
  [THECAL_PUMP_EVENT_VOLUME_DISCREPANCY] = THECAL_CONDITION_REFILL_MISMATCH,
  [THECAL_PUMP_EVENT_MAGNET] = THECAL_CONDITION_MRI_CHECK,
  [THECAL_PUMP_EVENT_BOLUS_DENIED] = THECAL_N_CONDITIONS,
  [THECAL_PUMP_EVENT_GATEWAY_BATTERY_LOW] = THECAL_CONDITION_HOST_POWER,
  [THECAL_PUMP_EVENT_REPROGRAMMED] = THECAL_N_CONDITIONS,
  [THECAL_PUMP_EVENT_MEMORY_ERROR_CRITICAL] = THECAL_CONDITION_MEMORY_ERROR_CRITICAL,
  [THECAL_PUMP_EVENT_MEMORY_ERROR] = THECAL_CONDITION_MEMORY_ERROR,
  [THECAL_PUMP_EVENT_UNKNOWN] = THECAL_CONDITION_UNKNOWN_EVENT,
};

ThecalConditionId
thecal_rules_get_condition_of (ThecalPumpEventType type)
{
  return type < THECAL_N_PUMP_EVENTS ? condition_by_event[type] : THECAL_CONDITION_UNKNOWN_EVENT;
}

double
thecal_rules_get_empty_early_h (const ThecalUnit *unit, ThecalTime now)
{
  return thecal_pump_status_get_forecast (&unit->status, now).empty_days.early * HOURS_PER_DAY;
}

/* The instant @hours from now; NEVER for what is not known, passed or beyond the clock. */
static gint64
in_hours (double hours, ThecalTime now)
{
  if (isnan (hours) || hours <= 0.0 || hours > 1e9)
    return THECAL_NEVER_US;

  return now.boot_us + (gint64) ceil (hours * (double) THECAL_HOUR_US);
}

static ThecalJudgement
judge_fact (bool is_true)
{
  return (ThecalJudgement){
    .verdict = is_true ? THECAL_VERDICT_TRUE : THECAL_VERDICT_CLEAR,
    .next_us = THECAL_NEVER_US,
  };
}

/* A fact that reports keep up: with no fresh report it stands, unseen. */
static ThecalJudgement
judge_reported (const ThecalUnit *unit, bool is_true, ThecalTime now)
{
  ThecalJudgement judgement = judge_fact (is_true);

  if (is_true && thecal_unit_is_stale (unit, now))
    judgement.verdict = THECAL_VERDICT_UNKNOWN;

  return judgement;
}

static ThecalJudgement
judge_empty (const ThecalUnit *unit, ThecalTime now)
{
  const ThecalBand band = thecal_pump_status_get_level (&unit->status, now.boot_us);
  const double flow = thecal_pump_status_get_flow (&unit->status) * THECAL_FLOW_EARLY;
  ThecalJudgement judgement = judge_reported (unit, unit->level.empty, now);

  if (!unit->level.empty && flow > 0.0)
    judgement.next_us = in_hours ((band.early - EMPTY_LEVEL_ML) / flow * HOURS_PER_DAY, now);

  return judgement;
}

static ThecalJudgement
judge_empty_soon (const ThecalUnit *unit, ThecalTime now)
{
  const double empty_h = thecal_rules_get_empty_early_h (unit, now);
  ThecalJudgement judgement = judge_reported (unit, unit->level.empty_soon, now);

  if (empty_h <= EMPTY_SOON_URGENT_H)
    judgement.cadence_us = URGENT_CADENCE_US;
  judgement.next_us =
      in_hours (empty_h - (unit->level.empty_soon ? EMPTY_SOON_URGENT_H : EMPTY_SOON_H), now);

  return judgement;
}

static bool
is_booked_in_time (const ThecalUnit *unit, double empty_h, ThecalTime now)
{
  double visit_h;

  if (unit->appointment_wall_us == THECAL_UNKNOWN_US)
    return false;

  visit_h = (double) (unit->appointment_wall_us - now.wall_us) / (double) THECAL_HOUR_US;
  return visit_h > 0.0 && visit_h < empty_h;
}

static ThecalJudgement
judge_low (const ThecalUnit *unit, ThecalTime now)
{
  const ThecalForecast forecast = thecal_pump_status_get_forecast (&unit->status, now);
  const double empty_h = forecast.empty_days.early * HOURS_PER_DAY;
  ThecalJudgement judgement = judge_reported (unit, unit->level.low, now);

  if (!unit->level.low) {
    judgement.next_us = in_hours (forecast.low_days.early * HOURS_PER_DAY, now);
    return judgement;
  }
  if (empty_h <= EMPTY_SOON_H)
    judgement.priority = THECAL_PRIORITY_HIGH;
  else if (is_booked_in_time (unit, empty_h, now))
    judgement.cadence_us = BOOKED_CADENCE_US;
  judgement.next_us = in_hours (empty_h - EMPTY_SOON_H, now);
  if (judgement.cadence_us != 0)
    judgement.next_us =
        MIN (judgement.next_us, now.boot_us + (unit->appointment_wall_us - now.wall_us));

  return judgement;
}

static ThecalJudgement
judge_stopped (const ThecalUnit *unit, ThecalTime now)
{
  const bool running = unit->running_since_us != THECAL_UNKNOWN_US;
  const bool stopped = unit->status.therapy == THECAL_THERAPY_STOP ||
                       unit->status.therapy == THECAL_THERAPY_PAUSE ||
                       unit->status.mode == THECAL_MODE_STOPPED;
  ThecalJudgement judgement = judge_reported (unit, unit->stop_held, now);

  if (unit->stop_held && running && judgement.verdict == THECAL_VERDICT_TRUE) {
    judgement.verdict = THECAL_VERDICT_CLEARING;
    judgement.next_us = unit->running_since_us + RUNNING_CLEARS_US;
  } else if (!unit->stop_held && stopped && !unit->stop_planned) {
    judgement.verdict = THECAL_VERDICT_PENDING;
    judgement.next_us = unit->status.therapy_since_us + STOP_DELAY_US;
  }

  return judgement;
}

static ThecalJudgement
judge_stall (const ThecalUnit *unit, ThecalTime now)
{
  ThecalJudgement judgement = judge_reported (unit, unit->stall_held, now);

  if (unit->stall_held && unit->stall_recovered_us != THECAL_UNKNOWN_US) {
    /* One that came and went unseen is told first: it stays "needs check". */
    if (judgement.verdict == THECAL_VERDICT_TRUE &&
        thecal_alarm_is_active (&unit->alarms[THECAL_CONDITION_MOTOR_STALL]))
      judgement.verdict = THECAL_VERDICT_CLEARING;
    if (unit->stall_checked)
      judgement.next_us = unit->stall_recovered_us + STALL_STABLE_US;
  }

  return judgement;
}

static bool
was_any_high (const ThecalUnit *unit)
{
  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    if (id != THECAL_CONDITION_DATA_STALE && thecal_alarm_is_active (&unit->alarms[id]) &&
        unit->alarms[id].priority == THECAL_PRIORITY_HIGH)
      return true;

  return false;
}

static ThecalJudgement
judge_stale (const ThecalUnit *unit, ThecalTime now)
{
  const ThecalForecast forecast = thecal_pump_status_get_forecast (&unit->status, now);
  const bool by_printout = unit->watched && !unit->expects_bluetooth;
  ThecalJudgement judgement;

  if (by_printout && unit->status.last_report_us != THECAL_UNKNOWN_US) {
    judgement = judge_fact (forecast.refill_by_days <= 0.0);
    judgement.next_us = in_hours (forecast.refill_by_days * HOURS_PER_DAY, now);
  } else {
    judgement = judge_fact (thecal_unit_is_stale (unit, now) ||
                            unit->event_active[THECAL_PUMP_EVENT_TELEMETRY_OVERDUE]);
    judgement.next_us = thecal_unit_get_stale_us (unit);
  }
  /* an empty reservoir is one of them */
  if (was_any_high (unit))
    judgement.priority = THECAL_PRIORITY_HIGH;
  else if (judgement.verdict == THECAL_VERDICT_TRUE)
    judgement.next_us = in_hours (forecast.empty_days.early * HOURS_PER_DAY, now);

  return judgement;
}

static ThecalJudgement
judge_link (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 down_us = unit->link_down ? now.boot_us - unit->link_down_us : 0;
  ThecalJudgement judgement = judge_fact (unit->link_down && down_us >= LINK_LOST_US);

  if (!unit->link_down)
    return judgement;
  if (down_us < LINK_LOST_US) {
    judgement.verdict = THECAL_VERDICT_PENDING;
    judgement.next_us = unit->link_down_us + LINK_LOST_US;
  } else if (down_us < LINK_LOST_MEDIUM_US)
    judgement.next_us = unit->link_down_us + LINK_LOST_MEDIUM_US;
  else
    judgement.priority = THECAL_PRIORITY_MEDIUM;

  return judgement;
}

static ThecalJudgement
judge_untrusted (const ThecalUnit *unit, ThecalTime now)
{
  ThecalJudgement judgement = judge_fact (unit->good_reports_needed > 0);

  if (unit->good_reports_needed > 0 && unit->good_reports_needed < GOOD_REPORTS_CLEAR)
    judgement.verdict = THECAL_VERDICT_CLEARING;
  /* A second bad report after a good one begins no new episode, nor does it clear. */
  return judgement;
}

static ThecalJudgement
judge_self_test (const ThecalUnit *unit, ThecalTime now)
{
  ThecalJudgement judgement = judge_fact (unit->n_failed_channels > 0);

  if (unit->others_watched)
    judgement.priority = THECAL_PRIORITY_HIGH;

  return judgement;
}

static ThecalJudgement
judge_simulation (const ThecalUnit *unit, ThecalTime now)
{
  return judge_fact (unit->status.source == THECAL_SOURCE_SIMULATOR);
}

typedef ThecalJudgement (*ThecalRule) (const ThecalUnit *unit, ThecalTime now);

/* Conditions without a rule here are held by an event until a clinic action (unit_facts.c). */
static const ThecalRule rules[THECAL_N_CONDITIONS] = {
  [THECAL_CONDITION_RESERVOIR_EMPTY] = judge_empty,
  [THECAL_CONDITION_RESERVOIR_EMPTY_SOON] = judge_empty_soon,
  [THECAL_CONDITION_RESERVOIR_LOW] = judge_low,
  [THECAL_CONDITION_INFUSION_STOPPED] = judge_stopped,
  [THECAL_CONDITION_MOTOR_STALL] = judge_stall,
  [THECAL_CONDITION_DATA_STALE] = judge_stale,
  [THECAL_CONDITION_LINK_LOST] = judge_link,
  [THECAL_CONDITION_DATA_UNTRUSTED] = judge_untrusted,
  [THECAL_CONDITION_SELF_TEST] = judge_self_test,
  [THECAL_CONDITION_SIMULATION] = judge_simulation,
};

ThecalJudgement
thecal_rules_judge (const ThecalUnit *unit, ThecalConditionId condition, ThecalTime now)
{
  const ThecalConditionRow *row = thecal_condition_get_row (condition);
  ThecalJudgement judgement =
      rules[condition] != NULL ? rules[condition](unit, now) : judge_fact (unit->held[condition]);

  if (judgement.priority == THECAL_PRIORITY_NONE)
    judgement.priority = row->priority;
  if (judgement.cadence_us == 0)
    judgement.cadence_us = row->cadence_us;

  return judgement;
}
