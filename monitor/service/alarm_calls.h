/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor-dbus.h"
#include "monitor.h"

/* What people may do to alarms, as bus calls: acknowledge, decline, pause, reset, resolve one of
 * them; start a drill, tell what a screen shows, answer the questions after a refill. @monitor must
 * outlive the objects, as their owner sees to. */
void thecal_alarm_calls_connect (ThecalDbusAlarm *alarm, ThecalMonitor *monitor);
void thecal_drill_calls_connect (ThecalDbusManager *manager, ThecalMonitor *monitor);
/* The last drill, as properties of @manager. */
void thecal_drill_show (ThecalDbusManager *manager, ThecalMonitor *monitor);
