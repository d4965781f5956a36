/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/check_history.h"

#include <string.h>

#include "files/record_files.h"

#define NEWEST 200

struct _ThecalCheckHistory {
  GObject parent_instance;
  ThecalMonitorClient *client;
  ThecalDbusManager *manager; /* that is listened to; NULL: none */
  char *state_dir;
  GPtrArray *stored, *waiting; /* of ThecalRecord */
  GCancellable *cancellable;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalCheckHistory, thecal_check_history, G_TYPE_OBJECT)

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_record_free);
}

static void
take (ThecalCheckHistory *self, GPtrArray **place, GPtrArray *records)
{
  g_ptr_array_unref (*place);
  *place = records;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalCheckHistory) self = user_data;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GPtrArray) records = records_new ();

  if (reply == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  rows = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; i < g_variant_n_children (rows); i++) {
    g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
    const char *text;
    char expected[160];
    ThecalRecord *record = NULL;

    if (g_variant_lookup (row, "text", "&s", &text))
      record = thecal_record_parse (text, strlen (text), expected);
    if (record != NULL)
      g_ptr_array_add (records, record);
  }
  take (self, &self->stored, g_steal_pointer (&records));
}

static void
on_waiting (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalCheckHistory) self = user_data;
  GPtrArray *records = thecal_record_files_list_finish (result, NULL);

  if (records != NULL && !g_cancellable_is_cancelled (self->cancellable))
    take (self, &self->waiting, records);
  else if (records != NULL)
    g_ptr_array_unref (records);
}

/* A manager is another object after each restart of the monitor. */
static void
follow_manager (ThecalCheckHistory *self)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (self->client);

  if (manager == self->manager)
    return;
  if (self->manager != NULL)
    g_signal_handlers_disconnect_by_data (self->manager, self);
  g_set_object (&self->manager, manager);
  if (manager == NULL)
    return;
  g_signal_connect_object (manager,
                           "walkthroughs-changed",
                           G_CALLBACK (thecal_check_history_reload),
                           self,
                           G_CONNECT_SWAPPED);
  thecal_check_history_reload (self);
}

void
thecal_check_history_reload (ThecalCheckHistory *self)
{
  if (self->manager != NULL)
    g_dbus_proxy_call (G_DBUS_PROXY (self->manager),
                       "GetWalkthroughs",
                       g_variant_new ("(u)", NEWEST),
                       G_DBUS_CALL_FLAGS_NO_AUTO_START,
                       THECAL_ANSWER_LIMIT_MS,
                       self->cancellable,
                       on_stored,
                       g_object_ref (self));
  thecal_record_files_list_async (
      self->state_dir, self->cancellable, on_waiting, g_object_ref (self));
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const ThecalRecord *first = *(const ThecalRecord *const *) a;
  const ThecalRecord *second = *(const ThecalRecord *const *) b;

  if (first->started_wall_us != second->started_wall_us)
    return first->started_wall_us < second->started_wall_us ? -1 : 1;

  return g_strcmp0 (first->id, second->id);
}

/* A file that waits is newer than what was stored of the same one. */
GPtrArray *
thecal_check_history_get (ThecalCheckHistory *self)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *records = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer record;

  for (guint i = 0; i < self->stored->len; i++) {
    ThecalRecord *stored = g_ptr_array_index (self->stored, i);

    g_hash_table_replace (by_id, stored->id, stored);
  }
  for (guint i = 0; i < self->waiting->len; i++) {
    ThecalRecord *waiting = g_ptr_array_index (self->waiting, i);

    g_hash_table_replace (by_id, waiting->id, waiting);
  }
  g_hash_table_iter_init (&iter, by_id);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_ptr_array_add (records, record);
  g_ptr_array_sort (records, compare);

  return records;
}

const ThecalRecord *
thecal_check_history_find_before (const GPtrArray *records, guint index)
{
  const ThecalRecord *record = g_ptr_array_index (records, index);

  for (guint i = index; i > 0; i--) {
    const ThecalRecord *before = g_ptr_array_index (records, i - 1);

    if (g_strcmp0 (before->pump_id, record->pump_id) == 0)
      return before;
  }

  return NULL;
}

static void
thecal_check_history_dispose (GObject *object)
{
  ThecalCheckHistory *self = THECAL_CHECK_HISTORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->manager);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_check_history_parent_class)->dispose (object);
}

static void
thecal_check_history_finalize (GObject *object)
{
  ThecalCheckHistory *self = THECAL_CHECK_HISTORY (object);

  g_ptr_array_unref (self->stored);
  g_ptr_array_unref (self->waiting);
  g_object_unref (self->cancellable);
  g_free (self->state_dir);

  G_OBJECT_CLASS (thecal_check_history_parent_class)->finalize (object);
}

static void
thecal_check_history_class_init (ThecalCheckHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_check_history_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_check_history_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_CHECK_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_check_history_init (ThecalCheckHistory *self)
{
  self->stored = records_new ();
  self->waiting = records_new ();
  self->cancellable = g_cancellable_new ();
}

ThecalCheckHistory *
thecal_check_history_new (ThecalMonitorClient *client, const char *state_dir)
{
  ThecalCheckHistory *self = g_object_new (THECAL_TYPE_CHECK_HISTORY, NULL);

  self->client = g_object_ref (client);
  self->state_dir = g_strdup (state_dir);
  g_signal_connect_object (client, "changed", G_CALLBACK (follow_manager), self, G_CONNECT_SWAPPED);
  follow_manager (self);
  if (self->manager == NULL)
    thecal_check_history_reload (self);

  return self;
}
