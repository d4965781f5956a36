/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/plan_watch.h"

#include <string.h>

#include "shared/now.h"
#include "shared/pump_reading.h"

#define CLOCK "clock"
#define TICK_S 1
#define SETTLE_MS 500 /* editors write a file in steps */
#define RETRY_LEAST_S 2
#define RETRY_MOST_S 60
/* Older than this program is no time at all: a computer without a battery for its clock. */
#define EARLIEST_WALL_US (G_GINT64_CONSTANT (1767225600) * THECAL_SECOND_US) /* 2026-01-01 */

struct _ThecalPlanWatch {
  GObject parent_instance;
  char *path, *state_dir;
  ThecalMonitorClient *client;
  ThecalPlanLoad *load;     /* NULL: not read yet */
  ThecalContactBook *empty; /* stands in until then */
  char *text;               /* of the file itself; NULL: not read yet, or there is none */
  GKeyFile *values;         /* of that text; empty where it is no key file */
  GFileMonitor *monitor;    /* nullable */
  GCancellable *cancellable;
  guint tick_id, reload_id, retry_id;
  guint retry_s; /* until it is tried again; grows */
  gint64 minute;
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalPlanWatch, thecal_plan_watch, G_TYPE_OBJECT)

static void
set_text (ThecalPlanWatch *self, char *text)
{
  g_autoptr (GKeyFile) values = g_key_file_new ();

  g_free (self->text);
  self->text = text;
  g_clear_pointer (&self->values, g_key_file_unref);
  if (text != NULL &&
      !g_key_file_load_from_data (values, text, strlen (text), G_KEY_FILE_NONE, NULL)) {
    g_key_file_unref (values);
    values = g_key_file_new ();
  }
  self->values = g_steal_pointer (&values);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalPlanWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_load_contents_finish (G_FILE (source), result, &text, NULL, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    g_clear_pointer (&text, g_free);
  set_text (self, text);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
on_retry (gpointer user_data)
{
  ThecalPlanWatch *self = user_data;

  self->retry_id = 0;
  thecal_plan_watch_reload (self);

  return G_SOURCE_REMOVE;
}

/* A disk, or a computer, that was too slow once: no change of the file would tell of it. */
static void
retry_later (ThecalPlanWatch *self)
{
  if (self->load->fault == NULL) {
    self->retry_s = 0;
    return;
  }
  if (self->retry_id != 0)
    return;
  self->retry_s = CLAMP (self->retry_s * 2, RETRY_LEAST_S, RETRY_MOST_S);
  self->retry_id = g_timeout_add_seconds (self->retry_s, on_retry, self);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalPlanWatch) self = user_data;
  GCancellable *of_call = g_task_get_cancellable (G_TASK (result));
  ThecalPlanLoad *load = thecal_plan_files_load_finish (result);

  /* of a file that is looked at no more */
  if (g_cancellable_is_cancelled (of_call)) {
    thecal_plan_load_free (load);
    return;
  }
  g_clear_pointer (&self->load, thecal_plan_load_free);
  self->load = load;
  retry_later (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The text comes by itself: a disk that does not answer must not hold the plan's good copy back. */
void
thecal_plan_watch_reload (ThecalPlanWatch *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);

  thecal_plan_files_load_async (
      self->path, self->state_dir, self->cancellable, on_loaded, g_object_ref (self));
  g_file_load_contents_async (file, self->cancellable, on_text, g_object_ref (self));
}

static gboolean
on_settled (gpointer user_data)
{
  ThecalPlanWatch *self = user_data;

  self->reload_id = 0;
  thecal_plan_watch_reload (self);

  return G_SOURCE_REMOVE;
}

static void
on_file_changed (ThecalPlanWatch *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (SETTLE_MS, on_settled, self);
}

static gboolean
on_tick (gpointer user_data)
{
  ThecalPlanWatch *self = user_data;
  const gint64 minute = thecal_now ().wall_us / THECAL_MINUTE_US;

  if (minute != self->minute) {
    self->minute = minute;
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  }

  return G_SOURCE_CONTINUE;
}

const ThecalPlanLoad *
thecal_plan_watch_get_load (ThecalPlanWatch *self)
{
  return self->load;
}

const char *
thecal_plan_watch_get_path (ThecalPlanWatch *self)
{
  return self->path;
}

const char *
thecal_plan_watch_get_text (ThecalPlanWatch *self)
{
  return self->text;
}

char *
thecal_plan_watch_get_value (ThecalPlanWatch *self, const char *group, const char *key)
{
  g_autofree char *value =
      self->values != NULL ? g_key_file_get_value (self->values, group, key, NULL) : NULL;

  if (value == NULL || *g_strstrip (value) == '\0')
    return NULL;

  return g_steal_pointer (&value);
}

GStrv
thecal_plan_watch_get_groups (ThecalPlanWatch *self)
{
  return self->values != NULL ? g_key_file_get_groups (self->values, NULL) : g_new0 (char *, 1);
}

const char *
thecal_plan_watch_get_state_dir (ThecalPlanWatch *self)
{
  return self->state_dir;
}

const ThecalContactBook *
thecal_plan_watch_get_contacts (ThecalPlanWatch *self)
{
  return self->load != NULL ? self->load->document->contacts : self->empty;
}

/* The monitor has found that this clock jumps or is far off. */
static gboolean
is_clock_wrong (ThecalPlanWatch *self)
{
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self->client);

  for (guint i = 0; thecal_monitor_client_is_connected (self->client) && i < alarms->len; i++) {
    ThecalDbusAlarm *alarm = g_ptr_array_index (alarms, i);

    if (thecal_text_is (thecal_dbus_alarm_get_condition (alarm), CLOCK) &&
        !thecal_text_is (thecal_dbus_alarm_get_condition_state (alarm), "clear"))
      return TRUE;
  }

  return FALSE;
}

gint64
thecal_plan_watch_get_now_us (ThecalPlanWatch *self)
{
  const gint64 now_us = thecal_now ().wall_us;

  return now_us < EARLIEST_WALL_US || is_clock_wrong (self) ? THECAL_UNKNOWN_US : now_us;
}

GArray *
thecal_plan_watch_order (ThecalPlanWatch *self)
{
  return thecal_contact_book_order (thecal_plan_watch_get_contacts (self),
                                    THECAL_OUTCOME_NONE,
                                    thecal_plan_watch_get_now_us (self));
}

static void
thecal_plan_watch_dispose (GObject *object)
{
  ThecalPlanWatch *self = THECAL_PLAN_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (thecal_plan_watch_parent_class)->dispose (object);
}

static void
thecal_plan_watch_finalize (GObject *object)
{
  ThecalPlanWatch *self = THECAL_PLAN_WATCH (object);

  g_clear_pointer (&self->load, thecal_plan_load_free);
  thecal_contact_book_free (self->empty);
  g_clear_pointer (&self->values, g_key_file_unref);
  g_free (self->text);
  g_object_unref (self->cancellable);
  g_free (self->path);
  g_free (self->state_dir);

  G_OBJECT_CLASS (thecal_plan_watch_parent_class)->finalize (object);
}

static void
thecal_plan_watch_class_init (ThecalPlanWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_plan_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = thecal_plan_watch_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
      "changed", THECAL_TYPE_PLAN_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_plan_watch_init (ThecalPlanWatch *self)
{
  self->empty = thecal_contact_book_new ();
  self->cancellable = g_cancellable_new ();
  self->tick_id = g_timeout_add_seconds (TICK_S, on_tick, self);
}

static void
follow_file (ThecalPlanWatch *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);

  g_clear_object (&self->monitor);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (
        self->monitor, "changed", G_CALLBACK (on_file_changed), self, G_CONNECT_SWAPPED);
  thecal_plan_watch_reload (self);
}

void
thecal_plan_watch_set_path (ThecalPlanWatch *self, const char *path)
{
  if (g_str_equal (self->path, path))
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->reload_id, g_source_remove);
  g_free (self->path);
  self->path = g_strdup (path);
  /* of another person: not for one moment longer */
  g_clear_pointer (&self->load, thecal_plan_load_free);
  set_text (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  follow_file (self);
}

ThecalPlanWatch *
thecal_plan_watch_new (const char *option, ThecalMonitorClient *client)
{
  ThecalPlanWatch *self = g_object_new (THECAL_TYPE_PLAN_WATCH, NULL);

  self->path = thecal_plan_files_get_path (option);
  self->state_dir = thecal_plan_files_get_state_dir ();
  self->client = g_object_ref (client);
  follow_file (self);

  return self;
}
