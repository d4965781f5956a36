/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/chart_series.h"

#include <math.h>

#define DAY THECAL_CHART_DAY_MS
#define HOUR THECAL_CHART_HOUR_MS
#define T0 (20000 * DAY)

/* Buckets of an hour, a report every 15 min. */
static ThecalHistoryData *
hourly (void)
{
  ThecalHistoryData *data = thecal_history_data_new ();

  data->from_ms = T0;
  data->to_ms = T0 + 30 * DAY;
  data->bucket_ms = HOUR;
  data->present.interval_s = 900;

  return data;
}

static void
add (ThecalHistoryData *data, gint64 at_ms, double low, double high)
{
  const ThecalHistoryLevel level = { at_ms, low, high };

  g_array_append_val (data->levels, level);
}

static const ThecalChartPoint *
point (const ThecalChartSeries *series, guint i)
{
  g_assert_cmpuint (i, <, series->points->len);

  return &g_array_index (series->points, ThecalChartPoint, i);
}

static void
test_gap (void)
{
  g_autoptr (ThecalHistoryData) data = hourly ();
  g_autoptr (ThecalChartSeries) series = NULL;
  ThecalChartGap gap = { 0 };

  add (data, T0, 20.0, 20.2);
  add (data, T0 + HOUR, 19.9, 20.0);
  /* two hours: a bucket left out may still be two intervals */
  add (data, T0 + 3 * HOUR, 19.7, 19.8);
  add (data, T0 + 34 * HOUR, 18.0, 18.1);
  add (data, T0 + 35 * HOUR, 17.9, 18.0);
  series = thecal_chart_series_new (data);
  g_assert_cmpuint (series->points->len, ==, 5);
  g_assert_true (point (series, 0)->begins);
  g_assert_cmpfloat_with_epsilon (point (series, 0)->value, 20.1, 1e-9);
  g_assert_cmpfloat (point (series, 0)->low, ==, 20.0);
  g_assert_cmpfloat (point (series, 0)->high, ==, 20.2);
  g_assert_false (point (series, 1)->begins);
  g_assert_false (point (series, 2)->begins);
  g_assert_true (point (series, 3)->begins);
  g_assert_true (isnan (point (series, 3)->rises_from));
  g_assert_false (point (series, 4)->begins);
  g_assert_cmpuint (series->gaps->len, ==, 1);
  g_assert_true (thecal_chart_series_is_gap (series, T0 + 10 * HOUR, &gap));
  g_assert_cmpint (gap.from_ms, ==, T0 + 3 * HOUR);
  g_assert_cmpint (gap.to_ms, ==, T0 + 34 * HOUR);
  g_assert_false (thecal_chart_series_is_gap (series, T0 + 2 * HOUR, NULL));
  g_assert_false (thecal_chart_series_is_gap (series, T0 + 34 * HOUR, NULL));
}

/* Nobody expects a report of a pump that is known by its printouts: each stands alone, and the
 * time between them is no silence. */
static void
test_printouts (void)
{
  g_autoptr (ThecalHistoryData) data = hourly ();
  g_autoptr (ThecalChartSeries) series = NULL;

  data->present.interval_s = 0;
  data->present.now_ms = T0 + 30 * DAY;
  add (data, T0, 40.0, 40.0);
  add (data, T0 + 20 * DAY, 12.0, 12.0);
  series = thecal_chart_series_new (data);
  g_assert_true (point (series, 0)->begins);
  g_assert_true (point (series, 1)->begins);
  g_assert_cmpuint (series->gaps->len, ==, 0);
}

static void
test_silence_until_now (void)
{
  static const struct {
    gint64 now_ms, to_ms;
    guint n;
  } rows[] = {
    { T0 + HOUR, T0 + 30 * DAY, 0 },
    { T0 + 9 * HOUR, T0 + 30 * DAY, 1 },
    /* what is shown ends before now: it says nothing of it */
    { T0 + 9 * HOUR, T0 + 8 * HOUR, 0 },
    { 0, T0 + 30 * DAY, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalHistoryData) data = hourly ();
    g_autoptr (ThecalChartSeries) series = NULL;

    data->present.now_ms = rows[i].now_ms;
    data->to_ms = rows[i].to_ms;
    add (data, T0, 20.0, 20.0);
    series = thecal_chart_series_new (data);
    g_assert_cmpuint (series->gaps->len, ==, rows[i].n);
  }
}

