/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/awake.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "kiosk/wake.h"

#define LOGIND "org.freedesktop.login1"
#define LIMIT_MS 5000

struct _ThecalAwake {
  GObject parent_instance;
  GtkWindow *window; /* borrowed: it owns this */
  GCancellable *cancellable;
  GDBusConnection *system; /* NULL: logind is not there */
  guint watch_id;
  GtkApplication *application; /* that holds the session; NULL: none does */
  guint cookie;                /* of it; 0: none */
  int lock;                    /* of logind, a descriptor; -1: none */
  gboolean on, asking;
};

G_DEFINE_FINAL_TYPE (ThecalAwake, thecal_awake, G_TYPE_OBJECT)

/* logind: the lock stands for as long as its descriptor is open. */

static void
release (ThecalAwake *self)
{
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

static void
on_locked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalAwake) self = user_data;
  g_autoptr (GUnixFDList) descriptors = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &descriptors, result, &error);

  self->asking = FALSE;
  if (reply == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_info ("logind gives no lock against sleep: %s", error->message);
    return;
  }
  release (self);
  /* answered too late, it is given back at once */
  if (self->on && descriptors != NULL && g_unix_fd_list_get_length (descriptors) > 0)
    self->lock = g_unix_fd_list_get (descriptors, 0, NULL);
}

static void
lock (ThecalAwake *self)
{
  if (!self->on || self->system == NULL || self->asking || self->lock >= 0)
    return;
  self->asking = TRUE;
  g_dbus_connection_call_with_unix_fd_list (
      self->system,
      LOGIND,
      "/org/freedesktop/login1",
      LOGIND ".Manager",
      "Inhibit",
      g_variant_new ("(ssss)", "idle:sleep", "Thecal", _ ("A high alarm stands"), "block"),
      G_VARIANT_TYPE ("(h)"),
      G_DBUS_CALL_FLAGS_NONE,
      LIMIT_MS,
      NULL,
      self->cancellable,
      on_locked,
      g_object_ref (self));
}

static void
on_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  ThecalAwake *self = user_data;

  g_set_object (&self->system, bus);
  lock (self);
}

static void
on_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ThecalAwake *self = user_data;

  release (self);
  g_clear_object (&self->system);
}

/* The session. */

static void
leave_session (ThecalAwake *self)
{
  if (self->cookie != 0)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;
  g_clear_object (&self->application);
}

static void
hold_session (ThecalAwake *self)
{
  GtkApplication *application = gtk_window_get_application (self->window);

  if (application == NULL || self->cookie != 0)
    return;
  self->application = g_object_ref (application);
  self->cookie =
      gtk_application_inhibit (application,
                               self->window,
                               GTK_APPLICATION_INHIBIT_IDLE | GTK_APPLICATION_INHIBIT_SUSPEND,
                               _ ("A high alarm stands"));
}

void
thecal_awake_set (ThecalAwake *self, gboolean on)
{
  if (self->on == on)
    return;
  self->on = on;
  if (on) {
    hold_session (self);
    lock (self);
  } else {
    leave_session (self);
    release (self);
  }
}

void
thecal_awake_wake (ThecalAwake *self)
{
  thecal_wake_display (self->cancellable);
}

/* Object. */

static void
thecal_awake_dispose (GObject *object)
{
  ThecalAwake *self = THECAL_AWAKE (object);

  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_cancellable_cancel (self->cancellable);
  self->on = FALSE;
  leave_session (self);
  release (self);
  g_clear_object (&self->system);
  G_OBJECT_CLASS (thecal_awake_parent_class)->dispose (object);
}

static void
thecal_awake_finalize (GObject *object)
{
  g_object_unref (THECAL_AWAKE (object)->cancellable);
  G_OBJECT_CLASS (thecal_awake_parent_class)->finalize (object);
}

static void
thecal_awake_class_init (ThecalAwakeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_awake_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_awake_finalize;
}

static void
thecal_awake_init (ThecalAwake *self)
{
  self->lock = -1;
  self->cancellable = g_cancellable_new ();
  self->watch_id = g_bus_watch_name (G_BUS_TYPE_SYSTEM,
                                     LOGIND,
                                     G_BUS_NAME_WATCHER_FLAGS_NONE,
                                     on_appeared,
                                     on_vanished,
                                     self,
                                     NULL);
}

ThecalAwake *
thecal_awake_new (GtkWindow *window)
{
  ThecalAwake *self = g_object_new (THECAL_TYPE_AWAKE, NULL);

  self->window = window;

  return self;
}
