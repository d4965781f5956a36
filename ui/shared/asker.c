/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/asker.h"

#include "shared/person.h"
#include "shared/pump_reading.h"

static void
asker_free (ThecalAsker *asker)
{
  g_object_unref (asker->owner);
  g_free (asker);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalAsker, asker_free)

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalAsker) asker = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (!gtk_widget_get_realized (asker->owner) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply != NULL) {
    if (asker->taken != NULL)
      asker->taken (asker->owner, G_DBUS_PROXY (source));
    return;
  }
  g_dbus_error_strip_remote_error (error);
  if (asker->refused != NULL)
    asker->refused (asker->owner, error->message);
}

void
thecal_asker_ask (const ThecalAsker *self, gpointer proxy, const char *method, GVariant *arguments)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (arguments);
  const gboolean told = self->taken != NULL || self->refused != NULL;
  ThecalAsker *asker;

  if (proxy == NULL) {
    if (self->refused != NULL)
      self->refused (self->owner, self->gone);
    return;
  }
  /* Where nobody is told, no answer is waited for. */
  asker = told ? g_memdup2 (self, sizeof *self) : NULL;
  if (told)
    g_object_ref (asker->owner);
  g_dbus_proxy_call (G_DBUS_PROXY (proxy),
                     method,
                     owned,
                     G_DBUS_CALL_FLAGS_NONE,
                     THECAL_ANSWER_LIMIT_MS,
                     self->cancellable,
                     told ? on_answered : NULL,
                     asker);
}

void
thecal_asker_ask_alarm (const ThecalAsker *self, ThecalDbusAlarm *alarm, const char *name)
{
  g_autofree char *person = thecal_person_get_name ();

  if (thecal_text_is (name, "acknowledge"))
    thecal_asker_ask (self, alarm, "Acknowledge", g_variant_new ("(s)", person));
  else if (thecal_text_is (name, "pause"))
    thecal_asker_ask (self, alarm, "Pause", g_variant_new ("(u)", 0));
  else if (thecal_text_is (name, "seen"))
    thecal_asker_ask (self, alarm, "Reset", g_variant_new ("()"));
  else if (thecal_text_is (name, "decline"))
    thecal_asker_ask (self, alarm, "Decline", g_variant_new ("()"));
}
