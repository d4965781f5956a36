/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/store.h"

#include "store/worker.h"

struct _ThecalStore {
  GObject parent_instance;
  GThread *thread;
  ThecalStoreLink *link;
};

enum { SIGNAL_FAILED, SIGNAL_RECOVERED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalStore, thecal_store, G_TYPE_OBJECT)

static void
push_write (ThecalStore *self, ThecalWrite *write)
{
  thecal_store_link_push (self->link, (ThecalJob){ .kind = THECAL_JOB_WRITE, .write = write });
}

static void
push_task (ThecalStore *self, ThecalJobKind kind, GTask *task)
{
  thecal_store_link_push (self->link, (ThecalJob){ .kind = kind, .task = task });
}

static void
push_read (ThecalStore *self, ThecalRead *read, GTask *task)
{
  thecal_store_link_push (self->link,
                          (ThecalJob){ .kind = THECAL_JOB_READ, .task = task, .read = read });
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
  push_write (self, write);
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
  push_write (self, write);
}

static ThecalWrite *
log_new (const char *pump_id, const ThecalLogSubject *subject, const char *detail, ThecalTime now)
{
  ThecalWrite *write = write_new (THECAL_WRITE_LOG, pump_id, detail);
  const ThecalConditionRow *row =
      subject != NULL ? thecal_condition_get_row (subject->condition) : NULL;

  write->now = now;
  write->log.effect = thecal_effect_kind_to_string (THECAL_EFFECT_LOG);
  if (subject == NULL)
    return write;
  write->log.condition = row != NULL ? row->id : NULL;
  write->log.priority = thecal_priority_to_string (subject->priority);
  write->log.episode = subject->episode;

  return write;
}

void
thecal_store_add_log (ThecalStore *self,
                      const char *pump_id,
                      const ThecalEffect *effect,
                      const char *detail,
                      ThecalTime now)
{
  const ThecalLogSubject subject = { effect->condition, effect->priority, effect->episode };
  ThecalWrite *write = log_new (pump_id, &subject, detail, now);

  write->log.effect = thecal_effect_kind_to_string (effect->kind);
  push_write (self, write);
}

void
thecal_store_add_outcome (ThecalStore *self,
                          const char *pump_id,
                          const ThecalOutcome *outcome,
                          ThecalTime now)
{
  g_autofree char *detail = g_strdup_printf ("%s%s: %s",
                                             outcome->worked ? "" : "not-",
                                             outcome->what,
                                             outcome->found != NULL ? outcome->found : "");

  push_write (self, log_new (pump_id, &outcome->subject, detail, now));
}

void
thecal_store_add_note (ThecalStore *self,
                       const char *pump_id,
                       const ThecalLogSubject *subject,
                       const char *detail,
                       ThecalTime now)
{
  push_write (self, log_new (pump_id, subject, detail, now));
}

void
thecal_store_save_state (ThecalStore *self, GVariant *state, const char *boot_id)
{
  g_autoptr (GVariant) wrapped = g_variant_ref_sink (g_variant_new_variant (state));
  ThecalWrite *write = write_new (THECAL_WRITE_STATE, NULL, boot_id);

  write->data = g_variant_get_data_as_bytes (wrapped);
  push_write (self, write);
}

void
thecal_store_open_async (ThecalStore *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  push_task (self, THECAL_JOB_OPEN, g_task_new (self, cancellable, callback, user_data));
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
  push_task (self, THECAL_JOB_FLUSH, g_task_new (self, cancellable, callback, user_data));
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
  push_task (self, THECAL_JOB_LOAD, g_task_new (self, cancellable, callback, user_data));
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
  push_read (self,
             thecal_read_new (THECAL_READ_LOG, most),
             g_task_new (self, cancellable, callback, user_data));
}

