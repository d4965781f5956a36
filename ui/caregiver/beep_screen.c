/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/beep_screen.h"

#include <glib/gi18n.h>

#include "caregiver/side_window.h"
#include "shared/beep_view.h"

struct _ThecalBeepScreen {
  GtkWindow *parent; /* borrowed: it owns this */
  ThecalMonitorClient *client;
  ThecalListen *listen;
  GtkWidget *window; /* NULL: not shown */
  GtkWidget *view;   /* of the window */
  ThecalBeep kind;   /* of the call under way */
  GCancellable *cancellable;
  ThecalBeepUntold untold;
  gpointer user_data;
};

/* As the monitor names them. */
static const char *const kind_names[] = {
  [THECAL_BEEP_UNKNOWN] = "unknown",
  [THECAL_BEEP_SINGLE] = "single",
  [THECAL_BEEP_CRITICAL] = "critical",
};

static void
tell_heard (ThecalBeepScreen *self)
{
  if (self->window == NULL)
    return;
  if (self->kind == THECAL_BEEP_SINGLE)
    thecal_beep_view_show_answer (THECAL_BEEP_VIEW (self->view),
                                  _ ("Thecal has noted it: one short beep."),
                                  _ ("The pump may run low. Answer Symptoms. Then call the pump "
                                     "team now, for a refill; outside "
                                     "its hours the on-call doctor."));
  else
    thecal_beep_view_show_answer (THECAL_BEEP_VIEW (self->view),
                                  self->kind == THECAL_BEEP_CRITICAL
                                      ? _ ("Thecal has noted it: two tones.")
                                      : _ ("Thecal has noted it: a beep of some kind."),
                                  _ ("The pump may be empty or may have stopped. Answer Symptoms "
                                     "now. Then call the pump team; "
                                     "outside its hours the on-call doctor."));
}

static void
tell_untold (ThecalBeepScreen *self, const char *why)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  self->untold (self->kind, why, self->user_data);
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalBeepScreen *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;

  if (thecal_dbus_manager_call_heard_beep_finish (THECAL_DBUS_MANAGER (source), result, &error)) {
    tell_heard (self);
    return;
  }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* @self is gone */
  g_dbus_error_strip_remote_error (error);
  why = g_strdup_printf (_ ("The monitor did not take the beep: %s."), error->message);
  tell_untold (self, why);
}

static void
on_heard (ThecalBeepView *view, ThecalBeep kind, ThecalBeepScreen *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  self->kind = kind;
  if (manager == NULL || !thecal_monitor_client_is_connected (self->client)) {
    tell_untold (self, _ ("Thecal's monitor is not running, so it was not told of the beep."));
    return;
  }
  /* The answer is looked for after each call; a second tap calls the first one off. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  thecal_dbus_manager_call_heard_beep (
      manager, "", kind_names[kind], self->cancellable, on_told, self);
}

static gboolean
on_back (ThecalSideWindow *window, ThecalBeepScreen *self)
{
  return thecal_beep_view_back (THECAL_BEEP_VIEW (self->view));
}

static void
on_destroy (GtkWidget *window, ThecalBeepScreen *self)
{
  self->window = NULL;
  self->view = NULL;
}

void
thecal_beep_screen_show (ThecalBeepScreen *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (self->window == NULL) {
    self->view = thecal_beep_view_new (self->listen);
    self->window = thecal_side_window_new (self->parent, _ ("I hear a beep"), self->view);
    g_signal_connect (self->view, "heard", G_CALLBACK (on_heard), self);
    g_signal_connect (self->window, "back", G_CALLBACK (on_back), self);
    g_signal_connect (self->window, "destroy", G_CALLBACK (on_destroy), self);
  }
  thecal_side_window_set_simulated (THECAL_SIDE_WINDOW (self->window),
                                    manager != NULL && thecal_dbus_manager_get_simulated (manager));
  gtk_window_present (GTK_WINDOW (self->window));
}

void
thecal_beep_screen_free (ThecalBeepScreen *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->cancellable);
  g_object_unref (self->listen);
  g_object_unref (self->client);
  g_free (self);
}

ThecalBeepScreen *
thecal_beep_screen_new (GtkWindow *parent,
                        ThecalMonitorClient *client,
                        ThecalBeepUntold untold,
                        gpointer user_data)
{
  ThecalBeepScreen *self = g_new0 (ThecalBeepScreen, 1);

  self->parent = parent;
  self->client = g_object_ref (client);
  self->listen = thecal_listen_new ();
  self->cancellable = g_cancellable_new ();
  self->untold = untold;
  self->user_data = user_data;

  return self;
}
