/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/pairing_agent.h"

#include <string.h>

#define AGENT_PATH "/org/thecal/pairing"
#define AGENT_MANAGER "org.bluez.AgentManager1"
#define PAIR_TIMEOUT_MS 60000
#define CALL_TIMEOUT_MS 10000

static const char agent_xml[] =
    "<node><interface name='org.bluez.Agent1'>"
    "<method name='Release'/><method name='Cancel'/>"
    "<method name='RequestPasskey'><arg type='o' direction='in'/><arg type='u' direction='out'/>"
    "</method>"
    "<method name='DisplayPasskey'><arg type='o' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='q' direction='in'/></method>"
    "<method name='RequestConfirmation'><arg type='o' direction='in'/>"
    "<arg type='u' direction='in'/></method>"
    "<method name='RequestAuthorization'><arg type='o' direction='in'/></method>"
    "<method name='AuthorizeService'><arg type='o' direction='in'/>"
    "<arg type='s' direction='in'/></method>"
    "<method name='RequestPinCode'><arg type='o' direction='in'/><arg type='s' direction='out'/>"
    "</method>"
    "<method name='DisplayPinCode'><arg type='o' direction='in'/><arg type='s' direction='in'/>"
    "</method></interface></node>";

struct _ThecalPairingAgent {
  ThecalBusLink *link;
  char *device_path;
  ThecalPairingPrompts prompts;
  ThecalPairingDone done;
  gpointer user_data;
  GDBusNodeInfo *info;
  GDBusConnection *bus; /* owned; where the agent is registered */
  guint object_id;
  GCancellable *cancellable;
  GDBusMethodInvocation *pending; /* owned; asks the person, nullable */
  guint request;                  /* number of the newest one */
  gboolean pairing;
};

static void
refuse_pending (ThecalPairingAgent *self)
{
  if (self->pending != NULL)
    g_dbus_method_invocation_return_dbus_error (
        g_steal_pointer (&self->pending), "org.bluez.Error.Rejected", "Not answered");
}

static void
ask (ThecalPairingAgent *self, GDBusMethodInvocation *invocation, const char *method, GVariant *in)
{
  refuse_pending (self);
  self->pending = invocation;
  self->request++;
  if (strcmp (method, "RequestPasskey") == 0) {
    self->prompts.request_passkey (self->request, self->prompts.user_data);
    return;
  }
  guint32 passkey = 0;
  g_variant_get (in, "(&ou)", NULL, &passkey);
  self->prompts.confirm_passkey (self->request, passkey, self->prompts.user_data);
}

static gboolean
is_our_device (ThecalPairingAgent *self, GVariant *parameters)
{
  const char *device = NULL;
  if (g_variant_n_children (parameters) == 0)
    return FALSE;
  g_variant_get_child (parameters, 0, "&o", &device);
  return g_strcmp0 (device, self->device_path) == 0;
}

static void
on_agent_call (GDBusConnection *bus,
               const char *sender,
               const char *path,
               const char *interface,
               const char *method,
               GVariant *parameters,
               GDBusMethodInvocation *invocation,
               gpointer user_data)
{
  ThecalPairingAgent *self = user_data;

  if (strcmp (method, "Release") == 0 || strcmp (method, "Cancel") == 0) {
    refuse_pending (self);
    g_dbus_method_invocation_return_value (invocation, NULL);
  } else if (!is_our_device (self, parameters)) {
    g_dbus_method_invocation_return_dbus_error (
        invocation, "org.bluez.Error.Rejected", "Not the device that is being paired");
  } else if (strcmp (method, "RequestPasskey") == 0 ||
             strcmp (method, "RequestConfirmation") == 0) {
    ask (self, invocation, method, parameters);
  } else if (strcmp (method, "DisplayPasskey") == 0) {
    guint32 passkey = 0;
    g_variant_get (parameters, "(&ouq)", NULL, &passkey, NULL);
    self->prompts.display_passkey (passkey, self->prompts.user_data);
    g_dbus_method_invocation_return_value (invocation, NULL);
  } else {
    /* Just Works and PIN codes: no protection against somebody in between. */
    g_dbus_method_invocation_return_dbus_error (
        invocation, "org.bluez.Error.Rejected", "A passkey is required");
  }
}

ThecalPairingAgent *
thecal_pairing_agent_new (ThecalBusLink *link,
                          const char *device_path,
                          const ThecalPairingPrompts *prompts,
                          ThecalPairingDone done,
                          gpointer user_data)
{
  ThecalPairingAgent *self = g_new0 (ThecalPairingAgent, 1);
  self->link = link;
  self->device_path = g_strdup (device_path);
  self->prompts = *prompts;
  self->done = done;
  self->user_data = user_data;
  self->info = g_dbus_node_info_new_for_xml (agent_xml, NULL);
  self->cancellable = g_cancellable_new ();
  return self;
}

