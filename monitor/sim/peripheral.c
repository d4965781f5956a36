/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/peripheral.h"

#include <string.h>

#include "sim/bus_tree.h"
#include "sim/passkey.h"
#include "sim/peripheral_xml.h"

#define APPLICATION "/org/thecal/sim"
#define OWN_OBJECTS "/org/thecal/simpump"
#define ADVERTISEMENT OWN_OBJECTS "/advertisement"
#define AGENT OWN_OBJECTS "/agent"
#define CHARACTERISTIC "org.bluez.GattCharacteristic1"
#define CALL_TIME_LIMIT_MS 30000
#define POWER_RETRY_MS 500
/* Some controllers stop advertising after a connection and say nothing of it. */
#define RENEW_ADVERTISEMENT_S 10
/* With the flags (3) and the 128-bit UUID (18) the advertisement has 30 of 31 octets. */
#define ADVERTISED_NAME "SimPump"

struct _ThecalPeripheral {
  GDBusConnection *bus;
  char *adapter_path;
  const ThecalSimConfig *config;
  const ThecalSimEvents *events;
  gpointer user_data;
  ThecalPumpServer *server;
  ThecalBusTree *application, *own;
  GCancellable *cancellable;
  guint watch_id, device_signal_id, renew_id;
  guint power_id; /* another try to switch the adapter on */
  char *central;  /* nullable: device path of the connected one */
  gboolean ready;
};

static void advertise (ThecalPeripheral *self, gboolean on);

static char *
get_service_path (guint index)
{
  guint first = index;

  while (first > 0 && strcmp (thecal_characteristic_get (first - 1)->service_uuid,
                              thecal_characteristic_get (index)->service_uuid) == 0)
    first--;
  return g_strdup_printf (APPLICATION "/service%02u", first);
}

static char *
get_path (guint index)
{
  g_autofree char *service = get_service_path (index);

  return g_strdup_printf ("%s/char%02u", service, index);
}

static GVariant *
get_flags (guint properties)
{
  static const struct {
    guint property;
    const char *name;
  } names[] = { { THECAL_PROPERTY_READ, "secure-read" },
                { THECAL_PROPERTY_WRITE, "secure-write" },
                { THECAL_PROPERTY_NOTIFY, "secure-notify" },
                { THECAL_PROPERTY_INDICATE, "secure-indicate" } };
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (properties & names[i].property)
      g_variant_builder_add (&builder, "s", names[i].name);
  /* what else these flags imply is not understood before 5.65 without the plain ones */
  if (properties & THECAL_PROPERTY_NOTIFY)
    g_variant_builder_add (&builder, "s", "notify");
  if (properties & THECAL_PROPERTY_INDICATE)
    g_variant_builder_add (&builder, "s", "indicate");
  return g_variant_builder_end (&builder);
}

static void
export_objects (ThecalPeripheral *self)
{
  static const char *const services[] = { THECAL_SERVICE_UUID, NULL };
  g_autofree char *last_service = NULL;

  for (guint i = 0; i < THECAL_N_CHARACTERISTICS; i++) {
    const ThecalCharacteristic *one = thecal_characteristic_get (i);
    g_autofree char *service = get_service_path (i);
    g_autofree char *path = get_path (i);

    if (g_strcmp0 (service, last_service) != 0)
      thecal_bus_tree_add (self->application,
                           service,
                           g_variant_new_parsed ("{'org.bluez.GattService1':"
                                                 " {'UUID': <%s>, 'Primary': <true>}}",
                                                 one->service_uuid),
                           self);
    thecal_bus_tree_add (
        self->application,
        path,
        g_variant_new_parsed ("{%s: {'UUID': <%s>, 'Service': <%o>, 'Flags': <%*>}}",
                              CHARACTERISTIC,
                              one->uuid,
                              service,
                              get_flags (one->properties)),
        self);
    g_free (last_service);
    last_service = g_strdup (service);
  }
  thecal_bus_tree_add (
      self->own,
      ADVERTISEMENT,
      g_variant_new_parsed ("{'org.bluez.LEAdvertisement1': {'Type': <'peripheral'>,"
                            " 'ServiceUUIDs': <%^as>, 'LocalName': <%s>}}",
                            services,
                            ADVERTISED_NAME),
      self);
  thecal_bus_tree_add (
      self->own, AGENT, g_variant_new_parsed ("{'org.bluez.Agent1': @a{sv} {}}"), self);
}

