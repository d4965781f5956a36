/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/monitor_client.h"
#include "words/report_data.h"

/* Asks the monitor, call by call, for all that a report of a time needs. */

/* @fraction: 0 to 1. */
typedef void (*ThecalReportProgress) (double fraction, gpointer user_data);

typedef struct {
  ThecalDbusManager *manager;
  ThecalReportSpan span;
  ThecalReportProgress progress; /* called until it has finished */
  gpointer progress_data;
} ThecalReportWanted;

void thecal_report_gather_async (const ThecalReportWanted *wanted,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full) */
ThecalReportData *thecal_report_gather_finish (GAsyncResult *result, GError **error);
