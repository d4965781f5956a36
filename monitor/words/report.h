/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "words/card.h"
#include "words/report_data.h"

/* The report for the team [001-12]: what was entered and what happened in some weeks, in the
 * language of the user, as content without a layout. It judges nothing. */

typedef enum {
  THECAL_REPORT_PERSON,
  THECAL_REPORT_QUESTIONS,
  THECAL_REPORT_DIARY,
  THECAL_REPORT_CARE, /* refills, dose changes, visits, operations, faults */
  THECAL_REPORT_LEVEL,
  THECAL_REPORT_ALARMS,
  THECAL_REPORT_CHECKS, /* walkthroughs of the symptom lists */
  THECAL_N_REPORT_PARTS,
} ThecalReportPart;

typedef struct {
  const ThecalPlanDocument *document;
  const ThecalReportData *data;
  const ThecalChecklistSet *set; /* nullable: findings are left out */
  ThecalReportSpan span;
  gint64 now_us; /* UTC */
  GTimeZone *zone;
  const char *by; /* who made it, "" nobody said */
  guint parts;    /* 1 << ThecalReportPart */
  bool simulated;
} ThecalReportFacts;

/* The last four weeks up to @now_us. */
ThecalReportSpan thecal_report_span (gint64 now_us);
#define THECAL_REPORT_ALL ((1u << THECAL_N_REPORT_PARTS) - 1)

typedef enum {
  THECAL_CHART_NONE,
  THECAL_CHART_LEVEL,     /* mL, from lowest to highest */
  THECAL_CHART_STIFFNESS, /* 0 to 10, and the mean of three days */
} ThecalReportChart;

typedef struct {
  gint64 at_us;
  double low, high; /* of the stiffness: what was entered, the mean; NAN none */
} ThecalReportPoint;

typedef struct {
  char *title;
  GPtrArray *sentences; /* of char * */
  ThecalReportChart chart;
  GArray *points;  /* of ThecalReportPoint */
  GStrv columns;   /* nullable: no table; all of it "" for a table without a head */
  GArray *widths;  /* of double: the part of each column, 1 in all */
  GPtrArray *rows; /* of GStrv */
} ThecalReportSection;

typedef struct {
  char *title;
  char *subtitle; /* name and period, on every page */
  char *made;     /* when and by whom */
  GPtrArray *sections;
  char *foot;
  ThecalReportSpan span;
  bool simulated;
} ThecalReport;

/* (transfer full) */
ThecalReport *thecal_report_new (const ThecalReportFacts *facts);
void thecal_report_free (ThecalReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalReport, thecal_report_free)

/* A few lines for an e-mail, which is for what is not urgent [001-16]. (transfer full) */
char *thecal_report_summary (const ThecalReportFacts *facts);
/* All of it as plain text. (transfer full) */
char *thecal_report_to_text (const ThecalReport *self);
