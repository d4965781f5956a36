/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/report_file.h"

#include <glib/gi18n.h>

#include "export/csv.h"
#include "export/fhir.h"
#include "export/pages.h"
#include "export/report_layout.h"

static void
draw (gpointer layout, guint page, cairo_t *cairo)
{
  thecal_report_layout_draw (layout, page, cairo);
}

static gboolean
write_pdf (const ThecalReportFacts *facts,
           const char *path,
           GCancellable *cancellable,
           GError **error)
{
  const ThecalPageSize area = thecal_pages_get_area ();
  g_autoptr (ThecalReport) report = thecal_report_new (facts);
  g_autoptr (ThecalReportLayout) layout =
      thecal_report_layout_new (report, area.width_pt, area.height_pt, facts->zone);
  const ThecalPages pages = {
    draw, layout, thecal_report_layout_get_n_pages (layout), report->title
  };

  return thecal_pages_write (&pages, path, cancellable, error);
}

gboolean
thecal_report_write (const ThecalReportFacts *facts,
                     const char *path,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *text = NULL;

  if (g_str_has_suffix (lower, ".pdf"))
    return write_pdf (facts, path, cancellable, error);
  if (g_str_has_suffix (lower, ".csv"))
    text = thecal_csv_write (facts);
  else if (g_str_has_suffix (lower, ".json"))
    text = thecal_fhir_write (facts, (facts->parts & 1u << THECAL_REPORT_PERSON) != 0);
  else if (g_str_has_suffix (lower, ".txt")) {
    g_autoptr (ThecalReport) report = thecal_report_new (facts);

    text = thecal_report_to_text (report);
  } else
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("%s: expected a name that ends with .pdf, .csv, .json or .txt"),
                 path);
  if (text == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return thecal_text_write (text, path, error);
}

typedef struct {
  const ThecalReportFacts *facts; /* borrowed from the caller until finished */
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

  if (thecal_report_write (job->facts, job->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
thecal_report_write_async (const ThecalReportFacts *facts,
                           const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  job->facts = facts;
  job->path = g_strdup (path);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

gboolean
thecal_report_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
