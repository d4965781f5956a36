/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/day_choice.h"

/* Thursday 26 November 2026, 23:30 in New York, where it is 27 November in UTC. */
#define NOW_S G_GINT64_CONSTANT (1795753800)

static const struct {
  const char *typed;
  ThecalDayWhen when;
  ThecalTyped read;
  gint64 at_s; /* 0: none */
} rows[] = {
  { "2026-11-26", THECAL_DAY_TODAY, THECAL_TYPED_READ, NOW_S },
  { "26 Nov 2026", THECAL_DAY_TODAY, THECAL_TYPED_READ, NOW_S },
  { "2026-11-25", THECAL_DAY_BEFORE, THECAL_TYPED_READ, 1795626000 },
  { "11/25/2026 7:15 PM", THECAL_DAY_BEFORE, THECAL_TYPED_READ, 1795626000 },
  { "2026-11-25T19:15:00-05:00", THECAL_DAY_BEFORE, THECAL_TYPED_READ, 1795626000 },
  /* noon of a day of 25 hours, and of one of 23 */
  { "2026-11-01", THECAL_DAY_BEFORE, THECAL_TYPED_READ, 1793552400 },
  { "2026-03-08", THECAL_DAY_BEFORE, THECAL_TYPED_READ, 1772985600 },
  { "2016-02-29", THECAL_DAY_BEFORE, THECAL_TYPED_READ, 1456765200 },
  { "2026-11-27", THECAL_DAY_AHEAD, THECAL_TYPED_READ, 1795798800 },
  { "2126-11-26", THECAL_DAY_AHEAD, THECAL_TYPED_READ, 4951386000 },
  { "", THECAL_DAY_UNREAD, THECAL_TYPED_NO_DATE, 0 },
  { "yesterday", THECAL_DAY_UNREAD, THECAL_TYPED_NO_DATE, 0 },
  { "2026-02-29", THECAL_DAY_UNREAD, THECAL_TYPED_NO_DATE, 0 },
  { "03/04/2026", THECAL_DAY_UNREAD, THECAL_TYPED_DAY_OR_MONTH, 0 },
};

static void
test_read (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalDayChoice choice =
        thecal_day_choice_read (rows[i].typed, NOW_S * THECAL_SECOND_US, zone);

    g_test_message ("%s", rows[i].typed);
    g_assert_cmpint (choice.when, ==, rows[i].when);
    g_assert_cmpint (choice.read, ==, rows[i].read);
    g_assert_cmpint (
        choice.at_us, ==, rows[i].at_s != 0 ? rows[i].at_s * THECAL_SECOND_US : THECAL_UNKNOWN_US);
  }
}

/* A day whose noon there is not: the islands that crossed the date line left one out. */
static void
test_no_such_day (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Pacific/Apia");
  const ThecalDayChoice choice =
      thecal_day_choice_read ("2011-12-30", NOW_S * THECAL_SECOND_US, zone);

  g_assert_cmpint (choice.when, ==, THECAL_DAY_BEFORE);
}

/* A clock that nobody has set yet is before every day that is typed. */
static void
test_unset_clock (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  g_assert_cmpint (thecal_day_choice_read ("2026-11-26", 0, zone).when, ==, THECAL_DAY_AHEAD);
  g_assert_cmpint (
      thecal_day_choice_read ("2026-11-26", G_MAXINT64, zone).when, ==, THECAL_DAY_UNREAD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/day-choice/read", test_read);
  g_test_add_func ("/core/day-choice/no-such-day", test_no_such_day);
  g_test_add_func ("/core/day-choice/unset-clock", test_unset_clock);

  return g_test_run ();
}
