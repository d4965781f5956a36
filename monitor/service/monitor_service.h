/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "bluetooth/bluetooth_source.h"
#include "monitor.h"

/* org.thecal.Monitor1 on the session bus: the monitor's pumps and alarms as objects, calls of
 * people as events. Errors become names; nothing is decided here. */
#define THECAL_TYPE_MONITOR_SERVICE (thecal_monitor_service_get_type ())
G_DECLARE_FINAL_TYPE (ThecalMonitorService,
                      thecal_monitor_service,
                      THECAL,
                      MONITOR_SERVICE,
                      GObject)

/* Signals:
 *   "name-acquired" ()
 *   "name-lost" ()   the bus or the name is gone: another monitor runs, or there is no bus */

/* @bluetooth may be NULL. */
ThecalMonitorService *thecal_monitor_service_new (ThecalMonitor *monitor,
                                                  ThecalBluetoothSource *bluetooth);
void thecal_monitor_service_start (ThecalMonitorService *self);
/* One of the walkthroughs that are stored is new, or not what it was. */
void thecal_monitor_service_tell_walkthroughs (ThecalMonitorService *self);
/* The care plan file that is used, and why it could not be taken; "" for neither. */
void
thecal_monitor_service_set_plan (ThecalMonitorService *self, const char *path, const char *fault);
/* The connection, once there is one; NULL before. */
GDBusConnection *thecal_monitor_service_get_connection (ThecalMonitorService *self);
