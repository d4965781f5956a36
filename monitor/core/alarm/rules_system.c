/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/alarm/rules_parts.h"

#define HOURS_PER_DAY 24.0

/* A19. By printout the printed dates speak, until the refill date has passed. */
ThecalJudgement
thecal_rule_stale (const ThecalUnit *unit, ThecalTime now)
{
  const bool by_printout = unit->watched && !unit->expects_bluetooth;
  ThecalJudgement judgement;

  if (by_printout && unit->status.last_report_us != THECAL_UNKNOWN_US) {
    judgement = thecal_rule_fact (unit->forecast.refill_by_days <= 0.0);
    judgement.next_us = thecal_rule_in_hours (unit->forecast.refill_by_days * HOURS_PER_DAY, now);
  } else {
    judgement = thecal_rule_fact (thecal_unit_is_stale (unit, now) ||
                                  unit->event_active[THECAL_PUMP_EVENT_TELEMETRY_OVERDUE]);
    judgement.next_us = thecal_unit_get_stale_us (unit);
  }
  /* The last that was known of the pump is high, though sight of it may be lost. */
  if (thecal_unit_has_high (unit, THECAL_CONDITIONS_OF_PUMP))
    judgement.priority = THECAL_PRIORITY_HIGH;
  else if (judgement.verdict == THECAL_VERDICT_TRUE)
    judgement.next_us = thecal_rule_in_hours (unit->forecast.empty_days.early * HOURS_PER_DAY, now);

  return judgement;
}

/* A20 */
ThecalJudgement
thecal_rule_link (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 down_us = unit->link_down ? now.boot_us - unit->link_down_us : 0;
  ThecalJudgement judgement = thecal_rule_fact (unit->link_down && down_us >= LINK_LOST_US);

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

/* A21 */
ThecalJudgement
thecal_rule_untrusted (const ThecalUnit *unit, ThecalTime now)
{
  ThecalJudgement judgement = thecal_rule_fact (unit->good_reports_needed > 0);

  if (unit->good_reports_needed > 0 && unit->good_reports_needed < GOOD_REPORTS_CLEAR)
    judgement.verdict = THECAL_VERDICT_CLEARING;
  if (unit->explanted) {
    judgement.verdict = THECAL_VERDICT_TRUE;
    judgement.next_us = unit->out_and_heard_us + EXPLANTED_HEARD_US;
  }
  /* A second bad report after a good one begins no new episode, nor does it clear. */
  return judgement;
}

/* A23. A proof of sound that is overdue is a failure to come, not yet one (alarms.md d3). */
ThecalJudgement
thecal_rule_self_test (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 overdue_us = unit->care.proof_us == THECAL_UNKNOWN_US
                                ? THECAL_NEVER_US
                                : unit->care.proof_us + PROOF_OVERDUE_H * THECAL_HOUR_US;
  const bool failed = unit->n_failed_channels > 0;
  ThecalJudgement judgement = thecal_rule_fact (failed || now.boot_us >= overdue_us);

  if (failed && unit->others_watched)
    judgement.priority = THECAL_PRIORITY_HIGH;
  else if (!failed) {
    judgement.priority = THECAL_PRIORITY_LOW;
    judgement.cadence_us = THECAL_DAY_US;
    judgement.next_us = overdue_us;
  }

  return judgement;
}

/* A24. A level that nobody tells is no good news. */
ThecalJudgement
thecal_rule_host_power (const ThecalUnit *unit, ThecalTime now)
{
  const double percent = unit->care.host_percent;
  ThecalJudgement judgement =
      thecal_rule_fact (unit->event_active[THECAL_PUMP_EVENT_GATEWAY_BATTERY_LOW] ||
                        (unit->care.on_battery && !(percent >= POWER_LOW_PERCENT)));

  if (unit->care.on_battery && percent < POWER_MEDIUM_PERCENT)
    judgement.priority = THECAL_PRIORITY_MEDIUM;

  return judgement;
}

/* A37 */
ThecalJudgement
thecal_rule_simulation (const ThecalUnit *unit, ThecalTime now)
{
  return thecal_rule_fact (unit->status.source == THECAL_SOURCE_SIMULATOR);
}

ThecalJudgement
thecal_rule_drill (const ThecalUnit *unit, ThecalTime now)
{
  ThecalJudgement judgement = thecal_rule_fact (false);

  if (unit->care.drill_us == THECAL_UNKNOWN_US)
    return judgement;

  judgement.next_us = unit->care.drill_us + DRILL_MIN * THECAL_MINUTE_US;
  if (now.boot_us < judgement.next_us)
    judgement.verdict = THECAL_VERDICT_TRUE;

  return judgement;
}
