/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/alarm_card.h"

#include "shared/alarm_strip.h"
#include "shared/alarm_words.h"
#include "shared/call_follow.h"
#include "shared/labels.h"
#include "shared/priority_look.h"
#include "shared/pump_reading.h"
#include "shared/steady.h"

#define TICK_S 1 /* the ledger counts down */

struct _ThecalAlarmCard {
  GtkBox parent_instance;
  GtkWidget *icon, *column, *strip_row, *strip, *since, *title, *detail, *age, *buttons, *call,
      *call_content, *symptoms, *acknowledge, *pause, *pause_content, *seen, *acknowledge_place,
      *pause_place, *seen_place, *signal, *note, *more, *decline, *resolve, *log, *decline_place;
  gboolean brief;
  const ThecalPriorityLook *look; /* NULL: no alarm */
  ThecalDbusAlarm *alarm;         /* NULL: none */
  char *pump_name;                /* "" for this computer */
  char *advice;                   /* as the alarm has it; nullable */
  ThecalPlanWatch *plan;          /* NULL: the pump team is named as the alarm does */
  guint tick_id;
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
  point (pause, "win.pause", alarm, thecal_alarm_is_sounding (alarm));
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

/* What can be done beside answering it; apart from that, and never a way to stop the noise. */
static void
update_more (ThecalAlarmCard *self, gboolean with_buttons)
{
  const char *resolve = thecal_alarm_resolve_label (self->alarm);
  const gboolean acknowledged = thecal_alarm_is (self->alarm, "acknowledged");

  point (self->decline, "win.decline", self->alarm, acknowledged);
  point (self->resolve,
         thecal_text_is (thecal_dbus_alarm_get_condition (self->alarm), "watch")
             ? "win.answer-watch"
             : "win.resolve",
         self->alarm,
         resolve != NULL);
  point (self->log, "win.log-of", self->alarm, !self->brief);
  gtk_widget_set_visible (self->decline_place, acknowledged);
  if (resolve != NULL)
    gtk_button_set_label (GTK_BUTTON (self->resolve), resolve);
  gtk_widget_set_visible (self->more, with_buttons && (resolve != NULL || !self->brief));
}

/* What changes with the time alone. */
static void
update_times (ThecalAlarmCard *self, GDateTime *now)
{
  g_autofree char *since = thecal_alarm_since_words (self->alarm, now);
  g_autofree char *signal = thecal_alarm_signal_words (self->alarm, self->pump_name, now);

  thecal_label_set (self->since, since);
  thecal_label_set (self->signal, signal);
}

/* What cannot wait for the team's hours names whoever is there now. */
static void
update_advice (ThecalAlarmCard *self)
{
  const gboolean urgent =
      self->alarm != NULL && thecal_text_is (thecal_dbus_alarm_get_priority (self->alarm), "high");
  g_autofree char *advice = urgent && self->plan != NULL && self->advice != NULL
                                ? thecal_call_name_now (self->plan, self->advice)
                                : g_strdup (self->advice);

  thecal_label_set (self->detail, advice != NULL ? advice : "");
}

static gboolean
on_tick (gpointer user_data)
{
  ThecalAlarmCard *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (self->alarm != NULL)
    update_times (self, now);
  update_advice (self);

  return G_SOURCE_CONTINUE;
}

void
thecal_alarm_card_set_alarm (ThecalAlarmCard *self,
                             ThecalDbusAlarm *alarm,
                             const char *pump_name,
                             gboolean with_buttons)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *pause = NULL;

