/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/clock_change.h"

#include "core/plan/care_plan.h"

/* No file of a zone is needed. */
#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define LORD_HOWE "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0" /* by half an hour */
#define HOUR_S 3600

typedef struct {
  const char *zone, *text;
  ThecalClockCount count;
  double before_h, after_h; /* east of UTC, where it is not once */
} Row;

static const Row rows[] = {
  { BERLIN, "2026-10-25T01:59:59", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "2026-10-25T02:00:00", THECAL_CLOCK_TWICE, 2, 1 },
  { BERLIN, "2026-10-25T02:30:00", THECAL_CLOCK_TWICE, 2, 1 },
  { BERLIN, "2026-10-25 02:30:00", THECAL_CLOCK_TWICE, 2, 1 },
  { BERLIN, "2026-10-25T02:59:59", THECAL_CLOCK_TWICE, 2, 1 },
  { BERLIN, "2026-10-25T03:00:00", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "2026-03-29T01:59:59", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "2026-03-29T02:00:00", THECAL_CLOCK_LEFT_OUT, 1, 2 },
  { BERLIN, "2026-03-29T02:30:00", THECAL_CLOCK_LEFT_OUT, 1, 2 },
  { BERLIN, "2026-03-29T03:00:00", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "2026-10-24T02:30:00", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "2026-10-26T02:30:00", THECAL_CLOCK_ONCE, 0, 0 },
  { NEW_YORK, "2026-11-01T00:59:59", THECAL_CLOCK_ONCE, 0, 0 },
  { NEW_YORK, "2026-11-01T01:30:00", THECAL_CLOCK_TWICE, -4, -5 },
  { NEW_YORK, "2026-11-01T02:00:00", THECAL_CLOCK_ONCE, 0, 0 },
  { NEW_YORK, "2026-03-08T02:30:00", THECAL_CLOCK_LEFT_OUT, -5, -4 },
  { NEW_YORK, "2026-03-08T03:00:00", THECAL_CLOCK_ONCE, 0, 0 },
  { NEW_YORK, "2026-10-25T02:30:00", THECAL_CLOCK_ONCE, 0, 0 },
  { LORD_HOWE, "2026-04-05T01:29:59", THECAL_CLOCK_ONCE, 0, 0 },
  { LORD_HOWE, "2026-04-05T01:30:00", THECAL_CLOCK_TWICE, 11, 10.5 },
  { LORD_HOWE, "2026-10-04T02:29:59", THECAL_CLOCK_LEFT_OUT, 10.5, 11 },
  { LORD_HOWE, "2026-10-04T02:30:00", THECAL_CLOCK_ONCE, 0, 0 },
  { "UTC", "2026-10-25T02:30:00", THECAL_CLOCK_ONCE, 0, 0 },
  /* the zone is told */
  { BERLIN, "2026-10-25T02:30:00+01:00", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "2026-10-25T02:30:00+02:00", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "2026-03-29T02:30:00+01:00", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "2026-10-25T02:30:00Z", THECAL_CLOCK_ONCE, 0, 0 },
  /* no time of day */
  { BERLIN, "2026-10-25", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "tomorrow", THECAL_CLOCK_ONCE, 0, 0 },
  { BERLIN, "", THECAL_CLOCK_ONCE, 0, 0 },
};

static void
test_count (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
    ThecalClockTime time;

    g_test_message ("%s %s", rows[i].zone, rows[i].text);
    g_assert_nonnull (zone);
    time = thecal_clock_time_read (rows[i].text, zone);
    g_assert_cmpint (time.count, ==, rows[i].count);
    if (rows[i].count == THECAL_CLOCK_ONCE) {
      g_assert_cmpint (time.before_s, ==, time.after_s);
      continue;
    }
    g_assert_cmpint (time.before_s, ==, (int) (rows[i].before_h * HOUR_S));
    g_assert_cmpint (time.after_s, ==, (int) (rows[i].after_h * HOUR_S));
  }
}

/* Every minute of a year: what the clocks show is what was asked for, as often as is said. */
static void
test_year (void)
{
  static const char *const zones[] = { NEW_YORK, BERLIN, LORD_HOWE };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
    g_autoptr (GDateTime) begin = g_date_time_new_utc (2026, 1, 1, 0, 0, 0);
    const gint64 begin_s = g_date_time_to_unix (begin);
    int n[3] = { 0, 0, 0 };

    for (gint64 s = begin_s; s < begin_s + 365 * 24 * HOUR_S; s += 60) {
      const ThecalClockTime time = thecal_clock_time_find (s, zone);

      n[time.count]++;
      g_assert_cmpint (time.before_s == time.after_s, ==, time.count == THECAL_CLOCK_ONCE);
    }
    g_assert_cmpint (n[THECAL_CLOCK_TWICE], ==, g_str_equal (zones[i], LORD_HOWE) ? 30 : 60);
    g_assert_cmpint (n[THECAL_CLOCK_LEFT_OUT], ==, n[THECAL_CLOCK_TWICE]);
  }
}

static void
test_format (void)
{
  static const struct {
    const char *zone, *at, *shown;
  } shows[] = {
    { BERLIN, "2026-10-16T12:30:45Z", "2026-10-16 14:30" },
    { BERLIN, "2026-10-25T00:30:00Z", "2026-10-25 02:30+02:00" },
    { BERLIN, "2026-10-25T01:30:00Z", "2026-10-25 02:30+01:00" },
    { BERLIN, "2026-03-29T01:00:00Z", "2026-03-29 03:00" },
    { NEW_YORK, "2026-11-01T06:30:00Z", "2026-11-01 01:30-05:00" },
    { LORD_HOWE, "2026-04-04T15:10:00Z", "2026-04-05 01:40+10:30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shows); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (shows[i].zone);
    g_autofree char *shown = NULL;
    gint64 at_us;

    g_assert_true (thecal_time_parse (shows[i].at, zone, &at_us));
    shown = thecal_clock_time_format (at_us, zone);
    g_assert_cmpstr (shown, ==, shows[i].shown);
  }
}

static void
test_no_year (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  g_assert_null (thecal_clock_time_format (G_MAXINT64, zone));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/clock-change/count", test_count);
  g_test_add_func ("/core/clock-change/year", test_year);
  g_test_add_func ("/core/clock-change/format", test_format);
  g_test_add_func ("/core/clock-change/no-year", test_no_year);

  return g_test_run ();
}
