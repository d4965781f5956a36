/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/alarm/rules_parts.h"

/* A06 */
ThecalJudgement
thecal_rule_stopped (const ThecalUnit *unit, ThecalTime now)
{
  const bool running = unit->running_since_us != THECAL_UNKNOWN_US;
  ThecalJudgement judgement = thecal_rule_reported (unit, unit->stop_held, now);

  if (unit->stop_held && running && judgement.verdict == THECAL_VERDICT_TRUE) {
    judgement.verdict = THECAL_VERDICT_CLEARING;
    judgement.next_us = unit->running_since_us + RUNNING_CLEARS_US;
  } else if (!unit->stop_held && !unit->stop_planned && unit->stop_since_us != THECAL_UNKNOWN_US) {
    judgement.verdict = THECAL_VERDICT_PENDING;
    judgement.next_us = unit->stop_since_us + STOP_DELAY_US;
  }

  return judgement;
}

/* A07 */
ThecalJudgement
thecal_rule_stall (const ThecalUnit *unit, ThecalTime now)
{
  ThecalJudgement judgement = thecal_rule_reported (unit, unit->stall_held, now);

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

/* A08: nothing has shown since the scan that the pump runs again. */
ThecalJudgement
thecal_rule_mri (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 scan_us = unit->care.mri_us;
  ThecalJudgement judgement = thecal_rule_fact (false);

  if (scan_us == THECAL_UNKNOWN_US)
    return judgement;

  judgement.next_us = scan_us + MRI_CHECK_MIN * THECAL_MINUTE_US;
  if (unit->care.mri_alarmed || now.boot_us >= judgement.next_us ||
      (unit->stall_held && now.boot_us < scan_us + MRI_STALL_H * THECAL_HOUR_US))
    judgement.verdict = THECAL_VERDICT_TRUE;
  else
    judgement.verdict = THECAL_VERDICT_PENDING;

  return judgement;
}

gint64
thecal_rule_notice_wall_us (const ThecalUnit *unit, ThecalTime now)
{
  const ThecalConditionId notice = THECAL_CONDITION_REPLACEMENT_INDICATOR;

  if (unit->status.eri_date_us != THECAL_UNKNOWN_US || !unit->held[notice])
    return unit->status.eri_date_us;

  return now.wall_us - now.boot_us + unit->held_since_us[notice];
}

gint64
thecal_rule_service_end_wall_us (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 printed_us = unit->care.replace_by_wall_us;
  const gint64 notice_us = thecal_rule_notice_wall_us (unit, now);
  gint64 end_us = printed_us == THECAL_UNKNOWN_US ? THECAL_NEVER_US : printed_us;

  if (notice_us != THECAL_UNKNOWN_US)
    end_us = MIN (end_us, notice_us + ERI_TO_END_D * THECAL_DAY_US);

  return end_us;
}

/* A09 */
ThecalJudgement
thecal_rule_end_of_service (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 end_us = thecal_rule_service_end_wall_us (unit, now);
  ThecalJudgement judgement = thecal_rule_fact (unit->held[THECAL_CONDITION_END_OF_SERVICE]);

  judgement.next_us = thecal_rule_at_wall (end_us, now);
  return judgement;
}

/* A10: the closer the end, the more often. */
ThecalJudgement
thecal_rule_replacement (const ThecalUnit *unit, ThecalTime now)
{
  const bool held = unit->held[THECAL_CONDITION_REPLACEMENT_INDICATOR];
  const gint64 eri_us = unit->status.eri_date_us;
  const gint64 left_us = thecal_rule_service_end_wall_us (unit, now) - now.wall_us;
  gint64 next_left_us = REPLACEMENT_SOON_D * THECAL_DAY_US;
  ThecalJudgement judgement = thecal_rule_fact (held);

  if (judgement.verdict == THECAL_VERDICT_CLEAR) {
    judgement.next_us = thecal_rule_at_wall (eri_us, now);
    return judgement;
  }
  if (left_us <= REPLACEMENT_URGENT_D * THECAL_DAY_US)
    judgement.cadence_us = THECAL_HOUR_US;
  else if (left_us <= REPLACEMENT_SOON_D * THECAL_DAY_US) {
    judgement.cadence_us = 6 * THECAL_HOUR_US;
    next_left_us = REPLACEMENT_URGENT_D * THECAL_DAY_US;
  }
  judgement.next_us = thecal_rule_at_wall (now.wall_us + left_us - next_left_us, now);

  return judgement;
}

/* A11: a month counts 31 days: early rather than late. */
ThecalJudgement
thecal_rule_battery_plan (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 month_us = 31 * THECAL_DAY_US;
  const gint64 end_us = thecal_rule_service_end_wall_us (unit, now);
  const gint64 left_us = end_us == THECAL_NEVER_US ? THECAL_NEVER_US : end_us - now.wall_us;
  const bool booked =
      thecal_rule_next_visit_wall_us (unit, THECAL_VISIT_REPLACEMENT, now) != THECAL_NEVER_US;
  /* What asks for a replacement already raises no second alarm (alarms.md Q31). */
  const bool told =
      thecal_alarm_is_active (&unit->alarms[THECAL_CONDITION_REPLACEMENT_INDICATOR]) ||
      thecal_alarm_is_active (&unit->alarms[THECAL_CONDITION_END_OF_SERVICE]);
  const bool stands = thecal_alarm_is_active (&unit->alarms[THECAL_CONDITION_BATTERY_PLAN]);
  ThecalJudgement judgement =
      thecal_rule_fact (left_us <= BATTERY_PLAN_MONTHS * month_us && !booked &&
                        !unit->care.battery_planned && (stands || !told));

  if (left_us <= BATTERY_PLAN_MEDIUM_MONTHS * month_us) {
    judgement.priority = THECAL_PRIORITY_MEDIUM;
    judgement.cadence_us = THECAL_DAY_US;
  } else if (left_us != THECAL_NEVER_US)
    judgement.next_us = thecal_rule_at_wall (end_us - (left_us <= BATTERY_PLAN_MONTHS * month_us
                                                           ? BATTERY_PLAN_MEDIUM_MONTHS
                                                           : BATTERY_PLAN_MONTHS) *
                                                          month_us,
                                             now);
  if (booked)
    judgement.next_us =
        MIN (judgement.next_us,
             thecal_rule_at_wall (unit->care.visit_wall_us[THECAL_VISIT_REPLACEMENT], now));

  return judgement;
}

/* A15 */
ThecalJudgement
thecal_rule_telemetry (const ThecalUnit *unit, ThecalTime now)
{
  ThecalJudgement judgement = thecal_rule_fact (false);

  if (unit->telemetry_us == THECAL_UNKNOWN_US)
    return judgement;

  judgement.next_us = unit->telemetry_us + TELEMETRY_STUCK_MIN * THECAL_MINUTE_US;
  if (now.boot_us < judgement.next_us)
    judgement.verdict = THECAL_VERDICT_PENDING;
  else
    judgement = thecal_rule_reported (unit, true, now);

  return judgement;
}

static ThecalJudgement
judge_delivery (const ThecalUnit *unit,
                ThecalConditionId condition,
                ThecalSign sign,
                ThecalTime now)
{
  ThecalJudgement judgement = thecal_rule_fact (unit->held[condition]);

  if (thecal_care_facts_has_sign (&unit->care, sign, now.boot_us))
    judgement.priority = THECAL_PRIORITY_HIGH;
  thecal_rule_keep_high (unit, condition, &judgement);

  return judgement;
}

/* A26 */
ThecalJudgement
thecal_rule_over_infusion (const ThecalUnit *unit, ThecalTime now)
{
  return judge_delivery (unit, THECAL_CONDITION_OVER_INFUSION, THECAL_SIGN_OVERDOSE, now);
}

/* A27 */
ThecalJudgement
thecal_rule_under_infusion (const ThecalUnit *unit, ThecalTime now)
{
  return judge_delivery (unit, THECAL_CONDITION_UNDER_INFUSION, THECAL_SIGN_WITHDRAWAL, now);
}
