/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/alarm_machine.h"

#include "core/alarm/alarm_tables.h"
#include "core/alarm/rules_limits.h"
#include "core/names.h"

#define LOUDNESS_STEP_MAX 3
#define LADDER_STEP_MAX 1000000 /* a count that no alarm reaches, but a spoilt file may */
#define ASK_BEFORE_US (2 * THECAL_MINUTE_US) /* "still on it?", alarms.md d2 */

#define SOUNDING THECAL_SIGNAL_SOUNDING
#define PAUSED THECAL_SIGNAL_PAUSED
#define ACKED THECAL_SIGNAL_ACKNOWLEDGED
#define LATCHED THECAL_SIGNAL_LATCHED

void
thecal_alarm_init (ThecalAlarm *self)
{
  *self = (ThecalAlarm){
    .since_us = THECAL_UNKNOWN_US,
    .delay_until_us = THECAL_NEVER_US,
    .signal_at_us = THECAL_NEVER_US,
    .until_us = THECAL_UNKNOWN_US,
    .ladder_at_us = THECAL_NEVER_US,
    .ask_at_us = THECAL_NEVER_US,
  };
}

bool
thecal_alarm_is_active (const ThecalAlarm *self)
{
  return self->condition == THECAL_CONDITION_TRUE || self->condition == THECAL_CONDITION_UNKNOWN ||
         self->condition == THECAL_CONDITION_CLEARING;
}

bool
thecal_alarm_is_shown (const ThecalAlarm *self)
{
  return thecal_alarm_is_active (self) || self->signal == LATCHED;
}

guint
thecal_alarm_get_rank (const ThecalAlarm *self, ThecalConditionId condition)
{
  const guint group = thecal_alarm_is_active (self) ? THECAL_PRIORITY_HIGH - self->priority
                                                    : THECAL_PRIORITY_HIGH + 1;

  return group * THECAL_N_CONDITIONS + condition;
}

/* A drill climbs its own: all that a screen and a loudspeaker can do, within a minute. */
static const ThecalLadder *
ladder_for (const ThecalAlarm *self,
            ThecalConditionId condition,
            const ThecalAlarmSettings *settings)
{
  return condition == THECAL_CONDITION_DRILL ? thecal_ladder_get_drill ()
                                             : &settings->ladders[self->priority];
}

static const ThecalLadder *
ladder_of (const ThecalAlarm *self, const ThecalAlarmContext *context)
{
  return ladder_for (self, context->condition, context->settings);
}

guint
thecal_alarm_get_actions (const ThecalAlarm *self,
                          ThecalConditionId condition,
                          const ThecalAlarmSettings *settings)
{
  return thecal_ladder_get_actions (ladder_for (self, condition, settings), self->step);
}

static void
emit (const ThecalAlarm *self,
      const ThecalAlarmContext *context,
      ThecalEffectKind kind,
      ThecalLogReason reason)
{
  const ThecalEffect effect = {
    .kind = kind,
    .unit = context->unit,
    .condition = context->condition,
    .priority = self->priority,
    .episode = self->episode,
    .step = kind == THECAL_EFFECT_SIGNAL ? MIN (self->step, LOUDNESS_STEP_MAX) : self->step,
    .actions = thecal_ladder_get_actions (ladder_of (self, context), self->step),
    .reason = reason,
    .until_us = self->until_us,
    .at_us = context->now.boot_us,
  };

  g_array_append_val (context->effects, effect);
}

/* A record of what holds until an instant that is not the machine's own. */
static void
emit_until (const ThecalAlarm *self,
            const ThecalAlarmContext *context,
            ThecalLogReason reason,
            gint64 until_us)
{
  emit (self, context, THECAL_EFFECT_LOG, reason);
  g_array_index (context->effects, ThecalEffect, context->effects->len - 1).until_us = until_us;
}

static gint64
after (gint64 start_us, gint64 delay_us)
{
  return delay_us == 0 || delay_us == THECAL_NEVER_US ? THECAL_NEVER_US : start_us + delay_us;
}

/* The boot instant at which a local clock next shows @minute_of_day. */
static gint64
next_local (const ThecalAlarmContext *context, int minute_of_day)
{
  return context->now.boot_us +
         thecal_alarm_settings_get_next_local_us (
             context->settings, context->now.wall_us, minute_of_day) -
         context->now.wall_us;
}

