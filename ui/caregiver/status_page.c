/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/status_page.h"

#include <glib/gi18n.h>

#include "caregiver/drill.h"
#include "caregiver/status_row.h"
#include "shared/labels.h"
#include "shared/pump_reading.h"
#include "shared/status_words.h"

#define REFRESH_S 20
#define CHECK_LIMIT_MS 120000 /* a log of years is read from end to end */

struct _ThecalStatusPage {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *column, *head, *channels_group, *channels, *points, *sound, *drill, *report, *log,
      *check;
  gboolean checking, checked; /* the log, since this window was opened */
  guint64 n_checked, first_bad;
  GCancellable *cancellable;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (ThecalStatusPage, thecal_status_page, ADW_TYPE_BIN)

static ThecalStatus
status_of (gboolean passed)
{
  return passed ? THECAL_STATUS_PASSED : THECAL_STATUS_FAILED;
}

/* Rows are made anew only when there are others, so that what is read aloud stays. */
static GtkWidget *
get_channel_row (ThecalStatusPage *self, int index, const char *title)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->channels), index);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  GtkWidget *added;

  if (row != NULL &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), escaped) == 0)
    return GTK_WIDGET (row);
  if (row != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->channels), GTK_WIDGET (row));
  added = thecal_status_row_new (title);
  gtk_list_box_insert (GTK_LIST_BOX (self->channels), added, index);

  return added;
}

static guint
update_channels (ThecalStatusPage *self, GVariant *tests, GDateTime *now)
{
  GVariantIter iter;
  const char *channel, *detail;
  gboolean passed;
  gint64 at_ms;
  int n_rows = 0;
  guint n_warnings = 0;
  GtkListBoxRow *row;

  g_variant_iter_init (&iter, tests);
  while (g_variant_iter_next (&iter, "(&sb&sx)", &channel, &passed, &detail, &at_ms)) {
    g_autofree char *title = thecal_channel_words (channel);
    g_autofree char *words = thecal_channel_result_words (passed, detail, at_ms, now);

    thecal_status_row_set (get_channel_row (self, n_rows++, title), status_of (passed), words);
    n_warnings += passed ? 0 : 1;
  }
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->channels), n_rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->channels), GTK_WIDGET (row));
  gtk_widget_set_visible (self->channels_group, n_rows > 0);

  return n_rows > 0 ? n_warnings : 1;
}

static guint
update_sound (ThecalStatusPage *self, ThecalDbusManager *manager, GDateTime *now)
{
  const gint64 proof_ms = thecal_dbus_manager_get_sound_proof_time (manager);
  const gboolean old = thecal_sound_proof_is_old (proof_ms, now);
  g_autofree char *words = thecal_sound_proof_words (proof_ms, now);

  thecal_status_row_set (self->sound, status_of (!old), words);

  return old ? 1 : 0;
}

static guint
update_drill (ThecalStatusPage *self, ThecalDbusManager *manager, GDateTime *now)
{
  const char *state = thecal_dbus_manager_get_drill_state (manager);
  GVariant *report = thecal_dbus_manager_get_drill_report (manager);
  const gboolean warning = thecal_drill_is_warning (state, report);
  const gboolean running = thecal_text_is (state, "running");
  g_autofree char *words =
      thecal_drill_words (state, thecal_dbus_manager_get_drill_time (manager), report, now);

  thecal_status_row_set (
      self->drill, running ? THECAL_STATUS_UNKNOWN : status_of (!warning), words);
  gtk_widget_set_sensitive (self->report,
                            !running && report != NULL && g_variant_n_children (report) > 0);

  return warning ? 1 : 0;
}

static guint
update_log (ThecalStatusPage *self)
{
  g_autofree char *words = self->checking ? g_strdup (_ ("Every record is checked now…"))
                           : self->checked
                               ? thecal_log_check_words (self->n_checked, self->first_bad)
                               : g_strdup (_ ("Not checked in this window yet."));

  thecal_status_row_set (
      self->log, self->checked ? status_of (self->first_bad == 0) : THECAL_STATUS_UNKNOWN, words);
  gtk_widget_set_sensitive (self->check, !self->checking);

  return self->checked && self->first_bad != 0 ? 1 : 0;
}

