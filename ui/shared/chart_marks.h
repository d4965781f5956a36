/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/chart_canvas.h"

/* What stands on the lanes of a chart: refills and silences in one row, alarms in another, visits,
 * today, the forecast's dates, and what is known under the pointer. */

void thecal_chart_marks_draw (ThecalChartCanvas *canvas, GtkSnapshot *snapshot);
/* An upright at @at_ms, and beside it what is known there. */
void thecal_chart_marks_draw_read_out (ThecalChartCanvas *canvas, const char *text, gint64 at_ms);
