/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "sim/pump_server.h"

/* org.bluez as bluetoothd 5.66 offers it, as far as a client of pumps needs it, with simulated
 * pumps as the only devices in reach of its one adapter hci0. */
typedef struct _ThecalStandIn ThecalStandIn;

typedef enum {
  THECAL_PAIR_DISPLAY, /* the pump shows a passkey, the client types it */
  THECAL_PAIR_CONFIRM, /* both show one, the pump always agrees */
} ThecalPairMethod;

typedef struct {
  const ThecalScenario *scenario;
  guint n_pumps;
  double rate_hz; /* 0: as the scenario says */
  ThecalPairMethod pair_method;
  int passkey;              /* -1: a fresh one at each pairing */
  const char *passkey_file; /* nullable */
} ThecalSimConfig;

/* @on_ready once when org.bluez is ours; @on_end when it cannot go on (message) or shall (NULL).
 * @config and what it points to must outlive the stand-in. */
typedef struct {
  void (*ready) (gpointer user_data);
  void (*end) (const char *error, gpointer user_data);
} ThecalSimEvents;

ThecalStandIn *thecal_stand_in_new (GDBusConnection *bus,
                                    const ThecalSimConfig *config,
                                    const ThecalSimEvents *events,
                                    gpointer user_data);
void thecal_stand_in_free (ThecalStandIn *self);
/* A step for every pump. */
void thecal_stand_in_apply (ThecalStandIn *self, const ThecalStep *step);
