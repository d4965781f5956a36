/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/chart_series.h"
#include "shared/history_days.h"

/* What the chart shows, in words: for those who do not see it, and under the pointer. Pure: no
 * clock is read. (transfer full) strings. */

/* What the chart is of, for those who do not see it. */
char *thecal_history_describe (const ThecalHistoryData *data,
                               const ThecalChartSeries *series,
                               const ThecalChartView *view,
                               GTimeZone *zone);
/* What is known at @at_ms, in lines, the first of them the time. */
char *thecal_history_read_out (const ThecalHistoryData *data,
                               const ThecalChartSeries *series,
                               gint64 at_ms,
                               gint64 reach_ms,
                               GTimeZone *zone);
/* The level of a day, and the silence that began on it: "25.9 to 26.4 mL, not heard from 21:33 for
 * 31 h". */
char *thecal_history_day_level (const ThecalHistoryData *data,
                                const ThecalChartSeries *series,
                                const ThecalHistoryDay *day,
                                GTimeZone *zone);
