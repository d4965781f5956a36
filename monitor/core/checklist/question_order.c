/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/question_order.h"

void
thecal_question_order_init (ThecalQuestionOrder *self, guint lists)
{
  *self = (ThecalQuestionOrder){ .choose = lists == 0 };
  thecal_question_order_open (self, lists);
}

void
thecal_question_order_choose (ThecalQuestionOrder *self, guint lists)
{
  self->lists = 0;
  self->n_queue = 0;
  thecal_question_order_open (self, lists);
}

void
thecal_question_order_open (ThecalQuestionOrder *self, guint lists)
{
  for (guint list = THECAL_LIST_GATE + 1; list < THECAL_N_LISTS; list++) {
    const guint bit = 1u << list;

    if ((lists & bit) != 0 && (self->lists & bit) == 0) {
      self->lists |= bit;
      self->queue[self->n_queue++] = (ThecalListId) list;
    }
  }
}

bool
thecal_question_order_has (const ThecalQuestionOrder *self, ThecalListId list)
{
  return (self->lists & (1u << list)) != 0;
}

/* A question that another one leads to is asked where that was not plainly denied. */
static bool
leads_on (const ThecalTriageFacts *facts, const char *id)
{
  const ThecalChecklistItem *item = thecal_checklist_set_find (facts->set, id);
  const ThecalAnswer *answer = thecal_answers_get (facts->answers, id);

  if (item == NULL || answer == NULL)
    return false;

  return thecal_item_holds (facts, item) != THECAL_HOLDS_NOT ||
         (item->rules->len == 0 && answer->said == THECAL_SAID_YES);
}

static bool
is_asked (const ThecalTriageFacts *facts, const ThecalChecklistItem *item)
{
  ThecalAnswer itself;

  if (thecal_triage_answer_itself (item->id, facts->context, &itself))
    return false;
  /* dysreflexia: only with an injury at T6 or above (clinical.md 2.2) */
  if (g_str_equal (item->id, "G7") && !facts->context->injury_t6)
    return false;

  return item->ask_if == NULL || leads_on (facts, item->ask_if);
}

static bool
has_id (const GPtrArray *ids, const char *id)
{
  for (guint i = 0; id != NULL && i < ids->len; i++)
    if (g_str_equal (g_ptr_array_index (ids, i), id))
      return true;

  return false;
}

/* @only: ids, and what they lead to; nullable: all of the list. */
static void
add_items (const ThecalTriageFacts *facts,
           const ThecalChecklist *list,
           const GPtrArray *only,
           GPtrArray *questions)
{
  for (guint i = 0; list != NULL && i < list->items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (list->items, i);

    if ((only == NULL || has_id (only, item->id) || has_id (only, item->ask_if)) &&
        is_asked (facts, item) && !g_ptr_array_find (questions, item, NULL))
      g_ptr_array_add (questions, (gpointer) item);
  }
}

/* With what the list wants asked first (S1: the signs of infection). */
static void
add_list (const ThecalTriageFacts *facts, ThecalListId id, GPtrArray *questions)
{
  const ThecalChecklist *list = facts->set->lists[id];

  for (guint i = 0; list != NULL && list->before->len > 0 && i < THECAL_N_LISTS; i++)
    if (i != id)
      add_items (facts, facts->set->lists[i], list->before, questions);
  add_items (facts, list, NULL, questions);
}

GPtrArray *
thecal_question_order_list (const ThecalQuestionOrder *self, const ThecalTriageFacts *facts)
{
  GPtrArray *questions = g_ptr_array_new ();

  add_list (facts, THECAL_LIST_GATE, questions);
  if (self->choose)
    g_ptr_array_add (questions, NULL);
  for (guint i = 0; i < self->n_queue; i++)
    add_list (facts, self->queue[i], questions);

  return questions;
}

ThecalProgress
thecal_question_order_find (const ThecalQuestionOrder *self,
                            const ThecalTriageFacts *facts,
                            const ThecalChecklistItem *item)
{
  g_autoptr (GPtrArray) questions = g_ptr_array_new ();
  ThecalListId list = THECAL_LIST_GATE;
  guint begin = 0, position;

  for (guint i = 0; i <= self->n_queue; i++) {
    begin = questions->len;
    add_list (facts, list, questions);
    if (g_ptr_array_find (questions, item, &position))
      return (ThecalProgress){
        .list = list,
        .index = position - begin + 1,
        .count = questions->len - begin,
      };
    if (i < self->n_queue)
      list = self->queue[i];
  }

  /* it is shown, although what led to it is no longer so */
  return (ThecalProgress){ .list = item->list, .index = 1, .count = 1 };
}
