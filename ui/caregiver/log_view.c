/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/log_view.h"

#include <glib/gi18n.h>

#include "caregiver/log_row.h"
#include "shared/labels.h"

#define PAGE 200       /* records; sounds and reminders are many of them */
#define NEW_PAGE 1000  /* what the bus gives at most */
#define ROWS_WANTED 25 /* for each press of "Older"; with a filter that takes several pages */
#define REFRESH_S 20   /* ages grow */

struct _ThecalLogView {
  AdwBin parent_instance;
  ThecalMonitorClient *client;
  GtkWidget *filter, *filter_words, *empty, *fault, *list, *older;
  guint64 newest_seq, oldest_seq; /* of those read; 0: none */
  guint episode;                  /* the only one shown; 0: all */
  guint n_wanted;                 /* rows still to be found in older pages */
  gboolean asking;
  gboolean complete;         /* there is nothing older */
  GCancellable *cancellable; /* of the questions for what is shown now */
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (ThecalLogView, thecal_log_view, ADW_TYPE_BIN)

static void ask_older (ThecalLogView *self);
static void ask_newer (ThecalLogView *self);

/* The rows. */

static void
update_hints (ThecalLogView *self, const char *fault)
{
  const gboolean has_rows = gtk_widget_get_first_child (self->list) != NULL;

  thecal_label_set (self->fault, fault);
  gtk_widget_set_visible (self->list, has_rows);
  gtk_widget_set_visible (self->empty, !has_rows && self->complete && *fault == '\0');
  gtk_widget_set_visible (self->older, !self->complete && has_rows);
}

/* At the end of the list where @older. Whether there is a new row. */
static gboolean
add_record (ThecalLogView *self, const ThecalLogRecord *record, gboolean older, GDateTime *now)
{
  GtkWidget *next =
      older ? gtk_widget_get_last_child (self->list) : gtk_widget_get_first_child (self->list);
  GtkWidget *row;

  if (self->episode != 0 && record->episode != self->episode)
    return FALSE;
  if (next != NULL && thecal_log_row_join (THECAL_LOG_ROW (next), record, now))
    return FALSE;
  row = thecal_log_row_new (record, now);
  if (row == NULL)
    return FALSE;
  gtk_list_box_insert (GTK_LIST_BOX (self->list), row, older ? -1 : 0);

  return TRUE;
}

static void
take_older (ThecalLogView *self, GVariant *records)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const gsize n_records = g_variant_n_children (records);
  const guint64 before = self->oldest_seq;

  for (gsize i = n_records; i > 0; i--) {
    g_autoptr (GVariant) child = g_variant_get_child_value (records, i - 1);
    ThecalLogRecord record;

    thecal_log_record_read (child, &record);
    if (record.seq == 0 || (before != 0 && record.seq >= before))
      continue;
    self->newest_seq = MAX (self->newest_seq, record.seq);
    self->oldest_seq = record.seq;
    if (add_record (self, &record, TRUE, now) && self->n_wanted > 0)
      self->n_wanted--;
    /* An alarm has nothing before it began. */
    if (self->episode != 0 && record.episode == self->episode &&
        g_strcmp0 (record.effect, "raise") == 0)
      self->complete = TRUE;
  }
  /* A page without anything new is the end, whatever the numbers say. */
  if (self->oldest_seq <= 1 || self->oldest_seq == before)
    self->complete = TRUE;
}

static void
take_newer (ThecalLogView *self, GVariant *records)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GVariantIter iter;
  GVariant *child;

  g_variant_iter_init (&iter, records);
  while ((child = g_variant_iter_next_value (&iter)) != NULL) {
    ThecalLogRecord record;

    thecal_log_record_read (child, &record);
    if (record.seq > self->newest_seq) {
      self->newest_seq = record.seq;
      add_record (self, &record, FALSE, now);
    }
    g_variant_unref (child);
  }
}

/* The questions. */

static GVariant *
finish (ThecalLogView *self, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autofree char *fault = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  self->asking = FALSE;
  if (reply != NULL)
    return g_variant_get_child_value (reply, 0);
  g_dbus_error_strip_remote_error (error);
  fault = g_strdup_printf (_ ("The log cannot be read now: %s"), error->message);
  update_hints (self, fault);

  return NULL;
}

static void
on_older (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalLogView) self = user_data;
  g_autoptr (GVariant) records = finish (self, source, result);

  if (records == NULL)
    return;
  take_older (self, records);
  update_hints (self, "");
  if (self->n_wanted > 0 && !self->complete)
    ask_older (self);
}

