/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/codec/frame_report.h"
#include "store/schema.h"
#include "store_probe.h"

static ThecalStatusReport
level_report (double level_ml)
{
  ThecalStatusReport report;

  thecal_status_report_init (&report);
  report.values[THECAL_FIELD_RESERVOIR_ML] = level_ml;
  report.present = 1u << THECAL_FIELD_RESERVOIR_ML;

  return report;
}

static void
add_readings (ThecalStore *store, int n, gint64 step_us)
{
  for (int i = 0; i < n; i++) {
    const ThecalStatusReport report = level_report (20.0 - i * 0.001);

    thecal_store_add_reading (store, "pump", &report, (ThecalTime){ i * step_us, i * step_us });
  }
}

static void
test_round_trip (void)
{
  g_autofree char *path = probe_new_path ();
  const ThecalEffect effect = { .kind = THECAL_EFFECT_RAISE,
                                .condition = THECAL_CONDITION_RESERVOIR_LOW,
                                .priority = THECAL_PRIORITY_MEDIUM,
                                .episode = 3 };

  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);

    thecal_store_add_pump (store, "C0:DE", "Theo's pump", TRUE);
    thecal_store_add_pump (store, "manual", "Pump", FALSE);
    thecal_store_add_pump (store, "C0:DE", "Renamed", TRUE);
    thecal_store_add_log (store, "C0:DE", &effect, "first", (ThecalTime){ 5, 5000 });
    thecal_store_add_log (store, NULL, &effect, NULL, (ThecalTime){ 6, 6000 });
    thecal_store_save_state (store, g_variant_new ("(us)", 7, "state"), "boot-1");
    thecal_store_save_state (store, g_variant_new ("(us)", 8, "newer"), "boot-2");
    add_readings (store, 10, THECAL_MINUTE_US);
    g_assert_true (probe_flush (store, NULL));
  }
  g_assert_cmpint (probe_count (path, "reading"), ==, 10);
  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GAsyncResult) log_result = NULL;
    g_autoptr (GVariant) state = NULL;
    g_autoptr (GVariant) log = NULL;
    g_autoptr (GPtrArray) pumps = NULL;
    g_autofree char *boot_id = NULL;
    g_autofree char *text = NULL;

    thecal_store_load_async (store, NULL, probe_keep, NULL);
    result = probe_wait ();
    g_assert_true (thecal_store_load_finish (store, result, &state, &boot_id, &pumps, NULL));
    g_assert_cmpstr (boot_id, ==, "boot-2");
    text = g_variant_print (state, FALSE);
    g_assert_cmpstr (text, ==, "(8, 'newer')");
    g_assert_cmpuint (pumps->len, ==, 2);
    g_assert_cmpstr (((ThecalStoredPump *) g_ptr_array_index (pumps, 0))->name, ==, "Renamed");
    g_assert_false (((ThecalStoredPump *) g_ptr_array_index (pumps, 1))->bluetooth);

    thecal_store_read_log_async (store, 1, NULL, probe_keep, NULL);
    log_result = probe_wait ();
    log = thecal_store_read_log_finish (store, log_result, NULL);
    g_assert_cmpuint (g_variant_n_children (log), ==, 1);
  }
}

static void
test_empty (void)
{
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) state = NULL;
  g_autoptr (GPtrArray) pumps = NULL;
  g_autofree char *boot_id = NULL;

  thecal_store_load_async (store, NULL, probe_keep, NULL);
  result = probe_wait ();
  g_assert_true (thecal_store_load_finish (store, result, &state, &boot_id, &pumps, NULL));
  g_assert_null (state);
  g_assert_cmpuint (pumps->len, ==, 0);
}

/* What a barrier confirmed survives kill -9. */
static void
test_kill (void)
{
  g_autofree char *path = probe_new_path ();

  for (int round = 1; round <= 5; round++) {
    int pipes[2];
    char byte;
    pid_t child;

    g_assert_cmpint (pipe (pipes), ==, 0);
    child = fork ();
    if (child == 0) {
      ThecalStore *store = thecal_store_new (path);

      add_readings (store, 40, THECAL_SECOND_US);
      if (probe_flush (store, NULL) && write (pipes[1], "x", 1) == 1)
        add_readings (store, 4000, THECAL_SECOND_US);
      for (;;)
        pause ();
    }
    g_assert_cmpint (read (pipes[0], &byte, 1), ==, 1);
    kill (child, SIGKILL);
    waitpid (child, NULL, 0);
    close (pipes[0]);
    close (pipes[1]);
    g_assert_cmpint (probe_count (path, "reading"), >=, 40 * round);
  }
}

