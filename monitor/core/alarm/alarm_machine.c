/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/alarm_machine.h"

#include "core/alarm/alarm_policy.h"
#include "core/names.h"

#define LOUDNESS_STEP_MAX 3

/* Region 1: the condition (alarms.md d2). */

typedef enum {
  EDGE_NONE,
  EDGE_ONSET, /* a new episode */
  EDGE_LOST,  /* sight of it was lost; signals stand */
  EDGE_SEEN,  /* sight regained, still true: no new sound */
  EDGE_END,
} Edge;

typedef struct {
  ThecalConditionState next;
  Edge edge;
} ConditionStep;

#define N_CONDITION_STATES (THECAL_CONDITION_CLEARING + 1)

static const ConditionStep condition_table[N_CONDITION_STATES][THECAL_N_VERDICTS] = {
  [THECAL_CONDITION_CLEAR] = {
    [THECAL_VERDICT_CLEAR] = { THECAL_CONDITION_CLEAR, EDGE_NONE },
    [THECAL_VERDICT_PENDING] = { THECAL_CONDITION_PENDING, EDGE_NONE },
    [THECAL_VERDICT_TRUE] = { THECAL_CONDITION_TRUE, EDGE_ONSET },
    [THECAL_VERDICT_UNKNOWN] = { THECAL_CONDITION_CLEAR, EDGE_NONE },
    [THECAL_VERDICT_CLEARING] = { THECAL_CONDITION_CLEAR, EDGE_NONE },
  },
  [THECAL_CONDITION_PENDING] = {
    [THECAL_VERDICT_CLEAR] = { THECAL_CONDITION_CLEAR, EDGE_NONE },
    [THECAL_VERDICT_PENDING] = { THECAL_CONDITION_PENDING, EDGE_NONE },
    [THECAL_VERDICT_TRUE] = { THECAL_CONDITION_TRUE, EDGE_ONSET },
    [THECAL_VERDICT_UNKNOWN] = { THECAL_CONDITION_PENDING, EDGE_NONE },
    [THECAL_VERDICT_CLEARING] = { THECAL_CONDITION_CLEAR, EDGE_NONE },
  },
  [THECAL_CONDITION_TRUE] = {
    [THECAL_VERDICT_CLEAR] = { THECAL_CONDITION_CLEAR, EDGE_END },
    [THECAL_VERDICT_PENDING] = { THECAL_CONDITION_TRUE, EDGE_NONE },
    [THECAL_VERDICT_TRUE] = { THECAL_CONDITION_TRUE, EDGE_NONE },
    [THECAL_VERDICT_UNKNOWN] = { THECAL_CONDITION_UNKNOWN, EDGE_LOST },
    [THECAL_VERDICT_CLEARING] = { THECAL_CONDITION_CLEARING, EDGE_NONE },
  },
  [THECAL_CONDITION_UNKNOWN] = {
    [THECAL_VERDICT_CLEAR] = { THECAL_CONDITION_CLEAR, EDGE_END },
    [THECAL_VERDICT_PENDING] = { THECAL_CONDITION_TRUE, EDGE_SEEN },
    [THECAL_VERDICT_TRUE] = { THECAL_CONDITION_TRUE, EDGE_SEEN },
    [THECAL_VERDICT_UNKNOWN] = { THECAL_CONDITION_UNKNOWN, EDGE_NONE },
    [THECAL_VERDICT_CLEARING] = { THECAL_CONDITION_CLEARING, EDGE_SEEN },
  },
  [THECAL_CONDITION_CLEARING] = {
    [THECAL_VERDICT_CLEAR] = { THECAL_CONDITION_CLEAR, EDGE_END },
    [THECAL_VERDICT_PENDING] = { THECAL_CONDITION_TRUE, EDGE_NONE },
    [THECAL_VERDICT_TRUE] = { THECAL_CONDITION_TRUE, EDGE_NONE },
    [THECAL_VERDICT_UNKNOWN] = { THECAL_CONDITION_UNKNOWN, EDGE_LOST },
    [THECAL_VERDICT_CLEARING] = { THECAL_CONDITION_CLEARING, EDGE_NONE },
  },
};

/* Region 2: the signal. */

