/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/device_session.h"

#include <string.h>

#include "bluetooth/backoff.h"
#include "bluetooth/gatt_queue.h"
#include "bluetooth/pump_feed.h"
#include "bluetooth/pump_profile.h"
#include "bluetooth/value_gate.h"

#define CONNECT_TIMEOUT_MS 20000
#define DISCONNECT_TIMEOUT_MS 5000
#define RESOLVE_LIMIT_S 25     /* bluetooth.md R6 */
#define LATE_OBJECTS_LIMIT_S 5 /* after ServicesResolved: R5 */
#define LIVENESS_S 50          /* with the time limit of a read: within 60 s, R32 */
#define QUICK_LOSS_US (5 * G_USEC_PER_SEC)
#define QUICK_LOSSES_LIMIT 3 /* R30 */

struct _ThecalDeviceSession {
  ThecalBusLink *link;
  const ThecalSessionHost *host;
  gpointer user_data;
  char *path; /* nullable */
  ThecalSessionState state;
  ThecalBackoff backoff;
  ThecalPumpFeed feed;
  ThecalValueGate gate;
  GCancellable *cancellable; /* of this attempt */
  ThecalGattQueue *queue;    /* of this connection; nullable */
  char *paths[THECAL_N_FRAMES];
  guint timer_id;
  guint generation; /* of the connection */
  gboolean holds_discovery;
  gboolean services_resolved;
  guint notify_left;     /* StartNotify calls under way */
  guint reading;         /* kinds whose read is under way */
  guint read_well;       /* kinds of this round that were accepted */
  guint next_kinds;      /* for another round */
  guint16 changed_bits;  /* of Status Changed, to be reset after this round */
  const char *untrusted; /* reason met in this round; static, nullable */
  guint8 write_counter;  /* E2E, ours; 0: none sent */
  guint quick_losses;
  gint64 connected_at_us;
  gboolean closed;
};

static void fail (ThecalDeviceSession *self, const char *why);
static void begin_round (ThecalDeviceSession *self, guint kinds);
static void want_connect (ThecalDeviceSession *self);

static void
set_state (ThecalDeviceSession *self, ThecalSessionState state)
{
  if (self->state == state)
    return;
  self->state = state;
  self->host->state_changed (self, self->user_data);
}

static void
set_timer (ThecalDeviceSession *self, guint interval_ms, GSourceFunc function)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_id = interval_ms % 1000 == 0
                       ? g_timeout_add_seconds (interval_ms / 1000, function, self)
                       : g_timeout_add (interval_ms, function, self);
}

static void
release_discovery (ThecalDeviceSession *self)
{
  if (!self->holds_discovery)
    return;
  self->holds_discovery = FALSE;
  self->host->connect_ended (self, self->user_data);
}

ThecalDeviceSession *
thecal_device_session_new (ThecalBusLink *link,
                           ThecalEventSink *sink,
                           guint unit,
                           const ThecalSessionHost *host,
                           gpointer user_data)
{
  ThecalDeviceSession *self = g_rc_box_new0 (ThecalDeviceSession);
  self->link = link;
  self->host = host;
  self->user_data = user_data;
  self->feed.sink = sink;
  self->feed.unit = unit;
  self->cancellable = g_cancellable_new ();
  return self;
}

/* Nothing of this connection has a meaning any more. */
static void
end_connection (ThecalDeviceSession *self)
{
  self->generation++;
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->queue, thecal_gatt_queue_free);
  for (guint kind = 0; kind < THECAL_N_FRAMES; kind++)
    g_clear_pointer (&self->paths[kind], g_free);
  thecal_value_gate_reset (&self->gate);
  thecal_pump_feed_forget (&self->feed);
  self->services_resolved = FALSE;
  self->notify_left = 0;
  self->reading = self->read_well = self->next_kinds = 0;
  self->changed_bits = 0;
  self->untrusted = NULL;
  self->write_counter = 0;
}

static void
session_clear (gpointer data)
{
  ThecalDeviceSession *self = data;
  g_clear_object (&self->cancellable);
  g_free (self->path);
}

