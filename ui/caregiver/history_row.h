/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib-object.h>

#include "shared/chart_series.h"
#include "shared/history_days.h"

typedef enum {
  THECAL_HISTORY_CELL_DAY,
  THECAL_HISTORY_CELL_LEVEL,
  THECAL_HISTORY_CELL_MARKS,
  THECAL_HISTORY_CELL_DOSE,
  THECAL_HISTORY_CELL_ALARMS,
  THECAL_HISTORY_CELL_DIARY,
  THECAL_HISTORY_CELL_ALL, /* all but the day, for a narrow screen */
  THECAL_N_HISTORY_CELLS,
} ThecalHistoryCell;

/* A day of the table, its cells in words. */
#define THECAL_TYPE_HISTORY_ROW (thecal_history_row_get_type ())
G_DECLARE_FINAL_TYPE (ThecalHistoryRow, thecal_history_row, THECAL, HISTORY_ROW, GObject)

/* @series: of @data, for the times that nothing was heard. */
ThecalHistoryRow *thecal_history_row_new (const ThecalHistoryData *data,
                                          const ThecalChartSeries *series,
                                          const ThecalHistoryDay *day,
                                          GTimeZone *zone);
gint64 thecal_history_row_get_at_ms (ThecalHistoryRow *self);
const char *thecal_history_row_get_cell (ThecalHistoryRow *self, ThecalHistoryCell cell);
/* The row holds these words already. */
gboolean thecal_history_row_equals (ThecalHistoryRow *self, ThecalHistoryRow *other);
