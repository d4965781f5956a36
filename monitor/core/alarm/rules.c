/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/rules.h"

#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/alarm/rules_parts.h"

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
  [THECAL_PUMP_EVENT_TELEMETRY_MODE] = THECAL_N_CONDITIONS,
  [THECAL_PUMP_EVENT_UNKNOWN] = THECAL_CONDITION_UNKNOWN_EVENT,
};

ThecalConditionId
thecal_rules_get_condition_of (ThecalPumpEventType type)
{
  return type < THECAL_N_PUMP_EVENTS ? condition_by_event[type] : THECAL_CONDITION_UNKNOWN_EVENT;
}

double
thecal_rules_get_empty_early_h (const ThecalUnit *unit)
{
  return unit->forecast.empty_days.early * 24.0;
}

gint64
thecal_rule_in_hours (double hours, ThecalTime now)
{
  if (isnan (hours) || hours <= 0.0 || hours > 1e6)
    return THECAL_NEVER_US;

  return now.boot_us + (gint64) ceil (hours * (double) THECAL_HOUR_US);
}

gint64
thecal_rule_at_wall (gint64 wall_us, ThecalTime now)
{
  if (wall_us == THECAL_UNKNOWN_US || wall_us == THECAL_NEVER_US || wall_us <= now.wall_us)
    return THECAL_NEVER_US;

  return now.boot_us + (wall_us - now.wall_us);
}

gint64
thecal_rule_visit_ends_us (const ThecalUnit *unit, ThecalVisit kind)
{
  const gint64 visit_us = unit->care.visit_wall_us[kind];

  return visit_us == THECAL_UNKNOWN_US || kind != THECAL_VISIT_REFILL
             ? visit_us
             : visit_us + VISIT_LASTS_H * THECAL_HOUR_US;
}

gint64
thecal_rule_next_visit_wall_us (const ThecalUnit *unit, ThecalVisit kind, ThecalTime now)
{
  const gint64 visit_us = unit->care.visit_wall_us[kind];

  return visit_us == THECAL_UNKNOWN_US || thecal_rule_visit_ends_us (unit, kind) <= now.wall_us
             ? THECAL_NEVER_US
             : visit_us;
}

ThecalJudgement
thecal_rule_fact (bool is_true)
{
  return (ThecalJudgement){
    .verdict = is_true ? THECAL_VERDICT_TRUE : THECAL_VERDICT_CLEAR,
    .next_us = THECAL_NEVER_US,
  };
}

ThecalJudgement
thecal_rule_reported (const ThecalUnit *unit, bool is_true, ThecalTime now)
{
  ThecalJudgement judgement = thecal_rule_fact (is_true);

  if (is_true && thecal_unit_is_stale (unit, now))
    judgement.verdict = THECAL_VERDICT_UNKNOWN;

  return judgement;
}

void
thecal_rule_keep_high (const ThecalUnit *unit,
                       ThecalConditionId condition,
                       ThecalJudgement *judgement)
{
  const ThecalAlarm *alarm = &unit->alarms[condition];

  if (thecal_alarm_is_active (alarm) && alarm->priority == THECAL_PRIORITY_HIGH)
    judgement->priority = THECAL_PRIORITY_HIGH;
}

/* Conditions without a rule here are held by an event until a clinic action (unit_facts.c). */
static const ThecalRule rules[THECAL_N_CONDITIONS] = {
  [THECAL_CONDITION_RESERVOIR_EMPTY] = thecal_rule_empty,
  [THECAL_CONDITION_RESERVOIR_EMPTY_SOON] = thecal_rule_empty_soon,
  [THECAL_CONDITION_RESERVOIR_LOW] = thecal_rule_low,
  [THECAL_CONDITION_REFILL_DUE] = thecal_rule_refill_due,
  [THECAL_CONDITION_REFILL_OVERDUE] = thecal_rule_refill_overdue,
  [THECAL_CONDITION_INFUSION_STOPPED] = thecal_rule_stopped,
  [THECAL_CONDITION_MOTOR_STALL] = thecal_rule_stall,
  [THECAL_CONDITION_MRI_CHECK] = thecal_rule_mri,
  [THECAL_CONDITION_END_OF_SERVICE] = thecal_rule_end_of_service,
  [THECAL_CONDITION_REPLACEMENT_INDICATOR] = thecal_rule_replacement,
  [THECAL_CONDITION_BATTERY_PLAN] = thecal_rule_battery_plan,
  [THECAL_CONDITION_TELEMETRY_STUCK] = thecal_rule_telemetry,
  [THECAL_CONDITION_DATA_STALE] = thecal_rule_stale,
  [THECAL_CONDITION_LINK_LOST] = thecal_rule_link,
  [THECAL_CONDITION_DATA_UNTRUSTED] = thecal_rule_untrusted,
  [THECAL_CONDITION_SELF_TEST] = thecal_rule_self_test,
  [THECAL_CONDITION_HOST_POWER] = thecal_rule_host_power,
  [THECAL_CONDITION_OVER_INFUSION] = thecal_rule_over_infusion,
  [THECAL_CONDITION_UNDER_INFUSION] = thecal_rule_under_infusion,
  [THECAL_CONDITION_WATCH] = thecal_rule_watch,
  [THECAL_CONDITION_TRIAGE_OPEN] = thecal_rule_triage_open,
  [THECAL_CONDITION_REPEAT_DUE] = thecal_rule_repeat_due,
  [THECAL_CONDITION_FEVER] = thecal_rule_fever,
  [THECAL_CONDITION_TREND] = thecal_rule_trend,
  [THECAL_CONDITION_RESCUE_TABLETS] = thecal_rule_tablets,
  [THECAL_CONDITION_APPOINTMENT] = thecal_rule_appointment,
  [THECAL_CONDITION_BOWEL] = thecal_rule_bowel,
  [THECAL_CONDITION_POST_OP_DATE] = thecal_rule_post_op_date,
  [THECAL_CONDITION_SIMULATION] = thecal_rule_simulation,
  [THECAL_CONDITION_DRILL] = thecal_rule_drill,
};

/* What a person said of themselves is true with a pump and without. */
static bool
is_of_person (ThecalConditionId condition)
{
  return condition == THECAL_CONDITION_TRIAGE_OPEN || condition == THECAL_CONDITION_REPEAT_DUE ||
         condition == THECAL_CONDITION_FEVER;
}

static ThecalJudgement
judge_by_rule (const ThecalUnit *unit, ThecalConditionId condition, ThecalTime now)
{
  if (thecal_unit_is_archived (unit, now) && !is_of_person (condition))
    return thecal_rule_fact (false);

  return rules[condition] != NULL ? rules[condition](unit, now)
                                  : thecal_rule_fact (unit->held[condition]);
}

ThecalJudgement
thecal_rules_judge (const ThecalUnit *unit, ThecalConditionId condition, ThecalTime now)
{
  ThecalJudgement judgement = judge_by_rule (unit, condition, now);

  /* what is clear has neither, and most conditions are clear most of the time */
  if (judgement.verdict == THECAL_VERDICT_CLEAR)
    return judgement;
  if (judgement.priority == THECAL_PRIORITY_NONE)
    judgement.priority = thecal_condition_get_row (condition)->priority;
  if (judgement.cadence_us == 0)
    judgement.cadence_us = thecal_condition_get_row (condition)->cadence_us;

  return judgement;
}
