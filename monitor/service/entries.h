/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor-dbus.h"
#include "monitor.h"

/* What people write down, over the bus: Manager.AddEntry, GetEntries, GetLevels, EntriesChanged. An
 * entry is read and checked as a whole, told to the alarms (core/diary/entry_events.h), and stored
 * when the call answers. Where it could not be stored, the alarms know of it all the same, and the
 * store goes on trying. */
void thecal_entries_connect (ThecalDbusManager *manager, ThecalMonitor *monitor);
