/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/walkthrough.h"

#include "core/checklist/question_order.h"
#include "core/checklist/triage_rules.h"

#define DEADLINE_US (5 * THECAL_MINUTE_US) /* clinical.md 2.1, "Unfinished" */
#define WOUND_DAYS 90                      /* how long the list after an operation is asked (2.7) */

#define LIST(name) (1u << THECAL_LIST_##name)

struct _ThecalWalkthrough {
  const ThecalChecklistSet *set; /* borrowed */
  ThecalTriageContext context;
  ThecalAnswers *answers;
  guint lists; /* known from the start */
  ThecalQuestionOrder order;
  GPtrArray *pages; /* shown so far, of ThecalChecklistItem; NULL is the choice; last: now */
  bool at_outcome;  /* the outcome is shown after the last page … */
  bool waiting;     /* … which has no answer yet */
  bool gone_on;     /* past a T1: no further stop */
  const ThecalChecklistItem *taken; /* filled in from an earlier temperature, not answered yet */
  ThecalTriageResult worst;         /* the most urgent so far; its lists and flags only grow */
  bool overdose_seen;               /* tablets stay hidden, whatever is said later */
  ThecalTime started, last;         /* last: of the newest answer */
};

/* Takes over what @result says beyond what is known. */
static void
keep_worst (ThecalTriageResult *worst, const ThecalTriageResult *result)
{
  if (worst->decided_by == NULL || result->outcome < worst->outcome) {
    worst->outcome = result->outcome;
    worst->sign = result->sign;
    g_clear_pointer (&worst->decided_by, g_ptr_array_unref);
    worst->decided_by = g_ptr_array_copy (result->decided_by, NULL, NULL);
  } else if (result->outcome == worst->outcome) {
    for (guint i = 0; i < result->decided_by->len; i++)
      if (!g_ptr_array_find (worst->decided_by, g_ptr_array_index (result->decided_by, i), NULL))
        g_ptr_array_add (worst->decided_by, g_ptr_array_index (result->decided_by, i));
    if (result->sign != THECAL_SIGN_NONE)
      worst->sign = result->sign;
  }
  worst->lists |= result->lists;
  worst->flags |= result->flags & ~(1u << THECAL_TRIAGE_UNFINISHED);
}

/* A fever that was typed earlier may have a reason, which is what the question asks: it counts once
 * it is answered, or where nobody goes on (@left). */
static void
judge (const ThecalWalkthrough *self, gint64 now_wall_us, bool left, ThecalTriageResult *out)
{
  g_autoptr (ThecalAnswers) answers = thecal_answers_copy (self->answers);

  if (self->taken != NULL && !left)
    thecal_answers_remove (answers, self->taken->id);
  thecal_triage_judge (self->set, answers, &self->context, self->order.lists, now_wall_us, out);
}

static ThecalTriageFacts
facts_of (const ThecalWalkthrough *self)
{
  return (ThecalTriageFacts){
    .set = self->set,
    .answers = self->answers,
    .context = &self->context,
    .now_wall_us = self->last.wall_us,
  };
}

/* Judges what is known now. Returns the outcome of these answers alone. */
static int
update (ThecalWalkthrough *self)
{
  const ThecalTriageFacts facts = facts_of (self);
  g_auto (ThecalTriageResult) result = { 0 };

  judge (self, self->last.wall_us, self->at_outcome, &result);
  keep_worst (&self->worst, &result);
  thecal_question_order_open (&self->order, result.lists);
  self->overdose_seen |= thecal_triage_has_doubt (&facts, THECAL_LIST_OVERDOSE);

  return result.outcome;
}

static const ThecalChecklistItem *
current (const ThecalWalkthrough *self)
{
  return self->pages->len > 0 ? g_ptr_array_index (self->pages, self->pages->len - 1) : NULL;
}

static bool
was_shown (const ThecalWalkthrough *self, const ThecalChecklistItem *item)
{
  return g_ptr_array_find (self->pages, item, NULL);
}

