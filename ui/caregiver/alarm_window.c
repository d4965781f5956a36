/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/alarm_window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "caregiver/alarm_card.h"
#include "shared/alarm_strip.h"
#include "shared/alarm_words.h"
#include "shared/format.h"
#include "shared/labels.h"
#include "shared/pump_reading.h"

#define REFRESH_S 10 /* ages grow without any news */

struct _ThecalAlarmWindow {
  GtkWindow parent_instance;
  GtkWidget *strip, *simulated, *since, *title, *detail, *report, *ways, *call, *symptoms, *test,
      *emergency, *acknowledge, *pause, *pause_content, *signal;
  ThecalDbusAlarm *alarm;     /* NULL before the first */
  ThecalDbusPump *pump;       /* nullable */
  ThecalDbusManager *manager; /* nullable */
  guint n_more;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (ThecalAlarmWindow, thecal_alarm_window, GTK_TYPE_WINDOW)

/* "Last report by the pump 1 min ago. Level 0.4 mL, could be 0.3 to 0.5." */
static char *
report_words (ThecalDbusPump *pump)
{
  const gint64 age_s = thecal_pump_get_age_s (pump);
  double early, nominal, late;
  g_autofree char *age = thecal_format_age (MAX (age_s, 0));
  g_autofree char *heard = NULL;
  g_autofree char *level = NULL;

  if (age_s < 0)
    return g_strdup ("");
  heard = g_strdup_printf (
      _ ("Last report %s, %s."), thecal_format_source (thecal_dbus_pump_get_source (pump)), age);
  thecal_pump_get_band (pump, &early, &nominal, &late);
  if (isnan (nominal) || thecal_dbus_pump_get_stale (pump))
    return g_steal_pointer (&heard);
  level = thecal_format_level (early, nominal, late);

  return g_strdup_printf (_ ("%s Level %s."), heard, level);
}

static gboolean
is_of_pump (ThecalAlarmWindow *self)
{
  return !thecal_text_is (thecal_dbus_alarm_get_pump_id (self->alarm), "");
}

/* Of an alarm about this computer: which of its channels failed. */
static char *
test_words (ThecalAlarmWindow *self, GDateTime *now)
{
  GVariant *tests =
      self->manager != NULL ? thecal_dbus_manager_get_self_test (self->manager) : NULL;

  return tests != NULL ? thecal_format_self_test (tests, g_date_time_to_unix (now) * 1000)
                       : g_strdup ("");
}

static char *
detail_words (ThecalAlarmWindow *self)
{
  const char *advice = _ (thecal_dbus_alarm_get_advice (self->alarm));

  if (self->n_more == 0)
    return g_strdup (advice);

  return g_strdup_printf (
      ngettext ("%s %u more alarm stands.", "%s %u more alarms stand.", self->n_more),
      advice,
      self->n_more);
}

/* An alarm about a pump leads to a call, in the order that the monitor asks for; one about this
 * computer to a test. */
static void
update_ways (ThecalAlarmWindow *self)
{
  const gboolean symptoms_first = thecal_dbus_alarm_get_symptoms_first (self->alarm);
  const gboolean of_pump = is_of_pump (self);

  gtk_box_reorder_child_after (GTK_BOX (self->ways),
                               symptoms_first ? self->call : self->symptoms,
                               symptoms_first ? self->symptoms : self->call);
  gtk_widget_set_visible (self->call, of_pump);
  gtk_widget_set_visible (self->symptoms, of_pump);
  gtk_widget_set_visible (self->emergency, of_pump);
  gtk_widget_set_visible (self->test, !of_pump);
}

static GtkWidget *
get_first_way (ThecalAlarmWindow *self)
{
  GtkWidget *way = gtk_widget_get_first_child (self->ways);

  return gtk_widget_get_visible (way) ? way : self->test;
}

static void
update (ThecalAlarmWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const gboolean simulated = thecal_dbus_alarm_get_simulated (self->alarm);
  const char *title = _ (thecal_dbus_alarm_get_title (self->alarm));
  g_autofree char *since = thecal_alarm_since_words (self->alarm, now);
  g_autofree char *signal = thecal_alarm_signal_words (self->alarm, now);
  g_autofree char *pause = thecal_alarm_pause_words (self->alarm);
  g_autofree char *detail = detail_words (self);
  g_autofree char *report = is_of_pump (self) ? report_words (self->pump) : test_words (self, now);
  g_autofree char *window_title =
      simulated ? g_strdup_printf (_ ("SIMULATED · %s"), title) : g_strdup (title);

  gtk_window_set_title (GTK_WINDOW (self), window_title);
  gtk_widget_set_visible (self->simulated, simulated);
  thecal_alarm_strip_set (
      THECAL_ALARM_STRIP (self->strip), thecal_dbus_alarm_get_priority (self->alarm), TRUE);
  thecal_label_set (self->since, since);
  thecal_label_set (self->title, title);
  thecal_label_set (self->detail, detail);
  thecal_label_set (self->report, report);
  thecal_label_set (self->signal, signal);
  gtk_label_set_text (GTK_LABEL (self->pause_content), pause);
  update_ways (self);
  thecal_alarm_buttons_set (self->acknowledge, self->pause, NULL, self->alarm);
}

static gboolean
on_refresh (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

void
thecal_alarm_window_set_alarm (ThecalAlarmWindow *self,
                               ThecalDbusAlarm *alarm,
                               ThecalDbusPump *pump,
                               ThecalDbusManager *manager,
                               guint n_more)
{
  const gboolean another = self->alarm != alarm;

  g_set_object (&self->alarm, alarm);
  g_set_object (&self->pump, pump);
  g_set_object (&self->manager, manager);
  self->n_more = n_more;
  update (self);
  if (!another)
    return;
  gtk_window_present (GTK_WINDOW (self));
  /* What acts, never what silences, has the focus of somebody who presses Enter half asleep. */
  gtk_widget_grab_focus (get_first_way (self));
}

static void
thecal_alarm_window_dispose (GObject *object)
{
  ThecalAlarmWindow *self = THECAL_ALARM_WINDOW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->alarm);
  g_clear_object (&self->pump);
  g_clear_object (&self->manager);

  G_OBJECT_CLASS (thecal_alarm_window_parent_class)->dispose (object);
}

static void
thecal_alarm_window_class_init (ThecalAlarmWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (THECAL_TYPE_ALARM_STRIP);
  G_OBJECT_CLASS (klass)->dispose = thecal_alarm_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/alarm_window.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, simulated);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, since);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, title);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, detail);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, report);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, ways);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, call);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, symptoms);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, test);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, emergency);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, acknowledge);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, pause);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, pause_content);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmWindow, signal);
}

static void
thecal_alarm_window_init (ThecalAlarmWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, on_refresh, self);
}

GtkWidget *
thecal_alarm_window_new (GtkWindow *parent)
{
  GtkWidget *self = g_object_new (THECAL_TYPE_ALARM_WINDOW, "transient-for", parent, NULL);

  gtk_widget_insert_action_group (self, "win", G_ACTION_GROUP (parent));

  return self;
}
