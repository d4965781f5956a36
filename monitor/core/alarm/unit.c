/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/unit.h"

#include "core/alarm/rules.h"

/* Another condition speaks for @condition: one that stands, is no less urgent, and is named by the
 * row. An adapter that hears nobody speaks for every lost link (alarms.md, supersede). */
static bool
is_superseded (const ThecalUnit *self, ThecalConditionId condition)
{
  const ThecalAlarm *alarm = &self->alarms[condition];
  guint64 superseders = thecal_condition_get_row (condition)->superseded_by & self->busy;

  if (condition == THECAL_CONDITION_LINK_LOST && self->adapter_gone)
    return true;
  while (superseders != 0) {
    const ThecalAlarm *other = &self->alarms[thecal_conditions_pop (&superseders)];

    if (thecal_alarm_is_active (other) &&
        (!thecal_alarm_is_active (alarm) || other->priority >= alarm->priority))
      return true;
  }

  return false;
}

static ThecalAlarmContext
context_for (ThecalUnit *self,
             ThecalConditionId condition,
             ThecalTime now,
             guint *next_episode,
             GArray *effects)
{
  return (ThecalAlarmContext){
    .unit = self->index,
    .condition = condition,
    .now = now,
    .superseded = is_superseded (self, condition),
    .never_quiet = self->level.empty_soon ||
                   thecal_rules_get_empty_early_h (self) <= self->settings->empty_soon_h,
    .clock_moved = self->clock_moved,
    .settings = self->settings,
    .next_episode = next_episode,
    .effects = effects,
  };
}

void
thecal_unit_wake (ThecalUnit *self,
                  ThecalPriority priority,
                  ThecalTime now,
                  guint *next_episode,
                  GArray *effects)
{
  guint64 left = self->busy;

  while (left != 0) {
    const int id = thecal_conditions_pop (&left);
    const ThecalAlarmContext context =
        context_for (self, (ThecalConditionId) id, now, next_episode, effects);

    thecal_alarm_wake (&self->alarms[id], priority, &context);
  }
}

/* The priority to which the alarm has risen; NONE where it has not. */
static ThecalPriority
judge (ThecalUnit *self,
       int id,
       const ThecalJudgement *judgement,
       ThecalTime now,
       guint *next_episode,
       GArray *effects)
{
  ThecalAlarm *alarm = &self->alarms[id];
  const ThecalPriority before =
      thecal_alarm_is_active (alarm) ? alarm->priority : THECAL_PRIORITY_NONE;
  const ThecalAlarmContext context =
      context_for (self, (ThecalConditionId) id, now, next_episode, effects);

  thecal_alarm_judge (alarm, judgement, &context);
  thecal_unit_mark (self, id);

  return thecal_alarm_is_active (alarm) && alarm->priority > before ? alarm->priority
                                                                    : THECAL_PRIORITY_NONE;
}

void
thecal_unit_evaluate (ThecalUnit *self, ThecalTime now, guint *next_episode, GArray *effects)
{
  ThecalPriority risen = THECAL_PRIORITY_NONE;

  thecal_unit_settle (self, now);
  self->rules_next_us = THECAL_NEVER_US;

  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalJudgement judgement = thecal_rules_judge (self, (ThecalConditionId) id, now);

    if (judgement.next_us > now.boot_us)
      self->rules_next_us = MIN (self->rules_next_us, judgement.next_us);
    /* what is clear, silent and stays so has nothing to tell */
    if (judgement.verdict != THECAL_VERDICT_CLEAR || (self->busy >> id & 1) != 0) {
      const ThecalPriority priority = judge (self, id, &judgement, now, next_episode, effects);

      if (id != THECAL_CONDITION_DRILL)
        risen = MAX (risen, priority);
    }
  }
  if (risen > THECAL_PRIORITY_LOW)
    thecal_unit_wake (self, risen, now, next_episode, effects);
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

