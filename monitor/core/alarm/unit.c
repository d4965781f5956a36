/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/unit.h"

#include "core/alarm/rules.h"

static ThecalAlarmContext
context_for (ThecalUnit *self,
             ThecalConditionId condition,
             ThecalTime now,
             guint *next_episode,
             GArray *effects)
{
  const int superseder = thecal_condition_get_row (condition)->superseded_by;

  return (ThecalAlarmContext){
    .unit = self->index,
    .condition = condition,
    .now = now,
    .superseded = superseder >= 0 && thecal_alarm_is_active (&self->alarms[superseder]),
    .next_episode = next_episode,
    .effects = effects,
  };
}

void
thecal_unit_evaluate (ThecalUnit *self, ThecalTime now, guint *next_episode, GArray *effects)
{
  thecal_unit_settle (self, now);
  self->rules_next_us = THECAL_NEVER_US;

  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalAlarmContext context =
        context_for (self, (ThecalConditionId) id, now, next_episode, effects);
    const ThecalJudgement judgement = thecal_rules_judge (self, (ThecalConditionId) id, now);

    thecal_alarm_judge (&self->alarms[id], &judgement, &context);
    if (judgement.next_us > now.boot_us)
      self->rules_next_us = MIN (self->rules_next_us, judgement.next_us);
  }
}

/* "Pause all" never covers high, nor data-stale (clinical.md section 4, silence rules). */
static bool
is_covered (const ThecalUnit *self, const ThecalEvent *event, int id)
{
  if (!event->person.all)
    return id == (int) event->person.condition;
  if (!thecal_alarm_is_shown (&self->alarms[id]))
    return false;

  return event->type != THECAL_EVENT_PAUSE ||
         (id != THECAL_CONDITION_DATA_STALE && self->alarms[id].priority < THECAL_PRIORITY_HIGH &&
          self->alarms[id].signal != THECAL_SIGNAL_SILENT);
}

void
thecal_unit_answer (ThecalUnit *self,
                    const ThecalEvent *event,
                    ThecalTime now,
                    guint *next_episode,
                    GArray *effects)
{
  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalAlarmContext context =
        context_for (self, (ThecalConditionId) id, now, next_episode, effects);

    if (!is_covered (self, event, id))
      continue;
    if (event->type == THECAL_EVENT_ACKNOWLEDGE)
      thecal_alarm_acknowledge (&self->alarms[id], event->person.by, &context);
    else if (event->type == THECAL_EVENT_PAUSE)
      thecal_alarm_pause (&self->alarms[id], event->person.minutes, &context);
    else
      thecal_alarm_reset (&self->alarms[id], &context);
  }
}

gint64
thecal_unit_get_deadline (const ThecalUnit *self)
{
  gint64 deadline_us = self->rules_next_us;

  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    deadline_us = MIN (deadline_us, thecal_alarm_get_deadline (&self->alarms[id]));

  return deadline_us;
}
