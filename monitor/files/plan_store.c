/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "files/plan_store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "files/disk.h"
#include "files/plan_copy.h"
#include "files/plan_edit.h"
#include "files/plan_versions.h"

#define LIMIT_MS 10000 /* own choice: a disk that syncs slowly is no dead one */
#define LOCK "plans/lock"
#define MODE_LOCK 0600

typedef struct {
  char *group, *key;
  char *value; /* nullable: the key goes */
} Value;

/* One change, as it is handed to the thread. */
typedef struct {
  char *path, *state_dir;
  GArray *values; /* of Value; NULL: @text is the whole plan */
  char *text;     /* nullable */
} Change;

static void
value_clear (gpointer data)
{
  Value *value = data;

  g_free (value->group);
  g_free (value->key);
  g_free (value->value);
}

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->path);
  g_free (self->state_dir);
  g_clear_pointer (&self->values, g_array_unref);
  g_free (self->text);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static Change *
change_new (const char *path, const char *state_dir)
{
  Change *self = g_new0 (Change, 1);

  self->path = g_strdup (path);
  self->state_dir = g_strdup (state_dir);
  return self;
}

static void
change_add (Change *self, const ThecalPlanValue *values, gsize n_values)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_set_clear_func (self->values, value_clear);
  for (gsize i = 0; i < n_values; i++) {
    const Value value = { g_strdup (values[i].group),
                          g_strdup (values[i].key),
                          g_strdup (values[i].value) };

    g_array_append_vals (self->values, &value, 1);
  }
}

/* A person writes groups too, as the name of a contact. */
static gboolean
is_name (const char *text, const char *without)
{
  return *text != '\0' && g_utf8_validate (text, -1, NULL) && strpbrk (text, without) == NULL &&
         !g_ascii_isspace (text[0]) && !g_ascii_isspace (text[strlen (text) - 1]);
}

static gboolean
check_values (const Change *change, GError **error)
{
  for (guint i = 0; i < change->values->len; i++) {
    const Value *value = &g_array_index (change->values, Value, i);

    if (is_name (value->group, "[]\r\n\t") && is_name (value->key, "[]=#\r\n\t") &&
        (value->value == NULL || g_utf8_validate (value->value, -1, NULL)))
      continue;
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 "[%s] %s: expected names and a text that a care plan can hold",
                 value->group,
                 value->key);
    return FALSE;
  }

  return TRUE;
}

/* Nothing, where there is no plan yet. Where it is gone, its good copy: a plan of a few values
 * would take the place of that too. (transfer full); NULL with @error. */
static char *
read_old (const Change *change, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *text = thecal_disk_read (change->path, NULL, &local_error);

  if (text != NULL)
    return text;
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)) {
    text = thecal_plan_copy_read (change->state_dir, change->path);
    return text != NULL ? text : g_strdup ("");
  }

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* (transfer full) */
static char *
change_text (const Change *change, const char *old)
{
  char *text = g_strdup (change->values != NULL ? old : change->text);

  for (guint i = 0; change->values != NULL && i < change->values->len; i++) {
    const Value *value = &g_array_index (change->values, Value, i);
    g_autofree char *before = text;

    text = value->value != NULL
               ? thecal_plan_edit_set (before, value->group, value->key, value->value)
               : thecal_plan_edit_remove (before, value->group, value->key);
  }

  return text;
}

/* A plan that nobody can read is never written, and one that says nothing is none. */
static gboolean
is_plan (const char *text, const char *path, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (ThecalPlanDocument) document = NULL;
  g_autofree char *told = NULL;
  ThecalPlanFault fault = { .line = 0 };

  if (text[strspn (text, " \t\r\n")] == '\0')
    told = g_strdup_printf ("%s:1: expected a care plan, the text is empty", path);
  else {
    document = thecal_plan_document_parse (text, strlen (text), zone, &fault);
    if (document != NULL)
      return TRUE;
    told = thecal_plan_fault_to_text (&fault, path);
  }

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, told);
  return FALSE;
}

