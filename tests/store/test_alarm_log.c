/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* The alarm log: append-only, nothing lost, and what was changed behind its back is found. */
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/alarm_log.h"
#include "store/schema.h"
#include "store_probe.h"

#define WRITE_UNTIL_KILLED "--write-until-killed"

static const struct {
  const char *name, *sql;
  guint64 first_bad;
} tampers[] = {
  { "detail", "UPDATE log SET detail = 'forged' WHERE seq = 3", 3 },
  { "pump", "UPDATE log SET pump = 'other' WHERE seq = 1", 1 },
  { "condition", "UPDATE log SET condition = 'data-stale' WHERE seq = 4", 4 },
  { "effect", "UPDATE log SET effect = 'withdraw' WHERE seq = 4", 4 },
  { "priority", "UPDATE log SET priority = 'low' WHERE seq = 4", 4 },
  { "episode", "UPDATE log SET episode = 4 WHERE seq = 4", 4 },
  { "wall time", "UPDATE log SET at_us = at_us + 1 WHERE seq = 5", 5 },
  { "boot time", "UPDATE log SET boot_us = boot_us + 1 WHERE seq = 5", 5 },
  { "boot id", "UPDATE log SET boot_id = '' WHERE seq = 5", 5 },
  { "hash", "UPDATE log SET hash = '' WHERE seq = 2", 2 },
  { "way of hashing", "UPDATE log SET chain = 1 WHERE seq = 2", 2 },
  { "unknown way", "UPDATE log SET chain = 3 WHERE seq = 2", 2 },
  { "moved between fields",
    "UPDATE log SET pump = 'pum', condition = 'preservoir-low' WHERE seq = 2",
    2 },
  { "same number as text", "UPDATE log SET episode = '3x' WHERE seq = 2", 2 },
  { "octets after the end",
    "UPDATE log SET detail = CAST (detail || char (0) || 'x' AS TEXT) WHERE seq = 2",
    2 },
  { "same text as octets", "UPDATE log SET detail = CAST (detail AS BLOB) WHERE seq = 2", 2 },
  { "first removed", "DELETE FROM log WHERE seq = 1", 1 },
  { "one removed", "DELETE FROM log WHERE seq = 4", 4 },
  { "removed and closed up",
    "DELETE FROM log WHERE seq = 4; UPDATE log SET seq = seq - 1 WHERE seq > 4",
    4 },
  { "last removed", "DELETE FROM log WHERE seq = 6", 6 },
  { "all removed", "DELETE FROM log", 1 },
  { "inserted",
    "UPDATE log SET seq = 7 WHERE seq = 6; INSERT INTO log SELECT 6, at_us, boot_us, pump, "
    "condition, effect,"
    " priority, episode, detail, hash, boot_id, chain FROM log WHERE seq = 5",
    6 },
  { "inserted before all",
    "INSERT INTO log SELECT 0, at_us, boot_us, pump, condition, effect, priority, episode,"
    " detail, hash, boot_id, chain FROM log WHERE seq = 1",
    1 },
  { "appended",
    "INSERT INTO log SELECT 7, at_us, boot_us, pump, condition, effect, priority, episode, detail, "
    "hash,"
    " boot_id, chain FROM log WHERE seq = 6",
    7 },
  { "swapped",
    "UPDATE log SET seq = -1 WHERE seq = 2; UPDATE log SET seq = 2 WHERE seq = 3; UPDATE log SET "
    "seq = 3"
    " WHERE seq = -1",
    2 },
};

static void
test_tamper (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = probe_new_path ();
  g_autofree char *sql = g_strconcat (PROBE_NO_GUARDS, tampers[i].sql, NULL);
  guint64 checked = 0, first_bad = 0;

  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);

    probe_add_records (store, 6);
    g_assert_true (probe_flush (store, NULL));
  }
  probe_assert_fits (path, 6);
  probe_sql (path, sql);
  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);

    g_assert_true (probe_verify (store, &checked, &first_bad));
    g_assert_cmpuint (first_bad, ==, tampers[i].first_bad);
    g_assert_cmpuint (checked, <=, 7);
    /* what is appended later does not cover it up */
    probe_add_records (store, 3);
    g_assert_true (probe_verify (store, &checked, &first_bad));
    g_assert_cmpuint (first_bad, ==, tampers[i].first_bad);
  }
}

