/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/alarm_machine.h"
#include "core/alarm/care_facts.h"
#include "core/alarm/delivery_facts.h"
#include "core/event.h"
#include "core/pump/forecast.h"

/* One unit (the host, or a pump): the facts that events left behind and one alarm machine for each
 * condition. Events change facts (unit_facts.c), time does too (unit_settle.c); rules read facts
 * and judge (rules*.c). */

#define THECAL_CHANNELS_MAX 16
#define THECAL_CHANNEL_NAME_MAX 32
#define THECAL_GAPS_MAX 9

/* Channels of the self-test that mean more than themselves. */
#define THECAL_CHANNEL_BLUETOOTH "bluetooth"
#define THECAL_CHANNEL_CLOCK "clock"

/* Evidence that the level condition is true, and what it takes to release it: a refill, or two
 * fresh reports at least 60 s apart that lie 5 mL above the lowest level seen (alarms.md). */
typedef struct {
  bool empty, empty_soon, low; /* held since seen */
  bool heard_empty, heard_low; /* by the sound of the pump, until somebody has looked into it */
  bool refilled;               /* a refill was logged; empty still waits for a newer status */
  double lowest_ml;            /* NAN: nothing seen */
  gint64 risen_us;             /* first report that showed the rise; THECAL_UNKNOWN_US */
} ThecalLevelFacts;

typedef struct {
  char name[THECAL_CHANNEL_NAME_MAX];
} ThecalChannel;

typedef struct {
  guint index;
  bool watched;
  bool expects_bluetooth;
  gint64 watched_since_us;
  gint64 watched_since_wall_us;
  ThecalPumpStatus status;
  ThecalLevelFacts level;
  bool event_active[THECAL_N_PUMP_EVENTS];
  bool event_dismissed[THECAL_N_PUMP_EVENTS]; /* by the clinic, until the pump sends another
                                                 instance */
  guint16 event_instance[THECAL_N_PUMP_EVENTS];
  bool
      held[THECAL_N_CONDITIONS]; /* true until a clinic action, for conditions that an event sets */
  gint64 held_since_us[THECAL_N_CONDITIONS];
  bool stop_held, stop_planned;
  gint64 stop_since_us;    /* stood still when last known; THECAL_UNKNOWN_US: it ran */
  gint64 running_since_us; /* THECAL_UNKNOWN_US: not running */
  bool stall_held, stall_checked;
  gint64 stall_recovered_us; /* THECAL_UNKNOWN_US: not recovered */
  bool link_down;
  gint64 link_down_us;
  int good_reports_needed;         /* > 0: a report could not be trusted */
  gint64 telemetry_us;             /* in telemetry since; THECAL_UNKNOWN_US: it is not */
  gint64 gaps_us[THECAL_GAPS_MAX]; /* between the newest fresh reports, a ring */
  guint n_gaps;                    /* all that were ever seen */
  bool explanted;                  /* the plan says that the pump was taken out */
  gint64 out_and_heard_us; /* … and yet a word of it came since, the newest; THECAL_UNKNOWN_US */
  ThecalCareFacts care;
  ThecalDeliveryFacts delivery;
  ThecalChannel failed_channels[THECAL_CHANNELS_MAX];
  guint n_failed_channels;
  bool others_watched; /* host: at least one pump is watched */
  bool clock_unset,
      clock_jumped;  /* host: nothing sets the clock; it jumped and nobody has looked */
  bool clock_moved;  /* for the evaluation that is under way */
  bool adapter_gone; /* the host hears nobody: it speaks for every lost link */
  const ThecalAlarmSettings *settings; /* of the system */
  ThecalBand band;                     /* level and … */
  ThecalForecast forecast;             /* … forecast, when facts were settled last */
  ThecalAlarm alarms[THECAL_N_CONDITIONS];
  guint64 busy; /* 1 << ThecalConditionId: alarms that are not clear and silent; the only ones that
                   have a timer, a sound or a say */
  gint64 rules_next_us;
} ThecalUnit;

