/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "event_sink.h"

/* Pumps heard through org.bluez: adapters, discovery, one session per device, pairing. All calls
 * are asynchronous with their own time limit (bluetooth.md (c)). Reads only: the one write is Reset
 * Status, after the sink has stored what was read. */
#define THECAL_TYPE_BLUETOOTH_SOURCE (thecal_bluetooth_source_get_type ())
G_DECLARE_FINAL_TYPE (ThecalBluetoothSource,
                      thecal_bluetooth_source,
                      THECAL,
                      BLUETOOTH_SOURCE,
                      GObject)

/* Property "state" (string): "off" "no-bluez" "no-adapter" "scanning" "connecting" "connected";
 * "adapter-ok" is also posted to the sink as self-test channel "bluetooth". */

/* Does not keep @sink alive. @adapter: "hci0", or NULL for every one. */
ThecalBluetoothSource *thecal_bluetooth_source_new (ThecalEventSink *sink, const char *adapter);
/* Opens the system bus (DBUS_SYSTEM_BUS_ADDRESS honoured) and goes on by itself, also after the bus
 * or bluetoothd died and came back. */
void thecal_bluetooth_source_start (ThecalBluetoothSource *self);
void thecal_bluetooth_source_stop (ThecalBluetoothSource *self);
const char *thecal_bluetooth_source_get_state (ThecalBluetoothSource *self);

/* Asked during pairing; each answers its invocation later with the _reply functions. */
typedef struct {
  void (*request_passkey) (guint request, gpointer user_data);
  void (*confirm_passkey) (guint request, guint32 passkey, gpointer user_data);
  void (*display_passkey) (guint32 passkey, gpointer user_data);
  gpointer user_data;
} ThecalPairingPrompts;

void thecal_bluetooth_source_pair_async (ThecalBluetoothSource *self,
                                         const char *address,
                                         const ThecalPairingPrompts *prompts,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* The pump's stable id; free with g_free(). */
char *thecal_bluetooth_source_pair_finish (ThecalBluetoothSource *self,
                                           GAsyncResult *result,
                                           GError **error);
#define THECAL_PASSKEY_NONE G_MAXUINT32 /* nobody typed one: the pairing is refused */
void
thecal_bluetooth_source_reply_passkey (ThecalBluetoothSource *self, guint request, guint32 passkey);
void
thecal_bluetooth_source_reply_confirm (ThecalBluetoothSource *self, guint request, gboolean same);

/* a(ssb): address, name, paired of every device that offers the pump service now (floating). */
GVariant *thecal_bluetooth_source_list_devices (ThecalBluetoothSource *self);
