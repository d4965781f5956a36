/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "core/pump/pump_status.h"

/* Every report that was accepted, in the order of arrival. */

/* Within a transaction of the caller; the level goes to the roll-ups too. */
gboolean thecal_readings_write (sqlite3 *db,
                                const char *pump_id,
                                const ThecalStatusReport *report,
                                ThecalTime now,
                                GError **error);

typedef struct {
  gint64 from_us, to_us; /* when the values were true, UTC, both included */
  guint most;            /* readings wanted */
  guint n_rows;          /* rows looked at, at most: time is in no index */
} ThecalReadingsRange;

/* Adds the readings after row *after to @found (aa{sv}, as Manager.GetReadings) and to *n_found.
 * *after becomes the last row looked at; *out_ended: there is none after it. */
gboolean thecal_readings_read (sqlite3 *db,
                               const ThecalReadingsRange *range,
                               gint64 *after,
                               GVariantBuilder *found,
                               guint *n_found,
                               gboolean *out_ended,
                               GError **error);
