/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/alarms_page.h"

#include <glib/gi18n.h>

#include "caregiver/alarm_card.h"
#include "caregiver/log_row.h"
#include "caregiver/log_view.h"
#include "shared/alarm_words.h"
#include "shared/priority_look.h"
#include "shared/pump_reading.h"

#define LOG_ASKED 200 /* most of them are sounds, which are not listed */
#define LOG_SHOWN 10
#define MANY 5 /* more alarms than that are grouped, the high ones apart */

struct _ThecalAlarmsPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  ThecalPlanWatch *plan;
  GtkWidget *column, *stack, *active_page, *none, *active, *log_group, *log, *whole;
  gboolean narrow;
  char *shown; /* the alarms that the cards are of */
  guint asked; /* number of the newest question for the log */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalAlarmsPage, thecal_alarms_page, ADW_TYPE_BIN)

/* What happened of late. */

static void
add_record (ThecalAlarmsPage *self, GVariant *record, GDateTime *now)
{
  ThecalLogRecord read = { 0 };
  GtkWidget *row;

  g_variant_get (record,
                 "(x&s&s&s&s&s)",
                 &read.at_ms,
                 NULL,
                 &read.condition,
                 &read.effect,
                 &read.priority,
                 &read.detail);
  row = thecal_log_row_new (&read, now);
  if (row == NULL)
    return;
  gtk_list_box_append (GTK_LIST_BOX (self->log), row);
}

static void
on_log (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalAlarmsPage) self = user_data;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);
  g_autoptr (GVariant) records = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GtkWidget *child;

  if (reply == NULL)
    return;
  records = g_variant_get_child_value (reply, 0);
  while ((child = gtk_widget_get_first_child (self->log)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->log), child);
  for (gsize i = g_variant_n_children (records); i > 0; i--) {
    g_autoptr (GVariant) record = g_variant_get_child_value (records, i - 1);

    if (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->log), LOG_SHOWN - 1) == NULL)
      add_record (self, record, now);
  }
  gtk_widget_set_visible (self->log_group, gtk_widget_get_first_child (self->log) != NULL);
}

static void
ask_log (ThecalAlarmsPage *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (manager != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_dbus_proxy_call (G_DBUS_PROXY (manager),
                       "GetLog",
                       g_variant_new ("(u)", LOG_ASKED),
                       G_DBUS_CALL_FLAGS_NONE,
                       THECAL_ANSWER_LIMIT_MS,
                       self->cancellable,
                       on_log,
                       g_object_ref (self));
}

/* The alarms. */

static char *
fingerprint (GPtrArray *alarms)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    g_string_append_printf (text,
                            "%u %s %s %s %s %" G_GINT64_FORMAT ";",
                            thecal_dbus_alarm_get_id (alarm),
                            thecal_dbus_alarm_get_priority (alarm),
                            thecal_dbus_alarm_get_signal_state (alarm),
                            thecal_dbus_alarm_get_condition_state (alarm),
                            thecal_dbus_alarm_get_resolved_by (alarm),
                            thecal_dbus_alarm_get_until_time (alarm));
  }

  return g_string_free (text, FALSE);
}

static void
add_card (ThecalAlarmsPage *self, GtkWidget *box, ThecalDbusAlarm *alarm)
{
  GtkWidget *card = thecal_alarm_card_new ();
  g_autofree char *title = thecal_alarm_title_words (alarm);
  g_autofree char *detail = thecal_alarm_detail_words (alarm);

  thecal_alarm_card_set_alarm (THECAL_ALARM_CARD (card),
                               alarm,
                               thecal_monitor_client_get_pump_name (self->client, alarm),
                               TRUE);
  thecal_alarm_card_set_text (THECAL_ALARM_CARD (card), title, detail);
  thecal_alarm_card_set_narrow (THECAL_ALARM_CARD (card), self->narrow);
  thecal_alarm_card_follow_plan (THECAL_ALARM_CARD (card), self->plan);
  gtk_box_append (GTK_BOX (box), card);
}

static gboolean
has_priority (ThecalDbusAlarm *alarm, const char *priority)
{
  return thecal_text_is (thecal_dbus_alarm_get_priority (alarm), priority);
}

