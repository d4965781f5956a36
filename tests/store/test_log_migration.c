/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Databases of earlier versions keep every record, with the hash it had. */
#include <glib/gstdio.h>

#include "store_probe.h"

/* As the program of version 1 and 2 wrote it; two of its records, hashed by it. */
#define OLD_TABLES                                                                                 \
  "CREATE TABLE pump (id TEXT PRIMARY KEY, name TEXT NOT NULL, bluetooth INTEGER NOT NULL,"        \
  " place INTEGER NOT NULL);"                                                                      \
  "CREATE TABLE reading (pump TEXT NOT NULL, at_us INTEGER NOT NULL, received_us INTEGER NOT "     \
  "NULL,"                                                                                          \
  " present INTEGER NOT NULL, source INTEGER NOT NULL, therapy INTEGER, mode INTEGER,"             \
  " battery INTEGER, reservoir_ml REAL, flow_ml_per_day REAL, dose_ug_per_day REAL,"               \
  " concentration_ug_per_ml REAL, capacity_ml REAL, low_threshold_ml REAL, battery_percent REAL);" \
  "CREATE TABLE log (seq INTEGER PRIMARY KEY AUTOINCREMENT, at_us INTEGER NOT NULL,"               \
  " boot_us INTEGER NOT NULL, pump TEXT NOT NULL, condition TEXT NOT NULL, effect TEXT NOT NULL,"  \
  " priority TEXT NOT NULL, episode INTEGER NOT NULL, detail TEXT NOT NULL, hash TEXT NOT NULL);"  \
  "CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), boot_id TEXT NOT NULL,"            \
  " data BLOB NOT NULL);"                                                                          \
  "INSERT INTO pump VALUES ('C0:DE', 'Old', 1, 1);"                                                \
  "INSERT INTO log VALUES (1, 5000, 5, 'C0:DE', 'reservoir-low', 'raise', 'medium', 3, 'first',"   \
  " 'f3ba3bee416dd65231bea87c4e574916a8601719200d70b11f1c2abe41311bcc');"                          \
  "INSERT INTO log VALUES (2, 6000, 6, '', 'reservoir-low', 'raise', 'medium', 3, '',"             \
  " '43e00bbf4d7bfbfb10818e7ba5ebdba5b7cee9f0c657a368b69f0cf287abc22a');"
#define OLD_ROLLUP                                                                                 \
  "CREATE TABLE rollup (pump TEXT NOT NULL, level INTEGER NOT NULL, bucket INTEGER NOT NULL,"      \
  " min REAL NOT NULL, max REAL NOT NULL, PRIMARY KEY (pump, level, bucket)) WITHOUT ROWID;"

#define OLD_LOG                                                                                    \
  "ALTER TABLE log ADD COLUMN boot_id TEXT NOT NULL DEFAULT '';"                                   \
  "ALTER TABLE log ADD COLUMN chain INTEGER NOT NULL DEFAULT 1;"                                   \
  "CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN"                                        \
  " SELECT RAISE (ABORT, 'the alarm log is append-only'); END;"                                    \
  "CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN"                                        \
  " SELECT RAISE (ABORT, 'the alarm log is append-only'); END;"                                    \
  "CREATE TRIGGER log_no_insert BEFORE INSERT ON log"                                              \
  " WHEN NEW.seq <= (SELECT max(seq) FROM log) BEGIN"                                              \
  " SELECT RAISE (ABORT, 'the alarm log is append-only'); END;"

#define OLD_WALKTHROUGH                                                                            \
  "CREATE TABLE walkthrough (id TEXT PRIMARY KEY, started_us INTEGER NOT NULL, ended_us INTEGER "  \
  "NOT NULL, pump TEXT NOT NULL, by TEXT NOT NULL, state TEXT NOT NULL, outcome INTEGER NOT "      \
  "NULL, text TEXT NOT NULL);"                                                                     \
  "CREATE INDEX walkthrough_by_time ON walkthrough (started_us);"

