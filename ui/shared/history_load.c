/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/history_load.h"

#include "shared/chart_view.h"
#include "shared/history_entries.h"

#define ENTRIES_MAX 10000                 /* what the bus gives at most */
#define MEAN_MS (4 * THECAL_CHART_DAY_MS) /* before the first day, for the mean of three */

typedef struct {
  ThecalHistoryData *data; /* owned; NULL: handed out */
  char *pump_id;
  GError *error; /* the first */
  guint n_waiting;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->data, thecal_history_data_unref);
  g_clear_error (&load->error);
  g_free (load->pump_id);
  g_free (load);
}

/* (transfer full) NULL: it failed. */
static GVariant *
take_answer (GTask *task, GObject *source, GAsyncResult *result)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  load->n_waiting--;
  if (reply != NULL)
    return g_variant_get_child_value (reply, 0);
  if (load->error == NULL)
    load->error = g_steal_pointer (&error);

  return NULL;
}

static void
finish (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  if (load->n_waiting > 0)
    return;
  if (load->error != NULL) {
    g_task_return_error (task, g_steal_pointer (&load->error));
    return;
  }
  thecal_history_data_finish (load->data);
  g_task_return_pointer (
      task, g_steal_pointer (&load->data), (GDestroyNotify) thecal_history_data_unref);
}

static void
on_levels (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GVariant) levels = take_answer (task, source, result);

  if (levels != NULL)
    thecal_history_data_take_levels (load->data, levels);
  finish (task);
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GVariant) entries = take_answer (task, source, result);

  if (entries != NULL) {
    const guint n_unread = thecal_history_data_take_entries (load->data, entries, load->pump_id);

    if (n_unread > 0)
      g_warning ("%u entries of the diary cannot be read", n_unread);
  }
  finish (task);
}

void
thecal_history_load_async (ThecalDbusManager *manager,
                           const ThecalHistoryRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (manager, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->data = thecal_history_data_new ();
  load->data->from_ms = request->from_ms;
  load->data->to_ms = request->to_ms;
  load->data->bucket_ms = (request->to_ms - request->from_ms) / MAX (request->n_buckets, 1);
  load->pump_id = g_strdup (request->pump_id);
  load->n_waiting = 2;
  g_task_set_task_data (task, load, load_free);
  g_dbus_proxy_call (
      G_DBUS_PROXY (manager),
      "GetLevels",
      g_variant_new ("(sxxu)", load->pump_id, request->from_ms, request->to_ms, request->n_buckets),
      G_DBUS_CALL_FLAGS_NONE,
      THECAL_HISTORY_LIMIT_MS,
      cancellable,
      on_levels,
      g_object_ref (task));
  g_dbus_proxy_call (
      G_DBUS_PROXY (manager),
      "GetEntries",
      g_variant_new ("(sxxu)", "", request->from_ms - MEAN_MS, request->to_ms, ENTRIES_MAX),
      G_DBUS_CALL_FLAGS_NONE,
      THECAL_HISTORY_LIMIT_MS,
      cancellable,
      on_entries,
      g_object_ref (task));
}

ThecalHistoryData *
thecal_history_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
