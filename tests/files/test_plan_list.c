/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>

#include "files/plan_copy.h"
#include "files/plan_list.h"

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* "a b", the names between blanks. (transfer full) */
static char *
list (const char *usual_path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) names = NULL;

  thecal_plan_list_async (usual_path, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  names = thecal_plan_list_finish (result);

  return g_strjoinv (" ", names);
}

static void
test_list (void)
{
  static const char *const files[] = { "theo.ini", "ada.ini",   "ada.ini~",       ".hidden.ini",
                                       ".ini",     "notes.txt", "Zoë Example.ini" };
  g_autofree char *root = g_dir_make_tmp ("thecal-list-XXXXXX", NULL);
  g_autofree char *usual = g_build_filename (root, "care-plan.ini", NULL);
  g_autofree char *folder = thecal_plan_list_get_folder (usual);
  g_autofree char *none = list (usual);
  g_autofree char *found = NULL;

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (folder, files[i], NULL);

    g_assert_true (g_file_set_contents (path, "", 0, NULL));
  }
  found = list (usual);
  g_assert_cmpstr (found, ==, "Zoë Example ada theo");
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (folder, files[i], NULL);

    g_remove (path);
  }
  g_rmdir (folder);
  g_rmdir (root);
}

static void
test_names (void)
{
  static const struct {
    const char *path, *name;
  } rows[] = {
    { "/c/thecal/care-plans/ada.ini", "ada" },
    { "/c/thecal/care-plan.ini", NULL },
    { "/c/thecal/ada.ini", NULL },
    { "/c/thecal/care-plans/ada.txt", NULL },
    { "/c/thecal/care-plans/.ini", NULL },
    { "/c/thecal/care-plans/a\nb.ini", NULL },
    { "/c/thecal/care-plans/\xff.ini", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *name = thecal_plan_list_get_name (rows[i].path);
    g_autofree char *id = thecal_plan_list_get_pump_id (rows[i].path);

    g_assert_cmpstr (name, ==, rows[i].name);
    g_assert_cmpstr (id, ==, name != NULL ? "manual-ada" : "manual");
    if (name != NULL) {
      g_autofree char *path = thecal_plan_list_get_path ("/c/thecal/care-plan.ini", name);

      g_assert_cmpstr (path, ==, rows[i].path);
    }
  }
}

static gboolean
read_copy (const char *state_dir, const char *path, const char *text)
{
  g_autofree char *copy = thecal_plan_copy_read (state_dir, path);

  return g_strcmp0 (copy, text) == 0;
}

/* The copy of one person's plan does not take the place of another's. */
static void
test_copies (void)
{
  static const char *const paths[] = { "/c/thecal/care-plan.ini",
                                       "/c/thecal/care-plans/ada.ini",
                                       "/c/thecal/care-plans/theo.ini" };
  g_autofree char *state_dir = g_dir_make_tmp ("thecal-list-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (GAsyncResult) result = NULL;

    thecal_plan_copy_keep_async (state_dir, paths[i], paths[i], on_done, &result);
    while (result == NULL)
      g_main_context_iteration (NULL, TRUE);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autofree char *name = thecal_plan_list_get_name (paths[i]);
    g_autofree char *file =
        g_strconcat ("care-plan", name != NULL ? "-" : "", name != NULL ? name : "", ".good", NULL);
    g_autofree char *copy = g_build_filename (state_dir, file, NULL);

    g_assert_true (read_copy (state_dir, paths[i], paths[i]));
    g_assert_cmpint (g_remove (copy), ==, 0);
  }
  g_rmdir (state_dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/plan-list/list", test_list);
  g_test_add_func ("/files/plan-list/names", test_names);
  g_test_add_func ("/files/plan-list/copies", test_copies);

  return g_test_run ();
}
