/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/alarm_calls.h"

#include "alarm_signals.h"
#include "boot_clock.h"
#include "error.h"

static void
return_error (GDBusMethodInvocation *invocation, ThecalError code, const char *message)
{
  g_dbus_method_invocation_return_error_literal (invocation, THECAL_ERROR, code, message);
}

/* Unit and condition of the alarm behind @object, into @event; FALSE: it has ended. */
static gboolean
find (ThecalDbusAlarm *object, ThecalMonitor *monitor, ThecalEvent *event)
{
  return thecal_alarm_signals_find (thecal_monitor_get_system (monitor),
                                    thecal_dbus_alarm_get_id (object),
                                    &event->unit,
                                    &event->person.condition);
}

static gboolean
answer (ThecalDbusAlarm *object,
        GDBusMethodInvocation *invocation,
        ThecalMonitor *monitor,
        ThecalEvent event)
{
  if (!find (object, monitor, &event)) {
    return_error (invocation, THECAL_ERROR_NOT_FOUND, "this alarm has ended");
    return FALSE;
  }
  thecal_event_sink_post (THECAL_EVENT_SINK (monitor), &event);

  return TRUE;
}

static gboolean
handle_acknowledge (ThecalDbusAlarm *object,
                    GDBusMethodInvocation *invocation,
                    const char *by,
                    ThecalMonitor *monitor)
{
  if (answer (object,
              invocation,
              monitor,
              (ThecalEvent){ .type = THECAL_EVENT_ACKNOWLEDGE, .person = { .by = by } }))
    thecal_dbus_alarm_complete_acknowledge (object, invocation);

  return TRUE;
}

static gboolean
handle_pause (ThecalDbusAlarm *object,
              GDBusMethodInvocation *invocation,
              guint minutes,
              ThecalMonitor *monitor)
{
  ThecalEvent event = { .type = THECAL_EVENT_PAUSE,
                        .person = { .minutes = (int) MIN (minutes, 100000) } };
  const ThecalAlarm *alarm;

  if (!answer (object, invocation, monitor, event))
    return TRUE;
  if (!find (object, monitor, &event)) {
    return_error (invocation, THECAL_ERROR_NOT_FOUND, "this alarm has ended");
    return TRUE;
  }
  alarm = thecal_system_get_alarm (
      thecal_monitor_get_system (monitor), event.unit, event.person.condition);
  if (alarm->signal != THECAL_SIGNAL_PAUSED)
    return_error (invocation, THECAL_ERROR_NOT_ALLOWED, "there is no sound to pause");
  else
    thecal_dbus_alarm_complete_pause (
        object,
        invocation,
        (guint) ((alarm->until_us - thecal_clock_now ().boot_us + THECAL_MINUTE_US - 1) /
                 THECAL_MINUTE_US));

  return TRUE;
}

static gboolean
handle_reset (ThecalDbusAlarm *object, GDBusMethodInvocation *invocation, ThecalMonitor *monitor)
{
  if (answer (object, invocation, monitor, (ThecalEvent){ .type = THECAL_EVENT_RESET }))
    thecal_dbus_alarm_complete_reset (object, invocation);

  return TRUE;
}

static gboolean
handle_decline (ThecalDbusAlarm *object, GDBusMethodInvocation *invocation, ThecalMonitor *monitor)
{
  if (g_strcmp0 (thecal_dbus_alarm_get_signal_state (object), "acknowledged") != 0)
    return_error (invocation, THECAL_ERROR_NOT_ALLOWED, "nobody has acknowledged this alarm");
  else if (answer (object, invocation, monitor, (ThecalEvent){ .type = THECAL_EVENT_DECLINE }))
    thecal_dbus_alarm_complete_decline (object, invocation);

  return TRUE;
}

static gboolean
handle_resolve (ThecalDbusAlarm *object,
                GDBusMethodInvocation *invocation,
                const char *by,
                ThecalMonitor *monitor)
{
  const ThecalEvent event = { .type = THECAL_EVENT_CLINIC_ACTION, .person = { .by = by } };

  if (g_strcmp0 (thecal_dbus_alarm_get_resolved_by (object), "") == 0)
    return_error (
        invocation, THECAL_ERROR_NOT_ALLOWED, "only what the pump reports can end this alarm");
  else if (answer (object, invocation, monitor, event))
    thecal_dbus_alarm_complete_resolve (object, invocation);

  return TRUE;
}

