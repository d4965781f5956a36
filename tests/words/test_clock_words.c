/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/clock_words.h"

static const struct {
  const char *text, *words, *line;
} rows[] = {
  { "2026-10-25T02:30:00",
    "On that night the clocks change and 02:30 comes twice. Add the zone: 02:30+02:00 before the "
    "change, 02:30+01:00 after it.",
    "on that night the clocks show this time twice: expected a time with its zone, "
    "2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00" },
  { "2026-03-29T02:05:30",
    "On that night the clocks change and there is no 02:05. Look at the time again, or add its "
    "zone, as in 02:05+01:00.",
    "on that night the clocks leave this time out: expected a time with its zone, as in "
    "2026-03-29T02:05:30+01:00" },
  { "2026-10-25T12:00:00", "", "" },
  { "2026-10-25T02:30:00+01:00", "", "" },
  { "2026-10-25", "", "" },
};

static void
test_words (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalClockTime time = thecal_clock_time_read (rows[i].text, zone);
    g_autofree char *words = thecal_clock_time_words (&time);
    g_autofree char *line = thecal_clock_time_line (&time);

    g_assert_cmpstr (words, ==, rows[i].words);
    g_assert_cmpstr (line, ==, rows[i].line);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/clock/words", test_words);

  return g_test_run ();
}
