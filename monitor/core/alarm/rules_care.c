/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/alarm/rules_parts.h"

/* A28: prompts that are due and were not answered. */
ThecalJudgement
thecal_rule_watch (const ThecalUnit *unit, ThecalTime now)
{
  const ThecalCareFacts *care = &unit->care;
  ThecalJudgement judgement;
  gint64 next_us = THECAL_NEVER_US;
  const int waiting = thecal_care_facts_count_prompts (care, now.boot_us);

  if (care->watch_us == THECAL_UNKNOWN_US)
    return thecal_rule_fact (false);

  for (int i = 0; i < THECAL_N_WATCH_PROMPTS; i++) {
    const gint64 prompt_us = thecal_care_facts_get_prompt_us (care, i);

    if (prompt_us > now.boot_us)
      next_us = MIN (next_us, prompt_us);
  }
  judgement = thecal_rule_fact (waiting > 0);
  judgement.next_us = next_us;
  if (waiting >= WATCH_MEDIUM_MISSES)
    judgement.priority = THECAL_PRIORITY_MEDIUM;

  return judgement;
}

/* A29 */
ThecalJudgement
thecal_rule_triage_open (const ThecalUnit *unit, ThecalTime now)
{
  return thecal_rule_fact (unit->care.triage_us != THECAL_UNKNOWN_US);
}

/* A30: four times every 15 minutes, then hourly. */
ThecalJudgement
thecal_rule_repeat_due (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 due_us = unit->care.repeat_us;
  ThecalJudgement judgement = thecal_rule_fact (due_us <= now.boot_us);

  judgement.next_us = due_us;
  if (judgement.verdict == THECAL_VERDICT_TRUE) {
    judgement.next_us = due_us + REPEAT_FAST_MIN * THECAL_MINUTE_US;
    if (now.boot_us >= judgement.next_us)
      judgement.cadence_us = THECAL_HOUR_US;
  }

  return judgement;
}

/* A31 */
ThecalJudgement
thecal_rule_fever (const ThecalUnit *unit, ThecalTime now)
{
  static const ThecalSign signs[] = { THECAL_SIGN_WITHDRAWAL, THECAL_SIGN_INFECTION };
  ThecalJudgement judgement = thecal_rule_fact (unit->care.fever);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (thecal_care_facts_has_sign (&unit->care, signs[i], now.boot_us))
      judgement.priority = THECAL_PRIORITY_HIGH;
  thecal_rule_keep_high (unit, THECAL_CONDITION_FEVER, &judgement);

  return judgement;
}

/* A32 */
ThecalJudgement
thecal_rule_trend (const ThecalUnit *unit, ThecalTime now)
{
  if (unit->care.n_diary == 0)
    return thecal_rule_fact (false);

  return thecal_rule_fact (
      thecal_care_facts_is_trend (&unit->care, unit->care.diary[unit->care.n_diary - 1].day));
}

/* A33 */
ThecalJudgement
thecal_rule_tablets (const ThecalUnit *unit, ThecalTime now)
{
  const ThecalCareFacts *care = &unit->care;
  const gint64 told_before_us = TABLETS_EXPIRE_D * THECAL_DAY_US;
  const gint64 expire_us = care->tablets_expire_wall_us == THECAL_UNKNOWN_US
                               ? THECAL_NEVER_US
                               : care->tablets_expire_wall_us;
  ThecalJudgement judgement = thecal_rule_fact (false);

  if (!care->tablets_known)
    return judgement;

  if (!care->tablets_carried ||
      (expire_us != THECAL_NEVER_US && now.wall_us >= expire_us - told_before_us)) {
    judgement.verdict = THECAL_VERDICT_TRUE;
    judgement.next_us = thecal_rule_at_wall (expire_us, now);
  } else if (expire_us != THECAL_NEVER_US)
    judgement.next_us = thecal_rule_at_wall (expire_us - told_before_us, now);
  if (now.wall_us >= expire_us) {
    judgement.priority = THECAL_PRIORITY_MEDIUM;
    judgement.cadence_us = THECAL_DAY_US;
  }

  return judgement;
}

