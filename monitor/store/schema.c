/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/schema.h"

#include <errno.h>
#include <glib/gstdio.h>

#define BUSY_LIMIT_MS 2000

/* Step i leads from version i to i + 1. Readings stand in the order of their arrival: a key by pump
 * and time would write each page many times over. */
static const char *const steps[THECAL_SCHEMA_VERSION] = {
  "CREATE TABLE pump (id TEXT PRIMARY KEY, name TEXT NOT NULL, bluetooth INTEGER NOT NULL, place "
  "INTEGER NOT NULL);"
  "CREATE TABLE reading (pump TEXT NOT NULL, at_us INTEGER NOT NULL, received_us INTEGER NOT NULL,"
  " present INTEGER NOT NULL, source INTEGER NOT NULL, therapy INTEGER, mode INTEGER, battery "
  "INTEGER,"
  " reservoir_ml REAL, flow_ml_per_day REAL, dose_ug_per_day REAL, concentration_ug_per_ml REAL,"
  " capacity_ml REAL, low_threshold_ml REAL, battery_percent REAL);"
  "CREATE TABLE log (seq INTEGER PRIMARY KEY AUTOINCREMENT, at_us INTEGER NOT NULL, boot_us "
  "INTEGER NOT NULL,"
  " pump TEXT NOT NULL, condition TEXT NOT NULL, effect TEXT NOT NULL, priority TEXT NOT NULL,"
  " episode INTEGER NOT NULL, detail TEXT NOT NULL, hash TEXT NOT NULL);"
  "CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), boot_id TEXT NOT NULL, data BLOB "
  "NOT NULL);",
  /* 2: levels rolled up by eight, so that every zoom of a chart reads few rows */
  "CREATE TABLE rollup (pump TEXT NOT NULL, level INTEGER NOT NULL, bucket INTEGER NOT NULL,"
  " min REAL NOT NULL, max REAL NOT NULL, PRIMARY KEY (pump, level, bucket)) WITHOUT ROWID;",
  /* 3: the log knows its boot and how it was hashed, and takes nothing but the next record. REPLACE
   * fires no DELETE trigger, so an old number is refused before it comes to that. */
  "ALTER TABLE log ADD COLUMN boot_id TEXT NOT NULL DEFAULT '';"
  "ALTER TABLE log ADD COLUMN chain INTEGER NOT NULL DEFAULT 1;"
  "CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN"
  " SELECT RAISE (ABORT, 'the alarm log is append-only'); END;"
  "CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN"
  " SELECT RAISE (ABORT, 'the alarm log is append-only'); END;"
  "CREATE TRIGGER log_no_insert BEFORE INSERT ON log"
  " WHEN NEW.seq <= (SELECT max(seq) FROM log) BEGIN"
  " SELECT RAISE (ABORT, 'the alarm log is append-only'); END;",
  /* 4: walkthroughs of the symptom checklists; the same one may come again, further on */
  "CREATE TABLE walkthrough (id TEXT PRIMARY KEY, started_us INTEGER NOT NULL, ended_us INTEGER "
  "NOT NULL,"
  " pump TEXT NOT NULL, by TEXT NOT NULL, state TEXT NOT NULL, outcome INTEGER NOT NULL, text "
  "TEXT NOT NULL);"
  "CREATE INDEX walkthrough_by_time ON walkthrough (started_us);",
  /* 5: what people write down. A correction takes the place of what it corrects, which is kept:
   * nothing that was written is ever lost. */
  "CREATE TABLE entry (id TEXT PRIMARY KEY, at_us INTEGER NOT NULL, entered_us INTEGER NOT NULL,"
  " pump TEXT NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, withdrawn INTEGER NOT NULL, text "
  "TEXT NOT NULL);"
  "CREATE INDEX entry_by_time ON entry (at_us);"
  "CREATE TABLE entry_version (id TEXT NOT NULL, entered_us INTEGER NOT NULL, text TEXT NOT NULL);"
  "CREATE INDEX entry_version_by_id ON entry_version (id);"
  "CREATE TRIGGER entry_keep BEFORE UPDATE ON entry BEGIN"
  " INSERT INTO entry_version VALUES (OLD.id, OLD.entered_us, OLD.text); END;"
  "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN"
  " SELECT RAISE (ABORT, 'an entry is taken back, never deleted'); END;",
};