void
thecal_device_session_free (ThecalDeviceSession *self)
{
  self->holds_discovery = FALSE;
  end_connection (self);
  thecal_pump_feed_set_link (&self->feed, FALSE);
  self->closed = TRUE;
  g_rc_box_release_full (self, session_clear);
}

static gboolean
on_retry_time (gpointer user_data)
{
  ThecalDeviceSession *self = user_data;
  self->timer_id = 0;
  want_connect (self);
  return G_SOURCE_REMOVE;
}

static void
retry_later (ThecalDeviceSession *self)
{
  set_state (self, THECAL_SESSION_WAITING);
  if (self->path != NULL)
    set_timer (self, thecal_backoff_fail (&self->backoff), on_retry_time);
}

static void
on_disconnected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ThecalDeviceSession *self = user_data;
  if (self->state == THECAL_SESSION_DISCONNECTING)
    retry_later (self);
}

static void
call_device (ThecalDeviceSession *self,
             const char *method,
             int timeout_ms,
             GAsyncReadyCallback callback)
{
  const ThecalBluezCall call = {
    .path = self->path,
    .interface = THECAL_BLUEZ_DEVICE,
    .method = method,
    .timeout_ms = timeout_ms,
  };
  thecal_bus_link_call (self->link, &call, self->cancellable, callback, self);
}

static void
fail (ThecalDeviceSession *self, const char *why)
{
  g_info ("Connection given up: %s", why);
  if (self->untrusted != NULL)
    thecal_pump_feed_untrusted (&self->feed, self->untrusted);
  end_connection (self);
  thecal_pump_feed_set_link (&self->feed, FALSE);
  release_discovery (self);
  set_state (self, THECAL_SESSION_DISCONNECTING);
  call_device (self, "Disconnect", DISCONNECT_TIMEOUT_MS, on_disconnected);
}

/* The pump may have lost its bond: connections that end at once, before anything can be read. */
static void
count_quick_loss (ThecalDeviceSession *self)
{
  if (self->state >= THECAL_SESSION_READING ||
      g_get_monotonic_time () - self->connected_at_us > QUICK_LOSS_US)
    return;
  if (++self->quick_losses % QUICK_LOSSES_LIMIT == 0)
    thecal_pump_feed_untrusted (&self->feed, "pairing-lost");
}

static void
handle_lost (ThecalDeviceSession *self)
{
  count_quick_loss (self);
  end_connection (self);
  thecal_pump_feed_set_link (&self->feed, FALSE);
  release_discovery (self);
  retry_later (self);
}

typedef struct {
  ThecalDeviceSession *session; /* a reference */
  guint generation;
  guint16 bits;
} StoredClosure;

static void
on_stored (gboolean stored, gpointer user_data)
{
  g_autofree StoredClosure *closure = user_data;
  ThecalDeviceSession *self = closure->session;
  const gboolean current = !self->closed && self->generation == closure->generation;

  if (stored && current) {
    self->write_counter = self->write_counter == 255 ? 1 : self->write_counter + 1;
    const ThecalFrame frame = {
      .kind = THECAL_FRAME_SRCP,
      .dialect = THECAL_DIALECT_THECAL,
      .has_counter = true,
      .counter = self->write_counter,
      .srcp = { .op = 0x030C,
                .operand_len = 2,
                .operand = { (guint8) (closure->bits & 0xFF), (guint8) (closure->bits >> 8) } },
    };
    guint8 data[THECAL_FRAME_MAX];
    const gsize len = thecal_frame_encode (&frame, data);
    thecal_gatt_queue_write (
        self->queue, THECAL_FRAME_SRCP, self->paths[THECAL_FRAME_SRCP], data, len);
  }
  g_rc_box_release_full (self, session_clear);
}

static void
reset_when_stored (ThecalDeviceSession *self, guint16 bits)
{
  StoredClosure *closure = g_new0 (StoredClosure, 1);
  closure->session = g_rc_box_acquire (self);
  closure->generation = self->generation;
  closure->bits = bits;
  thecal_event_sink_when_stored (self->feed.sink, on_stored, closure);
}

static gboolean
on_liveness_time (gpointer user_data)
{
  ThecalDeviceSession *self = user_data;
  self->timer_id = 0;
  begin_round (self, THECAL_LIVENESS_KINDS);
  return G_SOURCE_REMOVE;
}

