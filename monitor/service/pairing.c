/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/pairing.h"

#include "error.h"

#define PROMPT_LIMIT_MS 60000 /* a person reads six digits and types them */

typedef struct {
  grefcount refs;
  ThecalBluetoothSource *bluetooth;  /* owned */
  ThecalDbusManager *manager;        /* owned */
  GDBusMethodInvocation *invocation; /* owned by its answer */
  ThecalDbusPairingAgent *agent;     /* owned */
  GCancellable *cancellable;         /* owned */
  char *address;
  guint request; /* the prompt that is open */
} Pairing;

static void
pairing_unref (Pairing *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  g_object_unref (self->bluetooth);
  g_object_unref (self->manager);
  g_clear_object (&self->agent);
  g_object_unref (self->cancellable);
  g_free (self->address);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pairing, pairing_unref)

static Pairing *
pairing_ref (Pairing *self)
{
  g_ref_count_inc (&self->refs);
  return self;
}

static void
on_passkey (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pairing) self = user_data;
  guint passkey = THECAL_PASSKEY_NONE;

  /* without an answer it ends now, and not at the limit of the pump or of the source */
  thecal_dbus_pairing_agent_call_request_passkey_finish (self->agent, &passkey, result, NULL);
  thecal_bluetooth_source_reply_passkey (self->bluetooth, self->request, passkey);
}

static void
request_passkey (guint request, gpointer user_data)
{
  Pairing *self = user_data;

  self->request = request;
  thecal_dbus_pairing_agent_call_request_passkey (
      self->agent, NULL, on_passkey, pairing_ref (self));
}

static void
on_confirmed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pairing) self = user_data;
  gboolean same = FALSE;

  thecal_dbus_pairing_agent_call_confirm_passkey_finish (self->agent, &same, result, NULL);
  thecal_bluetooth_source_reply_confirm (self->bluetooth, self->request, same);
}

static void
confirm_passkey (guint request, guint32 passkey, gpointer user_data)
{
  Pairing *self = user_data;

  self->request = request;
  thecal_dbus_pairing_agent_call_confirm_passkey (
      self->agent, passkey, NULL, on_confirmed, pairing_ref (self));
}

/* Who shows it may keep the call until the digits are typed on the pump; an error says that the
 * person wants no pairing. */
static void
on_displayed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pairing) self = user_data;
  g_autoptr (GError) error = NULL;

  thecal_dbus_pairing_agent_call_display_passkey_finish (self->agent, result, &error);
  if (error != NULL && g_dbus_error_is_remote_error (error))
    g_cancellable_cancel (self->cancellable);
}

static void
display_passkey (guint32 passkey, gpointer user_data)
{
  Pairing *self = user_data;

  thecal_dbus_pairing_agent_call_display_passkey (
      self->agent, passkey, NULL, on_displayed, pairing_ref (self));
}

static void
on_paired (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pairing) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id =
      thecal_bluetooth_source_pair_finish (THECAL_BLUETOOTH_SOURCE (source), result, &error);

  g_cancellable_cancel (self->cancellable); /* it is not waited for any more */
  if (id != NULL)
    thecal_dbus_manager_complete_pair (self->manager, self->invocation, id);
  else
    g_dbus_method_invocation_return_error (
        self->invocation, THECAL_ERROR, THECAL_ERROR_FAILED, "%s", error->message);
}

static void
on_agent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Pairing) self = user_data;
  g_autoptr (GError) error = NULL;
  const ThecalPairingPrompts prompts = {
    .request_passkey = request_passkey,
    .confirm_passkey = confirm_passkey,
    .display_passkey = display_passkey,
    .user_data = self,
  };

  self->agent = thecal_dbus_pairing_agent_proxy_new_finish (result, &error);
  if (self->agent == NULL) {
    g_dbus_method_invocation_return_error (
        self->invocation, THECAL_ERROR, THECAL_ERROR_INVALID_ARGUMENT, "agent: %s", error->message);
    return;
  }
  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (self->agent), PROMPT_LIMIT_MS);
  thecal_bluetooth_source_pair_async (
      self->bluetooth, self->address, &prompts, self->cancellable, on_paired, pairing_ref (self));
}

void
thecal_pairing_begin (ThecalBluetoothSource *bluetooth,
                      ThecalDbusManager *manager,
                      GDBusMethodInvocation *invocation,
                      const char *address,
                      const char *agent_path)
{
  Pairing *self = g_new0 (Pairing, 1);

  g_ref_count_init (&self->refs);
  self->bluetooth = g_object_ref (bluetooth);
  self->manager = g_object_ref (manager);
  self->invocation = invocation;
  self->cancellable = g_cancellable_new ();
  self->address = g_strdup (address);
  thecal_dbus_pairing_agent_proxy_new (g_dbus_method_invocation_get_connection (invocation),
                                       G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES,
                                       g_dbus_method_invocation_get_sender (invocation),
                                       agent_path,
                                       NULL,
                                       on_agent,
                                       self);
}
