/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/entries.h"

#include "store/query.h"

#define INSERT "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO "
#define UPDATE                                                                                     \
  "UPDATE SET at_us = excluded.at_us, entered_us = excluded.entered_us, pump = excluded.pump,"     \
  " by = excluded.by, kind = excluded.kind, withdrawn = excluded.withdrawn, text = excluded.text"  \
  " WHERE excluded.text <> entry.text"

gboolean
thecal_entries_write (sqlite3 *db, const ThecalEntryRow *row, GError **error)
{
  ThecalQuery query;

  if (!thecal_query_prepare (&query, db, row->only_new ? INSERT "NOTHING" : INSERT UPDATE, error))
    return FALSE;
  thecal_query_bind_text (&query, row->id);
  thecal_query_bind_int (&query, row->at_us);
  thecal_query_bind_int (&query, row->entered_us);
  thecal_query_bind_text (&query, row->pump);
  thecal_query_bind_text (&query, row->by);
  thecal_query_bind_text (&query, row->kind);
  thecal_query_bind_int (&query, row->withdrawn);
  thecal_query_bind_text (&query, row->text);

  return thecal_query_finish (&query, error);
}

#define COLUMNS "id, at_us, entered_us, pump, by, kind, withdrawn, text"

enum {
  COLUMN_ID,
  COLUMN_AT_US,
  COLUMN_ENTERED_US,
  COLUMN_PUMP,
  COLUMN_BY,
  COLUMN_KIND,
  COLUMN_WITHDRAWN,
  COLUMN_TEXT,
};

static void
add_text (GVariantBuilder *row, const ThecalQuery *query, const char *key, int column)
{
  g_variant_builder_add (
      row, "{sv}", key, g_variant_new_take_string (thecal_query_get_text (query, column)));
}

static void
add_time (GVariantBuilder *row, const ThecalQuery *query, const char *key, int column)
{
  g_variant_builder_add (
      row, "{sv}", key, g_variant_new_int64 (thecal_query_get_int (query, column) / 1000));
}

static void
add_row (GVariantBuilder *rows, const ThecalQuery *query)
{
  g_variant_builder_open (rows, G_VARIANT_TYPE_VARDICT);
  add_text (rows, query, "id", COLUMN_ID);
  add_time (rows, query, "at", COLUMN_AT_US);
  add_time (rows, query, "entered", COLUMN_ENTERED_US);
  add_text (rows, query, "pump", COLUMN_PUMP);
  add_text (rows, query, "by", COLUMN_BY);
  add_text (rows, query, "kind", COLUMN_KIND);
  if (thecal_query_get_int (query, COLUMN_WITHDRAWN) != 0)
    g_variant_builder_add (rows, "{sv}", "withdrawn", g_variant_new_boolean (TRUE));
  add_text (rows, query, "text", COLUMN_TEXT);
  g_variant_builder_close (rows);
}

/* The rows of a query that is ready to run. */
static GVariant *
collect (ThecalQuery *query, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GVariantBuilder rows;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  while (thecal_query_next (query, &local_error))
    add_row (&rows, query);
  thecal_query_end (query);
  if (local_error == NULL)
    return g_variant_builder_end (&rows);

  g_variant_builder_clear (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GVariant *
thecal_entries_read (sqlite3 *db, const ThecalEntriesRange *range, GError **error)
{
  ThecalQuery query;

  if (!thecal_query_prepare (&query,
                             db,
                             "SELECT " COLUMNS " FROM (SELECT * FROM entry"
                             " WHERE at_us BETWEEN ?1 AND ?2 AND withdrawn = 0"
                             " AND (?3 = '' OR kind = ?3)"
                             " ORDER BY at_us DESC, entered_us DESC, id DESC LIMIT ?4)"
                             " ORDER BY at_us, entered_us, id",
                             error))
    return NULL;
  thecal_query_bind_int (&query, range->from_us);
  thecal_query_bind_int (&query, range->to_us);
  thecal_query_bind_text (&query, range->kind);
  thecal_query_bind_int (&query, range->most);

  return collect (&query, error);
}

GVariant *
thecal_entries_read_one (sqlite3 *db, const char *id, GError **error)
{
  ThecalQuery query;

  if (!thecal_query_prepare (&query, db, "SELECT " COLUMNS " FROM entry WHERE id = ?", error))
    return NULL;
  thecal_query_bind_text (&query, id);

  return collect (&query, error);
}
