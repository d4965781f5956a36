/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/bluetooth_source.h"

#include "bluetooth/adapter.h"
#include "bluetooth/bus_link.h"
#include "bluetooth/device_session.h"
#include "bluetooth/discovery.h"
#include "bluetooth/pairing_agent.h"
#include "core/codec/frame.h"

#define START_GRACE_S 5

struct _ThecalBluetoothSource {
  GObject parent_instance;

  ThecalEventSink *sink; /* weak */
  char *adapter;         /* nullable: every one */
  const char *state;     /* static */
  gboolean adapter_told, adapter_ok;
  guint grace_id;            /* time for org.bluez to answer after the start */
  ThecalBusLink *link;       /* nullable: not started */
  GHashTable *sessions;      /* pump id -> ThecalDeviceSession, kept over losses of bluetoothd */
  GHashTable *by_path;       /* device path -> ThecalDeviceSession, not owned */
  GHashTable *discoveries;   /* adapter path -> ThecalDiscovery */
  ThecalPairingAgent *agent; /* nullable */
  GTask *pairing;            /* owned, nullable */
  char *pairing_id;          /* owned, nullable */
  char *pairing_path;        /* owned, nullable */
};

enum { PROP_STATE = 1, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (ThecalBluetoothSource, thecal_bluetooth_source, G_TYPE_OBJECT)

static void finish_pairing (ThecalBluetoothSource *self, const GError *error);

static void
set_state (ThecalBluetoothSource *self, const char *state)
{
  if (g_strcmp0 (self->state, state) == 0)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
tell_adapter (ThecalBluetoothSource *self, gboolean ok)
{
  if (self->sink == NULL || (self->adapter_told && self->adapter_ok == ok))
    return;
  self->adapter_told = TRUE;
  self->adapter_ok = ok;
  const ThecalEvent event = {
    .type = THECAL_EVENT_SELF_TEST,
    .self_test = { .channel = "bluetooth", .ok = ok },
  };
  thecal_event_sink_post (self->sink, &event);
}

static void
update_state (ThecalBluetoothSource *self)
{
  GHashTableIter iter;
  gpointer session = NULL;
  gboolean connecting = FALSE;
  gboolean connected = FALSE;

  if (!thecal_bus_link_is_up (self->link)) {
    set_state (self, "no-bluez");
    return;
  }
  if (g_hash_table_size (self->discoveries) == 0) {
    set_state (self, "no-adapter");
    return;
  }
  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session)) {
    const ThecalSessionState state = thecal_device_session_get_state (session);
    connected |= state == THECAL_SESSION_READING || state == THECAL_SESSION_LIVE;
    connecting |= state == THECAL_SESSION_CONNECTING || state == THECAL_SESSION_RESOLVING ||
                  state == THECAL_SESSION_SUBSCRIBING;
  }
  set_state (self, connected ? "connected" : connecting ? "connecting" : "scanning");
}

static ThecalDiscovery *
lookup_discovery (ThecalBluetoothSource *self, const char *device_path)
{
  if (device_path == NULL)
    return NULL;
  g_autofree char *adapter_path = thecal_adapter_path_of (device_path);
  return g_hash_table_lookup (self->discoveries, adapter_path);
}

static void
on_connect_wanted (ThecalDeviceSession *session, gpointer user_data)
{
  ThecalBluetoothSource *self = user_data;
  ThecalDiscovery *discovery = lookup_discovery (self, thecal_device_session_get_path (session));
  if (discovery == NULL || thecal_discovery_hold (discovery))
    thecal_device_session_connect (session);
}

static void
on_connect_ended (ThecalDeviceSession *session, gpointer user_data)
{
  ThecalBluetoothSource *self = user_data;
  ThecalDiscovery *discovery = lookup_discovery (self, thecal_device_session_get_path (session));
  if (discovery != NULL)
    thecal_discovery_release (discovery);
}

static void
on_session_state (ThecalDeviceSession *session, gpointer user_data)
{
  update_state (user_data);
}