/* The first of a set of conditions that is not empty, and the set without it. */
static inline int
thecal_conditions_pop (guint64 *conditions)
{
  const int first = __builtin_ctzll (*conditions);

  *conditions &= *conditions - 1;
  return first;
}

/* Keeps @busy true after an alarm has changed. */
static inline void
thecal_unit_mark (ThecalUnit *self, int id)
{
  const guint64 bit = G_GUINT64_CONSTANT (1) << id;

  if (self->alarms[id].condition != THECAL_CONDITION_CLEAR ||
      self->alarms[id].signal != THECAL_SIGNAL_SILENT)
    self->busy |= bit;
  else
    self->busy &= ~bit;
}

/* @settings are kept by the system for as long as the unit lives. */
void thecal_unit_init (ThecalUnit *self, guint index, const ThecalAlarmSettings *settings);

/* What became of an event. */
typedef enum {
  THECAL_FACT_TAKEN,
  THECAL_FACT_BACKFILLED, /* old-dated: history only */
  THECAL_FACT_REJECTED,
} ThecalFactResult;

/* Lets the event change the facts. Persons' doings on alarms are not facts; see unit.c. */
ThecalFactResult thecal_unit_take (ThecalUnit *self, const ThecalEvent *event, ThecalTime now);

/* Facts that time alone changes: levels fall, running lasts. */
void thecal_unit_settle (ThecalUnit *self, ThecalTime now);

/* Taken out, and for a day not a word of it: nothing of the pump is an alarm any more (001-19). */
bool thecal_unit_is_archived (const ThecalUnit *self, ThecalTime now);
bool thecal_unit_is_stale (const ThecalUnit *self, ThecalTime now);
/* Boot instant at which silence becomes stale; THECAL_NEVER_US where nothing is expected. */
gint64 thecal_unit_get_stale_us (const ThecalUnit *self);

/* Judges every condition and feeds the machines; effects are appended. */
void thecal_unit_evaluate (ThecalUnit *self, ThecalTime now, guint *next_episode, GArray *effects);
/* Something began or got worse, here or elsewhere: what is paused and less urgent sounds again. */
void thecal_unit_wake (ThecalUnit *self,
                       ThecalPriority priority,
                       ThecalTime now,
                       guint *next_episode,
                       GArray *effects);
/* Median of the gaps between reports; 0: not enough were seen. */
gint64 thecal_unit_get_learned_interval_us (const ThecalUnit *self);

/* The most urgent alarm that sounds: its condition; THECAL_N_CONDITIONS where none does. */
ThecalConditionId thecal_unit_get_sounding (const ThecalUnit *self);
/* A high one of @conditions stands. */
bool thecal_unit_has_high (const ThecalUnit *self, guint64 conditions);
/* What the pump itself is in, A01-A18; and all but the drill, which is not real. */
#define THECAL_CONDITIONS_OF_PUMP ((G_GUINT64_CONSTANT (1) << THECAL_CONDITION_DATA_STALE) - 1)
#define THECAL_CONDITIONS_REAL (~(G_GUINT64_CONSTANT (1) << THECAL_CONDITION_DRILL))

/* After a restart and its evaluation: what had sounded before and was not told since @first of
 * @effects is told again. */
void thecal_unit_sound_again (ThecalUnit *self,
                              guint first,
                              ThecalTime now,
                              guint *next_episode,
                              GArray *effects);

/* Acknowledge, decline, pause, reset, clinic action: the machines of this unit that the event
 * names. */
bool thecal_unit_is_answer (ThecalEventType type);
void thecal_unit_answer (ThecalUnit *self,
                         const ThecalEvent *event,
                         ThecalTime now,
                         guint *next_episode,
                         GArray *effects);
gint64 thecal_unit_get_deadline (const ThecalUnit *self);

/* Everything but the alarms' texts, as a floating variant, and back. @shift_us is added to every
 * instant on the boot clock. */
GVariant *thecal_unit_save (const ThecalUnit *self);
bool thecal_unit_restore (ThecalUnit *self, GVariant *saved, gint64 shift_us);
