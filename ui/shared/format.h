/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Words for numbers, times and ages. Pure: no clock is read. (transfer full) strings. */

/* "just now", "4 min ago", "3 hours ago", "2 days ago". */
char *thecal_format_age (gint64 age_s);
/* "14 to 19 days", "1 to 2 days", "5 to 9 hours". Early and late edge in days; what has passed is
 * 0.
 */
char *thecal_format_span (double early_days, double late_days);
/* When it gets empty, beside its dates: "in 14 to 19 days"; where the early edge is reached
 * "in 3 hours at the latest", and "" where the late one is too. */
char *thecal_format_empty_in (double early_days, double late_days);
/* "4 and 9 December", over a month's end "28 November and 3 December", for one day "4 December". A
 * day that has passed is today. */
char *thecal_format_dates (GDateTime *now, double early_days, double late_days);
gboolean thecal_format_is_one_day (GDateTime *now, double early_days, double late_days);
/* "Tuesday 1 December" */
char *thecal_format_day (GDateTime *now, double days);
/* "12.7"; "—" for NAN. */
char *thecal_format_ml (double value_ml);
/* "could be 11.1 to 15.0"; "" where the edges read the same. */
char *thecal_format_could_be (double early_ml, double late_ml);
/* "12.7 mL, could be 11.1 to 15.0" */
char *thecal_format_level (double early_ml, double nominal_ml, double late_ml);
/* "every 15 min", "every 2 hours"; NULL for 0, none declared. */
char *thecal_format_interval (guint interval_s);
/* "Every channel answered, 5 min ago", "Failed: sound, 5 min ago"; @tests a(sbsx) as on the bus. */
char *thecal_format_self_test (GVariant *tests, gint64 now_ms);
/* "14:08", with the date when it was not today. */
char *thecal_format_time (GDateTime *now, gint64 time_ms);
/* "reported by the pump", "entered from the printout" … by source name; static. */
const char *thecal_format_source (const char *source);
const char *thecal_format_quality (const char *quality);
/* A channel of the self-test or of a drill; the name itself where it is not known. */
const char *thecal_format_channel (const char *channel);
