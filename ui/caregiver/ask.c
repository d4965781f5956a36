/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/ask.h"

#include <glib/gi18n.h>

#include "caregiver/dialogs.h"
#include "shared/monitor_client.h"

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (reply != NULL || !gtk_widget_get_realized (parent))
    return;
  g_dbus_error_strip_remote_error (error);
  thecal_dialog_show (parent, _ ("The monitor did not take that"), error->message);
}

void
thecal_ask (GtkWidget *parent, gpointer proxy, const char *method, GVariant *arguments)
{
  if (proxy != NULL) {
    g_dbus_proxy_call (G_DBUS_PROXY (proxy),
                       method,
                       arguments,
                       G_DBUS_CALL_FLAGS_NONE,
                       THECAL_ANSWER_LIMIT_MS,
                       NULL,
                       on_answered,
                       g_object_ref (parent));
    return;
  }
  g_variant_unref (g_variant_ref_sink (arguments));
  thecal_dialog_show (parent,
                      _ ("The monitor did not take that"),
                      _ ("Thecal's monitor is not running, or the alarm has ended."));
}
