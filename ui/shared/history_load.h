/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor-dbus.h"
#include "shared/history_data.h"

/* One stretch of the history, asked of the monitor: levels, and what people wrote down. Alarms come
 * by another way (alarm_spans.h). */

typedef struct {
  const char *pump_id; /* "" the only one */
  gint64 from_ms, to_ms;
  guint n_buckets;
} ThecalHistoryRequest;

void thecal_history_load_async (ThecalDbusManager *manager,
                                const ThecalHistoryRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full) NULL with @error where either could not be read, or it was stopped. */
ThecalHistoryData *thecal_history_load_finish (GAsyncResult *result, GError **error);
/* Of one call, ms: ten years of readings take their time. */
#define THECAL_HISTORY_LIMIT_MS 20000