/* Roll-ups of six hours where buckets of an hour were asked for. */
static void
test_coarse (void)
{
  g_autoptr (ThecalHistoryData) data = hourly ();
  g_autoptr (ThecalChartSeries) series = NULL;

  for (int i = 0; i < 8; i++)
    if (i != 5)
      add (data, T0 + i * 6 * HOUR, 20.0 - i, 20.5 - i);
  series = thecal_chart_series_new (data);
  g_assert_cmpuint (series->gaps->len, ==, 1);
  g_assert_false (point (series, 4)->begins);
  g_assert_true (point (series, 5)->begins);
}

static void
test_refill (void)
{
  g_autoptr (ThecalHistoryData) data = hourly ();
  g_autoptr (ThecalChartSeries) series = NULL;

  add (data, T0, 5.3, 5.4);
  /* the bucket of the refill holds both ends */
  add (data, T0 + HOUR, 5.2, 40.0);
  add (data, T0 + 2 * HOUR, 39.9, 40.0);
  /* and one that does not */
  add (data, T0 + 3 * HOUR, 45.0, 46.0);
  /* a rise within the noise of a measurement is none */
  add (data, T0 + 4 * HOUR, 45.4, 46.6);
  series = thecal_chart_series_new (data);
  g_assert_cmpuint (series->points->len, ==, 6);
  g_assert_false (point (series, 1)->begins);
  g_assert_cmpfloat (point (series, 1)->value, ==, 5.2);
  g_assert_true (point (series, 2)->begins);
  g_assert_cmpfloat (point (series, 2)->rises_from, ==, 5.2);
  g_assert_cmpfloat (point (series, 2)->value, ==, 40.0);
  g_assert_cmpint (point (series, 2)->at_ms, ==, T0 + HOUR);
  g_assert_false (point (series, 3)->begins);
  g_assert_true (point (series, 4)->begins);
  g_assert_cmpfloat (point (series, 4)->rises_from, ==, 39.9);
  g_assert_true (isnan (point (series, 5)->rises_from));
  g_assert_cmpuint (series->gaps->len, ==, 0);
}

static void
test_nearest (void)
{
  static const struct {
    gint64 at_ms;
    int expected;
  } rows[] = {
    { T0 - DAY, 0 },  { T0, 0 },           { T0 + 29 * HOUR / 60, 0 }, { T0 + 31 * HOUR / 60, 1 },
    { T0 + HOUR, 1 }, { T0 + 9 * DAY, 2 },
  };
  g_autoptr (ThecalHistoryData) data = hourly ();
  g_autoptr (ThecalChartSeries) empty = thecal_chart_series_new (data);
  g_autoptr (ThecalChartSeries) series = NULL;

  g_assert_cmpint (thecal_chart_series_find (empty, T0), ==, -1);
  for (int i = 0; i < 3; i++)
    add (data, T0 + i * HOUR, 20, 20);
  series = thecal_chart_series_new (data);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (thecal_chart_series_find (series, rows[i].at_ms), ==, rows[i].expected);
}

static ThecalHistoryPresent
today (void)
{
  return (ThecalHistoryPresent){
    .now_ms = T0,
    .early_ml = 11.1,
    .nominal_ml = 12.7,
    .late_ml = 15.0,
    .low_ml = 3.0,
    .capacity_ml = 40.0,
    .low_early_days = 10.0,
    .low_late_days = 15.0,
    .empty_early_days = 14.0,
    .empty_late_days = 19.0,
  };
}

