/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/passkey_prompt.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "shared/pairing_words.h"

#define FAILED "org.thecal.Error.Failed"
#define DIGITS 6

struct _ThecalPasskeyPrompt {
  GtkWindow *window; /* borrowed */
  ThecalDbusPairingAgent *agent;
  GtkWidget *dialog, *entry;         /* dialog: weak; NULL: nothing is asked */
  GDBusMethodInvocation *invocation; /* owned; NULL: answered */
  guint shown;                       /* what the dialog shows, of DisplayPasskey */
};

static void
refuse (ThecalPasskeyPrompt *self)
{
  GDBusMethodInvocation *invocation = g_steal_pointer (&self->invocation);

  if (invocation != NULL)
    g_dbus_method_invocation_return_dbus_error (invocation, FAILED, "No passkey was entered");
}

static gboolean
is_showing (ThecalPasskeyPrompt *self)
{
  return self->invocation != NULL &&
         g_str_equal (g_dbus_method_invocation_get_method_name (self->invocation),
                      "DisplayPasskey");
}

static void
ask (ThecalPasskeyPrompt *self, const char *heading, const char *body, const char *yes)
{
  if (self->dialog != NULL)
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  self->entry = NULL;
  g_set_weak_pointer (&self->dialog, adw_message_dialog_new (self->window, heading, body));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self->dialog), "close", _ ("Cancel"));
  if (yes != NULL) {
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self->dialog), "yes", yes);
    adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (self->dialog), "yes");
  }
}

static void
on_typed (AdwMessageDialog *dialog, const char *response, ThecalPasskeyPrompt *self)
{
  guint passkey;

  if (g_str_equal (response, "yes") && self->invocation != NULL &&
      thecal_pairing_read_digits (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &passkey))
    thecal_dbus_pairing_agent_complete_request_passkey (
        self->agent, g_steal_pointer (&self->invocation), passkey);
  else
    refuse (self);
}

static void
on_edited (ThecalPasskeyPrompt *self)
{
  guint ignored;

  adw_message_dialog_set_response_enabled (
      ADW_MESSAGE_DIALOG (self->dialog),
      "yes",
      thecal_pairing_read_digits (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &ignored));
}

static gboolean
on_request (ThecalDbusPairingAgent *agent,
            GDBusMethodInvocation *invocation,
            ThecalPasskeyPrompt *self)
{
  refuse (self);
  self->invocation = invocation;
  ask (self,
       _ ("Six digits"),
       _ ("The pump or gateway shows six digits. Type them here."),
       _ ("Pair"));
  self->entry = gtk_entry_new ();
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_DIGITS);
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), DIGITS);
  gtk_entry_set_activates_default (GTK_ENTRY (self->entry), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Six digits"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self->dialog), self->entry);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_edited), self);
  on_edited (self);
  g_signal_connect (self->dialog, "response", G_CALLBACK (on_typed), self);
  gtk_window_present (GTK_WINDOW (self->dialog));

  return TRUE;
}

static void
on_compared (AdwMessageDialog *dialog, const char *response, ThecalPasskeyPrompt *self)
{
  if (self->invocation != NULL)
    thecal_dbus_pairing_agent_complete_confirm_passkey (
        self->agent, g_steal_pointer (&self->invocation), g_str_equal (response, "yes"));
}

static gboolean
on_confirm (ThecalDbusPairingAgent *agent,
            GDBusMethodInvocation *invocation,
            guint passkey,
            ThecalPasskeyPrompt *self)
{
  g_autofree char *body = g_strdup_printf (_ ("Does the pump or gateway show %06u too?"), passkey);

  refuse (self);
  self->invocation = invocation;
  ask (self, _ ("Six digits"), body, _ ("The same"));
  g_signal_connect (self->dialog, "response", G_CALLBACK (on_compared), self);
  gtk_window_present (GTK_WINDOW (self->dialog));

  return TRUE;
}

static void
on_shown (AdwMessageDialog *dialog, const char *response, ThecalPasskeyPrompt *self)
{
  refuse (self);
}

/* The call waits until the dialog goes: cancelled, it is an error, and the pairing ends. */
static gboolean
on_display (ThecalDbusPairingAgent *agent,
            GDBusMethodInvocation *invocation,
            guint passkey,
            ThecalPasskeyPrompt *self)
{
  g_autofree char *body = g_strdup_printf (_ ("Type %06u on the pump or gateway."), passkey);
  const gboolean again = is_showing (self);

  /* told once more with each digit that is typed there */
  if (again)
    thecal_dbus_pairing_agent_complete_display_passkey (agent, g_steal_pointer (&self->invocation));
  refuse (self);
  self->invocation = invocation;
  if (again && self->shown == passkey)
    return TRUE;
  self->shown = passkey;
  ask (self, _ ("Six digits"), body, NULL);
  g_signal_connect (self->dialog, "response", G_CALLBACK (on_shown), self);
  gtk_window_present (GTK_WINDOW (self->dialog));

  return TRUE;
}

ThecalPasskeyPrompt *
thecal_passkey_prompt_new (GtkWindow *window, GDBusConnection *bus, GError **error)
{
  ThecalPasskeyPrompt *self = g_new0 (ThecalPasskeyPrompt, 1);

  self->window = window;
  self->agent = thecal_dbus_pairing_agent_skeleton_new ();
  g_signal_connect (self->agent, "handle-request-passkey", G_CALLBACK (on_request), self);
  g_signal_connect (self->agent, "handle-confirm-passkey", G_CALLBACK (on_confirm), self);
  g_signal_connect (self->agent, "handle-display-passkey", G_CALLBACK (on_display), self);
  if (!g_dbus_interface_skeleton_export (
          G_DBUS_INTERFACE_SKELETON (self->agent), bus, THECAL_PASSKEY_PATH, error)) {
    thecal_passkey_prompt_free (self);
    return NULL;
  }

  return self;
}

void
thecal_passkey_prompt_free (ThecalPasskeyPrompt *self)
{
  if (self->dialog != NULL) {
    g_signal_handlers_disconnect_by_data (self->dialog, self);
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  }
  g_clear_weak_pointer (&self->dialog);
  refuse (self);
  g_signal_handlers_disconnect_by_data (self->agent, self);
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->agent));
  g_object_unref (self->agent);
  g_free (self);
}
