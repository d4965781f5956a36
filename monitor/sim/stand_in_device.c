/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "sim/stand_in_private.h"

#define CONNECT_POLL_MS 100
#define CONNECT_TRIES 20 /* 2 s, then the attempt fails as it does in bluetoothd after 20 s */
#define RESOLVE_MS 50
#define FIRST_HANDLE 0x0010

static ThecalBusObject *
get_device (StandInPump *self)
{
  return self->owner->tree == NULL ? NULL : thecal_bus_tree_lookup (self->owner->tree, self->path);
}

static void
set_flag (StandInPump *self, const char *property, gboolean value)
{
  ThecalBusObject *device = get_device (self);

  if (device != NULL && thecal_bus_object_get_boolean (device, DEVICE, property) != value)
    thecal_bus_object_set (device, DEVICE, property, g_variant_new_boolean (value));
}

/* bluetoothd's names: the service's handle, the characteristic's one behind it. */
static char *
get_service_path (StandInPump *self, guint index)
{
  guint first = index;

  while (first > 0 && strcmp (thecal_characteristic_get (first - 1)->service_uuid,
                              thecal_characteristic_get (index)->service_uuid) == 0)
    first--;
  return g_strdup_printf ("%s/service%04x", self->path, FIRST_HANDLE + first * 4);
}

static char *
get_characteristic_path (StandInPump *self, guint index)
{
  g_autofree char *service = get_service_path (self, index);

  return g_strdup_printf ("%s/char%04x", service, FIRST_HANDLE + index * 4 + 1);
}

static gboolean
is_first_of_service (guint index)
{
  return index == 0 || strcmp (thecal_characteristic_get (index - 1)->service_uuid,
                               thecal_characteristic_get (index)->service_uuid) != 0;
}

static gboolean
has_subscriber (StandInPump *self, guint index)
{
  g_autofree char *prefix = g_strdup_printf ("%u ", index);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->subscribers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, prefix))
      return TRUE;
  return FALSE;
}

static void
update_subscription (StandInPump *self, guint index)
{
  gboolean subscribed = has_subscriber (self, index);
  g_autofree char *path = get_characteristic_path (self, index);
  ThecalBusObject *object =
      self->owner->tree == NULL ? NULL : thecal_bus_tree_lookup (self->owner->tree, path);

  thecal_pump_server_set_subscribed (self->server, index, subscribed);
  if (object != NULL &&
      thecal_bus_object_get_boolean (object, CHARACTERISTIC, "Notifying") != subscribed)
    thecal_bus_object_set (object, CHARACTERISTIC, "Notifying", g_variant_new_boolean (subscribed));
}

void
stand_in_pump_client_gone (StandInPump *self, const char *name)
{
  g_autofree char *suffix = g_strconcat (" ", name, NULL);
  GHashTableIter iter;
  gpointer key;
  gboolean changed = FALSE;

  if (self->pairing != NULL &&
      g_strcmp0 (g_dbus_method_invocation_get_sender (self->pairing), name) == 0)
    stand_in_pump_cancel_pairing (self);
  g_hash_table_iter_init (&iter, self->subscribers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_suffix (key, suffix)) {
      g_hash_table_iter_remove (&iter);
      changed = TRUE;
    }
  for (guint i = 0; changed && i < THECAL_N_CHARACTERISTICS; i++)
    update_subscription (self, i);
}

static GVariant *
get_flags (guint properties)
{
  static const struct {
    guint property;
    const char *name;
  } names[] = { { THECAL_PROPERTY_READ, "read" },
                { THECAL_PROPERTY_WRITE, "write" },
                { THECAL_PROPERTY_NOTIFY, "notify" },
                { THECAL_PROPERTY_INDICATE, "indicate" } };
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (properties & names[i].property)
      g_variant_builder_add (&builder, "s", names[i].name);
  return g_variant_builder_end (&builder);
}

static void
export_gatt (StandInPump *self)
{
  ThecalBusTree *tree = self->owner->tree;

  if (self->exported)
    return;
  self->exported = TRUE;
  for (guint i = 0; i < THECAL_N_CHARACTERISTICS; i++) {
    const ThecalCharacteristic *one = thecal_characteristic_get (i);
    g_autofree char *service = get_service_path (self, i);
    g_autofree char *path = get_characteristic_path (self, i);

    if (is_first_of_service (i))
      thecal_bus_tree_add (tree,
                           service,
                           g_variant_new_parsed ("{%s: {'UUID': <%s>, 'Device': <%o>,"
                                                 " 'Primary': <true>, 'Includes': <@ao []>}}",
                                                 SERVICE,
                                                 one->service_uuid,
                                                 self->path),
                           self);
    thecal_bus_tree_add (tree,
                         path,
                         g_variant_new_parsed ("{%s: {'UUID': <%s>, 'Service': <%o>,"
                                               " 'Value': <@ay []>, 'Notifying': <%b>,"
                                               " 'Flags': <%*>, 'MTU': <uint16 517>}}",
                                               CHARACTERISTIC,
                                               one->uuid,
                                               service,
                                               has_subscriber (self, i),
                                               get_flags (one->properties)),
                         self);
  }
}

