/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/upright_picture.h"

#define PATH "thecal-upright-path" /* the last one that was asked for */

typedef struct {
  char *path;
  int side_px;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->path);
  g_free (self);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  g_autoptr (GdkPixbuf) read =
      gdk_pixbuf_new_from_file_at_size (reading->path, reading->side_px, reading->side_px, NULL);

  g_task_return_pointer (
      task, read != NULL ? gdk_pixbuf_apply_embedded_orientation (read) : NULL, g_object_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GdkPixbuf) read = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GdkTexture) texture = read != NULL ? gdk_texture_new_for_pixbuf (read) : NULL;

  if (g_strcmp0 (g_object_get_data (source, PATH), reading->path) == 0)
    gtk_picture_set_paintable (GTK_PICTURE (source), GDK_PAINTABLE (texture));
}

void
thecal_upright_picture_show (GtkPicture *picture, const char *path, int side_px)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_object_set_data_full (G_OBJECT (picture), PATH, g_strdup (path), g_free);
  gtk_picture_set_paintable (picture, NULL);
  if (path == NULL)
    return;

  reading = g_new (Reading, 1);
  *reading = (Reading){ g_strdup (path), side_px };
  task = g_task_new (picture, NULL, on_read, NULL);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, run);
}
