/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/plan_versions.h"

#include <string.h>

#include "files/disk.h"

#define FOLDER "plans"
#define SUFFIX ".ini"
#define HASH_LENGTH 8
#define AGAIN_MOST 260 /* changes within one second */

char *
thecal_plan_versions_get_folder (const char *path, const char *state_dir)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *base = g_path_get_basename (whole);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
  g_autofree char *name = NULL;

  if (g_str_has_suffix (base, SUFFIX))
    base[strlen (base) - strlen (SUFFIX)] = '\0';
  name = g_strdup_printf ("%s-%.*s", base, HASH_LENGTH, hash);

  return g_build_filename (state_dir, FOLDER, name, NULL);
}

/* The @again-th change of one second; these sort as they came, "…Z.ini" first. (transfer full) */
static char *
name_of (GDateTime *now, guint again)
{
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H%M%SZ");
  g_autoptr (GString) name = g_string_new (time);

  for (; again > 26; again -= 26)
    g_string_append_c (name, 'z');
  if (again > 0)
    g_string_append_c (name, (char) ('a' + again - 1));

  return g_string_free (g_string_append (g_steal_pointer (&name), SUFFIX), FALSE);
}

gboolean
thecal_plan_versions_keep (const char *path,
                           const char *state_dir,
                           const char *text,
                           GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *folder = thecal_plan_versions_get_folder (path, state_dir);

  for (guint again = 0; again < AGAIN_MOST; again++) {
    g_autofree char *name = name_of (now, again);
    g_autofree char *file = g_build_filename (folder, name, NULL);

    if (!g_file_test (file, G_FILE_TEST_EXISTS))
      return thecal_disk_write (file, text, strlen (text), error);
  }

  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s: too many changes within one second", folder);
  return FALSE;
}

static int
compare_backwards (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

GStrv
thecal_plan_versions_list (const char *path, const char *state_dir)
{
  g_autofree char *folder = thecal_plan_versions_get_folder (path, state_dir);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_backwards);
  g_ptr_array_add (paths, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}
