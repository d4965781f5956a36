/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/discovery.h"

#include "core/codec/frame.h"

#define CALL_TIMEOUT_MS 10000
#define RETRY_S 5

typedef enum {
  DISCOVERY_RESTING,
  DISCOVERY_STARTING,
  DISCOVERY_ON,
  DISCOVERY_STOPPING,
} DiscoveryState;

struct _ThecalDiscovery {
  ThecalBusLink *link;
  char *path;
  void (*resting) (const char *adapter_path, gpointer user_data);
  gpointer user_data;
  DiscoveryState state;
  guint holds;
  guint retry_id;
  GCancellable *cancellable;
};

static void update (ThecalDiscovery *self);

static gboolean
on_retry (gpointer user_data)
{
  ThecalDiscovery *self = user_data;
  self->retry_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
call (ThecalDiscovery *self, const char *method, GVariant *parameters, GAsyncReadyCallback callback)
{
  const ThecalBluezCall bluez_call = {
    .path = self->path,
    .interface = THECAL_BLUEZ_ADAPTER,
    .method = method,
    .parameters = parameters,
    .timeout_ms = CALL_TIMEOUT_MS,
  };
  thecal_bus_link_call (self->link, &bluez_call, self->cancellable, callback, self);
}

static void
handle_started (ThecalDiscovery *self, const GError *error)
{
  /* InProgress: bluetoothd believes that we scan already (R15). */
  const gboolean on = error == NULL || thecal_bluez_error_is (error, "org.bluez.Error.InProgress");

  self->state = on ? DISCOVERY_ON : DISCOVERY_RESTING;
  if (!on) {
    g_info ("Discovery did not start: %s", error->message);
    if (self->retry_id == 0)
      self->retry_id = g_timeout_add_seconds (RETRY_S, on_retry, self);
    if (self->holds > 0)
      self->resting (self->path, self->user_data);
    return;
  }
  update (self);
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    handle_started (user_data, error);
}

static void
on_filter_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    handle_started (user_data, error);
  else
    call (user_data, "StartDiscovery", NULL, on_started);
}

static void
on_stopped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* "No discovery started", InProgress, NotReady: it does not scan for us either way (R16). */
  ThecalDiscovery *self = user_data;
  self->state = DISCOVERY_RESTING;
  if (self->holds > 0)
    self->resting (self->path, self->user_data);
  update (self);
}

static void
update (ThecalDiscovery *self)
{
  if (self->holds == 0 && self->state == DISCOVERY_RESTING && self->retry_id == 0) {
    self->state = DISCOVERY_STARTING;
    call (self,
          "SetDiscoveryFilter",
          g_variant_new_parsed ("({'Transport': <'le'>, 'DuplicateData': <true>,"
                                " 'UUIDs': <[%s]>},)",
                                THECAL_SERVICE_UUID),
          on_filter_set);
  } else if (self->holds > 0 && self->state == DISCOVERY_ON) {
    self->state = DISCOVERY_STOPPING;
    call (self, "StopDiscovery", NULL, on_stopped);
  }
}

ThecalDiscovery *
thecal_discovery_new (ThecalBusLink *link,
                      const char *adapter_path,
                      void (*resting) (const char *adapter_path, gpointer user_data),
                      gpointer user_data)
{
  ThecalDiscovery *self = g_new0 (ThecalDiscovery, 1);
  self->link = link;
  self->path = g_strdup (adapter_path);
  self->resting = resting;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  update (self);
  return self;
}

void
thecal_discovery_free (ThecalDiscovery *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_free (self->path);
  g_free (self);
}

gboolean
thecal_discovery_hold (ThecalDiscovery *self)
{
  self->holds++;
  update (self);
  return self->state == DISCOVERY_RESTING;
}

void
thecal_discovery_release (ThecalDiscovery *self)
{
  if (self->holds > 0)
    self->holds--;
  update (self);
}