/* The beat after the one that is due, which may have been missed for long. */
static gint64
next_beat (const ThecalAlarm *self,
           const ThecalJudgement *judgement,
           const ThecalAlarmContext *context)
{
  const gint64 now_us = context->now.boot_us;
  const gint64 last_us = self->signal_at_us == THECAL_NEVER_US ? now_us : self->signal_at_us;
  gint64 beat_us;

  if (judgement->beat_us > now_us)
    return judgement->beat_us;
  if (judgement->daily_at_min > 0)
    return next_local (context, judgement->daily_at_min);

  beat_us = after (last_us, self->cadence_us);
  return beat_us > now_us ? beat_us : after (now_us, self->cadence_us);
}

/* Low alarms may wait for the morning, unless hours to empty are short (clinical.md 4, quiet
 * hours). THECAL_UNKNOWN_US: this one does not. */
static gint64
quiet_until (const ThecalAlarm *self, const ThecalAlarmContext *context)
{
  gint64 end_wall_us;

  if (self->priority != THECAL_PRIORITY_LOW || context->never_quiet)
    return THECAL_UNKNOWN_US;
  end_wall_us = thecal_alarm_settings_get_quiet_end_us (context->settings, context->now.wall_us);

  return end_wall_us == THECAL_UNKNOWN_US
             ? THECAL_UNKNOWN_US
             : context->now.boot_us + end_wall_us - context->now.wall_us;
}

/* The full pattern now, and the beat after it. */
static void
sound (ThecalAlarm *self, const ThecalJudgement *judgement, const ThecalAlarmContext *context)
{
  const gint64 quiet_us = quiet_until (self, context);

  self->held_quiet = quiet_us != THECAL_UNKNOWN_US;
  if (self->held_quiet) {
    self->signal_at_us = quiet_us;
    emit_until (self, context, THECAL_LOG_QUIET, quiet_us);
    return;
  }
  self->signal_at_us = next_beat (self, judgement, context);
  if (!context->superseded)
    emit (self, context, THECAL_EFFECT_SIGNAL, THECAL_LOG_NONE);
}

static void
sound_from_now (ThecalAlarm *self,
                const ThecalJudgement *judgement,
                const ThecalAlarmContext *context)
{
  self->signal_at_us = THECAL_NEVER_US;
  self->until_us = THECAL_UNKNOWN_US;
  self->ask_at_us = THECAL_NEVER_US;
  sound (self, judgement, context);
  if (!context->superseded)
    emit (self, context, THECAL_EFFECT_NOTIFY, THECAL_LOG_NONE);
}

static void
move_ladder (ThecalAlarm *self, ThecalLadderInput input, const ThecalAlarmContext *context)
{
  const gint64 now_us = context->now.boot_us;
  const gint64 first_us = thecal_ladder_get_step_us (ladder_of (self, context), 0);

  self->ladder = thecal_ladder_table[self->ladder][input];

  switch (input) {
  case THECAL_LADDER_INPUT_START:
    self->step = 0;
    self->ladder_at_us = after (now_us, first_us);
    break;
  case THECAL_LADDER_INPUT_PARK:
    if (self->ladder_at_us != THECAL_NEVER_US)
      self->ladder_left_us = MAX (0, self->ladder_at_us - now_us);
    self->ladder_at_us = THECAL_NEVER_US;
    break;
  case THECAL_LADDER_INPUT_RESUME:
    if (first_us != THECAL_NEVER_US)
      self->ladder_at_us = now_us + MAX (1, self->ladder_left_us);
    break;
  case THECAL_LADDER_INPUT_STOP:
  case THECAL_N_LADDER_INPUTS:
    self->ladder_at_us = THECAL_NEVER_US;
    break;
  }
}

/* After time off the ladder stands where it would have stood: the steps that were missed become one
 * (alarms.md d2). */
static void
catch_up (ThecalAlarm *self, const ThecalLadder *ladder, gint64 now_us)
{
  while (self->ladder_at_us <= now_us && self->step < ladder->n_steps) {
    const gint64 from_us = thecal_ladder_get_step_us (ladder, self->step++);

    self->ladder_at_us += thecal_ladder_get_step_us (ladder, self->step) - from_us;
  }
  if (self->ladder_at_us <= now_us) {
    const gint64 missed = (now_us - self->ladder_at_us) / ladder->repeat_us + 1;

    self->step = (int) MIN (self->step + missed, LADDER_STEP_MAX);
    self->ladder_at_us += missed * ladder->repeat_us;
  }
}

