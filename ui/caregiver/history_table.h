/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/history_data.h"

/* The history as a table with a row for each day: for screen readers, and for reading numbers. */
#define THECAL_TYPE_HISTORY_TABLE (thecal_history_table_get_type ())
G_DECLARE_FINAL_TYPE (ThecalHistoryTable, thecal_history_table, THECAL, HISTORY_TABLE, AdwBin)

GtkWidget *thecal_history_table_new (GTimeZone *zone);
/* What is recorded from @from_ms up to @to_ms. Where it is what is shown already, nothing moves. */
void thecal_history_table_set_data (ThecalHistoryTable *self,
                                    const ThecalHistoryData *data,
                                    gint64 from_ms,
                                    gint64 to_ms);
/* Two columns instead of six. */
void thecal_history_table_set_narrow (ThecalHistoryTable *self, gboolean narrow);
