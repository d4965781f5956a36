/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* "Listen with me": an hour and a little more in a quiet room, so that a beep that comes once an
 * hour comes at least once [004-09]. It goes on while other pages are shown, and while the computer
 * sleeps. */
#define THECAL_TYPE_LISTEN (thecal_listen_get_type ())
G_DECLARE_FINAL_TYPE (ThecalListen, thecal_listen, THECAL, LISTEN, GObject)

#define THECAL_LISTEN_MINUTES 65 /* own: the hour and five minutes */

typedef enum {
  THECAL_LISTEN_OFF,
  THECAL_LISTEN_ON,
  THECAL_LISTEN_NOTHING, /* the time has passed, and nobody said that there was a sound */
} ThecalListenState;

/* Signal "changed" (): once a second while it is on, and at its end. */

ThecalListen *thecal_listen_new (void);
/* From the beginning. @now_us: CLOCK_BOOTTIME. */
void thecal_listen_start (ThecalListen *self, gint64 now_us);
/* Something was heard, or the person gives up. */
void thecal_listen_stop (ThecalListen *self);
/* What the time has changed; done by itself each second. */
void thecal_listen_update (ThecalListen *self, gint64 now_us);
ThecalListenState thecal_listen_get_state (ThecalListen *self);
/* Whole seconds, rounded up; 0 where it is not on. */
gint64 thecal_listen_get_left_s (ThecalListen *self, gint64 now_us);
