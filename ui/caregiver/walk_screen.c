/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/walk_screen.h"

#include <glib/gi18n.h>

#include "caregiver/ask.h"
#include "caregiver/side_window.h"
#include "files/checklist_files.h"
#include "shared/person.h"
#include "shared/pump_reading.h"
#include "shared/walk_opening.h"

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

static void
on_plan (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalWalkView) view = user_data;
  ThecalPlanLoad *load = thecal_plan_files_load_finish (result);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));

  /* Closed meanwhile. */
  if (root == NULL)
    thecal_plan_load_free (load);
  else
    thecal_walk_view_set_plan (view, load);
}

/* The prompt is answered by going through the questions, whatever comes of them; leaving them does
 * not answer it. */
static void
answer_prompt (ThecalWalkScreen *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  const ThecalAsker asker = thecal_ask_before (GTK_WIDGET (self->parent));
  g_autofree char *name = thecal_person_get_name ();

  if (self->answer_pump != NULL && thecal_walk_view_is_finished (THECAL_WALK_VIEW (self->view)) &&
      manager != NULL)
    thecal_asker_ask (
        &asker, manager, "AnswerWatch", g_variant_new ("(ss)", self->answer_pump, name));
}

static void
on_closed (ThecalWalkScreen *self)
{
  self->over = TRUE;
  answer_prompt (self);
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
  g_autofree char *name = thecal_person_get_name ();
  g_autoptr (GPtrArray) faults = NULL;
  const ThecalWalkStart start = {
    .set = thecal_checklist_files_load (NULL, &faults),
    .client = self->client,
    .plan_path = thecal_plan_watch_get_path (self->plan),
    .state_dir = thecal_plan_watch_get_state_dir (self->plan),
    .print_to = self->print_to,
    .by = name,
    .lists = lists,
  };

  self->over = FALSE;
  self->view = thecal_walk_view_new (&start);
  self->window = thecal_side_window_new (self->parent, _ ("Symptoms"), self->view);
  thecal_side_window_hide_back (THECAL_SIDE_WINDOW (self->window));
  for (guint i = 0; i < faults->len; i++)
    thecal_walk_view_add_fault (THECAL_WALK_VIEW (self->view), g_ptr_array_index (faults, i));
  g_signal_connect_swapped (self->view, "closed", G_CALLBACK (on_closed), self);
  g_signal_connect_swapped (self->view, "state", G_CALLBACK (on_state), self);
  g_signal_connect_swapped (self->window, "back", G_CALLBACK (on_back), self);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (on_destroy), self);
  thecal_plan_files_load_async (
      start.plan_path, start.state_dir, self->cancellable, on_plan, g_object_ref (self->view));
}

void
thecal_walk_screen_open (ThecalWalkScreen *self, const ThecalWalkOpening *opening)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (self->window == NULL)
    make_window (self, opening->lists);
  if (opening->sound != NULL)
    thecal_walk_opening_prefill_sound (THECAL_WALK_VIEW (self->view), opening->sound);
  if (opening->note != NULL)
    thecal_walk_view_add_fault (THECAL_WALK_VIEW (self->view), opening->note);
  if (opening->answer != NULL) {
    g_free (self->answer_pump);
    self->answer_pump = g_strdup (thecal_dbus_alarm_get_pump_id (opening->answer));
  }
  thecal_side_window_set_simulated (THECAL_SIDE_WINDOW (self->window),
                                    manager != NULL && thecal_dbus_manager_get_simulated (manager));
  gtk_window_present (GTK_WINDOW (self->window));
}

/* From an alarm. */

void
thecal_walk_screen_open_of (ThecalWalkScreen *self, ThecalDbusAlarm *alarm)
{
  const ThecalWalkOpening opening = {
    .lists = thecal_walk_opening_read_lists (thecal_dbus_alarm_get_lists (alarm)),
    .sound = thecal_walk_opening_get_sound (alarm),
    .answer = thecal_text_is (thecal_dbus_alarm_get_condition (alarm), "watch") ? alarm : NULL,
  };

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
