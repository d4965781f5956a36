/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/condition.h"
#include "core/checklist/record.h"
#include "core/diary/entry.h"

/* What a report and an export are made from: the monitor's answers (data/dbus), taken in as they
 * come. What cannot be read is counted, never guessed. */

typedef struct {
  guint episode;
  ThecalConditionId condition;
  ThecalPriority priority; /* the highest that it had */
  gint64 since_us;         /* UTC */
  gint64 until_us;         /* THECAL_UNKNOWN_US: stands, or nobody knows */
  char *by;                /* who acknowledged it first; nullable */
} ThecalReportAlarm;

typedef struct {
  gint64 at_us; /* UTC, when the bucket begins */
  double lowest_ml, highest_ml;
} ThecalReportLevel;

typedef struct {
  GPtrArray *entries; /* of ThecalEntry, in the order of their times */
  GArray *levels;     /* of ThecalReportLevel */
  GArray *alarms;     /* of ThecalReportAlarm, as they were raised */
  GPtrArray *records; /* of ThecalRecord, as they were started */
  guint n_odd;        /* rows that could not be read */
} ThecalReportData;

ThecalReportData *thecal_report_data_new (void);
void thecal_report_data_free (ThecalReportData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalReportData, thecal_report_data_free)

typedef struct {
  gint64 from_us, to_us; /* UTC, both ends included */
} ThecalReportSpan;

/* Of GetEntries (aa{sv}); of GetLevels (a(xdd)). */
void thecal_report_data_take_entries (ThecalReportData *self, GVariant *rows);
void thecal_report_data_take_levels (ThecalReportData *self, GVariant *rows);
/* One record of GetAlarmLog, in the order of the log; those of alarms that were raised within
 * @span, and what became of them. "info" is left out. */
void thecal_report_data_take_log (ThecalReportData *self, GVariant *record, ThecalReportSpan span);
/* One row of GetWalkthroughs; those started within @span. */
void
thecal_report_data_take_walkthrough (ThecalReportData *self, GVariant *row, ThecalReportSpan span);
