/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store_probe.h"

#include <sqlite3.h>

#include "store/schema.h"

static GAsyncResult *kept;

void
probe_keep (GObject *source, GAsyncResult *result, gpointer user_data)
{
  kept = g_object_ref (result);
}

GAsyncResult *
probe_wait (void)
{
  while (kept == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&kept);
}

gboolean
probe_flush (ThecalStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  thecal_store_flush_async (store, NULL, probe_keep, NULL);
  result = probe_wait ();

  return thecal_store_flush_finish (store, result, error);
}

char *
probe_new_path (void)
{
  g_autofree char *dir = g_dir_make_tmp ("thecal-store-XXXXXX", NULL);

  return g_build_filename (dir, "deeper", "thecal.db", NULL);
}

gint64
probe_count (const char *path, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;
  gint64 count;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  thecal_schema_close (db);

  return count;
}

gboolean
probe_try_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  int code;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  code = sqlite3_exec (db, sql, NULL, NULL, NULL);
  thecal_schema_close (db);

  return code == SQLITE_OK;
}

void
probe_sql (const char *path, const char *sql)
{
  g_assert_true (probe_try_sql (path, sql));
}

/* The alarm log. */

static const ThecalEffect raise_effect = { .kind = THECAL_EFFECT_RAISE,
                                           .condition = THECAL_CONDITION_RESERVOIR_LOW,
                                           .priority = THECAL_PRIORITY_MEDIUM,
                                           .episode = 3 };

void
probe_add_records (ThecalStore *store, int n)
{
  for (gint64 i = 0; i < n; i++) {
    g_autofree char *detail = g_strdup_printf ("record %" G_GINT64_FORMAT, i);

    thecal_store_add_log (
        store, "pump", &raise_effect, detail, (ThecalTime){ i * 1000, i * 1000000 });
  }
}

gboolean
probe_verify (ThecalStore *store, guint64 *out_checked, guint64 *out_first_bad)
{
  g_autoptr (GAsyncResult) result = NULL;

  thecal_store_verify_log_async (store, NULL, probe_keep, NULL);
  result = probe_wait ();

  return thecal_store_verify_log_finish (store, result, out_checked, out_first_bad, NULL);
}

GVariant *
probe_read_log (ThecalStore *store, guint64 after, gboolean newest, guint most)
{
  g_autoptr (GAsyncResult) result = NULL;
  GVariant *records;

  thecal_store_read_alarm_log_async (store, after, newest, most, NULL, probe_keep, NULL);
  result = probe_wait ();
  records = thecal_store_read_alarm_log_finish (store, result, NULL);
  g_assert_nonnull (records);

  return records;
}

const char *
probe_text_at (GVariant *records, gsize index, const char *key)
{
  g_autoptr (GVariant) record = g_variant_get_child_value (records, index);
  const char *text = NULL;

  g_assert_true (g_variant_lookup (record, key, "&s", &text));
  return text;
}

guint64
probe_seq_at (GVariant *records, gsize index)
{
  g_autoptr (GVariant) record = g_variant_get_child_value (records, index);
  guint64 seq = 0;

  g_assert_true (g_variant_lookup (record, "seq", "t", &seq));
  return seq;
}

void
probe_assert_fits (const char *path, guint64 n_records)
{
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  guint64 checked = 0, first_bad = 0;

  g_assert_true (probe_verify (store, &checked, &first_bad));
  g_assert_cmpuint (first_bad, ==, 0);
  g_assert_cmpuint (checked, ==, n_records);
}

void
probe_assert_first_bad (const char *path, guint64 expected)
{
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  guint64 checked = 0, first_bad = 0;

  g_assert_true (probe_verify (store, &checked, &first_bad));
  g_assert_cmpuint (first_bad, ==, expected);
}
