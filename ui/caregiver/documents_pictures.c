/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/documents_pictures.h"

#define SIDE_PX 2200 /* a page at 200 dots an inch */

static void
run (GTask *task, gpointer source, gpointer paths, GCancellable *cancellable)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func (g_object_unref);

  for (char **path = paths; *path != NULL; path++) {
    g_autoptr (GdkPixbuf) read = gdk_pixbuf_new_from_file_at_size (*path, SIDE_PX, SIDE_PX, NULL);
    /* as it was held when it was taken */
    GdkPixbuf *picture = read != NULL ? gdk_pixbuf_apply_embedded_orientation (read) : NULL;

    if (picture != NULL)
      g_ptr_array_add (pictures, picture);
  }
  g_task_return_pointer (task, pictures, (GDestroyNotify) g_ptr_array_unref);
}

void
thecal_documents_pictures_load_async (const char *const *paths,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdupv ((GStrv) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, run);
}

GPtrArray *
thecal_documents_pictures_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
