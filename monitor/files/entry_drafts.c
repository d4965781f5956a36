/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/entry_drafts.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "files/disk.h"

#define FOLDER "drafts"
#define SUFFIX ".entry"
#define ID_MOST 64
/* own choice: more were not written since the monitor was there, and each waits for the disk */
#define FILES_MOST 1000

typedef struct {
  char *path;
  char *text; /* nullable: removed */
} Draft;

static void
draft_free (gpointer data)
{
  Draft *self = data;

  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

/* Of @id, which becomes the name of a file; NULL where it could lead elsewhere. */
static Draft *
draft_new (const char *state_dir, const char *id)
{
  g_autofree char *name = NULL;
  Draft *self;

  if (*id == '\0' || *id == '.' || strlen (id) > ID_MOST ||
      id[strspn (id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.")] != '\0')
    return NULL;
  name = g_strconcat (id, SUFFIX, NULL);
  self = g_new0 (Draft, 1);
  self->path = g_build_filename (state_dir, FOLDER, name, NULL);

  return self;
}

/* Takes @draft; @task is answered here or in the thread. */
static void
run (GTask *task, Draft *draft, GTaskThreadFunc in_thread)
{
  if (draft == NULL) {
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "expected an id of letters and digits");
    return;
  }
  g_task_set_task_data (task, draft, draft_free);
  g_task_run_in_thread (task, in_thread);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Draft *draft = data;
  GError *error = NULL;

  if (thecal_disk_write (draft->path, draft->text, strlen (draft->text), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
thecal_entry_drafts_write_async (const char *state_dir,
                                 const ThecalEntry *entry,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Draft *draft = draft_new (state_dir, thecal_entry_get_id (entry));

  if (draft != NULL)
    draft->text = thecal_entry_to_text (entry);
  run (task, draft, write_in_thread);
}

gboolean
thecal_entry_drafts_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
remove_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Draft *draft = data;

  if (g_unlink (draft->path) == 0 || errno == ENOENT)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task,
                             G_IO_ERROR,
                             (gint) g_io_error_from_errno (errno),
                             "%s: %s",
                             draft->path,
                             g_strerror (errno));
}

void
thecal_entry_drafts_remove_async (const char *state_dir,
                                  const char *id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  run (task, draft_new (state_dir, id), remove_in_thread);
}

gboolean
thecal_entry_drafts_remove_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gint
compare_at (gconstpointer a, gconstpointer b)
{
  const ThecalEntry *first = *(const ThecalEntry *const *) a;
  const ThecalEntry *second = *(const ThecalEntry *const *) b;

  if (thecal_entry_get_at_us (first) != thecal_entry_get_at_us (second))
    return thecal_entry_get_at_us (first) < thecal_entry_get_at_us (second) ? -1 : 1;

  return strcmp (thecal_entry_get_id (first), thecal_entry_get_id (second));
}

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_entry_free);
  g_autoptr (GDir) dir = g_dir_open (data, 0, NULL);
  const char *name;
  guint n_files = 0;

  while (dir != NULL && n_files < FILES_MOST && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (data, name, NULL);
    g_autofree char *text = NULL;
    ThecalEntryFault fault;
    gsize size = 0;
    ThecalEntry *entry;

    if (!g_str_has_suffix (name, SUFFIX))
      continue;
    n_files++;
    text = thecal_disk_read (path, &size, NULL);
    entry = text != NULL ? thecal_entry_parse (text, size, &fault) : NULL;
    if (entry != NULL)
      g_ptr_array_add (entries, entry);
  }
  g_ptr_array_sort (entries, compare_at);
  g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
}

void
thecal_entry_drafts_list_async (const char *state_dir,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_build_filename (state_dir, FOLDER, NULL), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

GPtrArray *
thecal_entry_drafts_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
