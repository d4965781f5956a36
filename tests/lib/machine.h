/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/alarm_machine.h"

/* One alarm machine by itself, judged by hand. */

#define MACHINE_NOW_US (10 * THECAL_HOUR_US)

typedef struct {
  ThecalAlarm alarm;
  GArray *effects;
  guint next_episode;
  ThecalAlarmSettings settings;
  ThecalAlarmContext context;
} Machine;

void machine_init (Machine *self, ThecalConditionId condition);
/* An hourly cadence, nothing that time changes. */
ThecalJudgement machine_judgement (ThecalVerdict verdict, ThecalPriority priority);
void machine_judge (Machine *self, ThecalVerdict verdict, ThecalPriority priority);
/* All since the last call as words, "raise signal log:paused". (transfer full) */
char *machine_take_effects (Machine *self);
