/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/care_facts.h"

#include <math.h>
#include <string.h>

#include "core/alarm/rules_limits.h"
#include "core/diary/trend.h"

static const int prompt_h[THECAL_N_WATCH_PROMPTS] = { 1, 4, 12, 24, 48, 72 }; /* A28 */

/* clinical.md 2.7: sit up slowly; vest and braces; strips, bath; riding, binder may end; binder
 * ends; infection watch ends; the form closes */
static const int post_op_d[THECAL_N_POST_OP_DATES] = { 2, 7, 14, 42, 56, 60, 90 };

void
thecal_care_facts_init (ThecalCareFacts *self)
{
  *self = (ThecalCareFacts){
    .mri_us = THECAL_UNKNOWN_US,
    .watch_us = THECAL_UNKNOWN_US,
    .watch_seen_us = THECAL_UNKNOWN_US,
    .fill_wall_us = THECAL_UNKNOWN_US,
    .plan_fill_wall_us = THECAL_UNKNOWN_US,
    .fill_expected_ml = NAN,
    .fill_withdrawn_ml = NAN,
    .missed_wall_us = THECAL_UNKNOWN_US,
    .triage_us = THECAL_UNKNOWN_US,
    .repeat_us = THECAL_NEVER_US,
    .fever_below_us = THECAL_UNKNOWN_US,
    .fever_above_us = THECAL_UNKNOWN_US,
    .bowel_us = THECAL_UNKNOWN_US,
    .operation_wall_us = THECAL_UNKNOWN_US,
    .plan_operation_wall_us = THECAL_UNKNOWN_US,
    .written_operation_wall_us = THECAL_UNKNOWN_US,
    .tablets_expire_wall_us = THECAL_UNKNOWN_US,
    .replace_by_wall_us = THECAL_UNKNOWN_US,
    .host_percent = NAN,
    .drill_us = THECAL_UNKNOWN_US,
    .proof_us = THECAL_UNKNOWN_US,
  };
  for (int kind = 0; kind < THECAL_N_VISITS; kind++)
    self->visit_wall_us[kind] = THECAL_UNKNOWN_US;
  for (int sign = 0; sign < THECAL_N_SIGNS; sign++)
    self->sign_us[sign] = THECAL_UNKNOWN_US;
}

void
thecal_care_facts_watch (ThecalCareFacts *self, gint64 at_us, gint64 now_us)
{
  const int waiting = thecal_care_facts_count_prompts (self, now_us);

  self->watch_missed = MIN (waiting, THECAL_N_WATCH_PROMPTS); /* nobody has answered those yet */
  self->watch_us = self->watch_seen_us = at_us;
  for (int i = 0; i < THECAL_N_WATCH_PROMPTS; i++)
    if (thecal_care_facts_get_prompt_us (self, i) <= now_us)
      self->watch_seen_us = thecal_care_facts_get_prompt_us (self, i) - 1;
}

void
thecal_care_facts_fill (ThecalCareFacts *self, gint64 at_wall_us)
{
  const gint64 for_it_us = at_wall_us + VISIT_TOLD_D * THECAL_DAY_US;
  gint64 *visit_us = &self->visit_wall_us[THECAL_VISIT_REFILL];

  if (*visit_us <= for_it_us)
    *visit_us = THECAL_UNKNOWN_US;
  if (self->missed_wall_us <= for_it_us)
    self->missed_wall_us = THECAL_UNKNOWN_US;
  self->fill_wall_us = MAX (self->fill_wall_us, at_wall_us);
}

static void
answer_watch (ThecalCareFacts *self, gint64 now_us)
{
  self->watch_seen_us = now_us;
  self->watch_missed = 0;
}

int
thecal_care_facts_count_prompts (const ThecalCareFacts *self, gint64 now_us)
{
  int n = self->watch_missed;

  for (int i = 0; i < THECAL_N_WATCH_PROMPTS && self->watch_us != THECAL_UNKNOWN_US; i++) {
    const gint64 prompt_us = thecal_care_facts_get_prompt_us (self, i);

    if (prompt_us <= now_us && prompt_us > self->watch_seen_us)
      n++;
  }

  return n;
}