typedef enum {
  SIGNAL_ONSET,
  SIGNAL_WORSE, /* the priority rose */
  SIGNAL_END,
  SIGNAL_END_UNSEEN, /* ended, latching, nobody acknowledged */
  SIGNAL_PAUSE,
  SIGNAL_ACKNOWLEDGE,
  SIGNAL_OVER, /* pause or acknowledgement ended */
  SIGNAL_RESET,
  N_SIGNAL_INPUTS,
} SignalInput;

#define N_SIGNAL_STATES (THECAL_SIGNAL_LATCHED + 1)
#define SILENT THECAL_SIGNAL_SILENT
#define SOUNDING THECAL_SIGNAL_SOUNDING
#define PAUSED THECAL_SIGNAL_PAUSED
#define ACKED THECAL_SIGNAL_ACKNOWLEDGED
#define LATCHED THECAL_SIGNAL_LATCHED

/* Columns in the order of SignalInput: onset, worse, end, end unseen, pause, acknowledge, over,
 * reset */
static const ThecalSignalState signal_table[N_SIGNAL_STATES][N_SIGNAL_INPUTS] = {
  [SILENT] = { SOUNDING, SOUNDING, SILENT, SILENT, SILENT, SILENT, SILENT, SILENT },
  [SOUNDING] = { SOUNDING, SOUNDING, SILENT, LATCHED, PAUSED, ACKED, SOUNDING, SOUNDING },
  [PAUSED] = { SOUNDING, SOUNDING, SILENT, LATCHED, PAUSED, ACKED, SOUNDING, PAUSED },
  [ACKED] = { SOUNDING, SOUNDING, SILENT, SILENT, ACKED, ACKED, SOUNDING, ACKED },
  [LATCHED] = { SOUNDING, LATCHED, LATCHED, LATCHED, LATCHED, LATCHED, LATCHED, SILENT },
};

/* Region 3: the ladder. */

typedef enum {
  LADDER_START,
  LADDER_PARK,
  LADDER_RESUME,
  LADDER_STOP,
  N_LADDER_INPUTS,
} LadderInput;

static const ThecalLadderState ladder_table[THECAL_LADDER_PARKED + 1][N_LADDER_INPUTS] = {
  [THECAL_LADDER_IDLE] = { THECAL_LADDER_RUNNING,
                           THECAL_LADDER_IDLE,
                           THECAL_LADDER_IDLE,
                           THECAL_LADDER_IDLE },
  [THECAL_LADDER_RUNNING] = { THECAL_LADDER_RUNNING,
                              THECAL_LADDER_PARKED,
                              THECAL_LADDER_RUNNING,
                              THECAL_LADDER_IDLE },
  [THECAL_LADDER_PARKED] = { THECAL_LADDER_RUNNING,
                             THECAL_LADDER_PARKED,
                             THECAL_LADDER_RUNNING,
                             THECAL_LADDER_IDLE },
};

static const char *const condition_state_names[] = {
  [THECAL_CONDITION_CLEAR] = "clear",       [THECAL_CONDITION_PENDING] = "pending",
  [THECAL_CONDITION_TRUE] = "true",         [THECAL_CONDITION_UNKNOWN] = "unknown",
  [THECAL_CONDITION_CLEARING] = "clearing",
};

static const char *const signal_state_names[] = {
  [SILENT] = "silent",      [SOUNDING] = "sounding", [PAUSED] = "paused",
  [ACKED] = "acknowledged", [LATCHED] = "latched",
};

const char *
thecal_condition_state_to_string (ThecalConditionState state)
{
  return thecal_names_get (
      condition_state_names, G_N_ELEMENTS (condition_state_names), (int) state);
}

const char *
thecal_signal_state_to_string (ThecalSignalState state)
{
  return thecal_names_get (signal_state_names, G_N_ELEMENTS (signal_state_names), (int) state);
}

void
thecal_alarm_init (ThecalAlarm *self)
{
  *self = (ThecalAlarm){
    .since_us = THECAL_UNKNOWN_US,
    .delay_until_us = THECAL_NEVER_US,
    .signal_at_us = THECAL_NEVER_US,
    .until_us = THECAL_UNKNOWN_US,
    .ladder_at_us = THECAL_NEVER_US,
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
    .reason = reason,
    .until_us = self->until_us,
    .at_us = context->now.boot_us,
  };

  g_array_append_val (context->effects, effect);
}

static gint64
after (gint64 start_us, gint64 delay_us)
{
  return delay_us == 0 || delay_us == THECAL_NEVER_US ? THECAL_NEVER_US : start_us + delay_us;
}