/* The next visit of any kind, UTC; the end of the window of the first one after an operation where
 * none is booked [004-27]. */
static gint64
next_visit_wall_us (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 operation_us = unit->care.operation_wall_us;
  gint64 next_us = THECAL_NEVER_US;

  for (int kind = 0; kind < THECAL_N_VISITS; kind++)
    if (unit->care.visit_wall_us[kind] > now.wall_us)
      next_us = MIN (next_us, unit->care.visit_wall_us[kind]);
  if (operation_us != THECAL_UNKNOWN_US &&
      unit->care.visit_wall_us[THECAL_VISIT_POST_OP] == THECAL_UNKNOWN_US) {
    const gint64 last_us = operation_us + POST_OP_VISIT_LAST_D * THECAL_DAY_US;

    if (last_us > now.wall_us)
      next_us = MIN (next_us, last_us);
  }

  return next_us;
}

/* A34: told once a week before, once a day before. */
ThecalJudgement
thecal_rule_appointment (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 visit_us = next_visit_wall_us (unit, now);
  const gint64 left_us = visit_us == THECAL_NEVER_US ? THECAL_NEVER_US : visit_us - now.wall_us;
  ThecalJudgement judgement = thecal_rule_fact (left_us <= VISIT_TOLD_D * THECAL_DAY_US);

  if (visit_us == THECAL_NEVER_US)
    return judgement;

  if (judgement.verdict == THECAL_VERDICT_CLEAR)
    judgement.next_us = thecal_rule_at_wall (visit_us - VISIT_TOLD_D * THECAL_DAY_US, now);
  else
    judgement.next_us = thecal_rule_at_wall (visit_us, now);
  if (left_us > VISIT_TOLD_AGAIN_D * THECAL_DAY_US)
    judgement.beat_us = thecal_rule_at_wall (visit_us - VISIT_TOLD_AGAIN_D * THECAL_DAY_US, now);

  return judgement;
}

/* A35: counted from the operation or the last entry, whichever is later. */
ThecalJudgement
thecal_rule_bowel (const ThecalUnit *unit, ThecalTime now)
{
  const gint64 operation_us = unit->care.operation_wall_us;
  ThecalJudgement judgement = thecal_rule_fact (false);
  gint64 since_us, end_us;

  if (operation_us == THECAL_UNKNOWN_US)
    return judgement;

  since_us = now.boot_us + (operation_us - now.wall_us);
  end_us = since_us + POST_OP_PHASE_D * THECAL_DAY_US;
  since_us = MAX (since_us, unit->care.bowel_us) + BOWEL_H * THECAL_HOUR_US;
  if (now.boot_us >= end_us)
    return judgement;
  judgement.next_us = MIN (since_us, end_us);
  if (now.boot_us >= since_us) {
    judgement.verdict = THECAL_VERDICT_TRUE;
    judgement.next_us = end_us;
  }

  return judgement;
}

/* A36 */
ThecalJudgement
thecal_rule_post_op_date (const ThecalUnit *unit, ThecalTime now)
{
  const int reached = thecal_care_facts_count_post_op (&unit->care, now.wall_us);
  ThecalJudgement judgement = thecal_rule_fact (reached > unit->care.post_op_seen);

  if (unit->care.operation_wall_us != THECAL_UNKNOWN_US && reached < THECAL_N_POST_OP_DATES)
    judgement.next_us =
        thecal_rule_at_wall (thecal_care_facts_get_post_op_wall_us (&unit->care, reached), now);
  /* each date is told, also where nobody has seen the one before */
  if (judgement.verdict == THECAL_VERDICT_TRUE)
    judgement.beat_us = judgement.next_us;

  return judgement;
}
