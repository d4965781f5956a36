/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Records of the alarm log, readings and walkthroughs (a{sv}) on standard output. Both forms have
 * the keys of the bus; times are RFC 3339 in UTC with milliseconds. */

/* One object a line. @kind ("log", "reading", "walkthrough", "entry") goes first; NULL: left out.
 */
void thecal_record_print_json (const char *kind, GVariant *record);

/* RFC 4180: the header, then one record each. Every record has every column; what it does not have
 * is empty. */
void thecal_record_print_csv_header (void);
void thecal_record_print_csv (const char *kind, GVariant *record);

/* FALSE, with a line printed, where something could not be written: half an export is none. */
gboolean thecal_record_flush (const char *command);
