/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/triage_rules.h"
#include "core/checklist/walkthrough.h"

/* Which questions a walkthrough asks, and in which order: the gate, the choice where no list is
 * known, then list by list. A list that an answer opens comes after those that are open already, so
 * that none is broken off. */
typedef struct {
  guint lists;                        /* bits, without the gate */
  ThecalListId queue[THECAL_N_LISTS]; /* in the order of asking */
  guint n_queue;
  bool choose; /* between gate and lists a person is asked what worries them */
} ThecalQuestionOrder;

/* @lists: bits; 0: the person chooses. */
void thecal_question_order_init (ThecalQuestionOrder *self, guint lists);
/* What was chosen, in place of what was chosen before. */
void thecal_question_order_choose (ThecalQuestionOrder *self, guint lists);
/* Lists that answers have opened. */
void thecal_question_order_open (ThecalQuestionOrder *self, guint lists);
bool thecal_question_order_has (const ThecalQuestionOrder *self, ThecalListId list);
/* Every question as the answers stand, of ThecalChecklistItem; NULL is the choice. (transfer
 * container) */
GPtrArray *thecal_question_order_list (const ThecalQuestionOrder *self,
                                       const ThecalTriageFacts *facts);
/* Where @item stands in its list. */
ThecalProgress thecal_question_order_find (const ThecalQuestionOrder *self,
                                           const ThecalTriageFacts *facts,
                                           const ThecalChecklistItem *item);
