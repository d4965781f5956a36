/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/triage.h"

/* One walkthrough: which question is next, back without losing answers, the stop at the first T1,
 * and what has been found so far. The gate comes first on every path. A machine of plain values:
 * whoever shows it hands in the time. */

typedef enum {
  THECAL_STEP_QUESTION,
  THECAL_STEP_CHOOSE, /* the gate is through: what worries you? */
  THECAL_STEP_OUTCOME,
} ThecalStep;

/* What a person says at THECAL_STEP_CHOOSE. */
typedef enum {
  THECAL_WORRY_STIFFER = 1 << 0,
  THECAL_WORRY_SLEEPIER = 1 << 1, /* or floppier */
  THECAL_WORRY_HOT = 1 << 2,
  THECAL_WORRY_WOUND = 1 << 3,
  THECAL_WORRY_PUMP = 1 << 4,    /* a sound, an alarm, a fall */
  THECAL_WORRY_UNCLEAR = 1 << 5, /* unwell, or cannot tell */
} ThecalWorry;

typedef struct {
  ThecalListId list;  /* of the current question */
  guint index, count; /* "2 of 7" of that list, from 1 */
} ThecalProgress;

typedef struct _ThecalWalkthrough ThecalWalkthrough;

/* @set is borrowed. @lists: bits that are known to be needed (an alarm leads there, or the command
 * line says so); 0: the person chooses after the gate. */
ThecalWalkthrough *thecal_walkthrough_new (const ThecalChecklistSet *set,
                                           const ThecalTriageContext *context,
                                           guint lists,
                                           ThecalTime now);
void thecal_walkthrough_free (ThecalWalkthrough *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalWalkthrough, thecal_walkthrough_free)

/* What became known meanwhile; answers are kept. */
void thecal_walkthrough_set_context (ThecalWalkthrough *self, const ThecalTriageContext *context);
/* Fills in what is known already (the sound that was heard, the last refill), shown for the person
 * to confirm or change. */
void
thecal_walkthrough_prefill (ThecalWalkthrough *self, const char *id, const ThecalAnswer *answer);

ThecalStep thecal_walkthrough_get_step (const ThecalWalkthrough *self);
/* The question that is shown; NULL at other steps. */
const ThecalChecklistItem *thecal_walkthrough_get_item (const ThecalWalkthrough *self);
ThecalProgress thecal_walkthrough_get_progress (const ThecalWalkthrough *self);
const ThecalAnswers *thecal_walkthrough_get_answers (const ThecalWalkthrough *self);
guint thecal_walkthrough_get_lists (const ThecalWalkthrough *self);

/* Answers the question that is shown and goes on: to the next, to the choice, or to the outcome: at
 * the end, and at once where the result became T1 by it. */
void
thecal_walkthrough_answer (ThecalWalkthrough *self, const ThecalAnswer *answer, ThecalTime now);
/* @worries: ThecalWorry bits; stiffer and sleepier, or unclear: both lists (C17). */
void thecal_walkthrough_choose (ThecalWalkthrough *self, guint worries, ThecalTime now);
/* To the page before; false on the first. Answers stay. */
bool thecal_walkthrough_back (ThecalWalkthrough *self, ThecalTime now);
/* From an outcome to the question after it; false where all were asked. */
bool thecal_walkthrough_go_on (ThecalWalkthrough *self, ThecalTime now);
/* Straight to the outcome of what is known so far; unfinished. */
void thecal_walkthrough_stop (ThecalWalkthrough *self, ThecalTime now);
bool thecal_walkthrough_is_finished (const ThecalWalkthrough *self);

/* Never milder than it was before in this walkthrough. */
void thecal_walkthrough_get_result (const ThecalWalkthrough *self,
                                    ThecalTime now,
                                    ThecalTriageResult *out);
gint64 thecal_walkthrough_get_started_wall_us (const ThecalWalkthrough *self);
gint64 thecal_walkthrough_get_elapsed_us (const ThecalWalkthrough *self, ThecalTime now);

/* Left open: five minutes without an answer (clinical.md 2.1). The boot instant at which that is
 * so; THECAL_NEVER_US where an outcome is shown. */
gint64 thecal_walkthrough_get_deadline_us (const ThecalWalkthrough *self);
