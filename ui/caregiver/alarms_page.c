/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/alarms_page.h"

#include <glib/gi18n.h>

#include "shared/format.h"

struct _ThecalAlarmsPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *column;
  char *shown; /* what the cards were made of: they are made anew only when it changes */
};

G_DEFINE_FINAL_TYPE (ThecalAlarmsPage, thecal_alarms_page, ADW_TYPE_BIN)

static gboolean
is_text (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

/* Shape, word and colour say the same (never colour alone). */
static GtkWidget *
make_chip (const char *priority)
{
  const gboolean high = is_text (priority, "high"), medium = is_text (priority, "medium");
  GtkWidget *chip = gtk_label_new (high     ? _ ("!!! High alarm")
                                   : medium ? _ ("!! Alarm")
                                            : _ ("i Notice"));

  gtk_widget_add_css_class (chip, "thecal-chip");
  gtk_widget_add_css_class (chip, high ? "thecal-high" : medium ? "thecal-medium" : "thecal-low");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);

  return chip;
}

static char *
state_words (ThecalDbusAlarm *alarm, GDateTime *now)
{
  const char *state = thecal_dbus_alarm_get_signal_state (alarm);
  const char *by = thecal_dbus_alarm_get_acknowledged_by (alarm);
  g_autofree char *until = thecal_format_time (now, thecal_dbus_alarm_get_until_time (alarm));

  if (is_text (state, "acknowledged"))
    return g_strdup_printf (_ ("%s is on it until %s"), *by != '\0' ? by : _ ("Somebody"), until);
  if (is_text (state, "paused"))
    return g_strdup_printf (_ ("Sound paused until %s"), until);
  if (is_text (state, "latched"))
    return g_strdup (_ ("Ended. Nobody acknowledged it."));
  if (is_text (thecal_dbus_alarm_get_condition_state (alarm), "unknown"))
    return g_strdup (_ ("Still standing. The pump is not heard now."));

  return g_strdup (_ ("Sounding"));
}

static void
on_acknowledge (ThecalDbusAlarm *alarm)
{
  thecal_dbus_alarm_call_acknowledge (alarm, g_get_real_name (), NULL, NULL, NULL);
}

static void
on_pause (ThecalDbusAlarm *alarm)
{
  thecal_dbus_alarm_call_pause (alarm, 0, NULL, NULL, NULL);
}

static void
on_seen (ThecalDbusAlarm *alarm)
{
  thecal_dbus_alarm_call_reset (alarm, NULL, NULL, NULL);
}

static GtkWidget *
add_button (GtkWidget *box,
            const char *name,
            const char *label,
            GCallback callback,
            ThecalDbusAlarm *alarm)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", callback, alarm, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
make_buttons (ThecalDbusAlarm *alarm)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *state = thecal_dbus_alarm_get_signal_state (alarm);
  g_autofree char *pause =
      g_strdup_printf (_ ("Pause sound %u min"), thecal_dbus_alarm_get_pause_default_min (alarm));

  if (is_text (state, "latched"))
    add_button (box, _ ("Seen"), _ ("Seen"), G_CALLBACK (on_seen), alarm);
  if (is_text (state, "sounding") || is_text (state, "paused"))
    add_button (box, _ ("Acknowledge"), _ ("I am on it"), G_CALLBACK (on_acknowledge), alarm);
  if (is_text (state, "sounding"))
    add_button (box, _ ("Pause sound"), pause, G_CALLBACK (on_pause), alarm);

  return box;
}

static void
add_line (GtkWidget *box, const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
}

GtkWidget *
thecal_alarm_card_new (ThecalDbusAlarm *alarm)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since_time = thecal_format_time (now, thecal_dbus_alarm_get_since_time (alarm));
  g_autofree char *since = g_strdup_printf (_ ("since %s"), since_time);
  g_autofree char *state = state_words (alarm, now);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "thecal-card");
  gtk_box_append (GTK_BOX (card), make_chip (thecal_dbus_alarm_get_priority (alarm)));
  add_line (card, _ (thecal_dbus_alarm_get_title (alarm)), "title-2");
  add_line (card, _ (thecal_dbus_alarm_get_advice (alarm)), "body");
  add_line (card, since, "caption");
  add_line (card, state, "heading");
  gtk_box_append (GTK_BOX (card), make_buttons (alarm));

  return card;
}

static char *
fingerprint (GPtrArray *alarms)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    g_string_append_printf (text,
                            "%u %s %s %s;",
                            thecal_dbus_alarm_get_id (alarm),
                            thecal_dbus_alarm_get_priority (alarm),
                            thecal_dbus_alarm_get_signal_state (alarm),
                            thecal_dbus_alarm_get_condition_state (alarm));
  }

  return g_string_free (text, FALSE);
}

static void
update (ThecalAlarmsPage *self)
{
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);
  g_autofree char *now = fingerprint (alarms);
  GtkWidget *child;

  if (is_text (now, self->shown))
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
  while ((child = gtk_widget_get_first_child (self->column)) != NULL)
    gtk_box_remove (GTK_BOX (self->column), child);
  for (guint i = 0; i < alarms->len; i++)
    gtk_box_append (GTK_BOX (self->column), thecal_alarm_card_new (g_ptr_array_index (alarms, i)));
  if (alarms->len == 0)
    add_line (self->column, _ ("No alarm is active."), "title-3");
}

/* A page that is not shown is not in the tree of a screen reader either: its buttons would answer
 * to the same names as those of the alarm window, and do nothing. */
static void
thecal_alarms_page_map (GtkWidget *widget)
{
  gtk_widget_set_visible (THECAL_ALARMS_PAGE (widget)->column, TRUE);
  GTK_WIDGET_CLASS (thecal_alarms_page_parent_class)->map (widget);
}

static void
thecal_alarms_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_alarms_page_parent_class)->unmap (widget);
  gtk_widget_set_visible (THECAL_ALARMS_PAGE (widget)->column, FALSE);
}

static void
thecal_alarms_page_dispose (GObject *object)
{
  ThecalAlarmsPage *self = THECAL_ALARMS_PAGE (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (thecal_alarms_page_parent_class)->dispose (object);
}

static void
thecal_alarms_page_class_init (ThecalAlarmsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_alarms_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = thecal_alarms_page_map;
  GTK_WIDGET_CLASS (klass)->unmap = thecal_alarms_page_unmap;
}

static void
thecal_alarms_page_init (ThecalAlarmsPage *self)
{
  GtkWidget *clamp = adw_clamp_new (), *scrolled = gtk_scrolled_window_new ();

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_visible (self->column, FALSE);
  gtk_widget_set_margin_top (self->column, 24);
  gtk_widget_set_margin_bottom (self->column, 24);
  gtk_widget_set_margin_start (self->column, 18);
  gtk_widget_set_margin_end (self->column, 18);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

GtkWidget *
thecal_alarms_page_new (ThecalMonitorClient *client)
{
  ThecalAlarmsPage *self = g_object_new (THECAL_TYPE_ALARMS_PAGE, NULL);

  self->client = g_object_ref (client);
  g_signal_connect_object (client, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