/* The full pattern now, and the beat after it. */
static void
sound (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  gint64 beat_us = self->signal_at_us;

  self->signal_at_us =
      after (beat_us == THECAL_NEVER_US ? context->now.boot_us : beat_us, self->cadence_us);
  if (self->signal_at_us <= context->now.boot_us)
    self->signal_at_us = after (context->now.boot_us, self->cadence_us);
  if (!context->superseded)
    emit (self, context, THECAL_EFFECT_SIGNAL, THECAL_LOG_NONE);
}

static void
sound_from_now (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  self->signal_at_us = THECAL_NEVER_US;
  self->until_us = THECAL_UNKNOWN_US;
  sound (self, context);
  if (!context->superseded)
    emit (self, context, THECAL_EFFECT_NOTIFY, THECAL_LOG_NONE);
}

static void
move_ladder (ThecalAlarm *self, LadderInput input, gint64 now_us)
{
  self->ladder = ladder_table[self->ladder][input];

  switch (input) {
  case LADDER_START:
    self->step = 0;
    self->ladder_at_us = after (now_us, thecal_ladder_get_step_us (self->priority, 0));
    break;
  case LADDER_PARK:
    if (self->ladder_at_us != THECAL_NEVER_US)
      self->ladder_left_us = MAX (0, self->ladder_at_us - now_us);
    self->ladder_at_us = THECAL_NEVER_US;
    break;
  case LADDER_RESUME:
    if (thecal_ladder_get_step_us (self->priority, 0) != THECAL_NEVER_US)
      self->ladder_at_us = now_us + MAX (1, self->ladder_left_us);
    break;
  case LADDER_STOP:
  case N_LADDER_INPUTS:
    self->ladder_at_us = THECAL_NEVER_US;
    break;
  }
}

static void
climb (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  const gint64 reached_us = thecal_ladder_get_step_us (self->priority, self->step);
  const gint64 next_us = thecal_ladder_get_step_us (self->priority, self->step + 1);

  /* The priority fell to one that nobody else is called for. */
  if (next_us == THECAL_NEVER_US) {
    self->ladder_at_us = THECAL_NEVER_US;
    return;
  }
  self->step++;
  self->ladder_at_us = context->now.boot_us + (next_us - reached_us);
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
  self->acknowledged = false;
  self->acknowledged_by[0] = '\0';
  emit (self, context, THECAL_EFFECT_RAISE, THECAL_LOG_NONE);

  if (self->priority <= THECAL_PRIORITY_INFO)
    return;

  self->signal = signal_table[self->signal][SIGNAL_ONSET];
  move_ladder (self, LADDER_START, context->now.boot_us);
  sound_from_now (self, context);
}

static void
end_episode (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  const ThecalConditionRow *row = thecal_condition_get_row (context->condition);
  const bool unseen = row->latching && !self->acknowledged;

  self->signal = signal_table[self->signal][unseen ? SIGNAL_END_UNSEEN : SIGNAL_END];
  self->until_us = THECAL_UNKNOWN_US;
  self->signal_at_us = THECAL_NEVER_US;
  self->ended_wall_us = context->now.wall_us;
  move_ladder (self, LADDER_STOP, context->now.boot_us);
  emit (self,
        context,
        THECAL_EFFECT_WITHDRAW,
        self->signal == LATCHED ? THECAL_LOG_LATCHED : THECAL_LOG_NONE);
}

static void
on_edge (ThecalAlarm *self,
         Edge edge,
         const ThecalJudgement *judgement,
         const ThecalAlarmContext *context)
{
  switch (edge) {
  case EDGE_NONE:
    break;
  case EDGE_ONSET:
    begin_episode (self, judgement, context);
    break;
  case EDGE_LOST:
    emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_UNKNOWN);
    break;
  case EDGE_SEEN:
    emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_SEEN);
    break;
  case EDGE_END:
    end_episode (self, context);
    break;
  }
}

/* A beat never comes later than the new cadence asks for, counted from the last one. */
static void
follow_cadence (ThecalAlarm *self, gint64 cadence_us, gint64 now_us)
{
  if (self->cadence_us == cadence_us)
    return;
  if (self->signal == SOUNDING) {
    const bool beats = self->signal_at_us != THECAL_NEVER_US;

    self->signal_at_us = after (beats ? self->signal_at_us - self->cadence_us : now_us, cadence_us);
  }
  self->cadence_us = cadence_us;
}

