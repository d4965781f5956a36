/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/calendar.h"

/* The calendar in the language of the user: what, when, what it means, what to do. Titles and
 * meanings name no person, no drug and no dose, so that a telephone may show them (H19). */

const char *thecal_calendar_title (const ThecalCalendarItem *item);
/* "Tue 24 Nov, 09:30", "today, 09:30", "Wed 2 Dec", "16–19 Nov", "28 Nov – 3 Dec", with the year
 * where it is another one; the battery's window in months. (transfer full) */
char *thecal_calendar_when (const ThecalCalendarItem *item, gint64 now_us, GTimeZone *zone);
/* "in 11 days", "tomorrow", "today", "now, for 4 more days", "5 days ago"; "" where
 * @when says it. (transfer full) */
char *thecal_calendar_distance (const ThecalCalendarItem *item, gint64 now_us, GTimeZone *zone);
/* What it means, and what to do, in one or two sentences. */
const char *thecal_calendar_meaning (const ThecalCalendarItem *item);
/* What the plan itself says, or the other date that holds elsewhere (H23); NULL: nothing more. Not
 * for a telephone: it may name a drug. (transfer full) */
char *thecal_calendar_detail (const ThecalCalendarItem *item,
                              const ThecalPlanDocument *document,
                              gint64 now_us,
                              GTimeZone *zone);
/* A moment as in thecal_calendar_when(). (transfer full) */
char *thecal_calendar_moment (gint64 at_us, gint64 now_us, GTimeZone *zone);
/* "Thu 26 Nov", with the year where it is another one. (transfer full) */
char *thecal_calendar_day (gint64 at_us, gint64 now_us, GTimeZone *zone);