static void
on_newer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalLogView) self = user_data;
  g_autoptr (GVariant) records = finish (self, source, result);

  if (records == NULL)
    return;
  take_newer (self, records);
  update_hints (self, "");
  if (g_variant_n_children (records) == NEW_PAGE)
    ask_newer (self);
}

static void
ask (ThecalLogView *self, GVariant *arguments, GAsyncReadyCallback on_answer)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (manager == NULL || self->asking) {
    g_variant_unref (g_variant_ref_sink (arguments));
    return;
  }
  self->asking = TRUE;
  g_dbus_proxy_call (G_DBUS_PROXY (manager),
                     "GetAlarmLog",
                     arguments,
                     G_DBUS_CALL_FLAGS_NONE,
                     THECAL_ANSWER_LIMIT_MS,
                     self->cancellable,
                     on_answer,
                     g_object_ref (self));
}

static void
ask_older (ThecalLogView *self)
{
  guint64 after = 0;

  if (self->oldest_seq > PAGE + 1)
    after = self->oldest_seq - PAGE - 1;
  ask (self, g_variant_new ("(tbu)", after, self->oldest_seq == 0, PAGE), on_older);
}

static void
ask_newer (ThecalLogView *self)
{
  ask (self, g_variant_new ("(tbu)", self->newest_seq, FALSE, NEW_PAGE), on_newer);
}

static void
refresh (ThecalLogView *self)
{
  if (self->client == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (!thecal_monitor_client_is_connected (self->client))
    update_hints (self, _ ("Thecal's monitor is not running: the log cannot be read now."));
  else if (self->newest_seq == 0)
    ask_older (self);
  else
    ask_newer (self);
}

static void
begin (ThecalLogView *self)
{
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->asking = FALSE;
  self->complete = FALSE;
  self->newest_seq = self->oldest_seq = 0;
  self->n_wanted = ROWS_WANTED;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  update_hints (self, "");
  refresh (self);
}

void
thecal_log_view_show_only (ThecalLogView *self, guint episode, const char *title)
{
  g_autofree char *words = g_strdup_printf (_ ("Only this alarm: %s"), title);

  self->episode = episode;
  gtk_widget_set_visible (self->filter, episode != 0);
  gtk_label_set_text (GTK_LABEL (self->filter_words), words);
  begin (self);
}

static void
on_all_clicked (ThecalLogView *self)
{
  thecal_log_view_show_only (self, 0, "");
}

static void
on_older_clicked (ThecalLogView *self)
{
  self->n_wanted = ROWS_WANTED;
  ask_older (self);
}

static gboolean
on_refresh (gpointer user_data)
{
  ThecalLogView *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    thecal_log_row_refresh (THECAL_LOG_ROW (row), now);
  refresh (self);

  return G_SOURCE_CONTINUE;
}

static void
thecal_log_view_map (GtkWidget *widget)
{
  ThecalLogView *self = THECAL_LOG_VIEW (widget);

  GTK_WIDGET_CLASS (thecal_log_view_parent_class)->map (widget);
  self->refresh_id = g_timeout_add_seconds (REFRESH_S, on_refresh, self);
  on_refresh (self);
}

static void
thecal_log_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&THECAL_LOG_VIEW (widget)->refresh_id, g_source_remove);
  GTK_WIDGET_CLASS (thecal_log_view_parent_class)->unmap (widget);
}

static void
thecal_log_view_dispose (GObject *object)
{
  ThecalLogView *self = THECAL_LOG_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_log_view_parent_class)->dispose (object);
}

static void
thecal_log_view_class_init (ThecalLogViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_log_view_dispose;
  widget_class->map = thecal_log_view_map;
  widget_class->unmap = thecal_log_view_unmap;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/thecal/Thecal/caregiver/log_view.ui");
  gtk_widget_class_bind_template_child (widget_class, ThecalLogView, filter);
  gtk_widget_class_bind_template_child (widget_class, ThecalLogView, filter_words);
  gtk_widget_class_bind_template_child (widget_class, ThecalLogView, empty);
  gtk_widget_class_bind_template_child (widget_class, ThecalLogView, fault);
  gtk_widget_class_bind_template_child (widget_class, ThecalLogView, list);
  gtk_widget_class_bind_template_child (widget_class, ThecalLogView, older);
  gtk_widget_class_bind_template_callback (widget_class, on_all_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_older_clicked);
}

static void
thecal_log_view_init (ThecalLogView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->n_wanted = ROWS_WANTED;
}

void
thecal_log_view_set_client (ThecalLogView *self, ThecalMonitorClient *client)
{
  g_set_object (&self->client, client);
  g_signal_connect_object (client, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
}
