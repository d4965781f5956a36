/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/diary/trend.h"
#include "core/instant.h"

#define NOW_US (G_GINT64_CONSTANT (1790848800) * THECAL_SECOND_US)

/* A letter a day, the oldest first and today last: 0-9, T ten, '.' nothing written. */
static gsize
read_days (const char *days, ThecalTrendPoint *points)
{
  const gsize n_days = strlen (days);
  gsize n = 0;

  for (gsize i = 0; i < n_days; i++)
    if (days[i] != '.')
      points[n++] = (ThecalTrendPoint){ NOW_US - (gint64) (n_days - 1 - i) * THECAL_DAY_US,
                                        days[i] == 'T' ? 10.0 : days[i] - '0' };

  return n;
}

static void
test_rule (void)
{
  static const struct {
    const char *days;
    guint n_before;
    double mean, median; /* NAN: none */
    bool judged, rising;
  } rows[] = {
    { "", 0, NAN, NAN, false, false },
    { "666", 0, 6, NAN, false, false },
    { "44444466.6", 7, 6, 4, false, false },      /* a day of the three is missing */
    { "444444666", 6, 6, 4, false, false },       /* six earlier are too few */
    { "4444444666", 7, 6, 4, true, true },        /* up by two points */
    { "4444444566", 7, 17.0 / 3, 4, true, true }, /* 5.7 is 30 % above 4 */
    { "4444444555", 7, 5, 4, true, false },
    { "6666666777", 7, 7, 6, true, false },
    { "6666666888", 7, 8, 6, true, true },
    { "8888888TTT", 7, 10, 8, true, true },
    { "0000000000", 7, 0, 0, true, false }, /* not above what it was, though 30 % of none is none */
    { "0000000100", 7, 1.0 / 3, 0, true, true },
    { "6666666222", 7, 2, 6, true, false },
    { "99.2222222.......666", 7, 6, 2, true, true }, /* what is older than 17 days is left out */
    { "9922222222.......666", 7, 6, 2, true, true },
    { "2222.2222666", 8, 6, 2, true, true },
    { "1234567890123444", 13, 4, 3, true, true },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalTrendPoint points[32];
    const gsize n = read_days (rows[i].days, points);
    const ThecalTrend trend = thecal_trend_compute (points, n, NOW_US);

    g_test_message ("%s", rows[i].days);
    g_assert_cmpuint (trend.n_before, ==, rows[i].n_before);
    g_assert_cmpint (isnan (trend.mean_3_days), ==, isnan (rows[i].mean));
    g_assert_cmpint (isnan (trend.median_14_days), ==, isnan (rows[i].median));
    if (!isnan (rows[i].mean))
      g_assert_cmpfloat_with_epsilon (trend.mean_3_days, rows[i].mean, 1e-9);
    if (!isnan (rows[i].median))
      g_assert_cmpfloat (trend.median_14_days, ==, rows[i].median);
    g_assert_cmpint (trend.is_judged, ==, rows[i].judged);
    g_assert_cmpint (trend.is_rising, ==, rows[i].rising);
  }
}

/* 30 %, to the hundredth. */
static void
test_percent (void)
{
  double days[THECAL_TREND_DAYS];

  for (int i = 0; i < THECAL_TREND_DAYS; i++)
    days[i] = 1.0;
  days[0] = days[1] = days[2] = 1.31;
  g_assert_true (thecal_trend_judge (days).is_rising);
  days[0] = days[1] = days[2] = 1.29;
  g_assert_false (thecal_trend_judge (days).is_rising);
}

/* Of one day the newest counts; what is yet to come, and what is no number of the scale, does not.
 */
static void
test_points (void)
{
  const ThecalTrendPoint points[] = {
    { NOW_US - 2 * THECAL_DAY_US - 1, 4.0 }, { NOW_US - THECAL_DAY_US, 2.0 },
    { NOW_US - 2 * THECAL_HOUR_US, 9.0 },    { NOW_US - THECAL_HOUR_US, 3.0 },
    { NOW_US - THECAL_MINUTE_US, NAN },      { NOW_US - THECAL_MINUTE_US, 11.0 },
    { NOW_US - THECAL_MINUTE_US, -1.0 },     { NOW_US + 1, 8.0 },
  };

  g_assert_cmpfloat (
      thecal_trend_compute (points, G_N_ELEMENTS (points), NOW_US).mean_3_days, ==, 3.0);
}

static void
test_mean (void)
{
  ThecalTrendPoint points[32];
  const gsize n = read_days ("2.46...8", points);

  g_assert_cmpfloat (thecal_trend_get_mean (points, n, NOW_US), ==, 8.0);
  g_assert_true (isnan (thecal_trend_get_mean (points, n, NOW_US - THECAL_DAY_US)));
  g_assert_cmpfloat (thecal_trend_get_mean (points, n, NOW_US - 2 * THECAL_DAY_US), ==, 6.0);
  g_assert_cmpfloat (thecal_trend_get_mean (points, n, NOW_US - 4 * THECAL_DAY_US), ==, 5.0);
  g_assert_cmpfloat (thecal_trend_get_mean (points, n, NOW_US - 5 * THECAL_DAY_US), ==, 3.0);
  g_assert_true (isnan (thecal_trend_get_mean (NULL, 0, NOW_US)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trend/rule", test_rule);
  g_test_add_func ("/trend/percent", test_percent);
  g_test_add_func ("/trend/points", test_points);
  g_test_add_func ("/trend/mean", test_mean);

  return g_test_run ();
}