  g_set_object (&self->alarm, alarm);
  g_free (self->pump_name);
  self->pump_name = g_strdup (pump_name);
  gtk_widget_set_visible (self->strip_row, alarm != NULL);
  gtk_widget_set_visible (self->buttons, alarm != NULL && with_buttons);
  thecal_label_set (self->note, alarm != NULL && !self->brief ? thecal_alarm_note (alarm) : "");
  if (alarm == NULL) {
    set_look (self, NULL);
    thecal_label_set (self->signal, "");
    gtk_widget_set_visible (self->more, FALSE);
    return;
  }
  set_look (self, thecal_priority_look_get (thecal_dbus_alarm_get_priority (alarm)));
  thecal_alarm_strip_set (THECAL_ALARM_STRIP (self->strip),
                          thecal_dbus_alarm_get_priority (alarm),
                          thecal_alarm_is_sounding (alarm),
                          thecal_dbus_alarm_get_drill (alarm));
  update_times (self, now);
  pause = thecal_alarm_pause_words (alarm);
  gtk_label_set_text (GTK_LABEL (self->pause_content), pause);
  thecal_alarm_buttons_set (self->acknowledge, self->pause, self->seen, alarm);
  point (self->symptoms, "win.symptoms-of", alarm, TRUE);
  gtk_widget_set_visible (self->acknowledge_place, gtk_widget_get_visible (self->acknowledge));
  gtk_widget_set_visible (self->pause_place, gtk_widget_get_visible (self->pause));
  gtk_widget_set_visible (self->seen_place, gtk_widget_get_visible (self->seen));
  order_buttons (self, thecal_dbus_alarm_get_symptoms_first (alarm));
  update_more (self, with_buttons);
}

void
thecal_alarm_card_set_text (ThecalAlarmCard *self, const char *title, const char *detail)
{
  thecal_label_set (self->title, title);
  g_free (self->advice);
  self->advice = g_strdup (detail);
  update_advice (self);
}

void
thecal_alarm_card_set_unknown (ThecalAlarmCard *self)
{
  const ThecalPriorityLook *look = thecal_priority_look_get (NULL);

  g_clear_object (&self->alarm);
  set_look (self, look);
  thecal_alarm_strip_set (THECAL_ALARM_STRIP (self->strip), look->priority, FALSE, FALSE);
  gtk_widget_set_visible (self->strip_row, TRUE);
  gtk_widget_set_visible (self->buttons, FALSE);
  gtk_widget_set_visible (self->more, FALSE);
  thecal_label_set (self->note, "");
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
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->more),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

void
thecal_alarm_card_set_brief (ThecalAlarmCard *self, gboolean brief)
{
  self->brief = brief;
}

void
thecal_alarm_card_follow_plan (ThecalAlarmCard *self, ThecalPlanWatch *plan)
{
  g_set_object (&self->plan, plan);
  thecal_call_follow (plan, self->call_content, NULL);
}

GtkWidget *
thecal_alarm_card_get_title (ThecalAlarmCard *self)
{
  return self->title;
}

static void
thecal_alarm_card_map (GtkWidget *widget)
{
  ThecalAlarmCard *self = THECAL_ALARM_CARD (widget);

  GTK_WIDGET_CLASS (thecal_alarm_card_parent_class)->map (widget);
  on_tick (self);
  self->tick_id = g_timeout_add_seconds (TICK_S, on_tick, self);
}

static void
thecal_alarm_card_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&THECAL_ALARM_CARD (widget)->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (thecal_alarm_card_parent_class)->unmap (widget);
}

static void
thecal_alarm_card_dispose (GObject *object)
{
  ThecalAlarmCard *self = THECAL_ALARM_CARD (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->alarm);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->pump_name, g_free);
  g_clear_pointer (&self->advice, g_free);

  G_OBJECT_CLASS (thecal_alarm_card_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ThecalAlarmCard, child)

static void
thecal_alarm_card_class_init (ThecalAlarmCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_alarm_card_dispose;
  widget_class->map = thecal_alarm_card_map;
  widget_class->unmap = thecal_alarm_card_unmap;
  g_type_ensure (THECAL_TYPE_ALARM_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/alarm_card.ui");
  BIND (icon);
  BIND (column);
  BIND (strip_row);
  BIND (strip);
  BIND (since);
  BIND (title);
  BIND (detail);
  BIND (age);
  BIND (buttons);
  BIND (call);
  BIND (call_content);
  BIND (symptoms);
  BIND (acknowledge);
  BIND (pause);
  BIND (pause_content);
  BIND (seen);
  BIND (acknowledge_place);
  BIND (pause_place);
  BIND (seen_place);
  BIND (signal);
  BIND (note);
  BIND (more);
  BIND (decline);
  BIND (resolve);
  BIND (log);
  BIND (decline_place);
}

static void
thecal_alarm_card_init (ThecalAlarmCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  thecal_steady_hold (self->column);
}

GtkWidget *
thecal_alarm_card_new (void)
{
  return g_object_new (THECAL_TYPE_ALARM_CARD, NULL);
}