static void
climb (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  const ThecalLadder *ladder = ladder_of (self, context);
  const gint64 reached_us = thecal_ladder_get_step_us (ladder, self->step);
  const gint64 next_us = thecal_ladder_get_step_us (ladder, self->step + 1);

  /* The priority fell to one that nobody else is called for. */
  if (next_us == THECAL_NEVER_US) {
    self->ladder_at_us = THECAL_NEVER_US;
    return;
  }
  self->step++;
  self->ladder_at_us += MAX (1, next_us - reached_us);
  catch_up (self, ladder, context->now.boot_us);
  if (!context->superseded)
    emit (self, context, THECAL_EFFECT_ESCALATE, THECAL_LOG_NONE);
}

static void
begin_episode (ThecalAlarm *self,
               const ThecalJudgement *judgement,
               const ThecalAlarmContext *context)
{
  self->priority = judgement->priority;
  self->cadence_us = judgement->cadence_us;
  self->episode = ++*context->next_episode;
  self->since_us = context->now.boot_us;
  self->since_wall_us = context->now.wall_us;
  self->until_us = THECAL_UNKNOWN_US;
  self->signal_at_us = THECAL_NEVER_US;
  self->ask_at_us = THECAL_NEVER_US;
  self->step = 0;
  self->superseded = context->superseded;
  self->acknowledged = false;
  self->acknowledged_by[0] = '\0';
  emit (self, context, THECAL_EFFECT_RAISE, THECAL_LOG_NONE);

  if (self->priority <= THECAL_PRIORITY_INFO) {
    self->signal = THECAL_SIGNAL_SILENT;
    /* what a person is to see once; a mark that stands is no message */
    if (thecal_condition_get_row (context->condition)->resolved_by != THECAL_RESOLVED_BY_DATA)
      emit (self, context, THECAL_EFFECT_NOTIFY, THECAL_LOG_NONE);
    return;
  }

  self->signal = thecal_signal_table[self->signal][THECAL_SIGNAL_INPUT_ONSET];
  move_ladder (self, THECAL_LADDER_INPUT_START, context);
  sound_from_now (self, judgement, context);
}

static void
end_episode (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  const ThecalConditionRow *row = thecal_condition_get_row (context->condition);
  const bool unseen = row->latching && !self->acknowledged;

  self->signal = thecal_signal_table[self->signal][unseen ? THECAL_SIGNAL_INPUT_END_UNSEEN
                                                          : THECAL_SIGNAL_INPUT_END];
  self->until_us = THECAL_UNKNOWN_US;
  self->signal_at_us = THECAL_NEVER_US;
  self->ask_at_us = THECAL_NEVER_US;
  self->ended_wall_us = context->now.wall_us;
  move_ladder (self, THECAL_LADDER_INPUT_STOP, context);
  emit (self,
        context,
        THECAL_EFFECT_WITHDRAW,
        self->signal == LATCHED ? THECAL_LOG_LATCHED : THECAL_LOG_NONE);
}

static void
on_edge (ThecalAlarm *self,
         ThecalEdge edge,
         const ThecalJudgement *judgement,
         const ThecalAlarmContext *context)
{
  switch (edge) {
  case THECAL_EDGE_NONE:
    break;
  case THECAL_EDGE_ONSET:
    begin_episode (self, judgement, context);
    break;
  case THECAL_EDGE_LOST:
    emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_UNKNOWN);
    break;
  case THECAL_EDGE_SEEN:
    emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_SEEN);
    break;
  case THECAL_EDGE_END:
    end_episode (self, context);
    break;
  }
}

/* The next beat is counted by the new cadence from the last one; one that is due now is not moved.
 */
static void
follow_cadence (ThecalAlarm *self, gint64 cadence_us, gint64 now_us)
{
  const bool beats = self->signal_at_us != THECAL_NEVER_US;
  const gint64 last_us = beats ? self->signal_at_us - self->cadence_us : now_us;

  if (self->cadence_us == cadence_us)
    return;
  if (self->signal == SOUNDING && (!beats || self->signal_at_us > now_us))
    self->signal_at_us = after (last_us, cadence_us);
  self->cadence_us = cadence_us;
}