void
thecal_schema_set_error (GError **error, sqlite3 *db, int code, const char *doing)
{
  GIOErrorEnum kind = G_IO_ERROR_FAILED;

  switch (code & 0xFF) {
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    kind = G_IO_ERROR_INVALID_DATA;
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    kind = G_IO_ERROR_BUSY;
    break;
  case SQLITE_FULL:
    kind = G_IO_ERROR_NO_SPACE;
    break;
  default: /* an open set of codes */
    break;
  }
  g_set_error (error,
               G_IO_ERROR,
               kind,
               "%s: %s",
               doing,
               db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code));
}

static gboolean
run (sqlite3 *db, const char *sql, GError **error)
{
  const int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    thecal_schema_set_error (error, db, code, "database");
  return code == SQLITE_OK;
}

static gboolean
get_version (sqlite3 *db, int *out_version, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    *out_version = sqlite3_column_int (statement, 0);
  else
    thecal_schema_set_error (error, db, code, "database version");
  sqlite3_finalize (statement);

  return code == SQLITE_ROW;
}

static gboolean
migrate (sqlite3 *db, GError **error)
{
  int version;

  if (!get_version (db, &version, error))
    return FALSE;
  if (version > THECAL_SCHEMA_VERSION) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_NOT_SUPPORTED,
                 "the database has version %d, this program knows %d",
                 version,
                 THECAL_SCHEMA_VERSION);
    return FALSE;
  }
  for (; version < THECAL_SCHEMA_VERSION; version++) {
    g_autofree char *sql = g_strdup_printf (
        "BEGIN IMMEDIATE; %s PRAGMA user_version = %d; COMMIT;", steps[version], version + 1);

    if (!run (db, sql, error)) {
      sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
      return FALSE;
    }
  }

  return TRUE;
}

static gboolean
check (sqlite3 *db, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db, "PRAGMA quick_check(1)", -1, &statement, NULL);
  gboolean sound = FALSE;

  if (code == SQLITE_OK)
    code = sqlite3_step (statement);
  if (code == SQLITE_ROW) {
    sound = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
    if (!sound)
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_DATA,
                   "database: %s",
                   sqlite3_column_text (statement, 0));
  } else
    thecal_schema_set_error (error, db, code, "database check");
  sqlite3_finalize (statement);

  return sound;
}

sqlite3 *
thecal_schema_open (const char *path, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (path);
  sqlite3 *db = NULL;
  int code;

  if (g_mkdir_with_parents (dir, 0700) != 0) {
    g_set_error (
        error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", dir, g_strerror (errno));
    return NULL;
  }
  code = sqlite3_open_v2 (
      path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK) {
    thecal_schema_set_error (error, db, code, path);
    sqlite3_close (db);
    return NULL;
  }
  g_chmod (path, 0600);
  sqlite3_busy_timeout (db, BUSY_LIMIT_MS);
  if (run (
          db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;", error) &&
      check (db, error) && migrate (db, error))
    return db;

  sqlite3_close (db);
  return NULL;
}

void
thecal_schema_close (sqlite3 *db)
{
  sqlite3_stmt *statement;

  while (db != NULL && (statement = sqlite3_next_stmt (db, NULL)) != NULL)
    sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
move_aside (const char *path, const char *aside, const char *suffix)
{
  g_autofree char *from = g_strconcat (path, suffix, NULL);
  g_autofree char *to = g_strconcat (aside, suffix, NULL);

  if (g_rename (from, to) != 0 && errno != ENOENT)
    g_warning ("could not move %s aside: %s", from, g_strerror (errno));
}

char *
thecal_schema_quarantine (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *aside =
      g_strdup_printf ("%s.corrupt-%s.%06dZ", path, stamp, g_date_time_get_microsecond (now));

  move_aside (path, aside, "");
  move_aside (path, aside, "-wal");
  move_aside (path, aside, "-shm");

  return g_steal_pointer (&aside);
}
