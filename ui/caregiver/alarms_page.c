/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/alarms_page.h"

#include <glib/gi18n.h>

#include "caregiver/alarm_card.h"
#include "core/effect.h"
#include "shared/alarm_words.h"
#include "shared/format.h"
#include "shared/pump_reading.h"

#define LOG_ASKED 200 /* most of them are sounds, which are not listed */
#define LOG_SHOWN 30

struct _ThecalAlarmsPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *column, *none, *active, *log_group, *log;
  char *shown; /* the alarms that the cards are of */
  guint asked; /* number of the newest question for the log */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalAlarmsPage, thecal_alarms_page, ADW_TYPE_BIN)

/* The log. */

static gboolean
is_log_reason (const char *detail)
{
  for (int reason = THECAL_LOG_NONE + 1; reason < THECAL_N_LOG_REASONS; reason++)
    if (thecal_text_is (thecal_log_reason_to_string ((ThecalLogReason) reason), detail))
      return TRUE;

  return FALSE;
}

/* What a record says to a person; NULL: of interest to a technician only. An acknowledgement
 * carries the name instead of a reason. */
static char *
record_words (const char *effect, const char *detail)
{
  static const struct {
    const char *effect, *detail, *words;
  } rows[] = {
    { "raise", NULL, N_ ("began") },
    { "change", NULL, N_ ("became more or less urgent") },
    { "withdraw", NULL, N_ ("ended") },
    { "escalate", NULL, N_ ("nobody answered: louder") },
    { "log", "paused", N_ ("sound paused") },
    { "log", "pause-ended", N_ ("sound on again") },
    { "log", "acknowledge-ended", N_ ("asks again: it still stands") },
    { "log", "unknown", N_ ("cannot be seen now") },
    { "log", "seen", N_ ("can be seen again") },
    { "log", "reset", N_ ("seen after its end") },
    { "log", "rejected", N_ ("a report was not trusted") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (thecal_text_is (rows[i].effect, effect) &&
        (rows[i].detail == NULL || thecal_text_is (rows[i].detail, detail)))
      return g_strdup (_ (rows[i].words));
  if (!thecal_text_is (effect, "log") || is_log_reason (detail))
    return NULL;

  return *detail != '\0' ? g_strdup_printf (_ ("%s is on it"), detail)
                         : g_strdup (_ ("somebody is on it"));
}

static void
add_record (ThecalAlarmsPage *self, GVariant *record, GDateTime *now)
{
  const char *pump, *condition, *effect, *priority, *detail;
  gint64 at_ms;
  ThecalConditionId id;
  g_autofree char *words = NULL;

  g_variant_get (record, "(x&s&s&s&s&s)", &at_ms, &pump, &condition, &effect, &priority, &detail);
  words = record_words (effect, detail);
  if (words == NULL || !thecal_condition_from_string (condition, &id))
    return;

  const ThecalPriorityLook *look = thecal_alarm_get_look (priority);
  g_autofree char *time = thecal_format_time (now, at_ms);
  g_autofree char *subtitle = g_strdup_printf ("%s, %s", _ (look->words), words);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon_name), *when = gtk_label_new (time);

  gtk_widget_add_css_class (icon, "thecal-glyph");
  gtk_widget_add_css_class (icon, look->css_class);
  gtk_widget_add_css_class (when, "thecal-row-value");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 _ (thecal_condition_get_row (id)->title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), when);
  gtk_list_box_append (GTK_LIST_BOX (self->log), row);
}

static void
on_log (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalAlarmsPage) self = user_data;
  g_autoptr (GVariant) records = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GtkWidget *child;

  if (!thecal_dbus_manager_call_get_log_finish (
          THECAL_DBUS_MANAGER (source), &records, result, NULL))
    return;
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
    thecal_dbus_manager_call_get_log (
        manager, LOG_ASKED, self->cancellable, on_log, g_object_ref (self));
}

/* The alarms. */

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
add_card (ThecalAlarmsPage *self, ThecalDbusAlarm *alarm, GDateTime *now)
{
  GtkWidget *card = thecal_alarm_card_new ();

  thecal_alarm_card_set_alarm (THECAL_ALARM_CARD (card), alarm, TRUE, now);
  thecal_alarm_card_set_text (THECAL_ALARM_CARD (card),
                              _ (thecal_dbus_alarm_get_title (alarm)),
                              _ (thecal_dbus_alarm_get_advice (alarm)));
  gtk_box_append (GTK_BOX (self->active), card);
}

static void
update (ThecalAlarmsPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
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
  for (guint i = 0; i < alarms->len; i++)
    add_card (self, g_ptr_array_index (alarms, i), now);
  ask_log (self);
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
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (thecal_alarms_page_parent_class)->dispose (object);
}

static void
thecal_alarms_page_class_init (ThecalAlarmsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_alarms_page_dispose;
  widget_class->map = thecal_alarms_page_map;
  widget_class->unmap = thecal_alarms_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/alarms_page.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, column);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, none);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, active);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, log_group);
  gtk_widget_class_bind_template_child (widget_class, ThecalAlarmsPage, log);
}

static void
thecal_alarms_page_init (ThecalAlarmsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
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
