/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/ask.h"

#include <glib/gi18n.h>

#include "caregiver/dialogs.h"
#include "shared/monitor_client.h"

/* What is done with the answer. */
typedef struct {
  GtkWidget *parent; /* owned */
  ThecalTaken taken; /* NULL: nothing more */
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->parent);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (!gtk_widget_get_realized (asked->parent))
    return;
  if (reply != NULL) {
    if (asked->taken != NULL)
      asked->taken (asked->parent, G_DBUS_PROXY (source));
    return;
  }
  g_dbus_error_strip_remote_error (error);
  thecal_dialog_show (asked->parent, _ ("The monitor did not take that"), error->message);
}

void
thecal_ask_then (GtkWidget *parent,
                 gpointer proxy,
                 const char *method,
                 GVariant *arguments,
                 ThecalTaken taken)
{
  if (proxy != NULL) {
    Asked *asked = g_new0 (Asked, 1);

    asked->parent = g_object_ref (parent);
    asked->taken = taken;
    g_dbus_proxy_call (G_DBUS_PROXY (proxy),
                       method,
                       arguments,
                       G_DBUS_CALL_FLAGS_NONE,
                       THECAL_ANSWER_LIMIT_MS,
                       NULL,
                       on_answered,
                       asked);
    return;
  }
  g_variant_unref (g_variant_ref_sink (arguments));
  thecal_dialog_show (parent,
                      _ ("The monitor did not take that"),
                      _ ("Thecal's monitor is not running, or the alarm has ended."));
}

void
thecal_ask (GtkWidget *parent, gpointer proxy, const char *method, GVariant *arguments)
{
  thecal_ask_then (parent, proxy, method, arguments, NULL);
}
