/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "words/report.h"

/* RFC 4180, UTF-8, with lines that end in CR LF. */

/* One line. A text that a spreadsheet would take for a formula gets an apostrophe before it; a
 * number does not. */
void thecal_csv_append (GString *csv, const char *const *fields);

/* What the report tells, one value a line: at (RFC 3339, UTC), kind, id, name, value, unit (UCUM),
 * by. (transfer full) */
char *thecal_csv_write (const ThecalReportFacts *facts);
