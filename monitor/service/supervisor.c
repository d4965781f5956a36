/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/supervisor.h"

#include <systemd/sd-daemon.h>

#define BUS_LIMIT_MS 2000

struct _ThecalSupervisor {
  GObject parent_instance;
  ThecalMonitor *monitor;
  GDBusConnection *bus;
  GCancellable *cancellable;
  guint probe_id;
  guint64 n_steps; /* when the probe began */
};

G_DEFINE_FINAL_TYPE (ThecalSupervisor, thecal_supervisor, G_TYPE_OBJECT)

static void
on_bus_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalSupervisor) self = user_data;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (reply != NULL && thecal_monitor_get_n_steps (self->monitor) > self->n_steps)
    sd_notify (0, "WATCHDOG=1");
}

static void
on_stored (gboolean stored, gpointer user_data)
{
  g_autoptr (ThecalSupervisor) self = user_data;

  /* A failing disk is an alarm condition of its own; restarting would not mend it. */
  g_dbus_connection_call (self->bus,
                          "org.freedesktop.DBus",
                          "/org/freedesktop/DBus",
                          "org.freedesktop.DBus",
                          "GetId",
                          NULL,
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          BUS_LIMIT_MS,
                          self->cancellable,
                          on_bus_answered,
                          g_object_ref (self));
}

static gboolean
on_probe (gpointer user_data)
{
  ThecalSupervisor *self = user_data;
  const ThecalEvent tick = { .type = THECAL_EVENT_TICK };

  self->n_steps = thecal_monitor_get_n_steps (self->monitor);
  thecal_event_sink_post (THECAL_EVENT_SINK (self->monitor), &tick);
  thecal_event_sink_when_stored (THECAL_EVENT_SINK (self->monitor), on_stored, g_object_ref (self));

  return G_SOURCE_CONTINUE;
}

void
thecal_supervisor_ready (ThecalSupervisor *self, GDBusConnection *bus)
{
  guint64 period_us = 0;

  if (self->bus != NULL)
    return;
  self->bus = g_object_ref (bus);
  sd_notify (0, "READY=1");
  if (sd_watchdog_enabled (0, &period_us) > 0)
    self->probe_id = g_timeout_add ((guint) MAX (period_us / 3000, 100), on_probe, self);
}

static void
thecal_supervisor_dispose (GObject *object)
{
  ThecalSupervisor *self = THECAL_SUPERVISOR (object);

  if (self->bus != NULL)
    sd_notify (0, "STOPPING=1");
  g_clear_handle_id (&self->probe_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->bus);
  g_clear_object (&self->monitor);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (thecal_supervisor_parent_class)->dispose (object);
}

static void
thecal_supervisor_class_init (ThecalSupervisorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_supervisor_dispose;
}

static void
thecal_supervisor_init (ThecalSupervisor *self)
{
  self->cancellable = g_cancellable_new ();
}

ThecalSupervisor *
thecal_supervisor_new (ThecalMonitor *monitor)
{
  ThecalSupervisor *self = g_object_new (THECAL_TYPE_SUPERVISOR, NULL);

  self->monitor = g_object_ref (monitor);
  return self;
}