static void
unexport_gatt (StandInPump *self)
{
  if (!self->exported)
    return;
  self->exported = FALSE;
  for (guint i = THECAL_N_CHARACTERISTICS; i-- > 0;) {
    g_autofree char *service = get_service_path (self, i);
    g_autofree char *path = get_characteristic_path (self, i);

    thecal_bus_tree_remove (self->owner->tree, path);
    if (is_first_of_service (i))
      thecal_bus_tree_remove (self->owner->tree, service);
  }
  g_hash_table_remove_all (self->subscribers);
  for (guint i = 0; i < THECAL_N_CHARACTERISTICS; i++)
    thecal_pump_server_set_subscribed (self->server, i, FALSE);
}

void
stand_in_pump_show (StandInPump *self)
{
  static const char *const uuids[] = {
    "0000180a-0000-1000-8000-00805f9b34fb", THECAL_BATTERY_SERVICE_UUID, THECAL_SERVICE_UUID, NULL
  };

  if (self->visible)
    return;
  self->visible = TRUE;
  thecal_bus_tree_add (self->owner->tree,
                       self->path,
                       g_variant_new_parsed ("{%s: {'Address': <%s>, 'AddressType': <'random'>,"
                                             " 'Name': <%s>, 'Alias': <%s>, 'Paired': <%b>,"
                                             " 'Bonded': <%b>, 'Trusted': <%b>, 'Blocked': <false>,"
                                             " 'LegacyPairing': <false>, 'Connected': <false>,"
                                             " 'UUIDs': <%^as>, 'Adapter': <%o>,"
                                             " 'ServicesResolved': <false>}}",
                                             DEVICE,
                                             self->address,
                                             self->owner->config->scenario->name,
                                             self->owner->config->scenario->name,
                                             self->paired,
                                             self->paired,
                                             self->trusted,
                                             uuids,
                                             ADAPTER_PATH),
                       self);
}

void
stand_in_pump_hide (StandInPump *self)
{
  if (!self->visible)
    return;
  unexport_gatt (self);
  self->visible = FALSE;
  thecal_bus_tree_remove (self->owner->tree, self->path);
}

void
stand_in_pump_set_rssi (StandInPump *self, gint16 rssi_dbm)
{
  ThecalBusObject *device = get_device (self);

  if (device != NULL)
    thecal_bus_object_set (device, DEVICE, "RSSI", g_variant_new_int16 (rssi_dbm));
}

void
stand_in_pump_clear_rssi (StandInPump *self)
{
  ThecalBusObject *device = get_device (self);

  if (device != NULL)
    thecal_bus_object_invalidate (device, DEVICE, "RSSI");
}