static void
finish_round (ThecalDeviceSession *self)
{
  const guint kinds = self->read_well;
  const guint16 handled = self->changed_bits & thecal_pump_profile_bits_for_kinds (kinds);
  const char *untrusted = g_steal_pointer (&self->untrusted);

  set_state (self, THECAL_SESSION_LIVE);
  set_timer (self, LIVENESS_S * 1000, on_liveness_time);
  self->changed_bits = 0;
  thecal_backoff_proved (&self->backoff);
  self->quick_losses = 0;
  thecal_pump_feed_set_link (&self->feed, TRUE);
  thecal_pump_feed_tell (&self->feed, kinds);
  if (untrusted != NULL)
    thecal_pump_feed_untrusted (&self->feed, untrusted);
  if (handled != 0)
    reset_when_stored (self, handled);
  if (self->next_kinds != 0 && self->state == THECAL_SESSION_LIVE)
    begin_round (self, self->next_kinds);
}

static ThecalGateVerdict
take (ThecalDeviceSession *self, ThecalFrameKind kind, bool from_read, GVariant *value)
{
  g_autoptr (GBytes) octets = g_variant_get_data_as_bytes (value);
  ThecalFrame frame;
  const char *reason = NULL;
  const ThecalGateVerdict verdict =
      thecal_value_gate_take (&self->gate, kind, from_read, octets, &frame, &reason);

  if (verdict == THECAL_GATE_UNTRUSTED) {
    thecal_pump_feed_untrusted (&self->feed, reason);
    if (self->reading != 0)
      self->untrusted = reason;
  } else if (verdict == THECAL_GATE_ACCEPT) {
    thecal_pump_feed_keep (&self->feed, &frame);
  }
  return verdict;
}

static gboolean
is_security_error (const GError *error)
{
  return thecal_bluez_error_is (error, "org.bluez.Error.NotPermitted") ||
         thecal_bluez_error_is (error, "org.bluez.Error.NotAuthorized");
}

static void
handle_read (ThecalDeviceSession *self, ThecalFrameKind kind, GVariant *value)
{
  if (value != NULL && take (self, kind, true, value) == THECAL_GATE_ACCEPT) {
    self->read_well |= THECAL_KIND_BIT (kind);
    if (kind == THECAL_FRAME_STATUS_CHANGED) {
      const guint16 flags = self->feed.frames[kind].status_changed.flags;
      self->changed_bits |= flags;
      /* A round of a few kinds is widened to what the pump says has changed. */
      self->next_kinds |=
          thecal_pump_profile_kinds_for_bits (flags) & ~(self->reading | self->read_well);
    }
  }
  self->reading &= ~THECAL_KIND_BIT (kind);
  if (self->reading == 0)
    finish_round (self);
}

static void
on_gatt_done (ThecalFrameKind kind, GVariant *value, const GError *error, gpointer user_data)
{
  ThecalDeviceSession *self = user_data;

  if (kind == THECAL_FRAME_SRCP && self->state != THECAL_SESSION_SUBSCRIBING) {
    /* The bits stay set at the pump and come again with the next round. */
    if (error != NULL)
      g_info ("Reset Status failed: %s", error->message);
    return;
  }
  if (error != NULL && (THECAL_REQUIRED_KINDS & THECAL_KIND_BIT (kind))) {
    if (is_security_error (error))
      thecal_pump_feed_untrusted (&self->feed, "not-bonded");
    fail (self, error->message);
    return;
  }
  if (self->state == THECAL_SESSION_SUBSCRIBING) {
    if (--self->notify_left == 0)
      begin_round (self, THECAL_REQUIRED_KINDS | THECAL_OPTIONAL_KINDS);
    return;
  }
  handle_read (self, kind, value);
}

