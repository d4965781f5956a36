/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/alarm/rules_parts.h"
#include "core/pump/flow_band.h"

#define HOURS_PER_DAY 24.0

/* A01 */
ThecalJudgement
thecal_rule_empty (const ThecalUnit *unit, ThecalTime now)
{
  const double flow = thecal_pump_status_get_flow (&unit->status) * THECAL_FLOW_EARLY;
  const bool empty = unit->level.empty || unit->level.heard_empty;
  ThecalJudgement judgement = thecal_rule_reported (unit, empty, now);

  if (!unit->level.empty && flow > 0.0)
    judgement.next_us =
        thecal_rule_in_hours ((unit->band.early - EMPTY_LEVEL_ML) / flow * HOURS_PER_DAY, now);

  return judgement;
}

/* A02 */
ThecalJudgement
thecal_rule_empty_soon (const ThecalUnit *unit, ThecalTime now)
{
  const double empty_h = thecal_rules_get_empty_early_h (unit);
  const double next_h = unit->level.empty_soon ? EMPTY_SOON_URGENT_H : unit->settings->empty_soon_h;
  ThecalJudgement judgement = thecal_rule_reported (unit, unit->level.empty_soon, now);

  if (empty_h <= EMPTY_SOON_URGENT_H)
    judgement.cadence_us = URGENT_CADENCE_US;
  judgement.next_us = thecal_rule_in_hours (empty_h - next_h, now);

  return judgement;
}

/* It runs empty that soon, or did when last known: a pump that stopped since has no better one. */
static bool
is_empty_soon (const ThecalUnit *unit)
{
  return unit->level.empty_soon ||
         thecal_rules_get_empty_early_h (unit) <= unit->settings->empty_soon_h;
}

/* A refill is booked before the reservoir may be empty. */
static bool
is_booked_before (const ThecalUnit *unit, double hours, ThecalTime now)
{
  const gint64 visit_us = thecal_rule_next_visit_wall_us (unit, THECAL_VISIT_REFILL, now);

  /* a visit that goes on after that instant was not in time */
  return visit_us != THECAL_NEVER_US &&
         (isnan (hours) ||
          (hours > 0.0 && (double) (visit_us - now.wall_us) < hours * (double) THECAL_HOUR_US));
}

bool
thecal_rule_is_booked_in_time (const ThecalUnit *unit, ThecalTime now)
{
  const double empty_h = thecal_rules_get_empty_early_h (unit);

  /* what is not known may be soon */
  return unit->care.visit_wall_us[THECAL_VISIT_REFILL] > now.wall_us &&
         is_booked_before (unit, isnan (empty_h) ? unit->settings->empty_soon_h : empty_h, now);
}

/* A03 */
ThecalJudgement
thecal_rule_low (const ThecalUnit *unit, ThecalTime now)
{
  const double empty_h = thecal_rules_get_empty_early_h (unit);
  const bool low = unit->level.low || unit->level.heard_low;
  ThecalJudgement judgement = thecal_rule_reported (unit, low, now);

  if (!low) {
    judgement.next_us = thecal_rule_in_hours (unit->forecast.low_days.early * HOURS_PER_DAY, now);
    return judgement;
  }
  if (is_empty_soon (unit))
    judgement.priority = THECAL_PRIORITY_HIGH;
  else if (!isnan (empty_h) && is_booked_before (unit, empty_h, now))
    judgement.cadence_us = BOOKED_CADENCE_US;
  judgement.next_us = thecal_rule_in_hours (empty_h - unit->settings->empty_soon_h, now);
  if (judgement.cadence_us != 0)
    judgement.next_us =
        MIN (judgement.next_us,
             thecal_rule_at_wall (thecal_rule_visit_ends_us (unit, THECAL_VISIT_REFILL), now));

  return judgement;
}

gint64
thecal_rule_overdue_wall_us (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 visit_us = unit->care.visit_wall_us[THECAL_VISIT_REFILL];
  const gint64 fill_us = unit->status.fill_us;

  if (visit_us == THECAL_UNKNOWN_US ||
      (fill_us != THECAL_UNKNOWN_US && visit_us <= now.wall_us - (now.boot_us - fill_us)))
    return THECAL_NEVER_US;

  return thecal_rule_visit_ends_us (unit, THECAL_VISIT_REFILL);
}

/* A04: by the earliest of the printed date, the early edge and the stability of the drug. */
ThecalJudgement
thecal_rule_refill_due (const ThecalUnit *unit, ThecalTime now)
{
  const double left_d = unit->forecast.refill_by_days;
  /* The drug's stability counts from a fill; where none is known, each report moves it. */
  const bool dated = unit->forecast.limited_by != THECAL_LIMITED_BY_STABILITY_CAP ||
                     unit->status.fill_us != THECAL_UNKNOWN_US || !unit->expects_bluetooth;
  const ThecalAlarm *alarm = &unit->alarms[THECAL_CONDITION_REFILL_DUE];
  /* A pump that stands still has no date by its flow; the one that was told stands. */
  const bool still =
      thecal_alarm_is_active (alarm) && thecal_pump_status_get_flow (&unit->status) <= 0.0;
  const bool near = left_d <= REFILL_DUE_D || unit->event_active[THECAL_PUMP_EVENT_REFILL_DUE];
  /* A reservoir that is low already says more: it raises no second alarm (alarms.md Q31). */
  const bool told = (unit->level.low || unit->level.heard_low) && !thecal_alarm_is_active (alarm);
  const double step_d = left_d > REFILL_DUE_D ? REFILL_DUE_D : REFILL_DUE_MEDIUM_D;
  ThecalJudgement judgement = thecal_rule_fact (
      (near || still) && !told && !is_booked_before (unit, left_d * HOURS_PER_DAY, now));

  if (left_d <= REFILL_DUE_MEDIUM_D || (still && alarm->priority >= THECAL_PRIORITY_MEDIUM)) {
    judgement.priority = THECAL_PRIORITY_MEDIUM;
    judgement.cadence_us = 4 * THECAL_HOUR_US;
  } else
    judgement.daily_at_min = DAY_BEAT_MIN;
  if (dated)
    judgement.next_us =
        MIN (thecal_rule_in_hours ((left_d - step_d) * HOURS_PER_DAY, now),
             thecal_rule_at_wall (thecal_rule_visit_ends_us (unit, THECAL_VISIT_REFILL), now));

  return judgement;
}

/* A05: see settle_visit() of unit_settle.c. */
ThecalJudgement
thecal_rule_refill_overdue (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 overdue_us = thecal_rule_overdue_wall_us (unit, now);
  const double empty_h = thecal_rules_get_empty_early_h (unit);
  ThecalJudgement judgement = thecal_rule_fact (unit->care.missed_wall_us != THECAL_UNKNOWN_US);

  if (is_empty_soon (unit))
    judgement.priority = THECAL_PRIORITY_HIGH;
  judgement.next_us = judgement.verdict == THECAL_VERDICT_TRUE
                          ? thecal_rule_in_hours (empty_h - unit->settings->empty_soon_h, now)
                          : thecal_rule_at_wall (overdue_us, now);

  return judgement;
}
