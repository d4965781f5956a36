/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"

/* The escalation ladder of one priority: what is added after which time without acknowledgement
 * (alarms.md d3). What is reached stays; after the last step the last one is repeated without end.
 */

/* What a step adds. The last three are groups of people for outside channels. */
typedef enum {
  THECAL_ACTION_LOUDER = 1 << 0,
  THECAL_ACTION_LOUDEST = 1 << 1,
  THECAL_ACTION_SPEECH = 1 << 2,      /* what and what to do, between bursts */
  THECAL_ACTION_FULL_SCREEN = 1 << 3, /* the alarm window fills its screen */
  THECAL_ACTION_ALL_SCREENS = 1 << 4, /* every program on the bus that can show it does */
  THECAL_ACTION_ON_DUTY = 1 << 5,
  THECAL_ACTION_BACKUP = 1 << 6,
  THECAL_ACTION_EVERYONE = 1 << 7,
} ThecalLadderAction;

#define THECAL_N_LADDER_ACTIONS 8
#define THECAL_LADDER_STEPS_MAX 10

typedef struct {
  gint64 after_us; /* since the onset, without acknowledgement; ascending */
  guint actions;   /* of ThecalLadderAction */
} ThecalLadderStep;

typedef struct {
  ThecalLadderStep steps[THECAL_LADDER_STEPS_MAX];
  int n_steps; /* 0: nobody is called */
  gint64 repeat_us;
} ThecalLadder;

/* The ladder where a care plan says nothing: alarms.md d3. Empty below medium. */
const ThecalLadder *thecal_ladder_get_default (ThecalPriority priority);

/* The ladder of a drill: louder, speech and screens within a minute; other people are not called.
 */
const ThecalLadder *thecal_ladder_get_drill (void);

/* When step @step (from 0) is reached, counted from the onset; THECAL_NEVER_US on an empty ladder.
 */
gint64 thecal_ladder_get_step_us (const ThecalLadder *self, int step);

/* Everything that the first @n_reached steps have added. */
guint thecal_ladder_get_actions (const ThecalLadder *self, int n_reached);

/* "louder" "full-screen" …, for files, bus and command line; @action one bit. NULL, false: none. */
const char *thecal_ladder_action_to_string (guint action);
bool thecal_ladder_action_from_string (const char *text, guint *out_action);