static void
test_append_only (void)
{
  static const char *const refused[] = {
    "UPDATE log SET detail = 'x' WHERE seq = 1",
    "UPDATE log SET hash = hash",
    "DELETE FROM log",
    "DELETE FROM log WHERE seq = 3",
    "INSERT OR REPLACE INTO log SELECT * FROM log WHERE seq = 2",
    "REPLACE INTO log SELECT * FROM log",
    "INSERT INTO log (seq, at_us, boot_us, pump, condition, effect, priority, episode, detail, "
    "hash)"
    " VALUES (0, 0, 0, '', '', '', '', 0, '', '')",
  };
  g_autofree char *path = probe_new_path ();

  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);

    probe_add_records (store, 3);
    g_assert_true (probe_flush (store, NULL));
  }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (probe_try_sql (path, refused[i]))
      g_error ("taken: %s", refused[i]);
  probe_assert_fits (path, 3);
}

/* Every record once, in order, whatever the page; more than one chunk of the check. */
static void
test_pages (void)
{
  static const guint pages[] = { 1000, 333, 1201 };
  const guint n = 2402;
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  guint64 checked = 0, first_bad = 0;

  probe_add_records (store, (int) n);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    guint64 after = 0;
    gboolean more = TRUE;

    while (more) {
      g_autoptr (GVariant) records = probe_read_log (store, after, FALSE, pages[i]);
      const gsize n_records = g_variant_n_children (records);

      g_assert_cmpuint (n_records, <=, pages[i]);
      for (gsize at = 0; at < n_records; at++)
        g_assert_cmpuint (probe_seq_at (records, at), ==, ++after);
      more = n_records > 0;
    }
    g_assert_cmpuint (after, ==, n);
  }
  g_assert_true (probe_verify (store, &checked, &first_bad));
  g_assert_cmpuint (checked, ==, n);
  g_assert_cmpuint (first_bad, ==, 0);
}

static void
test_newest (void)
{
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  g_autoptr (GVariant) none = probe_read_log (store, 0, TRUE, 5);
  g_autoptr (GVariant) newest = NULL;
  g_autoptr (GVariant) above = NULL;
  g_autoptr (GVariant) beyond = NULL;

  g_assert_cmpuint (g_variant_n_children (none), ==, 0);
  probe_add_records (store, 12);
  newest = probe_read_log (store, 0, TRUE, 5);
  g_assert_cmpuint (g_variant_n_children (newest), ==, 5);
  g_assert_cmpuint (probe_seq_at (newest, 0), ==, 8);
  g_assert_cmpuint (probe_seq_at (newest, 4), ==, 12);
  above = probe_read_log (store, 10, TRUE, 5);
  g_assert_cmpuint (g_variant_n_children (above), ==, 2);
  beyond = probe_read_log (store, G_MAXUINT64, FALSE, 5);
  g_assert_cmpuint (g_variant_n_children (beyond), ==, 0);
}

