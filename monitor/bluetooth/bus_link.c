/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/bus_link.h"

#include <string.h>

#define BLUEZ "org.bluez"
#define OBJECT_MANAGER "org.freedesktop.DBus.ObjectManager"
#define PROPERTIES "org.freedesktop.DBus.Properties"

/* D-Bus specification, "Well-known Message Bus Instances" */
#define DEFAULT_ADDRESS "unix:path=/var/run/dbus/system_bus_socket"

#define LOAD_TIMEOUT_MS 10000
#define RECONNECT_MS 250
#define RECONNECT_CAP_MS 1000 /* listening again within 2 s of the return of the bus */

struct _ThecalBusLink {
  ThecalBusLinkEvents events;
  gpointer user_data;
  GDBusConnection *bus; /* owned, nullable */
  ThecalObjectTree *tree;
  GCancellable *cancellable;
  GCancellable *owner_cancellable; /* of this owner of org.bluez; nullable */
  guint watch_id;
  guint signal_id;
  gulong closed_id;
  guint retry_id;
  guint retry_ms;
  gboolean loaded;
};

static void connect_to_bus (ThecalBusLink *self);
static void load_objects (ThecalBusLink *self);

ThecalBusLink *
thecal_bus_link_new (const ThecalBusLinkEvents *events, gpointer user_data)
{
  ThecalBusLink *self = g_new0 (ThecalBusLink, 1);
  self->events = *events;
  self->user_data = user_data;
  self->tree = thecal_object_tree_new ();
  self->cancellable = g_cancellable_new ();
  self->retry_ms = RECONNECT_MS;
  return self;
}

static void
forget_owner (ThecalBusLink *self)
{
  g_cancellable_cancel (self->owner_cancellable);
  g_clear_object (&self->owner_cancellable);
  thecal_object_tree_clear (self->tree);
  if (!self->loaded)
    return;
  self->loaded = FALSE;
  self->events.down (self->user_data);
}

static void
drop_bus (ThecalBusLink *self)
{
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  if (self->bus == NULL)
    return;
  if (self->signal_id != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->signal_id);
  self->signal_id = 0;
  g_clear_signal_handler (&self->closed_id, self->bus);
  g_clear_object (&self->bus);
}

void
thecal_bus_link_free (ThecalBusLink *self)
{
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->owner_cancellable);
  g_clear_object (&self->owner_cancellable);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (self->bus != NULL)
    g_dbus_connection_close (self->bus, NULL, NULL, NULL);
  drop_bus (self);
  g_clear_object (&self->cancellable);
  thecal_object_tree_free (self->tree);
  g_free (self);
}

static gboolean
on_retry (gpointer user_data)
{
  ThecalBusLink *self = user_data;
  self->retry_id = 0;
  if (self->bus == NULL)
    connect_to_bus (self);
  else if (self->owner_cancellable != NULL && !self->loaded)
    load_objects (self);
  return G_SOURCE_REMOVE;
}

static void
retry_later (ThecalBusLink *self)
{
  if (self->retry_id != 0)
    return;
  self->retry_id = g_timeout_add (self->retry_ms, on_retry, self);
  self->retry_ms = MIN (self->retry_ms * 2, RECONNECT_CAP_MS);
}

static void
on_closed (GDBusConnection *bus, gboolean remote_vanished, GError *error, gpointer user_data)
{
  ThecalBusLink *self = user_data;

  g_info ("The system bus is gone: %s", error != NULL ? error->message : "closed");
  drop_bus (self);
  forget_owner (self);
  retry_later (self);
}

static void
on_interfaces_added (ThecalBusLink *self, GVariant *parameters)
{
  const char *path = NULL;
  g_autoptr (GVariant) interfaces = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oa{sa{sv}})")))
    return;
  g_variant_get (parameters, "(&o@a{sa{sv}})", &path, &interfaces);
  thecal_object_tree_add (self->tree, path, interfaces);
  self->events.objects_changed (path, self->user_data);
}

static void
on_interfaces_removed (ThecalBusLink *self, GVariant *parameters)
{
  const char *path = NULL;
  g_autofree const char **interfaces = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oas)")))
    return;
  g_variant_get (parameters, "(&o^a&s)", &path, &interfaces);
  thecal_object_tree_remove (self->tree, path, interfaces);
  self->events.objects_changed (path, self->user_data);
}

static void
on_properties_changed (ThecalBusLink *self, const char *path, GVariant *parameters)
{
  const char *interface = NULL;
  g_autoptr (GVariant) changed = NULL;
  g_autofree const char **invalidated = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  g_variant_get (parameters, "(&s@a{sv}^a&s)", &interface, &changed, &invalidated);
  if (thecal_object_tree_change (self->tree, path, interface, changed, invalidated))
    self->events.properties_changed (path, interface, changed, self->user_data);
}

