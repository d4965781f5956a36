/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "boot_clock.h"
#include "core/checklist/triage.h"
#include "service/objects.h"

/* The names of what the ladder has reached. */
static void
set_actions (ThecalDbusAlarm *object, guint actions)
{
  const char *names[THECAL_N_LADDER_ACTIONS + 1] = { NULL };
  gsize n = 0;

  for (guint action = 1; action < 1u << THECAL_N_LADDER_ACTIONS; action <<= 1)
    if ((actions & action) != 0)
      names[n++] = thecal_ladder_action_to_string (action);
  thecal_dbus_alarm_set_actions (object, names);
}

/* The letters of the checklists that the condition leads to. */
static void
set_lists (ThecalDbusAlarm *object, ThecalConditionId condition)
{
  const guint lists = thecal_triage_get_lists_of (condition);
  char letters[THECAL_N_LISTS + 1];
  gsize n = 0;

  for (int list = 0; list < THECAL_N_LISTS; list++)
    if ((lists >> list & 1) != 0)
      letters[n++] = thecal_list_to_letter ((ThecalListId) list);
  letters[n] = '\0';
  thecal_dbus_alarm_set_lists (object, letters);
}

/* The conditions that stand and that this one speaks for. */
static void
set_speaks_for (ThecalDbusAlarm *object,
                const ThecalSystem *system,
                guint unit,
                ThecalConditionId condition)
{
  const char *names[THECAL_N_CONDITIONS + 1] = { NULL };
  gsize n = 0;

  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalConditionRow *row = thecal_condition_get_row ((ThecalConditionId) id);

    if ((row->superseded_by >> condition & 1) != 0 &&
        thecal_alarm_is_active (thecal_system_get_alarm (system, unit, (ThecalConditionId) id)))
      names[n++] = row->id;
  }
  thecal_dbus_alarm_set_speaks_for (object, names);
}

/* The condition that speaks for this one, as the core last judged it; "": none. */
static const char *
get_covered_by (const ThecalSystem *system, guint unit, ThecalConditionId condition)
{
  const ThecalAlarm *alarm = thecal_system_get_alarm (system, unit, condition);
  const guint64 superseded_by = thecal_condition_get_row (condition)->superseded_by;

  if (!alarm->superseded || !thecal_alarm_is_active (alarm))
    return "";
  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    if ((superseded_by >> id & 1) != 0 &&
        thecal_alarm_is_active (thecal_system_get_alarm (system, unit, (ThecalConditionId) id)))
      return thecal_condition_get_row ((ThecalConditionId) id)->id;

  /* A computer that hears nobody is no condition of the pump. */
  return thecal_condition_get_row (THECAL_CONDITION_SELF_TEST)->id;
}

void
thecal_alarm_object_update (ThecalDbusAlarm *object,
                            ThecalMonitor *monitor,
                            guint unit,
                            ThecalConditionId condition)
{
  const ThecalSystem *system = thecal_monitor_get_system (monitor);
  const ThecalAlarm *alarm = thecal_system_get_alarm (system, unit, condition);
  const ThecalConditionRow *row = thecal_condition_get_row (condition);
  const ThecalTime now = thecal_clock_now ();
  const char *id = thecal_monitor_get_pump_id (monitor, unit);
  g_autofree char *path =
      id != NULL ? g_strdup_printf (THECAL_BUS_ROOT "/pump/%u", unit) : g_strdup ("/");

  thecal_dbus_alarm_set_id (object, alarm->episode);
  thecal_dbus_alarm_set_pump (object, path);
  thecal_dbus_alarm_set_pump_id (object, id != NULL ? id : "");
  thecal_dbus_alarm_set_condition (object, row->id);
  thecal_dbus_alarm_set_title (object, row->title);
  thecal_dbus_alarm_set_advice (object, row->advice);
  thecal_dbus_alarm_set_rank (object, thecal_alarm_get_rank (alarm, condition));
  thecal_dbus_alarm_set_symptoms_first (object, row->symptoms_first);
  thecal_dbus_alarm_set_priority (object, thecal_priority_to_string (alarm->priority));
  thecal_dbus_alarm_set_condition_state (object,
                                         thecal_condition_state_to_string (alarm->condition));
  thecal_dbus_alarm_set_signal_state (object, thecal_signal_state_to_string (alarm->signal));
  thecal_dbus_alarm_set_since_time (object, alarm->since_wall_us / 1000);
  thecal_dbus_alarm_set_until_time (object,
                                    alarm->until_us == THECAL_UNKNOWN_US
                                        ? 0
                                        : (now.wall_us + alarm->until_us - now.boot_us) / 1000);
  thecal_dbus_alarm_set_acknowledged_by (
      object, alarm->signal == THECAL_SIGNAL_ACKNOWLEDGED ? alarm->acknowledged_by : "");
  thecal_dbus_alarm_set_step (object, (guint) alarm->step);
  set_actions (object,
               thecal_alarm_get_actions (alarm, condition, thecal_system_get_settings (system)));
  set_lists (object, condition);
  set_speaks_for (object, system, unit, condition);
  thecal_dbus_alarm_set_covered_by (object, get_covered_by (system, unit, condition));
  thecal_dbus_alarm_set_drill (object, condition == THECAL_CONDITION_DRILL);
  thecal_dbus_alarm_set_resolved_by (object, thecal_resolved_by_to_string (row->resolved_by));
  thecal_dbus_alarm_set_simulated (object, thecal_system_is_simulated (system, unit));
  thecal_dbus_alarm_set_pause_max_min (object,
                                       (guint) thecal_priority_get_pause_max_min (alarm->priority));
  thecal_dbus_alarm_set_pause_default_min (
      object, (guint) thecal_priority_get_pause_default_min (alarm->priority));
}
