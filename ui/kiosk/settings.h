/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "kiosk/dim.h"
#include "kiosk/night.h"

/* What is set of the bedside screen, in thecal/kiosk.ini of the user's configuration:
 *   [night]  From=21:00 To=07:00 Brightness=20
 *   [screen] Brightness=100 LargeText=false HighContrast=false
 * Read at the start, and again when the file changes. What cannot be read is as it is where nothing
 * is set. */
#define THECAL_TYPE_KIOSK_SETTINGS (thecal_kiosk_settings_get_type ())
G_DECLARE_FINAL_TYPE (ThecalKioskSettings, thecal_kiosk_settings, THECAL, KIOSK_SETTINGS, GObject)

/* Signal "changed" (). */

ThecalKioskSettings *thecal_kiosk_settings_new (void);
ThecalNightHours thecal_kiosk_settings_get_night (ThecalKioskSettings *self);
ThecalDimLevels thecal_kiosk_settings_get_levels (ThecalKioskSettings *self);
gboolean thecal_kiosk_settings_get_large_text (ThecalKioskSettings *self);
gboolean thecal_kiosk_settings_get_high_contrast (ThecalKioskSettings *self);
/* Where the file is. (transfer full) */
char *thecal_kiosk_settings_get_path (void);