/* That somebody has dealt with it is a record of its own; what it changes, the facts say. */
static void
log_resolved (const ThecalAlarm *alarm, const ThecalAlarmContext *context)
{
  const ThecalEffect effect = {
    .kind = THECAL_EFFECT_LOG,
    .unit = context->unit,
    .condition = context->condition,
    .priority = alarm->priority,
    .episode = alarm->episode,
    .reason = THECAL_LOG_RESOLVED,
    .until_us = THECAL_UNKNOWN_US,
    .at_us = context->now.boot_us,
  };

  if (thecal_alarm_is_shown (alarm))
    g_array_append_val (context->effects, effect);
}

static void
answer (ThecalAlarm *alarm, const ThecalEvent *event, const ThecalAlarmContext *context)
{
  if (event->type == THECAL_EVENT_ACKNOWLEDGE)
    thecal_alarm_acknowledge (alarm, event->person.by, context);
  else if (event->type == THECAL_EVENT_DECLINE)
    thecal_alarm_decline (alarm, context);
  else if (event->type == THECAL_EVENT_PAUSE)
    thecal_alarm_pause (alarm, event->person.minutes, context);
  else if (event->type == THECAL_EVENT_RESET)
    thecal_alarm_reset (alarm, context);
  else
    log_resolved (alarm, context);
}

bool
thecal_unit_is_answer (ThecalEventType type)
{
  return type == THECAL_EVENT_ACKNOWLEDGE || type == THECAL_EVENT_DECLINE ||
         type == THECAL_EVENT_PAUSE || type == THECAL_EVENT_RESET ||
         type == THECAL_EVENT_CLINIC_ACTION;
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
    answer (&self->alarms[id], event, &context);
    thecal_unit_mark (self, id);
  }
}

static bool
was_signalled (const ThecalUnit *self, int id, guint first, const GArray *effects)
{
  for (guint i = first; i < effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (effects, ThecalEffect, i);

    if (effect->kind == THECAL_EFFECT_SIGNAL && effect->unit == self->index &&
        (int) effect->condition == id)
      return true;
  }

  return false;
}

void
thecal_unit_sound_again (ThecalUnit *self,
                         guint first,
                         ThecalTime now,
                         guint *next_episode,
                         GArray *effects)
{
  guint64 left = self->busy;

  while (left != 0) {
    const int id = thecal_conditions_pop (&left);
    const ThecalAlarmContext context =
        context_for (self, (ThecalConditionId) id, now, next_episode, effects);

    const ThecalJudgement judgement = thecal_rules_judge (self, (ThecalConditionId) id, now);

    if (!was_signalled (self, id, first, effects))
      thecal_alarm_sound_again (&self->alarms[id], &judgement, &context);
  }
}

gint64
thecal_unit_get_deadline (const ThecalUnit *self)
{
  gint64 deadline_us = self->rules_next_us;
  guint64 left = self->busy;

  while (left != 0) {
    const int id = thecal_conditions_pop (&left);

    deadline_us = MIN (deadline_us, thecal_alarm_get_deadline (&self->alarms[id]));
  }

  return deadline_us;
}

ThecalConditionId
thecal_unit_get_sounding (const ThecalUnit *self)
{
  ThecalConditionId most = THECAL_N_CONDITIONS;
  guint64 left = self->busy;

  while (left != 0) {
    const int id = thecal_conditions_pop (&left);
    const ThecalAlarm *alarm = &self->alarms[id];

    if (alarm->signal == THECAL_SIGNAL_SOUNDING && !alarm->superseded &&
        (most == THECAL_N_CONDITIONS || alarm->priority > self->alarms[most].priority))
      most = (ThecalConditionId) id;
  }

  return most;
}

bool
thecal_unit_has_high (const ThecalUnit *self, guint64 conditions)
{
  guint64 left = self->busy & conditions;

  while (left != 0) {
    const ThecalAlarm *alarm = &self->alarms[thecal_conditions_pop (&left)];

    if (alarm->priority == THECAL_PRIORITY_HIGH && thecal_alarm_is_active (alarm))
      return true;
  }

  return false;
}