static const ThecalSessionHost session_host = {
  .connect_wanted = on_connect_wanted,
  .connect_ended = on_connect_ended,
  .state_changed = on_session_state,
};

static void
on_discovery_resting (const char *adapter_path, gpointer user_data)
{
  ThecalBluetoothSource *self = user_data;
  GHashTableIter iter;
  gpointer session = NULL;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session)) {
    const char *path = thecal_device_session_get_path (session);
    if (path != NULL && g_str_has_prefix (path, adapter_path))
      thecal_device_session_connect (session);
  }
}

static gboolean
offers_pump_service (ThecalObjectTree *tree, const char *path)
{
  GVariant *uuids = thecal_object_tree_get (tree, path, THECAL_BLUEZ_DEVICE, "UUIDs", "as");
  if (uuids == NULL)
    return FALSE;
  GVariantIter iter;
  const char *uuid = NULL;
  g_variant_iter_init (&iter, uuids);
  while (g_variant_iter_next (&iter, "&s", &uuid))
    if (g_ascii_strcasecmp (uuid, THECAL_SERVICE_UUID) == 0)
      return TRUE;
  return FALSE;
}

static const char *
get_device_string (ThecalObjectTree *tree, const char *path, const char *property)
{
  const char *text = thecal_object_tree_get_string (tree, path, THECAL_BLUEZ_DEVICE, property);
  return text != NULL ? text : "";
}

static gboolean
is_usable (ThecalBluetoothSource *self, const char *path)
{
  ThecalObjectTree *tree = thecal_bus_link_get_tree (self->link);
  return thecal_object_tree_has (tree, path, THECAL_BLUEZ_DEVICE) &&
         thecal_object_tree_get_boolean (tree, path, THECAL_BLUEZ_DEVICE, "Paired") &&
         offers_pump_service (tree, path) && lookup_discovery (self, path) != NULL &&
         g_strcmp0 (path, self->pairing_path) != 0;
}

static void
begin_session (ThecalBluetoothSource *self, const char *path)
{
  ThecalObjectTree *tree = thecal_bus_link_get_tree (self->link);
  const char *id = get_device_string (tree, path, "Address");
  if (id[0] == '\0' || self->sink == NULL)
    return;

  ThecalDeviceSession *session = g_hash_table_lookup (self->sessions, id);
  /* The same pump at a second adapter: one connection is enough. */
  if (session != NULL && thecal_device_session_get_path (session) != NULL)
    return;
  if (session == NULL) {
    const guint unit = thecal_event_sink_ensure_pump (
        self->sink, id, get_device_string (tree, path, "Alias"), TRUE);
    if (unit == 0)
      return;
    session = thecal_device_session_new (self->link, self->sink, unit, &session_host, self);
    g_hash_table_insert (self->sessions, g_strdup (id), session);
  }
  g_hash_table_insert (self->by_path, g_strdup (path), session);
  thecal_device_session_start (session, path);
}

static void
review_device (ThecalBluetoothSource *self, const char *path)
{
  ThecalDeviceSession *session = g_hash_table_lookup (self->by_path, path);
  const gboolean usable = is_usable (self, path);

  if (usable && session == NULL) {
    begin_session (self, path);
  } else if (!usable && session != NULL) {
    thecal_device_session_stop (session);
    g_hash_table_remove (self->by_path, path);
  }
  update_state (self);
}

