/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* A number from 0 to 10 as a bar, of one colour whatever it is: it judges nothing. The number
 * itself stands beside it. */
#define THECAL_TYPE_SCALE_BAR (thecal_scale_bar_get_type ())
G_DECLARE_FINAL_TYPE (ThecalScaleBar, thecal_scale_bar, THECAL, SCALE_BAR, GtkWidget)

/* @value NAN: an empty one. */
GtkWidget *thecal_scale_bar_new (const char *name, double value);
