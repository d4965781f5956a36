/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/opening_hours.h"

/* Which line is open at this hour (T-CO-01). 26 November 2026 is a Thursday. */

#define WEEK "Mon-Fri 08:30-17:00"
#define NEW_YORK "America/New_York"

static gint64
parse_us (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

static ThecalOpeningHours *
parse (const char *hours, const char *zone, const char *holidays)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const char *key = "", *expected = "";
  ThecalOpeningHours *self =
      thecal_opening_hours_parse (hours, zone, holidays, utc, &key, &expected);

  if (self == NULL)
    g_error ("%s: expected %s", key, expected);
  return self;
}

typedef struct {
  const char *hours, *zone, *holidays, *at;
  bool open;
  const char *change; /* NULL: never */
} Row;

static const Row rows[] = {
  /* the first minute is open, the last is not */
  { WEEK, NULL, NULL, "2026-11-25T08:29:00Z", false, "2026-11-25T08:30:00Z" },
  { WEEK, NULL, NULL, "2026-11-25T08:29:59Z", false, "2026-11-25T08:30:00Z" },
  { WEEK, NULL, NULL, "2026-11-25T08:30:00Z", true, "2026-11-25T17:00:00Z" },
  { WEEK, NULL, NULL, "2026-11-25T16:59:00Z", true, "2026-11-25T17:00:00Z" },
  { WEEK, NULL, NULL, "2026-11-25T16:59:59Z", true, "2026-11-25T17:00:00Z" },
  { WEEK, NULL, NULL, "2026-11-25T17:00:00Z", false, "2026-11-26T08:30:00Z" },
  /* Friday evening, the weekend, Monday */
  { WEEK, NULL, NULL, "2026-11-27T16:59:00Z", true, "2026-11-27T17:00:00Z" },
  { WEEK, NULL, NULL, "2026-11-27T17:00:00Z", false, "2026-11-30T08:30:00Z" },
  { WEEK, NULL, NULL, "2026-11-28T12:00:00Z", false, "2026-11-30T08:30:00Z" },
  { WEEK, NULL, NULL, "2026-11-29T23:59:00Z", false, "2026-11-30T08:30:00Z" },
  { WEEK, NULL, NULL, "2026-11-30T08:30:00Z", true, "2026-11-30T17:00:00Z" },
  /* a holiday on Thursday, two in a row over the weekend, one that is a Sunday all the same */
  { WEEK, NULL, "2026-11-26", "2026-11-26T12:00:00Z", false, "2026-11-27T08:30:00Z" },
  { WEEK, NULL, "2026-11-26", "2026-11-25T17:00:00Z", false, "2026-11-27T08:30:00Z" },
  { WEEK, NULL, "2026-11-26;2026-11-27", "2026-11-25T20:00:00Z", false, "2026-11-30T08:30:00Z" },
  { WEEK, NULL, " 2026-11-26 ; ;", "2026-11-27T12:00:00Z", true, "2026-11-27T17:00:00Z" },
  { WEEK, NULL, "2026-11-29", "2026-11-30T12:00:00Z", true, "2026-11-30T17:00:00Z" },
  /* in the zone of the clinic: 08:30 there is 13:30 in UTC, and its holiday is its own day */
  { WEEK, NEW_YORK, NULL, "2026-11-25T13:29:00Z", false, "2026-11-25T13:30:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-11-25T13:30:00Z", true, "2026-11-25T22:00:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-11-25T21:59:00Z", true, "2026-11-25T22:00:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-11-25T22:00:00Z", false, "2026-11-26T13:30:00Z" },
  { WEEK, NEW_YORK, "2026-11-26", "2026-11-27T04:00:00Z", false, "2026-11-27T13:30:00Z" },
  { "Fri 20:00-24:00",
    NEW_YORK,
    "2026-11-26",
    "2026-11-28T04:00:00Z",
    true,
    "2026-11-28T05:00:00Z" },
  { "Thu 20:00-24:00",
    NEW_YORK,
    "2026-11-26",
    "2026-11-27T04:00:00Z",
    false,
    "2026-12-04T01:00:00Z" },
  { WEEK, "Asia/Kathmandu", NULL, "2026-11-25T02:44:00Z", false, "2026-11-25T02:45:00Z" },
  { WEEK, "Pacific/Auckland", NULL, "2026-11-29T19:30:00Z", true, "2026-11-30T04:00:00Z" },
  /* clocks forward, Sunday 8 March 2026, 02:00 is 03:00: 17:00 stays 17:00 */
  { WEEK, NEW_YORK, NULL, "2026-03-06T21:59:00Z", true, "2026-03-06T22:00:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-03-06T22:00:00Z", false, "2026-03-09T12:30:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-03-09T12:29:00Z", false, "2026-03-09T12:30:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-03-09T20:59:00Z", true, "2026-03-09T21:00:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-03-09T21:00:00Z", false, "2026-03-10T12:30:00Z" },
  { "Sun 08:30-17:00", NEW_YORK, NULL, "2026-03-08T05:00:00Z", false, "2026-03-08T12:30:00Z" },
  { "Sun 08:30-17:00", NEW_YORK, NULL, "2026-03-08T12:30:00Z", true, "2026-03-08T21:00:00Z" },
  /* hours in the hour that is left out: not at all, from its end, up to it */
  { "Sun 02:10-02:50", NEW_YORK, NULL, "2026-03-08T06:59:00Z", false, "2026-03-15T06:10:00Z" },
  { "Sun 02:30-04:00", NEW_YORK, NULL, "2026-03-08T06:59:00Z", false, "2026-03-08T07:00:00Z" },
  { "Sun 02:30-04:00", NEW_YORK, NULL, "2026-03-08T07:00:00Z", true, "2026-03-08T08:00:00Z" },
  { "Sun 01:00-02:30", NEW_YORK, NULL, "2026-03-08T06:59:00Z", true, "2026-03-08T07:00:00Z" },
  { "Sun 01:00-02:30", NEW_YORK, NULL, "2026-03-08T07:00:00Z", false, "2026-03-15T05:00:00Z" },
  /* clocks back, Sunday 1 November 2026, 02:00 is 01:00: 17:00 stays 17:00 */
  { WEEK, NEW_YORK, NULL, "2026-10-30T20:59:00Z", true, "2026-10-30T21:00:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-10-30T21:00:00Z", false, "2026-11-02T13:30:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-11-02T13:29:00Z", false, "2026-11-02T13:30:00Z" },
  { WEEK, NEW_YORK, NULL, "2026-11-02T21:59:00Z", true, "2026-11-02T22:00:00Z" },
  { "Sun 08:30-17:00", NEW_YORK, NULL, "2026-11-01T04:00:00Z", false, "2026-11-01T13:30:00Z" },
  { "Sun 08:30-17:00", NEW_YORK, NULL, "2026-11-01T21:59:00Z", true, "2026-11-01T22:00:00Z" },
  /* hours in the hour that comes twice: both times */
  { "Sun 01:00-02:00", NEW_YORK, NULL, "2026-11-01T05:00:00Z", true, "2026-11-01T07:00:00Z" },
  { "Sun 01:10-01:50", NEW_YORK, NULL, "2026-11-01T05:00:00Z", false, "2026-11-01T05:10:00Z" },
  { "Sun 01:10-01:50", NEW_YORK, NULL, "2026-11-01T05:10:00Z", true, "2026-11-01T05:50:00Z" },
  { "Sun 01:10-01:50", NEW_YORK, NULL, "2026-11-01T05:50:00Z", false, "2026-11-01T06:10:00Z" },
  { "Sun 01:10-01:50", NEW_YORK, NULL, "2026-11-01T06:10:00Z", true, "2026-11-01T06:50:00Z" },
  { "Sun 01:10-01:50", NEW_YORK, NULL, "2026-11-01T06:50:00Z", false, "2026-11-08T06:10:00Z" },
  /* over midnight; both changes of the clocks lie within such a night */
  { "Mon,Wed 20:00-06:00", NULL, NULL, "2026-11-23T19:59:00Z", false, "2026-11-23T20:00:00Z" },
  { "Mon,Wed 20:00-06:00", NULL, NULL, "2026-11-23T20:00:00Z", true, "2026-11-24T06:00:00Z" },
  { "Mon,Wed 20:00-06:00", NULL, NULL, "2026-11-24T05:59:00Z", true, "2026-11-24T06:00:00Z" },
  { "Mon,Wed 20:00-06:00", NULL, NULL, "2026-11-24T06:00:00Z", false, "2026-11-25T20:00:00Z" },
  { "Mon,Wed 20:00-06:00", NULL, NULL, "2026-11-24T20:00:00Z", false, "2026-11-25T20:00:00Z" },
  { "Sat 20:00-06:00", NEW_YORK, NULL, "2026-03-08T01:00:00Z", true, "2026-03-08T10:00:00Z" },
  { "Sat 20:00-06:00", NEW_YORK, NULL, "2026-11-01T01:00:00Z", true, "2026-11-01T11:00:00Z" },
  /* a night belongs to the day on which it began */
  { "Wed-Fri 20:00-06:00",
    NULL,
    "2026-11-26",
    "2026-11-26T05:00:00Z",
    true,
    "2026-11-26T06:00:00Z" },
  { "Wed-Fri 20:00-06:00",
    NULL,
    "2026-11-26",
    "2026-11-26T21:00:00Z",
    false,
    "2026-11-27T20:00:00Z" },
  { "Wed-Fri 20:00-06:00",
    NULL,
    "2026-11-26",
    "2026-11-27T05:00:00Z",
    false,
    "2026-11-27T20:00:00Z" },
  /* one that follows another at once is no change */
  { "Mon-Fri 08:30-17:00; Mon-Fri 17:00-08:30",
    NULL,
    NULL,
    "2026-11-25T12:00:00Z",
    true,
    "2026-11-28T08:30:00Z" },
  { "Mon-Sun 00:00-24:00", NULL, NULL, "2026-11-25T12:00:00Z", true, NULL },
  { "Mon-Sun 00:00-24:00",
    NULL,
    "2026-11-26",
    "2026-11-25T12:00:00Z",
    true,
    "2026-11-26T00:00:00Z" },
  /* the ways to write it */
  { "always", NULL, "2026-11-26", "2026-11-26T12:00:00Z", true, NULL },
  { " Always ", NEW_YORK, NULL, "2026-11-26T12:00:00Z", true, NULL },
  { "Mon-Fri 08:30-17:00; Sat 09:00-12:00",
    NULL,
    NULL,
    "2026-11-28T11:59:00Z",
    true,
    "2026-11-28T12:00:00Z" },
  { "mon - fri 8:30 - 17:00 ;", NULL, NULL, "2026-11-25T08:30:00Z", true, "2026-11-25T17:00:00Z" },
  { "Mon, Wed-Thu 08:00-12:00, 13:00-17:00",
    NULL,
    NULL,
    "2026-11-25T12:30:00Z",
    false,
    "2026-11-25T13:00:00Z" },
  { "Sat-Mon 10:00-11:00", NULL, NULL, "2026-11-30T10:00:00Z", true, "2026-11-30T11:00:00Z" },
  { "Sat-Mon 10:00-11:00", NULL, NULL, "2026-11-30T11:00:00Z", false, "2026-12-05T10:00:00Z" },
  /* before 1970 and far from now */
  { WEEK, NULL, NULL, "1969-12-31T16:59:00Z", true, "1969-12-31T17:00:00Z" },
  { WEEK, NULL, NULL, "1969-12-27T12:00:00Z", false, "1969-12-29T08:30:00Z" },
  { WEEK, NULL, NULL, "2126-11-25T08:30:00Z", true, "2126-11-25T17:00:00Z" },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];
    g_autoptr (ThecalOpeningHours) hours = parse (row->hours, row->zone, row->holidays);
    const gint64 at_us = parse_us (row->at);
    const gint64 change_us = row->change != NULL ? parse_us (row->change) : THECAL_NEVER_US;

    g_test_message ("%s, %s, %s", row->hours, row->zone != NULL ? row->zone : "UTC", row->at);
    g_assert_cmpint (thecal_opening_hours_is_open (hours, at_us), ==, row->open);
    g_assert_cmpint (thecal_opening_hours_get_change_us (hours, at_us), ==, change_us);
  }
}

