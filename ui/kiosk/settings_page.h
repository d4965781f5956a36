/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "kiosk/backlight.h"
#include "kiosk/settings.h"
#include "shared/monitor_client.h"

/* What lies behind the PIN: night, its brightness where it can be set, large text, high contrast,
 * another PIN, the test of sound and lamp, the screen anew, and the way out.
 * Signals: "closed" (), "change-pin" (), "try-light" (int percent): to be seen for a moment,
 * "ended" (gboolean leave): the program is to end, to come back anew, or, @leave, for good. */
#define THECAL_TYPE_SETTINGS_PAGE (thecal_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSettingsPage, thecal_settings_page, THECAL, SETTINGS_PAGE, GtkWidget)

/* @backlight: nullable. */
GtkWidget *thecal_settings_page_new (ThecalKioskSettings *settings,
                                     ThecalMonitorClient *client,
                                     ThecalBacklight *backlight);