static void
begin_round (ThecalDeviceSession *self, guint kinds)
{
  /* Status Changed first: what changes after it was read sets its bit again, unless that bit is
   * reset, which only ever follows a newer read of the value. */
  /* The features tell how long the others may be. */
  static const ThecalFrameKind order[] = {
    THECAL_FRAME_FEATURES,        THECAL_FRAME_STATUS_CHANGED, THECAL_FRAME_SOURCE,
    THECAL_FRAME_INFUSION_STATUS, THECAL_FRAME_ANNUNCIATION,   THECAL_FRAME_SETTINGS,
    THECAL_FRAME_DATES,           THECAL_FRAME_BATTERY_LEVEL,  THECAL_FRAME_BATTERY_STATUS,
    THECAL_FRAME_SERVICE_DATE,
  };

  kinds |= THECAL_KIND_BIT (THECAL_FRAME_STATUS_CHANGED) | THECAL_KIND_BIT (THECAL_FRAME_SOURCE);
  self->next_kinds = 0;
  self->read_well = 0;
  self->reading = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if ((kinds & THECAL_KIND_BIT (order[i])) && self->paths[order[i]] != NULL)
      self->reading |= THECAL_KIND_BIT (order[i]);
  const guint reading = self->reading;
  set_state (self, THECAL_SESSION_READING);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (reading & THECAL_KIND_BIT (order[i]))
      thecal_gatt_queue_read (self->queue, order[i], self->paths[order[i]]);
}

static void
subscribe (ThecalDeviceSession *self)
{
  guint kinds = 0;

  release_discovery (self);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->queue = thecal_gatt_queue_new (self->link, on_gatt_done, self);
  set_state (self, THECAL_SESSION_SUBSCRIBING);
  for (guint kind = 0; kind < THECAL_N_FRAMES; kind++)
    if (self->paths[kind] != NULL &&
        thecal_pump_profile_notifies (thecal_bus_link_get_tree (self->link), self->paths[kind]))
      kinds |= THECAL_KIND_BIT (kind);
  if (kinds == 0) {
    fail (self, "the pump cannot notify");
    return;
  }
  self->notify_left = (guint) __builtin_popcount (kinds);
  for (guint kind = 0; kind < THECAL_N_FRAMES; kind++)
    if (kinds & THECAL_KIND_BIT (kind))
      thecal_gatt_queue_start_notify (self->queue, kind, self->paths[kind]);
}

static gboolean
on_resolve_limit (gpointer user_data)
{
  ThecalDeviceSession *self = user_data;
  self->timer_id = 0;
  fail (self, self->services_resolved ? "characteristics are missing" : "services not resolved");
  return G_SOURCE_REMOVE;
}

