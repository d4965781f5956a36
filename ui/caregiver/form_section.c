/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/form_section.h"

#define BOX_KEY "thecal-box" /* of a section, borrowed */

GtkWidget *
thecal_form_section_new (const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (description != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "thecal-form");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  g_object_set_data (G_OBJECT (group), BOX_KEY, box);

  return group;
}

void
thecal_form_section_add (GtkWidget *section, GtkWidget *child)
{
  GtkWidget *box = g_object_get_data (G_OBJECT (section), BOX_KEY);

  gtk_widget_add_css_class (child, "thecal-form-line");
  gtk_box_append (GTK_BOX (box), child);
}

GtkWidget *
thecal_form_fold_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);

  return row;
}

static void
on_field_changed (ThecalFormField *field, GtkWidget *fold)
{
  g_autofree char *text = thecal_form_field_get_text (field);

  if (*text != '\0')
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fold), TRUE);
}

static void
on_mapped (GtkWidget *fold, ThecalFormField *field)
{
  on_field_changed (field, fold);
}

void
thecal_form_fold_add (GtkWidget *fold, ThecalFormField *field)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (GTK_WIDGET (field), "thecal-form-line");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (field));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (fold), row);
  g_signal_connect_object (fold, "map", G_CALLBACK (on_mapped), field, 0);
}
