/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/alarm_log.h"

#include <string.h>

#include "core/names.h"
#include "store/query.h"

#define CHAIN_TEXTS 1 /* of before version 3 */
#define CHAIN_ALL 2

typedef enum { AT_US, BOOT_US, EPISODE, N_NUMBERS } Number;
typedef enum { PUMP, CONDITION, EFFECT, PRIORITY, DETAIL, BOOT_ID, N_TEXTS } Text;

/* A record as its hash sees it. */
typedef struct {
  gint64 seq;
  gint64 numbers[N_NUMBERS];
  const char *texts[N_TEXTS]; /* borrowed */
  gsize lengths[N_TEXTS];
} Row;

/* The columns of SELECT_ROW, in this order. */
enum { COLUMN_SEQ, COLUMN_CHAIN, COLUMN_HASH, COLUMN_NUMBERS, COLUMN_TEXTS = COLUMN_NUMBERS + 3 };
#define SELECT_ROW                                                                                 \
  "SELECT seq, chain, hash, at_us, boot_us, episode, pump, condition, effect, priority, detail,"   \
  " boot_id FROM log "

static void
hash_texts (const char *before, const Row *row, char out_hash[65])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *times = g_strdup_printf (
      "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, row->numbers[AT_US], row->numbers[BOOT_US]);

  g_checksum_update (sum, (const guchar *) before, -1);
  g_checksum_update (sum, (const guchar *) times, -1);
  for (int i = PUMP; i <= DETAIL; i++) {
    g_checksum_update (sum, (const guchar *) row->texts[i], (gssize) row->lengths[i]);
    g_checksum_update (sum, (const guchar *) "\n", 1);
  }
  g_strlcpy (out_hash, g_checksum_get_string (sum), 65);
}

static void
hash_add (GChecksum *sum, const char *text, gsize length)
{
  g_autofree char *head = g_strdup_printf ("%" G_GSIZE_FORMAT ":", length);

  g_checksum_update (sum, (const guchar *) head, -1);
  g_checksum_update (sum, (const guchar *) text, (gssize) length);
}

static void
hash_add_number (GChecksum *sum, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  hash_add (sum, text, strlen (text));
}

static void
hash_all (const char *before, const Row *row, char out_hash[65])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  hash_add_number (sum, CHAIN_ALL);
  hash_add (sum, before, strlen (before));
  hash_add_number (sum, row->seq);
  for (int i = 0; i < N_NUMBERS; i++)
    hash_add_number (sum, row->numbers[i]);
  for (int i = 0; i < N_TEXTS; i++)
    hash_add (sum, row->texts[i], row->lengths[i]);
  g_strlcpy (out_hash, g_checksum_get_string (sum), 65);
}

/* Writing. */

/* The next number, and the hash of the record before it. The number goes on from the greatest there
 * ever was, so that records taken off the end leave a gap. */
static gboolean
read_end (sqlite3 *db, gint64 *out_seq, char out_hash[65], GError **error)
{
  g_autofree char *hash = NULL;
  gboolean found;
  ThecalQuery query;

  if (!thecal_query_prepare (
          &query,
          db,
          "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'log'), 0),"
          " coalesce((SELECT max(seq) FROM log), 0)) + 1,"
          " (SELECT hash FROM log ORDER BY seq DESC LIMIT 1)",
          error))
    return FALSE;
  found = thecal_query_next (&query, error);
  if (found) {
    *out_seq = thecal_query_get_int (&query, 0);
    hash = thecal_query_get_text (&query, 1);
    g_strlcpy (out_hash, hash, 65);
  }
  thecal_query_end (&query);

  return found;
}

static void
set_text (Row *row, Text which, const char *text)
{
  row->texts[which] = text != NULL ? text : "";
  row->lengths[which] = strlen (row->texts[which]);
}