static void
test_forecast (void)
{
  const ThecalHistoryPresent present = today ();
  const ThecalChartBand forecast = thecal_chart_forecast_of (&present);

  g_assert_cmpuint (forecast.n, ==, 3);
  g_assert_cmpint (forecast.early[0].at_ms, ==, T0);
  g_assert_cmpfloat (forecast.early[0].ml, ==, 11.1);
  g_assert_cmpfloat (forecast.late[0].ml, ==, 15.0);
  g_assert_cmpint (forecast.early[1].at_ms, ==, T0 + 10 * DAY);
  g_assert_cmpfloat (forecast.late[1].ml, ==, 3.0);
  g_assert_cmpint (forecast.early[2].at_ms, ==, T0 + 14 * DAY);
  g_assert_cmpint (forecast.late[2].at_ms, ==, T0 + 19 * DAY);
  g_assert_cmpfloat (forecast.late[2].ml, ==, 0.0);
}

/* What is not known is not drawn. */
static void
test_no_forecast (void)
{
  ThecalHistoryPresent present = today ();

  present.is_stale = true;
  g_assert_cmpuint (thecal_chart_forecast_of (&present).n, ==, 0);
  present = today ();
  present.empty_early_days = NAN;
  g_assert_cmpuint (thecal_chart_forecast_of (&present).n, ==, 0);
  present = today ();
  present.late_ml = NAN;
  g_assert_cmpuint (thecal_chart_forecast_of (&present).n, ==, 0);
  present = today ();
  present.now_ms = 0;
  g_assert_cmpuint (thecal_chart_forecast_of (&present).n, ==, 0);
  present = today ();
  present.empty_late_days = 1e12;
  g_assert_cmpuint (thecal_chart_forecast_of (&present).n, ==, 0);
  /* below the low mark already: two corners do */
  present = today ();
  present.low_early_days = 0.0;
  g_assert_cmpuint (thecal_chart_forecast_of (&present).n, ==, 2);
  present = today ();
  present.low_ml = NAN;
  g_assert_cmpuint (thecal_chart_forecast_of (&present).n, ==, 2);
}

/* A pump by its printouts: straight from the fill to the band of now. */
static void
test_since_fill (void)
{
  g_autoptr (ThecalHistoryData) data = hourly ();
  ThecalHistoryMark mark = {
    THECAL_ENTRY_REFILL, T0 - 10 * DAY, 20, NAN, NAN, 390, NAN, false, ""
  };
  ThecalChartBand band;
  double early = NAN, late = NAN;

  data->present = today ();
  g_assert_cmpuint (thecal_chart_since_fill (data).n, ==, 0);
  g_array_append_val (data->marks, mark);
  band = thecal_chart_since_fill (data);
  g_assert_cmpuint (band.n, ==, 2);
  g_assert_true (thecal_chart_band_get (&band, T0 - 5 * DAY, &early, &late));
  g_assert_cmpfloat_with_epsilon (early, 15.55, 1e-9);
  g_assert_cmpfloat_with_epsilon (late, 17.5, 1e-9);
  g_assert_false (thecal_chart_band_get (&band, T0 - 11 * DAY, &early, &late));
  g_assert_false (thecal_chart_band_get (&band, T0 + DAY, &early, &late));
  /* one that is heard needs none */
  data->present.interval_s = 900;
  g_assert_cmpuint (thecal_chart_since_fill (data).n, ==, 0);
  data->present.interval_s = 0;
  /* nor is it straight after another dose */
  mark.kind = THECAL_ENTRY_DOSE;
  mark.at_ms = T0 - DAY;
  g_array_append_val (data->marks, mark);
  g_assert_cmpuint (thecal_chart_since_fill (data).n, ==, 0);
}

