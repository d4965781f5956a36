/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/pages.h"
#include "export/paper_layout.h"

static void
draw (gpointer layout, guint page, cairo_t *cairo)
{
  thecal_paper_layout_draw (layout, page, cairo);
}

static gboolean
write_paper (const ThecalPaper *paper, const char *path, GCancellable *cancellable, GError **error)
{
  const ThecalPageSize area = thecal_pages_get_area ();
  g_autoptr (ThecalPaperLayout) layout =
      thecal_paper_layout_new (paper, area.width_pt, area.height_pt);
  const ThecalPages pages = {
    draw, layout, thecal_paper_layout_get_n_pages (layout), paper->title
  };

  return thecal_pages_write (&pages, path, cancellable, error);
}

gboolean
thecal_paper_write (const ThecalPaper *paper, const char *path, GError **error)
{
  return write_paper (paper, path, NULL, error);
}

typedef struct {
  const ThecalPaper *paper; /* borrowed from the caller until finished */
  char *path;
} Job;

static void
job_free (gpointer data)
{
  g_free (((Job *) data)->path);
  g_free (data);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;

  if (write_paper (job->paper, job->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
thecal_paper_write_async (const ThecalPaper *paper,
                          const char *path,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  job->paper = paper;
  job->path = g_strdup (path);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

gboolean
thecal_paper_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
