/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "service/monitor_service.h"

#include "alarm_signals.h"
#include "boot_clock.h"
#include "config.h"
#include "error.h"
#include "service/alarm_calls.h"
#include "service/entries.h"
#include "service/fill_entries.h"
#include "service/log_calls.h"
#include "service/long_calls.h"
#include "service/objects.h"
#include "service/pairing.h"


#define SHOW_EVERY_MS 200

struct _ThecalMonitorService {
  GObject parent_instance;
  ThecalMonitor *monitor;           /* owned */
  ThecalBluetoothSource *bluetooth; /* owned, nullable */
  GDBusConnection *connection;
  GDBusObjectManagerServer *objects;
  ThecalDbusManager *manager;
  GHashTable *pumps;  /* unit -> ThecalDbusPump */
  GHashTable *alarms; /* episode -> ThecalDbusAlarm */
  guint name_id;
  GHashTable *changed; /* units of pumps that changed since they were shown */
  guint show_id;       /* 0: nothing waits to be shown */
  gint64 shown_us;     /* monotonic */
};

enum { SIGNAL_NAME_ACQUIRED, SIGNAL_NAME_LOST, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalMonitorService, thecal_monitor_service, G_TYPE_OBJECT)

GVariant *
thecal_tests_to_variant (ThecalMonitor *monitor)
{
  GPtrArray *tests = thecal_monitor_get_tests (monitor);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sbsx)"));
  for (guint i = 0; i < tests->len; i++) {
    const ThecalTestResult *test = g_ptr_array_index (tests, i);

    g_variant_builder_add (
        &builder, "(sbsx)", test->channel, test->ok, test->detail, test->at_wall_us / 1000);
  }

  return g_variant_builder_end (&builder);
}

static void
return_error (GDBusMethodInvocation *invocation, ThecalError code, const char *message)
{
  g_dbus_method_invocation_return_error_literal (invocation, THECAL_ERROR, code, message);
}

/* Alarms. */

static void export(ThecalMonitorService *self, const char *path, gpointer interface)
{
  g_autoptr (GDBusObjectSkeleton) object = g_dbus_object_skeleton_new (path);

  g_dbus_object_skeleton_add_interface (object, G_DBUS_INTERFACE_SKELETON (interface));
  g_dbus_object_manager_server_export (self->objects, object);
}

static void
show_alarm (ThecalMonitorService *self, guint unit, ThecalConditionId condition, guint episode)
{
  ThecalDbusAlarm *object = g_hash_table_lookup (self->alarms, GUINT_TO_POINTER (episode));
  g_autofree char *path = NULL;

  if (object != NULL) {
    thecal_alarm_object_update (object, self->monitor, unit, condition);
    return;
  }
  object = thecal_dbus_alarm_skeleton_new ();
  thecal_alarm_object_update (object, self->monitor, unit, condition);
  thecal_alarm_calls_connect (object, self->monitor);
  g_hash_table_insert (self->alarms, GUINT_TO_POINTER (episode), object);
  path = g_strdup_printf (THECAL_BUS_ROOT "/alarm/%u", episode);
  export(self, path, object);
}

static void
hide_ended (ThecalMonitorService *self)
{
  GHashTableIter iter;
  gpointer episode;

  g_hash_table_iter_init (&iter, self->alarms);
  while (g_hash_table_iter_next (&iter, &episode, NULL)) {
    g_autofree char *path =
        g_strdup_printf (THECAL_BUS_ROOT "/alarm/%u", GPOINTER_TO_UINT (episode));
    ThecalConditionId condition;
    guint unit;

    if (thecal_alarm_signals_find (thecal_monitor_get_system (self->monitor),
                                   GPOINTER_TO_UINT (episode),
                                   &unit,
                                   &condition))
      continue;
    g_dbus_object_manager_server_unexport (self->objects, path);
    g_hash_table_iter_remove (&iter);
  }
}

static void
update_alarms (ThecalMonitorService *self, guint unit)
{
  const ThecalSystem *system = thecal_monitor_get_system (self->monitor);

  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalAlarm *alarm = thecal_system_get_alarm (system, unit, (ThecalConditionId) id);

    if (thecal_alarm_is_shown (alarm))
      show_alarm (self, unit, (ThecalConditionId) id, alarm->episode);
  }
  hide_ended (self);
}

