/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/chart_view.h"

#include <math.h>

#define DAY THECAL_CHART_DAY_MS
#define HOUR THECAL_CHART_HOUR_MS

static GTimeZone *
new_york (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("America/New_York");

  g_assert_nonnull (zone);

  return zone;
}

static gint64
local (GTimeZone *zone, const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  g_assert_nonnull (time);

  return g_date_time_to_unix (time) * 1000;
}

static void
assert_time (GTimeZone *zone, gint64 at_ms, const char *expected)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_ms / 1000);
  g_autoptr (GDateTime) time = g_date_time_to_timezone (utc, zone);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M");

  g_assert_cmpstr (text, ==, expected);
}

static void
test_periods (void)
{
  static const struct {
    ThecalChartPeriod period;
    const char *at, *from, *to;
  } rows[] = {
    { THECAL_CHART_DAY, "2026-11-20T14:12:00", "2026-11-20T00:00", "2026-11-21T00:00" },
    /* 25 and 23 hours long */
    { THECAL_CHART_DAY, "2026-11-01T12:00:00", "2026-11-01T00:00", "2026-11-02T00:00" },
    { THECAL_CHART_DAY, "2026-03-08T12:00:00", "2026-03-08T00:00", "2026-03-09T00:00" },
    { THECAL_CHART_WEEK, "2026-11-20T14:12:00", "2026-11-15T00:00", "2026-11-22T00:00" },
    { THECAL_CHART_MONTH, "2026-11-20T14:12:00", "2026-10-27T00:00", "2026-11-27T00:00" },
    { THECAL_CHART_QUARTER, "2026-11-20T14:12:00", "2026-09-10T00:00", "2026-12-11T00:00" },
    { THECAL_CHART_YEAR, "2026-11-20T14:12:00", "2026-02-08T00:00", "2027-02-09T00:00" },
    { THECAL_CHART_ALL, "2026-11-20T14:12:00", "2015-10-13T03:24", "2027-02-26T21:36" },
  };
  g_autoptr (GTimeZone) zone = new_york ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalChartView view = { 0 };

    thecal_chart_view_set_limits (
        &view, local (zone, "2016-01-01T00:00:00"), local (zone, "2026-12-09T00:00:00"));
    thecal_chart_view_set_period (&view, rows[i].period, local (zone, rows[i].at), zone);
    assert_time (zone, view.from_ms, rows[i].from);
    assert_time (zone, view.to_ms, rows[i].to);
  }
}

static void
test_all_ends (void)
{
  ThecalChartView view = { 0 };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  /* Nothing before now, and more than can be shown. */
  thecal_chart_view_set_limits (&view, 100 * DAY, 90 * DAY);
  g_assert_cmpint (view.last_ms, ==, 100 * DAY);
  thecal_chart_view_set_period (&view, THECAL_CHART_ALL, 0, zone);
  g_assert_cmpint (view.to_ms - view.from_ms, >=, THECAL_CHART_MIN_MS);
  thecal_chart_view_set_limits (&view, 0, 20 * 366 * DAY);
  thecal_chart_view_set_period (&view, THECAL_CHART_ALL, 0, zone);
  g_assert_cmpint (view.to_ms - view.from_ms, ==, THECAL_CHART_MAX_MS);
  g_assert_cmpint (view.to_ms, >, 20 * 366 * DAY);
}

