/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/checks_screen.h"

#include <glib/gi18n.h>

#include "caregiver/side_window.h"
#include "files/checklist_files.h"
#include "shared/checks_view.h"

GtkWidget *
thecal_checks_screen_new (GtkWindow *parent,
                          ThecalMonitorClient *client,
                          ThecalPlanWatch *plan,
                          const char *print_to)
{
  ThecalDbusManager *manager = thecal_monitor_client_get_manager (client);
  g_autoptr (ThecalCheckHistory) history =
      thecal_check_history_new (client, thecal_plan_watch_get_state_dir (plan));
  GtkWidget *window = thecal_side_window_new (
      parent,
      _ ("Symptom checks"),
      thecal_checks_view_new (history, thecal_checklist_files_load (NULL, NULL), print_to));

  thecal_side_window_set_simulated (THECAL_SIDE_WINDOW (window),
                                    manager != NULL && thecal_dbus_manager_get_simulated (manager));

  return window;
}