/* Pumps. */

static void
update_pump (ThecalMonitorService *self, guint unit)
{
  ThecalDbusPump *object = g_hash_table_lookup (self->pumps, GUINT_TO_POINTER (unit));
  g_autofree char *path = NULL;

  if (object != NULL) {
    thecal_pump_object_update (object, self->monitor, unit);
    return;
  }
  object = thecal_dbus_pump_skeleton_new ();
  thecal_pump_object_update (object, self->monitor, unit);
  g_hash_table_insert (self->pumps, GUINT_TO_POINTER (unit), object);
  path = g_strdup_printf (THECAL_BUS_ROOT "/pump/%u", unit);
  export(self, path, object);
}

static void
show_changed (ThecalMonitorService *self)
{
  GHashTableIter iter;
  gpointer unit;

  g_clear_handle_id (&self->show_id, g_source_remove);
  self->shown_us = g_get_monotonic_time ();
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &unit, NULL))
    update_pump (self, GPOINTER_TO_UINT (unit));
  g_hash_table_remove_all (self->changed);
  thecal_dbus_manager_set_steps (self->manager, thecal_monitor_get_n_steps (self->monitor));
  thecal_dbus_manager_set_sound_proof_time (
      self->manager, thecal_monitor_get_sound_proof_wall_us (self->monitor) / 1000);
  thecal_dbus_manager_set_simulated (
      self->manager,
      thecal_system_is_simulated (thecal_monitor_get_system (self->monitor), THECAL_UNIT_HOST));
}

static gboolean
on_show_time (gpointer user_data)
{
  show_changed (user_data);
  return G_SOURCE_CONTINUE; /* show_changed() took it away */
}

/* Alarms are shown at once. The values of a pump that reports a hundred times a second are shown as
 * often as a person can see. */
static void
on_stepped (ThecalMonitor *monitor, guint unit, ThecalMonitorService *self)
{
  if (unit != THECAL_UNIT_HOST && thecal_monitor_get_pump_id (monitor, unit) != NULL)
    g_hash_table_add (self->changed, GUINT_TO_POINTER (unit));
  update_alarms (self, unit);
  thecal_drill_show (self->manager, self->monitor);
  if (g_get_monotonic_time () - self->shown_us >= SHOW_EVERY_MS * G_TIME_SPAN_MILLISECOND)
    show_changed (self);
  else if (self->show_id == 0)
    self->show_id = g_timeout_add (SHOW_EVERY_MS, on_show_time, self);
}

static void
on_tested (ThecalMonitor *monitor, ThecalMonitorService *self)
{
  thecal_dbus_manager_set_self_test (self->manager, thecal_tests_to_variant (monitor));
  thecal_drill_show (self->manager, monitor);
}

static void
on_started (ThecalMonitor *monitor, ThecalMonitorService *self)
{
  show_changed (self);
  thecal_dbus_manager_set_state (self->manager, "watching");
}

static void
on_bluetooth_state (ThecalMonitorService *self)
{
  thecal_dbus_manager_set_bluetooth_state (self->manager,
                                           thecal_bluetooth_source_get_state (self->bluetooth));
}

/* The manager. */

static gboolean
handle_enter (ThecalDbusManager *object,
              GDBusMethodInvocation *invocation,
              const char *id,
              GVariant *values,
              ThecalMonitorService *self)
{
  ThecalEvent event = { .type = THECAL_EVENT_STATUS };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (!thecal_enter_parse (values, thecal_clock_now (), &event.status, &error)) {
    g_dbus_method_invocation_return_gerror (invocation, error);
    return TRUE;
  }
  event.unit = thecal_resolve_pump (self->monitor, id, TRUE);
  if (event.unit == 0) {
    return_error (invocation, THECAL_ERROR_NOT_FOUND, "there is no such pump");
    return TRUE;
  }
  thecal_fill_entries_post (self->monitor, &event);
  show_changed (self);
  path = g_strdup_printf (THECAL_BUS_ROOT "/pump/%u", event.unit);
  thecal_dbus_manager_complete_enter (object, invocation, path);

  return TRUE;
}

