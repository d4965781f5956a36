/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/triage.h"

#include <math.h>

#include "core/checklist/triage_rules.h"
#include "core/names.h"

#define REPEAT_DOUBT_H 2 /* clinical.md 2.1: any W or O item yes or not sure */
#define REPEAT_H 4

#define LIST(name) (1u << THECAL_LIST_##name)
#define FLAG(name) (1u << THECAL_TRIAGE_##name)

/* Of the two-sign rule, with "not sure" as half of a sign: in quarters, so that sums are exact. */
#define QUARTERS(halves) (2 * (halves))
#define ONE_SIGN QUARTERS (THECAL_SIGN_WHOLE)

typedef struct {
  ThecalTriageFacts facts;
  int outcome;
  GPtrArray *items; /* of ThecalChecklistItem: those that lead to outcome */
  guint lists, flags;
  int steps; /* the result is so much more urgent (O10) */
  ThecalSign sign;
} Judgement;

/* The most urgent counts; equals are named together. @item NULL: not by an answer. */
static void
consider (Judgement *self, int outcome, const ThecalChecklistItem *item)
{
  outcome = CLAMP (outcome, THECAL_OUTCOME_T1, THECAL_OUTCOME_T5);
  if (outcome < self->outcome) {
    self->outcome = outcome;
    g_ptr_array_set_size (self->items, 0);
  }
  /* what leads to nothing decides nothing, were it the only answer */
  if (outcome == THECAL_OUTCOME_T5 && item != NULL && item->least == THECAL_OUTCOME_T5)
    return;
  if (outcome == self->outcome && item != NULL && !g_ptr_array_find (self->items, item, NULL))
    g_ptr_array_add (self->items, (gpointer) item);
}

typedef void (*ItemFunc) (Judgement *self, const ThecalChecklistItem *item, gpointer data);

static void
for_each_item (Judgement *self, guint lists, ItemFunc func, gpointer data)
{
  for (guint list = 0; list < THECAL_N_LISTS; list++) {
    const ThecalChecklist *items = self->facts.set->lists[list];

    for (guint i = 0; (lists & (1u << list)) != 0 && items != NULL && i < items->items->len; i++)
      func (self, g_ptr_array_index (items->items, i), data);
  }
}

typedef struct {
  const ThecalChecklistItem *item;
  const ThecalRule *rule;
  ThecalHolds holds;
  int outcome;
} HeldRule;

static void
consider_partner (Judgement *self, const ThecalChecklistItem *other, gpointer data)
{
  const HeldRule *held = data;

  if (thecal_rule_has_partner (held->rule, held->item, other) &&
      thecal_item_holds (&self->facts, other) >= held->holds)
    consider (self, held->outcome, other);
}

static void
apply_rule (Judgement *self, const ThecalChecklistItem *item, const ThecalRule *rule)
{
  const ThecalHolds holds = thecal_rule_holds (&self->facts, item, rule);
  HeldRule held = { item, rule, holds, rule->outcome };

  if (holds == THECAL_HOLDS_NOT)
    return;

  self->lists |= rule->opens;
  if (holds == THECAL_HOLDS) /* not sure: one step lower than one step */
    self->steps += rule->raises;
  if (rule->outcome == THECAL_OUTCOME_NONE)
    return;

  held.outcome += holds == THECAL_HOLDS_WEAKLY;
  consider (self, held.outcome, item);
  for_each_item (self, G_MAXUINT, consider_partner, &held);
}

static void
apply_item (Judgement *self, const ThecalChecklistItem *item, gpointer data)
{
  for (guint i = 0; i < item->rules->len; i++)
    apply_rule (self, item, g_ptr_array_index (item->rules, i));
}

/* A temperature that is an emergency at the gate is one wherever it was typed, and so is one that
 * is too low. */
static void
apply_temperature (Judgement *self, const ThecalChecklistItem *item, gpointer data)
{
  static const char *const ids[] = { "G6", "O5" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    const ThecalChecklistItem *like = thecal_checklist_set_find (self->facts.set, ids[i]);

    for (guint j = 0; like != NULL && j < like->rules->len; j++) {
      const ThecalRule *rule = g_ptr_array_index (like->rules, j);

      if (rule->outcome != THECAL_OUTCOME_NONE &&
          thecal_rule_holds_for_number (&self->facts, like, rule, item))
        /* "fever" is no name for what is cold */
        consider (self, rule->outcome, rule->limit == THECAL_LIMIT_BELOW ? like : item);
    }
  }
}