/* A temperature is asked for once: one that was typed is shown at the later questions. */
static void
take_temperature (ThecalWalkthrough *self, const ThecalChecklistItem *item)
{
  if (item->quantity != THECAL_QUANTITY_TEMPERATURE ||
      (item != self->taken && thecal_answers_get (self->answers, item->id) != NULL))
    return;

  for (guint i = self->pages->len; i > 0; i--) {
    const ThecalChecklistItem *earlier = g_ptr_array_index (self->pages, i - 1);
    const ThecalAnswer *answer =
        earlier != NULL ? thecal_answers_get (self->answers, earlier->id) : NULL;

    if (answer != NULL && earlier->quantity == THECAL_QUANTITY_TEMPERATURE &&
        answer->said == THECAL_SAID_NUMBER) {
      ThecalAnswer known = *answer;

      known.prefilled = true;
      thecal_answers_set (self->answers, item->id, &known);
      self->taken = item;
      return;
    }
  }
}

/* The next page that was not shown. false: there is none. */
static bool
find_next (const ThecalWalkthrough *self, const ThecalChecklistItem **out_item)
{
  const ThecalTriageFacts facts = facts_of (self);
  g_autoptr (GPtrArray) questions = thecal_question_order_list (&self->order, &facts);

  for (guint i = 0; i < questions->len; i++)
    if (!was_shown (self, g_ptr_array_index (questions, i))) {
      *out_item = g_ptr_array_index (questions, i);
      return true;
    }

  return false;
}

static void
show_next (ThecalWalkthrough *self)
{
  const ThecalChecklistItem *item;

  self->waiting = false;
  self->at_outcome = !find_next (self, &item);
  if (self->at_outcome)
    return;

  if (item != NULL)
    take_temperature (self, item);
  g_ptr_array_add (self->pages, (gpointer) item);
}

static void
answer_itself (ThecalWalkthrough *self)
{
  const ThecalChecklist *pump = self->set->lists[THECAL_LIST_PUMP];
  ThecalAnswer answer;

  for (guint i = 0; thecal_question_order_has (&self->order, THECAL_LIST_PUMP) && pump != NULL &&
                    i < pump->items->len;
       i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (pump->items, i);

    if (thecal_triage_answer_itself (item->id, &self->context, &answer)) {
      answer.at_wall_us = self->last.wall_us;
      thecal_answers_set (self->answers, item->id, &answer);
    }
  }
}

/* What the pump says may open the pump list, which Thecal answers in part itself, which counts. */
static int
settle (ThecalWalkthrough *self)
{
  answer_itself (self);
  return update (self);
}

ThecalWalkthrough *
thecal_walkthrough_new (const ThecalChecklistSet *set,
                        const ThecalTriageContext *context,
                        guint lists,
                        ThecalTime now)
{
  ThecalWalkthrough *self = g_new0 (ThecalWalkthrough, 1);

  self->set = set;
  self->context = *context;
  self->answers = thecal_answers_new ();
  self->lists = lists & ~LIST (GATE) & ((1u << THECAL_N_LISTS) - 1);
  thecal_question_order_init (&self->order, self->lists);
  self->pages = g_ptr_array_new ();
  self->started = self->last = now;
  settle (self);
  show_next (self);

  return self;
}

void
thecal_walkthrough_free (ThecalWalkthrough *self)
{
  if (self == NULL)
    return;

  thecal_answers_free (self->answers);
  g_ptr_array_unref (self->pages);
  thecal_triage_result_clear (&self->worst);
  g_free (self);
}

void
thecal_walkthrough_set_context (ThecalWalkthrough *self, const ThecalTriageContext *context)
{
  self->context = *context;
  settle (self);
}

void
thecal_walkthrough_prefill (ThecalWalkthrough *self, const char *id, const ThecalAnswer *answer)
{
  const ThecalAnswer *before = thecal_answers_get (self->answers, id);
  ThecalAnswer known = *answer;

  /* what a person said stands */
  if (before != NULL && !before->prefilled)
    return;

  known.prefilled = true;
  thecal_answers_set (self->answers, id, &known);
  settle (self);
}

