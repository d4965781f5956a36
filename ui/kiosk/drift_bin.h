/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Holds the picture, which moves a little in it against burn-in. What does not fit is cut off, so
 * that the window stays as large as its screen. */
#define THECAL_TYPE_DRIFT_BIN (thecal_drift_bin_get_type ())
G_DECLARE_FINAL_TYPE (ThecalDriftBin, thecal_drift_bin, THECAL, DRIFT_BIN, GtkWidget)

GtkWidget *thecal_drift_bin_new (GtkWidget *child);
void thecal_drift_bin_set_place (ThecalDriftBin *self, int x, int y);