static void
review_adapters (ThecalBluetoothSource *self)
{
  ThecalObjectTree *tree = thecal_bus_link_get_tree (self->link);
  g_autoptr (GPtrArray) usable = NULL;
  const ThecalAdapterState state = thecal_adapter_survey (tree, self->adapter, &usable);
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, self->discoveries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_ptr_array_find_with_equal_func (usable, key, g_str_equal, NULL))
      g_hash_table_iter_remove (&iter);
  for (guint i = 0; i < usable->len; i++) {
    const char *path = g_ptr_array_index (usable, i);
    if (!g_hash_table_contains (self->discoveries, path))
      g_hash_table_insert (self->discoveries,
                           g_strdup (path),
                           thecal_discovery_new (self->link, path, on_discovery_resting, self));
  }

  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->by_path);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!is_usable (self, key))
      g_ptr_array_add (gone, g_strdup (key));
  for (guint i = 0; i < gone->len; i++)
    review_device (self, g_ptr_array_index (gone, i));
  g_autoptr (GPtrArray) devices = thecal_object_tree_list (tree, THECAL_BLUEZ_DEVICE, NULL);
  for (guint i = 0; i < devices->len; i++)
    review_device (self, g_ptr_array_index (devices, i));

  update_state (self);
  tell_adapter (self, state == THECAL_ADAPTER_ON);
}

static void
on_up (gpointer user_data)
{
  review_adapters (user_data);
}

static void
stop_everything (ThecalBluetoothSource *self)
{
  GHashTableIter iter;
  gpointer session = NULL;

  g_hash_table_remove_all (self->discoveries);
  g_hash_table_remove_all (self->by_path);
  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    thecal_device_session_stop (session);
}

static void
on_down (gpointer user_data)
{
  ThecalBluetoothSource *self = user_data;
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "Bluetooth is not available");

  finish_pairing (self, error);
  stop_everything (self);
  set_state (self, "no-bluez");
  tell_adapter (self, FALSE);
}

/* The session of the device at or above @path; borrowed, nullable. */
static ThecalDeviceSession *
lookup_session (ThecalBluetoothSource *self, const char *path)
{
  /* /org/bluez/hci0/dev_XX[/serviceN[/charN]] */
  const char *end = path;
  for (guint slashes = 0; *end != '\0'; end++)
    if (*end == '/' && ++slashes == 5)
      break;
  if (*end == '\0')
    return g_hash_table_lookup (self->by_path, path);
  g_autofree char *device = g_strndup (path, (gsize) (end - path));
  return g_hash_table_lookup (self->by_path, device);
}

static gboolean
is_adapter_path (const char *path)
{
  guint slashes = 0;
  for (const char *c = path; *c != '\0'; c++)
    slashes += *c == '/';
  return slashes == 3;
}

static void
on_objects_changed (const char *path, gpointer user_data)
{
  ThecalBluetoothSource *self = user_data;

  if (is_adapter_path (path)) {
    review_adapters (self);
    return;
  }
  ThecalDeviceSession *session = lookup_session (self, path);
  if (session != NULL && g_strcmp0 (path, thecal_device_session_get_path (session)) != 0)
    thecal_device_session_handle_change (session, path, NULL, NULL);
  else
    review_device (self, path);
}

static void
on_properties_changed (const char *path,
                       const char *interface,
                       GVariant *changed,
                       gpointer user_data)
{
  ThecalBluetoothSource *self = user_data;

  if (g_str_equal (interface, THECAL_BLUEZ_ADAPTER)) {
    if (g_variant_lookup (changed, "Powered", "b", NULL))
      review_adapters (self);
    return;
  }
  if (g_str_equal (interface, THECAL_BLUEZ_DEVICE))
    review_device (self, path);
  ThecalDeviceSession *session = lookup_session (self, path);
  if (session != NULL)
    thecal_device_session_handle_change (session, path, interface, changed);
}

static gboolean
on_grace_over (gpointer user_data)
{
  ThecalBluetoothSource *self = user_data;
  self->grace_id = 0;
  if (!thecal_bus_link_is_up (self->link))
    tell_adapter (self, FALSE);
  return G_SOURCE_REMOVE;
}

void
thecal_bluetooth_source_start (ThecalBluetoothSource *self)
{
  static const ThecalBusLinkEvents events = {
    .up = on_up,
    .down = on_down,
    .objects_changed = on_objects_changed,
    .properties_changed = on_properties_changed,
  };
  g_return_if_fail (THECAL_IS_BLUETOOTH_SOURCE (self));
  if (self->link != NULL)
    return;
  self->link = thecal_bus_link_new (&events, self);
  set_state (self, "no-bluez");
  self->grace_id = g_timeout_add_seconds (START_GRACE_S, on_grace_over, self);
  thecal_bus_link_start (self->link);
}

