/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/walk_screen.h"

#include <glib/gi18n.h>

#include "caregiver/ask.h"
#include "caregiver/side_window.h"
#include "shared/walk_home.h"

struct _ThecalWalkScreen {
  GtkWindow *parent; /* borrowed: it owns this */
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GtkWidget *window, *view;  /* NULL: not shown */
  gboolean over;             /* closed: the window may go */
  char *answer_pump;         /* the prompt of this pump ends with it; NULL: none */
  GCancellable *cancellable; /* of the window */
  char *print_to;            /* nullable */
  ThecalWalkChanged changed;
  gpointer user_data;
};

static ThecalWalkHome
home_of (ThecalWalkScreen *self)
{
  return (ThecalWalkHome){
    .client = self->client,
    .plan = self->plan,
    .cancellable = self->cancellable,
    .print_to = self->print_to,
  };
}

static void
on_closed (ThecalWalkScreen *self)
{
  const ThecalWalkHome home = home_of (self);
  const ThecalAsker asker = thecal_ask_before (GTK_WIDGET (self->parent));

  self->over = TRUE;
  thecal_walk_home_answer_prompt (&home, THECAL_WALK_VIEW (self->view), self->answer_pump, &asker);
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static gboolean
on_back (ThecalWalkScreen *self)
{
  if (self->over)
    return FALSE;
  thecal_walk_view_close (THECAL_WALK_VIEW (self->view));

  return TRUE;
}

static void
on_state (ThecalWalkScreen *self)
{
  self->changed (self->user_data);
}

static void
on_destroy (ThecalWalkScreen *self)
{
  self->window = NULL;
  self->view = NULL;
  g_clear_pointer (&self->answer_pump, g_free);
  self->changed (self->user_data);
}

static void
make_window (ThecalWalkScreen *self, guint lists)
{
  const ThecalWalkHome home = home_of (self);

  self->over = FALSE;
  self->view = thecal_walk_home_new_view (&home, lists);
  self->window = thecal_side_window_new (self->parent, _ ("Symptoms"), self->view);
  thecal_side_window_hide_back (THECAL_SIDE_WINDOW (self->window));
  g_signal_connect_swapped (self->view, "closed", G_CALLBACK (on_closed), self);
  g_signal_connect_swapped (self->view, "state", G_CALLBACK (on_state), self);
  g_signal_connect_swapped (self->window, "back", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (on_destroy), self);
}

void
thecal_walk_screen_open (ThecalWalkScreen *self, const ThecalWalkOpening *opening)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (self->window == NULL)
    make_window (self, opening->lists);
  thecal_walk_opening_fill (opening, THECAL_WALK_VIEW (self->view));
  if (opening->answer_pump != NULL) {
    g_free (self->answer_pump);
    self->answer_pump = g_strdup (opening->answer_pump);
  }
  thecal_side_window_set_simulated (THECAL_SIDE_WINDOW (self->window),
                                    manager != NULL && thecal_dbus_manager_get_simulated (manager));
  gtk_window_present (GTK_WINDOW (self->window));
}

void
thecal_walk_screen_open_of (ThecalWalkScreen *self, ThecalDbusAlarm *alarm)
{
  const ThecalWalkOpening opening = thecal_walk_opening_of_alarm (alarm);

  thecal_walk_screen_open (self, &opening);
}

gboolean
thecal_walk_screen_is_result_shown (ThecalWalkScreen *self)
{
  return self->view != NULL && thecal_walk_view_is_open (THECAL_WALK_VIEW (self->view));
}

void
thecal_walk_screen_set_print_to (ThecalWalkScreen *self, const char *file)
{
  g_free (self->print_to);
  self->print_to = g_strdup (file);
}

void
thecal_walk_screen_free (ThecalWalkScreen *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->window != NULL) {
    g_signal_handlers_disconnect_by_data (self->window, self);
    g_signal_handlers_disconnect_by_data (self->view, self);
    gtk_window_destroy (GTK_WINDOW (self->window));
  }
  g_free (self->answer_pump);
  g_free (self->print_to);
  g_object_unref (self->cancellable);
  g_object_unref (self->plan);
  g_object_unref (self->client);
  g_free (self);
}

ThecalWalkScreen *
thecal_walk_screen_new (GtkWindow *parent,
                        ThecalMonitorClient *client,
                        ThecalPlanWatch *plan,
                        ThecalWalkChanged changed,
                        gpointer user_data)
{
  ThecalWalkScreen *self = g_new0 (ThecalWalkScreen, 1);

  self->parent = parent;
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  self->cancellable = g_cancellable_new ();
  self->changed = changed;
  self->user_data = user_data;

  return self;
}
