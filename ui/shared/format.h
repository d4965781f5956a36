/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Words for numbers, times and ages. Pure: no clock is read. (transfer full) strings. */

/* "just now", "4 min ago", "3 hours ago", "2 days ago". */
char *thecal_format_age (gint64 age_s);
/* "14 to 19 days", "1 to 2 days", "5 to 9 hours". Early and late edge in days. */
char *thecal_format_span (double early_days, double late_days);
/* "between 4 and 9 December", or over a month's end "between 28 November and 3 December". */
char *thecal_format_dates (GDateTime *now, double early_days, double late_days);
/* "Tuesday 1 December" */
char *thecal_format_day (GDateTime *now, double days);
/* "12.7"; "—" for NAN. */
char *thecal_format_ml (double value_ml);
/* "14:08", with the date when it was not today. */
char *thecal_format_time (GDateTime *now, gint64 time_ms);
/* "reported by the pump", "entered from the printout" … by source name; static. */
const char *thecal_format_source (const char *source);
const char *thecal_format_quality (const char *quality);
