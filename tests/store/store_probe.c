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