static void
test_record (void)
{
  static const char invalid[] = "a\xFF"
                                "b";
  const ThecalOutcome heard = {
    .subject = { THECAL_CONDITION_RESERVOIR_EMPTY, THECAL_PRIORITY_HIGH, 9 },
    .what = "sounded",
    .worked = TRUE,
    .found = "heard on alsa_output.1",
  };
  const ThecalOutcome silent = { .subject = heard.subject,
                                 .what = "sounded",
                                 .found = "there is no sound output" };
  g_autofree char *path = probe_new_path ();
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *boot_id = NULL;
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  g_autoptr (GVariant) records = NULL;
  g_autoptr (GVariant) first = NULL;
  gint64 at_ms = 0, boot_us = 0;
  guint episode = 0;

  thecal_store_add_outcome (store, "pump", &heard, (ThecalTime){ 7, 1790000000123456 });
  thecal_store_add_outcome (store, NULL, &silent, (ThecalTime){ 8, 8000 });
  thecal_store_add_note (
      store, "pump", &heard.subject, "screen caregiver shows it", (ThecalTime){ 9, 9000 });
  thecal_store_add_note (store, NULL, NULL, "drill began", (ThecalTime){ 10, 10000 });
  thecal_store_add_note (store, NULL, NULL, invalid, (ThecalTime){ 11, 11000 });
  thecal_store_add_note (store, NULL, NULL, long_text, (ThecalTime){ 12, 12000 });
  thecal_store_add_note (store, NULL, NULL, NULL, (ThecalTime){ 13, 13000 });
  records = probe_read_log (store, 0, FALSE, 10);
  g_assert_cmpuint (g_variant_n_children (records), ==, 7);

  first = g_variant_get_child_value (records, 0);
  g_assert_true (g_variant_lookup (first, "at", "x", &at_ms));
  g_assert_true (g_variant_lookup (first, "boot_us", "x", &boot_us));
  g_assert_true (g_variant_lookup (first, "episode", "u", &episode));
  g_assert_cmpint (at_ms, ==, 1790000000123);
  g_assert_cmpint (boot_us, ==, 7);
  g_assert_cmpuint (episode, ==, 9);
  g_assert_cmpuint (g_variant_n_children (first), ==, 11);
  g_assert_cmpstr (probe_text_at (records, 0, "pump"), ==, "pump");
  g_assert_cmpstr (probe_text_at (records, 0, "condition"), ==, "reservoir-empty");
  g_assert_cmpstr (probe_text_at (records, 0, "effect"), ==, "log");
  g_assert_cmpstr (probe_text_at (records, 0, "priority"), ==, "high");
  g_assert_cmpstr (probe_text_at (records, 0, "detail"), ==, "sounded: heard on alsa_output.1");
  g_assert_cmpuint (strlen (probe_text_at (records, 0, "hash")), ==, 64);
  g_assert_true (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot_id, NULL, NULL));
  g_assert_cmpstr (probe_text_at (records, 0, "boot_id"), ==, g_strchomp (boot_id));

  g_assert_cmpstr (probe_text_at (records, 1, "pump"), ==, "");
  g_assert_cmpstr (
      probe_text_at (records, 1, "detail"), ==, "not-sounded: there is no sound output");
  g_assert_cmpstr (probe_text_at (records, 2, "detail"), ==, "screen caregiver shows it");
  g_assert_cmpstr (probe_text_at (records, 2, "condition"), ==, "reservoir-empty");
  g_assert_cmpstr (probe_text_at (records, 3, "condition"), ==, "");
  g_assert_cmpstr (probe_text_at (records, 3, "priority"), ==, "");
  g_assert_cmpstr (probe_text_at (records, 4, "detail"),
                   ==,
                   "a\xEF\xBF\xBD"
                   "b");
  g_assert_cmpuint (strlen (probe_text_at (records, 5, "detail")), ==, THECAL_LOG_DETAIL_MAX);
  g_assert_cmpstr (probe_text_at (records, 6, "detail"), ==, "");
}

/* A file that holds what no program wrote is read without an assertion. */
static void
test_odd_file (void)
{
  g_autofree char *path = probe_new_path ();

  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);

    probe_add_records (store, 2);
    g_assert_true (probe_flush (store, NULL));
  }
  probe_sql (path,
             PROBE_NO_GUARDS
             "UPDATE log SET detail = x'61ff62', episode = -1, at_us = 'x', hash = x''"
             " WHERE seq = 2");
  {
    g_autoptr (ThecalStore) store = thecal_store_new (path);
    g_autoptr (GVariant) records = probe_read_log (store, 0, FALSE, 10);
    g_autoptr (GVariant) log = NULL;
    g_autoptr (GAsyncResult) result = NULL;

    g_assert_cmpuint (g_variant_n_children (records), ==, 2);
    g_assert_cmpstr (probe_text_at (records, 1, "detail"),
                     ==,
                     "a\xEF\xBF\xBD"
                     "b");
    thecal_store_read_log_async (store, 5, NULL, probe_keep, NULL);
    result = probe_wait ();
    log = thecal_store_read_log_finish (store, result, NULL);
    g_assert_cmpuint (g_variant_n_children (log), ==, 2);
    probe_add_records (store, 1);
    g_assert_true (probe_flush (store, NULL));
  }
}