static void
follow_priority (ThecalAlarm *self,
                 const ThecalJudgement *judgement,
                 const ThecalAlarmContext *context)
{
  const bool worse = judgement->priority > self->priority;

  if (judgement->priority == self->priority)
    return;

  self->priority = judgement->priority;
  emit (self, context, THECAL_EFFECT_CHANGE, THECAL_LOG_NONE);
  if (!worse)
    return;

  self->signal = thecal_signal_table[self->signal][THECAL_SIGNAL_INPUT_WORSE];
  move_ladder (self, THECAL_LADDER_INPUT_START, context);
  sound_from_now (self, judgement, context);
}

/* The condition that spoke for this one has ended: it speaks for itself. */
static void
follow_supersession (ThecalAlarm *self,
                     const ThecalJudgement *judgement,
                     const ThecalAlarmContext *context)
{
  const bool alone = self->superseded && !context->superseded;

  self->superseded = context->superseded;
  if (alone && self->signal == SOUNDING)
    sound_from_now (self, judgement, context);
}

/* A beat that the rule has moved. */
static void
follow_beat (ThecalAlarm *self, const ThecalJudgement *judgement, gint64 now_us)
{
  if (self->signal == SOUNDING && judgement->beat_us > now_us)
    self->signal_at_us = judgement->beat_us;
}

static gint64
next_reminder (const ThecalAlarm *self, const ThecalAlarmContext *context)
{
  /* low: daily at 10:00 (alarms.md d2) */
  if (self->priority == THECAL_PRIORITY_LOW)
    return next_local (context, DAY_BEAT_MIN);

  return context->now.boot_us + thecal_priority_get_reminder_us (self->priority);
}

/* Another wall clock or zone: what waits for an hour of the day waits for it anew. */
static void
follow_clock (ThecalAlarm *self,
              const ThecalJudgement *judgement,
              const ThecalAlarmContext *context)
{
  if (!context->clock_moved || self->signal_at_us == THECAL_NEVER_US)
    return;
  if (self->signal == SOUNDING && self->held_quiet)
    self->signal_at_us = context->now.boot_us;
  else if (self->signal == SOUNDING && judgement->daily_at_min > 0)
    self->signal_at_us = next_local (context, judgement->daily_at_min);
  else if (self->signal == ACKED && self->priority == THECAL_PRIORITY_LOW)
    self->signal_at_us = next_reminder (self, context);
}

/* Pause or acknowledgement is over, by time or by a person. */
static void
end_silence (ThecalAlarm *self,
             ThecalLogReason reason,
             const ThecalJudgement *judgement,
             const ThecalAlarmContext *context)
{
  const bool acknowledged = self->signal == ACKED;

  self->signal = thecal_signal_table[self->signal][THECAL_SIGNAL_INPUT_OVER];
  self->until_us = THECAL_UNKNOWN_US;
  emit (self, context, THECAL_EFFECT_LOG, reason);
  if (acknowledged)
    move_ladder (self, THECAL_LADDER_INPUT_RESUME, context);
  sound_from_now (self, judgement, context);
}

static void
run_timers (ThecalAlarm *self, const ThecalJudgement *judgement, const ThecalAlarmContext *context)
{
  const gint64 now_us = context->now.boot_us;

  if (self->until_us != THECAL_UNKNOWN_US && self->until_us <= now_us)
    end_silence (self,
                 self->signal == ACKED ? THECAL_LOG_ACKNOWLEDGE_ENDED : THECAL_LOG_PAUSE_ENDED,
                 judgement,
                 context);

  if (self->ask_at_us <= now_us) {
    self->ask_at_us = THECAL_NEVER_US;
    emit (self, context, THECAL_EFFECT_NOTIFY, THECAL_LOG_ASKED);
  }

  if (self->signal_at_us <= now_us) {
    if (self->signal == SOUNDING)
      sound (self, judgement, context);
    else {
      self->signal_at_us = next_reminder (self, context);
      if (!context->superseded)
        emit (self, context, THECAL_EFFECT_REMIND, THECAL_LOG_NONE);
    }
  }

  if (self->ladder == THECAL_LADDER_RUNNING && self->ladder_at_us <= now_us)
    climb (self, context);
}

