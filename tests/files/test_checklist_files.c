/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files/checklist_files.h"

/* The lists that are built in, and a clinic's own beside them. */

typedef struct {
  char *root;
} Folder;

static void
set_up (Folder *self, gconstpointer data)
{
  self->root = g_dir_make_tmp ("thecal-lists-XXXXXX", NULL);
  g_assert_nonnull (self->root);
}

static void
tear_down (Folder *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->root, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (self->root, name, NULL);

    g_remove (path);
  }
  g_rmdir (self->root);
  g_free (self->root);
}

/* One of the lists that ship, with @old replaced once, as @name in the folder. */
static void
put (const Folder *self, const char *shipped, const char *name, const char *old, const char *new)
{
  g_autofree char *from = g_build_filename (CHECKLIST_FOLDER, shipped, NULL);
  g_autofree char *to = g_build_filename (self->root, name, NULL);
  g_autoptr (GString) text = NULL;
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (from, &contents, NULL, NULL));
  text = g_string_new (contents);
  g_assert_cmpuint (g_string_replace (text, old, new, 1), ==, 1);
  g_assert_true (g_file_set_contents (to, text->str, -1, NULL));
}

static void
test_built_in (Folder *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->root, "none", NULL);
  const char *const folders[] = { NULL, self->root, nowhere };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autoptr (GPtrArray) faults = NULL;
    g_autoptr (ThecalChecklistSet) set = thecal_checklist_files_load (folders[i], &faults);

    g_assert_cmpuint (faults->len, ==, 0);
    for (int j = 0; j < THECAL_N_LISTS; j++) {
      g_assert_nonnull (set->lists[j]);
      g_assert_cmpint (set->lists[j]->id, ==, j);
    }
    g_assert_cmpstr (thecal_checklist_set_find (set, "G1")->question, ==, "Are they breathing?");
  }
}

static void
test_own (Folder *self, gconstpointer data)
{
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (ThecalChecklistSet) set = NULL;

  put (self, "gate.xml", "gate.xml", "Are they breathing?", "Is your child breathing?");
  set = thecal_checklist_files_load (self->root, &faults);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpstr (thecal_checklist_set_find (set, "G1")->question, ==, "Is your child breathing?");
  g_assert_nonnull (thecal_checklist_set_find (set, "W1"));
}

/* Refused whole, with where; the built-in list stays, and the other own ones count. */
static void
test_bad (Folder *self, gconstpointer data)
{
  static const struct {
    const char *shipped, *name, *old, *new, *fault;
  } rows[] = {
    { "overdose.xml",
      "overdose.xml",
      "answer=\"yes-no\"",
      "answer=\"maybe\"",
      "overdose.xml:8: expected answer= one of" },
    { "overdose.xml",
      "overdose.xml",
      "<rule outcome=\"T1\"/>",
      "<rule outcome=\"T4\"/>",
      "overdose.xml:8: expected a <rule> that leads to T1" },
    { "withdrawal.xml", "overdose.xml", "W", "W", "overdose.xml:1: expected id=\"O\"" },
    { "overdose.xml", "overdose.xml", "</checklist>", "", "expected XML: " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) faults = NULL;
    g_autoptr (ThecalChecklistSet) set = NULL;

    put (self, "gate.xml", "gate.xml", "Are they breathing?", "Is your child breathing?");
    put (self, rows[i].shipped, rows[i].name, rows[i].old, rows[i].new);
    set = thecal_checklist_files_load (self->root, &faults);
    g_assert_cmpuint (faults->len, ==, 1);
    g_test_message ("%s", (const char *) g_ptr_array_index (faults, 0));
    g_assert_true (g_str_has_prefix (g_ptr_array_index (faults, 0), self->root));
    g_assert_nonnull (strstr (g_ptr_array_index (faults, 0), rows[i].fault));
    g_assert_cmpint (thecal_checklist_set_find (set, "O1")->least, ==, THECAL_OUTCOME_T1);
    g_assert_cmpint (thecal_checklist_set_find (set, "O1")->type, ==, THECAL_ANSWER_YES_NO);
    g_assert_cmpstr (
        thecal_checklist_set_find (set, "G1")->question, ==, "Is your child breathing?");
  }
}

/* What has no end, what leads nowhere and what is too large is no list; none of it is waited for.
 */
static void
test_no_file (Folder *self, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (self->root, "gate.xml", NULL);
  g_autofree char *link = g_build_filename (self->root, "pump.xml", NULL);
  g_autofree char *folder = g_build_filename (self->root, "infection.xml", NULL);
  g_autofree char *large = g_build_filename (self->root, "overdose.xml", NULL);
  g_autofree char *many = g_strnfill ((1 << 20) + 1, ' ');
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (ThecalChecklistSet) set = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("/no/such/list", link), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (large, many, -1, NULL));
  set = thecal_checklist_files_load (self->root, &faults);
  g_assert_cmpuint (faults->len, ==, 4);
  g_assert_nonnull (strstr (g_ptr_array_index (faults, 0), "gate.xml:0: expected a file of up to"));
  g_assert_nonnull (
      strstr (g_ptr_array_index (faults, 1), "overdose.xml:0: expected a file of up"));
  g_assert_nonnull (strstr (g_ptr_array_index (faults, 2), "infection.xml:0: expected a file of"));
  g_assert_nonnull (strstr (g_ptr_array_index (faults, 3), "pump.xml:0: expected a file that can"));
  g_assert_nonnull (thecal_checklist_set_find (set, "G1"));
  g_assert_nonnull (thecal_checklist_set_find (set, "P1"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/files/checklists/built-in", Folder, NULL, set_up, test_built_in, tear_down);
  g_test_add ("/files/checklists/own", Folder, NULL, set_up, test_own, tear_down);
  g_test_add ("/files/checklists/bad", Folder, NULL, set_up, test_bad, tear_down);
  g_test_add ("/files/checklists/no-file", Folder, NULL, set_up, test_no_file, tear_down);
  return g_test_run ();
}
