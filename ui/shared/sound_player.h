/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* Plays what the program thecal-sound can play: on the output of the alarms, with no monitor. One
 * sound at a time; a new one ends the one before it. */
#define THECAL_TYPE_SOUND_PLAYER (thecal_sound_player_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSoundPlayer, thecal_sound_player, THECAL, SOUND_PLAYER, GObject)

/* Signal "ended" (const char *pattern, gboolean heard, const char *why): by itself; not after
 * another play or a stop. @why: "" or what thecal-sound says. */

ThecalSoundPlayer *thecal_sound_player_new (void);
/* @pattern: "pump-low", "high" … */
void thecal_sound_player_play (ThecalSoundPlayer *self, const char *pattern);
void thecal_sound_player_stop (ThecalSoundPlayer *self);
/* What plays; NULL: nothing. */
const char *thecal_sound_player_get_pattern (ThecalSoundPlayer *self);

/* Where thecal-sound is: THECAL_SOUND in the environment, beside this program, in its build, or
 * where it is installed. (transfer full) */
char *thecal_sound_player_find_program (void);
