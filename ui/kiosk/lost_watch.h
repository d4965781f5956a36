/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* What the screen does itself while no monitor answers: it has the monitor started again, and it
 * sounds, for nothing else would. */
#define THECAL_TYPE_LOST_WATCH (thecal_lost_watch_get_type ())
G_DECLARE_FINAL_TYPE (ThecalLostWatch, thecal_lost_watch, THECAL, LOST_WATCH, GObject)

/* Signal "changed" (): what its words say; each second while it is silenced. */

ThecalLostWatch *thecal_lost_watch_new (void);
void thecal_lost_watch_set_lost (ThecalLostWatch *self, gboolean lost);
/* Wall clock, us; 0: it is not lost. */
gint64 thecal_lost_watch_get_since_us (ThecalLostWatch *self);
/* Somebody is on it, or wants two minutes of quiet. */
void thecal_lost_watch_acknowledge (ThecalLostWatch *self);
void thecal_lost_watch_pause (ThecalLostWatch *self);
/* "Sound paused, 1:45 left.", "" it is not silenced. (transfer full) */
char *thecal_lost_watch_get_words (ThecalLostWatch *self);
