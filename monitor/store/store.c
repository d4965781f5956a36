/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/store.h"

#include "store/schema.h"
#include "store/writer.h"

/* How long a failed write waits before the next try. */
#define RETRY_US (2 * G_USEC_PER_SEC)

/* Jobs are GTasks in one queue, served in order by one thread; writes gather before a barrier. */
typedef enum { JOB_WRITE, JOB_OPEN, JOB_FLUSH, JOB_LOAD, JOB_LOG, JOB_LEVELS, JOB_QUIT } JobKind;

typedef struct {
  JobKind kind;
  GTask *task;        /* owned; NULL for writes */
  ThecalWrite *write; /* owned */
  char *pump_id;      /* owned */
  gint64 from_us, to_us;
  guint most;
} Job;

/* Shared by the store and its worker, by reference: the last reference to the store may fall in the
 * worker, with a task that it lets go. */
typedef struct {
  char *path;
  GAsyncQueue *jobs;
  GMainContext *context; /* of creation: signals are emitted there */
  GWeakRef store;        /* set and cleared by the owner, read where @context runs */
  char *quarantined;     /* written before the open task ends, read after */
} Link;

struct _ThecalStore {
  GObject parent_instance;
  GThread *thread;
  Link *link;
};

/* The worker's own; nothing of it is seen by other threads. */
typedef struct {
  Link *link;
  sqlite3 *db;
  GQueue *pending; /* of owned ThecalWrite, not committed yet */
  gboolean failing;
} Worker;

enum { SIGNAL_FAILED, SIGNAL_RECOVERED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalStore, thecal_store, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_clear_pointer (&job->write, thecal_write_free);
  g_free (job->pump_id);
  g_free (job);
}

static void
link_clear (gpointer data)
{
  Link *link = data;

  g_free (link->path);
  g_async_queue_unref (link->jobs);
  g_main_context_unref (link->context);
  g_weak_ref_clear (&link->store);
  g_free (link->quarantined);
}

static void
link_release (Link *link)
{
  g_atomic_rc_box_release_full (link, link_clear);
}

/* Worker. */

typedef struct {
  Link *link;
  char *message; /* NULL: recovered */
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  link_release (report->link);
  g_free (report->message);
  g_free (report);
}