static int
quarters_of (const Judgement *self, const ThecalChecklistItem *item)
{
  switch (thecal_item_holds (&self->facts, item)) {
  case THECAL_HOLDS:
    return QUARTERS (item->sign_halves);
  case THECAL_HOLDS_WEAKLY:
    return item->sign_halves;
  case THECAL_HOLDS_NOT:
    break;
  }

  return 0;
}

typedef struct {
  int sum;
  int doubt; /* what the heaviest "not sure" would add as a yes */
} Quarters;

static void
add_quarters (Judgement *self, const ThecalChecklistItem *item, gpointer data)
{
  Quarters *quarters = data;

  quarters->sum += quarters_of (self, item);
  if (thecal_item_holds (&self->facts, item) == THECAL_HOLDS_WEAKLY)
    quarters->doubt = MAX (quarters->doubt, item->sign_halves);
}

static void
consider_sign (Judgement *self, const ThecalChecklistItem *item, gpointer data)
{
  if (quarters_of (self, item) > 0)
    consider (self, *(const int *) data, item);
}

static void
consider_state (Judgement *self, int outcome)
{
  for (guint i = 0; thecal_pump_state_ids[i] != NULL; i++) {
    const ThecalChecklistItem *item =
        thecal_checklist_set_find (self->facts.set, thecal_pump_state_ids[i]);

    if (item != NULL && thecal_item_holds (&self->facts, item) != THECAL_HOLDS_NOT)
      consider (self, outcome, item);
  }
}

/* What @needed signs come to; each doubt that it hangs on makes it one step milder. */
static int
outcome_of_signs (Quarters quarters, int needed, int doubts)
{
  if (quarters.sum >= needed)
    return THECAL_OUTCOME_T2 + doubts;

  return quarters.sum + quarters.doubt >= needed ? THECAL_OUTCOME_T3 + doubts : THECAL_OUTCOME_T5;
}

/* Two signs of withdrawal, or one and a pump that may be the reason: to hospital even if the signs
 * seem mild [C2, C11]. */
static void
apply_two_signs (Judgement *self)
{
  const ThecalHolds state = thecal_triage_get_pump_state (&self->facts);
  Quarters quarters = { 0, 0 };
  int outcome;

  for_each_item (self, LIST (WITHDRAWAL), add_quarters, &quarters);
  outcome = outcome_of_signs (quarters, 2 * ONE_SIGN, 0);
  if (state != THECAL_HOLDS_NOT)
    outcome =
        MIN (outcome, outcome_of_signs (quarters, ONE_SIGN, state == THECAL_HOLDS_WEAKLY ? 1 : 0));
  if (outcome == THECAL_OUTCOME_T5)
    return;

  if (outcome == THECAL_OUTCOME_T2)
    self->flags |= FLAG (TWO_SIGN);
  for_each_item (self, LIST (WITHDRAWAL), consider_sign, &outcome);
  if (quarters.sum < 2 * ONE_SIGN)
    consider_state (self, outcome);
}

static void
consider_by (Judgement *self, int outcome, const char *id)
{
  consider (self, outcome, thecal_checklist_set_find (self->facts.set, id));
}

/* What the pump says stands without any answer; on every list, since silence is no answer. */
static void
apply_context (Judgement *self)
{
  const ThecalTriageContext *context = self->facts.context;
  const bool pump = (self->lists & LIST (PUMP)) != 0;

  if (context->infusion_stopped)
    consider (self, THECAL_OUTCOME_T2, NULL);
  /* call at once while an alarm sounds [004-37] */
  if (context->pump_alarm || context->computed_empty || context->refill_overdue ||
      (pump && context->battery_notice))
    consider (self, THECAL_OUTCOME_T3, NULL);
  /* with the words of the question that asks for it */
  if (context->pump_low)
    consider_by (self, THECAL_OUTCOME_T3, "W13");
  if (context->mri_unchecked)
    consider_by (self, THECAL_OUTCOME_T3, "P4_checked");
  if (pump && context->data_stale && context->printout_missing)
    consider (self, THECAL_OUTCOME_T4, NULL);
}

static void
add_list_of_sign (Judgement *self, const ThecalChecklistItem *item, gpointer data)
{
  if (item->sign_halves > 0 && thecal_item_holds (&self->facts, item) == THECAL_HOLDS)
    *(guint *) data |= 1u << item->list;
}

