/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/listen.h"

#include "shared/now.h"

#define S ((gint64) G_USEC_PER_SEC)
#define HOUR_S (65 * 60)

static void
count (ThecalListen *listen, guint *n)
{
  (*n)++;
}

static void
test_time (void)
{
  static const struct {
    gint64 after_us;
    ThecalListenState state;
    gint64 left_s;
  } rows[] = {
    { 0, THECAL_LISTEN_ON, HOUR_S },
    { 1, THECAL_LISTEN_ON, HOUR_S },
    { S, THECAL_LISTEN_ON, HOUR_S - 1 },
    { 60 * 60 * S, THECAL_LISTEN_ON, 5 * 60 },
    { HOUR_S * S - 1, THECAL_LISTEN_ON, 1 },
    { HOUR_S * S, THECAL_LISTEN_NOTHING, 0 },
    /* a computer that slept */
    { 9 * 60 * 60 * S, THECAL_LISTEN_NOTHING, 0 },
  };
  const gint64 begin_us = 1000 * S + 7;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalListen) listen = thecal_listen_new ();

    thecal_listen_start (listen, begin_us);
    thecal_listen_update (listen, begin_us + rows[i].after_us);
    g_assert_cmpint (thecal_listen_get_state (listen), ==, rows[i].state);
    g_assert_cmpint (
        thecal_listen_get_left_s (listen, begin_us + rows[i].after_us), ==, rows[i].left_s);
  }
}

static void
test_ends (void)
{
  g_autoptr (ThecalListen) listen = thecal_listen_new ();
  guint n = 0;

  g_signal_connect (listen, "changed", G_CALLBACK (count), &n);
  g_assert_cmpint (thecal_listen_get_state (listen), ==, THECAL_LISTEN_OFF);
  g_assert_cmpint (thecal_listen_get_left_s (listen, 5), ==, 0);
  thecal_listen_update (listen, G_MAXINT64);
  g_assert_cmpuint (n, ==, 0);

  thecal_listen_start (listen, 0);
  thecal_listen_update (listen, HOUR_S * S);
  g_assert_cmpint (thecal_listen_get_state (listen), ==, THECAL_LISTEN_NOTHING);
  g_assert_cmpuint (n, ==, 2);
  /* over is over, until somebody begins again: from the beginning */
  thecal_listen_update (listen, HOUR_S * S + 1);
  g_assert_cmpuint (n, ==, 2);
  thecal_listen_start (listen, 100 * S);
  g_assert_cmpint (thecal_listen_get_left_s (listen, 100 * S), ==, HOUR_S);
  thecal_listen_stop (listen);
  g_assert_cmpint (thecal_listen_get_state (listen), ==, THECAL_LISTEN_OFF);
  g_assert_cmpuint (n, ==, 4);
}

static void
on_changed (ThecalListen *listen, GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

/* It goes by itself, by a clock that goes on while the computer sleeps. */
static void
test_by_itself (void)
{
  g_autoptr (ThecalListen) listen = thecal_listen_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  thecal_listen_start (listen, thecal_now ().boot_us - HOUR_S * S);
  g_signal_connect (listen, "changed", G_CALLBACK (on_changed), loop);
  g_main_loop_run (loop);
  g_assert_cmpint (thecal_listen_get_state (listen), ==, THECAL_LISTEN_NOTHING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/listen/time", test_time);
  g_test_add_func ("/ui/listen/ends", test_ends);
  g_test_add_func ("/ui/listen/by-itself", test_by_itself);

  return g_test_run ();
}