static gboolean
carry_out_locked (const Change *change, GError **error)
{
  g_autofree char *old = read_old (change, error);
  g_autofree char *text = NULL;

  if (old == NULL)
    return FALSE;
  text = change_text (change, old);
  if (!is_plan (text, change->path, error))
    return FALSE;
  if (g_str_equal (text, old) && g_file_test (change->path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (*old != '\0' && !thecal_plan_versions_keep (change->path, change->state_dir, old, error))
    return FALSE;

  return thecal_disk_write (change->path, text, strlen (text), error);
}

/* Another program may change the plan in the same moment: one after the other. -1 with @error */
static int
take_lock (const char *state_dir, GError **error)
{
  g_autofree char *name = g_build_filename (state_dir, LOCK, NULL);
  g_autofree char *folder = g_path_get_dirname (name);
  int file;

  if (g_mkdir_with_parents (folder, 0700) == 0) {
    file = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC, MODE_LOCK);
    if (file >= 0 && flock (file, LOCK_EX) == 0)
      return file;
    if (file >= 0)
      close (file);
  }

  g_set_error (
      error, G_IO_ERROR, (gint) g_io_error_from_errno (errno), "%s: %s", name, g_strerror (errno));
  return -1;
}

static gboolean
carry_out (const Change *change, GError **error)
{
  gboolean done;
  int lock;

  if (change->values != NULL && !check_values (change, error))
    return FALSE;
  lock = take_lock (change->state_dir, error);
  if (lock < 0)
    return FALSE;
  done = carry_out_locked (change, error);
  close (lock);

  return done;
}

gboolean
thecal_plan_store_replace (const char *path,
                           const char *state_dir,
                           const char *text,
                           GError **error)
{
  g_autoptr (Change) change = change_new (path, state_dir);

  change->text = g_strdup (text);
  return carry_out (change, error);
}

gboolean
thecal_plan_store_set (const char *path,
                       const char *state_dir,
                       const ThecalPlanValue *values,
                       gsize n_values,
                       GError **error)
{
  g_autoptr (Change) change = change_new (path, state_dir);

  change_add (change, values, n_values);
  return carry_out (change, error);
}

/* Asynchronous: an outer task, which the time limit may end, and an inner one in the queue. */

typedef struct {
  guint limit_id; /* 0: over */
} Wait;

static void
run (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (carry_out (g_task_get_task_data (task), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* One thread, which takes them in the order in which they came. */
static GThreadPool *
get_queue (void)
{
  static gsize made = 0;
  static GThreadPool *queue = NULL;

  if (g_once_init_enter (&made)) {
    queue = g_thread_pool_new (run, NULL, 1, FALSE, NULL);
    g_once_init_leave (&made, 1);
  }

  return queue;
}

static void
on_carried_out (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Wait *wait = g_task_get_task_data (task);
  GError *error = NULL;
  const gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (wait->limit_id == 0)
    g_clear_error (&error);
  else if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_clear_handle_id (&wait->limit_id, g_source_remove);
}

static gboolean
on_limit (gpointer user_data)
{
  GTask *task = user_data;
  Wait *wait = g_task_get_task_data (task);

  wait->limit_id = 0;
  g_task_return_new_error (task,
                           G_IO_ERROR,
                           G_IO_ERROR_TIMED_OUT,
                           "the disk does not answer, the care plan may change later");
  return G_SOURCE_REMOVE;
}

/* Takes @change. */
static void
queue_change (Change *change,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GTask *inner = g_task_new (NULL, cancellable, on_carried_out, g_object_ref (task));
  Wait *wait = g_new0 (Wait, 1);

  g_task_set_task_data (task, wait, g_free);
  g_task_set_task_data (inner, change, change_free);
  wait->limit_id = g_timeout_add_full (
      G_PRIORITY_DEFAULT, LIMIT_MS, on_limit, g_object_ref (task), g_object_unref);
  g_thread_pool_push (get_queue (), inner, NULL);
}

void
thecal_plan_store_set_async (const char *path,
                             const char *state_dir,
                             const ThecalPlanValue *values,
                             gsize n_values,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Change *change = change_new (path, state_dir);

  change_add (change, values, n_values);
  queue_change (change, cancellable, callback, user_data);
}

void
thecal_plan_store_replace_async (const char *path,
                                 const char *state_dir,
                                 const char *text,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Change *change = change_new (path, state_dir);

  change->text = g_strdup (text);
  queue_change (change, cancellable, callback, user_data);
}

gboolean
thecal_plan_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

GStrv
thecal_plan_store_list_versions (const char *path, const char *state_dir)
{
  return thecal_plan_versions_list (path, state_dir);
}