static void
test_zoom (void)
{
  static const struct {
    double factor;
    gint64 at_ms;
    gint64 from_ms, to_ms;
  } rows[] = {
    { 0.5, 150 * DAY, 125 * DAY, 175 * DAY },
    { 0.5, 100 * DAY, 100 * DAY, 150 * DAY },
    { 0.5, 200 * DAY, 150 * DAY, 200 * DAY },
    { 2.0, 150 * DAY, 50 * DAY, 250 * DAY },
    /* not below six hours, not beyond twelve years */
    { 1e-9, 150 * DAY, 150 * DAY - 3 * HOUR, 150 * DAY + 3 * HOUR },
    { 1e9, 150 * DAY, 150 * DAY - 6 * 366 * DAY, 150 * DAY + 6 * 366 * DAY },
    /* no factor at all */
    { 0.0, 150 * DAY, 100 * DAY, 200 * DAY },
    { NAN, 150 * DAY, 100 * DAY, 200 * DAY },
    /* the middle stays where there is something */
    { 0.1, 100 * DAY, 100 * DAY, 110 * DAY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalChartView view = { 100 * DAY, 200 * DAY, 0, 1000 * DAY };

    thecal_chart_view_zoom (&view, rows[i].factor, rows[i].at_ms);
    g_assert_cmpint (view.from_ms, ==, rows[i].from_ms);
    g_assert_cmpint (view.to_ms, ==, rows[i].to_ms);
  }
}

static void
test_pan (void)
{
  ThecalChartView view = { 100 * DAY, 200 * DAY, 0, 1000 * DAY };

  thecal_chart_view_pan (&view, 30 * DAY);
  g_assert_cmpint (view.from_ms, ==, 130 * DAY);
  thecal_chart_view_pan (&view, 10000 * DAY);
  g_assert_cmpint (view.from_ms, ==, 950 * DAY);
  g_assert_cmpint (view.to_ms, ==, 1050 * DAY);
  thecal_chart_view_pan (&view, -10000 * DAY);
  g_assert_cmpint (view.from_ms, ==, -50 * DAY);
  thecal_chart_view_go_last (&view);
  g_assert_cmpint (view.to_ms, ==, 1002 * DAY);
  thecal_chart_view_go_first (&view);
  g_assert_cmpint (view.from_ms, ==, -2 * DAY);
  g_assert_cmpint (view.to_ms, ==, 98 * DAY);
}

/* A week to the left over the end of summer time begins at midnight, and comes back. */
static void
test_turn (void)
{
  g_autoptr (GTimeZone) zone = new_york ();
  ThecalChartView view = { local (zone, "2026-11-01T00:00:00"),
                           local (zone, "2026-11-08T00:00:00"),
                           local (zone, "2020-01-01T00:00:00"),
                           local (zone, "2026-12-31T00:00:00") };
  const ThecalChartView before = view;

  thecal_chart_view_turn (&view, -1, zone);
  assert_time (zone, view.from_ms, "2026-10-25T00:00");
  assert_time (zone, view.to_ms, "2026-11-01T00:00");
  thecal_chart_view_turn (&view, 1, zone);
  g_assert_cmpint (view.from_ms, ==, before.from_ms);
  g_assert_cmpint (view.to_ms, ==, before.to_ms);
  thecal_chart_view_turn (&view, 100, zone);
  g_assert_cmpint (view.from_ms + (view.to_ms - view.from_ms) / 2, ==, view.last_ms);
  view.from_ms = before.from_ms + 90000;
  view.to_ms = view.from_ms + THECAL_CHART_MIN_MS;
  thecal_chart_view_turn (&view, -2, zone);
  g_assert_cmpint (view.from_ms, ==, before.from_ms + 90000 - 2 * THECAL_CHART_MIN_MS);
}

static void
test_places (void)
{
  const ThecalChartView view = { 100 * DAY, 200 * DAY, 0, 1000 * DAY };

  g_assert_cmpfloat_with_epsilon (thecal_chart_view_to_x (&view, 150 * DAY, 1000), 500.0, 1e-9);
  g_assert_cmpint (thecal_chart_view_to_ms (&view, 250, 1000), ==, 125 * DAY);
  g_assert_cmpint (thecal_chart_view_to_ms (&view, 0, 0), ==, 100 * DAY);
  g_assert_cmpuint (thecal_chart_get_buckets (1000, 1), ==, 1000);
  g_assert_cmpuint (thecal_chart_get_buckets (1000, 2), ==, 2000);
  g_assert_cmpuint (thecal_chart_get_buckets (9000, 2), ==, 4000);
  g_assert_cmpuint (thecal_chart_get_buckets (0, 0), ==, 1);
}

static void
test_ticks (void)
{
  static const struct {
    const char *from, *to;
    double apart;
    guint n;
    ThecalChartTickUnit unit;
    const char *first, *last;
  } rows[] = {
    { "2026-11-20T00:00:00",
      "2026-11-21T00:00:00",
      80,
      9,
      THECAL_CHART_TICK_HOUR,
      "2026-11-20T00:00",
      "2026-11-21T00:00" },
    /* the hour that is left out in spring has no mark, nor two */
    { "2026-03-08T00:30:00",
      "2026-03-08T06:30:00",
      80,
      5,
      THECAL_CHART_TICK_HOUR,
      "2026-03-08T01:00",
      "2026-03-08T06:00" },
    /* every three hours by the clock on the wall, through a day of 25 */
    { "2026-11-01T00:00:00",
      "2026-11-02T00:00:00",
      80,
      9,
      THECAL_CHART_TICK_HOUR,
      "2026-11-01T00:00",
      "2026-11-02T00:00" },
    { "2026-10-30T00:00:00",
      "2026-11-06T00:00:00",
      80,
      8,
      THECAL_CHART_TICK_DAY,
      "2026-10-30T00:00",
      "2026-11-06T00:00" },
    /* Mondays */
    { "2026-10-20T00:00:00",
      "2026-11-20T00:00:00",
      80,
      4,
      THECAL_CHART_TICK_WEEK,
      "2026-10-26T00:00",
      "2026-11-16T00:00" },
    { "2026-08-24T00:00:00",
      "2026-12-16T00:00:00",
      150,
      4,
      THECAL_CHART_TICK_MONTH,
      "2026-09-01T00:00",
      "2026-12-01T00:00" },
    { "2026-01-15T00:00:00",
      "2027-01-15T00:00:00",
      150,
      4,
      THECAL_CHART_TICK_MONTH,
      "2026-04-01T00:00",
      "2027-01-01T00:00" },
    { "2016-12-01T00:00:00",
      "2026-12-01T00:00:00",
      80,
      10,
      THECAL_CHART_TICK_YEAR,
      "2017-01-01T00:00",
      "2026-01-01T00:00" },
  };
  g_autoptr (GTimeZone) zone = new_york ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalChartView view = { local (zone, rows[i].from), local (zone, rows[i].to), 0, 0 };
    g_autoptr (GArray) ticks = thecal_chart_view_get_ticks (&view, 1000, rows[i].apart, zone);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpuint (ticks->len, ==, rows[i].n);
    assert_time (zone, g_array_index (ticks, ThecalChartTick, 0).at_ms, rows[i].first);
    assert_time (zone, g_array_index (ticks, ThecalChartTick, ticks->len - 1).at_ms, rows[i].last);
    for (guint k = 0; k < ticks->len; k++) {
      g_assert_cmpint (g_array_index (ticks, ThecalChartTick, k).unit, ==, rows[i].unit);
      if (k > 0)
        g_assert_cmpint (g_array_index (ticks, ThecalChartTick, k).at_ms,
                         >,
                         g_array_index (ticks, ThecalChartTick, k - 1).at_ms);
    }
  }
}

