/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_numbers.h"

#include <glib/gi18n.h>

#include "words/contact_words.h"

struct _ThecalWalkNumbers {
  GtkBox parent_instance;
  GtkWidget *list;
};

enum { SIGNAL_PICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkNumbers, thecal_walk_numbers, GTK_TYPE_BOX)

static void
on_row (GtkListBox *list, GtkListBoxRow *row, ThecalWalkNumbers *self)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, (guint) gtk_list_box_row_get_index (row));
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static GtkWidget *
new_disc (guint i, gboolean current)
{
  g_autofree char *text = g_strdup_printf ("%u", i + 1);
  GtkWidget *disc = gtk_label_new (text);

  gtk_widget_add_css_class (disc, "thecal-disc-number");
  if (current)
    gtk_widget_add_css_class (disc, "thecal-current");
  gtk_widget_set_valign (disc, GTK_ALIGN_CENTER);

  return disc;
}

static GtkWidget *
new_row (const ThecalContactLine *line, guint i, gboolean current, gint64 now_wall_us)
{
  g_autofree char *title = thecal_contact_title (line);
  g_autofree char *reason = thecal_contact_reason (line, now_wall_us);
  const gboolean missing = *line->number == '\0';
  const char *number = missing ? _ ("no number") : line->number;
  g_autofree char *whole = g_strdup_printf ("%s, %s, %s", title, number, reason);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *label;

  gtk_box_append (GTK_BOX (box), new_disc (i, current));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  add_label (words, title, "thecal-line-title");
  add_label (words, reason, "thecal-line-reason");
  if (line->contact != NULL && line->contact->note != NULL && *line->contact->note != '\0')
    add_label (words, line->contact->note, "thecal-line-reason");
  gtk_box_append (GTK_BOX (box), words);
  label = add_label (box, number, "thecal-line-number");
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  if (missing)
    gtk_widget_add_css_class (label, "thecal-missing");
  gtk_widget_add_css_class (row, "thecal-line");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !missing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);

  return row;
}

void
thecal_walk_numbers_set (ThecalWalkNumbers *self,
                         const GArray *lines,
                         guint current,
                         gint64 now_wall_us)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; i < lines->len; i++)
    gtk_list_box_append (
        GTK_LIST_BOX (self->list),
        new_row (&g_array_index (lines, ThecalContactLine, i), i, i == current, now_wall_us));
}

static void
thecal_walk_numbers_class_init (ThecalWalkNumbersClass *klass)
{
  signals[SIGNAL_PICKED] = g_signal_new ("picked",
                                         THECAL_TYPE_WALK_NUMBERS,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_UINT);
}

static void
thecal_walk_numbers_init (ThecalWalkNumbers *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_hexpand (self->list, TRUE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Numbers in calling order"),
                                  -1);
  gtk_box_append (GTK_BOX (self), self->list);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row), self);
}

GtkWidget *
thecal_walk_numbers_new (void)
{
  return g_object_new (THECAL_TYPE_WALK_NUMBERS, NULL);
}