/* The change is the very next one: nothing is different a minute before it, all is at it. Every
 * hour of a year, by zones of all sorts. */
static void
test_next (void)
{
  static const char *const zones[] = { "UTC", NEW_YORK, "Australia/Lord_Howe", "Asia/Kathmandu" };
  static const char *const texts[] = { WEEK, "Sat 23:10-01:40; Sun 01:20-02:40" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones) * G_N_ELEMENTS (texts); i++) {
    g_autoptr (ThecalOpeningHours) hours =
        parse (texts[i % G_N_ELEMENTS (texts)], zones[i / G_N_ELEMENTS (texts)], "2026-07-03");
    gint64 at_us = parse_us ("2026-01-01T00:00:00Z");
    const gint64 end_us = parse_us ("2027-01-01T00:00:00Z");

    while (at_us < end_us) {
      const bool open = thecal_opening_hours_is_open (hours, at_us);
      const gint64 change_us = thecal_opening_hours_get_change_us (hours, at_us);

      g_assert_cmpint (change_us, >, at_us);
      for (gint64 t = at_us; t < change_us; t += 5 * THECAL_MINUTE_US)
        g_assert_cmpint (thecal_opening_hours_is_open (hours, t), ==, open);
      g_assert_cmpint (thecal_opening_hours_is_open (hours, change_us - 1), ==, open);
      g_assert_cmpint (thecal_opening_hours_is_open (hours, change_us), !=, open);
      at_us = change_us;
    }
  }
}

