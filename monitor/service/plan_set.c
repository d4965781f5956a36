/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/plan_set.h"

#include <string.h>

#include "files/plan_list.h"
#include "service/objects.h"

struct _ThecalPlanSet {
  GObject parent_instance;
  ThecalMonitor *monitor; /* NULL: disposed */
  char *state_dir;
  ThecalPlanFile *usual;
  GHashTable *others; /* name -> ThecalPlanFile */
  GCancellable *cancellable;
  GFileMonitor *watch; /* nullable */
  gboolean listing, list_again;
};

enum { SIGNAL_LOADED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalPlanSet, thecal_plan_set, G_TYPE_OBJECT)

static void list (ThecalPlanSet *self);

static void
use (ThecalPlanSet *self, const char *name)
{
  ThecalPlanFile *plan;

  if (g_hash_table_contains (self->others, name) ||
      g_hash_table_size (self->others) >= THECAL_PLANS_MAX)
    return;

  plan = thecal_plan_file_new_other (
      self->monitor, thecal_plan_set_get_path (self), name, self->state_dir);
  g_hash_table_insert (self->others, g_strdup (name), plan);
  thecal_plan_file_start (plan);
}

/* A pump whose plan is gone is watched by what it said last. */
static void
use_known (ThecalPlanSet *self)
{
  const guint n_units = thecal_system_get_n_units (thecal_monitor_get_system (self->monitor));

  for (guint unit = 1; unit < n_units; unit++) {
    const char *id = thecal_monitor_get_pump_id (self->monitor, unit);

    if (id != NULL && g_str_has_prefix (id, THECAL_OTHER_PUMP_PREFIX) &&
        thecal_plan_list_is_name (id + strlen (THECAL_OTHER_PUMP_PREFIX)))
      use (self, id + strlen (THECAL_OTHER_PUMP_PREFIX));
  }
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalPlanSet) self = user_data;
  g_auto (GStrv) names = thecal_plan_list_finish (result);

  if (self->monitor == NULL)
    return;
  self->listing = FALSE;
  for (gsize i = 0; names[i] != NULL; i++)
    use (self, names[i]);
  use_known (self);
  if (self->list_again)
    list (self);
}

static void
list (ThecalPlanSet *self)
{
  self->list_again = self->listing;
  if (self->listing)
    return;
  self->listing = TRUE;
  thecal_plan_list_async (
      thecal_plan_set_get_path (self), self->cancellable, on_listed, g_object_ref (self));
}

static void
on_folder_changed (GFileMonitor *watch,
                   GFile *file,
                   GFile *other,
                   GFileMonitorEvent event,
                   ThecalPlanSet *self)
{
  /* what changes within a file, its own watch sees */
  if (event != G_FILE_MONITOR_EVENT_CHANGED && event != G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    list (self);
}

static void
on_usual_loaded (ThecalPlanSet *self)
{
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

void
thecal_plan_set_start (ThecalPlanSet *self)
{
  g_autofree char *path = thecal_plan_list_get_folder (thecal_plan_set_get_path (self));
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  self->watch =
      g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, self->cancellable, NULL);
  if (self->watch != NULL)
    g_signal_connect (self->watch, "changed", G_CALLBACK (on_folder_changed), self);
  thecal_plan_file_start (self->usual);
  list (self);
}

const char *
thecal_plan_set_get_path (ThecalPlanSet *self)
{
  return thecal_plan_file_get_path (self->usual);
}

const char *
thecal_plan_set_get_fault (ThecalPlanSet *self)
{
  return thecal_plan_file_get_fault (self->usual);
}

static void
dispose_file (gpointer data)
{
  g_object_run_dispose (data);
  g_object_unref (data);
}

static void
thecal_plan_set_dispose (GObject *object)
{
  ThecalPlanSet *self = THECAL_PLAN_SET (object);

  g_cancellable_cancel (self->cancellable);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_hash_table_remove_all (self->others);
  if (self->monitor != NULL)
    g_object_run_dispose (G_OBJECT (self->usual));
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (thecal_plan_set_parent_class)->dispose (object);
}

static void
thecal_plan_set_finalize (GObject *object)
{
  ThecalPlanSet *self = THECAL_PLAN_SET (object);

  g_clear_object (&self->usual);
  g_hash_table_unref (self->others);
  g_free (self->state_dir);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (thecal_plan_set_parent_class)->finalize (object);
}

static void
thecal_plan_set_class_init (ThecalPlanSetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = thecal_plan_set_dispose;
  object_class->finalize = thecal_plan_set_finalize;
  signals[SIGNAL_LOADED] = g_signal_new (
      "loaded", THECAL_TYPE_PLAN_SET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_plan_set_init (ThecalPlanSet *self)
{
  self->cancellable = g_cancellable_new ();
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, dispose_file);
}

ThecalPlanSet *
thecal_plan_set_new (ThecalMonitor *monitor, const char *option, const char *state_dir)
{
  ThecalPlanSet *self = g_object_new (THECAL_TYPE_PLAN_SET, NULL);

  self->monitor = g_object_ref (monitor);
  self->state_dir = g_strdup (state_dir);
  self->usual = thecal_plan_file_new (monitor, option, state_dir);
  g_signal_connect_object (
      self->usual, "loaded", G_CALLBACK (on_usual_loaded), self, G_CONNECT_SWAPPED);

  return self;
}
