/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* A disk that is full, or broken, and well again: nothing waits for it, nothing is lost by it, and
 * it is told. */
#include <glib/gstdio.h>

#include "core/codec/frame_report.h"
#include "fault_vfs.h"
#include "store/store.h"

#define LIMIT_S 20

typedef struct {
  guint n_failed, n_recovered;
  gboolean answered, stored;
} Seen;

static void
on_failed (ThecalStore *store, const char *message, Seen *seen)
{
  g_assert_cmpstr (message, !=, "");
  seen->n_failed++;
}

static void
on_recovered (ThecalStore *store, Seen *seen)
{
  seen->n_recovered++;
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Seen *seen = user_data;

  seen->stored = thecal_store_flush_finish (THECAL_STORE (source), result, NULL);
  seen->answered = TRUE;
}

static gboolean
flush (ThecalStore *store, Seen *seen)
{
  seen->answered = FALSE;
  thecal_store_flush_async (store, NULL, on_flushed, seen);
  while (!seen->answered)
    g_main_context_iteration (NULL, TRUE);

  return seen->stored;
}

static gboolean
on_limit (gpointer user_data)
{
  g_error ("not seen in time");
  return G_SOURCE_REMOVE;
}

static void
add_readings (ThecalStore *store, int first, int n)
{
  for (int i = first; i < first + n; i++) {
    ThecalStatusReport report;

    thecal_status_report_init (&report);
    report.values[THECAL_FIELD_RESERVOIR_ML] = 20.0 - i * 0.01;
    report.present = 1u << THECAL_FIELD_RESERVOIR_ML;
    thecal_store_add_reading (
        store, "pump", &report, (ThecalTime){ i * THECAL_HOUR_US, i * THECAL_HOUR_US });
  }
}

static void
add_records (ThecalStore *store, int n)
{
  const ThecalEffect effect = { .kind = THECAL_EFFECT_SIGNAL,
                                .condition = THECAL_CONDITION_RESERVOIR_LOW,
                                .priority = THECAL_PRIORITY_MEDIUM,
                                .episode = 1 };

  for (int i = 0; i < n; i++)
    thecal_store_add_log (store, "pump", &effect, NULL, (ThecalTime){ i, i });
}

static void
add_walkthrough (ThecalStore *store, const char *state)
{
  const ThecalWalkthroughRow row = {
    .id = "20261125T021600-4f3a",
    .pump = "pump",
    .by = "",
    .state = state,
    .outcome = 1,
    .started_us = THECAL_SECOND_US,
    .ended_us = 2 * THECAL_SECOND_US,
    .text = "[walkthrough]",
  };

  thecal_store_add_walkthrough (store, &row);
}

static void
add_entry (ThecalStore *store, const char *text)
{
  const ThecalEntryRow row = {
    .id = "4f3a",
    .pump = "pump",
    .by = "Ana",
    .kind = "diary",
    .at_us = THECAL_SECOND_US,
    .entered_us = 2 * THECAL_SECOND_US,
    .text = text,
  };

  thecal_store_add_entry (store, &row);
}

static void
on_entries (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GVariant **rows = user_data;

  *rows = thecal_store_read_entries_finish (THECAL_STORE (source), result, NULL);
}

static void
assert_entry (ThecalStore *store, const char *text)
{
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GVariant) row = NULL;
  const char *found = NULL;

  thecal_store_read_entry_async (store, "4f3a", NULL, on_entries, &rows);
  while (rows == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_variant_n_children (rows), ==, 1);
  row = g_variant_get_child_value (rows, 0);
  g_assert_true (g_variant_lookup (row, "text", "&s", &found));
  g_assert_cmpstr (found, ==, text);
}

static void
on_walkthroughs (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GVariant **rows = user_data;

  *rows = thecal_store_read_walkthroughs_finish (THECAL_STORE (source), result, NULL);
}

