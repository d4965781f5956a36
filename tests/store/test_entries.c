/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* What people wrote down: each once, as it was told last, with every earlier text kept. */
#include "store_probe.h"

static ThecalEntryRow
row (const char *id, const char *kind, gint64 at_s)
{
  return (ThecalEntryRow){
    .id = id,
    .pump = "manual",
    .by = "Ana",
    .kind = kind,
    .at_us = at_s * THECAL_SECOND_US,
    .entered_us = (at_s + 60) * THECAL_SECOND_US,
    .text = "[entry]\nBy=Aña\n",
  };
}

static GVariant *
finish (ThecalStore *store)
{
  g_autoptr (GAsyncResult) result = probe_wait ();
  GVariant *rows = thecal_store_read_entries_finish (store, result, NULL);

  g_assert_nonnull (rows);
  return rows;
}

static GVariant *
read_one (ThecalStore *store, const char *id)
{
  thecal_store_read_entry_async (store, id, NULL, probe_keep, NULL);
  return finish (store);
}

/* The ids in their order. */
static char *
read_ids (ThecalStore *store, const char *kind, gint64 from_s, gint64 to_s, guint most)
{
  const ThecalEntriesRange range = {
    .kind = kind,
    .from_us = from_s * THECAL_SECOND_US,
    .to_us = to_s * THECAL_SECOND_US,
    .most = most,
  };
  GString *ids = g_string_new (NULL);
  g_autoptr (GVariant) rows = NULL;

  thecal_store_read_entries_async (store, &range, NULL, probe_keep, NULL);
  rows = finish (store);
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", probe_text_at (rows, i, "id"));

  return g_string_free (ids, FALSE);
}

static void
test_range (void)
{
  static const struct {
    const char *kind;
    gint64 from_s, to_s;
    guint most;
    const char *ids;
  } table[] = {
    { "", 0, 1000, 100, "a b c d" }, { "diary", 0, 1000, 100, "a b d" },
    { "refill", 0, 1000, 100, "c" }, { "visit", 0, 1000, 100, "" },
    { "", 200, 300, 100, "b c" },    { "", 201, 299, 100, "" },
    { "", 0, 1000, 2, "c d" },       { "diary", 0, 1000, 2, "b d" },
    { "", 1000, 0, 100, "" },
  };
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  ThecalEntryRow rows[] = { row ("d", "diary", 400),
                            row ("b", "diary", 200),
                            row ("c", "refill", 300),
                            row ("a", "diary", 100),
                            row ("e", "diary", 500) };

  rows[4].withdrawn = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    thecal_store_add_entry (store, &rows[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *ids =
        read_ids (store, table[i].kind, table[i].from_s, table[i].to_s, table[i].most);

    g_test_message ("%s %d", table[i].kind, (int) table[i].from_s);
    g_assert_cmpstr (ids, ==, table[i].ids);
  }
}

static void
test_keys (void)
{
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  const ThecalEntryRow written = row ("a", "diary", 100);
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GVariant) first = NULL;
  gint64 at = 0, entered = 0;
  gboolean withdrawn = FALSE;

  thecal_store_add_entry (store, &written);
  rows = read_one (store, "a");
  first = g_variant_get_child_value (rows, 0);
  g_assert_true (g_variant_lookup (first, "at", "x", &at));
  g_assert_true (g_variant_lookup (first, "entered", "x", &entered));
  g_assert_false (g_variant_lookup (first, "withdrawn", "b", &withdrawn));
  g_assert_cmpint (at, ==, 100000);
  g_assert_cmpint (entered, ==, 160000);
  g_assert_cmpstr (probe_text_at (rows, 0, "pump"), ==, "manual");
  g_assert_cmpstr (probe_text_at (rows, 0, "by"), ==, "Ana");
  g_assert_cmpstr (probe_text_at (rows, 0, "kind"), ==, "diary");
  g_assert_cmpstr (probe_text_at (rows, 0, "text"), ==, written.text);
}

/* Corrected, told again, taken back: each earlier text is kept once, and nothing can delete. */
static void
test_versions (void)
{
  g_autofree char *path = probe_new_path ();

  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);
    ThecalEntryRow entry = row ("a", "diary", 100);
    g_autofree char *ids = NULL;
    g_autoptr (GVariant) last = NULL;

    thecal_store_add_entry (store, &entry);
    thecal_store_add_entry (store, &entry);
    entry.text = "second";
    entry.at_us += THECAL_SECOND_US;
    thecal_store_add_entry (store, &entry);
    entry.text = "third";
    entry.withdrawn = TRUE;
    thecal_store_add_entry (store, &entry);
    entry.text = "automatic";
    entry.only_new = TRUE;
    thecal_store_add_entry (store, &entry);
    g_assert_true (probe_flush (store, NULL));
    ids = read_ids (store, "", 0, 1000, 10);
    g_assert_cmpstr (ids, ==, "");
    last = read_one (store, "a");
    g_assert_cmpstr (probe_text_at (last, 0, "text"), ==, "third");
  }
  g_assert_cmpint (probe_count (path, "entry"), ==, 1);
  g_assert_cmpint (probe_count (path, "entry_version"), ==, 2);
  g_assert_cmpint (probe_count (path, "entry_version WHERE text = 'second'"), ==, 1);
  g_assert_false (probe_try_sql (path, "DELETE FROM entry"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/entries/range", test_range);
  g_test_add_func ("/store/entries/keys", test_keys);
  g_test_add_func ("/store/entries/versions", test_versions);

  return g_test_run ();
}
