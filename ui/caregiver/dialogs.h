/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/monitor_client.h"

/* The short dialogs of the caregiver window. @parent: any widget of the window. */
void thecal_dialog_symptoms (GtkWidget *parent);
void thecal_dialog_call (GtkWidget *parent);
/* "I hear a beep": which one; told to the monitor. */
void thecal_dialog_beep (GtkWidget *parent, ThecalMonitorClient *client);
/* The numbers of the clinic's printout; what the monitor refuses stays open with its reason. */
void thecal_dialog_enter_printout (GtkWidget *parent, ThecalMonitorClient *client);
