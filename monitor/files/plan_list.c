/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/plan_list.h"

#include <string.h>

#define FOLDER "care-plans"
#define SUFFIX ".ini"
#define NAME_LENGTH_MOST 60

char *
thecal_plan_list_get_folder (const char *usual_path)
{
  g_autofree char *beside = g_path_get_dirname (usual_path);

  return g_build_filename (beside, FOLDER, NULL);
}

char *
thecal_plan_list_get_path (const char *usual_path, const char *name)
{
  g_autofree char *folder = thecal_plan_list_get_folder (usual_path);
  g_autofree char *file = g_strconcat (name, SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

gboolean
thecal_plan_list_is_name (const char *name)
{
  if (*name == '\0' || *name == '.' || strlen (name) > NAME_LENGTH_MOST ||
      !g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (; *name != '\0'; name = g_utf8_next_char (name))
    if (*name == '/' || g_unichar_iscntrl (g_utf8_get_char (name)))
      return FALSE;

  return TRUE;
}

/* The stem of @file; NULL: no plan. (transfer full) */
static char *
get_stem (const char *file)
{
  g_autofree char *name = NULL;

  if (!g_str_has_suffix (file, SUFFIX))
    return NULL;
  name = g_strndup (file, strlen (file) - strlen (SUFFIX));

  return thecal_plan_list_is_name (name) ? g_steal_pointer (&name) : NULL;
}

char *
thecal_plan_list_get_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *parent = g_path_get_basename (folder);
  g_autofree char *file = g_path_get_basename (path);

  return g_str_equal (parent, FOLDER) ? get_stem (file) : NULL;
}

char *
thecal_plan_list_get_pump_id (const char *path)
{
  g_autofree char *name = thecal_plan_list_get_name (path);

  return name != NULL ? g_strconcat (THECAL_OTHER_PUMP_PREFIX, name, NULL)
                      : g_strdup (THECAL_MANUAL_PUMP_ID);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL) {
    char *name = get_stem (file);

    if (name != NULL)
      g_ptr_array_add (names, name);
  }
  g_ptr_array_sort (names, compare);
  if (names->len > THECAL_PLANS_MAX) {
    g_warning ("%s: only the first %d care plans are read", (char *) data, THECAL_PLANS_MAX);
    g_ptr_array_set_size (names, THECAL_PLANS_MAX);
  }
  g_ptr_array_add (names, NULL);
  g_task_return_pointer (
      task, g_ptr_array_free (g_steal_pointer (&names), FALSE), (GDestroyNotify) g_strfreev);
}

void
thecal_plan_list_async (const char *usual_path,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  /* whoever cancels wants no names; it never fails */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, thecal_plan_list_get_folder (usual_path), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

GStrv
thecal_plan_list_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