gint64
thecal_care_facts_get_prompt_us (const ThecalCareFacts *self, int index)
{
  return self->watch_us + prompt_h[index] * THECAL_HOUR_US;
}

gint64
thecal_care_facts_get_post_op_wall_us (const ThecalCareFacts *self, int index)
{
  return self->operation_wall_us + post_op_d[index] * THECAL_DAY_US;
}

int
thecal_care_facts_count_post_op (const ThecalCareFacts *self, gint64 wall_us)
{
  int n = 0;

  if (self->operation_wall_us == THECAL_UNKNOWN_US)
    return 0;
  while (n < THECAL_N_POST_OP_DATES && wall_us >= thecal_care_facts_get_post_op_wall_us (self, n))
    n++;

  return n;
}

bool
thecal_care_facts_has_sign (const ThecalCareFacts *self, ThecalSign sign, gint64 now_us)
{
  return self->sign_us[sign] != THECAL_UNKNOWN_US &&
         now_us - self->sign_us[sign] < SIGN_HOLDS_H * THECAL_HOUR_US;
}

/* Diary. */

/* Into its place in the order of days. */
static void
note_stiffness (ThecalCareFacts *self, int today, int day, double stiffness)
{
  int place;

  /* days to come were written under a wrong clock */
  while (self->n_diary > 0 && self->diary[self->n_diary - 1].day > today)
    self->n_diary--;
  place = self->n_diary;
  while (place > 0 && self->diary[place - 1].day >= day)
    place--;
  if (place == self->n_diary || self->diary[place].day != day) {
    if (self->n_diary == THECAL_DIARY_DAYS) {
      if (place == 0) /* older than all that is kept */
        return;
      memmove (self->diary, self->diary + 1, (THECAL_DIARY_DAYS - 1) * sizeof self->diary[0]);
      self->n_diary--;
      place--;
    }
    memmove (self->diary + place + 1,
             self->diary + place,
             (gsize) (self->n_diary - place) * sizeof self->diary[0]);
    self->n_diary++;
  }
  self->diary[place] = (ThecalDiaryDay){ day, stiffness };
}

bool
thecal_care_facts_is_trend (const ThecalCareFacts *self, int today)
{
  double by_days_ago[THECAL_TREND_DAYS];

  for (int i = 0; i < THECAL_TREND_DAYS; i++)
    by_days_ago[i] = NAN;
  for (int i = 0; i < self->n_diary; i++) {
    const int days_ago = today - self->diary[i].day;

    if (days_ago >= 0 && days_ago < THECAL_TREND_DAYS)
      by_days_ago[days_ago] = self->diary[i].stiffness;
  }

  return thecal_trend_judge (by_days_ago).is_rising;
}

/* Events. */

/* When to look again: as it was said, after four hours where T5 says nothing, and within a day:
 * what is further ahead was said under another clock. In an emergency nobody is sent back to the
 * questions.
 */
static gint64
get_repeat_us (int outcome, gint64 said_wall_us, ThecalTime now)
{
  if (outcome >= 3 && said_wall_us != THECAL_UNKNOWN_US)
    return now.boot_us + CLAMP (said_wall_us - now.wall_us, 0, REPEAT_MOST_H * THECAL_HOUR_US);

  return outcome == 5 ? now.boot_us + REPEAT_DEFAULT_H * THECAL_HOUR_US : THECAL_NEVER_US;
}

