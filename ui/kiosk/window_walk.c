/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/checklist.h"
#include "files/checklist_files.h"
#include "kiosk/look.h"
#include "kiosk/window_parts.h"
#include "shared/now.h"
#include "shared/person.h"
#include "shared/pump_reading.h"
#include "shared/walk_opening.h"

static ThecalWalkView *
view_of (ThecalKioskWindow *self)
{
  return THECAL_WALK_VIEW (self->pages[THECAL_KIOSK_PAGE_WALK]);
}

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
answer_prompt (ThecalKioskWindow *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  g_autofree char *name = thecal_person_get_name ();

  if (self->answer_pump != NULL && manager != NULL && thecal_walk_view_is_finished (view_of (self)))
    g_dbus_proxy_call (G_DBUS_PROXY (manager),
                       "AnswerWatch",
                       g_variant_new ("(ss)", self->answer_pump, name),
                       G_DBUS_CALL_FLAGS_NONE,
                       THECAL_ANSWER_LIMIT_MS,
                       self->cancellable,
                       NULL,
                       NULL);
  g_clear_pointer (&self->answer_pump, g_free);
}

static void
on_closed (ThecalKioskWindow *self)
{
  GtkWidget *view = self->pages[THECAL_KIOSK_PAGE_WALK];

  answer_prompt (self);
  self->pages[THECAL_KIOSK_PAGE_WALK] = NULL;
  thecal_kiosk_flow_set_walk (&self->flow, THECAL_KIOSK_WALK_NONE);
  thecal_kiosk_window_show_page (self);
  gtk_stack_remove (GTK_STACK (self->stack), view);
}

static void
on_state (ThecalKioskWindow *self)
{
  ThecalWalkView *view = view_of (self);
  const ThecalKioskWalk walk = thecal_walk_view_is_urgent (view)     ? THECAL_KIOSK_WALK_URGENT
                               : thecal_walk_view_is_finished (view) ? THECAL_KIOSK_WALK_RESULT
                               : thecal_walk_view_is_begun (view)    ? THECAL_KIOSK_WALK_UNFINISHED
                                                                     : THECAL_KIOSK_WALK_NEW;

  thecal_kiosk_flow_set_walk (&self->flow, walk);
  thecal_kiosk_window_show_page (self);
}

static void
on_retired (GtkWidget *view, ThecalKioskWindow *self)
{
  gtk_stack_remove (GTK_STACK (self->stack), view);
}

/* Out of sight; it goes when its record is written. */
static void
retire (ThecalKioskWindow *self)
{
  GtkWidget *view = self->pages[THECAL_KIOSK_PAGE_WALK];

  answer_prompt (self);
  g_signal_handlers_disconnect_by_data (view, self);
  g_signal_connect_object (view, "closed", G_CALLBACK (on_retired), self, 0);
  self->pages[THECAL_KIOSK_PAGE_WALK] = NULL;
  thecal_kiosk_flow_set_walk (&self->flow, THECAL_KIOSK_WALK_NONE);
  thecal_walk_view_leave (THECAL_WALK_VIEW (view));
}

static void
make_view (ThecalKioskWindow *self, guint lists)
{
  g_autofree char *name = thecal_person_get_name ();
  g_autoptr (GPtrArray) faults = NULL;
  const ThecalWalkStart start = {
    .set = thecal_checklist_files_load (NULL, &faults),
    .client = self->client,
    .plan_path = thecal_plan_watch_get_path (self->plan),
    .state_dir = thecal_plan_watch_get_state_dir (self->plan),
    .by = name,
    .paperless = TRUE,
    .lists = lists,
  };
  GtkWidget *view;

  thecal_look_complete ();
  view = thecal_walk_view_new (&start);
  thecal_kiosk_window_add_page (self, THECAL_KIOSK_PAGE_WALK, view);
  for (guint i = 0; i < faults->len; i++)
    thecal_walk_view_add_fault (view_of (self), g_ptr_array_index (faults, i));
  g_signal_connect_object (view, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "state", G_CALLBACK (on_state), self, G_CONNECT_SWAPPED);
  g_signal_connect (view, "back", G_CALLBACK (thecal_walk_view_close), NULL);
  thecal_plan_files_load_async (
      start.plan_path, start.state_dir, self->cancellable, on_plan, g_object_ref (view));
  thecal_kiosk_flow_set_walk (&self->flow, THECAL_KIOSK_WALK_NEW);
}

void
thecal_kiosk_window_open_walk (ThecalKioskWindow *self, const ThecalKioskOpening *opening)
{
  /* What somebody left on the screen does not wait for the next one. */
  if (self->pages[THECAL_KIOSK_PAGE_WALK] != NULL && self->flow.walk == THECAL_KIOSK_WALK_RESULT)
    retire (self);
  if (self->pages[THECAL_KIOSK_PAGE_WALK] == NULL)
    make_view (self, opening->lists);
  if (opening->sound != NULL)
    thecal_walk_opening_prefill_sound (view_of (self), opening->sound);
  if (opening->note != NULL)
    thecal_walk_view_add_fault (view_of (self), opening->note);
  if (opening->answer_pump != NULL) {
    g_free (self->answer_pump);
    self->answer_pump = g_strdup (opening->answer_pump);
  }
  thecal_kiosk_flow_go (&self->flow, THECAL_KIOSK_PAGE_WALK, thecal_now ().boot_us);
  thecal_kiosk_window_show_page (self);
  if (opening->emergency)
    thecal_walk_view_show_emergency (view_of (self));
}

void
thecal_kiosk_window_open_walk_of (ThecalKioskWindow *self, ThecalDbusAlarm *alarm)
{
  const gboolean is_watch = thecal_text_is (thecal_dbus_alarm_get_condition (alarm), "watch");
  const ThecalKioskOpening opening = {
    .lists = thecal_walk_opening_read_lists (thecal_dbus_alarm_get_lists (alarm)),
    .sound = thecal_walk_opening_get_sound (alarm),
    .answer_pump = is_watch ? thecal_dbus_alarm_get_pump_id (alarm) : NULL,
  };

  thecal_kiosk_window_open_walk (self, &opening);
}

void
thecal_kiosk_window_leave (ThecalKioskWindow *self)
{
  if (self->pages[THECAL_KIOSK_PAGE_WALK] == NULL) {
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  g_signal_connect_object (
      view_of (self), "closed", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  thecal_walk_view_leave (view_of (self));
}

/* Left alone on a result that is no emergency. */
void
thecal_kiosk_window_leave_walk (ThecalKioskWindow *self)
{
  if (self->pages[THECAL_KIOSK_PAGE_WALK] != NULL &&
      (self->flow.walk == THECAL_KIOSK_WALK_RESULT || self->flow.walk == THECAL_KIOSK_WALK_NEW))
    retire (self);
}