static void
end_connecting (StandInPump *self, const char *error)
{
  g_clear_handle_id (&self->connect_id, g_source_remove);
  GDBusMethodInvocation *invocation = g_steal_pointer (&self->connecting);
  if (invocation == NULL)
    return;
  if (error != NULL)
    stand_in_fail (invocation, "Failed", error);
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

void
stand_in_pump_disconnect (StandInPump *self)
{
  stand_in_pump_cancel_pairing (self);
  end_connecting (self, "le-connection-abort-by-local");
  g_clear_handle_id (&self->resolve_id, g_source_remove);
  if (!self->connected)
    return;
  self->connected = FALSE;
  thecal_pump_server_set_connected (self->server, FALSE);
  set_flag (self, "ServicesResolved", FALSE);
  set_flag (self, "Connected", FALSE);
  if (!self->paired)
    unexport_gatt (self);
}

void
stand_in_pump_forget (StandInPump *self)
{
  stand_in_pump_cancel_pairing (self);
  end_connecting (self, "le-connection-abort-by-local");
  g_clear_handle_id (&self->resolve_id, g_source_remove);
  g_hash_table_remove_all (self->subscribers);
  for (guint i = 0; i < THECAL_N_CHARACTERISTICS; i++)
    thecal_pump_server_set_subscribed (self->server, i, FALSE);
  self->connected = self->visible = self->exported = FALSE;
  thecal_pump_server_set_connected (self->server, FALSE);
}

static gboolean
on_resolved (gpointer user_data)
{
  StandInPump *self = user_data;

  self->resolve_id = 0;
  export_gatt (self);
  set_flag (self, "ServicesResolved", TRUE);
  return G_SOURCE_REMOVE;
}

gboolean
stand_in_pump_connect_now (StandInPump *self)
{
  if (self->connected)
    return TRUE;
  if (!self->owner->powered || thecal_pump_server_is_silent (self->server))
    return FALSE;
  self->connected = TRUE;
  thecal_pump_server_set_connected (self->server, TRUE);
  stand_in_pump_clear_rssi (self);
  set_flag (self, "Connected", TRUE);
  self->resolve_id = g_timeout_add (RESOLVE_MS, on_resolved, self);
  return TRUE;
}

static gboolean
on_connect_poll (gpointer user_data)
{
  StandInPump *self = user_data;

  if (stand_in_pump_connect_now (self)) {
    self->connect_id = 0;
    end_connecting (self, NULL);
    return G_SOURCE_REMOVE;
  }
  if (++self->connect_tries < CONNECT_TRIES)
    return G_SOURCE_CONTINUE;
  self->connect_id = 0;
  end_connecting (self, "le-connection-abort-by-local");
  return G_SOURCE_REMOVE;
}

static void
start_connecting (StandInPump *self, GDBusMethodInvocation *invocation)
{
  if (!self->owner->powered) {
    stand_in_fail (invocation, "NotReady", "Resource Not Ready");
    return;
  }
  if (self->connected) {
    g_dbus_method_invocation_return_value (invocation, NULL);
    return;
  }
  if (self->connecting != NULL) {
    stand_in_fail (invocation, "InProgress", "Operation already in progress");
    return;
  }
  self->connecting = invocation;
  self->connect_tries = 0;
  self->connect_id = g_timeout_add (CONNECT_POLL_MS, on_connect_poll, self);
}

void
stand_in_pump_handle_device (StandInPump *self,
                             const char *method,
                             GDBusMethodInvocation *invocation)
{
  if (strcmp (method, "Connect") == 0) {
    start_connecting (self, invocation);
  } else if (strcmp (method, "Disconnect") == 0) {
    stand_in_pump_disconnect (self);
    g_dbus_method_invocation_return_value (invocation, NULL);
  } else if (strcmp (method, "Pair") == 0) {
    stand_in_pump_pair (self, invocation);
  } else if (stand_in_pump_cancel_pairing (self)) {
    g_dbus_method_invocation_return_value (invocation, NULL);
  } else {
    stand_in_fail (invocation, "DoesNotExist", "Does Not Exist");
  }
}

static GVariant *
new_octets (const guint8 *data, gsize len)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, len, 1);
}

static void
read_value (StandInPump *self, guint index, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  guint8 data[THECAL_FRAME_MAX];
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);
  g_autofree char *path = get_characteristic_path (self, index);
  guint16 offset = 0;

  if ((thecal_characteristic_get (index)->properties & THECAL_PROPERTY_READ) == 0) {
    stand_in_fail (invocation, "NotPermitted", "Read not permitted");
    return;
  }
  gsize len = thecal_pump_server_read (self->server, index, data);
  g_variant_lookup (options, "offset", "q", &offset);
  if (offset > len) {
    stand_in_fail (invocation, "InvalidOffset", "Invalid offset");
    return;
  }
  /* bluetoothd signals what was read before it answers the call */
  thecal_bus_object_set (thecal_bus_tree_lookup (self->owner->tree, path),
                         CHARACTERISTIC,
                         "Value",
                         new_octets (data, len));
  GVariant *value = new_octets (data + offset, len - offset);
  g_dbus_method_invocation_return_value (invocation, g_variant_new_tuple (&value, 1));
}

static void
write_value (StandInPump *self,
             guint index,
             GVariant *parameters,
             GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) value = g_variant_get_child_value (parameters, 0);
  gsize len = 0;
  const guint8 *data = g_variant_get_fixed_array (value, &len, 1);
  guint att_error = thecal_pump_server_write (self->server, index, data, len);

  if (att_error == 0) {
    g_dbus_method_invocation_return_value (invocation, NULL);
  } else if (att_error == 0x03) {
    stand_in_fail (invocation, "NotPermitted", "Write not permitted");
  } else if (att_error == 0x0D) {
    stand_in_fail (invocation, "InvalidValueLength", "Invalid Length");
  } else {
    g_autofree char *message =
        g_strdup_printf ("Operation failed with ATT error: 0x%02x", att_error);

    stand_in_fail (invocation, "Failed", message);
  }
}

