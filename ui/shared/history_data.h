/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"
#include "core/diary/entry.h"

/* What is recorded of one stretch of time, as the chart and the table show it. Values only; times
 * are ms UTC since 1970, 0 where not known; numbers are NAN where not known. */

/* One bucket of readings, as GetLevels() gives it. */
typedef struct {
  gint64 at_ms; /* its start */
  double lowest_ml, highest_ml;
} ThecalHistoryLevel;

/* Something was done at the pump, by an entry, or a visit of the plan that is to come. */
typedef struct {
  ThecalEntryKind kind; /* refill, dose, operation, MRI; visit */
  gint64 at_ms;
  double filled_ml, withdrawn_ml, expected_ml;
  double dose_ug, dose_before_ug; /* a day */
  bool is_planned;                /* of the plan */
  const char *by;                 /* interned; "" nobody said */
} ThecalHistoryMark;

typedef struct {
  guint episode;
  gint64 from_ms, to_ms; /* to_ms 0: it stands */
  ThecalPriority priority;
  const char *condition; /* interned */
} ThecalHistoryAlarm;

typedef struct {
  gint64 at_ms;
  double stiffness, mean; /* mean of three days, for the line */
  double spasms, pain, sleep, temperature_c;
} ThecalHistoryDiary;

/* The pump as it is now. */
typedef struct {
  gint64 now_ms;    /* 0: no pump */
  gint64 heard_ms;  /* newest report; 0 never */
  guint interval_s; /* between reports; 0 none is expected */
  bool is_stale;    /* the monitor's word */
  bool is_measured; /* a level that the pump measured */
  double early_ml, nominal_ml, late_ml;
  double low_ml, capacity_ml;
  double low_early_days, low_late_days; /* from now */
  double empty_early_days, empty_late_days;
} ThecalHistoryPresent;

typedef struct {
  gint64 from_ms, to_ms; /* that was asked for */
  gint64 bucket_ms;      /* length of a bucket that was asked for */
  GArray *levels;        /* of ThecalHistoryLevel, rising */
  GArray *marks;         /* of ThecalHistoryMark, rising */
  GArray *alarms;        /* of ThecalHistoryAlarm, by from_ms */
  GArray *diary;         /* of ThecalHistoryDiary, rising */
  ThecalHistoryPresent present;
} ThecalHistoryData;

/* Nothing recorded; a reference. */
ThecalHistoryData *thecal_history_data_new (void);
ThecalHistoryData *thecal_history_data_ref (ThecalHistoryData *self);
void thecal_history_data_unref (ThecalHistoryData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalHistoryData, thecal_history_data_unref)

/* Nothing at all was ever recorded, as far as this stretch says. */
bool thecal_history_data_is_empty (const ThecalHistoryData *self);
/* Time of the first record; 0: none. */
gint64 thecal_history_data_get_first_ms (const ThecalHistoryData *self);
/* The end of the forecast, or now where there is none. */
gint64 thecal_history_data_get_last_ms (const ThecalHistoryData *self);

/* @levels: a(xdd), as GetLevels() answers. What does not rise, or is no number, is left out. */
void thecal_history_data_take_levels (ThecalHistoryData *self, GVariant *levels);
