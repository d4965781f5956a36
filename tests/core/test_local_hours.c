/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/alarm_settings.h"

/* Ten in the morning, which the daily proof of sound and the daily alarms ask for, in all sorts of
 * zones. */

static gint64
get_next_us (gint64 now_us, GTimeZone *zone)
{
  ThecalAlarmSettings settings;

  thecal_alarm_settings_init (&settings);
  settings.zone = zone;
  return thecal_alarm_settings_get_next_local_us (&settings, now_us, 600);
}

typedef struct {
  const char *zone, *now, *next;
} Row;

static const Row rows[] = {
  { "UTC", "2026-03-01T08:00:00Z", "2026-03-01T10:00:00Z" },
  { "UTC", "2026-03-01T09:59:59Z", "2026-03-01T10:00:00Z" },
  /* due now is run now: the next one is that of tomorrow */
  { "UTC", "2026-03-01T10:00:00Z", "2026-03-02T10:00:00Z" },
  { "UTC", "2026-12-31T23:00:00Z", "2027-01-01T10:00:00Z" },
  { "UTC", "2028-02-28T11:00:00Z", "2028-02-29T10:00:00Z" },
  { "America/New_York", "2026-01-10T12:00:00Z", "2026-01-10T15:00:00Z" },
  { "America/New_York", "2026-07-10T12:00:00Z", "2026-07-10T14:00:00Z" },
  /* the day of 23 hours: 8 March, 02:00 is 03:00 */
  { "America/New_York", "2026-03-07T15:00:00Z", "2026-03-08T14:00:00Z" },
  { "America/New_York", "2026-03-08T06:30:00Z", "2026-03-08T14:00:00Z" },
  /* the day of 25 hours: 25 October, 03:00 is 02:00 */
  { "Europe/Berlin", "2026-10-24T08:00:00Z", "2026-10-25T09:00:00Z" },
  { "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T09:00:00Z" },
  { "Asia/Kathmandu", "2026-05-05T04:14:00Z", "2026-05-05T04:15:00Z" },
  /* 30 December 2011 was left out there */
  { "Pacific/Apia", "2011-12-29T21:00:00Z", "2011-12-30T20:00:00Z" },
};

static gint64
parse_us (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
    gint64 next_us;

    if (zone == NULL) {
      g_test_skip ("there are no time zones on this machine");
      return;
    }
    next_us = get_next_us (parse_us (rows[i].now), zone);
    g_test_message ("%s %s", rows[i].zone, rows[i].now);
    g_assert_cmpint (next_us, ==, parse_us (rows[i].next));
  }
}

/* A year of hours in a zone with two changes: once a day, and never at another time of the day. */
static void
test_once_a_day (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 at_us = parse_us ("2026-01-01T00:00:00Z");
  int n = 0;

  if (zone == NULL) {
    g_test_skip ("there are no time zones on this machine");
    return;
  }
  while (at_us < parse_us ("2026-12-31T22:00:00Z")) {
    const gint64 next_us = get_next_us (at_us, zone);
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (next_us / G_USEC_PER_SEC);
    g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

    g_assert_cmpint (next_us, >, at_us);
    g_assert_cmpint (g_date_time_get_hour (local), ==, 10);
    at_us = next_us;
    n++;
  }
  g_assert_cmpint (n, ==, 365 + 1);
}

static void
test_strange_clocks (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  g_assert_cmpint (get_next_us (0, zone), ==, 10LL * 3600 * G_USEC_PER_SEC);
  g_assert_cmpint (get_next_us (G_MAXINT64, zone), >, 0);
  get_next_us (G_MININT64, zone);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/local-hours/rows", test_rows);
  g_test_add_func ("/core/local-hours/once-a-day", test_once_a_day);
  g_test_add_func ("/core/local-hours/strange-clocks", test_strange_clocks);

  return g_test_run ();
}