static void
set_notify (StandInPump *self, guint index, gboolean start, GDBusMethodInvocation *invocation)
{
  const char *sender = g_dbus_method_invocation_get_sender (invocation);
  g_autofree char *key = g_strdup_printf ("%u %s", index, sender);
  guint properties = thecal_characteristic_get (index)->properties;

  if ((properties & (THECAL_PROPERTY_NOTIFY | THECAL_PROPERTY_INDICATE)) == 0) {
    stand_in_fail (invocation, "NotSupported", "Operation is not supported");
    return;
  }
  if (start && g_hash_table_contains (self->subscribers, key)) {
    g_dbus_method_invocation_return_value (invocation, NULL);
    return;
  }
  if (!start && !g_hash_table_contains (self->subscribers, key)) {
    stand_in_fail (invocation, "Failed", "No notify session started");
    return;
  }
  if (start)
    g_hash_table_add (self->subscribers, g_steal_pointer (&key));
  else
    g_hash_table_remove (self->subscribers, key);
  g_dbus_method_invocation_return_value (invocation, NULL);
  update_subscription (self, index);
}

void
stand_in_pump_handle_gatt (StandInPump *self,
                           const char *path,
                           const char *method,
                           GVariant *parameters,
                           GDBusMethodInvocation *invocation)
{
  guint handle = (guint) g_ascii_strtoull (path + strlen (path) - 4, NULL, 16);
  guint index = (handle - FIRST_HANDLE - 1) / 4;

  if (!self->connected)
    stand_in_fail (invocation, "Failed", "Not connected");
  else if (!self->paired)
    stand_in_fail (invocation, "NotPermitted", "Not paired");
  else if (strcmp (method, "ReadValue") == 0)
    read_value (self, index, parameters, invocation);
  else if (strcmp (method, "WriteValue") == 0)
    write_value (self, index, parameters, invocation);
  else
    set_notify (self, index, strcmp (method, "StartNotify") == 0, invocation);
}

static void
on_send (guint index, const guint8 *data, gsize len, gpointer user_data)
{
  StandInPump *self = user_data;
  g_autofree char *path = get_characteristic_path (self, index);
  ThecalBusObject *object =
      self->owner->tree == NULL ? NULL : thecal_bus_tree_lookup (self->owner->tree, path);

  if (object != NULL)
    thecal_bus_object_set (object, CHARACTERISTIC, "Value", new_octets (data, len));
}

static void
on_silent (gboolean silent, gpointer user_data)
{
  if (silent)
    stand_in_pump_disconnect (user_data);
}

static void
on_drop_link (gpointer user_data)
{
  stand_in_pump_disconnect (user_data);
}

/* A step of a scenario that concerns bluetoothd: the same as from outside, once for all pumps. */
static void
apply_to_all (StandInPump *self, ThecalStepKind kind, double value)
{
  ThecalStep step = { .kind = kind, .value = value };

  if (g_ptr_array_index (self->owner->pumps, 0) == self)
    thecal_stand_in_apply (self->owner, &step);
}

static void
on_adapter (gboolean powered, gpointer user_data)
{
  apply_to_all (user_data, powered ? THECAL_STEP_ADAPTER_ON : THECAL_STEP_ADAPTER_OFF, 0);
}

static void
on_restart (double away_s, gpointer user_data)
{
  apply_to_all (user_data, THECAL_STEP_BLUEZ_RESTART, away_s);
}

static void
on_quit (gpointer user_data)
{
  apply_to_all (user_data, THECAL_STEP_QUIT, 0);
}

static const ThecalPumpServerOps server_ops = {
  .send = on_send,
  .set_silent = on_silent,
  .drop_link = on_drop_link,
  .set_adapter = on_adapter,
  .restart_bluez = on_restart,
  .quit = on_quit,
};

StandInPump *
stand_in_pump_new (ThecalStandIn *owner, guint index)
{
  StandInPump *self = g_new0 (StandInPump, 1);
  guint number = index + 1;

  self->owner = owner;
  self->address = g_strdup_printf ("C0:DE:00:00:%02X:%02X", number >> 8 & 0xFF, number & 0xFF);
  g_autofree char *name = g_strdelimit (g_strdup (self->address), ":", '_');
  self->path = g_strconcat (ADAPTER_PATH "/dev_", name, NULL);
  self->paired = self->trusted = !owner->config->scenario->unpaired;
  self->subscribers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->server =
      thecal_pump_server_new (owner->config->scenario, owner->config->rate_hz, &server_ops, self);
  return self;
}

void
stand_in_pump_free (StandInPump *self)
{
  thecal_pump_server_free (self->server);
  g_clear_handle_id (&self->connect_id, g_source_remove);
  g_clear_handle_id (&self->resolve_id, g_source_remove);
  g_hash_table_unref (self->subscribers);
  g_free (self->path);
  g_free (self->address);
  g_free (self);
}
