/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/rollup.h"

#include "core/instant.h"
#include "store/query.h"

#define ROLLUP_LEVELS 7
#define ROLLUP_FIRST_US (10 * THECAL_MINUTE_US)
#define ROLLUP_FACTOR 8

gboolean
thecal_rollup_write (sqlite3 *db,
                     const char *pump_id,
                     gint64 at_us,
                     double level_ml,
                     GError **error)
{
  gint64 width_us = ROLLUP_FIRST_US;

  for (int level = 0; level < ROLLUP_LEVELS; level++, width_us *= ROLLUP_FACTOR) {
    ThecalQuery query;

    if (!thecal_query_prepare (
            &query,
            db,
            "INSERT INTO rollup VALUES (?, ?, ?, ?4, ?4) ON CONFLICT (pump, level, bucket)"
            " DO UPDATE SET min = min(min, excluded.min), max = max(max, excluded.max)",
            error))
      return FALSE;
    thecal_query_bind_text (&query, pump_id);
    thecal_query_bind_int (&query, level);
    thecal_query_bind_int (&query, at_us / width_us);
    thecal_query_bind_double (&query, level_ml);
    if (!thecal_query_finish (&query, error))
      return FALSE;
  }

  return TRUE;
}

GVariant *
thecal_rollup_read (sqlite3 *db,
                    const char *pump_id,
                    gint64 from_us,
                    gint64 to_us,
                    guint most,
                    GError **error)
{
  gint64 width_us = ROLLUP_FIRST_US;
  GVariantBuilder buckets;
  int level = 0;
  ThecalQuery query;

  while (level < ROLLUP_LEVELS - 1 && to_us / width_us - from_us / width_us >= most) {
    width_us *= ROLLUP_FACTOR;
    level++;
  }
  if (!thecal_query_prepare (
          &query,
          db,
          "SELECT bucket, min, max FROM rollup WHERE pump = ? AND level = ? AND bucket "
          "BETWEEN ? AND ?"
          " ORDER BY bucket",
          error))
    return NULL;
  thecal_query_bind_text (&query, pump_id);
  thecal_query_bind_int (&query, level);
  thecal_query_bind_int (&query, from_us / width_us);
  thecal_query_bind_int (&query, to_us / width_us);
  g_variant_builder_init (&buckets, G_VARIANT_TYPE ("a(xdd)"));
  while (sqlite3_step (query.statement) == SQLITE_ROW)
    g_variant_builder_add (&buckets,
                           "(xdd)",
                           (gint64) sqlite3_column_int64 (query.statement, 0) * width_us / 1000,
                           sqlite3_column_double (query.statement, 1),
                           sqlite3_column_double (query.statement, 2));
  thecal_query_end (&query);

  return g_variant_builder_end (&buckets);
}