static void
update (ThecalStatusPage *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *words = NULL;
  GVariant *tests;
  guint n_warnings = 0;

  gtk_widget_set_sensitive (self->column, thecal_monitor_client_is_connected (self->client));
  if (manager == NULL || !thecal_monitor_client_is_connected (self->client)) {
    thecal_label_set (self->head, _ ("No: Thecal's monitor is not running. Nothing alarms."));
    return;
  }
  tests = thecal_dbus_manager_get_self_test (manager);
  if (tests != NULL)
    n_warnings += update_channels (self, tests, now);
  n_warnings += update_sound (self, manager, now);
  n_warnings += update_drill (self, manager, now);
  n_warnings += update_log (self);
  words = thecal_status_words (n_warnings);
  thecal_label_set (self->head, words);
}

static gboolean
on_refresh (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalStatusPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->checking = FALSE;
  self->checked = reply != NULL;
  if (reply != NULL)
    g_variant_get (reply, "(tt)", &self->n_checked, &self->first_bad);
  update (self);
  if (reply == NULL) {
    g_autofree char *words = NULL;

    g_dbus_error_strip_remote_error (error);
    words = g_strdup_printf (_ ("It could not be checked: %s"), error->message);
    thecal_status_row_set (self->log, THECAL_STATUS_FAILED, words);
  }
}

static void
on_check_clicked (ThecalStatusPage *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (manager == NULL || self->checking)
    return;
  self->checking = TRUE;
  g_dbus_proxy_call (G_DBUS_PROXY (manager),
                     "VerifyAlarmLog",
                     NULL,
                     G_DBUS_CALL_FLAGS_NONE,
                     CHECK_LIMIT_MS,
                     self->cancellable,
                     on_checked,
                     g_object_ref (self));
  update (self);
}

static void
on_report_clicked (ThecalStatusPage *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (manager != NULL)
    thecal_drill_show_report (GTK_WIDGET (self), manager);
}

/* As of the alarms page: what is not shown is not in the tree of a screen reader. */
static void
thecal_status_page_map (GtkWidget *widget)
{
  gtk_widget_set_visible (THECAL_STATUS_PAGE (widget)->column, TRUE);
  GTK_WIDGET_CLASS (thecal_status_page_parent_class)->map (widget);
  update (THECAL_STATUS_PAGE (widget));
}

static void
thecal_status_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (thecal_status_page_parent_class)->unmap (widget);
  gtk_widget_set_visible (THECAL_STATUS_PAGE (widget)->column, FALSE);
}

static void
thecal_status_page_dispose (GObject *object)
{
  ThecalStatusPage *self = THECAL_STATUS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_status_page_parent_class)->dispose (object);
}

static void
thecal_status_page_class_init (ThecalStatusPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_status_page_dispose;
  widget_class->map = thecal_status_page_map;
  widget_class->unmap = thecal_status_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/status_page.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalStatusPage, column);
  gtk_widget_class_bind_template_child (widget_class, ThecalStatusPage, head);
  gtk_widget_class_bind_template_child (widget_class, ThecalStatusPage, channels_group);
  gtk_widget_class_bind_template_child (widget_class, ThecalStatusPage, channels);
  gtk_widget_class_bind_template_child (widget_class, ThecalStatusPage, points);
}

static GtkWidget *
add_point (ThecalStatusPage *self, const char *title)
{
  GtkWidget *row = thecal_status_row_new (title);

  gtk_list_box_append (GTK_LIST_BOX (self->points), row);

  return row;
}

static GtkWidget *
add_button (GtkWidget *row, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return button;
}

static void
thecal_status_page_init (ThecalStatusPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->sound = add_point (self, _ ("Last sound that was really heard"));
  self->drill = add_point (self, _ ("Drill"));
  self->report = add_button (self->drill, _ ("Report"));
  self->log = add_point (self, _ ("Alarm log"));
  self->check = add_button (self->log, _ ("Check the log"));
  g_signal_connect_object (
      self->report, "clicked", G_CALLBACK (on_report_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      self->check, "clicked", G_CALLBACK (on_check_clicked), self, G_CONNECT_SWAPPED);
}

GtkWidget *
thecal_status_page_new (ThecalMonitorClient *client)
{
  ThecalStatusPage *self = g_object_new (THECAL_TYPE_STATUS_PAGE, NULL);

  self->client = g_object_ref (client);
  g_signal_connect_object (client, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, on_refresh, self);
  update (self);

  return GTK_WIDGET (self);
}