void
thecal_bluetooth_source_stop (ThecalBluetoothSource *self)
{
  g_return_if_fail (THECAL_IS_BLUETOOTH_SOURCE (self));
  if (self->link == NULL)
    return;
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Bluetooth was switched off");
  finish_pairing (self, error);
  stop_everything (self);
  g_hash_table_remove_all (self->sessions);
  g_clear_handle_id (&self->grace_id, g_source_remove);
  g_clear_pointer (&self->link, thecal_bus_link_free);
  set_state (self, "off");
}

const char *
thecal_bluetooth_source_get_state (ThecalBluetoothSource *self)
{
  return self->state;
}

GVariant *
thecal_bluetooth_source_list_devices (ThecalBluetoothSource *self)
{
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("a(ssb)"));
  if (self->link == NULL)
    return g_variant_builder_end (builder);

  ThecalObjectTree *tree = thecal_bus_link_get_tree (self->link);
  g_autoptr (GPtrArray) paths = thecal_object_tree_list (tree, THECAL_BLUEZ_DEVICE, NULL);
  for (guint i = 0; i < paths->len; i++) {
    const char *path = g_ptr_array_index (paths, i);
    if (offers_pump_service (tree, path))
      g_variant_builder_add (
          builder,
          "(ssb)",
          get_device_string (tree, path, "Address"),
          get_device_string (tree, path, "Alias"),
          thecal_object_tree_get_boolean (tree, path, THECAL_BLUEZ_DEVICE, "Paired"));
  }
  return g_variant_builder_end (builder);
}

static void
finish_pairing (ThecalBluetoothSource *self, const GError *error)
{
  if (self->pairing == NULL)
    return;
  g_autoptr (GTask) task = g_steal_pointer (&self->pairing);
  g_autofree char *id = g_steal_pointer (&self->pairing_id);
  g_autofree char *path = g_steal_pointer (&self->pairing_path);

  g_clear_pointer (&self->agent, thecal_pairing_agent_free);
  ThecalDiscovery *discovery = lookup_discovery (self, path);
  if (discovery != NULL)
    thecal_discovery_release (discovery);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_pointer (task, g_steal_pointer (&id), g_free);
  review_device (self, path);
}

static void
on_pairing_done (const GError *error, gpointer user_data)
{
  finish_pairing (user_data, error);
}

static gboolean
on_pairing_cancelled (GCancellable *cancellable, gpointer user_data)
{
  ThecalBluetoothSource *self = user_data;
  if (self->pairing == NULL || g_task_get_cancellable (self->pairing) != cancellable)
    return G_SOURCE_REMOVE;
  g_autoptr (GError) error = NULL;
  g_cancellable_set_error_if_cancelled (cancellable, &error);
  finish_pairing (self, error);
  return G_SOURCE_REMOVE;
}

static char *
find_device (ThecalBluetoothSource *self, const char *address)
{
  ThecalObjectTree *tree = thecal_bus_link_get_tree (self->link);
  g_autoptr (GPtrArray) paths = thecal_object_tree_list (tree, THECAL_BLUEZ_DEVICE, NULL);
  for (guint i = 0; i < paths->len; i++) {
    const char *path = g_ptr_array_index (paths, i);
    if (offers_pump_service (tree, path) && lookup_discovery (self, path) != NULL &&
        g_ascii_strcasecmp (get_device_string (tree, path, "Address"), address) == 0)
      return g_strdup (path);
  }
  return NULL;
}

static void
watch_cancellable (ThecalBluetoothSource *self, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;
  g_autoptr (GSource) source = g_cancellable_source_new (cancellable);
  g_source_set_callback (
      source, G_SOURCE_FUNC (on_pairing_cancelled), g_object_ref (self), g_object_unref);
  g_source_attach (source, NULL);
}