static gboolean
handle_heard_beep (ThecalDbusManager *object,
                   GDBusMethodInvocation *invocation,
                   const char *id,
                   const char *kind,
                   ThecalMonitorService *self)
{
  ThecalEvent event = { .type = THECAL_EVENT_HEARD_BEEP, .heard_beep = { THECAL_BEEP_UNKNOWN } };

  if (g_str_equal (kind, "single"))
    event.heard_beep.kind = THECAL_BEEP_SINGLE;
  else if (g_str_equal (kind, "critical"))
    event.heard_beep.kind = THECAL_BEEP_CRITICAL;
  else if (!g_str_equal (kind, "unknown")) {
    return_error (
        invocation, THECAL_ERROR_INVALID_ARGUMENT, "kind: expected single, critical or unknown");
    return TRUE;
  }
  event.unit = thecal_resolve_pump (self->monitor, id, TRUE);
  if (event.unit == 0) {
    return_error (invocation, THECAL_ERROR_NOT_FOUND, "there is no such pump");
    return TRUE;
  }
  thecal_event_sink_post (THECAL_EVENT_SINK (self->monitor), &event);
  thecal_dbus_manager_complete_heard_beep (object, invocation);

  return TRUE;
}

static gboolean
handle_pause_all (ThecalDbusManager *object,
                  GDBusMethodInvocation *invocation,
                  guint minutes,
                  ThecalMonitorService *self)
{
  const ThecalSystem *system = thecal_monitor_get_system (self->monitor);
  guint paused = 0;

  for (guint unit = 0; unit < thecal_system_get_n_units (system); unit++) {
    const ThecalEvent event = { .type = THECAL_EVENT_PAUSE,
                                .unit = unit,
                                .person = { .all = true, .minutes = (int) MIN (minutes, 100000) } };

    thecal_event_sink_post (THECAL_EVENT_SINK (self->monitor), &event);
    for (int id = 0; id < THECAL_N_CONDITIONS; id++)
      paused += thecal_system_get_alarm (system, unit, (ThecalConditionId) id)->signal ==
                THECAL_SIGNAL_PAUSED;
  }
  thecal_dbus_manager_complete_pause_all (object, invocation, paused);

  return TRUE;
}

static gboolean
handle_list_devices (ThecalDbusManager *object,
                     GDBusMethodInvocation *invocation,
                     ThecalMonitorService *self)
{
  if (self->bluetooth == NULL)
    return_error (invocation, THECAL_ERROR_FAILED, "Bluetooth is switched off in this monitor");
  else
    thecal_dbus_manager_complete_list_devices (
        object, invocation, thecal_bluetooth_source_list_devices (self->bluetooth));

  return TRUE;
}

static gboolean
handle_pair (ThecalDbusManager *object,
             GDBusMethodInvocation *invocation,
             const char *address,
             const char *agent,
             ThecalMonitorService *self)
{
  if (self->bluetooth == NULL)
    return_error (invocation, THECAL_ERROR_FAILED, "Bluetooth is switched off in this monitor");
  else
    thecal_pairing_begin (self->bluetooth, object, invocation, address, agent);

  return TRUE;
}

/* The bus. */

static void
connect_manager (ThecalMonitorService *self)
{
  g_signal_connect (self->manager, "handle-enter", G_CALLBACK (handle_enter), self);
  g_signal_connect (self->manager, "handle-heard-beep", G_CALLBACK (handle_heard_beep), self);
  g_signal_connect (self->manager,
                    "handle-run-self-test",
                    G_CALLBACK (thecal_handle_run_self_test),
                    self->monitor);
  g_signal_connect (self->manager, "handle-pause-all", G_CALLBACK (handle_pause_all), self);
  g_signal_connect (
      self->manager, "handle-get-log", G_CALLBACK (thecal_handle_get_log), self->monitor);
  g_signal_connect (self->manager, "handle-pair", G_CALLBACK (handle_pair), self);
  g_signal_connect (self->manager, "handle-list-devices", G_CALLBACK (handle_list_devices), self);
  thecal_log_calls_connect (self->manager, self->monitor);
  thecal_entries_connect (self->manager, self->monitor);
  thecal_drill_calls_connect (self->manager, self->monitor);
}

static void
on_bus_acquired (GDBusConnection *connection, const char *name, gpointer user_data)
{
  ThecalMonitorService *self = user_data;

  g_dbus_connection_set_exit_on_close (connection, FALSE);
  self->connection = g_object_ref (connection);
  g_dbus_object_manager_server_set_connection (self->objects, connection);
}

