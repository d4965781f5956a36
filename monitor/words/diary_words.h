/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "core/diary/entry_lead.h"
#include "core/diary/trend.h"

/* The diary in the language of the user: what is asked, and what was answered. Numbers are told,
 * never judged. (transfer full) where it is no const. */

/* Of a value of the diary, a wound, a medicine, a question: "Stiffness"; the name itself where it
 * is not known. */
const char *thecal_diary_field_title (const char *name);
/* "0 is none, 10 the worst you know." NULL: none. */
const char *thecal_diary_field_help (const char *name);
/* "Full spasms, less than one an hour"; the choice itself where it has no words. */
const char *thecal_diary_choice_title (const char *name, const char *choice);

/* "Stiffness 6, 3 spasms a day, slept 7 h, 38.2 °C, dizzy, sleepy"; @with_stiffness false: without
 * it, where a bar shows it. "" where there is nothing of it. */
char *thecal_diary_day_sentence (const ThecalEntry *entry, gboolean with_stiffness);
/* "dizzy, sleepy"; "" */
char *thecal_diary_side_effects (const ThecalEntry *entry);
/* "Belly: redness fading, no drainage, healed" */
char *thecal_diary_wound_sentence (const ThecalEntry *entry);
/* "Stiffness: mean of 3 days 6.3, median of the 14 days before 4." and whom to tell. "" before
 * anything can be compared. */
char *thecal_diary_trend_sentence (const ThecalTrend *trend);
/* "Temperature at the fever limit, sleepy or weak." What to do about it is on the buttons beside
 * it. "" where nothing leads anywhere. */
char *thecal_diary_lead_sentence (const ThecalEntryLead *lead);
/* "Acetaminophen: not again before 14:20 (gap of 4 h)."; "" once the gap is over. */
char *thecal_diary_gap_sentence (const char *medicine,
                                 double gap_h,
                                 gint64 end_us,
                                 gint64 now_us,
                                 GTimeZone *zone);
/* "Today, Thursday 26 November", "Yesterday, …", "Tuesday 17 November", in another year with it. */
char *thecal_diary_date_title (gint64 at_us, gint64 now_us, GTimeZone *zone);
