/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/monitor_client.h"

#include <string.h>

#define BUS_NAME "org.thecal.Monitor1"
#define BUS_ROOT "/org/thecal/Monitor1"
#define STEPS "Steps"
#define PROBE_MS 1000
#define PROBE_LIMIT_MS 900 /* with the period: noticed within two seconds */

struct _ThecalMonitorClient {
  GObject parent_instance;
  GDBusObjectManager *objects; /* NULL until the bus answered */
  GCancellable *cancellable;
  guint probe_id;
  gboolean answers;
  char *chosen; /* Id of the pump that a person chose; NULL: nobody did */
  char *seen;   /* Id of the one that was last there where nobody chose; nullable */
};

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalMonitorClient, thecal_monitor_client, G_TYPE_OBJECT)

static void
tell (ThecalMonitorClient *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_answers (ThecalMonitorClient *self, gboolean answers)
{
  if (self->answers == answers)
    return;
  self->answers = answers;
  tell (self);
}

static void
on_probed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalMonitorClient) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_answers (self, reply != NULL);
}

static gboolean
on_probe (gpointer user_data)
{
  ThecalMonitorClient *self = user_data;
  GDBusConnection *bus;

  if (self->objects == NULL)
    return G_SOURCE_CONTINUE;
  bus = g_dbus_object_manager_client_get_connection (G_DBUS_OBJECT_MANAGER_CLIENT (self->objects));
  g_dbus_connection_call (bus,
                          BUS_NAME,
                          BUS_ROOT "/manager",
                          "org.freedesktop.DBus.Properties",
                          "Get",
                          g_variant_new ("(ss)", BUS_NAME ".Manager", STEPS),
                          NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          PROBE_LIMIT_MS,
                          self->cancellable,
                          on_probed,
                          g_object_ref (self));

  return G_SOURCE_CONTINUE;
}

/* The count of its steps is a sign of life and nothing that a window shows. */
static gboolean
is_count_of_steps (GVariant *changed, const char *const *invalidated)
{
  g_autoptr (GVariant) steps = g_variant_lookup_value (changed, STEPS, NULL);

  return steps != NULL && g_variant_n_children (changed) == 1 &&
         (invalidated == NULL || invalidated[0] == NULL);
}

static void
on_properties (GDBusObjectManager *objects,
               GDBusObject *object,
               GDBusProxy *proxy,
               GVariant *changed,
               const char *const *invalidated,
               ThecalMonitorClient *self)
{
  if (!is_count_of_steps (changed, invalidated))
    tell (self);
}

static void
on_objects (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ThecalMonitorClient) self = user_data;
  g_autoptr (GError) error = NULL;
  GDBusObjectManager *objects =
      thecal_dbus_object_manager_client_new_for_bus_finish (result, &error);

  if (objects == NULL) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_info ("no session bus: %s", error->message); /* the windows say so themselves */
    return;
  }
  self->objects = objects;
  g_signal_connect_object (objects, "object-added", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (objects, "object-removed", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      objects, "interface-proxy-properties-changed", G_CALLBACK (on_properties), self, 0);
  g_signal_connect_object (
      objects, "notify::name-owner", G_CALLBACK (on_probe), self, G_CONNECT_SWAPPED);
  on_probe (self);
}

gboolean
thecal_monitor_client_is_connected (ThecalMonitorClient *self)
{
  g_autofree char *owner = NULL;

  if (self->objects != NULL)
    owner =
        g_dbus_object_manager_client_get_name_owner (G_DBUS_OBJECT_MANAGER_CLIENT (self->objects));

  return owner != NULL && self->answers;
}

static gint
compare_pumps (gconstpointer a, gconstpointer b)
{
  const char *first = g_dbus_proxy_get_object_path (*(GDBusProxy *const *) a);
  const char *second = g_dbus_proxy_get_object_path (*(GDBusProxy *const *) b);
  const gint64 first_number = g_ascii_strtoll (strrchr (first, '/') + 1, NULL, 10);
  const gint64 second_number = g_ascii_strtoll (strrchr (second, '/') + 1, NULL, 10);

  return first_number < second_number ? -1 : first_number > second_number;
}

