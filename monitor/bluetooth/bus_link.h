/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "bluetooth/object_tree.h"

/* A system-bus connection of our own, made again whenever it is lost, and the objects of org.bluez
 * on it. One broad match: every signal of org.bluez arrives here and is found by path. */
typedef struct _ThecalBusLink ThecalBusLink;

typedef struct {
  /* org.bluez is there and the tree is complete. */
  void (*up) (gpointer user_data);
  /* org.bluez or the bus is gone; the tree is empty, nothing of it holds any more. */
  void (*down) (gpointer user_data);
  /* Interfaces of @path came or went (the tree already says so). */
  void (*objects_changed) (const char *path, gpointer user_data);
  /* @changed: a{sv}; the tree already holds it. */
  void (*properties_changed) (const char *path,
                              const char *interface,
                              GVariant *changed,
                              gpointer user_data);
} ThecalBusLinkEvents;

#define THECAL_BLUEZ_ADAPTER "org.bluez.Adapter1"
#define THECAL_BLUEZ_DEVICE "org.bluez.Device1"
#define THECAL_BLUEZ_CHARACTERISTIC "org.bluez.GattCharacteristic1"

/* @events is copied. Nothing happens before thecal_bus_link_start(). */
ThecalBusLink *thecal_bus_link_new (const ThecalBusLinkEvents *events, gpointer user_data);
void thecal_bus_link_start (ThecalBusLink *self);
/* No event comes any more; calls under way end as cancelled. */
void thecal_bus_link_free (ThecalBusLink *self);

gboolean thecal_bus_link_is_up (ThecalBusLink *self);
ThecalObjectTree *thecal_bus_link_get_tree (ThecalBusLink *self);
/* Nullable; borrowed. */
GDBusConnection *thecal_bus_link_get_connection (ThecalBusLink *self);

typedef struct {
  const char *path;
  const char *interface;
  const char *method;
  GVariant *parameters; /* nullable; consumed if floating */
  int timeout_ms;
} ThecalBluezCall;

/* Calls org.bluez. @callback gets the connection as its source: finish with
 * g_dbus_connection_call_finish(). Without a connection the call fails like any other. */
void thecal_bus_link_call (ThecalBusLink *self,
                           const ThecalBluezCall *call,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* The answer of thecal_bus_link_call(), whether it came to a connection or not. */
GVariant *thecal_bus_link_call_finish (GObject *source, GAsyncResult *result, GError **error);
/* Whether @error is the D-Bus error @name ("org.bluez.Error.InProgress"). */
gboolean thecal_bluez_error_is (const GError *error, const char *name);
