/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/walkthrough_folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/instant.h"

#define SUFFIX ".walkthrough"
#define BAD_SUFFIX SUFFIX ".bad"
#define TAKEN_SUFFIX SUFFIX ".taken"
/* A record has some hundred short lines. */
#define SIZE_MAX_OCTETS (256 * 1024)

static void
file_free (gpointer data)
{
  ThecalWalkthroughFile *file = data;

  g_free (file->name);
  g_free (file->text);
  g_free (file->fault);
  g_free (file);
}

void
thecal_walkthrough_look_free (ThecalWalkthroughLook *self)
{
  g_ptr_array_unref (self->files);
  g_free (self->bad_name);
  g_free (self);
}

static gboolean
fail (GError **error, const char *path)
{
  const int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* One that holds what nobody has read yet is there again, unless there is a newer one. */
static void
put_back (const char *taken, const char *path)
{
  if (link (taken, path) == 0 || errno == EEXIST)
    g_unlink (taken);
  else if (!g_file_test (path, G_FILE_TEST_EXISTS)) /* no links on this disk */
    g_rename (taken, path);
}

/* NULL, with what was expected, for what is no plain file of a record's size. */
static char *
read_text (const char *path, gsize *out_size, char **out_fault)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  GStatBuf info;

  if (g_lstat (path, &info) != 0)
    *out_fault = g_strdup (g_strerror (errno));
  else if (!S_ISREG (info.st_mode))
    *out_fault = g_strdup ("expected a plain file");
  else if (info.st_size > SIZE_MAX_OCTETS)
    *out_fault = g_strdup_printf ("expected at most %d octets", SIZE_MAX_OCTETS);
  else if (!g_file_get_contents (path, &text, out_size, &error))
    *out_fault = g_strdup (error->message);

  return text;
}

/* Look. */

static void
note_bad (ThecalWalkthroughLook *look, const char *path, const char *name)
{
  GStatBuf info;
  gint64 wall_us;

  /* a file keeps its own time when it is set aside; the change of its name has another */
  if (g_lstat (path, &info) != 0)
    return;
  wall_us = (gint64) info.st_ctim.tv_sec * THECAL_SECOND_US + info.st_ctim.tv_nsec / 1000;
  if (look->bad_name != NULL && wall_us <= look->bad_wall_us)
    return;
  g_free (look->bad_name);
  look->bad_name = g_strdup (name);
  look->bad_wall_us = wall_us;
}

static void
add_file (ThecalWalkthroughLook *look, const char *path, const char *name)
{
  ThecalWalkthroughFile *file = g_new0 (ThecalWalkthroughFile, 1);

  file->name = g_strdup (name);
  file->text = read_text (path, &file->size, &file->fault);
  g_ptr_array_add (look->files, file);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const ThecalWalkthroughFile *const *left = a, *const *right = b;

  return strcmp ((*left)->name, (*right)->name);
}

/* What an earlier run had in its hands when it ended. */
static void
recover (const char *folder, const char *name)
{
  g_autofree char *taken = g_build_filename (folder, name, NULL);
  g_autofree char *plain = g_strndup (name + 1, strlen (name) - 1 - strlen (".taken"));
  g_autofree char *path = g_build_filename (folder, plain, NULL);

  put_back (taken, path);
}

static gboolean
recover_all (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (*name == '.' && g_str_has_suffix (name, TAKEN_SUFFIX))
      recover (folder, name);

  return dir != NULL;
}

static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *folder = data;
  g_autoptr (ThecalWalkthroughLook) found = g_new0 (ThecalWalkthroughLook, 1);
  g_autoptr (GDir) dir = NULL;
  GError *error = NULL;
  const char *name;

  found->files = g_ptr_array_new_with_free_func (file_free);
  found->bad_wall_us = THECAL_UNKNOWN_US;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    fail (&error, folder);
  else if (recover_all (folder, &error))
    dir = g_dir_open (folder, 0, &error);
  if (error != NULL) {
    g_task_return_error (task, error);
    return;
  }
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (*name != '.' && g_str_has_suffix (name, SUFFIX))
      add_file (found, path, name);
    else if (*name != '.' && g_str_has_suffix (name, BAD_SUFFIX))
      note_bad (found, path, name);
  }
  g_ptr_array_sort (found->files, compare_files);
  g_task_return_pointer (
      task, g_steal_pointer (&found), (GDestroyNotify) thecal_walkthrough_look_free);
}

void
thecal_walkthrough_folder_look_async (const char *folder,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, look);
}

ThecalWalkthroughLook *
thecal_walkthrough_folder_look_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* End. */

typedef struct {
  char *path, *taken, *bad;
  GBytes *text; /* NULL: could not be read */
  ThecalWalkthroughEnd end;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  g_free (ending->path);
  g_free (ending->taken);
  g_free (ending->bad);
  g_clear_pointer (&ending->text, g_bytes_unref);
  g_free (ending);
}

static gboolean
holds_the_same (const Ending *ending)
{
  g_autofree char *fault = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) now = NULL;
  gsize size = 0;

  text = read_text (ending->taken, &size, &fault);
  if (text == NULL || ending->text == NULL)
    return text == NULL && ending->text == NULL;
  now = g_bytes_new (text, size);

  return g_bytes_equal (now, ending->text);
}

/* Whoever takes a file away by its name has it alone, and can look what it holds. */
static gboolean
end_file (const Ending *ending, gboolean *out_ended, GError **error)
{
  *out_ended = FALSE;
  if (g_rename (ending->path, ending->taken) != 0)
    return errno == ENOENT || fail (error, ending->path);
  if (!holds_the_same (ending)) {
    put_back (ending->taken, ending->path);
    return TRUE;
  }
  *out_ended = TRUE;
  if (ending->end == THECAL_WALKTHROUGH_REMOVE)
    return g_unlink (ending->taken) == 0 || fail (error, ending->path);

  return g_rename (ending->taken, ending->bad) == 0 || fail (error, ending->bad);
}

static void
end_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gboolean ended;
  GError *error = NULL;

  if (end_file (data, &ended, &error))
    g_task_return_boolean (task, ended);
  else
    g_task_return_error (task, error);
}

void
thecal_walkthrough_folder_end_async (const char *folder,
                                     const ThecalWalkthroughFile *file,
                                     ThecalWalkthroughEnd end,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Ending *ending = g_new0 (Ending, 1);

  ending->path = g_build_filename (folder, file->name, NULL);
  ending->taken = g_strdup_printf ("%s/.%s.taken", folder, file->name);
  ending->bad = g_strconcat (ending->path, ".bad", NULL);
  ending->end = end;
  if (file->text != NULL)
    ending->text = g_bytes_new (file->text, file->size);
  g_task_set_task_data (task, ending, ending_free);
  g_task_run_in_thread (task, end_task);
}

gboolean
thecal_walkthrough_folder_end_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
