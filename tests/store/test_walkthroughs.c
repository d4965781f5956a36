/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Walkthroughs: each once, as it was told last, the newest ones in their order. */
#include "store_probe.h"

static ThecalWalkthroughRow
row (const char *id, const char *state, gint64 started_s)
{
  return (ThecalWalkthroughRow){
    .id = id,
    .pump = "manual",
    .by = "Anna",
    .state = state,
    .outcome = 2,
    .started_us = started_s * THECAL_SECOND_US,
    .ended_us = (started_s + 60) * THECAL_SECOND_US,
    .text = "[walkthrough]\nFever=38,6 °C\n",
  };
}

static GVariant *
finish (ThecalStore *store)
{
  g_autoptr (GAsyncResult) result = probe_wait ();
  GVariant *rows = thecal_store_read_walkthroughs_finish (store, result, NULL);

  g_assert_nonnull (rows);
  return rows;
}

static GVariant *
read_newest (ThecalStore *store, guint most)
{
  thecal_store_read_walkthroughs_async (store, most, NULL, probe_keep, NULL);
  return finish (store);
}

static GVariant *
read_one (ThecalStore *store, const char *id)
{
  thecal_store_read_walkthrough_async (store, id, NULL, probe_keep, NULL);
  return finish (store);
}

/* The ids of @rows, in their order. */
static char *
ids_of (GVariant *rows)
{
  GString *ids = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", probe_text_at (rows, i, "id"));

  return g_string_free (ids, FALSE);
}

static void
test_newest (void)
{
  static const struct {
    guint most;
    const char *ids;
  } table[] = {
    { 0, "" }, { 1, "c" }, { 2, "b c" }, { 3, "a b c" }, { 1000, "a b c" },
  };
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  const ThecalWalkthroughRow rows[] = { row ("b", "done", 200),
                                        row ("c", "done", 300),
                                        row ("a", "done", 100) };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    thecal_store_add_walkthrough (store, &rows[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (GVariant) found = read_newest (store, table[i].most);
    g_autofree char *ids = ids_of (found);

    g_assert_cmpstr (ids, ==, table[i].ids);
  }
}

static gint64
number_at (GVariant *rows, const char *key)
{
  g_autoptr (GVariant) first = g_variant_get_child_value (rows, 0);
  gint64 number = -1;

  g_assert_true (g_variant_lookup (first, key, "x", &number));
  return number;
}

static void
test_keys (void)
{
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  ThecalWalkthroughRow unended = row ("a", "open", 100);
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GVariant) first = NULL;
  int outcome = 0;

  unended.ended_us = THECAL_UNKNOWN_US;
  thecal_store_add_walkthrough (store, &unended);
  rows = read_newest (store, 1);
  first = g_variant_get_child_value (rows, 0);
  g_assert_cmpint (number_at (rows, "started"), ==, 100000);
  g_assert_cmpint (number_at (rows, "ended"), ==, 0);
  g_assert_true (g_variant_lookup (first, "outcome", "i", &outcome));
  g_assert_cmpint (outcome, ==, 2);
  g_assert_cmpstr (probe_text_at (rows, 0, "pump"), ==, "manual");
  g_assert_cmpstr (probe_text_at (rows, 0, "by"), ==, "Anna");
  g_assert_cmpstr (probe_text_at (rows, 0, "text"), ==, unended.text);
}

/* Called: the same walkthrough, further on. */
static void
test_told_again (void)
{
  g_autofree char *path = probe_new_path ();

  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);
    const ThecalWalkthroughRow open = row ("a", "open", 100), called = row ("a", "called", 100);
    g_autoptr (GVariant) none = read_one (store, "a");
    g_autoptr (GVariant) before = NULL;

    g_assert_cmpuint (g_variant_n_children (none), ==, 0);
    thecal_store_add_walkthrough (store, &open);
    before = read_one (store, "a");
    g_assert_cmpstr (probe_text_at (before, 0, "state"), ==, "open");
    thecal_store_add_walkthrough (store, &called);
    g_assert_true (probe_flush (store, NULL));
  }
  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);
    g_autoptr (GVariant) after = read_one (store, "a");

    g_assert_cmpuint (g_variant_n_children (after), ==, 1);
    g_assert_cmpstr (probe_text_at (after, 0, "state"), ==, "called");
  }
  g_assert_cmpint (probe_count (path, "walkthrough"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/walkthroughs/newest", test_newest);
  g_test_add_func ("/store/walkthroughs/keys", test_keys);
  g_test_add_func ("/store/walkthroughs/told-again", test_told_again);

  return g_test_run ();
}
