/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

/* Levels rolled up by eight, so that every zoom of a chart reads few rows. */

/* Within a transaction of the caller. */
gboolean thecal_rollup_write (sqlite3 *db,
                              const char *pump_id,
                              gint64 at_us,
                              double level_ml,
                              GError **error);

/* a(xdd): bucket start ms, min, max of the reservoir level; at most @most buckets. (floating) */
GVariant *thecal_rollup_read (sqlite3 *db,
                              const char *pump_id,
                              gint64 from_us,
                              gint64 to_us,
                              guint most,
                              GError **error);
