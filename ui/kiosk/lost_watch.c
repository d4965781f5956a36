/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/lost_watch.h"

#include <glib/gi18n.h>

#include "shared/now.h"
#include "shared/silence_words.h"
#include "shared/walk_sound.h"

#define BUS_NAME "org.thecal.Monitor1"
#define TICK_S 1
#define QUIET_US (10 * G_TIME_SPAN_SECOND) /* one that is restarted is back by then */
#define START_EVERY_US (10 * G_TIME_SPAN_SECOND)
#define START_LIMIT_MS 5000
#define SOUND_EVERY_S "60"
#define PAUSE_US (2 * G_TIME_SPAN_MINUTE)
#define ON_IT_US (15 * G_TIME_SPAN_MINUTE)

struct _ThecalLostWatch {
  GObject parent_instance;
  ThecalWalkSound *sound;
  GCancellable *cancellable;
  gint64 since_wall_us;                         /* 0: not lost */
  gint64 since_us, silent_until_us, started_us; /* boot */
  gboolean on_it;
  guint tick_id;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalLostWatch, thecal_lost_watch, G_TYPE_OBJECT)

/* Whoever starts it, systemd or the bus, does nothing where it runs already. */
static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GCancellable) cancellable = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    return;
  g_dbus_connection_call (bus,
                          "org.freedesktop.DBus",
                          "/org/freedesktop/DBus",
                          "org.freedesktop.DBus",
                          "StartServiceByName",
                          g_variant_new ("(su)", BUS_NAME, 0),
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          START_LIMIT_MS,
                          cancellable,
                          NULL,
                          NULL);
}

static void
start_monitor (ThecalLostWatch *self, gint64 now_us)
{
  if (now_us < self->started_us + START_EVERY_US)
    return;
  self->started_us = now_us;
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_bus, g_object_ref (self->cancellable));
}

static gboolean
on_tick (gpointer user_data)
{
  ThecalLostWatch *self = user_data;
  const gint64 now_us = thecal_now ().boot_us;

  start_monitor (self, now_us);
  thecal_walk_sound_set (self->sound,
                         now_us >= self->since_us + QUIET_US && now_us >= self->silent_until_us);
  if (self->silent_until_us != 0) {
    if (now_us >= self->silent_until_us)
      self->silent_until_us = 0;
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }

  return G_SOURCE_CONTINUE;
}

void
thecal_lost_watch_set_lost (ThecalLostWatch *self, gboolean lost)
{
  if (lost == (self->since_wall_us != 0))
    return;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->since_wall_us = 0;
  self->silent_until_us = 0;
  thecal_walk_sound_set (self->sound, FALSE);
  if (!lost)
    return;
  self->since_wall_us = g_get_real_time ();
  self->since_us = thecal_now ().boot_us;
  self->started_us = 0;
  self->tick_id = g_timeout_add_seconds (TICK_S, on_tick, self);
}

gint64
thecal_lost_watch_get_since_us (ThecalLostWatch *self)
{
  return self->since_wall_us;
}

static void
silence (ThecalLostWatch *self, gint64 for_us, gboolean on_it)
{
  self->silent_until_us = thecal_now ().boot_us + for_us;
  self->on_it = on_it;
  thecal_walk_sound_set (self->sound, FALSE);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
thecal_lost_watch_acknowledge (ThecalLostWatch *self)
{
  silence (self, ON_IT_US, TRUE);
}

void
thecal_lost_watch_pause (ThecalLostWatch *self)
{
  silence (self, PAUSE_US, FALSE);
}

char *
thecal_lost_watch_get_words (ThecalLostWatch *self)
{
  const gint64 left_us = self->silent_until_us - thecal_now ().boot_us;
  g_autofree char *left = NULL;

  if (self->silent_until_us == 0 || left_us <= 0)
    return g_strdup ("");
  left = thecal_silence_left_words ((left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);

  return g_strdup_printf (self->on_it ? _ ("Somebody is on it, %s. Nothing is being watched.")
                                      : _ ("Sound paused, %s."),
                          left);
}

static void
thecal_lost_watch_dispose (GObject *object)
{
  ThecalLostWatch *self = THECAL_LOST_WATCH (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->sound, thecal_walk_sound_free);
  G_OBJECT_CLASS (thecal_lost_watch_parent_class)->dispose (object);
}

static void
thecal_lost_watch_finalize (GObject *object)
{
  g_object_unref (THECAL_LOST_WATCH (object)->cancellable);
  G_OBJECT_CLASS (thecal_lost_watch_parent_class)->finalize (object);
}

static void
thecal_lost_watch_class_init (ThecalLostWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_lost_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_lost_watch_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_LOST_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_lost_watch_init (ThecalLostWatch *self)
{
  self->sound = thecal_walk_sound_new_repeated (SOUND_EVERY_S);
  self->cancellable = g_cancellable_new ();
}

ThecalLostWatch *
thecal_lost_watch_new (void)
{
  return g_object_new (THECAL_TYPE_LOST_WATCH, NULL);
}
