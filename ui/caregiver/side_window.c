/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/side_window.h"

#include <glib/gi18n.h>

struct _ThecalSideWindow {
  AdwWindow parent_instance;
  GtkWidget *box, *back, *simulated;
};

enum { SIGNAL_BACK, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalSideWindow, thecal_side_window, ADW_TYPE_WINDOW)

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
thecal_side_window_close_request (GtkWindow *window)
{
  gboolean kept = FALSE;

  g_signal_emit (window, signals[SIGNAL_BACK], 0, &kept);
  if (kept)
    return GDK_EVENT_STOP;

  return GTK_WINDOW_CLASS (thecal_side_window_parent_class)->close_request (window);
}

void
thecal_side_window_hide_back (ThecalSideWindow *self)
{
  gtk_widget_set_visible (self->back, FALSE);
}

void
thecal_side_window_set_simulated (ThecalSideWindow *self, gboolean simulated)
{
  gtk_widget_set_visible (self->simulated, simulated);
}

static void
thecal_side_window_class_init (ThecalSideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = thecal_side_window_close_request;
  signals[SIGNAL_BACK] = g_signal_new ("back",
                                       THECAL_TYPE_SIDE_WINDOW,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       g_signal_accumulator_true_handled,
                                       NULL,
                                       NULL,
                                       G_TYPE_BOOLEAN,
                                       0);
  gtk_widget_class_install_action (widget_class, "side.back", NULL, on_back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "side.back", NULL);
}

static GtkWidget *
header_new (GtkWidget *back)
{
  GtkWidget *bar = adw_header_bar_new ();

  gtk_widget_set_tooltip_text (back, _ ("Back"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "side.back");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), back);

  return bar;
}

static void
thecal_side_window_init (ThecalSideWindow *self)
{
  g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  self->simulated = gtk_label_new (_ ("SIMULATED · This is no real pump."));
  gtk_widget_add_css_class (self->simulated, "thecal-simulated");
  gtk_widget_set_visible (self->simulated, FALSE);
  gtk_box_append (GTK_BOX (self->box), header_new (self->back));
  gtk_box_append (GTK_BOX (self->box), self->simulated);
  adw_window_set_content (ADW_WINDOW (self), self->box);
  gtk_window_set_default_size (GTK_WINDOW (self), 1100, 760);
  gtk_window_group_add_window (group, GTK_WINDOW (self));
}

GtkWidget *
thecal_side_window_new (GtkWindow *parent, const char *title, GtkWidget *content)
{
  GtkWindow *owner = parent;
  ThecalSideWindow *self = g_object_new (THECAL_TYPE_SIDE_WINDOW,
                                         "transient-for",
                                         parent,
                                         "destroy-with-parent",
                                         TRUE,
                                         "application",
                                         gtk_window_get_application (parent),
                                         "title",
                                         title,
                                         NULL);

  /* one that was opened from another has the actions of the same window */
  while (owner != NULL && !G_IS_ACTION_GROUP (owner))
    owner = gtk_window_get_transient_for (owner);
  if (owner != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (owner));
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (self->box), content);

  return GTK_WIDGET (self);
}
