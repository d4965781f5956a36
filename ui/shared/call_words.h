/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/contacts.h"

/* What the page of numbers says. (transfer full) */

/* "Saturday 21 November, 19:40. Pump team: closed, opens Mon 08:30." @now_us THECAL_UNKNOWN_US:
 * that the clock is not to be trusted. */
char *thecal_call_clock_line (const GArray *lines, gint64 now_us);
/* "Call on-call doctor" and its number below, for the first line that can be called; "Call": there
 * is none. */
char *thecal_call_button_words (const GArray *lines);
/* "Call now: Lakeside Hospital (On-call doctor), +1 202 555 0122, open now, at any hour." */
char *thecal_call_now_line (const GArray *lines, gint64 now_us);
/* "Neurosurgery on duty" says by its name what it is, "Marcus" does not. */
bool thecal_call_is_told_by_name (const ThecalContactLine *line);
/* @advice of an urgent alarm with "Call the on-call doctor" for "Call the pump team", where that is
 * who is to be called at this hour: text and button name the same. (transfer full) */
char *thecal_call_name_contact (const GArray *lines, const char *advice);
/* The first line with a number that is open; else the first with a number; else the first. NULL:
 * @lines is empty. Borrowed. */
const ThecalContactLine *thecal_call_first (const GArray *lines);
/* The zone whose clock the hours follow, where it is another one than here: "Hours are those of
 * America/New_York." "": none, or the same. */
char *thecal_call_zone_line (const GArray *lines, gint64 now_us);
