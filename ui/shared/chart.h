/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/chart_view.h"
#include "shared/history_data.h"

/* The chart of levels, forecast, refills, alarms and diary over a stretch of time, which is
 * dragged, zoomed around the pointer, pinched, and moved by keys: arrows, + and −, Home, End, 0 for
 * all; Shift with arrows reads out value after value, Escape ends it. */
#define THECAL_TYPE_CHART (thecal_chart_get_type ())
G_DECLARE_FINAL_TYPE (ThecalChart, thecal_chart, THECAL, CHART, GtkWidget)

/* Signal "view-changed" (): another stretch of time is shown. */

/* @zone: whose days are shown. */
GtkWidget *thecal_chart_new (GTimeZone *zone);
void thecal_chart_set_data (ThecalChart *self, ThecalHistoryData *data);
/* What is shown is of earlier, and nothing is known of now. */
void thecal_chart_set_lost (ThecalChart *self, gboolean lost);
const ThecalChartView *thecal_chart_get_view (ThecalChart *self);
/* First record and end of the forecast. */
void thecal_chart_set_limits (ThecalChart *self, gint64 first_ms, gint64 last_ms);
void thecal_chart_set_period (ThecalChart *self, ThecalChartPeriod period, gint64 at_ms);
void thecal_chart_turn (ThecalChart *self, int n);
/* Around the middle; below 1 shows less time. */
void thecal_chart_zoom (ThecalChart *self, double factor);
/* How many buckets of levels make sense for what is shown. */
guint thecal_chart_get_n_buckets (ThecalChart *self);
