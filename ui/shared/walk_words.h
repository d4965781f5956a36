/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

#include "core/checklist/walkthrough.h"
#include "core/plan/contacts.h"

/* The words of the walkthrough's pages. Pure: no clock is read. (transfer full) where no const. */

/* "0:09", "12:40", "1:02:07". */
char *thecal_walk_elapsed (gint64 elapsed_us);
/* "First checks", "Too little baclofen" … */
const char *thecal_walk_list_title (ThecalListId list);
/* The question as it is put; @child: of a child, "Is your child …" (003-01). */
const char *thecal_walk_question_words (const ThecalChecklistItem *item, bool child);
/* "First checks, 2 of 7 · 0:09"; without a question only the time. */
char *thecal_walk_progress (ThecalStep step, const ThecalProgress *progress, gint64 elapsed_us);
/* "38.7 °C = 101.7 °F", whichever was typed first. */
char *thecal_walk_both_units (double value, ThecalAnswerUnit unit);
/* "38,7" and "38.7" as the parser reads a number; NULL: empty. */
char *thecal_walk_number_word (const char *typed);
/* Why what was typed is not taken. @expected as thecal_answer_parse() gives it. */
char *
thecal_walk_refusal (const ThecalChecklistItem *item, ThecalAnswerUnit unit, const char *expected);
/* "Known: …" or "Your answer: …", what stands for a question that is shown (again). */
char *thecal_walk_known (const ThecalChecklistItem *item, const ThecalAnswer *answer);
/* Height of the letters, px, in which @text of a line fits into @width px; within least and most.
 */
int thecal_walk_fit_px (const char *text, int width, int least, int most);
/* The number with spaces that do not break at the end of a line. */
char *thecal_walk_unbroken (const char *number);
/* "16:20", "Mon 16:20" where it is not on the day of @now_us; wall clocks, local. */
char *thecal_walk_clock (gint64 wall_us, gint64 now_us);
/* "Fri 20 Nov 14:20" */
char *thecal_walk_stamp (gint64 wall_us);

/* The choices of "when was the last …?", in order. */
typedef enum {
  THECAL_WHEN_TODAY,
  THECAL_WHEN_YESTERDAY,
  THECAL_WHEN_DAYS, /* 2 to 3 days ago */
  THECAL_WHEN_LONGER,
  THECAL_WHEN_UNKNOWN,
  THECAL_N_WHENS,
} ThecalWhen;
const char *thecal_walk_when_title (ThecalWhen when);
/* The choice that a known time falls under, by local days. */
ThecalWhen thecal_walk_when_of (gint64 wall_us, gint64 now_us);
/* What the choice says; @known_us (THECAL_UNKNOWN_US: none) where it falls under it. Of a span, its
 * newest instant: nearer is more urgent. The word as thecal_answer_parse() reads it. */
char *thecal_walk_when_word (ThecalWhen when, gint64 known_us, gint64 now_us);
/* What stands on the button that dials: "Call 911"; @line nullable. */
char *thecal_walk_call_words (const ThecalContactLine *line);