static bool
take_triage (ThecalCareFacts *self,
             const ThecalEvent *event,
             const ThecalAlarmSettings *settings,
             ThecalTime now)
{
  const int outcome = event->triage.outcome;

  if (outcome ==
      0) { /* called, arrived: about that walkthrough, not about one that came after it */
    if (event->triage.started_wall_us == 0 || event->triage.started_wall_us >= self->triage_wall_us)
      self->triage_us = THECAL_UNKNOWN_US;
    return true;
  }
  /* A milder outcome closes nothing: only a person says that the call was made. */
  if (outcome <= 2) {
    self->triage_us = now.boot_us;
    self->triage_wall_us = event->triage.started_wall_us;
  }
  if (event->triage.sign < THECAL_N_SIGNS && outcome <= 3)
    self->sign_us[event->triage.sign] = now.boot_us;
  self->repeat_us = get_repeat_us (outcome, event->triage.repeat_wall_us, now);
  answer_watch (self, now.boot_us); /* the questions were gone through */

  return true;
}

static bool
take_temperature (ThecalCareFacts *self,
                  const ThecalEvent *event,
                  const ThecalAlarmSettings *settings,
                  ThecalTime now)
{
  const double celsius = event->temperature.celsius;
  const gint64 said_us = event->temperature.at_wall_us;
  const gint64 ago_us = said_us > 0 && said_us < now.wall_us ? now.wall_us - said_us : 0;
  const gint64 at_us = now.boot_us - ago_us;

  if (!(celsius >= 25.0 && celsius <= 45.0)) /* of a living person */
    return false;

  if (celsius >= settings->fever_c)
    self->fever = true;
  if (celsius >= settings->fever_end_c) {
    self->fever_below_us = THECAL_UNKNOWN_US;
    self->fever_above_us = MAX (self->fever_above_us, at_us);
    return true;
  }
  /* measured before the last one that was not below: it says nothing of what came after */
  if (self->fever_above_us != THECAL_UNKNOWN_US && at_us <= self->fever_above_us)
    return true;
  if (self->fever_below_us == THECAL_UNKNOWN_US)
    self->fever_below_us = at_us;
  else if (at_us - self->fever_below_us >= FEVER_APART_H * THECAL_HOUR_US)
    self->fever = false;

  return true;
}

/* Dates that are past when it is entered are no news. */
static bool
take_operation (ThecalCareFacts *self,
                const ThecalEvent *event,
                const ThecalAlarmSettings *settings,
                ThecalTime now)
{
  const gint64 at_us = event->operation.at_wall_us;
  gint64 newest_us;

  if (!event->operation.written)
    self->plan_operation_wall_us = at_us;
  else if (event->operation.instead_wall_us != 0 &&
           event->operation.instead_wall_us == self->written_operation_wall_us)
    self->written_operation_wall_us = at_us;
  else
    self->written_operation_wall_us = MAX (self->written_operation_wall_us, at_us);

  newest_us = MAX (self->plan_operation_wall_us, self->written_operation_wall_us);
  if (self->operation_wall_us == newest_us)
    return true;

  self->operation_wall_us = newest_us;
  self->post_op_seen = thecal_care_facts_count_post_op (self, now.wall_us);
  return true;
}

static bool
take_diary (ThecalCareFacts *self,
            const ThecalEvent *event,
            const ThecalAlarmSettings *settings,
            ThecalTime now)
{
  const double stiffness = event->diary.stiffness;
  const gint64 said_us = event->diary.at_wall_us;
  const gint64 at_wall_us = said_us > 0 && said_us < now.wall_us ? said_us : now.wall_us;

  if (stiffness < 0.0 || stiffness > 10.0)
    return false;

  if (!isnan (stiffness))
    note_stiffness (self,
                    thecal_alarm_settings_get_local_day (settings, now.wall_us),
                    thecal_alarm_settings_get_local_day (settings, at_wall_us),
                    stiffness);
  if (event->diary.bowel)
    self->bowel_us = MAX (self->bowel_us, now.boot_us - (now.wall_us - at_wall_us));

  return true;
}

/* That there is none takes back one that lies ahead. Whose hour has come was kept or missed, which
 * a plan that has no more of it says nothing about. */
