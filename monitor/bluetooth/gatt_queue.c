/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/gatt_queue.h"

#include "bluetooth/write_allowlist.h"

#define OPERATION_TIMEOUT_MS 10000
#define IN_PROGRESS_DELAY_MS 200
#define IN_PROGRESS_ATTEMPTS 15

typedef struct {
  const char *method;
  ThecalFrameKind kind;
  char *path;
  GVariant *parameters; /* owned */
  guint attempts;
} Operation;

struct _ThecalGattQueue {
  ThecalBusLink *link;
  ThecalGattDone done;
  gpointer user_data;
  GQueue operations; /* of Operation; the head is under way */
  GCancellable *cancellable;
  guint retry_id;
};

static void
operation_free (gpointer data)
{
  Operation *operation = data;
  g_clear_pointer (&operation->parameters, g_variant_unref);
  g_free (operation->path);
  g_free (operation);
}

ThecalGattQueue *
thecal_gatt_queue_new (ThecalBusLink *link, ThecalGattDone done, gpointer user_data)
{
  ThecalGattQueue *self = g_new0 (ThecalGattQueue, 1);
  self->link = link;
  self->done = done;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->operations);
  return self;
}

void
thecal_gatt_queue_free (ThecalGattQueue *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_queue_clear_full (&self->operations, operation_free);
  g_free (self);
}

static void run_head (ThecalGattQueue *self);

static gboolean
on_retry (gpointer user_data)
{
  ThecalGattQueue *self = user_data;
  self->retry_id = 0;
  run_head (self);
  return G_SOURCE_REMOVE;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ThecalGattQueue *self = user_data;
  Operation *operation = g_queue_peek_head (&self->operations);
  if (thecal_bluez_error_is (error, "org.bluez.Error.InProgress") &&
      ++operation->attempts < IN_PROGRESS_ATTEMPTS) {
    self->retry_id = g_timeout_add (IN_PROGRESS_DELAY_MS, on_retry, self);
    return;
  }

  g_autoptr (GVariant) value = NULL;
  if (answer != NULL && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(ay)")))
    value = g_variant_get_child_value (answer, 0);
  const ThecalFrameKind kind = operation->kind;
  operation_free (g_queue_pop_head (&self->operations));
  if (!g_queue_is_empty (&self->operations))
    run_head (self);
  /* Last: it may free the queue. */
  self->done (kind, value, error, self->user_data);
}

static void
run_head (ThecalGattQueue *self)
{
  Operation *operation = g_queue_peek_head (&self->operations);
  const ThecalBluezCall call = {
    .path = operation->path,
    .interface = THECAL_BLUEZ_CHARACTERISTIC,
    .method = operation->method,
    .parameters = operation->parameters,
    .timeout_ms = OPERATION_TIMEOUT_MS,
  };
  thecal_bus_link_call (self->link, &call, self->cancellable, on_answer, self);
}

static void
push (ThecalGattQueue *self,
      const char *method,
      ThecalFrameKind kind,
      const char *path,
      GVariant *parameters)
{
  Operation *operation = g_new0 (Operation, 1);
  operation->method = method;
  operation->kind = kind;
  operation->path = g_strdup (path);
  operation->parameters = parameters != NULL ? g_variant_ref_sink (parameters) : NULL;
  g_queue_push_tail (&self->operations, operation);
  if (g_queue_get_length (&self->operations) == 1)
    run_head (self);
}

void
thecal_gatt_queue_start_notify (ThecalGattQueue *self, ThecalFrameKind kind, const char *path)
{
  push (self, "StartNotify", kind, path, NULL);
}

void
thecal_gatt_queue_read (ThecalGattQueue *self, ThecalFrameKind kind, const char *path)
{
  push (self, "ReadValue", kind, path, g_variant_new_parsed ("(@a{sv} {},)"));
}

gboolean
thecal_gatt_queue_write (ThecalGattQueue *self,
                         ThecalFrameKind kind,
                         const char *path,
                         const guint8 *data,
                         gsize len)
{
  if (!thecal_write_is_allowed (kind, data, len))
    return FALSE;
  GVariant *octets = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, len, 1);
  push (self,
        "WriteValue",
        kind,
        path,
        g_variant_new_parsed ("(%@ay, {'type': <'request'>})", octets));
  return TRUE;
}

gboolean
thecal_gatt_queue_is_idle (ThecalGattQueue *self)
{
  return g_queue_is_empty (&self->operations);
}