/* What the child of test_kill() does: a program of its own, since one with threads cannot fork. */
static int
write_until_killed (const char *path)
{
  ThecalStore *store = thecal_store_new (path);

  while (probe_flush (store, NULL) && write (STDOUT_FILENO, "x", 1) == 1)
    probe_add_records (store, 3);

  return 1;
}

/* Killed between records and within them, the chain fits. */
static void
test_kill (gconstpointer program)
{
  g_autofree char *path = probe_new_path ();
  guint64 n_records = 0;

  for (guint round = 1; round <= 5; round++) {
    const char *const child_argv[] = { program, WRITE_UNTIL_KILLED, path, NULL };
    g_autoptr (ThecalStore) store = NULL;
    guint64 checked = 0, first_bad = 0;
    guint n_flushed = 0;
    int out_fd;
    char byte;
    GPid child;

    g_assert_true (g_spawn_async_with_pipes (NULL,
                                             (char **) child_argv,
                                             NULL,
                                             G_SPAWN_DO_NOT_REAP_CHILD,
                                             NULL,
                                             NULL,
                                             &child,
                                             NULL,
                                             &out_fd,
                                             NULL,
                                             NULL));
    while (n_flushed <= 10 * round && read (out_fd, &byte, 1) == 1)
      n_flushed++;
    kill (child, SIGKILL);
    waitpid (child, NULL, 0);
    g_spawn_close_pid (child);
    close (out_fd);
    store = thecal_store_new (path);
    g_assert_true (probe_verify (store, &checked, &first_bad));
    g_assert_cmpuint (first_bad, ==, 0);
    n_records += 3 * (n_flushed - 1);
    g_assert_cmpuint (n_flushed, >, 10 * round);
    g_assert_cmpuint (checked, >=, n_records);
  }
}

/* A check of a long log lets writes that come later go before its end. */
static void
test_check_gives_way (void)
{
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  g_autoptr (GAsyncResult) flushed = NULL;
  g_autoptr (GAsyncResult) verified = NULL;
  guint64 checked = 0, first_bad = 0;
  const int n = 5000;

  probe_add_records (store, n);
  g_assert_true (probe_flush (store, NULL));
  thecal_store_verify_log_async (store, NULL, probe_keep, NULL);
  probe_add_records (store, 1);
  thecal_store_flush_async (store, NULL, probe_keep, NULL);
  flushed = probe_wait ();
  g_assert_true (thecal_store_flush_finish (store, flushed, NULL));
  verified = probe_wait ();
  g_assert_true (thecal_store_verify_log_finish (store, verified, &checked, &first_bad, NULL));
  g_assert_cmpuint (checked, ==, n + 1);
  g_assert_cmpuint (first_bad, ==, 0);
}

static void
test_cancelled (void)
{
  g_autofree char *path = probe_new_path ();
  g_autoptr (ThecalStore) store = thecal_store_new (path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint64 checked, first_bad;

  probe_add_records (store, 2000);
  g_cancellable_cancel (cancellable);
  thecal_store_verify_log_async (store, cancellable, probe_keep, NULL);
  result = probe_wait ();
  g_assert_false (thecal_store_verify_log_finish (store, result, &checked, &first_bad, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], WRITE_UNTIL_KILLED))
    return write_until_killed (argv[2]);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tampers); i++) {
    g_autofree char *path = g_strconcat ("/alarm-log/tamper/", tampers[i].name, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_tamper);
  }
  g_test_add_func ("/alarm-log/append-only", test_append_only);
  g_test_add_func ("/alarm-log/pages", test_pages);
  g_test_add_func ("/alarm-log/newest", test_newest);
  g_test_add_func ("/alarm-log/record", test_record);
  g_test_add_func ("/alarm-log/odd-file", test_odd_file);
  g_test_add_data_func ("/alarm-log/kill", argv[0], test_kill);
  g_test_add_func ("/alarm-log/check-gives-way", test_check_gives_way);
  g_test_add_func ("/alarm-log/cancelled", test_cancelled);

  return g_test_run ();
}
