/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/person.h"

#define GROUP "person"
#define KEY "Name"

static char *
file_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "thecal", "caregiver.ini", NULL);
}

char *
thecal_person_get_name (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = file_path ();
  g_autofree char *name = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    name = g_key_file_get_string (file, GROUP, KEY, NULL);
  if (name != NULL && *name != '\0')
    return g_steal_pointer (&name);

  /* What GLib says where the account has no name. */
  return g_strdup (g_str_equal (g_get_real_name (), "Unknown") ? "" : g_get_real_name ());
}

gboolean
thecal_person_set_name (const char *name, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = file_path ();
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  g_key_file_set_string (file, GROUP, KEY, name);

  return g_key_file_save_to_file (file, path, error);
}