ThecalStep
thecal_walkthrough_get_step (const ThecalWalkthrough *self)
{
  if (self->at_outcome)
    return THECAL_STEP_OUTCOME;

  return current (self) != NULL ? THECAL_STEP_QUESTION : THECAL_STEP_CHOOSE;
}

const ThecalChecklistItem *
thecal_walkthrough_get_item (const ThecalWalkthrough *self)
{
  return self->at_outcome ? NULL : current (self);
}

ThecalProgress
thecal_walkthrough_get_progress (const ThecalWalkthrough *self)
{
  const ThecalTriageFacts facts = facts_of (self);
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (self);

  if (item == NULL)
    return (ThecalProgress){ 0 };

  return thecal_question_order_find (&self->order, &facts, item);
}

const ThecalAnswers *
thecal_walkthrough_get_answers (const ThecalWalkthrough *self)
{
  return self->answers;
}

guint
thecal_walkthrough_get_lists (const ThecalWalkthrough *self)
{
  return self->order.lists;
}

void
thecal_walkthrough_answer (ThecalWalkthrough *self, const ThecalAnswer *answer, ThecalTime now)
{
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (self);
  ThecalAnswer given = *answer;

  if (item == NULL)
    return;

  given.prefilled = false;
  if (given.at_wall_us == THECAL_UNKNOWN_US || given.at_wall_us == 0)
    given.at_wall_us = now.wall_us;
  thecal_answers_set (self->answers, item->id, &given);
  if (item == self->taken)
    self->taken = NULL;
  self->last = now;
  if (settle (self) == THECAL_OUTCOME_T1 && !self->gone_on) {
    self->at_outcome = true;
    self->waiting = false;
    return;
  }
  show_next (self);
}

/* The lists that answer to what worries the person (clinical.md 2.2). */
static guint
lists_of (const ThecalWalkthrough *self, guint worries, gint64 now_wall_us)
{
  const ThecalTriageFacts facts = {
    .set = self->set,
    .answers = self->answers,
    .context = &self->context,
    .now_wall_us = now_wall_us,
  };
  const bool has_date =
      self->context.operation_wall_us != THECAL_UNKNOWN_US && now_wall_us != THECAL_UNKNOWN_US;
  const bool after_operation =
      thecal_triage_is_within (&facts, self->context.operation_wall_us, WOUND_DAYS * THECAL_DAY_US);
  guint lists = 0;

  if (worries == 0)
    worries = THECAL_WORRY_UNCLEAR;
  if ((worries & (THECAL_WORRY_STIFFER | THECAL_WORRY_UNCLEAR)) != 0)
    lists |= LIST (WITHDRAWAL);
  if ((worries & (THECAL_WORRY_SLEEPIER | THECAL_WORRY_UNCLEAR)) != 0)
    lists |= LIST (OVERDOSE);
  if ((worries & (THECAL_WORRY_HOT | THECAL_WORRY_WOUND)) != 0)
    lists |= LIST (INFECTION);
  /* without a date a wound may be a new one */
  if (((worries & (THECAL_WORRY_HOT | THECAL_WORRY_WOUND)) != 0 && after_operation) ||
      ((worries & THECAL_WORRY_WOUND) != 0 && !has_date))
    lists |= LIST (OPERATION);
  if ((worries & THECAL_WORRY_PUMP) != 0)
    lists |= LIST (PUMP);

  return lists != 0 ? lists : LIST (WITHDRAWAL) | LIST (OVERDOSE);
}

void
thecal_walkthrough_choose (ThecalWalkthrough *self, guint worries, ThecalTime now)
{
  if (thecal_walkthrough_get_step (self) != THECAL_STEP_CHOOSE)
    return;

  self->last = now;
  thecal_question_order_choose (&self->order, lists_of (self, worries, now.wall_us));
  settle (self);
  show_next (self);
}

