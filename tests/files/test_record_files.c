/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>

#include "files/record_files.h"

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_all (child);
  }
  g_remove (path);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static gboolean
write_record (const char *state, const char *id, ThecalRecordState record_state, gint64 started_us)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ThecalAnswers) answers = thecal_answers_new ();
  ThecalRecord record = { .id = (char *) id,
                          .pump_id = (char *) "",
                          .by = (char *) "Anna",
                          .started_wall_us = started_us,
                          .ended_wall_us = started_us,
                          .state = record_state,
                          .outcome = THECAL_OUTCOME_T2,
                          .repeat_wall_us = THECAL_UNKNOWN_US,
                          .answers = answers };
  gboolean written;

  thecal_record_files_write_async (state, &record, NULL, on_done, &result);
  written = thecal_record_files_write_finish (await (&result), &error);
  g_assert_cmpint (written, ==, error == NULL);
  return written;
}

static GPtrArray *
list (const char *state)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  thecal_record_files_list_async (state, NULL, on_done, &result);
  records = thecal_record_files_list_finish (await (&result), &error);
  g_assert_no_error (error);
  return records;
}

/* They wait, the oldest first; a newer text of one replaces it; what is none is left alone. */
static void
test_wait (void)
{
  g_autofree char *root = g_dir_make_tmp ("thecal-records-XXXXXX", NULL);
  g_autofree char *state = g_build_filename (root, "state", NULL);
  g_autofree char *folder = g_build_filename (state, "walkthroughs", NULL);
  g_autofree char *later = g_build_filename (folder, "a.walkthrough", NULL);
  g_autofree char *spoilt = g_build_filename (folder, "spoilt.walkthrough", NULL);
  g_autofree char *note = g_build_filename (folder, "note.txt", NULL);
  g_autoptr (GPtrArray) none = list (state);
  g_autoptr (GPtrArray) records = NULL;
  const ThecalRecord *first, *second, *third;
  GStatBuf status;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (write_record (state, "a", THECAL_RECORD_OPEN, 3 * THECAL_DAY_US));
  g_assert_true (write_record (state, "20261125T021600-4f3a", THECAL_RECORD_DONE, THECAL_DAY_US));
  g_assert_true (write_record (state, "b", THECAL_RECORD_DONE, THECAL_DAY_US));
  g_assert_true (write_record (state, "a", THECAL_RECORD_CALLED, 3 * THECAL_DAY_US));
  g_assert_true (g_file_set_contents (spoilt, "[walkthrough]\nId=", -1, NULL));
  g_assert_true (g_file_set_contents (note, "milk", -1, NULL));
  records = list (state);
  g_assert_cmpuint (records->len, ==, 3);
  first = g_ptr_array_index (records, 0);
  second = g_ptr_array_index (records, 1);
  third = g_ptr_array_index (records, 2);
  g_assert_cmpstr (first->id, ==, "20261125T021600-4f3a");
  g_assert_cmpstr (second->id, ==, "b");
  g_assert_cmpstr (third->id, ==, "a");
  g_assert_cmpint (third->state, ==, THECAL_RECORD_CALLED);
  g_assert_cmpstr (third->by, ==, "Anna");
  g_assert_cmpint (g_stat (later, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  remove_all (root);
}

static void
test_refused (void)
{
  g_autofree char *root = g_dir_make_tmp ("thecal-records-XXXXXX", NULL);
  g_autofree char *state = g_build_filename (root, "file", NULL);
  g_autofree char *long_id = g_strnfill (65, 'a');

  g_assert_false (write_record (root, "", THECAL_RECORD_DONE, 0));
  g_assert_false (write_record (root, NULL, THECAL_RECORD_DONE, 0));
  g_assert_false (write_record (root, "../a", THECAL_RECORD_DONE, 0));
  g_assert_false (write_record (root, ".", THECAL_RECORD_DONE, 0));
  g_assert_false (write_record (root, long_id, THECAL_RECORD_DONE, 0));
  /* where no folder can be made */
  g_assert_true (g_file_set_contents (state, "x", -1, NULL));
  g_assert_false (write_record (state, "a", THECAL_RECORD_DONE, 0));
  remove_all (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/record/wait", test_wait);
  g_test_add_func ("/files/record/refused", test_refused);

  return g_test_run ();
}