GPtrArray *
thecal_monitor_client_get_pumps (ThecalMonitorClient *self)
{
  GPtrArray *pumps = g_ptr_array_new_with_free_func (g_object_unref);
  GList *objects = self->objects != NULL ? g_dbus_object_manager_get_objects (self->objects) : NULL;

  for (GList *at = objects; at != NULL; at = at->next) {
    ThecalDbusPump *pump = thecal_dbus_object_get_pump (THECAL_DBUS_OBJECT (at->data));

    if (pump != NULL)
      g_ptr_array_add (pumps, pump);
  }
  g_list_free_full (objects, g_object_unref);
  g_ptr_array_sort (pumps, compare_pumps);

  return pumps;
}

/* With none chosen the first that is in a body, else the first. The chosen one is never stood in
 * for by another: that would be the pump of another person. */
ThecalDbusPump *
thecal_monitor_client_get_pump (ThecalMonitorClient *self)
{
  g_autoptr (GPtrArray) pumps = thecal_monitor_client_get_pumps (self);
  ThecalDbusPump *found = NULL;

  for (guint i = 0; i < pumps->len; i++) {
    ThecalDbusPump *pump = g_ptr_array_index (pumps, i);

    if (self->chosen != NULL) {
      if (g_strcmp0 (thecal_dbus_pump_get_id (pump), self->chosen) == 0)
        return pump;
    } else if (found == NULL ||
               (thecal_dbus_pump_get_explanted (found) && !thecal_dbus_pump_get_explanted (pump)))
      found = pump;
  }
  if (found != NULL && g_strcmp0 (thecal_dbus_pump_get_id (found), self->seen) != 0) {
    g_free (self->seen);
    self->seen = thecal_dbus_pump_dup_id (found);
  }

  return found;
}

void
thecal_monitor_client_choose_pump (ThecalMonitorClient *self, const char *id)
{
  if (g_strcmp0 (self->chosen, id) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (id);
  tell (self);
}

const char *
thecal_monitor_client_get_pump_id (ThecalMonitorClient *self)
{
  if (self->chosen != NULL)
    return self->chosen;
  thecal_monitor_client_get_pump (self);

  return self->seen;
}

const char *
thecal_monitor_client_get_chosen (ThecalMonitorClient *self)
{
  return self->chosen;
}

ThecalDbusPump *
thecal_monitor_client_find_pump (ThecalMonitorClient *self, ThecalDbusAlarm *alarm)
{
  g_autoptr (GDBusObject) object = NULL;
  const char *path = alarm != NULL ? thecal_dbus_alarm_get_pump (alarm) : NULL;

  if (self->objects != NULL && path != NULL)
    object = g_dbus_object_manager_get_object (self->objects, path);

  return object != NULL ? thecal_dbus_object_peek_pump (THECAL_DBUS_OBJECT (object)) : NULL;
}

const char *
thecal_monitor_client_get_label (ThecalMonitorClient *self, ThecalDbusPump *pump)
{
  const char *names[] = { thecal_dbus_pump_get_person_name (pump),
                          thecal_dbus_pump_get_name (pump),
                          thecal_dbus_pump_get_id (pump) };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL && *names[i] != '\0')
      return names[i];

  return "";
}

const char *
thecal_monitor_client_get_pump_name (ThecalMonitorClient *self, ThecalDbusAlarm *alarm)
{
  ThecalDbusPump *pump = thecal_monitor_client_find_pump (self, alarm);
  g_autoptr (GPtrArray) pumps = NULL;
  const char *id = alarm != NULL ? thecal_dbus_alarm_get_pump_id (alarm) : NULL;

  if (pump == NULL)
    return id != NULL ? id : "";
  /* Among several it matters whose it is, not what it is called. */
  pumps = thecal_monitor_client_get_pumps (self);
  if (pumps->len > 1 || thecal_dbus_pump_get_name (pump) == NULL)
    return thecal_monitor_client_get_label (self, pump);

  return thecal_dbus_pump_get_name (pump);
}