void
thecal_bluetooth_source_pair_async (ThecalBluetoothSource *self,
                                    const char *address,
                                    const ThecalPairingPrompts *prompts,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (THECAL_IS_BLUETOOTH_SOURCE (self));
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *path = self->link != NULL ? find_device (self, address) : NULL;

  if (path == NULL) {
    g_task_return_new_error (
        task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No pump with the address %s is in reach", address);
    return;
  }
  if (self->pairing != NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BUSY, "Another pump is being paired");
    return;
  }
  ThecalObjectTree *tree = thecal_bus_link_get_tree (self->link);
  if (thecal_object_tree_get_boolean (tree, path, THECAL_BLUEZ_DEVICE, "Paired")) {
    g_task_return_pointer (task, g_strdup (get_device_string (tree, path, "Address")), g_free);
    return;
  }
  self->pairing = g_steal_pointer (&task);
  self->pairing_id = g_strdup (get_device_string (tree, path, "Address"));
  self->pairing_path = g_steal_pointer (&path);
  thecal_discovery_hold (lookup_discovery (self, self->pairing_path));
  self->agent =
      thecal_pairing_agent_new (self->link, self->pairing_path, prompts, on_pairing_done, self);
  watch_cancellable (self, cancellable);
  thecal_pairing_agent_start (self->agent);
}

char *
thecal_bluetooth_source_pair_finish (ThecalBluetoothSource *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
thecal_bluetooth_source_reply_passkey (ThecalBluetoothSource *self, guint request, guint32 passkey)
{
  if (self->agent != NULL)
    thecal_pairing_agent_reply_passkey (self->agent, request, passkey);
}

void
thecal_bluetooth_source_reply_confirm (ThecalBluetoothSource *self, guint request, gboolean same)
{
  if (self->agent != NULL)
    thecal_pairing_agent_reply_confirm (self->agent, request, same);
}

static void
thecal_bluetooth_source_dispose (GObject *object)
{
  ThecalBluetoothSource *self = THECAL_BLUETOOTH_SOURCE (object);
  thecal_bluetooth_source_stop (self);
  g_clear_weak_pointer (&self->sink);
  G_OBJECT_CLASS (thecal_bluetooth_source_parent_class)->dispose (object);
}

static void
thecal_bluetooth_source_finalize (GObject *object)
{
  ThecalBluetoothSource *self = THECAL_BLUETOOTH_SOURCE (object);
  g_hash_table_unref (self->by_path);
  g_hash_table_unref (self->sessions);
  g_hash_table_unref (self->discoveries);
  g_free (self->adapter);
  G_OBJECT_CLASS (thecal_bluetooth_source_parent_class)->finalize (object);
}

static void
thecal_bluetooth_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_string (value, THECAL_BLUETOOTH_SOURCE (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
thecal_bluetooth_source_class_init (ThecalBluetoothSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->dispose = thecal_bluetooth_source_dispose;
  object_class->finalize = thecal_bluetooth_source_finalize;
  object_class->get_property = thecal_bluetooth_source_get_property;
  props[PROP_STATE] =
      g_param_spec_string ("state", NULL, NULL, "off", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
thecal_bluetooth_source_init (ThecalBluetoothSource *self)
{
  self->state = "off";
  self->sessions = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify) thecal_device_session_free);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->discoveries = g_hash_table_new_full (
      g_str_hash, g_str_equal, g_free, (GDestroyNotify) thecal_discovery_free);
}

ThecalBluetoothSource *
thecal_bluetooth_source_new (ThecalEventSink *sink, const char *adapter)
{
  ThecalBluetoothSource *self = g_object_new (THECAL_TYPE_BLUETOOTH_SOURCE, NULL);
  g_set_weak_pointer (&self->sink, sink);
  self->adapter = g_strdup (adapter);
  return self;
}
