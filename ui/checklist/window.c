/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "checklist/window.h"

#include <glib/gi18n.h>

#include "shared/walk_view.h"

struct _ThecalChecklistWindow {
  AdwApplicationWindow parent_instance;
  GtkWidget *view, *simulated;
  ThecalMonitorClient *client; /* nullable */
  GCancellable *cancellable;
  gboolean over;
};

G_DEFINE_FINAL_TYPE (ThecalChecklistWindow, thecal_checklist_window, ADW_TYPE_APPLICATION_WINDOW)

static void
on_closed (ThecalChecklistWindow *self)
{
  self->over = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
thecal_checklist_window_close_request (GtkWindow *window)
{
  ThecalChecklistWindow *self = THECAL_CHECKLIST_WINDOW (window);

  if (self->over)
    return FALSE;
  thecal_walk_view_close (THECAL_WALK_VIEW (self->view));

  return TRUE;
}

void
thecal_checklist_window_leave (ThecalChecklistWindow *self)
{
  thecal_walk_view_leave (THECAL_WALK_VIEW (self->view));
}

/* What is simulated is marked so on every screen. */
static void
on_monitor (ThecalChecklistWindow *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  const gboolean simulated = thecal_monitor_client_is_connected (self->client) && manager != NULL &&
                             thecal_dbus_manager_get_simulated (manager);

  gtk_widget_set_visible (self->simulated, simulated);
}

static void
thecal_checklist_window_dispose (GObject *object)
{
  ThecalChecklistWindow *self = THECAL_CHECKLIST_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (thecal_checklist_window_parent_class)->dispose (object);
}

static void
thecal_checklist_window_finalize (GObject *object)
{
  g_clear_object (&THECAL_CHECKLIST_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (thecal_checklist_window_parent_class)->finalize (object);
}

static void
thecal_checklist_window_class_init (ThecalChecklistWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_checklist_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_checklist_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = thecal_checklist_window_close_request;
}

static void
thecal_checklist_window_init (ThecalChecklistWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->simulated = gtk_label_new (_ ("SIMULATED"));
  gtk_widget_add_css_class (self->simulated, "thecal-simulated");
  gtk_widget_set_visible (self->simulated, FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Symptom check"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1120, 760);
}

GtkWidget *
thecal_checklist_window_new (AdwApplication *application,
                             const ThecalWalkStart *start,
                             const GPtrArray *faults)
{
  ThecalChecklistWindow *self =
      g_object_new (THECAL_TYPE_CHECKLIST_WINDOW, "application", application, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->view = thecal_walk_view_new (start);
  gtk_widget_set_vexpand (self->view, TRUE);
  gtk_box_append (GTK_BOX (box), self->simulated);
  gtk_box_append (GTK_BOX (box), self->view);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), box);
  g_signal_connect_object (self->view, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    thecal_walk_view_add_fault (THECAL_WALK_VIEW (self->view), g_ptr_array_index (faults, i));
  if (start->client != NULL) {
    self->client = g_object_ref (start->client);
    g_signal_connect_object (
        self->client, "changed", G_CALLBACK (on_monitor), self, G_CONNECT_SWAPPED);
    on_monitor (self);
  }
  thecal_walk_view_load_plan (THECAL_WALK_VIEW (self->view), start, self->cancellable);

  return GTK_WIDGET (self);
}
