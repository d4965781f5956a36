/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor-dbus.h"
#include "monitor.h"

/* Calls of the manager whose answer takes a while: handlers for the skeleton's signals. */
gboolean thecal_handle_run_self_test (ThecalDbusManager *object,
                                      GDBusMethodInvocation *invocation,
                                      ThecalMonitor *monitor);
gboolean thecal_handle_get_log (ThecalDbusManager *object,
                                GDBusMethodInvocation *invocation,
                                guint most,
                                ThecalMonitor *monitor);
