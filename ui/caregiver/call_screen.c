/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/call_screen.h"

#include <glib/gi18n.h>

#include "caregiver/side_window.h"
#include "shared/call_view.h"

struct _ThecalCallScreen {
  GtkWindow *parent; /* borrowed: it owns this */
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GtkWidget *window; /* NULL: not shown */
};

static void
on_destroy (GtkWidget *window, ThecalCallScreen *self)
{
  self->window = NULL;
}

void
thecal_call_screen_show (ThecalCallScreen *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  GtkWidget *view;

  if (self->window == NULL) {
    view = thecal_call_view_new (self->plan);
    self->window = thecal_side_window_new (self->parent, _ ("Call"), view);
    g_signal_connect (self->window, "destroy", G_CALLBACK (on_destroy), self);
    gtk_widget_grab_focus (view);
  }
  thecal_side_window_set_simulated (THECAL_SIDE_WINDOW (self->window),
                                    manager != NULL && thecal_dbus_manager_get_simulated (manager));
  gtk_window_present (GTK_WINDOW (self->window));
}

void
thecal_call_screen_free (ThecalCallScreen *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->plan);
  g_object_unref (self->client);
  g_free (self);
}

ThecalCallScreen *
thecal_call_screen_new (GtkWindow *parent, ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalCallScreen *self = g_new0 (ThecalCallScreen, 1);

  self->parent = parent;
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);

  return self;
}
