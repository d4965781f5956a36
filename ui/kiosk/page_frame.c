/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/page_frame.h"

#include <glib/gi18n.h>

#include "kiosk/button.h"

struct _ThecalPageFrame {
  GtkBox parent_instance;
  GtkWidget *title, *content, *up, *down;
  guint placed_id;
  GtkAdjustment *place; /* of what the content scrolls; nullable */
};

#define STEP 0.8 /* of what is seen: some of it stays in sight */

enum { SIGNAL_BACK, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalPageFrame, thecal_page_frame, GTK_TYPE_BOX)

/* Nobody needs a gesture to see what is below. */

static gboolean
on_placed (gpointer user_data)
{
  ThecalPageFrame *self = user_data;
  const double at = gtk_adjustment_get_value (self->place);
  const double last =
      gtk_adjustment_get_upper (self->place) - gtk_adjustment_get_page_size (self->place);

  gtk_widget_set_visible (self->up, last > 1);
  gtk_widget_set_visible (self->down, last > 1);
  gtk_widget_set_sensitive (self->up, at > 1);
  gtk_widget_set_sensitive (self->down, at < last - 1);
  self->placed_id = 0;

  return G_SOURCE_REMOVE;
}

/* It comes in the middle of laying out. */
static void
on_place (ThecalPageFrame *self)
{
  if (self->placed_id == 0)
    self->placed_id = g_idle_add (on_placed, self);
}

static void
move (ThecalPageFrame *self, double share)
{
  const double step = gtk_adjustment_get_page_size (self->place) * share;

  gtk_adjustment_set_value (self->place, gtk_adjustment_get_value (self->place) + step);
}

static void
on_up (ThecalPageFrame *self)
{
  move (self, -STEP);
}

static void
on_down (ThecalPageFrame *self)
{
  move (self, STEP);
}

static GtkWidget *
find_scroller (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SCROLLED_WINDOW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_scroller (child);

  return found;
}

static void
on_back (ThecalPageFrame *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
on_escape (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_back (THECAL_PAGE_FRAME (widget));
}

static void
thecal_page_frame_dispose (GObject *object)
{
  g_clear_handle_id (&THECAL_PAGE_FRAME (object)->placed_id, g_source_remove);
  G_OBJECT_CLASS (thecal_page_frame_parent_class)->dispose (object);
}

static void
thecal_page_frame_class_init (ThecalPageFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_page_frame_dispose;
  gtk_widget_class_install_action (widget_class, "frame.back", NULL, on_escape);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "frame.back", NULL);
  signals[SIGNAL_BACK] = g_signal_new (
      "back", THECAL_TYPE_PAGE_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
corner_new (GtkWidget *bar,
            const char *icon_name,
            const char *name,
            GCallback on_clicked,
            ThecalPageFrame *self)
{
  GtkWidget *button = thecal_kiosk_button_new (icon_name, name, "kiosk-corner");

  gtk_widget_set_visible (button, FALSE);
  gtk_box_append (GTK_BOX (bar), button);
  g_signal_connect_swapped (button, "clicked", on_clicked, self);

  return button;
}

static void
thecal_page_frame_init (ThecalPageFrame *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *back = thecal_kiosk_button_new ("thecal-back-symbolic", _ ("Back"), "kiosk-corner");

  self->title = gtk_label_new ("");
  gtk_widget_add_css_class (self->title, "kiosk-title");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (bar, "kiosk-bar");
  gtk_box_append (GTK_BOX (bar), back);
  gtk_box_append (GTK_BOX (bar), self->title);
  self->up = corner_new (bar, "pan-up-symbolic", _ ("Up"), G_CALLBACK (on_up), self);
  self->down = corner_new (bar, "pan-down-symbolic", _ ("Down"), G_CALLBACK (on_down), self);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (self), bar);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (on_back), self);
}

GtkWidget *
thecal_page_frame_new (const char *title, GtkWidget *content)
{
  ThecalPageFrame *self = g_object_new (THECAL_TYPE_PAGE_FRAME, NULL);
  GtkWidget *scroller;

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (self), content);
  self->content = content;
  scroller = find_scroller (content);
  if (scroller == NULL)
    return GTK_WIDGET (self);
  self->place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_signal_connect_object (self->place, "changed", G_CALLBACK (on_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->place, "value-changed", G_CALLBACK (on_place), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

GtkWidget *
thecal_page_frame_get_content (ThecalPageFrame *self)
{
  return self->content;
}
