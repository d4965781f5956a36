/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

/* A record of the alarm log as it came over the bus; strings are borrowed from it, "" where they
 * are left out. */
typedef struct {
  guint64 seq;
  gint64 at_ms;
  guint episode; /* 0: of no alarm */
  const char *condition, *effect, *priority, *detail;
} ThecalLogRecord;

void thecal_log_record_read (GVariant *record, ThecalLogRecord *out);

/* One row of the log in plain words: what, when and how long ago, who, and whether it sounded. The
 * same thing again and again, as a sound at each beat, is one row that counts. */
#define THECAL_TYPE_LOG_ROW (thecal_log_row_get_type ())
G_DECLARE_FINAL_TYPE (ThecalLogRow, thecal_log_row, THECAL, LOG_ROW, AdwActionRow)

/* NULL: it says nothing to a person. */
GtkWidget *thecal_log_row_new (const ThecalLogRecord *record, GDateTime *now);
/* Takes the record into this row where it is the same once more. */
gboolean thecal_log_row_join (ThecalLogRow *self, const ThecalLogRecord *record, GDateTime *now);
/* Ages grow. */
void thecal_log_row_refresh (ThecalLogRow *self, GDateTime *now);
