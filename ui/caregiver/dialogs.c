/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/dialogs.h"

#include <glib/gi18n.h>

#include "shared/format.h"
#include "shared/person.h"

#define TEST_LIMIT_MS 60000 /* a run ends within half of that */

static GtkWindow *
window_of (GtkWidget *parent)
{
  return GTK_WINDOW (gtk_widget_get_root (parent));
}

void
thecal_dialog_show (GtkWidget *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (window_of (parent), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The alarm test. */

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autofree char *words = NULL;

  if (reply != NULL) {
    g_autoptr (GVariant) tests = g_variant_get_child_value (reply, 0);

    words = thecal_format_self_test (tests, g_get_real_time () / 1000);
  } else
    g_dbus_error_strip_remote_error (error);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), error != NULL ? error->message : words);
}

void
thecal_dialog_test_alarm (GtkWidget *parent, ThecalMonitorClient *client)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (client);
  GtkWidget *dialog = adw_message_dialog_new (
      window_of (parent),
      _ ("Alarm test"),
      manager != NULL ? _ ("A quiet tone is played now. Can you hear it?")
                      : _ ("Thecal's monitor is not running: there is no alarm to test."));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
  if (manager != NULL)
    g_dbus_proxy_call (G_DBUS_PROXY (manager),
                       "RunSelfTest",
                       NULL,
                       G_DBUS_CALL_FLAGS_NONE,
                       TEST_LIMIT_MS,
                       NULL,
                       on_tested,
                       g_object_ref (dialog));
}

/* The name. */

static void
on_name_response (AdwMessageDialog *dialog, const char *response, GtkEditable *entry)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (response, "keep") == 0 &&
      !thecal_person_set_name (gtk_editable_get_text (entry), &error))
    thecal_dialog_show (GTK_WIDGET (parent), _ ("The name could not be kept"), error->message);
}

void
thecal_dialog_name (GtkWidget *parent)
{
  g_autofree char *name = thecal_person_get_name ();
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *dialog =
      adw_message_dialog_new (window_of (parent),
                              _ ("Who watches here?"),
                              _ ("\"I am on it\" then says who, to everybody who looks."));

  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "close", _ ("Cancel"), "keep", _ ("Keep"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  g_signal_connect (dialog, "response", G_CALLBACK (on_name_response), entry);
  gtk_window_present (GTK_WINDOW (dialog));
}
