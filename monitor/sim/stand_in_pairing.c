/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "sim/passkey.h"
#include "sim/stand_in_private.h"

#define AGENT "org.bluez.Agent1"
#define AGENT_TIME_LIMIT_MS 60000

static void
end_pairing (StandInPump *self, const char *error, const char *message)
{
  GDBusMethodInvocation *invocation = g_steal_pointer (&self->pairing);

  g_clear_object (&self->pair_cancellable);
  if (invocation == NULL)
    return;
  if (error != NULL) {
    stand_in_fail (invocation, error, message);
    return;
  }

  ThecalBusObject *device = thecal_bus_tree_lookup (self->owner->tree, self->path);
  self->paired = TRUE;
  thecal_bus_object_set (device, DEVICE, "Bonded", g_variant_new_boolean (TRUE));
  thecal_bus_object_set (device, DEVICE, "Paired", g_variant_new_boolean (TRUE));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

gboolean
stand_in_pump_cancel_pairing (StandInPump *self)
{
  if (self->pairing == NULL)
    return FALSE;
  g_cancellable_cancel (self->pair_cancellable);
  end_pairing (self, "AuthenticationCanceled", "Authentication Canceled");
  return TRUE;
}

static void
on_agent_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* cancelled: the pump may be gone, the call was answered */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  StandInPump *self = user_data;
  if (error != NULL) {
    g_autofree char *name = g_dbus_error_get_remote_error (error);
    gboolean rejected = g_strcmp0 (name, "org.bluez.Error.Rejected") == 0;

    if (g_strcmp0 (name, "org.bluez.Error.Canceled") == 0)
      end_pairing (self, "AuthenticationCanceled", "Authentication Canceled");
    else
      end_pairing (self,
                   rejected ? "AuthenticationRejected" : "AuthenticationFailed",
                   rejected ? "Authentication Rejected" : "Authentication Failed");
    return;
  }
  if (self->owner->config->pair_method == THECAL_PAIR_DISPLAY) {
    guint32 typed = 0;

    g_variant_get (answer, "(u)", &typed);
    if (typed != self->passkey) {
      end_pairing (self, "AuthenticationFailed", "Authentication Failed");
      return;
    }
  }
  end_pairing (self, NULL, NULL);
}

static StandInClient *
find_agent (ThecalStandIn *owner, const char *sender)
{
  StandInClient *client = g_hash_table_lookup (owner->clients, sender);

  if (client != NULL && client->agent_path != NULL)
    return client;
  client = owner->default_agent == NULL
               ? NULL
               : g_hash_table_lookup (owner->clients, owner->default_agent);
  return client != NULL && client->agent_path != NULL ? client : NULL;
}

/* Whether this agent can do its part of an authenticated pairing. */
static gboolean
can_authenticate (const StandInClient *agent, ThecalPairMethod method)
{
  if (strcmp (agent->capability, "KeyboardDisplay") == 0)
    return TRUE;
  return strcmp (agent->capability,
                 method == THECAL_PAIR_DISPLAY ? "KeyboardOnly" : "DisplayYesNo") == 0;
}

static void
ask_agent (StandInPump *self, const StandInClient *agent)
{
  gboolean display = self->owner->config->pair_method == THECAL_PAIR_DISPLAY;

  g_dbus_connection_call (self->owner->bus,
                          agent->name,
                          agent->agent_path,
                          AGENT,
                          display ? "RequestPasskey" : "RequestConfirmation",
                          display ? g_variant_new ("(o)", self->path)
                                  : g_variant_new ("(ou)", self->path, self->passkey),
                          display ? G_VARIANT_TYPE ("(u)") : G_VARIANT_TYPE_UNIT,
                          G_DBUS_CALL_FLAGS_NONE,
                          AGENT_TIME_LIMIT_MS,
                          self->pair_cancellable,
                          on_agent_answer,
                          self);
}

void
stand_in_pump_pair (StandInPump *self, GDBusMethodInvocation *invocation)
{
  const ThecalSimConfig *config = self->owner->config;
  const StandInClient *agent =
      find_agent (self->owner, g_dbus_method_invocation_get_sender (invocation));

  if (self->paired) {
    stand_in_fail (invocation, "AlreadyExists", "Already Exists");
    return;
  }
  if (self->pairing != NULL) {
    stand_in_fail (invocation, "InProgress", "Operation already in progress");
    return;
  }
  if (!stand_in_pump_connect_now (self)) {
    stand_in_fail (invocation, "ConnectionAttemptFailed", "Page Timeout");
    return;
  }
  /* without an agent that can, only Just Works is left: the pump refuses it */
  if (agent == NULL || !can_authenticate (agent, config->pair_method)) {
    stand_in_fail (invocation, "AuthenticationFailed", "Authentication Failed");
    return;
  }
  self->pairing = invocation;
  self->pair_cancellable = g_cancellable_new ();
  self->passkey =
      config->passkey >= 0 ? (guint32) config->passkey : (guint32) g_random_int_range (0, 1000000);
  thecal_passkey_show (self->address, self->passkey, config->passkey_file);
  ask_agent (self, agent);
}
