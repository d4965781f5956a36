/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_leave_dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  GtkWidget *page; /* owned */
  GSourceOnceFunc leave;
} Asked;

static void
asked_free (gpointer data)
{
  g_object_unref (((Asked *) data)->page);
  g_free (data);
}

static gboolean
on_idle (gpointer user_data)
{
  Asked *asked = user_data;

  asked->leave (asked->page);

  return G_SOURCE_REMOVE;
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Asked *asked)
{
  /* not before the dialog is done: whoever is told may destroy the window that it belongs to */
  if (g_strcmp0 (response, "leave") == 0)
    g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, asked, asked_free);
  else
    asked_free (asked);
}

void
thecal_walk_leave_dialog_show (GtkWidget *page, GSourceOnceFunc leave)
{
  Asked *asked = g_new0 (Asked, 1);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (page)),
      _ ("Nobody has called yet"),
      _ ("The result still stands: call now. Press Called or Arrived when somebody helps."));

  asked->page = g_object_ref (page);
  asked->leave = leave;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "stay",
                                    _ ("Stay here"),
                                    "leave",
                                    _ ("Close all the same"),
                                    NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), asked);
  gtk_window_present (GTK_WINDOW (dialog));
}
