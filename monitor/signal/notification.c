/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/notification.h"

#include <glib/gi18n.h>
#include <libnotify/notify.h>

#define ANSWER_LIMIT_MS 2000 /* libnotify itself waits 25 s */
#define END_LIMIT_MS 500     /* for the worker, which a server may hold up */
#define SERVER "org.freedesktop.Notifications"

/* Shared by reference with all that is under way; @shown is the thread's own once it runs. */
typedef struct {
  GMainContext *context;
  GMainLoop *loop;
  GHashTable *shown; /* episode -> NotifyNotification */
  GWeakRef owner;
  GMainContext *owner_context;
  GMutex mutex;
  GCond cond;
  gboolean ended; /* under @mutex */
} Worker;

typedef struct {
  guint episode;
  char *title, *body;
  NotifyUrgency urgency;
  gboolean simulated;
} Text;

struct _ThecalNotification {
  GObject parent_instance;
  Worker *worker;
  GThread *thread;
  GHashTable *standing; /* episode -> Text, shown again when the server is new */
  guint limit_id;       /* running: an answer is waited for */
  guint watch_id;
  gboolean was_gone;
};

enum { SIGNAL_RESULT, SIGNAL_ACTION, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalNotification, thecal_notification, G_TYPE_OBJECT)

static void
worker_clear (gpointer data)
{
  Worker *worker = data;

  g_main_loop_unref (worker->loop);
  g_main_context_unref (worker->context);
  g_main_context_unref (worker->owner_context);
  g_weak_ref_clear (&worker->owner);
  g_mutex_clear (&worker->mutex);
  g_cond_clear (&worker->cond);
}

static void
worker_release (Worker *worker)
{
  g_atomic_rc_box_release_full (worker, worker_clear);
}

static void
text_free (Text *text)
{
  g_free (text->title);
  g_free (text->body);
  g_free (text);
}

static Text *
text_copy (const Text *text)
{
  Text *copy = g_memdup2 (text, sizeof *text);

  copy->title = g_strdup (text->title);
  copy->body = g_strdup (text->body);

  return copy;
}

/* Back in the owner's thread. */

typedef struct {
  Worker *worker;
  gboolean ok;
  char *detail;
  guint episode;
  char *action;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  worker_release (answer->worker);
  g_free (answer->detail);
  g_free (answer->action);
  g_free (answer);
}

static gboolean
on_answer (gpointer data)
{
  Answer *answer = data;
  g_autoptr (ThecalNotification) self = g_weak_ref_get (&answer->worker->owner);

  if (self == NULL)
    return G_SOURCE_REMOVE;
  if (answer->action != NULL) {
    g_signal_emit (self, signals[SIGNAL_ACTION], 0, answer->episode, answer->action);
    return G_SOURCE_REMOVE;
  }
  g_clear_handle_id (&self->limit_id, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_RESULT], 0, answer->ok, answer->detail);

  return G_SOURCE_REMOVE;
}

static void
send_answer (Worker *worker, Answer answer)
{
  Answer *copy = g_memdup2 (&answer, sizeof answer);
  g_autoptr (GSource) source = g_idle_source_new ();

  copy->worker = g_atomic_rc_box_acquire (worker);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_answer, copy, answer_free);
  g_source_attach (source, worker->owner_context);
}

static gboolean
on_limit (gpointer user_data)
{
  ThecalNotification *self = user_data;

  self->limit_id = 0;
  g_signal_emit (self, signals[SIGNAL_RESULT], 0, FALSE, "the notification server does not answer");

  return G_SOURCE_REMOVE;
}

/* Worker. */

typedef struct {
  Worker *worker;
  Text *text;    /* NULL: withdraw or test */
  guint episode; /* withdraw; 0: test */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  worker_release (job->worker);
  g_clear_pointer (&job->text, text_free);
  g_free (job);
}

typedef struct {
  Worker *worker;
  guint episode;
} Place;

static void
on_action (NotifyNotification *notification, char *action, gpointer user_data)
{
  const Place *place = user_data;

  send_answer (place->worker, (Answer){ .episode = place->episode, .action = g_strdup (action) });
}

static void
place_free (gpointer data)
{
  Place *place = data;

  worker_release (place->worker);
  g_free (place);
}

