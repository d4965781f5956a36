/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/dial.h"

#include "core/plan/contacts.h"

typedef struct {
  GCancellable *cancellable; /* owned, nullable */
  ThecalDialled callback;
  gpointer user_data;
} Dialling;

static void
dialling_free (Dialling *dialling)
{
  g_clear_object (&dialling->cancellable);
  g_free (dialling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Dialling, dialling_free)

char *
thecal_dial_uri (const char *number)
{
  g_autofree char *digits = thecal_number_to_dial (number);

  return digits != NULL ? g_strconcat ("tel:", digits, NULL) : NULL;
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Dialling) dialling = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean launched = g_app_info_launch_default_for_uri_finish (result, &error);

  if (!g_cancellable_is_cancelled (dialling->cancellable))
    dialling->callback (launched, dialling->user_data);
}

static gboolean
on_none (gpointer user_data)
{
  Dialling *dialling = user_data;

  if (!g_cancellable_is_cancelled (dialling->cancellable))
    dialling->callback (FALSE, dialling->user_data);

  return G_SOURCE_REMOVE;
}

void
thecal_dial (GtkWidget *parent,
             const char *number,
             GCancellable *cancellable,
             ThecalDialled callback,
             gpointer user_data)
{
  g_autofree char *uri = thecal_dial_uri (number);
  g_autoptr (GAppInfo) handler = uri != NULL ? g_app_info_get_default_for_uri_scheme ("tel") : NULL;
  Dialling *dialling = g_new0 (Dialling, 1);

  dialling->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  dialling->callback = callback;
  dialling->user_data = user_data;
  if (handler != NULL) {
    g_autoptr (GdkAppLaunchContext) context =
        gdk_display_get_app_launch_context (gtk_widget_get_display (parent));

    g_app_info_launch_default_for_uri_async (
        uri, G_APP_LAUNCH_CONTEXT (context), cancellable, on_launched, dialling);
    return;
  }
  g_idle_add_full (G_PRIORITY_DEFAULT, on_none, dialling, (GDestroyNotify) dialling_free);
}
