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
  guint n_before;     /* entries in the 14 days before the last three days */
  double mean_3_days; /* NAN where there is none */
  double median_14_days;
  bool is_judged; /* at least 7 earlier entries */
  bool is_rising; /* up by 2 points or 30 % */
} ThecalTrend;

/* @points: oldest first. */
ThecalTrend thecal_trend_compute (const ThecalTrendPoint *points, gsize n_points, gint64 now_us);
/* The running mean of three days at @at_us, for a line; NAN. */
double thecal_trend_get_mean (const ThecalTrendPoint *points, gsize n_points, gint64 at_us);
