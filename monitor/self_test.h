/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor.h"

/* Tries what an alarm needs, one after the other: "store" (a write that reaches the disk), "timer"
 * (the clock of the deadlines fires), then "sound" and "notification". Each result goes to the
 * monitor, a failed one raises A23 (clinical.md 4). Bluetooth tells its own state at every change.
 * @audible: a quiet tone is played and must be heard; else the sound output is only looked at. Ends
 * within half a minute, whatever hangs. */
void thecal_self_test_run_async (ThecalMonitor *monitor,
                                 gboolean audible,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* FALSE only when cancelled: a channel that failed is a result. */
gboolean thecal_self_test_run_finish (ThecalMonitor *monitor, GAsyncResult *result, GError **error);

/* Runs the test now, with its tone, then daily at ten local time with it and every hour without
 * (A23: "hourly and at start"; alarms.md d3). */
typedef struct _ThecalSelfTestSchedule ThecalSelfTestSchedule;

/* @monitor is kept until the end. */
ThecalSelfTestSchedule *thecal_self_test_schedule_new (ThecalMonitor *monitor);
void thecal_self_test_schedule_free (ThecalSelfTestSchedule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalSelfTestSchedule, thecal_self_test_schedule_free)