static void
test_corrupt (void)
{
  static const char *const contents[] = { "this is no database at all, but a text of some length\n",
                                          "" };
  g_autofree char *path = probe_new_path ();
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *garbage = g_strnfill (70000, 'x');

  for (int i = 0; i < 2; i++) {
    g_autoptr (ThecalStore) store = NULL;

    g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
    g_assert_true (g_file_set_contents (path, i == 0 ? contents[0] : garbage, -1, NULL));
    store = thecal_store_new (path);
    add_readings (store, 3, THECAL_SECOND_US);
    g_assert_true (probe_flush (store, NULL));
    g_assert_nonnull (thecal_store_get_quarantined (store));
    g_assert_true (g_file_test (thecal_store_get_quarantined (store), G_FILE_TEST_EXISTS));
  }
  g_assert_cmpint (probe_count (path, "reading"), ==, 3);
}

static void
on_failed (ThecalStore *store, const char *message, int *count)
{
  (*count)++;
}

static void
on_recovered (ThecalStore *store, int *count)
{
  (*count)++;
}

/* Another holds the file: told once, nothing lost, and it goes on by itself. */
static void
test_locked (void)
{
  g_autofree char *path = probe_new_path ();
  int failed = 0, recovered = 0;
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  g_signal_connect (store, "failed", G_CALLBACK (on_failed), &failed);
  g_signal_connect (store, "recovered", G_CALLBACK (on_recovered), &recovered);
  g_assert_true (probe_flush (store, NULL));
  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  add_readings (store, 5, THECAL_SECOND_US);
  g_assert_false (probe_flush (store, &error));
  while (failed == 0)
    g_main_context_iteration (NULL, TRUE);
  sqlite3_exec (other, "COMMIT", NULL, NULL, NULL);
  sqlite3_close (other);
  while (recovered == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (failed, ==, 1);
  g_assert_null (thecal_store_get_quarantined (store));
  g_assert_cmpint (probe_count (path, "reading"), ==, 5);
}

static void
test_newer_version (void)
{
  g_autofree char *path = probe_new_path ();
  g_autofree char *dir = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 99", NULL, NULL, NULL), ==, SQLITE_OK);
  thecal_schema_close (db);
  g_assert_null (thecal_schema_open (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_levels (void)
{
  static const guint most[] = { 4000, 500, 60, 4 };
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  const int n = 3000;

  add_readings (store, n, 5 * THECAL_MINUTE_US);
  for (gsize i = 0; i < G_N_ELEMENTS (most); i++) {
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GVariant) levels = NULL;
    double least = INFINITY, greatest = 0;
    GVariantIter iter;
    gint64 at_ms, before_ms = -1;
    double min, max;

    thecal_store_read_levels_async (
        store, "pump", 0, n * 5 * THECAL_MINUTE_US, most[i], probe_keep, NULL);
    result = probe_wait ();
    levels = thecal_store_read_levels_finish (store, result, NULL);
    g_assert_cmpuint (g_variant_n_children (levels), <=, most[i] + 1);
    g_variant_iter_init (&iter, levels);
    while (g_variant_iter_loop (&iter, "(xdd)", &at_ms, &min, &max)) {
      g_assert_cmpint (at_ms, >, before_ms);
      g_assert_cmpfloat (min, <=, max);
      least = fmin (least, min);
      greatest = fmax (greatest, max);
      before_ms = at_ms;
    }
    g_assert_cmpfloat_with_epsilon (greatest, 20.0, 1e-9);
    g_assert_cmpfloat_with_epsilon (least, 20.0 - (n - 1) * 0.001, 1e-9);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* first: a fork while a worker ends may copy a lock that nobody opens again */
  g_test_add_func ("/store/kill", test_kill);
  g_test_add_func ("/store/round-trip", test_round_trip);
  g_test_add_func ("/store/empty", test_empty);
  g_test_add_func ("/store/corrupt", test_corrupt);
  g_test_add_func ("/store/locked", test_locked);
  g_test_add_func ("/store/newer-version", test_newer_version);
  g_test_add_func ("/store/levels", test_levels);

  return g_test_run ();
}
