/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* One sound at a time through libpulse, proven: the sink is a real one, loud enough, and what was
 * played was seen on the sink's own monitor. Where a sink goes, the play begins again on another;
 * where the server has none, the sound goes to ALSA, which proves nothing. */
#define THECAL_TYPE_SOUND (thecal_sound_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSound, thecal_sound, THECAL, SOUND, GObject)

/* Signals:
 *   "played" (gboolean ok, const char *detail)  after each play, and after each check
 *   "output" (gboolean ok, const char *detail)  an output came or went while nothing played */

ThecalSound *thecal_sound_new (void);
/* The sink to use, by its stable name; NULL: the server's default. THECAL_SINK in the environment
 * goes before it. */
void thecal_sound_set_sink (ThecalSound *self, const char *name);
/* Plays @samples (gint16 mono, taken over). One that plays is ended without an answer.
 * @floor_percent: least volume of the sink while it plays, restored after. */
void thecal_sound_play (ThecalSound *self, GArray *samples, int floor_percent);
/* Looks whether something could be heard, without a sound; ends in "played". Nothing is done while
 * one plays: that is the better proof. */
void thecal_sound_check (ThecalSound *self);
/* Ends what plays and answers when the server has the volume as it was. A server that hangs does
 * not answer: the caller has a limit of its own. */
void thecal_sound_stop_async (ThecalSound *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean thecal_sound_stop_finish (ThecalSound *self, GAsyncResult *result, GError **error);
gboolean thecal_sound_is_playing (ThecalSound *self);
