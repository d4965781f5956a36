/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/stand_in.h"

#include <string.h>

#include "sim/stand_in_private.h"
#include "sim/stand_in_xml.h"

#define ADVERTISE_EVERY_MS 1000

static void come_up (ThecalStandIn *self);

void
stand_in_fail (GDBusMethodInvocation *invocation, const char *name, const char *message)
{
  g_autofree char *full = g_strconcat ("org.bluez.Error.", name, NULL);

  g_dbus_method_invocation_return_dbus_error (invocation, full, message);
}

static void
client_free (StandInClient *self)
{
  g_bus_unwatch_name (self->watch_id);
  g_free (self->name);
  g_free (self->agent_path);
  g_free (self->capability);
  g_free (self);
}

static gboolean
is_discovering (ThecalStandIn *self)
{
  GHashTableIter iter;
  gpointer client;

  g_hash_table_iter_init (&iter, self->clients);
  while (g_hash_table_iter_next (&iter, NULL, &client))
    if (((StandInClient *) client)->discovering)
      return TRUE;
  return FALSE;
}

/* What the adapter hears: every pump that is neither silent nor connected. */
static gboolean
on_advertisements (gpointer user_data)
{
  ThecalStandIn *self = user_data;

  for (guint i = 0; i < self->pumps->len; i++) {
    StandInPump *pump = g_ptr_array_index (self->pumps, i);

    if (thecal_pump_server_is_silent (pump->server) || pump->connected)
      continue;
    stand_in_pump_show (pump);
    stand_in_pump_set_rssi (pump, (gint16) (-60 - g_random_int_range (0, 8)));
  }
  return G_SOURCE_CONTINUE;
}

/* The adapter's discovery follows its clients. */
static void
update_discovery (ThecalStandIn *self)
{
  gboolean wanted = self->tree != NULL && self->powered && is_discovering (self);
  gboolean running = self->discovery_id != 0;

  if (wanted == running)
    return;
  if (wanted) {
    self->discovery_id = g_timeout_add (ADVERTISE_EVERY_MS, on_advertisements, self);
    on_advertisements (self);
  } else {
    g_clear_handle_id (&self->discovery_id, g_source_remove);
    for (guint i = 0; i < self->pumps->len && self->tree != NULL; i++)
      stand_in_pump_clear_rssi (g_ptr_array_index (self->pumps, i));
  }
  ThecalBusObject *adapter =
      self->tree == NULL ? NULL : thecal_bus_tree_lookup (self->tree, ADAPTER_PATH);
  if (adapter != NULL)
    thecal_bus_object_set (adapter, ADAPTER, "Discovering", g_variant_new_boolean (wanted));
}

static void
on_client_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ThecalStandIn *self = user_data;

  for (guint i = 0; i < self->pumps->len; i++)
    stand_in_pump_client_gone (g_ptr_array_index (self->pumps, i), name);
  if (g_strcmp0 (self->default_agent, name) == 0)
    g_clear_pointer (&self->default_agent, g_free);
  g_hash_table_remove (self->clients, name);
  update_discovery (self);
}

static StandInClient *
get_client (ThecalStandIn *self, GDBusMethodInvocation *invocation)
{
  const char *name = g_dbus_method_invocation_get_sender (invocation);
  StandInClient *client = g_hash_table_lookup (self->clients, name);

  if (client != NULL)
    return client;
  client = g_new0 (StandInClient, 1);
  client->name = g_strdup (name);
  client->watch_id = g_bus_watch_name_on_connection (
      self->bus, name, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_client_vanished, self, NULL);
  g_hash_table_insert (self->clients, client->name, client);
  return client;
}

