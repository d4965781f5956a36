/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/plan_file.h"

#include <math.h>
#include <stdio.h>

#include "boot_clock.h"
#include "files/plan_files.h"
#include "files/plan_list.h"
#include "service/fill_entries.h"
#include "service/objects.h"

#define CHANNEL "plan" /* of a further plan: with "-NAME" behind it */

struct _ThecalPlanFile {
  GObject parent_instance;
  ThecalMonitor *monitor; /* NULL: disposed */
  char *path, *state_dir;
  char *name; /* of a further plan; NULL: the usual one */
  char *channel;
  char *fault; /* nullable: none */
  GCancellable *cancellable;
  GFileMonitor *watch; /* nullable */
  gboolean loading, load_again;
};

enum { SIGNAL_LOADED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalPlanFile, thecal_plan_file, G_TYPE_OBJECT)

static void load (ThecalPlanFile *self);

/* A volume without its date would be true again at every start, and the reservoir never empty. */
static bool
is_news (ThecalMonitor *monitor, guint unit, const ThecalStatusReport *report)
{
  const ThecalPumpStatus *status =
      thecal_system_get_status (thecal_monitor_get_system (monitor), unit);

  return report->filled || status == NULL ||
         isnan (status->values[THECAL_FIELD_RESERVOIR_ML].value);
}

/* The pump that the plan is about; 0: none is there, and @make does not ask for one. */
static guint
resolve_unit (ThecalPlanFile *self, gboolean make)
{
  g_autofree char *id = NULL;

  if (self->name == NULL)
    return thecal_resolve_pump (self->monitor, "", make);

  id = g_strconcat (THECAL_OTHER_PUMP_PREFIX, self->name, NULL);
  return make ? thecal_event_sink_ensure_pump (
                    THECAL_EVENT_SINK (self->monitor), id, self->name, FALSE)
              : thecal_monitor_find_pump (self->monitor, id);
}

/* What the plan says of a pump; one that says nothing of it makes none. */
static void
tell (ThecalPlanFile *self, const ThecalPlanDocument *document)
{
  ThecalMonitor *monitor = self->monitor;
  const ThecalCarePlan *plan = &document->plan;
  const ThecalTime now = thecal_clock_now ();
  ThecalEvent report = { .type = THECAL_EVENT_STATUS };
  ThecalEvent events[THECAL_CARE_PLAN_EVENTS_MAX], explanted;
  const bool has_volume = thecal_care_plan_to_report (plan, now, &report.status);
  const guint n_events = thecal_care_plan_get_events (plan, THECAL_UNIT_HOST, now, events);

  report.unit =
      resolve_unit (self, has_volume || thecal_care_plan_has_care (plan, now) || plan->explanted);
  if (report.unit == THECAL_UNIT_HOST)
    return;
  thecal_monitor_set_pump_plan (monitor, report.unit, self->path, document->patient->name);
  explanted = thecal_care_plan_to_explanted (plan, report.unit);
  thecal_event_sink_post (THECAL_EVENT_SINK (monitor), &explanted);
  if (has_volume && is_news (monitor, report.unit, &report.status))
    thecal_fill_entries_post (monitor, &report);
  for (guint i = 0; i < n_events; i++) {
    events[i].unit = report.unit;
    thecal_event_sink_post (THECAL_EVENT_SINK (monitor), &events[i]);
  }
}

/* What all pumps have in common is said by the usual plan. */
static void
take (ThecalPlanFile *self, const ThecalPlanDocument *document)
{
  const ThecalCarePlan *plan = &document->plan;
  ThecalSignaller *signaller = thecal_monitor_get_signaller (self->monitor);

  if (self->name == NULL) {
    thecal_monitor_set_settings (self->monitor, &plan->settings);
    if (signaller != NULL)
      thecal_signaller_set_sink (signaller, *plan->sink != '\0' ? plan->sink : NULL);
  }
  tell (self, document);
}

/* Without a plan, what an earlier one said of alarms holds no longer. */
static void
forget (ThecalMonitor *monitor)
{
  ThecalAlarmSettings settings;

  thecal_alarm_settings_init (&settings);
  thecal_monitor_set_settings (monitor, &settings);
}

