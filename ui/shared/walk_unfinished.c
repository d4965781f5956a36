/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_unfinished.h"

#include <glib/gi18n.h>

struct _ThecalWalkUnfinished {
  GtkBox parent_instance;
  GtkWidget *words, *row;
};

enum { SIGNAL_GO_ON, SIGNAL_STOP, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkUnfinished, thecal_walk_unfinished, GTK_TYPE_BOX)

void
thecal_walk_unfinished_set (ThecalWalkUnfinished *self, guint n_answers)
{
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u question is answered, and for five minutes nobody went on. Nothing is decided "
                "yet: that does not mean that they are well.",
                "%u questions are answered, and for five minutes nobody went on. Nothing is "
                "decided yet: that does not mean that they are well.",
                n_answers),
      n_answers);

  gtk_label_set_text (GTK_LABEL (self->words), words);
}

void
thecal_walk_unfinished_set_narrow (ThecalWalkUnfinished *self, gboolean narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->row),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
on_go_on (ThecalWalkUnfinished *self)
{
  g_signal_emit (self, signals[SIGNAL_GO_ON], 0);
}

static void
on_stop (ThecalWalkUnfinished *self)
{
  g_signal_emit (self, signals[SIGNAL_STOP], 0);
}

static void
thecal_walk_unfinished_class_init (ThecalWalkUnfinishedClass *klass)
{
  const GType type = THECAL_TYPE_WALK_UNFINISHED;

  signals[SIGNAL_GO_ON] =
      g_signal_new ("go-on", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STOP] =
      g_signal_new ("stop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
thecal_walk_unfinished_init (ThecalWalkUnfinished *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *go_on = gtk_button_new_with_label (_ ("Go on with the questions"));
  GtkWidget *stop = gtk_button_new_with_label (_ ("Whom to call now"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-unfinished");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  add_label (GTK_WIDGET (self), _ ("This check is not finished"), "thecal-question");
  self->words = add_label (GTK_WIDGET (self), "", "thecal-question-help");
  gtk_widget_add_css_class (go_on, "thecal-walk-button");
  gtk_widget_add_css_class (go_on, "thecal-main");
  gtk_widget_add_css_class (stop, "thecal-walk-button");
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), go_on);
  gtk_box_append (GTK_BOX (row), stop);
  gtk_box_append (GTK_BOX (self), row);
  self->row = row;
  g_signal_connect_swapped (go_on, "clicked", G_CALLBACK (on_go_on), self);
  g_signal_connect_swapped (stop, "clicked", G_CALLBACK (on_stop), self);
}

GtkWidget *
thecal_walk_unfinished_new (void)
{
  return g_object_new (THECAL_TYPE_WALK_UNFINISHED, NULL);
}
