/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/dim.h"

#define S G_TIME_SPAN_SECOND
#define NOW (1000 * S)
#define LONG_AGO (100 * S)

static void
test_percent (void)
{
  static const ThecalDimLevels levels = { .day = 80, .night = 15 };
  static const struct {
    const char *what;
    ThecalDimFacts facts; /* night, calm, alarm, calm since, touched */
    int percent;
  } rows[] = {
    { "nothing known", { 0 }, 80 },
    { "by day", { FALSE, TRUE, FALSE, LONG_AGO, LONG_AGO }, 80 },
    { "a calm night", { TRUE, TRUE, FALSE, LONG_AGO, LONG_AGO }, 15 },
    { "never touched", { TRUE, TRUE, FALSE, LONG_AGO, 0 }, 15 },
    { "an alarm, or a high one that somebody is on", { TRUE, TRUE, TRUE, LONG_AGO, LONG_AGO }, 80 },
    { "another page, or the monitor is lost", { TRUE, FALSE, FALSE, LONG_AGO, LONG_AGO }, 80 },
    { "another page and an alarm", { TRUE, FALSE, TRUE, LONG_AGO, LONG_AGO }, 80 },
    { "just touched", { TRUE, TRUE, FALSE, LONG_AGO, NOW }, 80 },
    { "touched lately", { TRUE, TRUE, FALSE, LONG_AGO, NOW - 20 * S + 1 }, 80 },
    { "left alone", { TRUE, TRUE, FALSE, LONG_AGO, NOW - 20 * S }, 15 },
    { "calm again just now", { TRUE, TRUE, FALSE, NOW, LONG_AGO }, 80 },
    { "calm again for a while", { TRUE, TRUE, FALSE, NOW - 20 * S, LONG_AGO }, 15 },
    { "a clock that was behind", { TRUE, TRUE, FALSE, LONG_AGO, NOW + 5 * S }, 80 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].what);
    g_assert_cmpint (thecal_dim_get_percent (&rows[i].facts, &levels, NOW), ==, rows[i].percent);
  }
}

/* From then on, and not a moment before; whoever waits until then waits no longer. */
static void
test_from (void)
{
  static const ThecalDimLevels levels = { .day = 100, .night = 20 },
                               odd = { .day = 40, .night = 60 };
  const ThecalDimFacts calm = { TRUE, TRUE, FALSE, 7 * S, 5 * S };
  const ThecalDimFacts by_day = { FALSE, TRUE, FALSE, 7 * S, 5 * S };
  const gint64 from_us = thecal_dim_get_from_us (&calm);

  g_assert_cmpint (from_us, ==, 27 * S);
  g_assert_cmpint (thecal_dim_get_percent (&calm, &levels, from_us - 1), ==, 100);
  g_assert_cmpint (thecal_dim_get_percent (&calm, &levels, from_us), ==, 20);
  g_assert_cmpint (thecal_dim_get_from_us (&by_day), ==, THECAL_DIM_NEVER_US);
  g_assert_cmpint (thecal_dim_get_percent (&by_day, &levels, G_MAXINT64), ==, 100);
  g_assert_cmpint (thecal_dim_get_percent (&calm, &odd, from_us), ==, 40);
}

static void
test_raw (void)
{
  static const struct {
    int percent;
    guint max, raw;
  } rows[] = {
    { 100, 255, 255 },
    { 20, 255, 51 },
    { 5, 255, 13 },
    { 20, 96000, 19200 },
    { 100, G_MAXUINT, G_MAXUINT },
    { 20, G_MAXUINT, 858993459 },
    /* few steps: rounded to the bright side, and never 0 */
    { 20, 10, 2 },
    { 5, 10, 1 },
    { 20, 7, 2 },
    { 5, 1, 1 },
    { 100, 1, 1 },
    { 30, 2, 1 },
    /* what is no percentage */
    { 0, 255, 13 },
    { -50, 255, 13 },
    { 4, 255, 13 },
    { 101, 255, 255 },
    { G_MAXINT, 255, 255 },
    { 20, 0, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%d of %u", rows[i].percent, rows[i].max);
    g_assert_cmpuint (thecal_dim_get_raw (rows[i].percent, rows[i].max), ==, rows[i].raw);
  }
  for (guint max = 1; max < 300; max++)
    for (int percent = -1; percent <= 101; percent++) {
      g_assert_cmpuint (thecal_dim_get_raw (percent, max), >=, 1);
      g_assert_cmpuint (thecal_dim_get_raw (percent, max), <=, max);
      g_assert_cmpuint (
          thecal_dim_get_raw (percent, max), >=, thecal_dim_get_raw (percent - 1, max));
    }
}

static void
test_read (void)
{
  static const struct {
    const char *text;
    int least, percent; /* -1: refused */
  } rows[] = {
    { "20", 5, 20 },     { "5", 5, 5 },    { "100", 5, 100 },
    { "4", 5, -1 },      { "101", 5, -1 }, { "29", 30, -1 },
    { "30", 30, 30 },    { "-20", 5, -1 }, { "20 %", 5, -1 },
    { "20%", 5, -1 },    { "2e1", 5, -1 }, { "", 5, -1 },
    { "bright", 5, -1 }, { NULL, 5, -1 },  { "99999999999999999999", 5, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    int percent = -1;
    const gboolean read = thecal_dim_read_percent (rows[i].text, rows[i].least, &percent);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (read, ==, rows[i].percent >= 0);
    g_assert_cmpint (percent, ==, rows[i].percent);
  }
}

/* From the darkest to the brightest and back, over the same ones; from one that somebody wrote into
 * the file to the next of them. */
static void
test_step (void)
{
  static const int offered[] = { 5, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100 };
  static const struct {
    int percent, darker, brighter;
  } rows[] = {
    { 5, 5, 10 },     { 7, 5, 10 }, { 21, 20, 30 },    { 99, 90, 100 },
    { 100, 90, 100 }, { 0, 5, 5 },  { 200, 100, 100 },
  };

  for (gsize i = 1; i < G_N_ELEMENTS (offered); i++) {
    g_assert_cmpint (thecal_dim_step (offered[i - 1], TRUE), ==, offered[i]);
    g_assert_cmpint (thecal_dim_step (offered[i], FALSE), ==, offered[i - 1]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("from %d", rows[i].percent);
    g_assert_cmpint (thecal_dim_step (rows[i].percent, FALSE), ==, rows[i].darker);
    g_assert_cmpint (thecal_dim_step (rows[i].percent, TRUE), ==, rows[i].brighter);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/dim/percent", test_percent);
  g_test_add_func ("/kiosk/dim/from", test_from);
  g_test_add_func ("/kiosk/dim/raw", test_raw);
  g_test_add_func ("/kiosk/dim/read", test_read);
  g_test_add_func ("/kiosk/dim/step", test_step);

  return g_test_run ();
}
