/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Choosing the emergency number of one's country: never guessed, never preselected. It is written
 * into the care plan, marked as confirmed. */
#define THECAL_TYPE_EMERGENCY_CHOOSER (thecal_emergency_chooser_get_type ())
G_DECLARE_FINAL_TYPE (ThecalEmergencyChooser,
                      thecal_emergency_chooser,
                      THECAL,
                      EMERGENCY_CHOOSER,
                      GtkBox)

/* A part of a page. @plan_path as thecal_plan_files_get_path() gives it.
 *
 * Signal "chosen" (const char *number): it is known from now on; kept in the plan, or where that
 * failed, told on the chooser and known for as long as the program runs. */
GtkWidget *thecal_emergency_chooser_new (const char *plan_path);

/* A dialog with a chooser in it; @callback once, when a number was chosen and the dialog is gone.
 */
typedef void (*ThecalEmergencyChosen) (const char *number, gpointer user_data);
void thecal_emergency_chooser_show (GtkWidget *parent,
                                    const char *plan_path,
                                    ThecalEmergencyChosen callback,
                                    gpointer user_data);
