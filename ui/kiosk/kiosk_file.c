/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/kiosk_file.h"

#include <string.h>

#include "files/disk.h"
#include "files/plan_edit.h"
#include "kiosk/settings.h"

#define BAD ".bad"

static GMutex writing;

/* NULL with @error: no key file. */
static GKeyFile *
parse (const char *path, const char *text, gsize size, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) local_error = NULL;

  if (size == 0 || g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, &local_error))
    return g_steal_pointer (&file);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", path, local_error->message);

  return NULL;
}

/* "" where there is none. (transfer full) */
static char *
read_text (const char *path, gsize *out_size, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *text = thecal_disk_read (path, out_size, &local_error);

  if (text != NULL)
    return text;
  *out_size = 0;
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup ("");

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

GKeyFile *
thecal_kiosk_file_read (const char *path, GError **error)
{
  gsize size = 0;
  g_autofree char *text = read_text (path, &size, error);

  return text != NULL ? parse (path, text, size, error) : NULL;
}

/* (transfer full); NULL: what is there could not be put aside. */
static char *
begin_anew (const char *path, const char *text, gsize size, GError **error)
{
  g_autofree char *bad = g_strconcat (path, BAD, NULL);

  return thecal_disk_write (bad, text, size, error) ? g_strdup ("") : NULL;
}

static gboolean
set_locked (const char *path, const ThecalKioskValue *value, GError **error)
{
  gsize size = 0;
  g_autofree char *text = read_text (path, &size, error);
  g_autoptr (GKeyFile) file = text != NULL ? parse (path, text, size, NULL) : NULL;
  g_autofree char *base = NULL;
  g_autofree char *changed = NULL;

  if (text == NULL)
    return FALSE;
  base = file != NULL && strlen (text) == size ? g_strdup (text)
                                               : begin_anew (path, text, size, error);
  if (base == NULL)
    return FALSE;
  changed = thecal_plan_edit_set (base, value->group, value->key, value->value);

  return thecal_disk_write (path, changed, strlen (changed), error);
}

gboolean
thecal_kiosk_file_set (const char *path, const ThecalKioskValue *value, GError **error)
{
  gboolean done;

  g_mutex_lock (&writing);
  done = set_locked (path, value, error);
  g_mutex_unlock (&writing);

  return done;
}

static void
value_free (gpointer data)
{
  ThecalKioskValue *self = data;

  g_free ((char *) self->group);
  g_free ((char *) self->key);
  g_free ((char *) self->value);
  g_free (self);
}

static void
set_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = thecal_kiosk_settings_get_path ();
  GError *error = NULL;

  if (thecal_kiosk_file_set (path, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
thecal_kiosk_file_set_async (const ThecalKioskValue *value,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ThecalKioskValue *copy = g_new0 (ThecalKioskValue, 1);

  copy->group = g_strdup (value->group);
  copy->key = g_strdup (value->key);
  copy->value = g_strdup (value->value);
  g_task_set_task_data (task, copy, value_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, set_in_thread);
}

gboolean
thecal_kiosk_file_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
