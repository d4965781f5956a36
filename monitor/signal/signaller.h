/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/alarm/condition.h"

/* Carries alarm signals to people: sound (libpulse), desktop notification (libnotify on a thread of
 * its own), a lamp or bed shaker where THECAL_LAMP names one. Each attempt is proven or reported as
 * failed. Holds no rule about when. */
#define THECAL_TYPE_SIGNALLER (thecal_signaller_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSignaller, thecal_signaller, THECAL, SIGNALLER, GObject)

/* In the detail of a sound's result: what was played was heard on the output's own monitor. */
#define THECAL_HEARD_ON "heard on "

/* Signals, in the thread of creation:
 *   "channel-result" (const char *channel, gboolean ok, const char *detail)
 *        after every attempt and on every change found: channel "sound", "notification" or "lamp"
 *   "acknowledge" (guint episode)  the person pressed Acknowledge in a notification
 *   "pause" (guint episode)        … Pause sound */

/* What the desktop shows and the loudspeaker plays; texts are translated already. */
typedef struct {
  guint episode;
  ThecalConditionId condition;
  ThecalPriority priority;
  const char *title; /* "SIMULATED · Reservoir low" */
  const char *body;
  gboolean simulated;
} ThecalSignalText;

ThecalSignaller *thecal_signaller_new (void);
/* The alarms that should sound now, by priority: bursts at the priority's interval go on by
 * themselves until the next call (alarms.md a3). NONE stops. @step 0-3: loudness step of the
 * ladder. */
void thecal_signaller_set_sounding (ThecalSignaller *self, ThecalPriority priority, int step);
/* What is said between two bursts while something sounds, in the language of the user; NULL:
 * nothing is said. The text is kept by the callee. Ends in "channel-result" with channel "speech".
 */
void thecal_signaller_set_speech (ThecalSignaller *self, const char *text);
/* The sink that alarms sound on, by its stable name; NULL: the default one of the server. */
void thecal_signaller_set_sink (ThecalSignaller *self, const char *name);
/* One full pattern now: the pump's own sequence for @condition where it has one, else bursts. */
void thecal_signaller_play (ThecalSignaller *self,
                            ThecalConditionId condition,
                            ThecalPriority priority,
                            int step);
/* One soft burst (reminder signal). */
void thecal_signaller_remind (ThecalSignaller *self, ThecalPriority priority);
/* Shows or replaces the notification of an episode; shown again after the server restarts. */
void thecal_signaller_notify (ThecalSignaller *self, const ThecalSignalText *text);
void thecal_signaller_withdraw (ThecalSignaller *self, guint episode);
/* FALSE: THECAL_NOTIFICATION=none, as on the bedside screen, which is a window itself. */
gboolean thecal_signaller_has_notification (ThecalSignaller *self);
/* Tries every channel through the production path; each ends in "channel-result". @audible: a quiet
 * tone is played and must be heard; else the sound output is looked at only, as at night. */
void thecal_signaller_self_test_async (ThecalSignaller *self,
                                       gboolean audible,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
thecal_signaller_self_test_finish (ThecalSignaller *self, GAsyncResult *result, GError **error);
/* Silence for good: no sound any more, the volume as it was. The caller limits the time. */
void thecal_signaller_stop_async (ThecalSignaller *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean thecal_signaller_stop_finish (ThecalSignaller *self, GAsyncResult *result, GError **error);
