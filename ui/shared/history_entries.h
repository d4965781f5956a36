/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/trend.h"
#include "shared/history_data.h"

/* What people wrote down, read from the answers of GetEntries(). */

/* @entries: aa{sv} of GetEntries(), for the pump @pump_id ("" or that one). Returns how many could
 * not be read. */
guint
thecal_history_data_take_entries (ThecalHistoryData *self, GVariant *entries, const char *pump_id);
/* Diary and marks sorted and the means computed, after the last of them. */
void thecal_history_data_finish (ThecalHistoryData *self);
