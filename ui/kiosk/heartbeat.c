/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/heartbeat.h"

#include <gdk/wayland/gdkwayland.h>
#include <systemd/sd-daemon.h>
#include <wayland-client.h>

#define SHARE 3 /* as many signs of life in each period of the watchdog */
#define NO_WATCHDOG_US (30 * G_USEC_PER_SEC)
#define LEAST_MS 100
#define KEY "thecal-heartbeat"

typedef struct {
  GtkWidget *window; /* borrowed: it owns this */
  guint beat_id;
  gulong paint_id;            /* of the picture that is waited for; 0: none */
  struct wl_callback *answer; /* of the compositor, that is waited for; nullable, owned */
  gboolean ready;
} Heartbeat;

static void
heartbeat_free (Heartbeat *self)
{
  g_clear_handle_id (&self->beat_id, g_source_remove);
  g_clear_pointer (&self->answer, wl_callback_destroy);
  g_free (self);
}

static void
tell (Heartbeat *self)
{
  if (!self->ready) {
    self->ready = TRUE;
    sd_notify (0, "READY=1");
  }
  sd_notify (0, "WATCHDOG=1");
}

static void
on_answered (void *data, struct wl_callback *answer, uint32_t serial)
{
  Heartbeat *self = data;

  g_clear_pointer (&self->answer, wl_callback_destroy);
  tell (self);
}

/* A compositor that shows nothing of the window, as when it has switched the screen off, asks for
 * no picture. One that hangs does not answer either. */
static void
ask_compositor (Heartbeat *self)
{
  static const struct wl_callback_listener listener = { .done = on_answered };
  GdkDisplay *display = gtk_widget_get_display (self->window);

  if (!GDK_IS_WAYLAND_DISPLAY (display) || self->answer != NULL)
    return;
  self->answer = wl_display_sync (gdk_wayland_display_get_wl_display (display));
  if (self->answer != NULL)
    wl_callback_add_listener (self->answer, &listener, self);
}

static void
on_painted (GdkFrameClock *clock, Heartbeat *self)
{
  g_clear_signal_handler (&self->paint_id, clock);
  tell (self);
}

/* A loop that turns while nothing can be drawn any more is no sign of life. */
static gboolean
on_beat (gpointer user_data)
{
  Heartbeat *self = user_data;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (self->window);

  if (clock == NULL)
    return G_SOURCE_CONTINUE;
  if (self->paint_id != 0) {
    ask_compositor (self);
    return G_SOURCE_CONTINUE;
  }
  self->paint_id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), self);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);

  return G_SOURCE_CONTINUE;
}

/* sd_watchdog_enabled() would say no: under a compositor WATCHDOG_PID is another's, and its
 * unit takes the signs of life of its child (NotifyAccess=all). */
static guint64
get_period_us (void)
{
  const char *text = g_getenv ("WATCHDOG_USEC");
  guint64 period_us = NO_WATCHDOG_US;

  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &period_us, NULL);

  return period_us;
}

static void
on_mapped (GtkWidget *window, Heartbeat *self)
{
  const guint64 period_us = get_period_us ();

  if (self->beat_id != 0)
    return;
  on_beat (self);
  self->beat_id = g_timeout_add ((guint) MAX (period_us / 1000 / SHARE, LEAST_MS), on_beat, self);
}

void
thecal_heartbeat_follow (GtkWidget *window)
{
  Heartbeat *self;

  if (g_getenv ("NOTIFY_SOCKET") == NULL)
    return;
  self = g_new0 (Heartbeat, 1);
  self->window = window;
  g_object_set_data_full (G_OBJECT (window), KEY, self, (GDestroyNotify) heartbeat_free);
  g_signal_connect (window, "map", G_CALLBACK (on_mapped), self);
}
