/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/walkthroughs.h"

#include "store/query.h"

gboolean
thecal_walkthroughs_write (sqlite3 *db, const ThecalWalkthroughRow *row, GError **error)
{
  ThecalQuery query;

  if (!thecal_query_prepare (&query,
                             db,
                             "INSERT INTO walkthrough VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                             " ON CONFLICT (id) DO UPDATE SET started_us = excluded.started_us,"
                             " ended_us = excluded.ended_us, pump = excluded.pump,"
                             " by = excluded.by, state = excluded.state,"
                             " outcome = excluded.outcome, text = excluded.text",
                             error))
    return FALSE;
  thecal_query_bind_text (&query, row->id);
  thecal_query_bind_int (&query, row->started_us);
  thecal_query_bind_int (&query, row->ended_us);
  thecal_query_bind_text (&query, row->pump);
  thecal_query_bind_text (&query, row->by);
  thecal_query_bind_text (&query, row->state);
  thecal_query_bind_int (&query, row->outcome);
  thecal_query_bind_text (&query, row->text);

  return thecal_query_finish (&query, error);
}

#define COLUMNS "id, started_us, ended_us, pump, by, state, outcome, text"

enum {
  COLUMN_ID,
  COLUMN_STARTED_US,
  COLUMN_ENDED_US,
  COLUMN_PUMP,
  COLUMN_BY,
  COLUMN_STATE,
  COLUMN_OUTCOME,
  COLUMN_TEXT,
};

static void
add_text (GVariantBuilder *row, const ThecalQuery *query, const char *key, int column)
{
  g_variant_builder_add (
      row, "{sv}", key, g_variant_new_take_string (thecal_query_get_text (query, column)));
}

/* Milliseconds; 0: not known. */
static void
add_time (GVariantBuilder *row, const ThecalQuery *query, const char *key, int column)
{
  const gint64 time_us = thecal_query_get_int (query, column);

  g_variant_builder_add (
      row, "{sv}", key, g_variant_new_int64 (time_us == THECAL_UNKNOWN_US ? 0 : time_us / 1000));
}

static void
add_row (GVariantBuilder *rows, const ThecalQuery *query)
{
  g_variant_builder_open (rows, G_VARIANT_TYPE_VARDICT);
  add_text (rows, query, "id", COLUMN_ID);
  add_time (rows, query, "started", COLUMN_STARTED_US);
  add_time (rows, query, "ended", COLUMN_ENDED_US);
  add_text (rows, query, "pump", COLUMN_PUMP);
  add_text (rows, query, "by", COLUMN_BY);
  add_text (rows, query, "state", COLUMN_STATE);
  g_variant_builder_add (rows,
                         "{sv}",
                         "outcome",
                         g_variant_new_int32 ((int) thecal_query_get_int (query, COLUMN_OUTCOME)));
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
thecal_walkthroughs_read (sqlite3 *db, guint most, GError **error)
{
  ThecalQuery query;

  if (!thecal_query_prepare (&query,
                             db,
                             "SELECT " COLUMNS " FROM (SELECT * FROM walkthrough"
                             " ORDER BY started_us DESC, id DESC LIMIT ?)"
                             " ORDER BY started_us, id",
                             error))
    return NULL;
  thecal_query_bind_int (&query, most);

  return collect (&query, error);
}

GVariant *
thecal_walkthroughs_read_one (sqlite3 *db, const char *id, GError **error)
{
  ThecalQuery query;

  if (!thecal_query_prepare (&query, db, "SELECT " COLUMNS " FROM walkthrough WHERE id = ?", error))
    return NULL;
  thecal_query_bind_text (&query, id);

  return collect (&query, error);
}
