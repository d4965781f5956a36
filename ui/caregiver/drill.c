/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/drill.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "caregiver/dialogs.h"
#include "caregiver/status_row.h"
#include "shared/person.h"
#include "shared/status_words.h"

#define NOT_ALLOWED "org.thecal.Error.NotAllowed"

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autofree char *name = error != NULL ? g_dbus_error_get_remote_error (error) : NULL;

  if (reply != NULL || !gtk_widget_get_realized (parent))
    return;
  g_dbus_error_strip_remote_error (error);
  if (g_strcmp0 (name, NOT_ALLOWED) == 0)
    thecal_dialog_show (parent,
                        _ ("The drill did not begin"),
                        _ ("A real high alarm stands, or a drill runs already. Answer that first: "
                           "no drill may cover a real alarm."));
  else
    thecal_dialog_show (parent, _ ("The drill did not begin"), error->message);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, ThecalMonitorClient *client)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (client);
  g_autofree char *name = thecal_person_get_name ();

  if (g_strcmp0 (response, "begin") != 0)
    return;
  if (manager != NULL)
    g_dbus_proxy_call (G_DBUS_PROXY (manager),
                       "StartDrill",
                       g_variant_new ("(s)", name),
                       G_DBUS_CALL_FLAGS_NONE,
                       THECAL_ANSWER_LIMIT_MS,
                       NULL,
                       on_started,
                       g_object_ref (parent));
  else
    thecal_dialog_show (parent,
                        _ ("The drill did not begin"),
                        _ ("Thecal's monitor is not running: there is no alarm to test."));
}

void
thecal_drill_ask (GtkWidget *parent, ThecalMonitorClient *client)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (parent)),
      _ ("Test alarm (drill)"),
      _ ("A high alarm comes as a real one would: loud, spoken, on the screens, to the people whom "
         "it calls. It is marked DRILL everywhere. Tell everybody in the house first.\n\n"
         "It ends when somebody acknowledges it, after ten minutes, or when a real high alarm "
         "begins. Then you see what worked and what did not."));

  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "close", _ ("Cancel"), "begin", _ ("Begin the drill"), NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), client, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The report. */

GtkWidget *
thecal_drill_report_new (ThecalDbusManager *manager)
{
  static const ThecalStatus looks[] = {
    [THECAL_DRILL_WORKED] = THECAL_STATUS_PASSED,
    [THECAL_DRILL_FAILED] = THECAL_STATUS_FAILED,
    [THECAL_DRILL_NOT_REACHED] = THECAL_STATUS_UNKNOWN,
  };
  GVariant *report = thecal_dbus_manager_get_drill_report (manager);
  GtkWidget *list;
  GVariantIter iter;
  const char *channel, *detail;
  gboolean worked;

  if (report == NULL || g_variant_n_children (report) == 0)
    return NULL;
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  g_variant_iter_init (&iter, report);
  while (g_variant_iter_next (&iter, "(&sb&s)", &channel, &worked, &detail)) {
    g_autofree char *title = thecal_channel_words (channel);
    g_autofree char *words = thecal_drill_result_words (worked, detail);
    GtkWidget *row = thecal_status_row_new (title);

    thecal_status_row_set (row, looks[thecal_drill_result (worked, detail)], words);
    gtk_list_box_append (GTK_LIST_BOX (list), row);
  }

  return list;
}

void
thecal_drill_show_report (GtkWidget *parent, ThecalDbusManager *manager)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *words = thecal_drill_words (thecal_dbus_manager_get_drill_state (manager),
                                               thecal_dbus_manager_get_drill_time (manager),
                                               thecal_dbus_manager_get_drill_report (manager),
                                               now);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (parent)), _ ("What the drill found"), words);
  GtkWidget *report = thecal_drill_report_new (manager);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  if (report != NULL)
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), report);
  gtk_window_present (GTK_WINDOW (dialog));
}