static void
call (ThecalPairingAgent *self, const ThecalBluezCall *bluez_call, GAsyncReadyCallback callback)
{
  thecal_bus_link_call (
      self->link, bluez_call, callback != NULL ? self->cancellable : NULL, callback, self);
}

void
thecal_pairing_agent_free (ThecalPairingAgent *self)
{
  g_cancellable_cancel (self->cancellable);
  refuse_pending (self);
  if (self->pairing) {
    const ThecalBluezCall cancel = { .path = self->device_path,
                                     .interface = THECAL_BLUEZ_DEVICE,
                                     .method = "CancelPairing",
                                     .timeout_ms = CALL_TIMEOUT_MS };
    call (self, &cancel, NULL);
  }
  if (self->object_id != 0) {
    const ThecalBluezCall unregister = { .path = "/org/bluez",
                                         .interface = AGENT_MANAGER,
                                         .method = "UnregisterAgent",
                                         .parameters = g_variant_new ("(o)", AGENT_PATH),
                                         .timeout_ms = CALL_TIMEOUT_MS };
    call (self, &unregister, NULL);
    g_dbus_connection_unregister_object (self->bus, self->object_id);
  }
  g_clear_object (&self->bus);
  g_clear_object (&self->cancellable);
  g_dbus_node_info_unref (self->info);
  g_free (self->device_path);
  g_free (self);
}

static void
on_trusted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Trusted only keeps bluetoothd's own reconnecting on; the pairing stands without it. */
  ThecalPairingAgent *self = user_data;
  if (error != NULL)
    g_info ("The pump could not be marked as trusted: %s", error->message);
  self->done (NULL, self->user_data);
}

static void
on_paired (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ThecalPairingAgent *self = user_data;
  self->pairing = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  if (error != NULL && !thecal_bluez_error_is (error, "org.bluez.Error.AlreadyExists")) {
    g_dbus_error_strip_remote_error (error);
    self->done (error, self->user_data);
    return;
  }
  const ThecalBluezCall trust = {
    .path = self->device_path,
    .interface = "org.freedesktop.DBus.Properties",
    .method = "Set",
    .parameters =
        g_variant_new ("(ssv)", THECAL_BLUEZ_DEVICE, "Trusted", g_variant_new_boolean (TRUE)),
    .timeout_ms = CALL_TIMEOUT_MS,
  };
  call (self, &trust, on_trusted);
}

static void
on_registered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ThecalPairingAgent *self = user_data;
  if (error != NULL) {
    self->done (error, self->user_data);
    return;
  }
  const ThecalBluezCall pair = { .path = self->device_path,
                                 .interface = THECAL_BLUEZ_DEVICE,
                                 .method = "Pair",
                                 .timeout_ms = PAIR_TIMEOUT_MS };
  self->pairing = TRUE;
  call (self, &pair, on_paired);
}

void
thecal_pairing_agent_start (ThecalPairingAgent *self)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_agent_call };
  GDBusConnection *bus = thecal_bus_link_get_connection (self->link);

  if (bus != NULL) {
    self->bus = g_object_ref (bus);
    self->object_id = g_dbus_connection_register_object (
        bus, AGENT_PATH, self->info->interfaces[0], &vtable, self, NULL, NULL);
  }
  const ThecalBluezCall enrol = {
    .path = "/org/bluez",
    .interface = AGENT_MANAGER,
    .method = "RegisterAgent",
    .parameters = g_variant_new ("(os)", AGENT_PATH, "KeyboardDisplay"),
    .timeout_ms = CALL_TIMEOUT_MS,
  };
  call (self, &enrol, on_registered);
}

void
thecal_pairing_agent_reply_passkey (ThecalPairingAgent *self, guint request, guint32 passkey)
{
  if (self->pending == NULL || request != self->request ||
      strcmp (g_dbus_method_invocation_get_method_name (self->pending), "RequestPasskey") != 0)
    return;
  if (passkey > 999999) {
    refuse_pending (self);
    return;
  }
  g_dbus_method_invocation_return_value (g_steal_pointer (&self->pending),
                                         g_variant_new ("(u)", passkey));
}

void
thecal_pairing_agent_reply_confirm (ThecalPairingAgent *self, guint request, gboolean same)
{
  if (self->pending == NULL || request != self->request ||
      strcmp (g_dbus_method_invocation_get_method_name (self->pending), "RequestConfirmation") != 0)
    return;
  if (!same)
    refuse_pending (self);
  else
    g_dbus_method_invocation_return_value (g_steal_pointer (&self->pending), NULL);
}