static void
check_resolved (ThecalDeviceSession *self)
{
  if (self->state != THECAL_SESSION_RESOLVING ||
      !thecal_object_tree_get_boolean (thecal_bus_link_get_tree (self->link),
                                       self->path,
                                       THECAL_BLUEZ_DEVICE,
                                       "ServicesResolved"))
    return;
  if (thecal_pump_profile_bind (thecal_bus_link_get_tree (self->link), self->path, self->paths)) {
    subscribe (self);
    return;
  }
  if (!self->services_resolved) {
    self->services_resolved = TRUE;
    set_timer (self, LATE_OBJECTS_LIMIT_S * 1000, on_resolve_limit);
  }
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = thecal_bus_link_call_finish (source, result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  ThecalDeviceSession *self = user_data;
  if (error != NULL && !thecal_bluez_error_is (error, "org.bluez.Error.AlreadyConnected")) {
    fail (self, error->message);
    return;
  }
  self->connected_at_us = g_get_monotonic_time ();
  set_state (self, THECAL_SESSION_RESOLVING);
  set_timer (self, RESOLVE_LIMIT_S * 1000, on_resolve_limit);
  check_resolved (self);
}

static void
want_connect (ThecalDeviceSession *self)
{
  if (self->path == NULL || self->state != THECAL_SESSION_WAITING || self->holds_discovery)
    return;
  self->holds_discovery = TRUE;
  self->host->connect_wanted (self, self->user_data);
}

void
thecal_device_session_connect (ThecalDeviceSession *self)
{
  if (self->path == NULL || self->state != THECAL_SESSION_WAITING || !self->holds_discovery)
    return;
  set_state (self, THECAL_SESSION_CONNECTING);
  call_device (self, "Connect", CONNECT_TIMEOUT_MS, on_connected);
}

void
thecal_device_session_start (ThecalDeviceSession *self, const char *path)
{
  if (g_strcmp0 (self->path, path) == 0)
    return;
  thecal_device_session_stop (self);
  self->path = g_strdup (path);
  want_connect (self);
}

void
thecal_device_session_stop (ThecalDeviceSession *self)
{
  if (self->path == NULL)
    return;
  end_connection (self);
  release_discovery (self);
  g_clear_pointer (&self->path, g_free);
  thecal_pump_feed_set_link (&self->feed, FALSE);
  set_state (self, THECAL_SESSION_WAITING);
}

static void
handle_notified (ThecalDeviceSession *self, ThecalFrameKind kind, GVariant *value)
{
  const gboolean was_minimum_rate =
      self->feed.frames[THECAL_FRAME_INFUSION_STATUS].infusion_status.minimum_rate;

  if (take (self, kind, false, value) != THECAL_GATE_ACCEPT)
    return;
  if (kind == THECAL_FRAME_SRCP) {
    const ThecalFrameSrcp *answer = &self->feed.frames[kind].srcp;
    if (answer->op != 0x0303 || answer->operand_len != 3 || answer->operand[2] != 0x0F)
      g_info ("The pump refused Reset Status");
    return;
  }

  guint more = 0;
  if (kind == THECAL_FRAME_STATUS_CHANGED)
    more = thecal_pump_profile_kinds_for_bits (self->feed.frames[kind].status_changed.flags);
  /* Both together tell the mode. */
  const gboolean is_minimum_rate =
      self->feed.frames[THECAL_FRAME_INFUSION_STATUS].infusion_status.minimum_rate;
  if (kind == THECAL_FRAME_SETTINGS ||
      (kind == THECAL_FRAME_INFUSION_STATUS && was_minimum_rate != is_minimum_rate))
    more = THECAL_KIND_BIT (THECAL_FRAME_SETTINGS) | THECAL_KIND_BIT (THECAL_FRAME_INFUSION_STATUS);
  /* The answer of a read under way is newer. */
  if (kind != THECAL_FRAME_SETTINGS && (self->reading & THECAL_KIND_BIT (kind)) == 0)
    thecal_pump_feed_tell (&self->feed, THECAL_KIND_BIT (kind));

  if (more != 0 && self->state == THECAL_SESSION_LIVE)
    begin_round (self, more);
  else if (more != 0 && (self->reading & THECAL_KIND_BIT (kind)) == 0)
    self->next_kinds |= more;
}

static void
handle_device_change (ThecalDeviceSession *self)
{
  const gboolean connected = thecal_object_tree_get_boolean (
      thecal_bus_link_get_tree (self->link), self->path, THECAL_BLUEZ_DEVICE, "Connected");
  const gboolean was_connected =
      self->state == THECAL_SESSION_RESOLVING || self->state == THECAL_SESSION_SUBSCRIBING ||
      self->state == THECAL_SESSION_READING || self->state == THECAL_SESSION_LIVE;
  if (was_connected && !connected)
    handle_lost (self);
  else
    check_resolved (self);
}

void
thecal_device_session_handle_change (ThecalDeviceSession *self,
                                     const char *path,
                                     const char *interface,
                                     GVariant *changed)
{
  if (self->path == NULL)
    return;
  if (strcmp (path, self->path) == 0) {
    handle_device_change (self);
    return;
  }
  if (changed == NULL) {
    check_resolved (self);
    return;
  }
  if (self->queue == NULL || g_strcmp0 (interface, THECAL_BLUEZ_CHARACTERISTIC) != 0)
    return;

  g_autoptr (GVariant) value = g_variant_lookup_value (changed, "Value", G_VARIANT_TYPE ("ay"));
  if (value == NULL)
    return;
  for (guint kind = 0; kind < THECAL_N_FRAMES; kind++)
    if (self->paths[kind] != NULL && strcmp (self->paths[kind], path) == 0) {
      handle_notified (self, kind, value);
      return;
    }
}

ThecalSessionState
thecal_device_session_get_state (const ThecalDeviceSession *self)
{
  return self->state;
}

const char *
thecal_device_session_get_path (const ThecalDeviceSession *self)
{
  return self->path;
}
