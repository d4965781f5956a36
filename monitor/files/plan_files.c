/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/plan_files.h"

#include <string.h>

#include "files/disk.h"
#include "files/plan_copy.h"

/* 2 s: a frightened person waits no longer for a disk. Counted in turns of the main loop: one that
 * was busy for as long must not blame the disk. */
#define TURN_MS 100
#define TURNS_MAX 20

char *
thecal_plan_files_get_path (const char *option)
{
  if (option != NULL)
    return g_strdup (option);

  return g_build_filename (g_get_user_config_dir (), "thecal", "care-plan.ini", NULL);
}

char *
thecal_plan_files_get_state_dir (void)
{
  const char *set = g_getenv ("THECAL_STATE_DIR");

  if (set != NULL && *set != '\0')
    return g_strdup (set);

  return g_build_filename (g_get_user_state_dir (), "thecal", NULL);
}

void
thecal_plan_load_free (ThecalPlanLoad *self)
{
  if (self == NULL)
    return;

  thecal_plan_document_free (self->document);
  g_free (self->fault);
  g_free (self);
}

/* File and copy are read at the same time, so that a disk that hangs keeps only its own waiting. */
typedef struct {
  char *path;
  char *state_dir; /* nullable */
  guint n_waiting; /* reads that have not come back */
  guint limit_id;  /* 0: over */
  guint n_turns;   /* of TURN_MS, waited so far */
  char *text;      /* of the file; nullable */
  gsize size;
  GError *error;          /* why there is none */
  char *copy;             /* of the good copy, without its mark; nullable */
  ThecalPlanLoad *loaded; /* nullable: not yet */
} Load;

static void
load_free (gpointer data)
{
  Load *self = data;

  g_free (self->path);
  g_free (self->state_dir);
  g_free (self->text);
  g_free (self->copy);
  g_clear_error (&self->error);
  thecal_plan_load_free (self->loaded);
  g_free (self);
}

static ThecalPlanDocument *
parse (const char *text, gsize size, const char *path, char **out_fault)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  ThecalPlanFault fault = { .line = 0 };
  ThecalPlanDocument *document = thecal_plan_document_parse (text, size, zone, &fault);

  if (document == NULL && out_fault != NULL)
    *out_fault = thecal_plan_fault_to_text (&fault, path);
  return document;
}

/* A full disk leaves such a file behind, which says nothing about anybody. */
static gboolean
is_blank (const Load *load)
{
  return load->text[strspn (load->text, " \t\r\n")] == '\0';
}

/* Nobody has made a plan yet: no fault, as long as there was never one. */
static gboolean
is_first_start (const Load *load)
{
  g_autofree char *usual = thecal_plan_files_get_path (NULL);

  return load->copy == NULL && g_str_equal (load->path, usual) &&
         g_error_matches (load->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static ThecalPlanLoad *
judge (const Load *load)
{
  ThecalPlanLoad *result = g_new0 (ThecalPlanLoad, 1);

  result->is_gone = g_error_matches (load->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  if (load->text != NULL && is_blank (load))
    result->fault = g_strdup_printf ("%s:1: expected a care plan, the file is empty", load->path);
  else if (load->text != NULL)
    result->document = parse (load->text, load->size, load->path, &result->fault);
  else if (load->error == NULL)
    result->fault = g_strdup_printf ("%s: the disk does not answer", load->path);
  else if (!is_first_start (load))
    result->fault = g_strdup (load->error->message);
  if (result->document == NULL && load->copy != NULL) {
    result->document = parse (load->copy, strlen (load->copy), load->path, NULL);
    result->is_copy = result->document != NULL;
  }
  result->found = result->document != NULL;
  if (result->document == NULL)
    result->document = thecal_plan_document_new ();

  return result;
}

/* At most once: by what comes last, or by the limit. */
static void
end_load (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  g_clear_handle_id (&load->limit_id, g_source_remove);
  load->n_waiting = 0;
  g_task_return_pointer (
      task, g_steal_pointer (&load->loaded), (GDestroyNotify) thecal_plan_load_free);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  if (load->loaded != NULL)
    end_load (task);
}

/* Both have come. Only a plan that is another than the copy waits for the disk once more: a program
 * may end right after. */
static void
take_reads (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  load->loaded = judge (load);
  if (load->state_dir != NULL && load->text != NULL && load->loaded->found &&
      !load->loaded->is_copy && g_strcmp0 (load->text, load->copy) != 0)
    thecal_plan_copy_keep_async (
        load->state_dir, load->path, load->text, on_kept, g_object_ref (task));
  else
    end_load (task);
}

static gboolean
on_turn (gpointer user_data)
{
  GTask *task = user_data;
  Load *load = g_task_get_task_data (task);

  if (++load->n_turns < TURNS_MAX)
    return G_SOURCE_CONTINUE;

  load->limit_id = 0;
  if (load->loaded == NULL)
    load->loaded = judge (load);
  end_load (task);

  return G_SOURCE_REMOVE;
}

/* TRUE: the limit was not reached, and this may change the load. */
static gboolean
count_down (Load *load)
{
  if (load->n_waiting == 0)
    return FALSE;

  load->n_waiting--;
  return TRUE;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gsize size = 0;
  char *text = thecal_disk_read (data, &size, &error);

  if (text == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_bytes_new_take (text, size + 1), (GDestroyNotify) g_bytes_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  Load *load = g_task_get_task_data (task);

  if (!count_down (load))
    return;

  if (bytes != NULL) {
    load->size = g_bytes_get_size (bytes) - 1;
    load->text = g_memdup2 (g_bytes_get_data (bytes, NULL), load->size + 1);
  }
  load->error = g_steal_pointer (&error);
  if (load->n_waiting == 0)
    take_reads (task);
}

static void
on_copy_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *copy = g_task_propagate_pointer (G_TASK (result), NULL);
  Load *load = g_task_get_task_data (task);

  if (!count_down (load))
    return;

  load->copy = g_steal_pointer (&copy);
  if (load->n_waiting == 0)
    take_reads (task);
}

void
thecal_plan_files_load_async (const char *path,
                              const char *state_dir,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (NULL, NULL, on_read, g_object_ref (task));
  Load *load = g_new0 (Load, 1);

  load->path = g_strdup (path);
  load->state_dir = g_strdup (state_dir);
  load->n_waiting = 1 + (state_dir != NULL);
  g_task_set_task_data (task, load, load_free);
  /* whoever cancels wants no plan; it never fails */
  g_task_set_check_cancellable (task, FALSE);
  load->limit_id = g_timeout_add_full (
      G_PRIORITY_DEFAULT + 1, TURN_MS, on_turn, g_object_ref (task), g_object_unref);
  g_task_set_task_data (reading, g_strdup (path), g_free);
  g_task_run_in_thread (reading, read_in_thread);
  if (state_dir != NULL)
    thecal_plan_copy_read_async (state_dir, path, on_copy_read, g_object_ref (task));
}

ThecalPlanLoad *
thecal_plan_files_load_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