static void
fail (GDBusMethodInvocation *invocation, const char *name, const char *message)
{
  g_autofree char *full = g_strconcat ("org.bluez.Error.", name, NULL);

  g_dbus_method_invocation_return_dbus_error (invocation, full, message);
}

static void
handle_agent (ThecalPeripheral *self,
              const char *method,
              GVariant *parameters,
              GDBusMethodInvocation *invocation)
{
  const char *device;
  guint32 passkey;
  guint16 entered;

  if (strcmp (method, "DisplayPasskey") == 0) {
    g_variant_get (parameters, "(&ouq)", &device, &passkey, &entered);
    /* called again for each digit typed */
    if (entered == 0)
      thecal_passkey_show (device, passkey, self->config->passkey_file);
  } else if (strcmp (method, "RequestConfirmation") == 0) {
    g_variant_get (parameters, "(&ou)", &device, &passkey);
    thecal_passkey_show (device, passkey, self->config->passkey_file);
  } else if (g_str_has_prefix (method, "Request")) {
    /* neither a keyboard nor Just Works: the pump takes authenticated pairings only */
    fail (invocation, "Rejected", "Rejected");
    return;
  }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
set_central (ThecalPeripheral *self, const char *path)
{
  g_free (self->central);
  self->central = g_strdup (path);
  thecal_pump_server_set_connected (self->server, path != NULL);
}

/* A device that bluetoothd makes for a new central is connected from the start, without a change of
 * its property: the first operation tells. */
static void
note_central (ThecalPeripheral *self, GVariant *parameters, guint options_index)
{
  g_autoptr (GVariant) options = g_variant_n_children (parameters) > options_index
                                     ? g_variant_get_child_value (parameters, options_index)
                                     : NULL;
  const char *device = NULL;

  if (self->central != NULL)
    return;
  if (options != NULL && g_variant_lookup (options, "device", "&o", &device))
    set_central (self, device);
}

static void
read_value (ThecalPeripheral *self,
            guint index,
            GVariant *parameters,
            GDBusMethodInvocation *invocation)
{
  guint8 data[THECAL_FRAME_MAX];
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);
  guint16 offset = 0;
  gsize len = thecal_pump_server_read (self->server, index, data);

  g_variant_lookup (options, "offset", "q", &offset);
  if (offset > len) {
    fail (invocation, "InvalidOffset", "Invalid offset");
    return;
  }
  GVariant *value = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data + offset, len - offset, 1);
  g_dbus_method_invocation_return_value (invocation, g_variant_new_tuple (&value, 1));
}

static void
write_value (ThecalPeripheral *self,
             guint index,
             GVariant *parameters,
             GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) value = g_variant_get_child_value (parameters, 0);
  gsize len = 0;
  const guint8 *data = g_variant_get_fixed_array (value, &len, 1);
  guint att_error = thecal_pump_server_write (self->server, index, data, len);
  g_autofree char *message = g_strdup_printf ("0x%02x", att_error);

  if (att_error == 0)
    g_dbus_method_invocation_return_value (invocation, NULL);
  else if (att_error == 0x0D)
    fail (invocation, "InvalidValueLength", "Invalid Length");
  else /* bluetoothd takes an application error code from the message */
    fail (invocation, "Failed", message);
}

static void
on_method (ThecalBusObject *object,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  ThecalPeripheral *self = user_data;
  const char *path = thecal_bus_object_get_path (object);

  if (strcmp (interface, "org.bluez.Agent1") == 0) {
    handle_agent (self, method, parameters, invocation);
    return;
  }
  if (strcmp (interface, CHARACTERISTIC) != 0) {
    g_dbus_method_invocation_return_value (invocation, NULL);
    return;
  }
  guint index = (guint) g_ascii_strtoull (path + strlen (path) - 2, NULL, 10);
  note_central (self, parameters, strcmp (method, "WriteValue") == 0 ? 1 : 0);
  if (strcmp (method, "ReadValue") == 0) {
    read_value (self, index, parameters, invocation);
  } else if (strcmp (method, "WriteValue") == 0) {
    write_value (self, index, parameters, invocation);
  } else {
    /* StartNotify names no device; a subscription without a link is one restored for a bond */
    if (strcmp (method, "Confirm") != 0)
      thecal_pump_server_set_subscribed (self->server, index, strcmp (method, "StartNotify") == 0);
    g_dbus_method_invocation_return_value (invocation, NULL);
  }
}