/* Stiffer and sleepier: both lists [C17]. */
static void
open_both (Judgement *self)
{
  guint signs = 0;

  for_each_item (self, LIST (WITHDRAWAL) | LIST (OVERDOSE), add_list_of_sign, &signs);
  if (signs == (LIST (WITHDRAWAL) | LIST (OVERDOSE)))
    self->lists |= signs;
}

static void
note_missing (Judgement *self, const ThecalChecklistItem *item, gpointer data)
{
  const bool known =
      (g_str_equal (item->id, "G7") && !self->facts.context->injury_t6) ||
      (g_str_equal (item->id, "G9") && self->facts.context->watch_wall_us != THECAL_UNKNOWN_US);

  if (!known && item->ask_if == NULL && thecal_answers_get (self->facts.answers, item->id) == NULL)
    self->flags |= FLAG (UNFINISHED);
}

static void
set_flags (Judgement *self)
{
  const ThecalTriageContext *context = self->facts.context;

  for_each_item (self, LIST (GATE), note_missing, NULL);
  if (thecal_triage_is_watched (&self->facts))
    self->flags |= FLAG (WATCH_72H);
  if (context->pump_alarm || thecal_item_id_holds (&self->facts, "G8") == THECAL_HOLDS ||
      thecal_item_id_holds (&self->facts, "P1") == THECAL_HOLDS)
    self->flags |= FLAG (PUMP_ALARM);
  if (context->computed_empty)
    self->flags |= FLAG (COMPUTED_EMPTY);
  if (context->refill_overdue)
    self->flags |= FLAG (REFILL_OVERDUE);
  if (context->infusion_stopped)
    self->flags |= FLAG (STOPPED);
  if (self->steps > 0)
    self->flags |= FLAG (RAISED);
  if (!context->has_plan)
    self->flags |= FLAG (NO_PLAN);
}

static void
add_raiser (Judgement *self, const ThecalChecklistItem *item, gpointer data)
{
  for (guint i = 0; i < item->rules->len; i++) {
    const ThecalRule *rule = g_ptr_array_index (item->rules, i);

    if (rule->raises > 0 && thecal_rule_holds (&self->facts, item, rule) == THECAL_HOLDS &&
        !g_ptr_array_find (self->items, item, NULL))
      g_ptr_array_add (self->items, (gpointer) item);
  }
}

/* Sedatives add to what is there: the result is more urgent, and they are named with it. */
static void
raise_outcome (Judgement *self)
{
  if (self->steps <= 0 || self->outcome == THECAL_OUTCOME_T1)
    return;

  for_each_item (self, G_MAXUINT, add_raiser, NULL);
  self->outcome = MAX (THECAL_OUTCOME_T1, self->outcome - self->steps);
}

static void
add_decider (Judgement *self, const ThecalChecklistItem *item, gpointer data)
{
  if (g_ptr_array_find (self->items, item, NULL))
    g_ptr_array_add (data, (gpointer) g_intern_string (item->id));
}

/* An overdose before the others: what is done in it is not done in withdrawal. */
static ThecalSign
sign_of (const GPtrArray *items)
{
  static const struct {
    ThecalListId list;
    ThecalSign sign;
  } rows[] = {
    { THECAL_LIST_OVERDOSE, THECAL_SIGN_OVERDOSE },
    { THECAL_LIST_WITHDRAWAL, THECAL_SIGN_WITHDRAWAL },
    { THECAL_LIST_INFECTION, THECAL_SIGN_INFECTION },
  };

  for (gsize row = 0; row < G_N_ELEMENTS (rows); row++)
    for (guint i = 0; i < items->len; i++) {
      const ThecalChecklistItem *item = g_ptr_array_index (items, i);

      if (item->list == rows[row].list)
        return rows[row].sign;
    }

  return THECAL_SIGN_NONE;
}

static void
find_again (Judgement *self, const ThecalChecklistItem *item, gpointer data)
{
  int *hours = data;

  for (guint i = 0; i < item->rules->len; i++) {
    const ThecalRule *rule = g_ptr_array_index (item->rules, i);

    if (rule->again_h > 0 && thecal_rule_holds (&self->facts, item, rule) == THECAL_HOLDS)
      *hours = MAX (*hours, rule->again_h);
  }
}

/* Hours to the next look (clinical.md 2.1): later than four only where a rule says so of an outcome
 * that nothing is in doubt about (2.7: a redness that fades, a swelling that stays). */
