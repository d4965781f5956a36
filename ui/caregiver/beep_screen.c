/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/beep_screen.h"

#include <glib/gi18n.h>

#include "caregiver/side_window.h"
#include "shared/beep_tell.h"

struct _ThecalBeepScreen {
  GtkWindow *parent; /* borrowed: it owns this */
  ThecalMonitorClient *client;
  ThecalListen *listen;
  GtkWidget *window;    /* NULL: not shown */
  GtkWidget *view;      /* of the window */
  ThecalBeepTell *tell; /* of the view */
  ThecalBeepUntold untold;
  gpointer user_data;
};

static void
on_untold (ThecalBeepTell *tell, int kind, const char *why, ThecalBeepScreen *self)
{
  g_autofree char *words = g_strdup (why);

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  self->untold ((ThecalBeep) kind, words, self->user_data);
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
  g_clear_object (&self->tell);
}

void
thecal_beep_screen_show (ThecalBeepScreen *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (self->window == NULL) {
    self->view = thecal_beep_view_new (self->listen);
    self->window = thecal_side_window_new (self->parent, _ ("I hear a beep"), self->view);
    self->tell = thecal_beep_tell_new (THECAL_BEEP_VIEW (self->view), self->client);
    g_signal_connect (self->tell, "untold", G_CALLBACK (on_untold), self);
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
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
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
  self->untold = untold;
  self->user_data = user_data;

  return self;
}