static void
on_signal (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *signal,
           GVariant *parameters,
           gpointer user_data)
{
  ThecalBusLink *self = user_data;

  /* What comes before the whole tree is part of it already. */
  if (!self->loaded)
    return;
  if (strcmp (interface, PROPERTIES) == 0 && strcmp (signal, "PropertiesChanged") == 0)
    on_properties_changed (self, path, parameters);
  else if (strcmp (interface, OBJECT_MANAGER) == 0 && strcmp (signal, "InterfacesAdded") == 0)
    on_interfaces_added (self, parameters);
  else if (strcmp (interface, OBJECT_MANAGER) == 0 && strcmp (signal, "InterfacesRemoved") == 0)
    on_interfaces_removed (self, parameters);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ThecalBusLink *self = user_data;
  if (answer == NULL || !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(a{oa{sa{sv}}})"))) {
    g_info ("org.bluez does not list its objects: %s", error != NULL ? error->message : "type");
    retry_later (self);
    return;
  }
  g_autoptr (GVariant) objects = g_variant_get_child_value (answer, 0);
  thecal_object_tree_load (self->tree, objects);
  self->loaded = TRUE;
  self->events.up (self->user_data);
}

static void
load_objects (ThecalBusLink *self)
{
  const ThecalBluezCall call = {
    .path = "/",
    .interface = OBJECT_MANAGER,
    .method = "GetManagedObjects",
    .timeout_ms = LOAD_TIMEOUT_MS,
  };
  thecal_bus_link_call (self, &call, self->owner_cancellable, on_loaded, self);
}

static void
on_name_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  ThecalBusLink *self = user_data;

  forget_owner (self);
  self->owner_cancellable = g_cancellable_new ();
  load_objects (self);
}

static void
on_name_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  forget_owner (user_data);
}

static void
on_bus_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_dbus_connection_new_for_address_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ThecalBusLink *self = user_data;
  if (bus == NULL) {
    g_info ("No system bus: %s", error->message);
    retry_later (self);
    return;
  }
  self->bus = bus;
  self->retry_ms = RECONNECT_MS;
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->closed_id = g_signal_connect (bus, "closed", G_CALLBACK (on_closed), self);
  self->signal_id = g_dbus_connection_signal_subscribe (
      bus, BLUEZ, NULL, NULL, NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_signal, self, NULL);
  self->watch_id = g_bus_watch_name_on_connection (
      bus, BLUEZ, G_BUS_NAME_WATCHER_FLAGS_NONE, on_name_appeared, on_name_vanished, self, NULL);
}

static void
connect_to_bus (ThecalBusLink *self)
{
  const char *address = g_getenv ("DBUS_SYSTEM_BUS_ADDRESS");
  if (address == NULL || address[0] == '\0')
    address = DEFAULT_ADDRESS;
  g_dbus_connection_new_for_address (address,
                                     G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL,
                                     self->cancellable,
                                     on_bus_connected,
                                     self);
}

void
thecal_bus_link_start (ThecalBusLink *self)
{
  connect_to_bus (self);
}

gboolean
thecal_bus_link_is_up (ThecalBusLink *self)
{
  return self->loaded;
}

ThecalObjectTree *
thecal_bus_link_get_tree (ThecalBusLink *self)
{
  return self->tree;
}

GDBusConnection *
thecal_bus_link_get_connection (ThecalBusLink *self)
{
  return self->bus;
}

void
thecal_bus_link_call (ThecalBusLink *self,
                      const ThecalBluezCall *call,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  if (self->bus == NULL) {
    if (call->parameters != NULL)
      g_variant_unref (g_variant_ref_sink (call->parameters));
    g_task_report_new_error (
        NULL, callback, user_data, NULL, G_IO_ERROR, G_IO_ERROR_CLOSED, "No system bus");
    return;
  }
  g_dbus_connection_call (self->bus,
                          BLUEZ,
                          call->path,
                          call->interface,
                          call->method,
                          call->parameters,
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          call->timeout_ms,
                          cancellable,
                          callback,
                          user_data);
}

GVariant *
thecal_bus_link_call_finish (GObject *source, GAsyncResult *result, GError **error)
{
  /* without a connection */
  if (source == NULL)
    return g_task_propagate_pointer (G_TASK (result), error);
  return g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, error);
}

gboolean
thecal_bluez_error_is (const GError *error, const char *name)
{
  if (error == NULL)
    return FALSE;
  g_autofree char *remote = g_dbus_error_get_remote_error (error);
  return g_strcmp0 (remote, name) == 0;
}