bool
thecal_walkthrough_back (ThecalWalkthrough *self, ThecalTime now)
{
  if (self->at_outcome && self->pages->len > 0) {
    self->at_outcome = self->waiting = false;
  } else if (self->pages->len > 1) {
    g_ptr_array_set_size (self->pages, (int) self->pages->len - 1);
  } else {
    return false;
  }
  self->last = now;

  return true;
}

bool
thecal_walkthrough_go_on (ThecalWalkthrough *self, ThecalTime now)
{
  const ThecalChecklistItem *item;

  if (!self->at_outcome || (!self->waiting && !find_next (self, &item)))
    return false;

  self->gone_on |= self->worst.outcome == THECAL_OUTCOME_T1;
  self->last = now;
  if (self->waiting)
    self->at_outcome = self->waiting = false;
  else
    show_next (self);

  return true;
}

void
thecal_walkthrough_stop (ThecalWalkthrough *self, ThecalTime now)
{
  if (self->at_outcome)
    return;

  self->at_outcome = self->waiting = true;
  self->last = now;
  settle (self);
}

bool
thecal_walkthrough_is_finished (const ThecalWalkthrough *self)
{
  const ThecalChecklistItem *item;

  return self->at_outcome && !self->waiting && !find_next (self, &item);
}

/* In the order of the lists. */
static void
sort_ids (const ThecalChecklistSet *set, GPtrArray **ids)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint list = 0; list < THECAL_N_LISTS; list++)
    for (guint i = 0; set->lists[list] != NULL && i < set->lists[list]->items->len; i++) {
      const ThecalChecklistItem *item = g_ptr_array_index (set->lists[list]->items, i);

      if (g_ptr_array_find (*ids, g_intern_string (item->id), NULL))
        g_ptr_array_add (sorted, (gpointer) g_intern_string (item->id));
    }
  g_ptr_array_unref (*ids);
  *ids = sorted;
}

void
thecal_walkthrough_get_result (const ThecalWalkthrough *self,
                               ThecalTime now,
                               ThecalTriageResult *out)
{
  ThecalTriageFacts facts = facts_of (self);
  g_auto (ThecalTriageResult) result = { 0 };

  facts.now_wall_us = now.wall_us;
  judge (self,
         now.wall_us,
         self->at_outcome || now.boot_us >= thecal_walkthrough_get_deadline_us (self),
         &result);
  *out = self->worst;
  out->decided_by = g_ptr_array_copy (self->worst.decided_by, NULL, NULL);
  keep_worst (out, &result);
  sort_ids (self->set, &out->decided_by);
  if (!thecal_walkthrough_is_finished (self))
    out->flags |= 1u << THECAL_TRIAGE_UNFINISHED;
  out->show_tablets =
      !self->overdose_seen && thecal_triage_may_show_tablets (&facts, out->outcome, out->lists);
  out->repeat_wall_us =
      out->outcome <= THECAL_OUTCOME_T2 ? THECAL_UNKNOWN_US : result.repeat_wall_us;
}

gint64
thecal_walkthrough_get_started_wall_us (const ThecalWalkthrough *self)
{
  return self->started.wall_us;
}

gint64
thecal_walkthrough_get_elapsed_us (const ThecalWalkthrough *self, ThecalTime now)
{
  if (!thecal_instant_is_sound (now.boot_us) || !thecal_instant_is_sound (self->started.boot_us) ||
      now.boot_us < self->started.boot_us || self->started.boot_us == THECAL_UNKNOWN_US)
    return 0;

  return now.boot_us - self->started.boot_us;
}

gint64
thecal_walkthrough_get_deadline_us (const ThecalWalkthrough *self)
{
  const gint64 last_us = self->last.boot_us;

  if (self->at_outcome || last_us == THECAL_UNKNOWN_US || last_us == THECAL_NEVER_US ||
      !thecal_instant_is_sound (last_us))
    return THECAL_NEVER_US;

  return last_us + DEADLINE_US;
}