void
thecal_alarm_judge (ThecalAlarm *self,
                    const ThecalJudgement *judgement,
                    const ThecalAlarmContext *context)
{
  const ThecalConditionStep step = thecal_condition_table[self->condition][judgement->verdict];

  self->condition = step.next;
  self->delay_until_us =
      step.next == THECAL_CONDITION_PENDING ? judgement->next_us : THECAL_NEVER_US;
  on_edge (self, step.edge, judgement, context);
  if (step.edge == THECAL_EDGE_ONSET && step.next == THECAL_CONDITION_UNKNOWN)
    emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_UNKNOWN);

  if (!thecal_alarm_is_active (self))
    return;

  follow_cadence (self, judgement->cadence_us, context->now.boot_us);
  /* What is not seen well lowers nothing. */
  if (self->condition == THECAL_CONDITION_TRUE || judgement->priority > self->priority)
    follow_priority (self, judgement, context);
  follow_supersession (self, judgement, context);
  follow_clock (self, judgement, context);
  run_timers (self, judgement, context);
  follow_beat (self, judgement, context->now.boot_us);
}

bool
thecal_alarm_acknowledge (ThecalAlarm *self, const char *by, const ThecalAlarmContext *context)
{
  const gint64 now_us = context->now.boot_us;
  const ThecalSignalState next = thecal_signal_table[self->signal][THECAL_SIGNAL_INPUT_ACKNOWLEDGE];

  if (next != ACKED)
    return false;

  self->signal = next;
  self->acknowledged = true;
  thecal_name_keep (self->acknowledged_by, sizeof self->acknowledged_by, by);
  self->until_us = now_us + thecal_priority_get_acknowledge_us (self->priority);
  self->ask_at_us = self->until_us - ASK_BEFORE_US;
  self->signal_at_us = next_reminder (self, context);
  move_ladder (self, THECAL_LADDER_INPUT_PARK, context);
  emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_ACKNOWLEDGED);

  return true;
}

int
thecal_alarm_pause (ThecalAlarm *self, int minutes, const ThecalAlarmContext *context)
{
  const int asked_min =
      minutes > 0 ? minutes : thecal_priority_get_pause_default_min (self->priority);
  const int granted_min = MIN (asked_min, thecal_priority_get_pause_max_min (self->priority));

  if (thecal_signal_table[self->signal][THECAL_SIGNAL_INPUT_PAUSE] != PAUSED) {
    emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_PAUSE_REFUSED);
    return 0;
  }

  self->signal = PAUSED;
  self->until_us = context->now.boot_us + granted_min * THECAL_MINUTE_US;
  self->signal_at_us = THECAL_NEVER_US;
  emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_PAUSED);

  return granted_min;
}

/* What a person's doing needs to know of the rule that is not asked again for it. */
static ThecalJudgement
judgement_as_it_was (const ThecalAlarm *self)
{
  return (ThecalJudgement){ .priority = self->priority, .cadence_us = self->cadence_us };
}

bool
thecal_alarm_decline (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  const ThecalJudgement judgement = judgement_as_it_was (self);

  if (self->signal != ACKED)
    return false;

  end_silence (self, THECAL_LOG_DECLINED, &judgement, context);
  return true;
}

void
thecal_alarm_sound_again (ThecalAlarm *self,
                          const ThecalJudgement *judgement,
                          const ThecalAlarmContext *context)
{
  /* what is told once was told */
  if (self->signal == SOUNDING && thecal_alarm_is_active (self) && self->cadence_us > 0)
    sound_from_now (self, judgement, context);
}

void
thecal_alarm_wake (ThecalAlarm *self, ThecalPriority priority, const ThecalAlarmContext *context)
{
  const ThecalJudgement judgement = judgement_as_it_was (self);

  if (self->signal == PAUSED && self->priority < priority)
    end_silence (self, THECAL_LOG_PAUSE_ENDED, &judgement, context);
}

bool
thecal_alarm_reset (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  if (self->signal != LATCHED)
    return false;

  self->signal = thecal_signal_table[self->signal][THECAL_SIGNAL_INPUT_RESET];
  emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_RESET);

  return true;
}

gint64
thecal_alarm_get_deadline (const ThecalAlarm *self)
{
  const gint64 deadline_us = MIN (MIN (self->signal_at_us, self->ladder_at_us), self->ask_at_us);

  return self->until_us == THECAL_UNKNOWN_US ? deadline_us : MIN (deadline_us, self->until_us);
}
