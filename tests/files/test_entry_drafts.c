/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>

#include "files/entry_drafts.h"

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
write_entry (const char *state, const char *id, gint64 at_us, const char *note)
{
  g_autoptr (ThecalEntry) entry = thecal_entry_new (THECAL_ENTRY_DIARY, id, at_us);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *expected;
  gboolean written;

  g_assert_true (thecal_entry_set (entry, "note", note, &expected));
  thecal_entry_drafts_write_async (state, entry, NULL, on_done, &result);
  written = thecal_entry_drafts_write_finish (await (&result), &error);
  g_assert_cmpint (written, ==, error == NULL);

  return written;
}

static gboolean
remove_entry (const char *state, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean removed;

  thecal_entry_drafts_remove_async (state, id, NULL, on_done, &result);
  removed = thecal_entry_drafts_remove_finish (await (&result), &error);
  g_assert_cmpint (removed, ==, error == NULL);

  return removed;
}

/* Their ids in a line. */
static char *
list (const char *state)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  GString *out = g_string_new (NULL);

  thecal_entry_drafts_list_async (state, NULL, on_done, &result);
  entries = thecal_entry_drafts_list_finish (await (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++) {
    const ThecalEntry *entry = g_ptr_array_index (entries, i);

    g_string_append_printf (
        out, "%s:%s ", thecal_entry_get_id (entry), thecal_entry_get_text (entry, "note"));
  }

  return g_string_free (out, FALSE);
}

static void
assert_listed (const char *state, const char *expected)
{
  g_autofree char *listed = list (state);

  g_assert_cmpstr (listed, ==, expected);
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, mode);
}

/* They wait, the oldest day first, read by their owner only, until the monitor has them. */
static void
test_wait (void)
{
  g_autofree char *root = g_dir_make_tmp ("thecal-drafts-XXXXXX", NULL);
  g_autofree char *state = g_build_filename (root, "state", NULL);
  g_autofree char *folder = g_build_filename (state, "drafts", NULL);
  g_autofree char *later = g_build_filename (folder, "a.entry", NULL);
  g_autofree char *spoilt = g_build_filename (folder, "spoilt.entry", NULL);
  g_autofree char *note = g_build_filename (folder, "note.txt", NULL);

  assert_listed (state, "");
  g_assert_true (write_entry (state, "a", 30000 * THECAL_DAY_US, "first"));
  g_assert_true (write_entry (state, "c", 20000 * THECAL_DAY_US, "two"));
  g_assert_true (write_entry (state, "b", 20000 * THECAL_DAY_US, "lines\nof it"));
  g_assert_true (write_entry (state, "a", 30000 * THECAL_DAY_US, "corrected"));
  g_assert_true (g_file_set_contents (spoilt, "[entry]\nId=", -1, NULL));
  g_assert_true (g_file_set_contents (note, "milk", -1, NULL));
  assert_listed (state, "b:lines\nof it c:two a:corrected ");
  assert_mode (later, 0600);
  assert_mode (folder, 0700);
  g_assert_true (remove_entry (state, "c"));
  g_assert_true (remove_entry (state, "c")); /* gone is gone */
  assert_listed (state, "b:lines\nof it a:corrected ");
  g_assert_true (g_file_test (spoilt, G_FILE_TEST_EXISTS));
  remove_all (root);
}

static void
test_refused (void)
{
  static const char *const ids[] = { "", "../a", "a/b", ".", "..", ".a" };
  g_autofree char *root = g_dir_make_tmp ("thecal-drafts-XXXXXX", NULL);
  g_autofree char *state = g_build_filename (root, "file", NULL);
  g_autofree char *held = g_build_filename (root, "drafts", "a.entry", "held", NULL);
  g_autofree char *long_id = g_strnfill (65, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_assert_false (write_entry (root, ids[i], 0, "x"));
    g_assert_false (remove_entry (root, ids[i]));
  }
  g_assert_false (write_entry (root, long_id, 0, "x"));
  /* where no folder can be made, and where something else has its name */
  g_assert_true (g_file_set_contents (state, "x", -1, NULL));
  g_assert_false (write_entry (state, "a", 0, "x"));
  g_assert_cmpint (g_mkdir_with_parents (held, 0700), ==, 0);
  g_assert_false (remove_entry (root, "a"));
  remove_all (root);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/drafts/wait", test_wait);
  g_test_add_func ("/files/drafts/refused", test_refused);

  return g_test_run ();
}
