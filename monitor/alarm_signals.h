/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/system.h"
#include "drill.h"
#include "signal/signaller.h"
#include "store/store.h"

/* Carries the effects of the core to people and to the alarm log, and remembers for each signal
 * whether it really came out. Words are made here, nothing is decided. */

/* Stable id and name of a pump's unit; NULL for the host. */
typedef struct {
  const char *id, *name; /* borrowed */
} ThecalPumpNames;

typedef struct {
  const ThecalSystem *system; /* of the monitor, as are the next two */
  ThecalStore *store;
  ThecalSignaller *signaller; /* nullable: a monitor without a way to signal */
  ThecalPumpNames (*get_names) (gpointer owner, guint unit);
  gpointer owner;
  ThecalDrill drill;
  guint tried_episode;  /* whose sound was tried last; 0: none is waited for */
  guint told_episode;   /* of the last outcome in the log, and … */
  gboolean told_worked; /* … what it was: a repeat of it is no news */
  char *spoken;         /* owned; nullable */
} ThecalAlarmSignals;

void thecal_alarm_signals_init (ThecalAlarmSignals *self);
void thecal_alarm_signals_clear (ThecalAlarmSignals *self);

/* Signals first, then the log: the alarm does not wait for the disk (safety rule 8). @event: what
 * caused them, for the names of persons. */
void thecal_alarm_signals_carry_out (ThecalAlarmSignals *self,
                                     GArray *effects,
                                     const ThecalEvent *event,
                                     ThecalTime now);

/* A channel answered: whether the alarm that sounds was really heard, spoken, shown. */
void thecal_alarm_signals_take_result (ThecalAlarmSignals *self,
                                       const char *channel,
                                       gboolean ok,
                                       const char *detail,
                                       ThecalTime now);
/* A program shows alarm @episode on @screen. FALSE: there is no such alarm. */
gboolean thecal_alarm_signals_take_shown (ThecalAlarmSignals *self,
                                          guint episode,
                                          const char *screen,
                                          ThecalTime now);

/* The alarm of an episode that is shown to people. FALSE: there is none. */
gboolean thecal_alarm_signals_find (const ThecalSystem *system,
                                    guint episode,
                                    guint *out_unit,
                                    ThecalConditionId *out_condition);
