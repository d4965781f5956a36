/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/alarm_card.h"

#include <glib/gi18n.h>

#include "shared/alarm_strip.h"
#include "shared/alarm_words.h"
#include "shared/labels.h"
#include "shared/pump_reading.h"

struct _ThecalAlarmCard {
  GtkBox parent_instance;
  GtkWidget *icon, *strip_row, *strip, *since, *title, *detail, *age, *buttons, *call, *symptoms,
      *acknowledge, *pause, *pause_content, *seen, *acknowledge_place, *pause_place, *seen_place,
      *signal;
  const ThecalPriorityLook *look; /* NULL: no alarm */
};

G_DEFINE_FINAL_TYPE (ThecalAlarmCard, thecal_alarm_card, GTK_TYPE_BOX)

static void
set_look (ThecalAlarmCard *self, const ThecalPriorityLook *look)
{
  if (self->look != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->look->css_class);
  self->look = look;
  if (look != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), look->css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                look != NULL ? look->icon_name : "thecal-pump-symbolic");
}

char *
thecal_alarm_pause_words (ThecalDbusAlarm *alarm)
{
  return g_strdup_printf (_ ("Pause sound %u min"),
                          thecal_dbus_alarm_get_pause_default_min (alarm));
}

static void
point (GtkWidget *button, const char *action, ThecalDbusAlarm *alarm, gboolean visible)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", thecal_dbus_alarm_get_id (alarm));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_visible (button, visible);
}

void
thecal_alarm_buttons_set (GtkWidget *acknowledge,
                          GtkWidget *pause,
                          GtkWidget *seen,
                          ThecalDbusAlarm *alarm)
{
  const char *state = thecal_dbus_alarm_get_signal_state (alarm);
  const gboolean sounding = thecal_text_is (state, "sounding");

  point (acknowledge, "win.acknowledge", alarm, sounding || thecal_text_is (state, "paused"));
  point (pause, "win.pause", alarm, sounding);
  if (seen != NULL)
    point (seen, "win.seen", alarm, thecal_text_is (state, "latched"));
}

/* What the monitor wants to be done first stands first. */
static void
order_buttons (ThecalAlarmCard *self, gboolean symptoms_first)
{
  GtkWidget *first = gtk_widget_get_parent (symptoms_first ? self->symptoms : self->call);
  GtkWidget *second = gtk_widget_get_parent (symptoms_first ? self->call : self->symptoms);

  if (gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->buttons), 0) ==
      GTK_FLOW_BOX_CHILD (first))
    return;
  g_object_ref (first);
  gtk_flow_box_remove (GTK_FLOW_BOX (self->buttons), first);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->buttons), first, 0);
  g_object_unref (first);
  gtk_widget_add_css_class (gtk_widget_get_first_child (first), "suggested-action");
  gtk_widget_remove_css_class (gtk_widget_get_first_child (second), "suggested-action");
}

void
thecal_alarm_card_set_alarm (ThecalAlarmCard *self,
                             ThecalDbusAlarm *alarm,
                             gboolean with_buttons,
                             GDateTime *now)
{
  g_autofree char *since = NULL;
  g_autofree char *signal = NULL;
  g_autofree char *pause = NULL;

  gtk_widget_set_visible (self->strip_row, alarm != NULL);
  gtk_widget_set_visible (self->buttons, alarm != NULL && with_buttons);
  if (alarm == NULL) {
    set_look (self, NULL);
    thecal_label_set (self->signal, "");
    return;
  }
  set_look (self, thecal_alarm_get_look (thecal_dbus_alarm_get_priority (alarm)));
  thecal_alarm_strip_set (THECAL_ALARM_STRIP (self->strip),
                          thecal_dbus_alarm_get_priority (alarm),
                          thecal_text_is (thecal_dbus_alarm_get_signal_state (alarm), "sounding"));
  since = thecal_alarm_since_words (alarm, now);
  signal = thecal_alarm_signal_words (alarm, now);
  pause = thecal_alarm_pause_words (alarm);
  thecal_label_set (self->since, since);
  thecal_label_set (self->signal, signal);
  gtk_label_set_text (GTK_LABEL (self->pause_content), pause);
  thecal_alarm_buttons_set (self->acknowledge, self->pause, self->seen, alarm);
  gtk_widget_set_visible (self->acknowledge_place, gtk_widget_get_visible (self->acknowledge));
  gtk_widget_set_visible (self->pause_place, gtk_widget_get_visible (self->pause));
  gtk_widget_set_visible (self->seen_place, gtk_widget_get_visible (self->seen));
  order_buttons (self, thecal_dbus_alarm_get_symptoms_first (alarm));
}

void
thecal_alarm_card_set_text (ThecalAlarmCard *self, const char *title, const char *detail)
{
  thecal_label_set (self->title, title);
  thecal_label_set (self->detail, detail);
}

void
thecal_alarm_card_set_unknown (ThecalAlarmCard *self)
{
  const ThecalPriorityLook *look = thecal_alarm_get_look (NULL);

  set_look (self, look);
  thecal_alarm_strip_set (THECAL_ALARM_STRIP (self->strip), look->priority, FALSE);
  gtk_widget_set_visible (self->strip_row, TRUE);
  gtk_widget_set_visible (self->buttons, FALSE);
  thecal_label_set (self->since, "");
  thecal_label_set (self->signal, "");
}

void
thecal_alarm_card_set_age (ThecalAlarmCard *self, const char *age)
{
  thecal_label_set (self->age, age);
}

void
thecal_alarm_card_set_narrow (ThecalAlarmCard *self, gboolean narrow)
{
  gtk_widget_set_visible (self->icon, !narrow);
}

GtkWidget *
thecal_alarm_card_get_title (ThecalAlarmCard *self)
{
  return self->title;
}

static void
thecal_alarm_card_class_init (ThecalAlarmCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (THECAL_TYPE_ALARM_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/alarm_card.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, icon);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, strip_row);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, strip);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, since);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, title);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, detail);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, age);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, call);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, symptoms);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, acknowledge);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, pause);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, pause_content);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, seen);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, acknowledge_place);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, pause_place);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, seen_place);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, signal);
}

static void
thecal_alarm_card_init (ThecalAlarmCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
thecal_alarm_card_new (void)
{
  return g_object_new (THECAL_TYPE_ALARM_CARD, NULL);
}