/* A clock that is not to be trusted opens nothing; only what is open at any hour stays so. */
static void
test_unknown_clock (void)
{
  static const gint64 instants_us[] = {
    THECAL_UNKNOWN_US, THECAL_NEVER_US, G_MAXINT64 - 1, G_MININT64 + 1
  };
  g_autoptr (ThecalOpeningHours) week = parse (WEEK, NULL, NULL);
  g_autoptr (ThecalOpeningHours) always = parse ("always", NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (instants_us); i++) {
    g_assert_false (thecal_opening_hours_is_open (week, instants_us[i]));
    g_assert_cmpint (
        thecal_opening_hours_get_change_us (week, instants_us[i]), ==, THECAL_NEVER_US);
    g_assert_true (thecal_opening_hours_is_open (always, instants_us[i]));
  }
  g_assert_true (thecal_opening_hours_is_always (always));
  g_assert_false (thecal_opening_hours_is_always (week));
}

static void
test_parts (void)
{
  g_autoptr (ThecalOpeningHours) hours = parse (" " WEEK " ", NEW_YORK, NULL);
  g_autoptr (ThecalOpeningHours) utc = parse (WEEK, NULL, NULL);

  g_assert_cmpstr (thecal_opening_hours_get_text (hours), ==, WEEK);
  g_assert_cmpstr (
      g_time_zone_get_identifier (thecal_opening_hours_get_zone (hours)), ==, NEW_YORK);
  g_assert_cmpstr (g_time_zone_get_identifier (thecal_opening_hours_get_zone (utc)), ==, "UTC");
}

