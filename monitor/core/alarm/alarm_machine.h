/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/alarm_settings.h"
#include "core/effect.h"

/* One alarm condition of one unit, in three independent regions (alarms.md (d)): the condition with
 * an explicit unknown, its signal, its escalation ladder. Transition tables in alarm_machine.c. */

typedef enum {
  THECAL_CONDITION_CLEAR,
  THECAL_CONDITION_PENDING, /* reported, condition delay runs */
  THECAL_CONDITION_TRUE,
  THECAL_CONDITION_UNKNOWN,  /* was true, sight lost: signals stand */
  THECAL_CONDITION_CLEARING, /* one good report, another one is needed */
} ThecalConditionState;

typedef enum {
  THECAL_SIGNAL_SILENT,
  THECAL_SIGNAL_SOUNDING,
  THECAL_SIGNAL_PAUSED,
  THECAL_SIGNAL_ACKNOWLEDGED,
  THECAL_SIGNAL_LATCHED, /* ended, nobody acknowledged: shown, no sound */
} ThecalSignalState;

typedef enum {
  THECAL_LADDER_IDLE,
  THECAL_LADDER_RUNNING,
  THECAL_LADDER_PARKED, /* acknowledged */
} ThecalLadderState;

#define THECAL_NAME_MAX 64 /* bytes with the NUL of a person's name in an acknowledgement */

typedef struct {
  ThecalConditionState condition;
  ThecalSignalState signal;
  ThecalLadderState ladder;
  ThecalPriority priority; /* of the episode now */
  guint episode;           /* 0: none yet */
  int step;                /* ladder step reached */
  gint64 since_us;         /* start of the episode, boot clock */
  gint64 since_wall_us;
  gint64 ended_wall_us;  /* for LATCHED */
  gint64 delay_until_us; /* PENDING: condition delay over */
  gint64 signal_at_us;   /* next full pattern or reminder */
  gint64 until_us;       /* PAUSED, ACKNOWLEDGED: over at */
  gint64 ladder_at_us;   /* next ladder step; PARKED: time left is in ladder_left_us */
  gint64 ladder_left_us;
  gint64 cadence_us; /* of the episode now; 0: told once */
  gint64 ask_at_us;  /* ACKNOWLEDGED: "still on it?", before it ends; THECAL_NEVER_US */
  bool superseded;   /* another condition spoke for this one when it was last judged */
  bool held_quiet;   /* the next pattern waits for the end of quiet hours */
  bool acknowledged; /* somebody was on it at least once in this episode */
  char acknowledged_by[THECAL_NAME_MAX];
} ThecalAlarm;

const char *thecal_condition_state_to_string (ThecalConditionState state);
const char *thecal_signal_state_to_string (
    ThecalSignalState state); /* "sounding" "paused" "acknowledged" "latched" "silent" */

/* Longest and usual audio pause, and how long an acknowledgement holds, by priority (alarms.md). */
int thecal_priority_get_pause_max_min (ThecalPriority priority);
int thecal_priority_get_pause_default_min (ThecalPriority priority);
gint64 thecal_priority_get_acknowledge_us (ThecalPriority priority);
gint64 thecal_priority_get_reminder_us (ThecalPriority priority);

/* Shown to a person: an episode that stands, or a latched one. */
bool thecal_alarm_is_shown (const ThecalAlarm *self);
/* TRUE, UNKNOWN or CLEARING: the episode stands. */
bool thecal_alarm_is_active (const ThecalAlarm *self);
/* Order in which alarms are shown, 0 the first: those that stand by priority, then by the place of
 * their condition in the catalogue (what the pump delivers before what a computer lacks); latched
 * ones, which have ended, after all of them. */
guint thecal_alarm_get_rank (const ThecalAlarm *self, ThecalConditionId condition);

/* What the ladder of this alarm has reached, of ThecalLadderAction. */
guint thecal_alarm_get_actions (const ThecalAlarm *self,
                                ThecalConditionId condition,
                                const ThecalAlarmSettings *settings);

/* What the rules found for one condition at this instant. */
typedef enum {
  THECAL_VERDICT_CLEAR,
  THECAL_VERDICT_PENDING, /* reported, its delay runs */
  THECAL_VERDICT_TRUE,
  THECAL_VERDICT_UNKNOWN,  /* no fresh report to judge by */
  THECAL_VERDICT_CLEARING, /* looks better, not yet for long enough */
  THECAL_N_VERDICTS,
} ThecalVerdict;

typedef struct {
  ThecalVerdict verdict;
  ThecalPriority priority; /* NONE: the row's */
  gint64 cadence_us;       /* 0: the row's */
  gint64 next_us;          /* when time alone may change this; THECAL_NEVER_US */
  gint64 beat_us;   /* boot instant of the next full pattern; 0: one cadence after the last */
  int daily_at_min; /* the cadence beats at this minute of the local day; 0: from the onset */
} ThecalJudgement;

/* Where a machine stands and whom it tells. */
typedef struct {
  guint unit;
  ThecalConditionId condition;
  ThecalTime now;
  bool superseded;  /* another condition speaks for this one: no sound, no ladder step */
  bool never_quiet; /* hours to empty are short: no quiet hours */
  bool clock_moved; /* the wall clock or the zone is another one since the last step */
  const ThecalAlarmSettings *settings;
  guint *next_episode; /* counts up on every onset */
  GArray *effects;     /* of ThecalEffect, appended to */
} ThecalAlarmContext;

/* Clear, silent, no timer. */
void thecal_alarm_init (ThecalAlarm *self);

/* Feeds a judgement; runs what is due as well. */
void thecal_alarm_judge (ThecalAlarm *self,
                         const ThecalJudgement *judgement,
                         const ThecalAlarmContext *context);

/* "I am on it". @by may be NULL. false: there is nothing to acknowledge. */
bool
thecal_alarm_acknowledge (ThecalAlarm *self, const char *by, const ThecalAlarmContext *context);

/* Pauses the sound for @minutes, cut to what the priority allows; <= 0: the usual time. Returns the
 * minutes granted, 0 (and a log effect) where nothing sounds. */
int thecal_alarm_pause (ThecalAlarm *self, int minutes, const ThecalAlarmContext *context);

/* "I am not on it after all": sound and ladder go on now. false: nobody was. */
bool thecal_alarm_decline (ThecalAlarm *self, const ThecalAlarmContext *context);

/* The process began anew: what sounded before sounds at once. */
void thecal_alarm_sound_again (ThecalAlarm *self,
                               const ThecalJudgement *judgement,
                               const ThecalAlarmContext *context);

/* Something more urgent began: a pause of what is less urgent than @priority ends (alarms.md d2).
 */
void
thecal_alarm_wake (ThecalAlarm *self, ThecalPriority priority, const ThecalAlarmContext *context);

/* A latched alarm was seen. */
bool thecal_alarm_reset (ThecalAlarm *self, const ThecalAlarmContext *context);

/* Boot instant of the machine's own next timer (signal, pause, acknowledgement, ladder). */
gint64 thecal_alarm_get_deadline (const ThecalAlarm *self);