static void
follow_priority (ThecalAlarm *self, ThecalPriority priority, const ThecalAlarmContext *context)
{
  const bool worse = priority > self->priority;

  if (priority == self->priority)
    return;

  self->priority = priority;
  emit (self, context, THECAL_EFFECT_CHANGE, THECAL_LOG_NONE);
  if (!worse)
    return;

  self->signal = signal_table[self->signal][SIGNAL_WORSE];
  move_ladder (self, LADDER_START, context->now.boot_us);
  sound_from_now (self, context);
}

static void
run_timers (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  const gint64 now_us = context->now.boot_us;

  if (self->until_us != THECAL_UNKNOWN_US && self->until_us <= now_us) {
    const bool acknowledged = self->signal == ACKED;

    self->signal = signal_table[self->signal][SIGNAL_OVER];
    self->until_us = THECAL_UNKNOWN_US;
    emit (self,
          context,
          THECAL_EFFECT_LOG,
          acknowledged ? THECAL_LOG_ACKNOWLEDGE_ENDED : THECAL_LOG_PAUSE_ENDED);
    if (acknowledged)
      move_ladder (self, LADDER_RESUME, now_us);
    sound_from_now (self, context);
  }

  if (self->signal_at_us <= now_us) {
    if (self->signal == SOUNDING)
      sound (self, context);
    else {
      self->signal_at_us = now_us + thecal_priority_get_reminder_us (self->priority);
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
  const ConditionStep step = condition_table[self->condition][judgement->verdict];

  self->condition = step.next;
  self->delay_until_us =
      step.next == THECAL_CONDITION_PENDING ? judgement->next_us : THECAL_NEVER_US;
  on_edge (self, step.edge, judgement, context);

  if (!thecal_alarm_is_active (self))
    return;

  follow_cadence (self, judgement->cadence_us, context->now.boot_us);
  /* What is not seen well lowers nothing. */
  if (self->condition == THECAL_CONDITION_TRUE || judgement->priority > self->priority)
    follow_priority (self, judgement->priority, context);
  run_timers (self, context);
}

bool
thecal_alarm_acknowledge (ThecalAlarm *self, const char *by, const ThecalAlarmContext *context)
{
  const gint64 now_us = context->now.boot_us;
  const ThecalSignalState next = signal_table[self->signal][SIGNAL_ACKNOWLEDGE];

  if (next != ACKED)
    return false;

  self->signal = next;
  self->acknowledged = true;
  thecal_name_keep (self->acknowledged_by, sizeof self->acknowledged_by, by);
  self->until_us = now_us + thecal_priority_get_acknowledge_us (self->priority);
  self->signal_at_us = now_us + thecal_priority_get_reminder_us (self->priority);
  move_ladder (self, LADDER_PARK, now_us);
  emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_ACKNOWLEDGED);

  return true;
}

int
thecal_alarm_pause (ThecalAlarm *self, int minutes, const ThecalAlarmContext *context)
{
  const int asked_min =
      minutes > 0 ? minutes : thecal_priority_get_pause_default_min (self->priority);
  const int granted_min = MIN (asked_min, thecal_priority_get_pause_max_min (self->priority));

  if (signal_table[self->signal][SIGNAL_PAUSE] != PAUSED) {
    emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_PAUSE_REFUSED);
    return 0;
  }

  self->signal = PAUSED;
  self->until_us = context->now.boot_us + granted_min * THECAL_MINUTE_US;
  self->signal_at_us = THECAL_NEVER_US;
  emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_PAUSED);

  return granted_min;
}

bool
thecal_alarm_reset (ThecalAlarm *self, const ThecalAlarmContext *context)
{
  if (self->signal != LATCHED)
    return false;

  self->signal = signal_table[self->signal][SIGNAL_RESET];
  emit (self, context, THECAL_EFFECT_LOG, THECAL_LOG_RESET);

  return true;
}

gint64
thecal_alarm_get_deadline (const ThecalAlarm *self)
{
  gint64 deadline_us = MIN (self->signal_at_us, self->ladder_at_us);

  return self->until_us == THECAL_UNKNOWN_US ? deadline_us : MIN (deadline_us, self->until_us);
}
