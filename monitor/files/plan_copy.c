/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/plan_copy.h"

#include <string.h>

#include "files/disk.h"
#include "files/plan_list.h"

#define NAME "care-plan"
#define SUFFIX ".good"
#define MARK "# Copy of "
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct {
  char *state_dir;
  char *path;
  char *text; /* nullable */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_free (self->state_dir);
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

/* (transfer full) */
static GTask *
new_task (const char *state_dir, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Copy *copy = g_new0 (Copy, 1);

  copy->state_dir = g_strdup (state_dir);
  copy->path = g_strdup (path);
  g_task_set_task_data (task, copy, copy_free);
  return task;
}

/* "# Copy of /home/…/care-plan.ini\n", on one line whatever the name. (transfer full) */
static char *
mark_of (const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *escaped = g_strescape (whole, NULL);

  return g_strconcat (MARK, escaped, "\n", NULL);
}

/* (transfer full) */
static char *
get_copy_path (const char *state_dir, const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *other = thecal_plan_list_get_name (whole);
  g_autofree char *name =
      g_strconcat (NAME, other != NULL ? "-" : "", other != NULL ? other : "", SUFFIX, NULL);

  return g_build_filename (state_dir, name, NULL);
}

char *
thecal_plan_copy_read (const char *state_dir, const char *path)
{
  g_autofree char *name = get_copy_path (state_dir, path);
  g_autofree char *mark = mark_of (path);
  g_autofree char *text = thecal_disk_read (name, NULL, NULL);

  return text != NULL && g_str_has_prefix (text, mark) ? g_strdup (text + strlen (mark)) : NULL;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Copy *copy = data;

  g_task_return_pointer (task, thecal_plan_copy_read (copy->state_dir, copy->path), g_free);
}

void
thecal_plan_copy_read_async (const char *state_dir,
                             const char *path,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = new_task (state_dir, path, callback, user_data);

  g_task_run_in_thread (task, read_in_thread);
}

static void
keep_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Copy *copy = data;
  g_autofree char *name = get_copy_path (copy->state_dir, copy->path);
  g_autofree char *mark = mark_of (copy->path);
  /* it would stand in the middle of a text */
  const char *text =
      copy->text + (g_str_has_prefix (copy->text, BYTE_ORDER_MARK) ? strlen (BYTE_ORDER_MARK) : 0);
  g_autofree char *marked = g_strconcat (mark, text, NULL);
  g_autoptr (GError) error = NULL;

  if (!thecal_disk_write (name, marked, strlen (marked), &error))
    g_warning ("The care plan could not be copied: %s", error->message);
  g_task_return_boolean (task, error == NULL);
}

void
thecal_plan_copy_keep_async (const char *state_dir,
                             const char *path,
                             const char *text,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = new_task (state_dir, path, callback, user_data);
  Copy *copy = g_task_get_task_data (task);

  copy->text = g_strdup (text);
  g_task_run_in_thread (task, keep_in_thread);
}