static void
on_name_acquired (GDBusConnection *connection, const char *name, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_NAME_ACQUIRED], 0);
}

static void
on_name_lost (GDBusConnection *connection, const char *name, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_NAME_LOST], 0);
}

void
thecal_monitor_service_tell_walkthroughs (ThecalMonitorService *self)
{
  thecal_dbus_manager_emit_walkthroughs_changed (self->manager);
}

void
thecal_monitor_service_set_plan (ThecalMonitorService *self, const char *path, const char *fault)
{
  thecal_dbus_manager_set_plan_path (self->manager, path);
  thecal_dbus_manager_set_plan_fault (self->manager, fault);
}

void
thecal_monitor_service_start (ThecalMonitorService *self)
{
  self->name_id = g_bus_own_name (G_BUS_TYPE_SESSION,
                                  THECAL_BUS_NAME,
                                  G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE,
                                  on_bus_acquired,
                                  on_name_acquired,
                                  on_name_lost,
                                  self,
                                  NULL);
}

GDBusConnection *
thecal_monitor_service_get_connection (ThecalMonitorService *self)
{
  return self->connection;
}

static void
thecal_monitor_service_dispose (GObject *object)
{
  ThecalMonitorService *self = THECAL_MONITOR_SERVICE (object);

  g_clear_handle_id (&self->name_id, g_bus_unown_name);
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_object (&self->objects);
  g_clear_pointer (&self->pumps, g_hash_table_unref);
  g_clear_pointer (&self->alarms, g_hash_table_unref);
  g_clear_object (&self->manager);
  g_clear_object (&self->connection);
  g_clear_object (&self->bluetooth);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (thecal_monitor_service_parent_class)->dispose (object);
}

static void
thecal_monitor_service_class_init (ThecalMonitorServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_monitor_service_dispose;
  signals[SIGNAL_NAME_ACQUIRED] = g_signal_new ("name-acquired",
                                                THECAL_TYPE_MONITOR_SERVICE,
                                                G_SIGNAL_RUN_LAST,
                                                0,
                                                NULL,
                                                NULL,
                                                NULL,
                                                G_TYPE_NONE,
                                                0);
  signals[SIGNAL_NAME_LOST] = g_signal_new ("name-lost",
                                            THECAL_TYPE_MONITOR_SERVICE,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            0);
}

static void
thecal_monitor_service_init (ThecalMonitorService *self)
{
  self->objects = g_dbus_object_manager_server_new (THECAL_BUS_ROOT);
  self->manager = thecal_dbus_manager_skeleton_new ();
  self->pumps = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->alarms = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->changed = g_hash_table_new (NULL, NULL);
  thecal_dbus_manager_set_version (self->manager, THECAL_VERSION);
  thecal_dbus_manager_set_state (self->manager, "starting");
  thecal_dbus_manager_set_bluetooth_state (self->manager, "off");
  thecal_dbus_manager_set_self_test (self->manager, g_variant_new ("a(sbsx)", NULL));
  thecal_monitor_service_set_plan (self, "", "");
  thecal_dbus_manager_set_drill_state (self->manager, "never");
  thecal_dbus_manager_set_drill_report (self->manager, g_variant_new ("a(sbs)", NULL));
  export(self, THECAL_BUS_ROOT "/manager", self->manager);
}

ThecalMonitorService *
thecal_monitor_service_new (ThecalMonitor *monitor, ThecalBluetoothSource *bluetooth)
{
  ThecalMonitorService *self = g_object_new (THECAL_TYPE_MONITOR_SERVICE, NULL);

  self->monitor = g_object_ref (monitor);
  connect_manager (self);
  g_signal_connect_object (monitor, "stepped", G_CALLBACK (on_stepped), self, 0);
  g_signal_connect_object (monitor, "tested", G_CALLBACK (on_tested), self, 0);
  g_signal_connect_object (monitor, "started", G_CALLBACK (on_started), self, 0);
  if (bluetooth != NULL) {
    self->bluetooth = g_object_ref (bluetooth);
    g_signal_connect_object (
        bluetooth, "notify::state", G_CALLBACK (on_bluetooth_state), self, G_CONNECT_SWAPPED);
    on_bluetooth_state (self);
  }

  return self;
}
