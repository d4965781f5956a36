/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "sim/bus_tree.h"
#include "sim/stand_in.h"

/* Shared by the files of the stand-in only. */

#define ADAPTER_PATH "/org/bluez/hci0"
#define ADAPTER "org.bluez.Adapter1"
#define DEVICE "org.bluez.Device1"
#define SERVICE "org.bluez.GattService1"
#define CHARACTERISTIC "org.bluez.GattCharacteristic1"

/* A program that uses org.bluez. */
typedef struct {
  char *name; /* unique bus name */
  guint watch_id;
  gboolean discovering;
  char *agent_path, *capability; /* nullable */
} StandInClient;

typedef struct {
  ThecalStandIn *owner;
  ThecalPumpServer *server;
  char *path, *address;
  gboolean paired, trusted, connected, visible, exported;
  GHashTable *subscribers;           /* "index sender" */
  GDBusMethodInvocation *connecting; /* nullable, owned */
  GDBusMethodInvocation *pairing;    /* nullable, owned */
  GCancellable *pair_cancellable;    /* nullable */
  guint32 passkey;
  guint connect_id, connect_tries, resolve_id;
} StandInPump;

struct _ThecalStandIn {
  GDBusConnection *bus;
  const ThecalSimConfig *config;
  const ThecalSimEvents *events;
  gpointer user_data;
  ThecalBusTree *tree; /* NULL while org.bluez is away */
  guint name_id;
  guint discovery_id, away_id;
  gboolean powered, ready;
  GHashTable *clients; /* name -> StandInClient */
  char *default_agent; /* nullable: name of the client */
  GPtrArray *pumps;    /* StandInPump */
};

void stand_in_fail (GDBusMethodInvocation *invocation, const char *name, const char *message);

/* stand_in_device.c */
StandInPump *stand_in_pump_new (ThecalStandIn *owner, guint index);
void stand_in_pump_free (StandInPump *self);
void stand_in_pump_show (StandInPump *self);
void stand_in_pump_hide (StandInPump *self);
void stand_in_pump_disconnect (StandInPump *self);
/* org.bluez is gone: nothing is signalled, what is not bonded is forgotten. */
void stand_in_pump_forget (StandInPump *self);
void stand_in_pump_client_gone (StandInPump *self, const char *name);
void stand_in_pump_set_rssi (StandInPump *self, gint16 rssi_dbm);
void stand_in_pump_clear_rssi (StandInPump *self);
void stand_in_pump_handle_device (StandInPump *self,
                                  const char *method,
                                  GDBusMethodInvocation *invocation);
void stand_in_pump_handle_gatt (StandInPump *self,
                                const char *path,
                                const char *method,
                                GVariant *parameters,
                                GDBusMethodInvocation *invocation);
gboolean stand_in_pump_connect_now (StandInPump *self);

/* stand_in_pairing.c */
void stand_in_pump_pair (StandInPump *self, GDBusMethodInvocation *invocation);
gboolean stand_in_pump_cancel_pairing (StandInPump *self);