GVariant *
thecal_store_read_log_finish (ThecalStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
thecal_store_read_alarm_log_async (ThecalStore *self,
                                   guint64 after_seq,
                                   gboolean newest,
                                   guint most,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  ThecalRead *read = thecal_read_new (THECAL_READ_ALARM_LOG, most);

  read->after = (gint64) MIN (after_seq, G_MAXINT64);
  read->newest = newest;
  push_read (self, read, g_task_new (self, cancellable, callback, user_data));
}

GVariant *
thecal_store_read_alarm_log_finish (ThecalStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
thecal_store_verify_log_async (ThecalStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  push_read (self,
             thecal_read_new (THECAL_READ_LOG_VERIFY, 0),
             g_task_new (self, cancellable, callback, user_data));
}

gboolean
thecal_store_verify_log_finish (ThecalStore *self,
                                GAsyncResult *result,
                                guint64 *out_checked,
                                guint64 *out_first_bad,
                                GError **error)
{
  g_autoptr (GVariant) verdict = g_task_propagate_pointer (G_TASK (result), error);

  if (verdict == NULL)
    return FALSE;
  g_variant_get (verdict, "(tt)", out_checked, out_first_bad);

  return TRUE;
}

void
thecal_store_read_readings_async (ThecalStore *self,
                                  const ThecalStoreSpan *span,
                                  guint64 after_row,
                                  guint most,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  ThecalRead *read = thecal_read_new (THECAL_READ_READINGS, most);

  read->from_us = span->from_us;
  read->to_us = span->to_us;
  read->after = (gint64) MIN (after_row, G_MAXINT64);
  push_read (self, read, g_task_new (self, cancellable, callback, user_data));
}

GVariant *
thecal_store_read_readings_finish (ThecalStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
thecal_store_add_walkthrough (ThecalStore *self, const ThecalWalkthroughRow *row)
{
  ThecalWrite *write = write_new (THECAL_WRITE_WALKTHROUGH, row->pump, row->text);

  write->walkthrough.id = g_strdup (row->id);
  write->walkthrough.by = g_strdup (row->by);
  write->walkthrough.state = g_strdup (row->state);
  write->walkthrough.outcome = row->outcome;
  write->walkthrough.started_us = row->started_us;
  write->walkthrough.ended_us = row->ended_us;
  push_write (self, write);
}

void
thecal_store_read_walkthroughs_async (ThecalStore *self,
                                      guint most,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  push_read (self,
             thecal_read_new (THECAL_READ_WALKTHROUGHS, most),
             g_task_new (self, cancellable, callback, user_data));
}

void
thecal_store_read_walkthrough_async (ThecalStore *self,
                                     const char *id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  ThecalRead *read = thecal_read_new (THECAL_READ_WALKTHROUGH, 1);

  read->id = g_strdup (id);
  push_read (self, read, g_task_new (self, cancellable, callback, user_data));
}

GVariant *
thecal_store_read_walkthroughs_finish (ThecalStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
thecal_store_add_entry (ThecalStore *self, const ThecalEntryRow *row)
{
  ThecalWrite *write = write_new (THECAL_WRITE_ENTRY, row->pump, row->text);

  write->entry.id = g_strdup (row->id);
  write->entry.by = g_strdup (row->by);
  write->entry.kind = row->kind;
  write->entry.at_us = row->at_us;
  write->entry.entered_us = row->entered_us;
  write->entry.withdrawn = row->withdrawn;
  write->entry.only_new = row->only_new;
  push_write (self, write);
}

void
thecal_store_read_entries_async (ThecalStore *self,
                                 const ThecalEntriesRange *range,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ThecalRead *read = thecal_read_new (THECAL_READ_ENTRIES, range->most);

  read->id = g_strdup (range->kind);
  read->from_us = range->from_us;
  read->to_us = range->to_us;
  push_read (self, read, g_task_new (self, cancellable, callback, user_data));
}

void
thecal_store_read_entry_async (ThecalStore *self,
                               const char *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ThecalRead *read = thecal_read_new (THECAL_READ_ENTRY, 1);

  read->id = g_strdup (id);
  push_read (self, read, g_task_new (self, cancellable, callback, user_data));
}

GVariant *
thecal_store_read_entries_finish (ThecalStore *self, GAsyncResult *result, GError **error)
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
  ThecalRead *read = thecal_read_new (THECAL_READ_LEVELS, most);

  read->pump_id = g_strdup (pump_id);
  read->from_us = from_us;
  read->to_us = to_us;
  push_read (self, read, g_task_new (self, NULL, callback, user_data));
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

  push_task (self, THECAL_JOB_QUIT, NULL);
  if (g_thread_self () == self->thread)
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  thecal_store_link_release (self->link);

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

  self->link = thecal_store_link_new (G_OBJECT (self), path);
  self->thread = thecal_store_worker_start (self->link);

  return self;
}
