/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "kiosk/drift.h"
#include "kiosk/night.h"
#include "kiosk/scale.h"

static void
test_night (void)
{
  static const struct {
    int from, to, minute;
    double lux;
    gboolean was, night;
  } rows[] = {
    /* by the clock alone */
    { 21 * 60, 7 * 60, 20 * 60 + 59, NAN, FALSE, FALSE },
    { 21 * 60, 7 * 60, 21 * 60, NAN, FALSE, TRUE },
    { 21 * 60, 7 * 60, 0, NAN, FALSE, TRUE },
    { 21 * 60, 7 * 60, 7 * 60 - 1, NAN, TRUE, TRUE },
    { 21 * 60, 7 * 60, 7 * 60, NAN, TRUE, FALSE },
    { 1 * 60, 5 * 60, 0, NAN, FALSE, FALSE },
    { 1 * 60, 5 * 60, 4 * 60 + 59, NAN, FALSE, TRUE },
    { 0, 0, 0, NAN, FALSE, FALSE },
    /* in the night a lamp that is put on gives it day colours */
    { 21 * 60, 7 * 60, 0, 50.0, TRUE, FALSE },
    { 21 * 60, 7 * 60, 0, 30.0, TRUE, TRUE },
    { 21 * 60, 7 * 60, 0, 30.0, FALSE, FALSE },
    { 21 * 60, 7 * 60, 0, 10.0, FALSE, TRUE },
    /* by day a dark room gives it those of the night */
    { 21 * 60, 7 * 60, 12 * 60, 1.0, FALSE, TRUE },
    { 21 * 60, 7 * 60, 12 * 60, 5.0, FALSE, FALSE },
    { 21 * 60, 7 * 60, 12 * 60, 5.0, TRUE, TRUE },
    { 21 * 60, 7 * 60, 12 * 60, 9.0, TRUE, FALSE },
    { 0, 0, 12 * 60, 1.0, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalNightHours hours = { rows[i].from, rows[i].to };

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (
        thecal_night_is (&hours, rows[i].minute, rows[i].lux, rows[i].was), ==, rows[i].night);
  }
}

static void
test_night_time (void)
{
  static const struct {
    const char *text;
    int minute; /* -1: refused */
  } rows[] = {
    { "21:00", 21 * 60 }, { "7:05", 7 * 60 + 5 }, { "00:00", 0 },   { "23:59", 23 * 60 + 59 },
    { "24:00", -1 },      { "12:60", -1 },        { "-1:00", -1 },  { "12", -1 },
    { "", -1 },           { "noon", -1 },         { "07:00x", -1 }, { NULL, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    int minute = -1;
    const gboolean read = thecal_night_read_time (rows[i].text, &minute);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (read, ==, rows[i].minute >= 0);
    g_assert_cmpint (minute, ==, rows[i].minute);
  }
}

/* Each minute a pixel at most, every place as often as the others, and for ever. */
static void
test_drift (void)
{
  int seen[THECAL_DRIFT_PX + 1][THECAL_DRIFT_PX + 1] = { 0 };
  int x, y, last_x, last_y;

  thecal_drift_at (-61, &last_x, &last_y);
  for (gint64 minute = -60; minute < 24 * 60; minute++) {
    thecal_drift_at (minute, &x, &y);
    g_assert_cmpint (x, >=, 0);
    g_assert_cmpint (x, <=, THECAL_DRIFT_PX);
    g_assert_cmpint (y, >=, 0);
    g_assert_cmpint (y, <=, THECAL_DRIFT_PX);
    g_assert_cmpint (ABS (x - last_x) + ABS (y - last_y), <=, 1);
    if (minute >= 0 && minute < 50)
      seen[y][x]++;
    last_x = x;
    last_y = y;
  }
  for (y = 0; y <= THECAL_DRIFT_PX; y++)
    for (x = 0; x <= THECAL_DRIFT_PX; x++)
      g_assert_cmpint (seen[y][x], ==, 2);
}

static void
test_scale (void)
{
  static const struct {
    int width, height;
    double factor;
    gboolean upright;
    double shared;
  } rows[] = {
    { 800, 480, 1.0, FALSE, 1.0 },       { 480, 800, 1.0, TRUE, 1.0 },
    { 1280, 800, 1.6, FALSE, 1.0 },      { 800, 1280, 1.6, TRUE, 1.0 },
    { 1920, 1080, 2.25, FALSE, 1.35 },   { 1024, 600, 1.25, FALSE, 1.0 },
    { 1280, 720, 1.5, FALSE, 1.0 },      { 0, 0, 0.75, FALSE, 1.0 },
    { 100000, 100000, 4.0, FALSE, 4.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalKioskScale scale = thecal_kiosk_scale_of (rows[i].width, rows[i].height);

    g_test_message ("%dx%d", rows[i].width, rows[i].height);
    g_assert_cmpfloat_with_epsilon (scale.factor, rows[i].factor, 0.001);
    g_assert_cmpint (scale.upright, ==, rows[i].upright);
    g_assert_cmpfloat_with_epsilon (
        thecal_kiosk_scale_shared (rows[i].width, rows[i].height), rows[i].shared, 0.001);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kiosk/night", test_night);
  g_test_add_func ("/kiosk/night-time", test_night_time);
  g_test_add_func ("/kiosk/drift", test_drift);
  g_test_add_func ("/kiosk/scale", test_scale);

  return g_test_run ();
}
