/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "words/report.h"

/* The report as a file: .pdf, .csv, .json (FHIR R4), .txt by the end of @path. Mode 0600; whole or
 * not at all. */
gboolean thecal_report_write (const ThecalReportFacts *facts,
                              const char *path,
                              GCancellable *cancellable,
                              GError **error);
/* In a thread. @facts and what it points to are borrowed until it has finished. */
void thecal_report_write_async (const ThecalReportFacts *facts,
                                const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean thecal_report_write_finish (GAsyncResult *result, GError **error);