/* Whatever is shown, in whatever zone: few marks, rising, and it ends. */
static void
test_ticks_everywhere (void)
{
  static const char *const zones[] = { "America/New_York",  "Europe/London",  "Africa/Cairo",
                                       "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe",
                                       "Pacific/Apia",      "America/Havana" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);

    for (int n = 0; zone != NULL && n < 400; n++) {
      const gint64 from_ms = n * 37 * DAY + n * 1234567;
      const gint64 span_ms = THECAL_CHART_MIN_MS + n % 20 * n * 11 * HOUR;
      const ThecalChartView view = { from_ms, from_ms + span_ms, 0, 0 };
      g_autoptr (GArray) ticks = thecal_chart_view_get_ticks (&view, 1000, 70, zone);

      g_assert_cmpuint (ticks->len, <=, 17);
      for (guint k = 1; k < ticks->len; k++)
        g_assert_cmpint (g_array_index (ticks, ThecalChartTick, k).at_ms,
                         >,
                         g_array_index (ticks, ThecalChartTick, k - 1).at_ms);
    }
  }
}

static void
test_values (void)
{
  static const struct {
    double capacity, highest, top, step;
  } rows[] = {
    { 40, 12, 40, 10 },  { 20, 19.9, 20, 5 }, { 10, 3, 10, 2 },   { 18, 3, 20, 5 },
    { NAN, 31, 40, 10 }, { NAN, NAN, 20, 5 }, { 20, 26, 30, 10 }, { 60, 0, 60, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const double top = thecal_chart_get_top (rows[i].capacity, rows[i].highest);

    g_assert_cmpfloat (top, ==, rows[i].top);
    g_assert_cmpfloat (thecal_chart_get_step (top), ==, rows[i].step);
  }
}

/* A time that no calendar has, from a spoilt record, is no reason to end. */
static void
test_spoilt (void)
{
  g_autoptr (GTimeZone) zone = new_york ();
  const gint64 times[] = { G_MININT64, G_MAXINT64, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    const gint64 day_ms = thecal_chart_get_day (times[i], 0, zone);

    g_assert_cmpint (thecal_chart_get_day (day_ms, 0, zone), ==, day_ms);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart-view/periods", test_periods);
  g_test_add_func ("/chart-view/all-ends", test_all_ends);
  g_test_add_func ("/chart-view/zoom", test_zoom);
  g_test_add_func ("/chart-view/pan", test_pan);
  g_test_add_func ("/chart-view/turn", test_turn);
  g_test_add_func ("/chart-view/places", test_places);
  g_test_add_func ("/chart-view/ticks", test_ticks);
  g_test_add_func ("/chart-view/ticks-everywhere", test_ticks_everywhere);
  g_test_add_func ("/chart-view/values", test_values);
  g_test_add_func ("/chart-view/spoilt", test_spoilt);

  return g_test_run ();
}
