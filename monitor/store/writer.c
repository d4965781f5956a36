/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/writer.h"

#include <math.h>
#include <string.h>

#include "store/schema.h"

#define ROLLUP_LEVELS 7
#define ROLLUP_FIRST_US (10 * THECAL_MINUTE_US)
#define ROLLUP_FACTOR 8

void
thecal_write_free (ThecalWrite *self)
{
  g_free (self->pump_id);
  g_free (self->text);
  g_clear_pointer (&self->data, g_bytes_unref);
  g_free (self);
}

/* A prepared statement with its place for the next parameter. */
typedef struct {
  sqlite3 *db;
  sqlite3_stmt *statement;
  int next;
} Query;

/* The connection's own list of statements is the cache: one that did the same before is used again.
 */
static sqlite3_stmt *
find_idle (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  while ((statement = sqlite3_next_stmt (db, statement)) != NULL)
    if (!sqlite3_stmt_busy (statement) && strcmp (sqlite3_sql (statement), sql) == 0)
      return statement;

  return NULL;
}

static gboolean
query_prepare (Query *self, sqlite3 *db, const char *sql, GError **error)
{
  int code = SQLITE_OK;

  self->db = db;
  self->next = 1;
  self->statement = find_idle (db, sql);
  if (self->statement == NULL)
    code = sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->statement, NULL);
  if (code != SQLITE_OK)
    thecal_schema_set_error (error, db, code, "statement");
  return code == SQLITE_OK;
}

/* Idle again, for the next one who asks the same. */
static void
query_end (Query *self)
{
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
}

