/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry_fields.h"
#include "words/report.h"

/* The sections of the report, and how its values are written. */

/* A new section at the end of @report. Borrowed. */
ThecalReportSection *thecal_report_add (ThecalReport *report, const char *title);
/* Takes @sentence over. */
void thecal_report_say (ThecalReportSection *section, char *sentence);
/* The head of its table; @columns ends with NULL, @widths are as many. */
void thecal_report_set_columns (ThecalReportSection *section,
                                const char *const *columns,
                                const double *widths);
/* Takes over @cells and what is in it, as many as there are columns. */
void thecal_report_add_row (ThecalReportSection *section, GStrv cells);

/* "Mon 23 Nov", "Mon 23 Nov 18:05"; "" where it is not known. (transfer full) */
char *thecal_report_day (const ThecalReportFacts *facts, gint64 at_us);
char *thecal_report_moment (const ThecalReportFacts *facts, gint64 at_us);
/* "26 October 2026 to 23 November 2026" (transfer full) */
char *thecal_report_period (const ThecalReportFacts *facts);
/* "Refill" */
const char *thecal_report_kind_title (ThecalEntryKind kind);
/* A value with its unit, "40 mL", "yes"; NULL where it was not entered. (transfer full) */
char *thecal_report_value (const ThecalEntry *entry, const ThecalEntryField *field);
/* "Volume after the refill 40 mL; Dose a day 390 µg a day": all that was entered but what is the
 * name of a file. (transfer full) */
char *thecal_report_values (const ThecalEntry *entry);
/* Mean of three days and median of 14, as numbers. (transfer full) */
char *thecal_report_trend (const ThecalReportFacts *facts);

void thecal_report_add_diary (ThecalReport *report, const ThecalReportFacts *facts);
void thecal_report_add_care (ThecalReport *report, const ThecalReportFacts *facts);
void thecal_report_add_alarms (ThecalReport *report, const ThecalReportFacts *facts);
void thecal_report_add_checks (ThecalReport *report, const ThecalReportFacts *facts);
