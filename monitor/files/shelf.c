/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/shelf.h"

#include <glib/gstdio.h>
#include <string.h>

#include "files/disk.h"
#include "files/picture.h"

#define FOLDER "shelf"
#define MODE_FOLDER 0700

typedef struct {
  GFile *file; /* owned */
  char *state_dir;
} Adding;

static void
adding_free (gpointer data)
{
  Adding *self = data;

  g_object_unref (self->file);
  g_free (self->state_dir);
  g_free (self);
}

/* A UUID and the ending of its type: it says nothing of what is in it, and leads nowhere else. */
static gboolean
is_name (const char *name)
{
  g_autofree char *id = NULL;
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot == NULL ||
      (!g_str_equal (dot, ".pdf") && !g_str_equal (dot, ".png") && !g_str_equal (dot, ".jpg")))
    return FALSE;
  id = g_strndup (name, (gsize) (dot - name));

  return g_uuid_string_is_valid (id);
}

char *
thecal_shelf_get_path (const char *state_dir, const char *name)
{
  return is_name (name) ? g_build_filename (state_dir, FOLDER, name, NULL) : NULL;
}

/* The opening of a pipe would wait for who writes into it: only what is a file is opened. */
static GBytes *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree guint8 *data = NULL;
  gsize n_read = 0;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "expected a file");
    return NULL;
  }
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  data = g_malloc (THECAL_SHELF_MAX_BYTES + 1);
  if (!g_input_stream_read_all (
          G_INPUT_STREAM (stream), data, THECAL_SHELF_MAX_BYTES + 1, &n_read, cancellable, error))
    return NULL;
  if (n_read > THECAL_SHELF_MAX_BYTES) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "expected a file of at most 20 MiB");
    return NULL;
  }

  return g_bytes_new_take (g_realloc (g_steal_pointer (&data), MAX (n_read, 1)), n_read);
}

/* The name in the shelf; NULL with @error. */
static char *
put (const Adding *adding, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = read_file (adding->file, cancellable, error);
  g_autoptr (GByteArray) stripped = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folder = g_build_filename (adding->state_dir, FOLDER, NULL);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  const guint8 *data;
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  stripped = thecal_picture_strip (data, size);
  if (stripped == NULL) {
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "expected a whole PDF, PNG or JPEG file");
    return NULL;
  }
  name = g_strdup_printf (
      "%s.%s", id, thecal_picture_type_to_suffix (thecal_picture_find_type (data, size)));
  path = g_build_filename (folder, name, NULL);
  if (!thecal_disk_write (path, (const char *) stripped->data, stripped->len, error))
    return NULL;
  g_chmod (folder, MODE_FOLDER); /* where somebody else made it */

  return g_steal_pointer (&name);
}

static void
add_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *name = put (data, cancellable, &error);

  if (name != NULL)
    g_task_return_pointer (task, name, g_free);
  else
    g_task_return_error (task, error);
}

void
thecal_shelf_add_async (const char *state_dir,
                        GFile *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Adding *adding = g_new0 (Adding, 1);

  adding->file = g_object_ref (file);
  adding->state_dir = g_strdup (state_dir);
  g_task_set_task_data (task, adding, adding_free);
  g_task_run_in_thread (task, add_in_thread);
}

char *
thecal_shelf_add_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