static gboolean
on_report (gpointer data)
{
  Report *report = data;
  g_autoptr (ThecalStore) store = g_weak_ref_get (&report->link->store);

  if (store != NULL && report->message != NULL)
    g_signal_emit (store, signals[SIGNAL_FAILED], 0, report->message);
  else if (store != NULL)
    g_signal_emit (store, signals[SIGNAL_RECOVERED], 0);

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
    committed = thecal_write_run (at->data, worker->db, error);
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

static void
return_variant (GTask *task, GVariant *variant, GError *error)
{
  if (variant != NULL)
    g_task_return_pointer (task, g_variant_ref_sink (variant), (GDestroyNotify) g_variant_unref);
  else
    g_task_return_error (task, error);
}

/* FALSE: quit. */
static gboolean
worker_serve (Worker *worker, Job *job)
{
  GError *error = NULL;

  if (job->kind == JOB_WRITE) {
    g_queue_push_tail (worker->pending, g_steal_pointer (&job->write));
    return TRUE;
  }
  if (job->kind == JOB_QUIT) {
    worker_settle (worker, NULL);
    return FALSE;
  }
  if (!worker_settle (worker, &error)) {
    g_task_return_error (job->task, error);
    return TRUE;
  }

  switch (job->kind) {
  case JOB_OPEN:
  case JOB_FLUSH:
    g_task_return_boolean (job->task, TRUE);
    break;
  case JOB_LOAD:
    worker_load (worker, job->task);
    break;
  case JOB_LOG: {
    GVariant *log = thecal_read_log (worker->db, job->most, &error);

    return_variant (job->task, log, error);
    break;
  }
  case JOB_LEVELS: {
    GVariant *levels =
        thecal_read_levels (worker->db, job->pump_id, job->from_us, job->to_us, job->most, &error);

    return_variant (job->task, levels, error);
    break;
  }
  case JOB_WRITE:
  case JOB_QUIT:
    break;
  }

  return TRUE;
}

static gpointer
worker_run (gpointer data)
{
  Worker *worker = data;
  gboolean running = TRUE;

  while (running) {
    Job *job;

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
  link_release (worker->link);
  g_free (worker);

  return NULL;
}

/* The caller's side. */

static void
push (ThecalStore *self, JobKind kind, GTask *task, ThecalWrite *write)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->task = task;
  job->write = write;
  g_async_queue_push (self->link->jobs, job);
}

static ThecalWrite *
write_new (ThecalWriteKind kind, const char *pump_id, const char *text)
{
  ThecalWrite *write = g_new0 (ThecalWrite, 1);

  write->kind = kind;
  write->pump_id = g_strdup (pump_id);
  write->text = g_strdup (text);

  return write;
}

void
thecal_store_add_pump (ThecalStore *self, const char *id, const char *name, gboolean bluetooth)
{
  ThecalWrite *write = write_new (THECAL_WRITE_PUMP, id, name);

  write->bluetooth = bluetooth;
  push (self, JOB_WRITE, NULL, write);
}

void
thecal_store_add_reading (ThecalStore *self,
                          const char *pump_id,
                          const ThecalStatusReport *report,
                          ThecalTime now)
{
  ThecalWrite *write = write_new (THECAL_WRITE_READING, pump_id, NULL);

  write->report = *report;
  write->now = now;
  push (self, JOB_WRITE, NULL, write);
}

void
thecal_store_add_log (ThecalStore *self,
                      const char *pump_id,
                      const ThecalEffect *effect,
                      const char *detail,
                      ThecalTime now)
{
  ThecalWrite *write = write_new (THECAL_WRITE_LOG, pump_id, detail);

  write->effect = *effect;
  write->now = now;
  push (self, JOB_WRITE, NULL, write);
}

void
thecal_store_save_state (ThecalStore *self, GVariant *state, const char *boot_id)
{
  g_autoptr (GVariant) wrapped = g_variant_ref_sink (g_variant_new_variant (state));
  ThecalWrite *write = write_new (THECAL_WRITE_STATE, NULL, boot_id);

  write->data = g_variant_get_data_as_bytes (wrapped);
  push (self, JOB_WRITE, NULL, write);
}

void
thecal_store_open_async (ThecalStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  push (self, JOB_OPEN, g_task_new (self, cancellable, callback, user_data), NULL);
}

gboolean
thecal_store_open_finish (ThecalStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
thecal_store_flush_async (ThecalStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  push (self, JOB_FLUSH, g_task_new (self, cancellable, callback, user_data), NULL);
}

gboolean
thecal_store_flush_finish (ThecalStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
thecal_store_load_async (ThecalStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  push (self, JOB_LOAD, g_task_new (self, cancellable, callback, user_data), NULL);
}

void
thecal_stored_pump_free (ThecalStoredPump *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

gboolean
thecal_store_load_finish (ThecalStore *self,
                          GAsyncResult *result,
                          GVariant **out_state,
                          char **out_boot_id,
                          GPtrArray **out_pumps,
                          GError **error)
{
  g_autoptr (GVariant) loaded = g_task_propagate_pointer (G_TASK (result), error);
  g_autoptr (GVariantIter) pumps = NULL;
  ThecalStoredPump *pump;

  if (loaded == NULL)
    return FALSE;
  g_variant_get (loaded, "(mvsa(ssb))", out_state, out_boot_id, &pumps);
  *out_pumps = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_stored_pump_free);
  pump = g_new0 (ThecalStoredPump, 1);
  while (g_variant_iter_next (pumps, "(ssb)", &pump->id, &pump->name, &pump->bluetooth)) {
    g_ptr_array_add (*out_pumps, pump);
    pump = g_new0 (ThecalStoredPump, 1);
  }
  g_free (pump);

  return TRUE;
}

void
thecal_store_read_log_async (ThecalStore *self,
                             guint most,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = JOB_LOG;
  job->task = g_task_new (self, cancellable, callback, user_data);
  job->most = most;
  g_async_queue_push (self->link->jobs, job);
}

GVariant *
thecal_store_read_log_finish (ThecalStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
thecal_store_read_levels_async (ThecalStore *self,
                                const char *pump_id,
                                gint64 from_us,
                                gint64 to_us,
                                guint most,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = JOB_LEVELS;
  job->task = g_task_new (self, NULL, callback, user_data);
  job->pump_id = g_strdup (pump_id);
  job->from_us = from_us;
  job->to_us = to_us;
  job->most = most;
  g_async_queue_push (self->link->jobs, job);
}

GVariant *
thecal_store_read_levels_finish (ThecalStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
thecal_store_get_quarantined (ThecalStore *self)
{
  return self->link->quarantined;
}

static void
thecal_store_finalize (GObject *object)
{
  ThecalStore *self = THECAL_STORE (object);

  push (self, JOB_QUIT, NULL, NULL);
  if (g_thread_self () == self->thread)
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  link_release (self->link);

  G_OBJECT_CLASS (thecal_store_parent_class)->finalize (object);
}

static void
thecal_store_class_init (ThecalStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_store_finalize;
  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         THECAL_TYPE_STORE,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
  signals[SIGNAL_RECOVERED] = g_signal_new (
      "recovered", THECAL_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_store_init (ThecalStore *self)
{
}

ThecalStore *
thecal_store_new (const char *path)
{
  ThecalStore *self = g_object_new (THECAL_TYPE_STORE, NULL);
  Worker *worker = g_new0 (Worker, 1);

  self->link = g_atomic_rc_box_new0 (Link);
  self->link->path = g_strdup (path);
  self->link->jobs = g_async_queue_new_full ((GDestroyNotify) job_free);
  self->link->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&self->link->store, self);
  worker->link = g_atomic_rc_box_acquire (self->link);
  worker->pending = g_queue_new ();
  self->thread = g_thread_new ("store", worker_run, worker);

  return self;
}
