/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/big_button.h"

#define SUBTITLE "thecal-subtitle"

static GtkWidget *
left_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

void
thecal_big_button_set_subtitle (GtkWidget *button, const char *subtitle)
{
  GtkLabel *label = g_object_get_data (G_OBJECT (button), SUBTITLE);

  if (g_strcmp0 (gtk_label_get_text (label), subtitle) == 0)
    return;
  gtk_label_set_text (label, subtitle);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
}

GtkWidget *
thecal_big_button_new (const char *icon_name, const char *label, const char *subtitle)
{
  GtkWidget *button = gtk_button_new (), *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = left_label_new (label, "thecal-big-title");
  GtkWidget *more = left_label_new (subtitle, "thecal-caption");

  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "thecal-big");
  gtk_widget_add_css_class (icon, "thecal-disc");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (icon, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), more);
  gtk_box_append (GTK_BOX (content), icon);
  gtk_box_append (GTK_BOX (content), words);
  gtk_button_set_child (GTK_BUTTON (button), content);
  g_object_set_data (G_OBJECT (button), SUBTITLE, more);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle,
                                  -1);

  return button;
}
