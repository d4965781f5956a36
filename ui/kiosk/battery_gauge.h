/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* The battery as a picture of one: filled as far as it is charged; empty and dashed where nothing
 * is known. */
#define THECAL_TYPE_BATTERY_GAUGE (thecal_battery_gauge_get_type ())
G_DECLARE_FINAL_TYPE (ThecalBatteryGauge, thecal_battery_gauge, THECAL, BATTERY_GAUGE, GtkWidget)

GtkWidget *thecal_battery_gauge_new (void);
void thecal_battery_gauge_set_size (ThecalBatteryGauge *self, int width, int height); /* px */
/* @percent: NAN not known. @words: the value as a screen reader says it. */
void thecal_battery_gauge_set (ThecalBatteryGauge *self, double percent, const char *words);
