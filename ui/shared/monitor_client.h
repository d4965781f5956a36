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
/* Borrowed; NULL where there is none. The pump that every page is about: the chosen one, or where
 * none is chosen the first that was not taken out. */
ThecalDbusPump *thecal_monitor_client_get_pump (ThecalMonitorClient *self);
/* Its Id, also while the monitor is away; NULL: none was heard of. Borrowed. */
const char *thecal_monitor_client_get_pump_id (ThecalMonitorClient *self);
/* All pumps, in the order of their paths. (transfer full) of ThecalDbusPump. */
GPtrArray *thecal_monitor_client_get_pumps (ThecalMonitorClient *self);
/* The pump whose Id is @id is that of every page from now on, also when it comes later. NULL: none
 * is chosen; "": no pump, as for a person who has none yet. */
void thecal_monitor_client_choose_pump (ThecalMonitorClient *self, const char *id);
const char *thecal_monitor_client_get_chosen (ThecalMonitorClient *self); /* borrowed, nullable */
/* The pump that @alarm is about; NULL: this computer, or no alarm. Borrowed. */
ThecalDbusPump *thecal_monitor_client_find_pump (ThecalMonitorClient *self, ThecalDbusAlarm *alarm);
/* Whose it is: the person, else what the pump is called. Borrowed. */
const char *thecal_monitor_client_get_label (ThecalMonitorClient *self, ThecalDbusPump *pump);
/* Of the pump that @alarm is about, among several that of its person; "" for this computer, or no
 * alarm. Borrowed. */
const char *thecal_monitor_client_get_pump_name (ThecalMonitorClient *self, ThecalDbusAlarm *alarm);
/* @alarm is about another pump than the one of the pages. */
gboolean thecal_monitor_client_is_elsewhere (ThecalMonitorClient *self, ThecalDbusAlarm *alarm);
ThecalDbusManager *thecal_monitor_client_get_manager (ThecalMonitorClient *self);
/* (transfer container) of ThecalDbusAlarm (owned), most urgent first, "info" left out. */
GPtrArray *thecal_monitor_client_get_alarms (ThecalMonitorClient *self);
/* (transfer full); NULL where it has ended. */
ThecalDbusAlarm *thecal_monitor_client_find_alarm (ThecalMonitorClient *self, guint id);
