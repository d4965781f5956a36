/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

/* The trend rule of the diary (clinical.md 5.3), for the eye; the alarm `diary-trend` is decided
 * from the same numbers by the alarm core. */

typedef struct {
  gint64 at_us; /* UTC */
  double stiffness;
} ThecalTrendPoint;

typedef struct {
  guint n_before;     /* days with an entry among the 14 before the last three */
  double mean_3_days; /* NAN where there is none */
  double median_14_days;
  bool is_judged; /* at least 7 earlier entries, and one on each of the last three days */
  bool is_rising; /* up by 2 points or 30 % */
} ThecalTrend;

#define THECAL_TREND_DAYS 17 /* three, and 14 before */

/* The rule itself. Entry i was made i days ago; NAN where there was none. */
ThecalTrend thecal_trend_judge (const double by_days_ago[THECAL_TREND_DAYS]);

/* @points: oldest first; of several in a day (24 hours back from @now_us, and so on) the newest
 * counts, those after @now_us do not. */
ThecalTrend thecal_trend_compute (const ThecalTrendPoint *points, gsize n_points, gint64 now_us);
/* The running mean of three days at @at_us, for a line; NAN. */
double thecal_trend_get_mean (const ThecalTrendPoint *points, gsize n_points, gint64 at_us);