/* One fold for all alarms of a priority. It names each, so that none is hidden. */
static void
add_fold (ThecalAlarmsPage *self, GPtrArray *alarms, const char *priority)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autofree char *words = NULL;
  GtkWidget *fold, *heading, *box;
  guint n = 0;

  for (guint i = 0; i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);
    g_autofree char *title = thecal_alarm_title_words (alarm);

    if (has_priority (alarm, priority))
      g_string_append_printf (titles, "%s%s", n++ > 0 ? ", " : "", title);
  }
  if (n == 0)
    return;
  words = g_strdup_printf (
      "%u × %s: %s", n, _ (thecal_priority_look_get (priority)->words), titles->str);
  fold = gtk_expander_new (NULL);
  heading = gtk_label_new (words);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "thecal-detail");
  gtk_widget_set_margin_top (box, 12);
  for (guint i = 0; i < alarms->len; i++)
    if (has_priority (g_ptr_array_index (alarms, i), priority))
      add_card (self, box, g_ptr_array_index (alarms, i));
  gtk_expander_set_label_widget (GTK_EXPANDER (fold), heading);
  gtk_expander_set_child (GTK_EXPANDER (fold), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (fold), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_box_append (GTK_BOX (self->active), fold);
}

static void
add_alarms (ThecalAlarmsPage *self, GPtrArray *alarms)
{
  const gboolean many = alarms->len > MANY;

  for (guint i = 0; i < alarms->len; i++)
    if (!many || has_priority (g_ptr_array_index (alarms, i), "high"))
      add_card (self, self->active, g_ptr_array_index (alarms, i));
  if (!many)
    return;
  add_fold (self, alarms, "medium");
  add_fold (self, alarms, "low");
}

static void
update (ThecalAlarmsPage *self)
{
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);
  const gboolean connected = thecal_monitor_client_is_connected (self->client);
  g_autofree char *shown = NULL;
  GtkWidget *child;

  if (!connected)
    g_ptr_array_set_size (alarms, 0);
  shown = fingerprint (alarms);
  /* "No alarm" is said only by a monitor that answers. */
  gtk_widget_set_visible (self->none, connected && alarms->len == 0);
  /* Made anew only when they change, so that a focus stays. */
  if (thecal_text_is (shown, self->shown))
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  while ((child = gtk_widget_get_first_child (self->active)) != NULL)
    gtk_box_remove (GTK_BOX (self->active), child);
  add_alarms (self, alarms);
  ask_log (self);
}

/* The same as below, for the part of the page that is not shown. */
static void
on_part (ThecalAlarmsPage *self)
{
  const gboolean log =
      thecal_text_is (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "log");

  gtk_widget_set_visible (self->active_page, !log);
  gtk_widget_set_visible (self->whole, log);
}

void
thecal_alarms_page_show_log (ThecalAlarmsPage *self, ThecalDbusAlarm *alarm)
{
  g_autofree char *title = alarm != NULL ? thecal_alarm_title_words (alarm) : g_strdup ("");

  thecal_log_view_show_only (
      THECAL_LOG_VIEW (self->whole), alarm != NULL ? thecal_dbus_alarm_get_id (alarm) : 0, title);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "log");
}

void
thecal_alarms_page_set_narrow (ThecalAlarmsPage *self, gboolean narrow)
{
  self->narrow = narrow;
  g_clear_pointer (&self->shown, g_free);
  update (self);
}

void
thecal_alarms_page_show_active (ThecalAlarmsPage *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "active");
}

/* A page that is not shown is not in the tree of a screen reader either: its buttons would answer
 * to the same names as those of the alarm window, and do nothing. */
static void
thecal_alarms_page_map (GtkWidget *widget)
{
  gtk_widget_set_visible (THECAL_ALARMS_PAGE (widget)->column, TRUE);
  GTK_WIDGET_CLASS (thecal_alarms_page_parent_class)->map (widget);
  ask_log (THECAL_ALARMS_PAGE (widget));
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

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (thecal_alarms_page_parent_class)->dispose (object);
}

static void
thecal_alarms_page_class_init (ThecalAlarmsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (THECAL_TYPE_LOG_VIEW);
  G_OBJECT_CLASS (klass)->dispose = thecal_alarms_page_dispose;
  widget_class->map = thecal_alarms_page_map;
  widget_class->unmap = thecal_alarms_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/alarms_page.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, column);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, active_page);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, whole);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, none);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, active);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, log_group);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, log);
  gtk_widget_class_bind_template_callback (widget_class, on_part);
}

static void
thecal_alarms_page_init (ThecalAlarmsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
thecal_alarms_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan)
{
  ThecalAlarmsPage *self = g_object_new (THECAL_TYPE_ALARMS_PAGE, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  thecal_log_view_set_client (THECAL_LOG_VIEW (self->whole), client);
  on_part (self);
  g_signal_connect_object (client, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