static int
repeat_h (Judgement *self)
{
  const guint held = FLAG (WATCH_72H) | FLAG (UNFINISHED);
  int hours = REPEAT_H;

  if (thecal_triage_has_doubt (&self->facts, THECAL_LIST_WITHDRAWAL) ||
      thecal_triage_has_doubt (&self->facts, THECAL_LIST_OVERDOSE))
    return REPEAT_DOUBT_H;
  if (self->outcome == THECAL_OUTCOME_T5 && (self->flags & held) == 0)
    for_each_item (self, G_MAXUINT, find_again, &hours);

  return hours;
}

static gint64
repeat_at (Judgement *self)
{
  const gint64 now_us = self->facts.now_wall_us;

  if (self->outcome <= THECAL_OUTCOME_T2 || now_us == THECAL_UNKNOWN_US ||
      now_us == THECAL_NEVER_US || !thecal_instant_is_sound (now_us))
    return THECAL_UNKNOWN_US;

  return now_us + repeat_h (self) * THECAL_HOUR_US;
}

/* Answers, with what Thecal answers itself where the pump list is walked. */
static ThecalAnswers *
complete_answers (const ThecalAnswers *answers, const ThecalTriageContext *context, guint lists)
{
  static const char *const ids[] = { "P3", "P10" };
  ThecalAnswers *complete = thecal_answers_copy (answers);
  ThecalAnswer answer;

  for (gsize i = 0; (lists & LIST (PUMP)) != 0 && i < G_N_ELEMENTS (ids); i++)
    if (thecal_answers_get (answers, ids[i]) == NULL &&
        thecal_triage_answer_itself (ids[i], context, &answer))
      thecal_answers_set (complete, ids[i], &answer);

  return complete;
}

static void
tell (Judgement *self, ThecalTriageResult *out)
{
  out->outcome = self->outcome;
  out->decided_by = g_ptr_array_new ();
  for_each_item (self, G_MAXUINT, add_decider, out->decided_by);
  out->flags = self->flags;
  out->lists = self->lists & ~LIST (GATE);
  out->sign = self->sign;
  out->show_tablets = thecal_triage_may_show_tablets (&self->facts, self->outcome, out->lists);
  out->repeat_wall_us = repeat_at (self);
}

void
thecal_triage_judge (const ThecalChecklistSet *set,
                     const ThecalAnswers *answers,
                     const ThecalTriageContext *context,
                     guint lists,
                     gint64 now_wall_us,
                     ThecalTriageResult *out)
{
  g_autoptr (ThecalAnswers) complete = complete_answers (answers, context, lists);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  Judgement self = {
    .facts = { set, complete, context, now_wall_us },
    .outcome = THECAL_OUTCOME_T5,
    .items = items,
    .lists = lists & ((1u << THECAL_N_LISTS) - 1),
  };

  for_each_item (&self, G_MAXUINT, apply_item, NULL);
  for_each_item (&self, G_MAXUINT, apply_temperature, NULL);
  apply_two_signs (&self);
  apply_context (&self);
  self.sign = sign_of (items); /* not of what only raises it */
  raise_outcome (&self);
  open_both (&self);
  set_flags (&self);
  tell (&self, out);
}

void
thecal_triage_result_clear (ThecalTriageResult *self)
{
  g_clear_pointer (&self->decided_by, g_ptr_array_unref);
}

static const char *const flag_names[THECAL_N_TRIAGE_FLAGS] = {
  [THECAL_TRIAGE_TWO_SIGN] = "two-sign",
  [THECAL_TRIAGE_WATCH_72H] = "watch-72h",
  [THECAL_TRIAGE_PUMP_ALARM] = "pump-alarm",
  [THECAL_TRIAGE_COMPUTED_EMPTY] = "computed-empty",
  [THECAL_TRIAGE_REFILL_OVERDUE] = "refill-overdue",
  [THECAL_TRIAGE_STOPPED] = "stopped",
  [THECAL_TRIAGE_RAISED] = "raised",
  [THECAL_TRIAGE_UNFINISHED] = "unfinished",
  [THECAL_TRIAGE_NO_PLAN] = "no-plan",
};

const char *
thecal_triage_flag_to_string (ThecalTriageFlag flag)
{
  return thecal_names_get (flag_names, G_N_ELEMENTS (flag_names), (int) flag);
}
