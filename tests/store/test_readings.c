/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Readings read back: every one once, with what its report carried and nothing else. */
#include <math.h>

#include "core/codec/frame_report.h"
#include "store_probe.h"

static GVariant *
read_readings (ThecalStore *store, ThecalStoreSpan span, guint64 after, guint most)
{
  g_autoptr (GAsyncResult) result = NULL;
  GVariant *readings;

  thecal_store_read_readings_async (store, &span, after, most, NULL, probe_keep, NULL);
  result = probe_wait ();
  readings = thecal_store_read_readings_finish (store, result, NULL);
  g_assert_nonnull (readings);

  return readings;
}

static void
add_levels (ThecalStore *store, int n)
{
  for (int i = 0; i < n; i++) {
    ThecalStatusReport report;

    thecal_status_report_init (&report);
    report.values[THECAL_FIELD_RESERVOIR_ML] = 20.0 - i * 0.0001;
    report.present = 1u << THECAL_FIELD_RESERVOIR_ML;
    report.source = THECAL_SOURCE_SIMULATOR;
    thecal_store_add_reading (
        store, "pump", &report, (ThecalTime){ i * THECAL_SECOND_US, i * THECAL_SECOND_US });
  }
}

static guint64
row_at (GVariant *readings, gsize index)
{
  g_autoptr (GVariant) reading = g_variant_get_child_value (readings, index);
  guint64 row = 0;

  g_assert_true (g_variant_lookup (reading, "row", "t", &row));
  return row;
}

static void
test_pages (void)
{
  const ThecalStoreSpan all = { G_MININT64, G_MAXINT64 };
  const int n = 1500;
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  guint64 after = 0;
  gboolean more = TRUE;

  add_levels (store, n);
  while (more) {
    g_autoptr (GVariant) readings = read_readings (store, all, after, 500);

    more = g_variant_n_children (readings) > 0;
    for (gsize i = 0; i < g_variant_n_children (readings); i++)
      g_assert_cmpuint (row_at (readings, i), ==, ++after);
  }
  g_assert_cmpuint (after, ==, n);
}

/* Far behind rows that lie outside, over more than one chunk. */
static void
test_span (void)
{
  const ThecalStoreSpan span = { 44990 * THECAL_SECOND_US, 44994 * THECAL_SECOND_US };
  const ThecalStoreSpan later = { 45000 * THECAL_SECOND_US, G_MAXINT64 };
  const int n = 45000;
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  g_autoptr (GVariant) readings = NULL;
  g_autoptr (GVariant) rest = NULL;
  g_autoptr (GVariant) none = NULL;

  add_levels (store, n);
  readings = read_readings (store, span, 0, 3);
  g_assert_cmpuint (g_variant_n_children (readings), ==, 3);
  g_assert_cmpuint (row_at (readings, 0), ==, 44991);
  rest = read_readings (store, span, row_at (readings, 2), 3);
  g_assert_cmpuint (g_variant_n_children (rest), ==, 2);
  g_assert_cmpuint (row_at (rest, 1), ==, 44995);
  none = read_readings (store, later, 0, 3);
  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
}

/* A page begins in one chunk and ends in the next. */
static void
test_page_over_chunks (void)
{
  const ThecalStoreSpan span = { 19998 * THECAL_SECOND_US, G_MAXINT64 };
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  g_autoptr (GVariant) readings = NULL;

  add_levels (store, 20010);
  readings = read_readings (store, span, 0, 5);
  g_assert_cmpuint (g_variant_n_children (readings), ==, 5);
  g_assert_cmpuint (row_at (readings, 0), ==, 19999);
  g_assert_cmpuint (row_at (readings, 4), ==, 20003);
}

static void
assert_text (GVariant *reading, const char *key, const char *expected)
{
  const char *text = NULL;

  g_variant_lookup (reading, key, "&s", &text);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_keys (void)
{
  const ThecalStoreSpan all = { G_MININT64, G_MAXINT64 };
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  g_autoptr (GVariant) readings = NULL;
  g_autoptr (GVariant) full = NULL;
  g_autoptr (GVariant) bare = NULL;
  ThecalStatusReport report;
  gint64 at_ms = 0, received_ms = 0;
  double value = 0;

  thecal_status_report_init (&report);
  report.source = THECAL_SOURCE_SIMULATOR;
  report.age_us = 2 * THECAL_SECOND_US;
  report.therapy = THECAL_THERAPY_STOP;
  report.battery_state = THECAL_BATTERY_ERI;
  report.values[THECAL_FIELD_RESERVOIR_ML] = 18.25;
  report.values[THECAL_FIELD_BATTERY_PERCENT] = NAN;
  report.present = (1u << THECAL_FIELD_RESERVOIR_ML) | (1u << THECAL_FIELD_BATTERY_PERCENT) |
                   THECAL_REPORT_THERAPY | THECAL_REPORT_BATTERY_STATE;
  thecal_store_add_reading (store, "C0:DE", &report, (ThecalTime){ 0, 1790000005678901 });
  thecal_status_report_init (&report);
  thecal_store_add_reading (store, "manual", &report, (ThecalTime){ 0, 5000 });
  readings = read_readings (store, all, 0, 10);
  g_assert_cmpuint (g_variant_n_children (readings), ==, 2);

  full = g_variant_get_child_value (readings, 0);
  assert_text (full, "pump", "C0:DE");
  assert_text (full, "source", "simulator");
  assert_text (full, "therapy", "stop");
  assert_text (full, "battery_state", "eri");
  assert_text (full, "mode", NULL);
  g_assert_true (g_variant_lookup (full, "at", "x", &at_ms));
  g_assert_true (g_variant_lookup (full, "received", "x", &received_ms));
  g_assert_cmpint (at_ms, ==, 1790000003678);
  g_assert_cmpint (received_ms, ==, 1790000005678);
  g_assert_true (g_variant_lookup (full, "reservoir_ml", "d", &value));
  g_assert_cmpfloat (value, ==, 18.25);
  g_assert_true (g_variant_lookup (full, "battery_percent", "d", &value));
  g_assert_true (isnan (value));
  g_assert_false (g_variant_lookup (full, "flow_ml_per_day", "d", &value));

  bare = g_variant_get_child_value (readings, 1);
  assert_text (bare, "source", "unknown");
  g_assert_cmpuint (g_variant_n_children (bare), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readings/pages", test_pages);
  g_test_add_func ("/readings/span", test_span);
  g_test_add_func ("/readings/page-over-chunks", test_page_over_chunks);
  g_test_add_func ("/readings/keys", test_keys);

  return g_test_run ();
}
