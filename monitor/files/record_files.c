/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/record_files.h"

#include <string.h>

#include "files/disk.h"

#define FOLDER "walkthroughs"
#define SUFFIX ".walkthrough"
#define ID_MOST 64
/* own choice: more have not been answered since the monitor was there, and each waits for the disk
 */
#define FILES_MOST 1000

typedef struct {
  char *path;
  char *text;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *self = data;

  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

/* It becomes the name of a file. */
static gboolean
is_id (const char *id)
{
  return id != NULL && *id != '\0' && strlen (id) <= ID_MOST &&
         id[strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_")] == '\0';
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Writing *writing = data;
  GError *error = NULL;

  if (thecal_disk_write (writing->path, writing->text, strlen (writing->text), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
thecal_record_files_write_async (const char *state_dir,
                                 const ThecalRecord *record,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *name = NULL;
  Writing *writing;

  if (!is_id (record->id)) {
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "expected an id of letters and digits");
    return;
  }
  name = g_strconcat (record->id, SUFFIX, NULL);
  writing = g_new0 (Writing, 1);
  writing->path = g_build_filename (state_dir, FOLDER, name, NULL);
  writing->text = thecal_record_to_text (record);
  g_task_set_task_data (task, writing, writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

gboolean
thecal_record_files_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gint
compare_started (gconstpointer a, gconstpointer b)
{
  const ThecalRecord *first = *(const ThecalRecord *const *) a;
  const ThecalRecord *second = *(const ThecalRecord *const *) b;

  if (first->started_wall_us != second->started_wall_us)
    return first->started_wall_us < second->started_wall_us ? -1 : 1;

  return strcmp (first->id, second->id);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_record_free);
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  const char *name;
  guint n_files = 0;

  while (dir != NULL && n_files < FILES_MOST && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (data, name, NULL);
    g_autofree char *text = NULL;
    char expected[160];
    gsize size = 0;
    ThecalRecord *record;

    if (!g_str_has_suffix (name, SUFFIX))
      continue;
    n_files++;
    text = thecal_disk_read (path, &size, NULL);
    record = text != NULL ? thecal_record_parse (text, size, expected) : NULL;
    if (record != NULL)
      g_ptr_array_add (records, record);
  }
  g_ptr_array_sort (records, compare_started);
  g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
}

void
thecal_record_files_list_async (const char *state_dir,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_build_filename (state_dir, FOLDER, NULL), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

GPtrArray *
thecal_record_files_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
