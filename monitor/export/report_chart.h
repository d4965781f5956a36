/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "export/typeset.h"
#include "words/report.h"

/* The line of a section on paper. */
typedef struct {
  double x, y, width, height; /* points */
  ThecalReportSpan span;
  GTimeZone *zone; /* borrowed */
} ThecalReportFrame;

void thecal_report_chart_draw (const ThecalReportSection *section,
                               const ThecalReportFrame *frame,
                               PangoContext *context,
                               cairo_t *cairo);