gboolean
thecal_alarm_log_write (const ThecalLogRecord *self, sqlite3 *db, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (self->detail != NULL ? self->detail : "", -1);
  /* whole milliseconds, as the bus and an export have them: what was exported can be checked */
  const gint64 at_us = self->now.wall_us - self->now.wall_us % 1000;
  Row row = { .numbers = { at_us, self->now.boot_us, self->episode } };
  char detail[THECAL_LOG_DETAIL_MAX + 1], before[65], hash[65];
  ThecalQuery query;

  thecal_name_keep (detail, sizeof detail, valid);
  set_text (&row, PUMP, self->pump);
  set_text (&row, CONDITION, self->condition);
  set_text (&row, EFFECT, self->effect);
  set_text (&row, PRIORITY, self->priority);
  set_text (&row, DETAIL, detail);
  set_text (&row, BOOT_ID, self->boot_id);
  if (!read_end (db, &row.seq, before, error) ||
      !thecal_query_prepare (
          &query,
          db,
          "INSERT INTO log (seq, chain, hash, at_us, boot_us, episode, pump, condition, effect,"
          " priority, detail, boot_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          error))
    return FALSE;
  hash_all (before, &row, hash);
  thecal_query_bind_int (&query, row.seq);
  thecal_query_bind_int (&query, CHAIN_ALL);
  thecal_query_bind_text (&query, hash);
  for (int i = 0; i < N_NUMBERS; i++)
    thecal_query_bind_int (&query, row.numbers[i]);
  for (int i = 0; i < N_TEXTS; i++)
    thecal_query_bind_text (&query, row.texts[i]);

  return thecal_query_finish (&query, error);
}

/* Reading. */

GVariant *
thecal_alarm_log_read_short (sqlite3 *db, guint most, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GVariantBuilder records;
  ThecalQuery query;

  if (!thecal_query_prepare (
          &query,
          db,
          "SELECT * FROM (SELECT seq, at_us, pump, condition, effect, priority, detail FROM log"
          " ORDER BY seq DESC LIMIT ?) ORDER BY seq",
          error))
    return NULL;
  thecal_query_bind_int (&query, most);
  g_variant_builder_init (&records, G_VARIANT_TYPE ("a(xsssss)"));
  while (thecal_query_next (&query, &local_error)) {
    g_variant_builder_open (&records, G_VARIANT_TYPE ("(xsssss)"));
    g_variant_builder_add (&records, "x", thecal_query_get_int (&query, 1) / 1000);
    for (int column = 2; column <= 6; column++) {
      g_autofree char *text = thecal_query_get_text (&query, column);

      g_variant_builder_add (&records, "s", text);
    }
    g_variant_builder_close (&records);
  }
  thecal_query_end (&query);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    g_variant_builder_clear (&records);
    return NULL;
  }

  return g_variant_builder_end (&records);
}

static void
add_record (GVariantBuilder *records, const ThecalQuery *query)
{
  static const char *const keys[N_TEXTS] = {
    [PUMP] = "pump",         [CONDITION] = "condition", [EFFECT] = "effect",
    [PRIORITY] = "priority", [DETAIL] = "detail",       [BOOT_ID] = "boot_id"
  };
  const guint64 seq = (guint64) thecal_query_get_int (query, COLUMN_SEQ);
  const gint64 at_us = thecal_query_get_int (query, COLUMN_NUMBERS + AT_US);
  const gint64 boot_us = thecal_query_get_int (query, COLUMN_NUMBERS + BOOT_US);
  const guint episode = (guint) thecal_query_get_int (query, COLUMN_NUMBERS + EPISODE);
  g_autofree char *hash = thecal_query_get_text (query, COLUMN_HASH);

  g_variant_builder_open (records, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (records, "{sv}", "seq", g_variant_new_uint64 (seq));
  g_variant_builder_add (records, "{sv}", "at", g_variant_new_int64 (at_us / 1000));
  g_variant_builder_add (records, "{sv}", "boot_us", g_variant_new_int64 (boot_us));
  g_variant_builder_add (records, "{sv}", "episode", g_variant_new_uint32 (episode));
  g_variant_builder_add (records, "{sv}", "hash", g_variant_new_string (hash));
  for (int i = 0; i < N_TEXTS; i++) {
    g_autofree char *text = thecal_query_get_text (query, COLUMN_TEXTS + i);

    g_variant_builder_add (records, "{sv}", keys[i], g_variant_new_string (text));
  }
  g_variant_builder_close (records);
}

GVariant *
thecal_alarm_log_read (sqlite3 *db, gint64 after, gboolean newest, guint most, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GVariantBuilder records;
  ThecalQuery query;

  if (!thecal_query_prepare (&query,
                             db,
                             newest ? "SELECT * FROM (" SELECT_ROW
                                      "WHERE seq > ? ORDER BY seq DESC LIMIT ?) ORDER BY seq"
                                    : SELECT_ROW "WHERE seq > ? ORDER BY seq LIMIT ?",
                             error))
    return NULL;
  thecal_query_bind_int (&query, after);
  thecal_query_bind_int (&query, most);
  g_variant_builder_init (&records, G_VARIANT_TYPE ("aa{sv}"));
  while (thecal_query_next (&query, &local_error))
    add_record (&records, &query);
  thecal_query_end (&query);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    g_variant_builder_clear (&records);
    return NULL;
  }

  return g_variant_builder_end (&records);
}

/* Checking. */

/* FALSE where a column holds another type than it was written with: '12 ' in the place of 12 would
 * read as the same number. */
static gboolean
row_read (Row *self, sqlite3_stmt *statement)
{
  gboolean sound = sqlite3_column_type (statement, COLUMN_CHAIN) == SQLITE_INTEGER &&
                   sqlite3_column_type (statement, COLUMN_HASH) == SQLITE_TEXT;

  self->seq = sqlite3_column_int64 (statement, COLUMN_SEQ);
  for (int i = 0; i < N_NUMBERS; i++) {
    sound = sound && sqlite3_column_type (statement, COLUMN_NUMBERS + i) == SQLITE_INTEGER;
    self->numbers[i] = sqlite3_column_int64 (statement, COLUMN_NUMBERS + i);
  }
  for (int i = 0; i < N_TEXTS; i++) {
    sound = sound && sqlite3_column_type (statement, COLUMN_TEXTS + i) == SQLITE_TEXT;
    self->texts[i] = (const char *) sqlite3_column_text (statement, COLUMN_TEXTS + i);
    self->lengths[i] = (gsize) sqlite3_column_bytes (statement, COLUMN_TEXTS + i);
  }

  return sound;
}

void
thecal_log_check_init (ThecalLogCheck *self)
{
  *self = (ThecalLogCheck){ .chain = CHAIN_TEXTS };
}

static gboolean
check_row (ThecalLogCheck *self, sqlite3_stmt *statement)
{
  const gint64 chain = sqlite3_column_int64 (statement, COLUMN_CHAIN);
  char hash[65];
  Row row;

  if (!row_read (&row, statement) || chain < self->chain || chain > CHAIN_ALL)
    return FALSE;
  if (chain == CHAIN_TEXTS && row.lengths[BOOT_ID] != 0)
    return FALSE;
  if (chain == CHAIN_TEXTS)
    hash_texts (self->hash, &row, hash);
  else
    hash_all (self->hash, &row, hash);
  self->chain = chain;
  g_strlcpy (self->hash, hash, sizeof self->hash);

  return g_strcmp0 (hash, (const char *) sqlite3_column_text (statement, COLUMN_HASH)) == 0;
}

/* Records taken off the end leave nothing that would not fit, but the greatest number ever given
 * out is kept by the database. */
static gboolean
check_end (ThecalLogCheck *self, sqlite3 *db, GError **error)
{
  gint64 end_seq = 0;
  char hash[65];

  if (!read_end (db, &end_seq, hash, error))
    return TRUE;
  if (end_seq != self->last_seq + 1)
    self->first_bad = (guint64) self->last_seq + 1;

  return TRUE;
}

gboolean
thecal_log_check_step (ThecalLogCheck *self, sqlite3 *db, guint most, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint n = 0;
  ThecalQuery query;

  /* a number of 0 or below is none that was ever given out: it comes first, and does not fit */
  if (!thecal_query_prepare (&query, db, SELECT_ROW "WHERE seq > ? ORDER BY seq LIMIT ?", error))
    return TRUE;
  thecal_query_bind_int (&query, self->n_checked == 0 ? G_MININT64 : self->last_seq);
  thecal_query_bind_int (&query, most);
  while (self->first_bad == 0 && thecal_query_next (&query, &local_error)) {
    const gint64 seq = thecal_query_get_int (&query, COLUMN_SEQ);

    if (seq != self->last_seq + 1)
      self->first_bad = (guint64) self->last_seq + 1;
    else {
      self->last_seq = seq;
      self->n_checked++;
      n++;
      if (!check_row (self, query.statement))
        self->first_bad = (guint64) seq;
    }
  }
  thecal_query_end (&query);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return TRUE;
  }
  if (self->first_bad != 0)
    return TRUE;

  return n < most ? check_end (self, db, error) : FALSE;
}