static gboolean
on_write (ThecalBusObject *object,
          const char *interface,
          const char *property,
          GVariant *value,
          gpointer user_data)
{
  return FALSE;
}

static void
call (ThecalPeripheral *self,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters,
      GAsyncReadyCallback callback)
{
  g_dbus_connection_call (self->bus,
                          "org.bluez",
                          path,
                          interface,
                          method,
                          parameters,
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          CALL_TIME_LIMIT_MS,
                          self->cancellable,
                          callback,
                          self);
}

/* TRUE: done. FALSE: failed or no longer wanted; a failure is told. */
static gboolean
finish (GObject *source, GAsyncResult *result, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("%s: %s", what, error->message);
  return error == NULL;
}

static void
on_advertised (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (!finish (source, result, "advertisement"))
    return;
  ThecalPeripheral *self = user_data;
  thecal_pump_server_start (self->server);
  if (!self->ready)
    self->events->ready (self->user_data);
  self->ready = TRUE;
}

static void
on_unadvertised (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (error != NULL)
    g_debug ("advertisement not withdrawn: %s", error->message);
}

static void
advertise (ThecalPeripheral *self, gboolean on)
{
  const char *interface = "org.bluez.LEAdvertisingManager1";

  if (on)
    call (self,
          self->adapter_path,
          interface,
          "RegisterAdvertisement",
          g_variant_new ("(oa{sv})", ADVERTISEMENT, NULL),
          on_advertised);
  else
    call (self,
          self->adapter_path,
          interface,
          "UnregisterAdvertisement",
          g_variant_new ("(o)", ADVERTISEMENT),
          on_unadvertised);
}

static gboolean
on_renew (gpointer user_data)
{
  ThecalPeripheral *self = user_data;

  if (self->central == NULL && self->ready && !thecal_pump_server_is_silent (self->server)) {
    advertise (self, FALSE);
    advertise (self, TRUE);
  }
  return G_SOURCE_CONTINUE;
}

static void
on_registered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ThecalPeripheral *self = user_data;
  if (error != NULL && !self->ready) {
    self->events->end (error->message, self->user_data);
    return;
  }
  advertise (self, TRUE);
}

static void
on_agent_registered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (!finish (source, result, "agent"))
    return;
  call (user_data,
        "/org/bluez",
        "org.bluez.AgentManager1",
        "RequestDefaultAgent",
        g_variant_new ("(o)", AGENT),
        on_unadvertised);
}

static void power_on (ThecalPeripheral *self);

static gboolean
on_power_retry (gpointer user_data)
{
  ThecalPeripheral *self = user_data;

  self->power_id = 0;
  power_on (self);

  return G_SOURCE_REMOVE;
}

static void
on_powered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ThecalPeripheral *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply == NULL) {
    /* bluetoothd owns its name before it has its adapters */
    g_clear_handle_id (&self->power_id, g_source_remove);
    self->power_id = g_timeout_add (POWER_RETRY_MS, on_power_retry, self);
    return;
  }
  call (self,
        "/org/bluez",
        "org.bluez.AgentManager1",
        "RegisterAgent",
        g_variant_new ("(os)",
                       AGENT,
                       self->config->pair_method == THECAL_PAIR_DISPLAY ? "DisplayOnly"
                                                                        : "DisplayYesNo"),
        on_agent_registered);
  call (self,
        self->adapter_path,
        "org.bluez.GattManager1",
        "RegisterApplication",
        g_variant_new ("(oa{sv})", APPLICATION, NULL),
        on_registered);
}

static void
power_on (ThecalPeripheral *self)
{
  call (self,
        self->adapter_path,
        "org.freedesktop.DBus.Properties",
        "Set",
        g_variant_new ("(ssv)", "org.bluez.Adapter1", "Powered", g_variant_new_boolean (TRUE)),
        on_powered);
}

static void
on_bluez_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  power_on (user_data);
}

static void
on_bluez_vanished (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ThecalPeripheral *self = user_data;

  for (guint i = 0; i < THECAL_N_CHARACTERISTICS; i++)
    thecal_pump_server_set_subscribed (self->server, i, FALSE);
  set_central (self, NULL);
  g_message ("no bluetoothd on this bus; waiting for it");
}

