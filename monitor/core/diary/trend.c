/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/trend.h"

#include <math.h>

#include "core/alarm/rules_limits.h"
#include "core/median.h"

#define LATE_DAYS 3

/* NAN: none of them. */
static double
get_late_mean (const double by_days_ago[THECAL_TREND_DAYS], guint *out_n)
{
  double sum = 0.0;
  guint n = 0;

  for (int i = 0; i < LATE_DAYS; i++)
    if (!isnan (by_days_ago[i])) {
      sum += by_days_ago[i];
      n++;
    }

  *out_n = n;
  return n > 0 ? sum / n : NAN;
}

ThecalTrend
thecal_trend_judge (const double by_days_ago[THECAL_TREND_DAYS])
{
  ThecalTrend trend = { .median_14_days = NAN };
  double earlier[THECAL_TREND_DAYS];
  guint n_late;

  trend.mean_3_days = get_late_mean (by_days_ago, &n_late);
  for (int i = LATE_DAYS; i < THECAL_TREND_DAYS; i++)
    if (!isnan (by_days_ago[i]))
      earlier[trend.n_before++] = by_days_ago[i];
  if (trend.n_before > 0)
    trend.median_14_days = thecal_median (earlier, trend.n_before);
  trend.is_judged = n_late == LATE_DAYS && trend.n_before >= TREND_EARLIER_LEAST;
  trend.is_rising = trend.is_judged &&
                    (trend.mean_3_days >= trend.median_14_days + TREND_POINTS ||
                     (trend.mean_3_days > trend.median_14_days &&
                      trend.mean_3_days >= trend.median_14_days * (1.0 + TREND_PERCENT / 100.0)));

  return trend;
}

static void
fill_days (double by_days_ago[THECAL_TREND_DAYS],
           const ThecalTrendPoint *points,
           gsize n_points,
           gint64 now_us)
{
  for (int i = 0; i < THECAL_TREND_DAYS; i++)
    by_days_ago[i] = NAN;
  for (gsize i = 0; i < n_points; i++) {
    const double stiffness = points[i].stiffness;
    const gint64 from_us = now_us - THECAL_TREND_DAYS * THECAL_DAY_US;

    if (points[i].at_us > from_us && points[i].at_us <= now_us && stiffness >= 0.0 &&
        stiffness <= 10.0)
      by_days_ago[(now_us - points[i].at_us) / THECAL_DAY_US] = stiffness;
  }
}

ThecalTrend
thecal_trend_compute (const ThecalTrendPoint *points, gsize n_points, gint64 now_us)
{
  double by_days_ago[THECAL_TREND_DAYS];

  fill_days (by_days_ago, points, n_points, now_us);
  return thecal_trend_judge (by_days_ago);
}

double
thecal_trend_get_mean (const ThecalTrendPoint *points, gsize n_points, gint64 at_us)
{
  double by_days_ago[THECAL_TREND_DAYS];
  guint n;

  fill_days (by_days_ago, points, n_points, at_us);
  return get_late_mean (by_days_ago, &n);
}
