/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "kiosk/backlight.h"

/* The row of the settings that says how bright the screen is at night. */
#define THECAL_TYPE_DIM_ROW (thecal_dim_row_get_type ())
G_DECLARE_FINAL_TYPE (ThecalDimRow, thecal_dim_row, THECAL, DIM_ROW, GtkWidget)

/* Signal "chosen" (int percent). */

GtkWidget *thecal_dim_row_new (void);
/* Not seen where the computer has nothing to set; where it may not be set the row says so. */
void thecal_dim_row_set (ThecalDimRow *self, int percent, ThecalBacklightState state);
