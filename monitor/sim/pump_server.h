/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "sim/characteristic.h"
#include "sim/scenario.h"

/* One pump in time: the model driven by a scenario, its attributes read and written, its values
 * sent out. The transport (BlueZ peripheral or stand-in) carries octets and knows nothing of pumps.
 */
typedef struct _ThecalPumpServer ThecalPumpServer;

typedef struct {
  /* a value for a subscribed characteristic */
  void (*send) (guint index, const guint8 *data, gsize len, gpointer user_data);
  void (*set_silent) (gboolean silent, gpointer user_data);
  void (*drop_link) (gpointer user_data);
  void (*set_adapter) (gboolean powered, gpointer user_data); /* nullable */
  void (*restart_bluez) (double away_s, gpointer user_data);  /* nullable */
  void (*quit) (gpointer user_data);
} ThecalPumpServerOps;

/* Copies @scenario; @ops and @user_data must outlive the server. @rate_hz: reports per second, 0 as
 * the scenario says. */
ThecalPumpServer *thecal_pump_server_new (const ThecalScenario *scenario,
                                          double rate_hz,
                                          const ThecalPumpServerOps *ops,
                                          gpointer user_data);
void thecal_pump_server_free (ThecalPumpServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPumpServer, thecal_pump_server_free)

/* The radio is up: time runs from here where the scenario says so. */
void thecal_pump_server_start (ThecalPumpServer *self);
/* A new connection begins with fresh E2E counters. */
void thecal_pump_server_set_connected (ThecalPumpServer *self, gboolean connected);
void thecal_pump_server_set_subscribed (ThecalPumpServer *self, guint index, gboolean subscribed);
gboolean thecal_pump_server_is_silent (const ThecalPumpServer *self);

/* At most THECAL_FRAME_MAX octets; returns the length, 0 where there is nothing to read. */
gsize thecal_pump_server_read (ThecalPumpServer *self, guint index, guint8 *out);
/* The response is sent as a value. Returns 0 or an ATT error code. */
guint thecal_pump_server_write (ThecalPumpServer *self, guint index, const guint8 *data, gsize len);
void thecal_pump_server_apply (ThecalPumpServer *self, const ThecalStep *step);
