/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/worker.h"

#include <sqlite3.h>

#include "store/schema.h"

/* How long a failed write waits before the next try. */
#define RETRY_US (2 * G_USEC_PER_SEC)
/* The records of the alarm log tell by it which boot clocks can be compared. */
#define BOOT_ID_PATH "/proc/sys/kernel/random/boot_id"

/* The worker's own; nothing of it is seen by other threads. */
typedef struct {
  ThecalStoreLink *link;
  sqlite3 *db;
  char *boot_id;   /* NULL where the system does not tell */
  GQueue *pending; /* of owned ThecalWrite, not committed yet */
  gboolean failing;
} Worker;

static void
job_free (ThecalJob *job)
{
  g_clear_object (&job->task);
  g_clear_pointer (&job->write, thecal_write_free);
  g_clear_pointer (&job->read, thecal_read_free);
  g_free (job);
}

static void
link_clear (gpointer data)
{
  ThecalStoreLink *link = data;

  g_free (link->path);
  g_async_queue_unref (link->jobs);
  g_main_context_unref (link->context);
  g_weak_ref_clear (&link->store);
  g_free (link->quarantined);
}

ThecalStoreLink *
thecal_store_link_new (GObject *store, const char *path)
{
  ThecalStoreLink *self = g_atomic_rc_box_new0 (ThecalStoreLink);

  self->path = g_strdup (path);
  self->jobs = g_async_queue_new_full ((GDestroyNotify) job_free);
  self->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&self->store, store);

  return self;
}

void
thecal_store_link_release (ThecalStoreLink *self)
{
  g_atomic_rc_box_release_full (self, link_clear);
}

void
thecal_store_link_push (ThecalStoreLink *self, ThecalJob job)
{
  g_async_queue_push (self->jobs, g_memdup2 (&job, sizeof job));
}

typedef struct {
  ThecalStoreLink *link;
  char *message; /* NULL: recovered */
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  thecal_store_link_release (report->link);
  g_free (report->message);
  g_free (report);
}

static gboolean
on_report (gpointer data)
{
  Report *report = data;
  g_autoptr (GObject) store = g_weak_ref_get (&report->link->store);

  if (store != NULL && report->message != NULL)
    g_signal_emit_by_name (store, "failed", report->message);
  else if (store != NULL)
    g_signal_emit_by_name (store, "recovered");

  return G_SOURCE_REMOVE;
}

static void
worker_report (Worker *worker, const char *message)
{
  Report *report = g_new0 (Report, 1);
  g_autoptr (GSource) source = NULL;

  report->link = g_atomic_rc_box_acquire (worker->link);
  report->message = g_strdup (message);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_report, report, report_free);
  g_source_attach (source, worker->link->context);
}

static gboolean
worker_open (Worker *worker, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (worker->db != NULL)
    return TRUE;
  worker->db = thecal_schema_open (worker->link->path, &local_error);
  if (worker->db == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)) {
    g_free (worker->link->quarantined);
    worker->link->quarantined = thecal_schema_quarantine (worker->link->path);
    g_clear_error (&local_error);
    worker->db = thecal_schema_open (worker->link->path, &local_error);
  }
  if (worker->db == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return worker->db != NULL;
}