static void
on_device_changed (GDBusConnection *bus,
                   const char *sender,
                   const char *path,
                   const char *interface,
                   const char *signal,
                   GVariant *parameters,
                   gpointer user_data)
{
  ThecalPeripheral *self = user_data;
  g_autoptr (GVariant) changed = g_variant_get_child_value (parameters, 1);
  gboolean connected;

  /* one bluetoothd may serve several adapters */
  if (!g_str_has_prefix (path, self->adapter_path) ||
      !g_variant_lookup (changed, "Connected", "b", &connected))
    return;
  if (connected) {
    set_central (self, path);
  } else if (g_strcmp0 (path, self->central) == 0) {
    set_central (self, NULL);
    on_renew (self);
  }
}

static void
on_send (guint index, const guint8 *data, gsize len, gpointer user_data)
{
  ThecalPeripheral *self = user_data;
  g_autofree char *path = get_path (index);

  thecal_bus_object_set (thecal_bus_tree_lookup (self->application, path),
                         CHARACTERISTIC,
                         "Value",
                         g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, len, 1));
}

static void
on_drop_link (gpointer user_data)
{
  ThecalPeripheral *self = user_data;

  if (self->central != NULL)
    call (self, self->central, "org.bluez.Device1", "Disconnect", NULL, on_unadvertised);
}

static void
on_silent (gboolean silent, gpointer user_data)
{
  advertise (user_data, !silent);
  if (silent)
    on_drop_link (user_data);
}

static void
on_quit (gpointer user_data)
{
  ThecalPeripheral *self = user_data;

  self->events->end (NULL, self->user_data);
}

static const ThecalPumpServerOps server_ops = {
  .send = on_send,
  .set_silent = on_silent,
  .drop_link = on_drop_link,
  .quit = on_quit,
};

ThecalPeripheral *
thecal_peripheral_new (GDBusConnection *bus,
                       const char *adapter,
                       const ThecalSimConfig *config,
                       const ThecalSimEvents *events,
                       gpointer user_data)
{
  ThecalPeripheral *self = g_new0 (ThecalPeripheral, 1);

  self->bus = g_object_ref (bus);
  self->adapter_path = g_strconcat ("/org/bluez/", adapter, NULL);
  self->config = config;
  self->events = events;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->server = thecal_pump_server_new (config->scenario, config->rate_hz, &server_ops, self);
  self->application =
      thecal_bus_tree_new (bus, APPLICATION, peripheral_xml, on_method, on_write, self);
  self->own = thecal_bus_tree_new (bus, OWN_OBJECTS, peripheral_xml, on_method, on_write, self);
  export_objects (self);
  self->device_signal_id = g_dbus_connection_signal_subscribe (bus,
                                                               "org.bluez",
                                                               "org.freedesktop.DBus.Properties",
                                                               "PropertiesChanged",
                                                               NULL,
                                                               "org.bluez.Device1",
                                                               G_DBUS_SIGNAL_FLAGS_NONE,
                                                               on_device_changed,
                                                               self,
                                                               NULL);
  self->watch_id = g_bus_watch_name_on_connection (bus,
                                                   "org.bluez",
                                                   G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                   on_bluez_appeared,
                                                   on_bluez_vanished,
                                                   self,
                                                   NULL);
  self->renew_id = g_timeout_add_seconds (RENEW_ADVERTISEMENT_S, on_renew, self);
  return self;
}

void
thecal_peripheral_free (ThecalPeripheral *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_bus_unwatch_name (self->watch_id);
  g_dbus_connection_signal_unsubscribe (self->bus, self->device_signal_id);
  g_clear_handle_id (&self->renew_id, g_source_remove);
  g_clear_handle_id (&self->power_id, g_source_remove);
  thecal_pump_server_free (self->server);
  thecal_bus_tree_free (self->application);
  thecal_bus_tree_free (self->own);
  g_object_unref (self->cancellable);
  g_object_unref (self->bus);
  g_free (self->adapter_path);
  g_free (self->central);
  g_free (self);
}

void
thecal_peripheral_apply (ThecalPeripheral *self, const ThecalStep *step)
{
  thecal_pump_server_apply (self->server, step);
}