/* Of the only one. */
static void
assert_state (ThecalStore *store, const char *state)
{
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GVariant) row = NULL;
  const char *found = NULL;

  thecal_store_read_walkthroughs_async (store, 10, NULL, on_walkthroughs, &rows);
  while (rows == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_variant_n_children (rows), ==, 1);
  row = g_variant_get_child_value (rows, 0);
  g_assert_true (g_variant_lookup (row, "state", "&s", &found));
  g_assert_cmpstr (found, ==, state);
}

typedef struct {
  guint64 n_checked, first_bad;
  gboolean answered;
} Verdict;

static void
on_verified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Verdict *verdict = user_data;

  g_assert_true (thecal_store_verify_log_finish (
      THECAL_STORE (source), result, &verdict->n_checked, &verdict->first_bad, NULL));
  verdict->answered = TRUE;
}

static void
assert_log_fits (ThecalStore *store, guint64 n_records)
{
  Verdict verdict = { 0 };

  thecal_store_verify_log_async (store, NULL, on_verified, &verdict);
  while (!verdict.answered)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (verdict.first_bad, ==, 0);
  g_assert_cmpuint (verdict.n_checked, ==, n_records);
}

static GVariant *levels;

static void
on_levels (GObject *source, GAsyncResult *result, gpointer user_data)
{
  levels = thecal_store_read_levels_finish (THECAL_STORE (source), result, NULL);
}

static gsize
count_levels (ThecalStore *store)
{
  gsize n;

  g_clear_pointer (&levels, g_variant_unref);
  thecal_store_read_levels_async (store, "pump", 0, 1000 * THECAL_HOUR_US, 10000, on_levels, NULL);
  while (levels == NULL)
    g_main_context_iteration (NULL, TRUE);
  n = g_variant_n_children (levels);
  g_clear_pointer (&levels, g_variant_unref);

  return n;
}

static void
test_fault (gconstpointer data)
{
  const Fault fault = (Fault) GPOINTER_TO_INT (data);
  g_autofree char *dir = g_dir_make_tmp ("thecal-faults-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "thecal.db", NULL);
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  const guint limit_id = g_timeout_add_seconds (LIMIT_S, on_limit, NULL);
  Seen seen = { 0 };
  gint64 begin_us;

  g_signal_connect (store, "failed", G_CALLBACK (on_failed), &seen);
  g_signal_connect (store, "recovered", G_CALLBACK (on_recovered), &seen);
  thecal_store_add_pump (store, "pump", "Pump", TRUE);
  add_readings (store, 0, 10);
  add_records (store, 10);
  add_walkthrough (store, "open");
  add_entry (store, "stiffness=6");
  g_assert_true (flush (store, &seen));
  g_assert_cmpuint (seen.n_failed, ==, 0);

  fault_vfs_set (fault);
  begin_us = g_get_monotonic_time ();
  add_readings (store, 10, 100);
  add_records (store, 100);
  add_walkthrough (store, "called");
  add_entry (store, "stiffness=7");
  /* what is handed over waits for nothing */
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, G_USEC_PER_SEC);
  g_assert_false (flush (store, &seen));
  add_readings (store, 110, 5);
  add_records (store, 5);
  g_assert_false (flush (store, &seen));
  while (seen.n_failed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen.n_failed, ==, 1);
  g_assert_cmpuint (seen.n_recovered, ==, 0);

  fault_vfs_set (FAULT_NONE);
  /* by itself, without anything new to write */
  while (seen.n_recovered == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (flush (store, &seen));
  g_assert_cmpuint (count_levels (store), ==, 115);
  assert_log_fits (store, 115);
  assert_state (store, "called");
  assert_entry (store, "stiffness=7");
  g_assert_cmpuint (seen.n_failed, ==, 1);
  g_source_remove (limit_id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  g_test_add_data_func ("/store/faults/full", GINT_TO_POINTER (FAULT_FULL), test_fault);
  g_test_add_data_func ("/store/faults/write", GINT_TO_POINTER (FAULT_WRITE), test_fault);
  g_test_add_data_func ("/store/faults/sync", GINT_TO_POINTER (FAULT_SYNC), test_fault);

  return g_test_run ();
}