/* All that waits in one transaction: one fsync for many. On failure it all waits on. */
static gboolean
worker_commit (Worker *worker, GError **error)
{
  gboolean committed = worker_open (worker, error);

  if (!committed || g_queue_is_empty (worker->pending))
    return committed;
  if (sqlite3_exec (worker->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) {
    thecal_schema_set_error (error, worker->db, sqlite3_errcode (worker->db), "begin");
    return FALSE;
  }
  for (GList *at = worker->pending->head; committed && at != NULL; at = at->next)
    committed = thecal_write_run (at->data, worker->boot_id, worker->db, error);
  if (committed && sqlite3_exec (worker->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
    thecal_schema_set_error (error, worker->db, sqlite3_errcode (worker->db), "commit");
    committed = FALSE;
  }
  if (committed)
    g_queue_clear_full (worker->pending, (GDestroyNotify) thecal_write_free);
  else
    sqlite3_exec (worker->db, "ROLLBACK", NULL, NULL, NULL);

  return committed;
}

static gboolean
worker_settle (Worker *worker, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const gboolean committed = worker_commit (worker, &local_error);

  if (committed == worker->failing) {
    worker->failing = !committed;
    worker_report (worker, committed ? NULL : local_error->message);
  }
  if (!committed)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return committed;
}

static void
worker_load (Worker *worker, GTask *task)
{
  GVariantBuilder pumps;
  g_autoptr (GVariant) state = NULL;
  g_autofree char *boot_id = NULL;
  sqlite3_stmt *statement = NULL;

  g_variant_builder_init (&pumps, G_VARIANT_TYPE ("a(ssb)"));
  sqlite3_prepare_v2 (
      worker->db, "SELECT id, name, bluetooth FROM pump ORDER BY place", -1, &statement, NULL);
  while (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    g_variant_builder_add (&pumps,
                           "(ssb)",
                           sqlite3_column_text (statement, 0),
                           sqlite3_column_text (statement, 1),
                           sqlite3_column_int (statement, 2) != 0);
  sqlite3_finalize (statement);

  statement = NULL;
  sqlite3_prepare_v2 (worker->db, "SELECT boot_id, data FROM state", -1, &statement, NULL);
  if (statement != NULL && sqlite3_step (statement) == SQLITE_ROW) {
    g_autoptr (GBytes) data = g_bytes_new (sqlite3_column_blob (statement, 1),
                                           (gsize) sqlite3_column_bytes (statement, 1));
    g_autoptr (GVariant) wrapped =
        g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE_VARIANT, data, FALSE));

    boot_id = g_strdup ((const char *) sqlite3_column_text (statement, 0));
    if (g_variant_is_normal_form (wrapped))
      state = g_variant_get_variant (wrapped);
  }
  g_task_return_pointer (task,
                         g_variant_ref_sink (g_variant_new (
                             "(mvsa(ssb))", state, boot_id != NULL ? boot_id : "", &pumps)),
                         (GDestroyNotify) g_variant_unref);
  sqlite3_finalize (statement);
}

/* A question with more to do goes to the end of the queue: what came meanwhile is first. */
static void
worker_read (Worker *worker, ThecalJob *job)
{
  GVariant *answer = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (job->task))
    return;
  if (!thecal_read_step (job->read, worker->db, &answer, &error))
    thecal_store_link_push (worker->link,
                            (ThecalJob){ .kind = THECAL_JOB_READ,
                                         .task = g_steal_pointer (&job->task),
                                         .read = g_steal_pointer (&job->read) });
  else if (answer != NULL)
    g_task_return_pointer (
        job->task, g_variant_ref_sink (answer), (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (job->task, error);
}

/* FALSE: quit. */
static gboolean
worker_serve (Worker *worker, ThecalJob *job)
{
  GError *error = NULL;

  if (job->kind == THECAL_JOB_WRITE) {
    g_queue_push_tail (worker->pending, g_steal_pointer (&job->write));
    return TRUE;
  }
  if (job->kind == THECAL_JOB_QUIT) {
    worker_settle (worker, NULL);
    return FALSE;
  }
  if (!worker_settle (worker, &error)) {
    g_task_return_error (job->task, error);
    return TRUE;
  }

  switch (job->kind) {
  case THECAL_JOB_OPEN:
  case THECAL_JOB_FLUSH:
    g_task_return_boolean (job->task, TRUE);
    break;
  case THECAL_JOB_LOAD:
    worker_load (worker, job->task);
    break;
  case THECAL_JOB_READ:
    worker_read (worker, job);
    break;
  case THECAL_JOB_WRITE:
  case THECAL_JOB_QUIT:
    break;
  }

  return TRUE;
}

static gpointer
worker_run (gpointer data)
{
  Worker *worker = data;
  gboolean running = TRUE;

  if (g_file_get_contents (BOOT_ID_PATH, &worker->boot_id, NULL, NULL))
    g_strchomp (worker->boot_id);
  while (running) {
    ThecalJob *job;

    if (g_queue_is_empty (worker->pending))
      job = g_async_queue_pop (worker->link->jobs);
    else if (worker->failing)
      job = g_async_queue_timeout_pop (worker->link->jobs, RETRY_US);
    else
      job = g_async_queue_try_pop (worker->link->jobs);
    if (job == NULL) {
      worker_settle (worker, NULL);
      continue;
    }
    running = worker_serve (worker, job);
    job_free (job);
  }
  g_queue_free_full (worker->pending, (GDestroyNotify) thecal_write_free);
  thecal_schema_close (worker->db);
  thecal_store_link_release (worker->link);
  g_free (worker->boot_id);
  g_free (worker);

  return NULL;
}

GThread *
thecal_store_worker_start (ThecalStoreLink *link)
{
  Worker *worker = g_new0 (Worker, 1);

  worker->link = g_atomic_rc_box_acquire (link);
  worker->pending = g_queue_new ();

  return g_thread_new ("store", worker_run, worker);
}
