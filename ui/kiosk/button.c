/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/button.h"

#include "shared/labels.h"

#define LABEL "thecal-kiosk-label"

/* The first frame does not wait for pictures to be loaded: they come in the first idle moment. */

typedef struct {
  GtkWidget *image; /* owned */
  char *icon_name;
} LateIcon;

static void
late_icon_free (gpointer data)
{
  LateIcon *late = data;

  g_object_unref (late->image);
  g_free (late->icon_name);
  g_free (late);
}

static gboolean
on_idle (gpointer data)
{
  LateIcon *late = data;

  gtk_image_set_from_icon_name (GTK_IMAGE (late->image), late->icon_name);

  return G_SOURCE_REMOVE;
}

GtkWidget *
thecal_kiosk_icon_new (const char *icon_name)
{
  LateIcon *late = g_new0 (LateIcon, 1);

  late->image = g_object_ref_sink (gtk_image_new ());
  late->icon_name = g_strdup (icon_name);
  g_idle_add_full (G_PRIORITY_LOW, on_idle, late, late_icon_free);

  return late->image;
}

GtkWidget *
thecal_kiosk_button_new (const char *icon_name, const char *name, const char *css_class)
{
  GtkWidget *button = gtk_button_new (), *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *icon = thecal_kiosk_icon_new (icon_name), *label = gtk_label_new (name);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (content, "kiosk-button-content");
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (content, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (content), icon);
  gtk_box_append (GTK_BOX (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "kiosk-button");
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), LABEL, label);

  return button;
}

void
thecal_kiosk_button_set_words (GtkWidget *button, const char *words)
{
  thecal_label_set (thecal_kiosk_button_get_label (button), words);
}

GtkWidget *
thecal_kiosk_button_get_label (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), LABEL);
}

void
thecal_kiosk_button_set_stacked (GtkWidget *button, gboolean stacked)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_button_get_child (GTK_BUTTON (button))),
                                  stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