void
thecal_alarm_calls_connect (ThecalDbusAlarm *alarm, ThecalMonitor *monitor)
{
  g_signal_connect (alarm, "handle-acknowledge", G_CALLBACK (handle_acknowledge), monitor);
  g_signal_connect (alarm, "handle-pause", G_CALLBACK (handle_pause), monitor);
  g_signal_connect (alarm, "handle-reset", G_CALLBACK (handle_reset), monitor);
  g_signal_connect (alarm, "handle-decline", G_CALLBACK (handle_decline), monitor);
  g_signal_connect (alarm, "handle-resolve", G_CALLBACK (handle_resolve), monitor);
}

/* The manager. */

static gboolean
handle_start_drill (ThecalDbusManager *object,
                    GDBusMethodInvocation *invocation,
                    const char *by,
                    ThecalMonitor *monitor)
{
  const ThecalEvent event = { .type = THECAL_EVENT_DRILL, .person = { .by = by } };
  const ThecalAlarm *alarm = thecal_system_get_alarm (
      thecal_monitor_get_system (monitor), THECAL_UNIT_HOST, THECAL_CONDITION_DRILL);

  if (thecal_alarm_is_active (alarm)) {
    return_error (invocation, THECAL_ERROR_NOT_ALLOWED, "a drill is running already");
    return TRUE;
  }
  thecal_event_sink_post (THECAL_EVENT_SINK (monitor), &event);
  if (thecal_alarm_is_active (alarm))
    thecal_dbus_manager_complete_start_drill (object, invocation, alarm->episode);
  else
    return_error (invocation,
                  THECAL_ERROR_NOT_ALLOWED,
                  "no drill while a high alarm stands: answer it first");

  return TRUE;
}

static gboolean
handle_report_shown (ThecalDbusManager *object,
                     GDBusMethodInvocation *invocation,
                     guint episode,
                     const char *screen,
                     ThecalMonitor *monitor)
{
  if (*screen == '\0')
    return_error (invocation, THECAL_ERROR_INVALID_ARGUMENT, "screen: expected its name");
  else if (thecal_monitor_take_shown (monitor, episode, screen))
    thecal_dbus_manager_complete_report_shown (object, invocation);
  else
    return_error (invocation, THECAL_ERROR_NOT_FOUND, "this alarm has ended");

  return TRUE;
}

static gboolean
handle_answer_watch (ThecalDbusManager *object,
                     GDBusMethodInvocation *invocation,
                     const char *id,
                     const char *by,
                     ThecalMonitor *monitor)
{
  const ThecalSystem *system = thecal_monitor_get_system (monitor);
  const gboolean only = *id == '\0' && thecal_system_get_n_units (system) == 2;
  const ThecalEvent event = {
    .type = THECAL_EVENT_WATCH_ANSWER,
    .unit = only ? 1 : thecal_monitor_find_pump (monitor, id),
    .person = { .by = by },
  };

  if (event.unit == THECAL_UNIT_HOST) {
    return_error (invocation, THECAL_ERROR_NOT_FOUND, "there is no such pump");
    return TRUE;
  }
  thecal_event_sink_post (THECAL_EVENT_SINK (monitor), &event);
  thecal_dbus_manager_complete_answer_watch (object, invocation);

  return TRUE;
}

void
thecal_drill_calls_connect (ThecalDbusManager *manager, ThecalMonitor *monitor)
{
  g_signal_connect (manager, "handle-start-drill", G_CALLBACK (handle_start_drill), monitor);
  g_signal_connect (manager, "handle-report-shown", G_CALLBACK (handle_report_shown), monitor);
  g_signal_connect (manager, "handle-answer-watch", G_CALLBACK (handle_answer_watch), monitor);
}

void
thecal_drill_show (ThecalDbusManager *manager, ThecalMonitor *monitor)
{
  const ThecalDrill *drill = thecal_monitor_get_drill (monitor);

  /* Before the state: who waits for "done" reads the report that is there then. */
  if (drill->state != THECAL_DRILL_NEVER)
    thecal_dbus_manager_set_drill_report (manager, thecal_drill_to_variant (drill));
  thecal_dbus_manager_set_drill_time (manager, drill->began_wall_us / 1000);
  thecal_dbus_manager_set_drill_state (manager, thecal_drill_state_to_string (drill->state));
}