static void
register_agent (ThecalStandIn *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  StandInClient *client = get_client (self, invocation);
  const char *path, *capability;

  if (client->agent_path != NULL) {
    stand_in_fail (invocation, "AlreadyExists", "Already Exists");
    return;
  }
  g_variant_get (parameters, "(&o&s)", &path, &capability);
  client->agent_path = g_strdup (path);
  client->capability = g_strdup (capability[0] == '\0' ? "KeyboardDisplay" : capability);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
handle_agent (ThecalStandIn *self,
              const char *method,
              GVariant *parameters,
              GDBusMethodInvocation *invocation)
{
  if (strcmp (method, "RegisterAgent") == 0) {
    register_agent (self, parameters, invocation);
    return;
  }

  StandInClient *client = get_client (self, invocation);
  const char *path;
  g_variant_get (parameters, "(&o)", &path);
  if (g_strcmp0 (client->agent_path, path) != 0) {
    stand_in_fail (invocation, "DoesNotExist", "Does Not Exist");
    return;
  }
  if (strcmp (method, "RequestDefaultAgent") == 0) {
    g_free (self->default_agent);
    self->default_agent = g_strdup (client->name);
  } else {
    g_clear_pointer (&client->agent_path, g_free);
    g_clear_pointer (&client->capability, g_free);
    if (g_strcmp0 (self->default_agent, client->name) == 0)
      g_clear_pointer (&self->default_agent, g_free);
  }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
remove_device (ThecalStandIn *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  const char *path;

  g_variant_get (parameters, "(&o)", &path);
  for (guint i = 0; i < self->pumps->len; i++) {
    StandInPump *pump = g_ptr_array_index (self->pumps, i);

    if (!pump->visible || strcmp (pump->path, path) != 0)
      continue;
    stand_in_pump_disconnect (pump);
    stand_in_pump_hide (pump);
    pump->paired = FALSE;
    pump->trusted = FALSE;
    g_dbus_method_invocation_return_value (invocation, NULL);
    return;
  }
  stand_in_fail (invocation, "DoesNotExist", "Does Not Exist");
}

static void
handle_discovery (ThecalStandIn *self, gboolean start, GDBusMethodInvocation *invocation)
{
  StandInClient *client = get_client (self, invocation);

  if (!self->powered) {
    stand_in_fail (invocation, "NotReady", "Resource Not Ready");
    return;
  }
  if (start && client->discovering) {
    stand_in_fail (invocation, "InProgress", "Operation already in progress");
    return;
  }
  if (!start && !client->discovering) {
    stand_in_fail (invocation, "Failed", "No discovery started");
    return;
  }
  client->discovering = start;
  g_dbus_method_invocation_return_value (invocation, NULL);
  update_discovery (self);
}

static void
handle_adapter (ThecalStandIn *self,
                const char *method,
                GVariant *parameters,
                GDBusMethodInvocation *invocation)
{
  static const char *const filters[] = { "UUIDs",         "RSSI",    "Transport",
                                         "DuplicateData", "Pattern", NULL };

  if (g_str_has_suffix (method, "Discovery"))
    handle_discovery (self, method[2] == 'a', invocation);
  else if (strcmp (method, "RemoveDevice") == 0)
    remove_device (self, parameters, invocation);
  else if (strcmp (method, "GetDiscoveryFilters") == 0)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", filters));
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
on_method (ThecalBusObject *object,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  ThecalStandIn *self = user_data;
  StandInPump *pump = thecal_bus_object_get_tag (object);

  if (strcmp (interface, ADAPTER) == 0)
    handle_adapter (self, method, parameters, invocation);
  else if (strcmp (interface, "org.bluez.AgentManager1") == 0)
    handle_agent (self, method, parameters, invocation);
  else if (strcmp (interface, DEVICE) == 0)
    stand_in_pump_handle_device (pump, method, invocation);
  else if (strcmp (interface, CHARACTERISTIC) == 0)
    stand_in_pump_handle_gatt (
        pump, thecal_bus_object_get_path (object), method, parameters, invocation);
  else /* applications and profiles of clients: taken, never called */
    g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
set_powered (ThecalStandIn *self, gboolean powered)
{
  ThecalBusObject *adapter =
      self->tree == NULL ? NULL : thecal_bus_tree_lookup (self->tree, ADAPTER_PATH);

  if (self->powered == powered)
    return;
  self->powered = powered;
  if (!powered) {
    GHashTableIter iter;
    gpointer client;

    for (guint i = 0; i < self->pumps->len; i++)
      stand_in_pump_disconnect (g_ptr_array_index (self->pumps, i));
    g_hash_table_iter_init (&iter, self->clients);
    while (g_hash_table_iter_next (&iter, NULL, &client))
      ((StandInClient *) client)->discovering = FALSE;
  }
  if (adapter != NULL)
    thecal_bus_object_set (adapter, ADAPTER, "Powered", g_variant_new_boolean (powered));
  update_discovery (self);
}

static gboolean
on_write (ThecalBusObject *object,
          const char *interface,
          const char *property,
          GVariant *value,
          gpointer user_data)
{
  ThecalStandIn *self = user_data;
  StandInPump *pump = thecal_bus_object_get_tag (object);

  if (strcmp (property, "Powered") == 0) {
    set_powered (self, g_variant_get_boolean (value));
    return TRUE;
  }
  if (pump != NULL && strcmp (property, "Trusted") == 0)
    pump->trusted = g_variant_get_boolean (value);
  thecal_bus_object_set (object, interface, property, value);
  return TRUE;
}

static void
add_adapter (ThecalStandIn *self)
{
  static const char xml[] =
      "{'org.bluez.Adapter1': {'Address': <'C0:DE:00:00:00:00'>, 'AddressType': <'public'>,"
      " 'Name': <'stand-in'>, 'Alias': <'stand-in'>, 'Class': <uint32 0>, 'Powered': <%s>,"
      " 'Discoverable': <false>, 'Pairable': <true>, 'Discovering': <false>, 'UUIDs': <@as []>},"
      " 'org.bluez.GattManager1': @a{sv} {}}";
  g_autofree char *text = g_strdup_printf (xml, self->powered ? "true" : "false");
  GVariant *root = g_variant_new_parsed ("{'org.bluez.AgentManager1': @a{sv} {},"
                                         " 'org.bluez.ProfileManager1': @a{sv} {}}");

  thecal_bus_tree_add (self->tree, "/org/bluez", root, NULL);
  thecal_bus_tree_add (self->tree, ADAPTER_PATH, g_variant_new_parsed (text), NULL);
}

static void
on_name_acquired (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ThecalStandIn *self = user_data;

  for (guint i = 0; i < self->pumps->len; i++)
    thecal_pump_server_start (((StandInPump *) g_ptr_array_index (self->pumps, i))->server);
  if (!self->ready)
    self->events->ready (self->user_data);
  self->ready = TRUE;
}

static void
on_name_lost (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ThecalStandIn *self = user_data;

  self->events->end ("cannot own org.bluez on this bus", self->user_data);
}

static void
come_up (ThecalStandIn *self)
{
  self->tree = thecal_bus_tree_new (self->bus, "/", stand_in_xml, on_method, on_write, self);
  add_adapter (self);
  /* bluetoothd shows what it is bonded with from the start */
  for (guint i = 0; i < self->pumps->len; i++)
    if (((StandInPump *) g_ptr_array_index (self->pumps, i))->paired)
      stand_in_pump_show (g_ptr_array_index (self->pumps, i));
  self->name_id = g_bus_own_name_on_connection (self->bus,
                                                "org.bluez",
                                                G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                                on_name_acquired,
                                                on_name_lost,
                                                self,
                                                NULL);
}

/* As a killed bluetoothd: no signal, the name is just gone. */
static void
go_down (ThecalStandIn *self)
{
  g_clear_handle_id (&self->name_id, g_bus_unown_name);
  g_clear_handle_id (&self->discovery_id, g_source_remove);
  for (guint i = 0; i < self->pumps->len; i++)
    stand_in_pump_forget (g_ptr_array_index (self->pumps, i));
  g_clear_pointer (&self->tree, thecal_bus_tree_free);
  g_hash_table_remove_all (self->clients);
  g_clear_pointer (&self->default_agent, g_free);
}

static gboolean
on_back (gpointer user_data)
{
  ThecalStandIn *self = user_data;

  self->away_id = 0;
  come_up (self);
  return G_SOURCE_REMOVE;
}

ThecalStandIn *
thecal_stand_in_new (GDBusConnection *bus,
                     const ThecalSimConfig *config,
                     const ThecalSimEvents *events,
                     gpointer user_data)
{
  ThecalStandIn *self = g_new0 (ThecalStandIn, 1);

  self->bus = g_object_ref (bus);
  self->config = config;
  self->events = events;
  self->user_data = user_data;
  self->powered = TRUE;
  self->clients =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) client_free);
  self->pumps = g_ptr_array_new_with_free_func ((GDestroyNotify) stand_in_pump_free);
  for (guint i = 0; i < config->n_pumps; i++)
    g_ptr_array_add (self->pumps, stand_in_pump_new (self, i));
  come_up (self);
  return self;
}

void
thecal_stand_in_free (ThecalStandIn *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->away_id, g_source_remove);
  go_down (self);
  g_ptr_array_unref (self->pumps);
  g_hash_table_unref (self->clients);
  g_object_unref (self->bus);
  g_free (self);
}

void
thecal_stand_in_apply (ThecalStandIn *self, const ThecalStep *step)
{
  switch ((int) step->kind) {
  case THECAL_STEP_ADAPTER_OFF:
  case THECAL_STEP_ADAPTER_ON:
    set_powered (self, step->kind == THECAL_STEP_ADAPTER_ON);
    return;
  case THECAL_STEP_BLUEZ_RESTART:
    g_clear_handle_id (&self->away_id, g_source_remove);
    go_down (self);
    self->away_id = g_timeout_add ((guint) (step->value * 1000), on_back, self);
    return;
  case THECAL_STEP_QUIT:
    self->events->end (NULL, self->user_data);
    return;
  }
  for (guint i = 0; i < self->pumps->len; i++)
    thecal_pump_server_apply (((StandInPump *) g_ptr_array_index (self->pumps, i))->server, step);
}
