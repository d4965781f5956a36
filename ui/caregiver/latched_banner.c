/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/latched_banner.h"

#include <glib/gi18n.h>

#include "caregiver/log_row.h"
#include "shared/alarm_words.h"
#include "shared/pump_reading.h"
#include "shared/silence_words.h"

#define SHOWN 2        /* the alarms page has them all */
#define LOG_ASKED 1000 /* the newest records, for when an alarm ended */

struct _ThecalLatchedBanner {
  GtkBox parent_instance;
  GPtrArray *alarms; /* of ThecalDbusAlarm: the latched ones that are shown */
  GHashTable *ends;  /* episode -> gint64 *, when it ended (ms UTC); 0: the log does not say */
  char *shown;       /* what the rows say */
  gboolean asking;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ThecalLatchedBanner, thecal_latched_banner, GTK_TYPE_BOX)

/* When they ended. */

static gint64
get_end_ms (ThecalLatchedBanner *self, ThecalDbusAlarm *alarm)
{
  const gint64 *end_ms =
      g_hash_table_lookup (self->ends, GUINT_TO_POINTER (thecal_dbus_alarm_get_id (alarm)));

  return end_ms != NULL ? *end_ms : 0;
}

static void
keep_end (ThecalLatchedBanner *self, guint episode, gint64 end_ms)
{
  g_hash_table_insert (self->ends, GUINT_TO_POINTER (episode), g_memdup2 (&end_ms, sizeof end_ms));
}

static void update (ThecalLatchedBanner *self);

static void
on_log (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalLatchedBanner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autoptr (GVariant) records = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->asking = FALSE;
  for (guint i = 0; i < self->alarms->len; i++)
    keep_end (self, thecal_dbus_alarm_get_id (g_ptr_array_index (self->alarms, i)), 0);
  if (reply != NULL)
    records = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; records != NULL && i < g_variant_n_children (records); i++) {
    g_autoptr (GVariant) child = g_variant_get_child_value (records, i);
    ThecalLogRecord record;

    thecal_log_record_read (child, &record);
    if (thecal_text_is (record.detail, "latched"))
      keep_end (self, record.episode, record.at_ms);
  }
  update (self);
}

static void
ask_ends (ThecalLatchedBanner *self, ThecalMonitorClient *client)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (client);
  gboolean missing = FALSE;

  for (guint i = 0; i < self->alarms->len; i++)
    missing |= !g_hash_table_contains (
        self->ends,
        GUINT_TO_POINTER (thecal_dbus_alarm_get_id (g_ptr_array_index (self->alarms, i))));
  if (!missing || self->asking || manager == NULL)
    return;
  self->asking = TRUE;
  g_dbus_proxy_call (G_DBUS_PROXY (manager),
                     "GetAlarmLog",
                     g_variant_new ("(tbu)", (guint64) 0, TRUE, LOG_ASKED),
                     G_DBUS_CALL_FLAGS_NONE,
                     THECAL_ANSWER_LIMIT_MS,
                     self->cancellable,
                     on_log,
                     g_object_ref (self));
}

/* The rows. */

static GtkWidget *
row_new (const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("thecal-medium-symbolic");
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (row, "thecal-latched");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);

  return row;
}

static void
add_alarm (ThecalLatchedBanner *self, ThecalDbusAlarm *alarm, const char *words)
{
  GtkWidget *row = row_new (words), *seen = gtk_button_new_with_label (_ ("Seen"));

  gtk_widget_set_valign (seen, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (seen), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (seen), "u", thecal_dbus_alarm_get_id (alarm));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (seen), "win.seen");
  gtk_box_append (GTK_BOX (row), seen);
  gtk_box_append (GTK_BOX (self), row);
}

static char *
alarm_words (ThecalLatchedBanner *self, ThecalDbusAlarm *alarm, GDateTime *now)
{
  g_autofree char *title = thecal_alarm_title_words (alarm);

  return thecal_latched_words (
      title, thecal_dbus_alarm_get_since_time (alarm), get_end_ms (self, alarm), now);
}

static void
update (ThecalLatchedBanner *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkWidget *child;

  for (guint i = 0; i < self->alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (self->alarms, i);
    g_autofree char *words = alarm_words (self, alarm, now);

    g_string_append_printf (shown, "%u %s;", thecal_dbus_alarm_get_id (alarm), words);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), self->alarms->len > 0);
  /* Made anew only when they differ, so that a focus stays. */
  if (thecal_text_is (shown->str, self->shown))
    return;
  g_free (self->shown);
  self->shown = g_strdup (shown->str);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < MIN (self->alarms->len, SHOWN); i++) {
    g_autofree char *words = alarm_words (self, g_ptr_array_index (self->alarms, i), now);

    add_alarm (self, g_ptr_array_index (self->alarms, i), words);
  }
  if (self->alarms->len > SHOWN) {
    const guint n_more = self->alarms->len - SHOWN;
    g_autofree char *more = g_strdup_printf (
        ngettext ("and %u more, see Alarms", "and %u more, see Alarms", n_more), n_more);

    gtk_box_append (GTK_BOX (self), row_new (more));
  }
}

void
thecal_latched_banner_set (ThecalLatchedBanner *self,
                           ThecalMonitorClient *client,
                           GPtrArray *alarms)
{
  g_ptr_array_set_size (self->alarms, 0);
  for (guint i = 0; i < alarms->len; i++)
    if (thecal_alarm_is (g_ptr_array_index (alarms, i), "latched"))
      g_ptr_array_add (self->alarms, g_object_ref (g_ptr_array_index (alarms, i)));
  ask_ends (self, client);
  update (self);
}

static void
thecal_latched_banner_dispose (GObject *object)
{
  ThecalLatchedBanner *self = THECAL_LATCHED_BANNER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->alarms, g_ptr_array_unref);
  g_clear_pointer (&self->ends, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (thecal_latched_banner_parent_class)->dispose (object);
}

static void
thecal_latched_banner_class_init (ThecalLatchedBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_latched_banner_dispose;
}

static void
thecal_latched_banner_init (ThecalLatchedBanner *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->alarms = g_ptr_array_new_with_free_func (g_object_unref);
  self->ends = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  self->cancellable = g_cancellable_new ();
}