static void
test_alarms (void)
{
  static const struct {
    gint64 at_ms;
    ThecalPriority priority;
  } alarms[] = {
    { T0 - DAY, THECAL_PRIORITY_HIGH },      { T0 + 10 * DAY, THECAL_PRIORITY_LOW },
    { T0 + 11 * DAY, THECAL_PRIORITY_HIGH }, { T0 + 12 * DAY, THECAL_PRIORITY_MEDIUM },
    { T0 + 13 * DAY, THECAL_PRIORITY_LOW },  { T0 + 101 * DAY, THECAL_PRIORITY_HIGH },
  };
  const ThecalChartView view = { T0, T0 + 100 * DAY, T0, T0 };
  g_autoptr (ThecalHistoryData) data = hourly ();
  g_autoptr (GArray) clusters = NULL;
  const ThecalChartCluster *cluster;

  for (gsize i = 0; i < G_N_ELEMENTS (alarms); i++) {
    const ThecalHistoryAlarm alarm = { .from_ms = alarms[i].at_ms, .priority = alarms[i].priority };

    g_array_append_val (data->alarms, alarm);
  }
  clusters = thecal_chart_cluster_alarms (data, &view, 1000, 22);
  g_assert_cmpuint (clusters->len, ==, 2);
  cluster = &g_array_index (clusters, ThecalChartCluster, 0);
  g_assert_cmpfloat_with_epsilon (cluster->x, 100, 1e-9);
  g_assert_cmpuint (cluster->n, ==, 3);
  g_assert_cmpuint (cluster->first, ==, 1);
  g_assert_cmpint (cluster->priority, ==, THECAL_PRIORITY_HIGH);
  cluster = &g_array_index (clusters, ThecalChartCluster, 1);
  g_assert_cmpuint (cluster->n, ==, 1);
  g_assert_cmpint (cluster->priority, ==, THECAL_PRIORITY_LOW);
}

/* Ten years in the finest buckets that are asked for, as a widget would get them. */
static void
test_many (void)
{
  g_autoptr (ThecalHistoryData) data = hourly ();
  g_autoptr (ThecalChartSeries) series = NULL;

  data->bucket_ms = DAY;
  for (int i = 0; i < 4000; i++)
    add (data, T0 + i * DAY, 40 - i % 50 * 0.78 - 0.78, 40 - i % 50 * 0.78);
  series = thecal_chart_series_new (data);
  g_assert_cmpuint (series->points->len, ==, 4000);
  g_assert_cmpuint (series->gaps->len, ==, 0);
  for (guint i = 1; i < 4000; i++)
    g_assert_true ((i % 50 == 0) == point (series, i)->begins);
}

static void
test_levels_of_the_bus (void)
{
  g_autoptr (ThecalHistoryData) data = thecal_history_data_new ();
  g_autoptr (GVariant) levels = g_variant_ref_sink (g_variant_new_parsed (
      "@a(xdd) [(1000, 5.0, 6.0), (900, 1.0, 1.0), (2000, nan, 1.0), (3000, 4.0, inf), (4000, "
      "3.0, 4.0)]"));

  g_assert_true (thecal_history_data_is_empty (data));
  thecal_history_data_take_levels (data, levels);
  g_assert_cmpuint (data->levels->len, ==, 2);
  g_assert_cmpint (g_array_index (data->levels, ThecalHistoryLevel, 1).at_ms, ==, 4000);
  g_assert_cmpint (thecal_history_data_get_first_ms (data), ==, 1000);
  g_assert_false (thecal_history_data_is_empty (data));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-series/gap", test_gap);
  g_test_add_func ("/chart-series/printouts", test_printouts);
  g_test_add_func ("/chart-series/silence-until-now", test_silence_until_now);
  g_test_add_func ("/chart-series/coarse", test_coarse);
  g_test_add_func ("/chart-series/refill", test_refill);
  g_test_add_func ("/chart-series/nearest", test_nearest);
  g_test_add_func ("/chart-series/forecast", test_forecast);
  g_test_add_func ("/chart-series/no-forecast", test_no_forecast);
  g_test_add_func ("/chart-series/since-fill", test_since_fill);
  g_test_add_func ("/chart-series/alarms", test_alarms);
  g_test_add_func ("/chart-series/many", test_many);
  g_test_add_func ("/chart-series/levels-of-the-bus", test_levels_of_the_bus);

  return g_test_run ();
}
