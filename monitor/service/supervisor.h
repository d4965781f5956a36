/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor.h"

/* systemd's READY, WATCHDOG and STOPPING. WATCHDOG is answered only when, within the period, a step
 * of the driver really ran, the store answered and the bus answered. Does nothing where no
 * supervisor asked. */
#define THECAL_TYPE_SUPERVISOR (thecal_supervisor_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSupervisor, thecal_supervisor, THECAL, SUPERVISOR, GObject)

ThecalSupervisor *thecal_supervisor_new (ThecalMonitor *monitor);
/* Everything is open and evaluated: READY, and the watchdog begins. */
void thecal_supervisor_ready (ThecalSupervisor *self, GDBusConnection *bus);
