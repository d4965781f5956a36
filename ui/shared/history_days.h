/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/history_data.h"

/* The history as rows of a table: a row for each day on which something is known. Pure. */

typedef struct {
  gint64 at_ms;                 /* its midnight in the zone */
  double lowest_ml, highest_ml; /* NAN: no reading */
  /* What of the data's arrays began on it. */
  guint first_mark, n_marks;
  guint first_alarm, n_alarms;
  guint first_diary, n_diary;
} ThecalHistoryDay;

/* From @from_ms up to @to_ms, oldest first. (transfer full) of ThecalHistoryDay. */
GArray *thecal_history_get_days (const ThecalHistoryData *data,
                                 gint64 from_ms,
                                 gint64 to_ms,
                                 GTimeZone *zone);