static void
bind_text (Query *self, const char *text)
{
  sqlite3_bind_text (self->statement, self->next++, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
}

static void
bind_int (Query *self, gint64 number)
{
  sqlite3_bind_int64 (self->statement, self->next++, number);
}

/* NULL for what is not known. */
static void
bind_double (Query *self, double number)
{
  if (isnan (number))
    sqlite3_bind_null (self->statement, self->next++);
  else
    sqlite3_bind_double (self->statement, self->next++, number);
}

static gboolean
query_finish (Query *self, GError **error)
{
  const int code = sqlite3_step (self->statement);

  if (code != SQLITE_DONE && code != SQLITE_ROW)
    thecal_schema_set_error (error, self->db, code, "write");
  query_end (self);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

static gboolean
write_pump (const ThecalWrite *self, sqlite3 *db, GError **error)
{
  Query query;

  if (!query_prepare (&query,
                      db,
                      "INSERT INTO pump VALUES (?, ?, ?, (SELECT count(*) + 1 FROM pump))"
                      " ON CONFLICT (id) DO UPDATE SET name = excluded.name, bluetooth = "
                      "max(bluetooth, excluded.bluetooth)",
                      error))
    return FALSE;
  bind_text (&query, self->pump_id);
  bind_text (&query, self->text);
  bind_int (&query, self->bluetooth);

  return query_finish (&query, error);
}

static gboolean
roll_up (const ThecalWrite *self, sqlite3 *db, gint64 at_us, GError **error)
{
  const double level_ml = self->report.values[THECAL_FIELD_RESERVOIR_ML];
  gint64 width_us = ROLLUP_FIRST_US;

  for (int level = 0; level < ROLLUP_LEVELS; level++, width_us *= ROLLUP_FACTOR) {
    Query query;

    if (!query_prepare (
            &query,
            db,
            "INSERT INTO rollup VALUES (?, ?, ?, ?4, ?4) ON CONFLICT (pump, level, bucket)"
            " DO UPDATE SET min = min(min, excluded.min), max = max(max, excluded.max)",
            error))
      return FALSE;
    bind_text (&query, self->pump_id);
    bind_int (&query, level);
    bind_int (&query, at_us / width_us);
    bind_double (&query, level_ml);
    if (!query_finish (&query, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
write_reading (const ThecalWrite *self, sqlite3 *db, GError **error)
{
  const ThecalStatusReport *report = &self->report;
  const gint64 at_us = self->now.wall_us - report->age_us;
  Query query;

  if (!query_prepare (&query,
                      db,
                      "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      error))
    return FALSE;
  bind_text (&query, self->pump_id);
  bind_int (&query, at_us);
  bind_int (&query, self->now.wall_us);
  bind_int (&query, report->present);
  bind_int (&query, (gint64) report->source);
  bind_int (&query, (gint64) report->therapy);
  bind_int (&query, (gint64) report->mode);
  bind_int (&query, (gint64) report->battery_state);
  for (int field = 0; field < THECAL_N_FIELDS; field++)
    bind_double (&query, (report->present & (1u << field)) != 0 ? report->values[field] : NAN);
  if (!query_finish (&query, error))
    return FALSE;
  if ((report->present & (1u << THECAL_FIELD_RESERVOIR_ML)) == 0 ||
      isnan (report->values[THECAL_FIELD_RESERVOIR_ML]))
    return TRUE;

  return roll_up (self, db, at_us, error);
}

/* Each record's hash covers the one before: a record taken out or changed shows. */
static char *
chain (const char *before, gint64 at_us, gint64 boot_us, const char *const *texts)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *times =
      g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, at_us, boot_us);

  g_checksum_update (sum, (const guchar *) before, -1);
  g_checksum_update (sum, (const guchar *) times, -1);
  for (; *texts != NULL; texts++) {
    g_checksum_update (sum, (const guchar *) *texts, -1);
    g_checksum_update (sum, (const guchar *) "\n", 1);
  }

  return g_strdup (g_checksum_get_string (sum));
}

static char *
last_hash (sqlite3 *db, GError **error)
{
  char *hash = NULL;
  Query query;

  if (!query_prepare (&query, db, "SELECT hash FROM log ORDER BY seq DESC LIMIT 1", error))
    return NULL;
  hash = g_strdup (sqlite3_step (query.statement) == SQLITE_ROW
                       ? (const char *) sqlite3_column_text (query.statement, 0)
                       : "");
  query_end (&query);

  return hash;
}

static gboolean
write_log (const ThecalWrite *self, sqlite3 *db, GError **error)
{
  const ThecalEffect *effect = &self->effect;
  const ThecalConditionRow *row = thecal_condition_get_row (effect->condition);
  const char *const texts[] = {
    self->pump_id != NULL ? self->pump_id : "",  row != NULL ? row->id : "",
    thecal_effect_kind_to_string (effect->kind), thecal_priority_to_string (effect->priority),
    self->text != NULL ? self->text : "",        NULL,
  };
  g_autofree char *before = last_hash (db, error);
  g_autofree char *hash = NULL;
  Query query;

  if (before == NULL || !query_prepare (&query,
                                        db,
                                        "INSERT INTO log (at_us, boot_us, pump, condition, effect, "
                                        "priority, detail, episode, hash)"
                                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                        error))
    return FALSE;
  hash = chain (before, self->now.wall_us, self->now.boot_us, texts);
  bind_int (&query, self->now.wall_us);
  bind_int (&query, self->now.boot_us);
  for (gsize i = 0; texts[i] != NULL; i++)
    bind_text (&query, texts[i]);
  bind_int (&query, effect->episode);
  bind_text (&query, hash);

  return query_finish (&query, error);
}

static gboolean
write_state (const ThecalWrite *self, sqlite3 *db, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (self->data, &size);
  Query query;

  if (!query_prepare (&query, db, "INSERT OR REPLACE INTO state VALUES (1, ?, ?)", error))
    return FALSE;
  bind_text (&query, self->text);
  sqlite3_bind_blob64 (query.statement, query.next++, data, size, SQLITE_TRANSIENT);

  return query_finish (&query, error);
}

gboolean
thecal_write_run (const ThecalWrite *self, sqlite3 *db, GError **error)
{
  switch (self->kind) {
  case THECAL_WRITE_PUMP:
    return write_pump (self, db, error);
  case THECAL_WRITE_READING:
    return write_reading (self, db, error);
  case THECAL_WRITE_LOG:
    return write_log (self, db, error);
  case THECAL_WRITE_STATE:
    return write_state (self, db, error);
  }

  return TRUE;
}

GVariant *
thecal_read_log (sqlite3 *db, guint most, GError **error)
{
  GVariantBuilder records;
  Query query;

  if (!query_prepare (
          &query,
          db,
          "SELECT * FROM (SELECT seq, at_us, pump, condition, effect, priority, detail FROM log"
          " ORDER BY seq DESC LIMIT ?) ORDER BY seq",
          error))
    return NULL;
  bind_int (&query, most);
  g_variant_builder_init (&records, G_VARIANT_TYPE ("a(xsssss)"));
  while (sqlite3_step (query.statement) == SQLITE_ROW)
    g_variant_builder_add (&records,
                           "(xsssss)",
                           (gint64) sqlite3_column_int64 (query.statement, 1) / 1000,
                           sqlite3_column_text (query.statement, 2),
                           sqlite3_column_text (query.statement, 3),
                           sqlite3_column_text (query.statement, 4),
                           sqlite3_column_text (query.statement, 5),
                           sqlite3_column_text (query.statement, 6));
  query_end (&query);

  return g_variant_builder_end (&records);
}

gboolean
thecal_log_verify (sqlite3 *db, gint64 *out_bad_seq)
{
  g_autofree char *before = g_strdup ("");
  gboolean sound = TRUE;
  Query query;

  if (!query_prepare (&query,
                      db,
                      "SELECT at_us, boot_us, pump, condition, effect, priority, detail, hash, seq "
                      "FROM log ORDER BY seq",
                      NULL))
    return FALSE;
  while (sound && sqlite3_step (query.statement) == SQLITE_ROW) {
    const char *texts[6] = { NULL };
    g_autofree char *hash = NULL;

    for (int i = 0; i < 5; i++)
      texts[i] = (const char *) sqlite3_column_text (query.statement, 2 + i);
    hash = chain (before,
                  sqlite3_column_int64 (query.statement, 0),
                  sqlite3_column_int64 (query.statement, 1),
                  texts);
    sound = g_strcmp0 (hash, (const char *) sqlite3_column_text (query.statement, 7)) == 0;
    if (!sound)
      *out_bad_seq = sqlite3_column_int64 (query.statement, 8);
    g_free (before);
    before = g_steal_pointer (&hash);
  }
  query_end (&query);

  return sound;
}

GVariant *
thecal_read_levels (sqlite3 *db,
                    const char *pump_id,
                    gint64 from_us,
                    gint64 to_us,
                    guint most,
                    GError **error)
{
  gint64 width_us = ROLLUP_FIRST_US;
  GVariantBuilder buckets;
  int level = 0;
  Query query;

  while (level < ROLLUP_LEVELS - 1 && (to_us - from_us) / width_us > most) {
    width_us *= ROLLUP_FACTOR;
    level++;
  }
  if (!query_prepare (&query,
                      db,
                      "SELECT bucket, min, max FROM rollup WHERE pump = ? AND level = ? AND bucket "
                      "BETWEEN ? AND ?"
                      " ORDER BY bucket",
                      error))
    return NULL;
  bind_text (&query, pump_id);
  bind_int (&query, level);
  bind_int (&query, from_us / width_us);
  bind_int (&query, to_us / width_us);
  g_variant_builder_init (&buckets, G_VARIANT_TYPE ("a(xdd)"));
  while (sqlite3_step (query.statement) == SQLITE_ROW)
    g_variant_builder_add (&buckets,
                           "(xdd)",
                           (gint64) sqlite3_column_int64 (query.statement, 0) * width_us / 1000,
                           sqlite3_column_double (query.statement, 1),
                           sqlite3_column_double (query.statement, 2));
  query_end (&query);

  return g_variant_builder_end (&buckets);
}
