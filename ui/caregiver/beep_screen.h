/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/event.h"
#include "shared/monitor_client.h"

/* "I hear a beep" as a window of its own. What was heard goes to the monitor, and where none takes
 * it, on to the walkthrough. The timer to listen with goes on while the window is closed. */
typedef struct _ThecalBeepScreen ThecalBeepScreen;

/* @why: why the monitor was not told, for a person to read. */
typedef void (*ThecalBeepUntold) (ThecalBeep kind, const char *why, gpointer user_data);

/* @parent owns it. */
ThecalBeepScreen *thecal_beep_screen_new (GtkWindow *parent,
                                          ThecalMonitorClient *client,
                                          ThecalBeepUntold untold,
                                          gpointer user_data);
void thecal_beep_screen_free (ThecalBeepScreen *self);
void thecal_beep_screen_show (ThecalBeepScreen *self);
