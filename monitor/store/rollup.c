/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/rollup.h"

#include "core/instant.h"
#include "store/query.h"

#define ROLLUP_LEVELS 7
#define ROLLUP_FIRST_US (10 * THECAL_MINUTE_US)
#define ROLLUP_FACTOR 8
#define JOINED_MOST 4 /* buckets of a level in one step of a chart */

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

/* Buckets that a chart gets, each of several of a level: the next coarser level would have an
 * eighth of them, and a chart as wide as a screen a hundred steps. */
typedef struct {
  int level;
  gint64 width_us; /* of the level */
  gint64 n_joined;
} Steps;

static gint64
count_steps (gint64 from_us, gint64 to_us, gint64 width_us)
{
  return to_us / width_us - from_us / width_us + 1;
}

static Steps
choose_steps (gint64 from_us, gint64 to_us, guint most)
{
  Steps steps = { .level = 0, .width_us = ROLLUP_FIRST_US, .n_joined = 1 };

  while (steps.level < ROLLUP_LEVELS - 1 &&
         count_steps (from_us, to_us, steps.width_us) > (gint64) most * JOINED_MOST) {
    steps.width_us *= ROLLUP_FACTOR;
    steps.level++;
  }
  while (steps.n_joined < JOINED_MOST * 2 &&
         count_steps (from_us, to_us, steps.width_us * steps.n_joined) > most)
    steps.n_joined++;

  return steps;
}

typedef struct {
  gint64 step; /* G_MININT64: none yet */
  double min, max;
} Bucket;

static void
add_bucket (GVariantBuilder *out, const Bucket *bucket, gint64 width_us)
{
  if (bucket->step != G_MININT64)
    g_variant_builder_add (out, "(xdd)", bucket->step * width_us / 1000, bucket->min, bucket->max);
}

GVariant *
thecal_rollup_read (sqlite3 *db,
                    const char *pump_id,
                    gint64 from_us,
                    gint64 to_us,
                    guint most,
                    GError **error)
{
  const Steps steps = choose_steps (from_us, to_us, most);
  const gint64 width_us = steps.width_us * steps.n_joined;
  Bucket bucket = { .step = G_MININT64 };
  GVariantBuilder buckets;
  ThecalQuery query;

  if (!thecal_query_prepare (
          &query,
          db,
          "SELECT bucket, min, max FROM rollup WHERE pump = ? AND level = ? AND bucket "
          "BETWEEN ? AND ?"
          " ORDER BY bucket",
          error))
    return NULL;
  thecal_query_bind_text (&query, pump_id);
  thecal_query_bind_int (&query, steps.level);
  thecal_query_bind_int (&query, from_us / steps.width_us);
  thecal_query_bind_int (&query, to_us / steps.width_us);
  g_variant_builder_init (&buckets, G_VARIANT_TYPE ("a(xdd)"));
  while (sqlite3_step (query.statement) == SQLITE_ROW) {
    const gint64 step = sqlite3_column_int64 (query.statement, 0) / steps.n_joined;
    const double min = sqlite3_column_double (query.statement, 1);
    const double max = sqlite3_column_double (query.statement, 2);

    if (step != bucket.step) {
      add_bucket (&buckets, &bucket, width_us);
      bucket = (Bucket){ step, min, max };
    } else {
      bucket.min = MIN (bucket.min, min);
      bucket.max = MAX (bucket.max, max);
    }
  }
  add_bucket (&buckets, &bucket, width_us);
  thecal_query_end (&query);

  return g_variant_builder_end (&buckets);
}
