/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/format.h"

#include <math.h>

static void
test_ages (void)
{
  static const struct {
    gint64 age_s;
    const char *text;
  } rows[] = {
    { 0, "just now" },
    { 59, "just now" },
    { 60, "1 min ago" },
    { 3599, "59 min ago" },
    { 3600, "1 hour ago" },
    { 7200, "2 hours ago" },
    { 47 * 3600, "47 hours ago" },
    { 48 * 3600, "2 days ago" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = thecal_format_age (rows[i].age_s);

    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static void
test_spans_and_dates (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new (utc, 2026, 11, 20, 14, 12, 0);
  g_autofree char *days = thecal_format_span (14.1, 18.9);
  g_autofree char *hours = thecal_format_span (0.25, 0.6);
  g_autofree char *dates = thecal_format_dates (now, 14.1, 18.9);
  g_autofree char *months = thecal_format_dates (now, 8, 13);
  g_autofree char *one_day = thecal_format_dates (now, 14.1, 14.3);
  g_autofree char *passed = thecal_format_dates (now, -3, 13);
  g_autofree char *day = thecal_format_day (now, 11);
  g_autofree char *today = thecal_format_time (now, g_date_time_to_unix (now) * 1000 - 240000);
  g_autofree char *before = thecal_format_time (now, (g_date_time_to_unix (now) - 86400) * 1000);
  g_autofree char *unknown = thecal_format_ml (NAN);
  g_autofree char *ago = thecal_format_span (-0.01, -0.001);

  g_assert_cmpstr (ago, ==, "0 to 0 hours");
  g_assert_cmpstr (days, ==, "14 to 19 days");
  g_assert_cmpstr (hours, ==, "6 to 15 hours");
  g_assert_cmpstr (dates, ==, "4 and 9 December");
  g_assert_cmpstr (one_day, ==, "4 December");
  g_assert_cmpstr (passed, ==, "20 November and 3 December");
  g_assert_true (thecal_format_is_one_day (now, 14.1, 14.3));
  g_assert_false (thecal_format_is_one_day (now, 14.1, 15.3));
  g_assert_cmpstr (months, ==, "28 November and 3 December");
  g_assert_cmpstr (day, ==, "Tuesday 1 December");
  g_assert_cmpstr (today, ==, "14:08");
  g_assert_cmpstr (before, ==, "19 Nov 14:12");
  g_assert_cmpstr (unknown, ==, "—");
  g_assert_cmpstr (thecal_format_source ("manual"), ==, "from the printout");
  g_assert_cmpstr (thecal_format_source ("no-such"), ==, "");
  g_assert_cmpstr (thecal_format_quality ("calculated"), ==, "calculated from what was delivered");
}

static void
test_levels_and_intervals (void)
{
  static const struct {
    guint interval_s;
    const char *text;
  } rows[] = {
    { 0, NULL },
    { 30, "every 1 min" },
    { 900, "every 15 min" },
    { 3600, "every hour" },
    { 7200, "every 2 hours" },
    { 5400, "every 90 min" },
  };
  g_autofree char *band = thecal_format_level (0.31, 0.4, 0.52);
  g_autofree char *thin = thecal_format_level (2.58, 2.6, 2.61);

  g_assert_cmpstr (band, ==, "0.4 mL, could be 0.3 to 0.5");
  g_assert_cmpstr (thin, ==, "2.6 mL");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = thecal_format_interval (rows[i].interval_s);

    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

/* Never a number below zero, and no date for what may have come. */
static void
test_empty_in (void)
{
  static const struct {
    double early_days, late_days;
    const char *text;
  } rows[] = {
    { 14.1, 18.9, "in 14 to 19 days" },
    { 0.25, 0.6, "in 6 to 15 hours" },
    { 0.0, 0.1, "in 3 hours at the latest" },
    { -0.001, 0.02, "in 1 hour at the latest" },
    { -2, 1.5, "in 2 days at the latest" },
    { 0.0, 0.0, "" },
    { -3, -1, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = thecal_format_empty_in (rows[i].early_days, rows[i].late_days);

    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static void
test_self_test (void)
{
  static const struct {
    const char *tests, *text;
  } rows[] = {
    { "[]", "not done yet" },
    { "[('sound', true, '', 60000), ('store', true, '', 300000)]",
      "Every channel answered, 5 min ago" },
    { "[('sound', false, 'muted', 60000), ('bluetooth', false, '', 540000)]",
      "Failed: sound, Bluetooth, 1 min ago" },
    { "[('lamp', false, '', 600000)]", "Failed: lamp or bed shaker, just now" },
    { "[('buzzer', false, '', 600000)]", "Failed: buzzer, just now" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GVariant) tests =
        g_variant_parse (G_VARIANT_TYPE ("a(sbsx)"), rows[i].tests, NULL, NULL, NULL);
    g_autofree char *text = thecal_format_self_test (tests, 600000);

    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/format/ages", test_ages);
  g_test_add_func ("/ui/format/spans-and-dates", test_spans_and_dates);
  g_test_add_func ("/ui/format/empty-in", test_empty_in);
  g_test_add_func ("/ui/format/levels-and-intervals", test_levels_and_intervals);
  g_test_add_func ("/ui/format/self-test", test_self_test);

  return g_test_run ();
}
