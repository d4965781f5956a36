/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/alarm_strip.h"

#include <glib/gi18n.h>

#include "shared/alarm_words.h"

struct _ThecalAlarmStrip {
  GtkBox parent_instance;
  GtkWidget *icon, *words;
  const ThecalPriorityLook *look;
  gboolean flashing, dimmed;
  guint flash_id;
};

G_DEFINE_FINAL_TYPE (ThecalAlarmStrip, thecal_alarm_strip, GTK_TYPE_BOX)

static void
set_dimmed (ThecalAlarmStrip *self, gboolean dimmed)
{
  self->dimmed = dimmed;
  if (dimmed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-flash");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-flash");
}

static gboolean
on_flash (gpointer user_data)
{
  ThecalAlarmStrip *self = user_data;
  gboolean animations = TRUE;

  g_object_get (
      gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  set_dimmed (self, animations && !self->dimmed);

  return G_SOURCE_CONTINUE;
}

/* Runs only while it can be seen. */
static void
schedule (ThecalAlarmStrip *self)
{
  g_clear_handle_id (&self->flash_id, g_source_remove);
  set_dimmed (self, FALSE);
  if (self->flashing && self->look->half_period_ms > 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->flash_id = g_timeout_add (self->look->half_period_ms, on_flash, self);
}

static void
thecal_alarm_strip_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_alarm_strip_parent_class)->map (widget);
  schedule (THECAL_ALARM_STRIP (widget));
}

static void
thecal_alarm_strip_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_alarm_strip_parent_class)->unmap (widget);
  schedule (THECAL_ALARM_STRIP (widget));
}

static void
thecal_alarm_strip_dispose (GObject *object)
{
  g_clear_handle_id (&THECAL_ALARM_STRIP (object)->flash_id, g_source_remove);
  G_OBJECT_CLASS (thecal_alarm_strip_parent_class)->dispose (object);
}

static void
thecal_alarm_strip_class_init (ThecalAlarmStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_alarm_strip_dispose;
  GTK_WIDGET_CLASS (klass)->map = thecal_alarm_strip_map;
  GTK_WIDGET_CLASS (klass)->unmap = thecal_alarm_strip_unmap;
}

static void
thecal_alarm_strip_init (ThecalAlarmStrip *self)
{
  self->look = thecal_alarm_get_look (NULL);
  self->icon = gtk_image_new ();
  self->words = gtk_label_new ("");
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-strip");
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_box_append (GTK_BOX (self), self->words);
}

GtkWidget *
thecal_alarm_strip_new (void)
{
  return g_object_new (THECAL_TYPE_ALARM_STRIP, NULL);
}

void
thecal_alarm_strip_set (ThecalAlarmStrip *self, const char *priority, gboolean flashing)
{
  const ThecalPriorityLook *look = thecal_alarm_get_look (priority);

  if (look == self->look && flashing == self->flashing)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), self->look->css_class);
  self->look = look;
  self->flashing = flashing;
  gtk_widget_add_css_class (GTK_WIDGET (self), look->css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), look->icon_name);
  gtk_label_set_text (GTK_LABEL (self->words), _ (look->words));
  schedule (self);
}
