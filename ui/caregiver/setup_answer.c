/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_answer.h"

static GtkWidget *
answer_new (const char *label, GCallback callback, gpointer user_data)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  GtkWidget *text = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (button, "thecal-walk-button");
  g_signal_connect_swapped (button, "clicked", callback, user_data);

  return button;
}

GtkWidget *
thecal_setup_answer_new (const char *question,
                         const char *yes,
                         const char *no,
                         GCallback on_yes,
                         GCallback on_no,
                         gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *answers = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_label_new (question);

  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_widget_add_css_class (words, "thecal-setup-question");
  gtk_box_set_homogeneous (GTK_BOX (answers), TRUE);
  gtk_box_append (GTK_BOX (answers), answer_new (yes, on_yes, user_data));
  gtk_box_append (GTK_BOX (answers), answer_new (no, on_no, user_data));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), answers);
  gtk_widget_set_visible (box, FALSE);

  return box;
}
