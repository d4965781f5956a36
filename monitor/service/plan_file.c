/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/plan_file.h"

#include <math.h>
#include <stdio.h>

#include "boot_clock.h"
#include "core/plan/care_plan.h"
#include "service/objects.h"

static void
refuse (ThecalMonitor *monitor, const char *path, const char *why)
{
  g_autofree char *detail = g_strdup_printf ("%s: %s", path, why);

  fprintf (stderr, "thecal-monitor: %s\n", detail);
  thecal_monitor_take_test (monitor, "plan", FALSE, detail);
}

/* The only pump that is known, else the one by printout. */
static guint
resolve_unit (ThecalMonitor *monitor)
{
  if (thecal_system_get_n_units (thecal_monitor_get_system (monitor)) == 2)
    return 1;

  return thecal_event_sink_ensure_pump (
      THECAL_EVENT_SINK (monitor), THECAL_MANUAL_PUMP_ID, "Pump", FALSE);
}

/* A volume without its date would be true again at every start, and the reservoir never empty. */
static bool
is_news (ThecalMonitor *monitor, guint unit, const ThecalStatusReport *report)
{
  const ThecalPumpStatus *status =
      thecal_system_get_status (thecal_monitor_get_system (monitor), unit);

  return report->filled || status == NULL ||
         isnan (status->values[THECAL_FIELD_RESERVOIR_ML].value);
}

static void
tell (ThecalMonitor *monitor, const ThecalCarePlan *plan)
{
  const ThecalTime now = thecal_clock_now ();
  ThecalEvent event = { .type = THECAL_EVENT_STATUS, .unit = resolve_unit (monitor) };
  ThecalEvent events[THECAL_CARE_PLAN_EVENTS_MAX];
  guint n_events;

  if (thecal_care_plan_to_report (plan, now, &event.status) &&
      is_news (monitor, event.unit, &event.status))
    thecal_event_sink_post (THECAL_EVENT_SINK (monitor), &event);
  n_events = thecal_care_plan_get_events (plan, event.unit, now, events);
  for (guint i = 0; i < n_events; i++)
    thecal_event_sink_post (THECAL_EVENT_SINK (monitor), &events[i]);
}

static void
take (ThecalMonitor *monitor, const char *path, const char *text, gsize size)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  ThecalPlanError fault;
  ThecalCarePlan plan;

  if (!g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, &error)) {
    refuse (monitor, path, error->message);
    return;
  }
  if (!thecal_care_plan_read (file, zone, &plan, &fault)) {
    why = g_strdup_printf ("[%s] %s: expected %s", fault.group, fault.key, fault.expected);
    refuse (monitor, path, why);
    return;
  }
  thecal_monitor_take_test (monitor, "plan", TRUE, path);
  thecal_monitor_set_settings (monitor, &plan.settings);
  if (thecal_monitor_get_signaller (monitor) != NULL)
    thecal_signaller_set_sink (thecal_monitor_get_signaller (monitor),
                               *plan.sink != '\0' ? plan.sink : NULL);
  tell (monitor, &plan);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalMonitor) monitor = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_file_get_path (G_FILE (source));
  g_autofree char *text = NULL;
  gsize size = 0;

  if (g_file_load_contents_finish (G_FILE (source), result, &text, &size, NULL, &error))
    take (monitor, path, text, size);
  else
    refuse (monitor, path, error->message);
}

void
thecal_plan_file_load (ThecalMonitor *monitor, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_load_contents_async (file, NULL, on_loaded, g_object_ref (monitor));
}
