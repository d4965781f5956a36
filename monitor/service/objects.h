/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "files/plan_list.h"
#include "monitor-dbus.h"
#include "monitor.h"

#define THECAL_BUS_NAME "org.thecal.Monitor1"
#define THECAL_BUS_ROOT "/org/thecal/Monitor1"

/* The unit of the pump with @id; of "" the only pump that is known beside those of further plans,
 * else the one by printout, which is made where it is not there and @make says so.
 * THECAL_UNIT_HOST: there is no such pump. */
guint thecal_resolve_pump (ThecalMonitor *monitor, const char *id, gboolean make);

/* Properties of the bus objects from what the monitor knows. No decision is made here. */
void thecal_pump_object_update (ThecalDbusPump *object, ThecalMonitor *monitor, guint unit);
void thecal_alarm_object_update (ThecalDbusAlarm *object,
                                 ThecalMonitor *monitor,
                                 guint unit,
                                 ThecalConditionId condition);
/* a(sbsx), floating */
GVariant *thecal_tests_to_variant (ThecalMonitor *monitor);

/* Reads the a{sv} of Manager.Enter into a status report. FALSE sets a THECAL_ERROR that names the
 * field and what was expected. Ranges: clinical.md 3.3. */
gboolean
thecal_enter_parse (GVariant *values, ThecalTime now, ThecalStatusReport *out, GError **error);
