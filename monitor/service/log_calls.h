/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor-dbus.h"
#include "monitor.h"

/* Answers the manager's calls about what is stored: GetAlarmLog, VerifyAlarmLog, GetReadings,
 * GetWalkthroughs. Both
 * must outlive the signals, as @manager's owner sees to. */
void thecal_log_calls_connect (ThecalDbusManager *manager, ThecalMonitor *monitor);
