/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* What a drill has shown: which channels really worked, and who answered. Kept for people; that the
 * drill is an alarm like any other is the core's doing. */

typedef enum {
  THECAL_DRILL_NEVER,
  THECAL_DRILL_RUNNING,
  THECAL_DRILL_DONE,
  THECAL_DRILL_BROKEN_OFF, /* something real began */
} ThecalDrillState;

typedef struct {
  const char *channel; /* interned: "sound", "speech", "notification", "log", "screen NAME" … */
  gboolean worked;
  gboolean reached; /* FALSE: its turn had not come: it proved nothing, and is no failure */
  char *found;      /* owned */
} ThecalDrillChannel;

typedef struct {
  ThecalDrillState state;
  gint64 began_wall_us;       /* 0: never */
  gint64 speech_turn_wall_us; /* when the ladder asked for speech; 0: not yet */
  GPtrArray *channels;        /* of owned ThecalDrillChannel */
} ThecalDrill;

void thecal_drill_init (ThecalDrill *self);
void thecal_drill_clear (ThecalDrill *self);

/* Begins anew: nothing has worked yet. */
void thecal_drill_begin (ThecalDrill *self, gint64 wall_us);
/* A channel that this computer does not have is not asked for. */
void thecal_drill_leave_out (ThecalDrill *self, const char *name);
/* What a channel did in the drill that runs. One that worked once has worked. */
void thecal_drill_note (ThecalDrill *self, const char *channel, gboolean worked, const char *found);
/* From now on something is to be spoken. */
void thecal_drill_reach_speech (ThecalDrill *self, gint64 wall_us);
/* The drill has ended. Who was to show or answer and did not is named. */
void thecal_drill_end (ThecalDrill *self, gboolean broken_off, gint64 wall_us);

/* "never" "running" "done" "broken-off" */
const char *thecal_drill_state_to_string (ThecalDrillState state);
/* "worked" "did not work" "not reached" */
const char *thecal_drill_channel_to_string (const ThecalDrillChannel *channel);
/* a(sbs): channel, worked, found; of one that was not reached "not reached: FOUND". (floating) */
GVariant *thecal_drill_to_variant (const ThecalDrill *self);