gboolean
thecal_monitor_client_is_elsewhere (ThecalMonitorClient *self, ThecalDbusAlarm *alarm)
{
  ThecalDbusPump *about = thecal_monitor_client_find_pump (self, alarm);

  return about != NULL && about != thecal_monitor_client_get_pump (self);
}

ThecalDbusManager *
thecal_monitor_client_get_manager (ThecalMonitorClient *self)
{
  g_autoptr (GDBusObject) object = NULL;

  if (self->objects != NULL)
    object = g_dbus_object_manager_get_object (self->objects, BUS_ROOT "/manager");

  return object != NULL ? thecal_dbus_object_peek_manager (THECAL_DBUS_OBJECT (object)) : NULL;
}

static gint
compare_alarms (gconstpointer a, gconstpointer b)
{
  ThecalDbusAlarm *first = *(ThecalDbusAlarm *const *) a, *second = *(ThecalDbusAlarm *const *) b;

  if (thecal_dbus_alarm_get_rank (first) != thecal_dbus_alarm_get_rank (second))
    return thecal_dbus_alarm_get_rank (first) < thecal_dbus_alarm_get_rank (second) ? -1 : 1;

  return (int) thecal_dbus_alarm_get_id (first) - (int) thecal_dbus_alarm_get_id (second);
}

GPtrArray *
thecal_monitor_client_get_alarms (ThecalMonitorClient *self)
{
  GPtrArray *alarms = g_ptr_array_new_with_free_func (g_object_unref);
  GList *objects = self->objects != NULL ? g_dbus_object_manager_get_objects (self->objects) : NULL;

  for (GList *at = objects; at != NULL; at = at->next) {
    ThecalDbusAlarm *alarm = thecal_dbus_object_get_alarm (THECAL_DBUS_OBJECT (at->data));

    if (alarm != NULL && g_strcmp0 (thecal_dbus_alarm_get_priority (alarm), "info") != 0)
      g_ptr_array_add (alarms, alarm);
    else
      g_clear_object (&alarm);
  }
  g_list_free_full (objects, g_object_unref);
  g_ptr_array_sort (alarms, compare_alarms);

  return alarms;
}

ThecalDbusAlarm *
thecal_monitor_client_find_alarm (ThecalMonitorClient *self, guint id)
{
  g_autoptr (GPtrArray) alarms = thecal_monitor_client_get_alarms (self);

  for (guint i = 0; i < alarms->len; i++)
    if (thecal_dbus_alarm_get_id (g_ptr_array_index (alarms, i)) == id)
      return g_object_ref (g_ptr_array_index (alarms, i));

  return NULL;
}

static void
thecal_monitor_client_dispose (GObject *object)
{
  ThecalMonitorClient *self = THECAL_MONITOR_CLIENT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->probe_id, g_source_remove);
  g_clear_object (&self->objects);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->seen, g_free);

  G_OBJECT_CLASS (thecal_monitor_client_parent_class)->dispose (object);
}

static void
thecal_monitor_client_class_init (ThecalMonitorClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_monitor_client_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          THECAL_TYPE_MONITOR_CLIENT,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
thecal_monitor_client_init (ThecalMonitorClient *self)
{
  self->cancellable = g_cancellable_new ();
  self->probe_id = g_timeout_add (PROBE_MS, on_probe, self);
  thecal_dbus_object_manager_client_new_for_bus (G_BUS_TYPE_SESSION,
                                                 G_DBUS_OBJECT_MANAGER_CLIENT_FLAGS_NONE,
                                                 BUS_NAME,
                                                 BUS_ROOT,
                                                 self->cancellable,
                                                 on_objects,
                                                 g_object_ref (self));
}

ThecalMonitorClient *
thecal_monitor_client_new (void)
{
  return g_object_new (THECAL_TYPE_MONITOR_CLIENT, NULL);
}