/* That there is no plan is no failure, and ends one that an earlier plan left behind. */
static void
tell_test (ThecalPlanFile *self, gboolean found)
{
  if (self->fault != NULL) {
    fprintf (stderr, "thecal-monitor: %s\n", self->fault);
    thecal_monitor_take_test (self->monitor, self->channel, FALSE, self->fault);
  } else
    thecal_monitor_take_test (
        self->monitor, self->channel, TRUE, found ? self->path : "there is no care plan yet");
}

/* The plan of a pump that was taken out may go. */
static gboolean
is_put_away (const ThecalPlanFile *self, const ThecalPlanLoad *loaded)
{
  return self->name != NULL && loaded->is_gone && loaded->is_copy &&
         loaded->document->plan.explanted;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalPlanFile) self = user_data;
  g_autoptr (ThecalPlanLoad) loaded = thecal_plan_files_load_finish (result);

  if (self->monitor == NULL)
    return;
  self->loading = FALSE;
  g_free (self->fault);
  self->fault = is_put_away (self, loaded) ? NULL : g_strdup (loaded->fault);
  tell_test (self, loaded->found);
  if (loaded->found)
    take (self, loaded->document);
  else if (loaded->fault == NULL && self->name == NULL)
    forget (self->monitor);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
  if (self->load_again)
    load (self);
}

static void
load (ThecalPlanFile *self)
{
  self->load_again = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  thecal_plan_files_load_async (
      self->path, self->state_dir, self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_changed (GFileMonitor *watch,
            GFile *file,
            GFile *other,
            GFileMonitorEvent event,
            ThecalPlanFile *self)
{
  /* half a file is followed by the hint that it is whole */
  if (event != G_FILE_MONITOR_EVENT_CHANGED && event != G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    load (self);
}

void
thecal_plan_file_start (ThecalPlanFile *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);

  self->watch = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, self->cancellable, NULL);
  if (self->watch != NULL)
    g_signal_connect (self->watch, "changed", G_CALLBACK (on_changed), self);
  load (self);
}

void
thecal_plan_file_read_again (ThecalPlanFile *self)
{
  load (self);
}

const char *
thecal_plan_file_get_path (ThecalPlanFile *self)
{
  return self->path;
}

const char *
thecal_plan_file_get_fault (ThecalPlanFile *self)
{
  return self->fault != NULL ? self->fault : "";
}

static void
thecal_plan_file_dispose (GObject *object)
{
  ThecalPlanFile *self = THECAL_PLAN_FILE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (thecal_plan_file_parent_class)->dispose (object);
}

static void
thecal_plan_file_finalize (GObject *object)
{
  ThecalPlanFile *self = THECAL_PLAN_FILE (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->channel);
  g_free (self->state_dir);
  g_free (self->fault);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (thecal_plan_file_parent_class)->finalize (object);
}

static void
thecal_plan_file_class_init (ThecalPlanFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = thecal_plan_file_dispose;
  object_class->finalize = thecal_plan_file_finalize;
  signals[SIGNAL_LOADED] = g_signal_new (
      "loaded", THECAL_TYPE_PLAN_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_plan_file_init (ThecalPlanFile *self)
{
  self->cancellable = g_cancellable_new ();
}

ThecalPlanFile *
thecal_plan_file_new (ThecalMonitor *monitor, const char *option, const char *state_dir)
{
  ThecalPlanFile *self = g_object_new (THECAL_TYPE_PLAN_FILE, NULL);

  self->monitor = g_object_ref (monitor);
  self->path = thecal_plan_files_get_path (option);
  self->channel = g_strdup (CHANNEL);
  self->state_dir = g_strdup (state_dir);

  return self;
}

ThecalPlanFile *
thecal_plan_file_new_other (ThecalMonitor *monitor,
                            const char *usual_path,
                            const char *name,
                            const char *state_dir)
{
  ThecalPlanFile *self = g_object_new (THECAL_TYPE_PLAN_FILE, NULL);

  self->monitor = g_object_ref (monitor);
  self->path = thecal_plan_list_get_path (usual_path, name);
  self->name = g_strdup (name);
  self->channel = g_strconcat (CHANNEL "-", name, NULL);
  self->state_dir = g_strdup (state_dir);

  return self;
}