static bool
take_visit (ThecalCareFacts *self,
            const ThecalEvent *event,
            const ThecalAlarmSettings *settings,
            ThecalTime now)
{
  const gint64 at_us = event->appointment.at_wall_us;
  gint64 *visit_us;

  if (event->appointment.kind >= THECAL_N_VISITS)
    return false;

  visit_us = &self->visit_wall_us[event->appointment.kind];
  if (at_us != THECAL_UNKNOWN_US || *visit_us > now.wall_us)
    *visit_us = at_us;
  return true;
}

static bool
take_watch_answer (ThecalCareFacts *self,
                   const ThecalEvent *event,
                   const ThecalAlarmSettings *settings,
                   ThecalTime now)
{
  answer_watch (self, now.boot_us);
  return true;
}

static bool
take_service_life (ThecalCareFacts *self,
                   const ThecalEvent *event,
                   const ThecalAlarmSettings *settings,
                   ThecalTime now)
{
  if (self->replace_by_wall_us != event->service_life.replace_by_wall_us)
    self->battery_planned = false;
  self->replace_by_wall_us = event->service_life.replace_by_wall_us;
  return true;
}

static bool
take_tablets (ThecalCareFacts *self,
              const ThecalEvent *event,
              const ThecalAlarmSettings *settings,
              ThecalTime now)
{
  self->tablets_known = true;
  self->tablets_carried = event->tablets.carried;
  self->tablets_expire_wall_us = event->tablets.expire_wall_us;
  return true;
}

static bool
take_host_power (ThecalCareFacts *self,
                 const ThecalEvent *event,
                 const ThecalAlarmSettings *settings,
                 ThecalTime now)
{
  self->on_battery = event->host_power.on_battery;
  self->host_percent = event->host_power.percent;
  return true;
}

typedef bool (*Take) (ThecalCareFacts *self,
                      const ThecalEvent *event,
                      const ThecalAlarmSettings *settings,
                      ThecalTime now);

static const Take take[THECAL_N_EVENTS] = {
  [THECAL_EVENT_APPOINTMENT] = take_visit,
  [THECAL_EVENT_TRIAGE] = take_triage,
  [THECAL_EVENT_TEMPERATURE] = take_temperature,
  [THECAL_EVENT_WATCH_ANSWER] = take_watch_answer,
  [THECAL_EVENT_OPERATION] = take_operation,
  [THECAL_EVENT_SERVICE_LIFE] = take_service_life,
  [THECAL_EVENT_DIARY] = take_diary,
  [THECAL_EVENT_TABLETS] = take_tablets,
  [THECAL_EVENT_HOST_POWER] = take_host_power,
};

bool
thecal_care_facts_take (ThecalCareFacts *self,
                        const ThecalEvent *event,
                        const ThecalAlarmSettings *settings,
                        ThecalTime now)
{
  return take[event->type] == NULL || take[event->type](self, event, settings, now);
}

void
thecal_care_facts_resolve (ThecalCareFacts *self, ThecalConditionId condition, ThecalTime now)
{
  if (condition == THECAL_CONDITION_MRI_CHECK)
    self->mri_us = THECAL_UNKNOWN_US;
  if (condition == THECAL_CONDITION_WATCH)
    answer_watch (self, now.boot_us);
  if (condition == THECAL_CONDITION_TRIAGE_OPEN)
    self->triage_us = THECAL_UNKNOWN_US;
  if (condition == THECAL_CONDITION_POST_OP_DATE)
    self->post_op_seen = thecal_care_facts_count_post_op (self, now.wall_us);
  /* A replacement is entered: the new pump's dates are not known. */
  if (condition == THECAL_CONDITION_END_OF_SERVICE ||
      condition == THECAL_CONDITION_REPLACEMENT_INDICATOR) {
    self->replace_by_wall_us = THECAL_UNKNOWN_US;
    self->battery_planned = false;
  }
  if (condition == THECAL_CONDITION_BATTERY_PLAN)
    self->battery_planned = true;
}