/* Nothing is guessed: what is not as expected is refused, with the key. */
static void
test_refused (void)
{
  static const struct {
    const char *hours, *zone, *holidays, *key;
  } bad[] = {
    { "", NULL, NULL, "Hours" },
    { ";", NULL, NULL, "Hours" },
    { "never", NULL, NULL, "Hours" },
    { "Mon-Fri", NULL, NULL, "Hours" },
    { "08:30-17:00", NULL, NULL, "Hours" },
    { "Mon-Fri 08:30", NULL, NULL, "Hours" },
    { "Mon-Fri 08:30-", NULL, NULL, "Hours" },
    { "Mon-Fri 08:30-08:30", NULL, NULL, "Hours" },
    { "Mon-Fri 24:00-08:30", NULL, NULL, "Hours" },
    { "Mon-Fri 08:30-24:01", NULL, NULL, "Hours" },
    { "Mon-Fri 08:60-17:00", NULL, NULL, "Hours" },
    { "Mon-Fri 08:3-17:00", NULL, NULL, "Hours" },
    { "Mon-Fri 0830-1700", NULL, NULL, "Hours" },
    { "Mon-Fri 008:30-17:00", NULL, NULL, "Hours" },
    { "Mon-Fri 08:30-17:00 pm", NULL, NULL, "Hours" },
    { "Mon-Fri 8-17", NULL, NULL, "Hours" },
    { "Mon-Fri 08:30-17:00 Sat 09:00-12:00", NULL, NULL, "Hours" },
    { "Mon-Fri 08:30-17:00, Sat 09:00-12:00", NULL, NULL, "Hours" },
    { "Mo-Fr 08:30-17:00", NULL, NULL, "Hours" },
    { "Monday 08:30-17:00", NULL, NULL, "Hours" },
    { "Mon- 08:30-17:00", NULL, NULL, "Hours" },
    { "Mon,, 08:30-17:00", NULL, NULL, "Hours" },
    { WEEK "; Sat", NULL, NULL, "Hours" },
    { WEEK, "", NULL, "TimeZone" },
    { WEEK, "Mars/Olympus", NULL, "TimeZone" },
    { WEEK, "New York", NULL, "TimeZone" },
    { WEEK, "Nowhere", NULL, "TimeZone" },
    { WEEK, "EST5EDT,M3.2.0,M11.1.0", NULL, "TimeZone" },
    { WEEK, "ABC5", NULL, "TimeZone" },
    { WEEK, "-05:00", NULL, "TimeZone" },
    { WEEK, "/usr/share/zoneinfo/UTC", NULL, "TimeZone" },
    { WEEK, "../zoneinfo/UTC", NULL, "TimeZone" },
    { "always", "Mars/Olympus", NULL, "TimeZone" },
    { WEEK, NULL, "26-11-2026", "Holidays" },
    { WEEK, NULL, "2026-11-31", "Holidays" },
    { WEEK, NULL, "2026-11-26,2026-12-25", "Holidays" },
    { WEEK, NULL, "2026-11-26 2026-12-25", "Holidays" },
    { WEEK, NULL, "20261126", "Holidays" },
    { WEEK, NULL, "2026-11-26T00:00:00", "Holidays" },
    { WEEK, NULL, "Thanksgiving", "Holidays" },
    { "always", NULL, "Thanksgiving", "Holidays" },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    const char *key = "", *expected = "";

    g_test_message ("%s, %s, %s", bad[i].hours, bad[i].zone, bad[i].holidays);
    g_assert_null (thecal_opening_hours_parse (
        bad[i].hours, bad[i].zone, bad[i].holidays, utc, &key, &expected));
    g_assert_cmpstr (key, ==, bad[i].key);
    g_assert_cmpstr (expected, !=, "");
  }
}

/* A list of parts without end is no timetable. */
static void
test_too_many (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GString) text = g_string_new ("Mon-Sun 00:00-01:00");
  const char *key = "", *expected = "";

  for (int i = 1; i < 20; i++)
    g_string_append_printf (text, ", %02d:00-%02d:00", i, i + 1);
  g_assert_null (thecal_opening_hours_parse (text->str, NULL, NULL, utc, &key, &expected));
  g_assert_cmpstr (key, ==, "Hours");
}

int
main (int argc, char **argv)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (NEW_YORK);

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (zone);
  g_test_add_func ("/core/opening-hours/rows", test_rows);
  g_test_add_func ("/core/opening-hours/next", test_next);
  g_test_add_func ("/core/opening-hours/unknown-clock", test_unknown_clock);
  g_test_add_func ("/core/opening-hours/parts", test_parts);
  g_test_add_func ("/core/opening-hours/refused", test_refused);
  g_test_add_func ("/core/opening-hours/too-many", test_too_many);

  return g_test_run ();
}