static void
add_action (NotifyNotification *notification,
            const char *name,
            const char *label,
            Worker *worker,
            guint episode)
{
  Place *place = g_new0 (Place, 1);

  place->worker = g_atomic_rc_box_acquire (worker);
  place->episode = episode;
  notify_notification_add_action (notification, name, label, on_action, place, place_free);
}

static gboolean
server_has_actions (void)
{
  GList *caps = notify_get_server_caps ();
  const gboolean has = g_list_find_custom (caps, "actions", (GCompareFunc) g_strcmp0) != NULL;

  g_list_free_full (caps, g_free);
  return has;
}

static void
show_text (Worker *worker, const Text *text)
{
  NotifyNotification *notification =
      g_hash_table_lookup (worker->shown, GUINT_TO_POINTER (text->episode));
  g_autoptr (GError) error = NULL;
  gboolean shown;

  if (notification == NULL) {
    notification = notify_notification_new (text->title, text->body, "dialog-warning");
    g_hash_table_insert (worker->shown, GUINT_TO_POINTER (text->episode), notification);
  } else
    notify_notification_update (notification, text->title, text->body, "dialog-warning");
  notify_notification_set_urgency (notification, text->urgency);
  notify_notification_set_timeout (notification, NOTIFY_EXPIRES_NEVER);
  notify_notification_clear_actions (notification);
  if (server_has_actions ()) {
    add_action (notification, "acknowledge", _ ("Acknowledge"), worker, text->episode);
    add_action (notification, "pause", _ ("Pause sound"), worker, text->episode);
  }
  shown = notify_notification_show (notification, &error);
  send_answer (worker, (Answer){ .ok = shown, .detail = g_strdup (shown ? "" : error->message) });
}

static gboolean
on_job (gpointer data)
{
  Job *job = data;
  Worker *worker = job->worker;
  NotifyNotification *notification;
  char *name = NULL;

  if (job->text != NULL) {
    show_text (worker, job->text);
    return G_SOURCE_REMOVE;
  }
  notification = g_hash_table_lookup (worker->shown, GUINT_TO_POINTER (job->episode));
  if (notification != NULL) {
    notify_notification_close (notification, NULL);
    g_hash_table_remove (worker->shown, GUINT_TO_POINTER (job->episode));
  } else if (job->episode == 0) {
    const gboolean there = notify_get_server_info (&name, NULL, NULL, NULL);

    send_answer (worker,
                 (Answer){ .ok = there,
                           .detail = there ? g_steal_pointer (&name)
                                           : g_strdup ("there is no notification server") });
  }

  return G_SOURCE_REMOVE;
}

/* A new server knows none of the old notifications. */
static gboolean
on_forget (gpointer data)
{
  Job *job = data;

  g_hash_table_remove_all (job->worker->shown);
  return G_SOURCE_REMOVE;
}

static gboolean
on_quit (gpointer data)
{
  Job *job = data;

  g_main_loop_quit (job->worker->loop);
  return G_SOURCE_REMOVE;
}

static gpointer
worker_run (gpointer data)
{
  Worker *worker = data;

  g_main_context_push_thread_default (worker->context);
  notify_init ("Thecal");
  g_main_loop_run (worker->loop);
  g_hash_table_unref (worker->shown);
  notify_uninit ();
  /* what GDBus lets go, it lets go from this context */
  while (g_main_context_iteration (worker->context, FALSE))
    ;
  g_main_context_pop_thread_default (worker->context);
  g_mutex_lock (&worker->mutex);
  worker->ended = TRUE;
  g_cond_signal (&worker->cond);
  g_mutex_unlock (&worker->mutex);
  worker_release (worker);

  return NULL;
}

static void
send_job (ThecalNotification *self, GSourceFunc run, Text *text, guint episode)
{
  Job *job = g_new0 (Job, 1);

  job->worker = g_atomic_rc_box_acquire (self->worker);
  job->text = text;
  job->episode = episode;
  g_main_context_invoke_full (self->worker->context, G_PRIORITY_DEFAULT, run, job, job_free);
}

/* The owner's side. */

static void
expect_answer (ThecalNotification *self)
{
  if (self->limit_id == 0)
    self->limit_id = g_timeout_add (ANSWER_LIMIT_MS, on_limit, self);
}