static const char *const old_versions[] = {
  OLD_TABLES "PRAGMA user_version = 1",
  OLD_TABLES OLD_ROLLUP "PRAGMA user_version = 2",
  OLD_TABLES OLD_ROLLUP OLD_LOG "PRAGMA user_version = 3",
  OLD_TABLES OLD_ROLLUP OLD_LOG OLD_WALKTHROUGH "PRAGMA user_version = 4",
};

static char *
new_old_path (gsize version)
{
  g_autofree char *path = probe_new_path ();
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  probe_sql (path, old_versions[version]);

  return g_steal_pointer (&path);
}

static void
test_migration (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (old_versions); i++) {
    g_autofree char *path = new_old_path (i);

    {
      g_autoptr (ThecalStore) store = thecal_store_new (path);
      g_autoptr (GVariant) records = NULL;

      probe_add_records (store, 2);
      records = probe_read_log (store, 0, FALSE, 1000);
      g_assert_cmpuint (g_variant_n_children (records), ==, 4);
      g_assert_cmpstr (probe_text_at (records, 0, "detail"), ==, "first");
      g_assert_cmpstr (probe_text_at (records, 0, "boot_id"), ==, "");
      g_assert_cmpstr (probe_text_at (records, 1, "hash"),
                       ==,
                       "43e00bbf4d7bfbfb10818e7ba5ebdba5b7cee9f0c657a368b69f0cf287abc22a");
      g_assert_cmpstr (probe_text_at (records, 2, "boot_id"), !=, "");
    }
    g_assert_cmpint (probe_count (path, "pump"), ==, 1);
    g_assert_cmpint (probe_count (path, "rollup"), ==, 0);
    g_assert_cmpint (probe_count (path, "walkthrough"), ==, 0);
    g_assert_cmpint (probe_count (path, "entry"), ==, 0);
    g_assert_cmpint (probe_count (path, "entry_version"), ==, 0);
    g_assert_false (probe_try_sql (path, "DELETE FROM log WHERE seq = 1"));
    probe_assert_fits (path, 4);
  }
}

/* The next record after the last, hashed as before version 3: all that its hash covers is right. */
static void
append_old_way (const char *path)
{
  g_autoptr (GVariant) records = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;
  guint64 seq;

  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);

    records = probe_read_log (store, 0, TRUE, 1);
  }
  seq = probe_seq_at (records, 0) + 1;
  text = g_strconcat (
      probe_text_at (records, 0, "hash"), "9000 9pump\nreservoir-low\nwithdraw\nmedium\n\n", NULL);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  sql = g_strdup_printf ("INSERT INTO log VALUES (%" G_GUINT64_FORMAT ", 9000, 9, 'pump',"
                         " 'reservoir-low', 'withdraw', 'medium', 3, '', '%s', '', 1)",
                         seq,
                         hash);
  probe_sql (path, sql);
}

/* What is allowed for old records is for nothing else. */
static void
test_old_way (void)
{
  static const char *const changes[] = {
    "UPDATE log SET detail = 'x' WHERE seq = 2",
    "UPDATE log SET boot_id = 'x' WHERE seq = 2",
    "UPDATE log SET chain = 2 WHERE seq = 2",
    "UPDATE log SET chain = 0 WHERE seq = 2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *path = new_old_path (1);
    g_autofree char *sql = g_strconcat (PROBE_NO_GUARDS, changes[i], NULL);

    probe_assert_fits (path, 2);
    /* as long as all are old, one more of them fits */
    append_old_way (path);
    probe_assert_fits (path, 3);
    {
      g_autoptr (ThecalStore) store = thecal_store_new (path);

      probe_add_records (store, 1);
      g_assert_true (probe_flush (store, NULL));
    }
    probe_assert_fits (path, 4);
    append_old_way (path);
    probe_assert_first_bad (path, 5);
    probe_sql (path, sql);
    probe_assert_first_bad (path, 2);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log-migration/versions", test_migration);
  g_test_add_func ("/log-migration/old-way", test_old_way);

  return g_test_run ();
}
