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
  ThecalJudgement judgement = thecal_rule_reported (unit, unit->level.empty, now);

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

/* A refill is booked before the reservoir may be empty. */
static bool
is_booked_before (const ThecalUnit *unit, double hours, ThecalTime now)
{
  const gint64 visit_us = thecal_rule_next_visit_wall_us (unit, THECAL_VISIT_REFILL, now);

  return visit_us != THECAL_NEVER_US &&
         (isnan (hours) || (double) (visit_us - now.wall_us) < hours * (double) THECAL_HOUR_US);
}

/* A03 */
ThecalJudgement
thecal_rule_low (const ThecalUnit *unit, ThecalTime now)
{
  const double empty_h = thecal_rules_get_empty_early_h (unit);
  ThecalJudgement judgement = thecal_rule_reported (unit, unit->level.low, now);

  if (!unit->level.low) {
    judgement.next_us = thecal_rule_in_hours (unit->forecast.low_days.early * HOURS_PER_DAY, now);
    return judgement;
  }
  if (empty_h <= unit->settings->empty_soon_h)
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

/* When a visit counts as missed, UTC; NEVER without one, or where the pump was filled since. */
static gint64
overdue_wall_us (const ThecalUnit *unit, ThecalTime now)
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
  /* In time is before that date; once it has passed, before the reservoir may be empty. */
  const double booked_by_h =
      left_d > 0.0 ? left_d * HOURS_PER_DAY : thecal_rules_get_empty_early_h (unit);
  /* The drug's stability counts from a fill; where none is known it says nothing. */
  const bool dated = unit->forecast.limited_by != THECAL_LIMITED_BY_STABILITY_CAP ||
                     unit->status.fill_us != THECAL_UNKNOWN_US;
  const bool near = left_d <= REFILL_DUE_D || unit->event_active[THECAL_PUMP_EVENT_REFILL_DUE];
  /* A reservoir that is low already says more: it raises no second alarm (alarms.md Q31). */
  const bool told =
      unit->level.low && !thecal_alarm_is_active (&unit->alarms[THECAL_CONDITION_REFILL_DUE]);
  const double step_d = left_d > REFILL_DUE_D ? REFILL_DUE_D : REFILL_DUE_MEDIUM_D;
  ThecalJudgement judgement =
      thecal_rule_fact (near && !told && !is_booked_before (unit, booked_by_h, now));

  if (left_d <= REFILL_DUE_MEDIUM_D) {
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

/* A05: the refill takes its slot away (unit_facts.c), a new visit takes its place. */
ThecalJudgement
thecal_rule_refill_overdue (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 overdue_us = overdue_wall_us (unit, now);
  const double empty_h = thecal_rules_get_empty_early_h (unit);
  const bool stands = thecal_alarm_is_active (&unit->alarms[THECAL_CONDITION_REFILL_OVERDUE]);
  ThecalJudgement judgement = thecal_rule_fact (overdue_us <= now.wall_us);

  /* A visit that was moved to after the reservoir may be empty is none (T-AP-01). */
  if (stands && judgement.verdict == THECAL_VERDICT_CLEAR && overdue_us != THECAL_NEVER_US &&
      !is_booked_before (unit, empty_h, now))
    judgement.verdict = THECAL_VERDICT_TRUE;
  if (empty_h <= unit->settings->empty_soon_h)
    judgement.priority = THECAL_PRIORITY_HIGH;
  judgement.next_us = judgement.verdict == THECAL_VERDICT_TRUE
                          ? thecal_rule_in_hours (empty_h - unit->settings->empty_soon_h, now)
                          : thecal_rule_at_wall (overdue_us, now);

  return judgement;
}