void
thecal_notification_show (ThecalNotification *self, const ThecalSignalText *text)
{
  Text *kept = g_new0 (Text, 1);

  kept->episode = text->episode;
  kept->title = g_strdup (text->title);
  kept->body = g_strdup (text->body);
  kept->urgency =
      text->priority == THECAL_PRIORITY_HIGH ? NOTIFY_URGENCY_CRITICAL : NOTIFY_URGENCY_NORMAL;
  g_hash_table_insert (self->standing, GUINT_TO_POINTER (text->episode), kept);
  send_job (self, on_job, text_copy (kept), 0);
  expect_answer (self);
}

void
thecal_notification_withdraw (ThecalNotification *self, guint episode)
{
  if (g_hash_table_remove (self->standing, GUINT_TO_POINTER (episode)))
    send_job (self, on_job, NULL, episode);
}

void
thecal_notification_test (ThecalNotification *self)
{
  send_job (self, on_job, NULL, 0);
  expect_answer (self);
}

static void
on_server (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  ThecalNotification *self = user_data;
  GHashTableIter iter;
  gpointer text;

  if (!self->was_gone)
    return;
  self->was_gone = FALSE;
  send_job (self, on_forget, NULL, 0);
  g_hash_table_iter_init (&iter, self->standing);
  while (g_hash_table_iter_next (&iter, NULL, &text)) {
    send_job (self, on_job, text_copy (text), 0);
    expect_answer (self);
  }
}

static void
on_no_server (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ThecalNotification *self = user_data;

  self->was_gone = TRUE;
  g_signal_emit (self, signals[SIGNAL_RESULT], 0, FALSE, "there is no notification server");
}

/* A server that hangs holds up the worker, but not the end: what the worker shares stays with it.
 */
static void
end_worker (ThecalNotification *self)
{
  Worker *worker = g_steal_pointer (&self->worker);
  const gint64 end_us = g_get_monotonic_time () + END_LIMIT_MS * G_TIME_SPAN_MILLISECOND;
  gboolean ended;

  g_mutex_lock (&worker->mutex);
  while (!worker->ended && g_cond_wait_until (&worker->cond, &worker->mutex, end_us))
    ;
  ended = worker->ended;
  g_mutex_unlock (&worker->mutex);
  if (ended)
    g_thread_join (self->thread);
  else
    g_thread_unref (self->thread);
  self->thread = NULL;
  worker_release (worker);
}

static void
thecal_notification_dispose (GObject *object)
{
  ThecalNotification *self = THECAL_NOTIFICATION (object);

  g_clear_handle_id (&self->limit_id, g_source_remove);
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  if (self->thread != NULL) {
    send_job (self, on_quit, NULL, 0);
    end_worker (self);
  }
  g_clear_pointer (&self->standing, g_hash_table_unref);

  G_OBJECT_CLASS (thecal_notification_parent_class)->dispose (object);
}

static void
thecal_notification_class_init (ThecalNotificationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_notification_dispose;
  signals[SIGNAL_RESULT] = g_signal_new ("result",
                                         THECAL_TYPE_NOTIFICATION,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_BOOLEAN,
                                         G_TYPE_STRING);
  signals[SIGNAL_ACTION] = g_signal_new ("action",
                                         THECAL_TYPE_NOTIFICATION,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         2,
                                         G_TYPE_UINT,
                                         G_TYPE_STRING);
}

static void
thecal_notification_init (ThecalNotification *self)
{
  Worker *worker = g_atomic_rc_box_new0 (Worker);

  self->standing = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) text_free);
  worker->context = g_main_context_new ();
  worker->loop = g_main_loop_new (worker->context, FALSE);
  worker->shown = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  worker->owner_context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&worker->owner, self);
  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->cond);
  self->worker = worker;
  self->thread = g_thread_new ("notification", worker_run, g_atomic_rc_box_acquire (worker));
  self->watch_id = g_bus_watch_name (G_BUS_TYPE_SESSION,
                                     SERVER,
                                     G_BUS_NAME_WATCHER_FLAGS_NONE,
                                     on_server,
                                     on_no_server,
                                     self,
                                     NULL);
}

ThecalNotification *
thecal_notification_new (void)
{
  return g_object_new (THECAL_TYPE_NOTIFICATION, NULL);
}
