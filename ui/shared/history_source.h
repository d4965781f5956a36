/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/history_data.h"
#include "shared/monitor_client.h"

/* What the monitor has recorded of a stretch of time, asked for as it is needed. What is there
 * stays while more is on its way, and when the monitor is gone. */
#define THECAL_TYPE_HISTORY_SOURCE (thecal_history_source_get_type ())
G_DECLARE_FINAL_TYPE (ThecalHistorySource, thecal_history_source, THECAL, HISTORY_SOURCE, GObject)

/* Signal "changed" (): data, or what is known about it. */

ThecalHistorySource *thecal_history_source_new (ThecalMonitorClient *client);
/* Only while somebody looks is anything asked. */
void thecal_history_source_set_active (ThecalHistorySource *self, gboolean active);
/* What is shown, in @n_buckets. A little later, and more than that, so that it can be moved. */
void thecal_history_source_show (ThecalHistorySource *self,
                                 gint64 from_ms,
                                 gint64 to_ms,
                                 guint n_buckets);
/* Visits that are planned, of ThecalHistoryMark; copied. */
void thecal_history_source_set_visits (ThecalHistorySource *self, GArray *visits);
/* Stops what is on its way. */
void thecal_history_source_cancel (ThecalHistorySource *self);
/* Asks again for all of it. */
void thecal_history_source_reload (ThecalHistorySource *self);

/* Borrowed; never NULL. */
ThecalHistoryData *thecal_history_source_get_data (ThecalHistorySource *self);
/* How far back records go is known. */
gboolean thecal_history_source_is_known (ThecalHistorySource *self);
/* It is known that there is nothing. */
gboolean thecal_history_source_is_empty (ThecalHistorySource *self);
/* First record, or now. */
gint64 thecal_history_source_get_first_ms (ThecalHistorySource *self);
/* It takes longer than half a second. */
gboolean thecal_history_source_is_slow (ThecalHistorySource *self);
gboolean thecal_history_source_is_lost (ThecalHistorySource *self);
/* When the data came, ms UTC; 0 never. */
gint64 thecal_history_source_get_loaded_ms (ThecalHistorySource *self);
/* Why it could not be read, in words; NULL: it could. */
const char *thecal_history_source_get_fault (ThecalHistorySource *self);
