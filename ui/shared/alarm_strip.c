/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/alarm_strip.h"

#include <glib/gi18n.h>

#include "shared/priority_look.h"

struct _ThecalAlarmStrip {
  GtkBox parent_instance;
  GtkWidget *icon, *words;
  const ThecalPriorityLook *look;
  gboolean flashing, drill;
  guint n_half_periods; /* since it began to flash */
  guint flash_id;
};

G_DEFINE_FINAL_TYPE (ThecalAlarmStrip, thecal_alarm_strip, GTK_TYPE_BOX)

static void
show_half_period (ThecalAlarmStrip *self)
{
  gboolean animations = TRUE;

  g_object_get (
      gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  if (thecal_priority_look_is_dimmed (self->look, self->n_half_periods, animations))
    gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-flash");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "thecal-flash");
}

static gboolean
on_flash (gpointer user_data)
{
  ThecalAlarmStrip *self = user_data;

  self->n_half_periods++;
  show_half_period (self);

  return G_SOURCE_CONTINUE;
}

/* Runs only while it can be seen. */
static void
schedule (ThecalAlarmStrip *self)
{
  g_clear_handle_id (&self->flash_id, g_source_remove);
  self->n_half_periods = 0;
  show_half_period (self);
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
  self->look = thecal_priority_look_get (NULL);
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
thecal_alarm_strip_set (ThecalAlarmStrip *self,
                        const char *priority,
                        gboolean flashing,
                        gboolean drill)
{
  const ThecalPriorityLook *look = thecal_priority_look_get (priority);
  g_autofree char *words =
      drill ? g_strdup_printf (_ ("DRILL · %s"), _ (look->words)) : g_strdup (_ (look->words));

  if (look == self->look && flashing == self->flashing && drill == self->drill)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), self->look->css_class);
  self->look = look;
  self->flashing = flashing;
  self->drill = drill;
  gtk_widget_add_css_class (GTK_WIDGET (self), look->css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), look->icon_name);
  gtk_label_set_text (GTK_LABEL (self->words), words);
  schedule (self);
}
