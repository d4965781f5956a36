/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "words/report_data.h"

/* What the monitor keeps, for a report or an export. FALSE, with a line printed, where it could not
 * be asked. */

/* Entries of @kind ("" all) of @span, at most the newest 10000. */
gboolean thecal_report_source_read_entries (GDBusConnection *bus,
                                            const char *command,
                                            const char *kind,
                                            ThecalReportSpan span,
                                            ThecalReportData *data);
/* All that a report of @span tells; of the diary also the days before, for its trend. */
gboolean thecal_report_source_read (GDBusConnection *bus,
                                    const char *command,
                                    ThecalReportSpan span,
                                    ThecalReportData *data);
/* Whether a simulator takes part. */
gboolean
thecal_report_source_is_simulated (GDBusConnection *bus, const char *command, bool *out_simulated);
