/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor-dbus.h"

/* The running monitor as the windows see it: its objects, and whether it answers. A monitor that
 * died or hangs is noticed within two seconds, one that comes back by itself. */
#define THECAL_TYPE_MONITOR_CLIENT (thecal_monitor_client_get_type ())
G_DECLARE_FINAL_TYPE (ThecalMonitorClient, thecal_monitor_client, THECAL, MONITOR_CLIENT, GObject)

/* The monitor answers a call at once or not at all. */
#define THECAL_ANSWER_LIMIT_MS 5000

/* Signal "changed" (): objects, a property, or being connected. */

ThecalMonitorClient *thecal_monitor_client_new (void);
gboolean thecal_monitor_client_is_connected (ThecalMonitorClient *self);
/* Borrowed; NULL where there is none. The first pump. */
ThecalDbusPump *thecal_monitor_client_get_pump (ThecalMonitorClient *self);
/* Of the pump that @alarm is about; "" for this computer, or no alarm. Borrowed. */
const char *thecal_monitor_client_get_pump_name (ThecalMonitorClient *self, ThecalDbusAlarm *alarm);
ThecalDbusManager *thecal_monitor_client_get_manager (ThecalMonitorClient *self);
/* (transfer container) of ThecalDbusAlarm (owned), most urgent first, "info" left out. */
GPtrArray *thecal_monitor_client_get_alarms (ThecalMonitorClient *self);
/* (transfer full); NULL where it has ended. */
ThecalDbusAlarm *thecal_monitor_client_find_alarm (ThecalMonitorClient *self, guint id);
