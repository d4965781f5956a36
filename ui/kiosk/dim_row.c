/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/dim_row.h"

#include <glib/gi18n.h>

#include "kiosk/dim.h"
#include "shared/labels.h"

struct _ThecalDimRow {
  GtkWidget parent_instance;
  GtkWidget *box, *title, *darker, *value, *brighter;
  int percent;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalDimRow, thecal_dim_row, GTK_TYPE_WIDGET)

static void
show_percent (ThecalDimRow *self, int percent)
{
  g_autofree char *text = g_strdup_printf (_ ("%d %%"), percent);

  self->percent = percent;
  thecal_label_set (self->value, text);
  gtk_widget_set_sensitive (self->darker, thecal_dim_step (percent, FALSE) != percent);
  gtk_widget_set_sensitive (self->brighter, thecal_dim_step (percent, TRUE) != percent);
}

static void
choose (ThecalDimRow *self, gboolean brighter)
{
  show_percent (self, thecal_dim_step (self->percent, brighter));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, self->percent);
}

static void
on_darker (ThecalDimRow *self)
{
  choose (self, FALSE);
}

static void
on_brighter (ThecalDimRow *self)
{
  choose (self, TRUE);
}

void
thecal_dim_row_set (ThecalDimRow *self, int percent, ThecalBacklightState state)
{
  const gboolean refused = state == THECAL_BACKLIGHT_REFUSED;

  gtk_widget_set_visible (GTK_WIDGET (self), state != THECAL_BACKLIGHT_NONE);
  thecal_label_set (self->title,
                    refused ? _ ("Brightness at night: it cannot be set here")
                            : _ ("Brightness at night"));
  show_percent (self, percent);
  gtk_widget_set_visible (self->darker, !refused);
  gtk_widget_set_visible (self->value, !refused);
  gtk_widget_set_visible (self->brighter, !refused);
}

/* Object. */

static void
thecal_dim_row_dispose (GObject *object)
{
  g_clear_pointer (&THECAL_DIM_ROW (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (thecal_dim_row_parent_class)->dispose (object);
}

static void
thecal_dim_row_class_init (ThecalDimRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_dim_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         THECAL_TYPE_DIM_ROW,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_INT);
}

static GtkWidget *
step_new (ThecalDimRow *self, const char *sign, const char *name, GCallback on_step)
{
  GtkWidget *button = gtk_button_new_with_label (sign);

  gtk_widget_add_css_class (button, "kiosk-key");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", on_step, self);

  return button;
}

static void
thecal_dim_row_init (ThecalDimRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->title = gtk_label_new (NULL);
  self->value = gtk_label_new (NULL);
  self->darker = step_new (self, "−", _ ("Darker at night"), G_CALLBACK (on_darker));
  self->brighter = step_new (self, "+", _ ("Brighter at night"), G_CALLBACK (on_brighter));
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->value, "kiosk-row-value");
  gtk_widget_add_css_class (self->box, "kiosk-row");
  gtk_box_append (GTK_BOX (self->box), self->title);
  gtk_box_append (GTK_BOX (self->box), self->darker);
  gtk_box_append (GTK_BOX (self->box), self->value);
  gtk_box_append (GTK_BOX (self->box), self->brighter);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
thecal_dim_row_new (void)
{
  return g_object_new (THECAL_TYPE_DIM_ROW, NULL);
}
