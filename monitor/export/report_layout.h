/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <cairo.h>

#include "words/report.h"

/* A report laid out on pages, each with its head and its number. */
typedef struct _ThecalReportLayout ThecalReportLayout;

/* @report is borrowed until freed; points. @zone: of the dates below a chart. */
ThecalReportLayout *thecal_report_layout_new (const ThecalReport *report,
                                              double width_pt,
                                              double height_pt,
                                              GTimeZone *zone);
void thecal_report_layout_free (ThecalReportLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalReportLayout, thecal_report_layout_free)
guint thecal_report_layout_get_n_pages (ThecalReportLayout *self);
void thecal_report_layout_draw (ThecalReportLayout *self, guint page, cairo_t *cairo);
