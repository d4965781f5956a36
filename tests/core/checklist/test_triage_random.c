/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/checklist/checklist_rule.h"
#include "core/checklist/triage_rules.h"
#include "core/checklist/walkthrough.h"
#include "lists.h"

/* What must hold for every set of answers to the lists as they ship (clinical.md 6.4); the seed is
 * printed by g_test, repeat with --seed. */

#define N_RANDOM 1500
#define N_WALKS 150
#define STEPS_MAX 600

typedef struct {
  ThecalChecklistSet *set;
  GPtrArray *items; /* of all lists */
} Lists;

static Lists
open_lists (void)
{
  Lists lists = { load_lists (), g_ptr_array_new () };

  for (guint list = 0; list < THECAL_N_LISTS; list++)
    g_ptr_array_extend (lists.items, lists.set->lists[list]->items, NULL, NULL);

  return lists;
}

static void
close_lists (Lists *lists)
{
  g_ptr_array_unref (lists->items);
  thecal_checklist_set_free (lists->set);
}

static ThecalAnswer
said (ThecalSaid what)
{
  return (ThecalAnswer){
    .said = what,
    .number = NAN,
    .time_wall_us = THECAL_UNKNOWN_US,
    .at_wall_us = THECAL_UNKNOWN_US,
  };
}

/* Any answer that the item can have. */
static ThecalAnswer
random_answer (const ThecalChecklistItem *item)
{
  static const ThecalSaid words[] = { THECAL_SAID_YES, THECAL_SAID_NO, THECAL_SAID_NOT_SURE };
  ThecalAnswer answer = said (words[g_test_rand_int_range (0, 3)]);

  if (item->type == THECAL_ANSWER_SELECT && answer.said != THECAL_SAID_NOT_SURE) {
    answer.said = THECAL_SAID_CHOICE;
    answer.choice = g_array_index (item->choices,
                                   ThecalChoice,
                                   g_test_rand_int_range (0, (int) item->choices->len))
                        .value;
  } else if (item->type == THECAL_ANSWER_TIME) {
    answer.said = THECAL_SAID_TIME;
    answer.time_wall_us = NOW_US + g_test_rand_int_range (-200, 20) * THECAL_HOUR_US;
  } else if (item->type == THECAL_ANSWER_NUMBER && g_test_rand_bit ()) {
    answer.said = THECAL_SAID_NUMBER;
    answer.number = g_test_rand_double_range (0, 12);
    if (item->quantity == THECAL_QUANTITY_TEMPERATURE) {
      const bool fahrenheit = g_test_rand_bit ();

      answer.unit = fahrenheit ? THECAL_UNIT_FAHRENHEIT : THECAL_UNIT_CELSIUS;
      answer.number =
          fahrenheit ? g_test_rand_double_range (92, 108) : g_test_rand_double_range (33, 42);
    }
  }

  return answer;
}

static gint64
random_time (void)
{
  return g_test_rand_bit () ? THECAL_UNKNOWN_US
                            : NOW_US + g_test_rand_int_range (-100, 10) * THECAL_HOUR_US;
}

static ThecalTriageContext
random_context (void)
{
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  /* mostly none of it, so that milder outcomes come up too */
  context.pump_alarm = g_test_rand_int_range (0, 8) == 0;
  context.computed_empty = g_test_rand_int_range (0, 8) == 0;
  context.refill_overdue = g_test_rand_int_range (0, 8) == 0;
  context.infusion_stopped = g_test_rand_int_range (0, 16) == 0;
  context.battery_notice = g_test_rand_bit ();
  context.data_stale = g_test_rand_bit ();
  context.printout_missing = g_test_rand_bit ();
  context.alarmed_before_mri = g_test_rand_bit ();
  context.injury_t6 = g_test_rand_bit ();
  context.has_plan = g_test_rand_bit ();
  context.has_tablet_plan = g_test_rand_int_range (0, 4) != 0;
  context.cannot_swallow = g_test_rand_int_range (0, 4) == 0;
  context.watch_wall_us = random_time ();
  context.refill_wall_us = random_time ();
  context.operation_wall_us = random_time ();
  context.breaths_low = g_test_rand_bit () ? 8 : NAN;

  return context;
}

/* One in @density of all items answered. */
static ThecalAnswers *
random_answers (const Lists *lists, int density)
{
  ThecalAnswers *answers = thecal_answers_new ();

  for (guint i = 0; i < lists->items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (lists->items, i);
    const ThecalAnswer answer = random_answer (item);

    if (g_test_rand_int_range (0, density) == 0)
      thecal_answers_set (answers, item->id, &answer);
  }

  return answers;
}

static int
outcome_of (const Lists *lists,
            const ThecalAnswers *answers,
            const ThecalTriageContext *context,
            guint walked)
{
  g_auto (ThecalTriageResult) result = { 0 };

  thecal_triage_judge (lists->set, answers, context, walked, NOW_US, &result);
  g_assert_cmpint (result.outcome, >=, THECAL_OUTCOME_T1);
  g_assert_cmpint (result.outcome, <=, THECAL_OUTCOME_T5);

  return result.outcome;
}

/* Yes is bad, and no is what it is measured against. */
static bool
is_yes_bad (const ThecalChecklistItem *item)
{
  for (guint i = 0; i < item->rules->len; i++) {
    const ThecalRule *rule = g_ptr_array_index (item->rules, i);

    if (rule->no || rule->when->len > 0)
      return false;
  }

  return item->type == THECAL_ANSWER_YES_NO || item->type == THECAL_ANSWER_NUMBER;
}

/* T-TR-01: adding a yes never lowers; neither does a yes or a doubt in place of a no. */
static void
assert_yes_never_lowers (const Lists *lists,
                         const ThecalAnswers *before,
                         const ThecalTriageContext *context,
                         const ThecalChecklistItem *item,
                         guint walked)
{
  const ThecalAnswer yes = said (THECAL_SAID_YES), no = said (THECAL_SAID_NO),
                     doubt = said (THECAL_SAID_NOT_SURE);
  g_autoptr (ThecalAnswers) answers = thecal_answers_copy (before);
  int none, by_no, by_doubt, by_yes;

  thecal_answers_remove (answers, item->id);
  none = outcome_of (lists, answers, context, walked);
  thecal_answers_set (answers, item->id, &no);
  by_no = outcome_of (lists, answers, context, walked);
  thecal_answers_set (answers, item->id, &doubt);
  by_doubt = outcome_of (lists, answers, context, walked);
  thecal_answers_set (answers, item->id, &yes);
  by_yes = outcome_of (lists, answers, context, walked);

  /* what Thecal answers itself counts where nobody does */
  if (thecal_triage_answer_itself (item->id, context, &(ThecalAnswer){ 0 }))
    none = by_no;
  if (by_yes > none || by_no > none || by_doubt > none)
    g_error ("%s: adding an answer lowers T%d to T%d, T%d, T%d",
             item->id,
             none,
             by_no,
             by_doubt,
             by_yes);
  if (is_yes_bad (item) && (by_yes > by_doubt || by_doubt > by_no))
    g_error ("%s: T%d by no, T%d by doubt, T%d by yes", item->id, by_no, by_doubt, by_yes);
  /* no more than one step between yes and a doubt, and none where it is red */
  if (is_yes_bad (item) && by_doubt > by_yes + 1)
    g_error ("%s: T%d by doubt, T%d by yes", item->id, by_doubt, by_yes);
  if (is_yes_bad (item) && item->red && by_doubt != by_yes)
    g_error ("%s is red: T%d by doubt, T%d by yes", item->id, by_doubt, by_yes);
}

static void
test_yes_never_lowers (void)
{
  Lists lists = open_lists ();

  for (int i = 0; i < N_RANDOM; i++) {
    const ThecalTriageContext context = random_context ();
    const guint walked = (guint) g_test_rand_int_range (0, 1 << THECAL_N_LISTS);
    g_autoptr (ThecalAnswers) answers = random_answers (&lists, 2 << g_test_rand_int_range (0, 5));

    for (int j = 0; j < 4; j++)
      assert_yes_never_lowers (
          &lists,
          answers,
          &context,
          g_ptr_array_index (lists.items, g_test_rand_int_range (0, (int) lists.items->len)),
          walked);
  }
  close_lists (&lists);
}

/* The same, for every pair of answers within a list. */
static void
test_every_pair (void)
{
  static const ThecalSaid words[] = { THECAL_SAID_YES, THECAL_SAID_NO, THECAL_SAID_NOT_SURE };
  Lists lists = open_lists ();
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  for (guint i = 0; i < lists.items->len; i++)
    for (guint j = 0; j < lists.items->len; j++) {
      const ThecalChecklistItem *first = g_ptr_array_index (lists.items, i);
      const ThecalChecklistItem *second = g_ptr_array_index (lists.items, j);

      for (gsize word = 0; first->list == second->list && i != j && word < 3; word++) {
        g_autoptr (ThecalAnswers) answers = thecal_answers_new ();
        const ThecalAnswer answer = said (words[word]);

        thecal_answers_set (answers, first->id, &answer);
        assert_yes_never_lowers (&lists, answers, &context, second, 1u << second->list);
      }
    }
  close_lists (&lists);
}

/* Nothing that is known of the pump lowers, either. */
static void
test_context_never_lowers (void)
{
  Lists lists = open_lists ();

  for (int i = 0; i < N_RANDOM; i++) {
    ThecalTriageContext nothing, known = random_context ();
    const guint walked = (guint) g_test_rand_int_range (0, 1 << THECAL_N_LISTS);
    g_autoptr (ThecalAnswers) answers = random_answers (&lists, 2 << g_test_rand_int_range (0, 5));

    thecal_triage_context_init (&nothing);
    nothing.breaths_low = known.breaths_low; /* without it a count is nobody's answer */
    g_assert_cmpint (outcome_of (&lists, answers, &known, walked),
                     <=,
                     outcome_of (&lists, answers, &nothing, walked));
  }
  close_lists (&lists);
}

/* T-TR-02: whatever else is said, a red item is never below the outcome that the table states. */
static void
test_red_items (void)
{
  Lists lists = open_lists ();
  guint n_red = 0;

  for (guint i = 0; i < lists.items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (lists.items, i);

    if (!item->red)
      continue;
    n_red++;
    for (int j = 0; j < 100; j++) {
      g_autoptr (ThecalAnswers) answers =
          j == 0 ? thecal_answers_new () : random_answers (&lists, 4);
      const ThecalTriageContext context = random_context ();
      ThecalAnswer answer = said (is_yes_bad (item) ? THECAL_SAID_YES : THECAL_SAID_NO);

      if (item->type != THECAL_ANSWER_SELECT) {
        thecal_answers_set (answers, item->id, &answer);
        if (!thecal_triage_is_raised (item, answers, &context) ||
            outcome_of (&lists, answers, &context, 0) > item->least)
          g_error ("%s ends below T%d", item->id, item->least);
      }
      answer.said = THECAL_SAID_NOT_SURE;
      thecal_answers_set (answers, item->id, &answer);
      if (!thecal_triage_is_raised (item, answers, &context) ||
          outcome_of (&lists, answers, &context, 0) > item->least)
        g_error ("%s, not sure, ends below T%d", item->id, item->least);
    }
  }
  g_assert_cmpuint (n_red, >=, 25);
  close_lists (&lists);
}

/* T-TR-05: rescue tablets change no outcome, no sign and no time. */
static void
test_tablets_change_nothing (void)
{
  static const char *const ids[] = { "W15", "W15_swallow", "W15_awake" };
  Lists lists = open_lists ();

  for (int i = 0; i < N_RANDOM; i++) {
    const ThecalTriageContext context = random_context ();
    g_autoptr (ThecalAnswers) answers = random_answers (&lists, 2 << g_test_rand_int_range (0, 5));
    g_auto (ThecalTriageResult) without = { 0 }, with = { 0 };

    for (gsize j = 0; j < G_N_ELEMENTS (ids); j++)
      thecal_answers_remove (answers, ids[j]);
    thecal_triage_judge (lists.set, answers, &context, 0, NOW_US, &without);
    for (gsize j = 0; j < G_N_ELEMENTS (ids); j++) {
      const ThecalAnswer answer = random_answer (thecal_checklist_set_find (lists.set, ids[j]));

      thecal_answers_set (answers, ids[j], &answer);
    }
    thecal_triage_judge (lists.set, answers, &context, 0, NOW_US, &with);
    g_assert_cmpint (with.outcome, ==, without.outcome);
    g_assert_cmpuint (with.flags, ==, without.flags);
    g_assert_cmpuint (with.lists, ==, without.lists);
    g_assert_cmpint (with.sign, ==, without.sign);
    g_assert_cmpint (with.repeat_wall_us, ==, without.repeat_wall_us);
    g_assert_cmpuint (with.decided_by->len, ==, without.decided_by->len);
  }
  close_lists (&lists);
}

static bool
is_said (const ThecalAnswers *answers, const char *id, ThecalSaid what)
{
  const ThecalAnswer *answer = thecal_answers_get (answers, id);

  return answer != NULL && answer->said == what;
}

/* T-TR-04: tablets are never offered with any sign of an overdose, to a person who is not awake or
 * cannot swallow, without the team's own words, or in the place of an emergency. */
static void
test_tablets_hidden (void)
{
  Lists lists = open_lists ();
  guint n_shown = 0;

  for (int i = 0; i < 20 * N_RANDOM; i++) {
    const ThecalTriageContext context = random_context ();
    const guint walked = (guint) g_test_rand_int_range (0, 1 << THECAL_N_LISTS);
    g_autoptr (ThecalAnswers) answers = random_answers (&lists, 16);
    g_auto (ThecalTriageResult) result = { 0 };
    const ThecalAnswer yes = said (THECAL_SAID_YES);

    thecal_answers_set (answers, "W15", &yes);
    if (g_test_rand_int_range (0, 4) != 0) {
      thecal_answers_set (answers, "W15_swallow", &yes);
      thecal_answers_set (answers, "W15_awake", &yes);
    }
    thecal_triage_judge (lists.set, answers, &context, walked, NOW_US, &result);
    if (!result.show_tablets)
      continue;

    n_shown++;
    g_assert_true (context.has_tablet_plan && !context.cannot_swallow);
    g_assert_true (result.outcome == 2 || result.outcome == 3);
    g_assert_true (is_said (answers, "W15_swallow", THECAL_SAID_YES));
    g_assert_true (is_said (answers, "W15_awake", THECAL_SAID_YES));
    g_assert_cmpuint (result.lists & (1u << THECAL_LIST_OVERDOSE), ==, 0);
    for (guint j = 0; j < lists.items->len; j++) {
      const ThecalChecklistItem *item = g_ptr_array_index (lists.items, j);

      if (item->list == THECAL_LIST_OVERDOSE) {
        g_assert_false (thecal_triage_is_raised (item, answers, &context));
        g_assert_false (is_said (answers, item->id, THECAL_SAID_NOT_SURE));
      }
    }
  }
  /* else nothing was tried */
  g_assert_cmpuint (n_shown, >, 0);
  close_lists (&lists);
}

/* T-I18N-01: an ordinary spasm is no seizure, by ids and not by words. */
static void
test_spasm_and_seizure (void)
{
  static const struct {
    const char *answers;
    int least, most;
  } rows[] = {
    { "G4=yes", 1, 1 }, /* a seizure is always an emergency */
    { "G4=not-sure", 1, 1 },
    { "G4=no W9=yes", 3, 3 }, /* spasms */
    { "G4=no W2=yes", 2, 2 }, /* sudden stiffness */
    { "G4=no W2=no W9=not-sure", 4, 4 },
  };
  Lists lists = open_lists ();
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalAnswers) answers = read_answers (lists.set, rows[i].answers);
    const int outcome = outcome_of (&lists, answers, &context, 0);

    g_test_message ("%s", rows[i].answers);
    g_assert_cmpint (outcome, >=, rows[i].least);
    g_assert_cmpint (outcome, <=, rows[i].most);
  }
  close_lists (&lists);
}

/* T-TR-03: no text that is shown with an outcome reassures. */
static void
test_no_reassurance (void)
{
  g_autoptr (GRegex) words = g_regex_new (
      "\\b(fine|ok|okay|safe|safely|normal|normally|healthy|harmless|all clear|no problem|in order|"
      "all right|alright|nothing wrong|do not worry|don't worry)\\b",
      G_REGEX_CASELESS,
      0,
      NULL);
  Lists lists = open_lists ();
  guint n_texts = 0;

  for (int outcome = THECAL_OUTCOME_T1; outcome <= THECAL_OUTCOME_T5; outcome++)
    for (int kind = 0; kind < THECAL_N_ADVICE; kind++) {
      g_autoptr (GPtrArray) advice =
          thecal_checklist_set_get_advice (lists.set, G_MAXUINT, outcome, (ThecalAdviceKind) kind);

      for (guint i = 0; i < advice->len; i++, n_texts++)
        if (g_regex_match (words, g_ptr_array_index (advice, i), 0, NULL))
          g_error ("T%d reassures: %s", outcome, (char *) g_ptr_array_index (advice, i));
    }
  for (guint i = 0; i < lists.items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (lists.items, i);

    if (g_regex_match (words, item->finding, 0, NULL))
      g_error ("%s reassures: %s", item->id, item->finding);
  }
  g_assert_cmpuint (n_texts, >, 50);
  close_lists (&lists);
}

/* One walkthrough by chance: what was asked, and what must hold on the way. */
typedef struct {
  ThecalWalkthrough *walk;
  GHashTable *asked; /* ids, since the newest step back */
  int worst;
  bool gate_left; /* a question of another list, or the choice, was shown */
  bool stepped_back;
} Walk;

static void
assert_step (Walk *self, ThecalTime now)
{
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (self->walk);
  g_auto (ThecalTriageResult) result = { 0 };

  thecal_walkthrough_get_result (self->walk, now, &result);
  g_assert_cmpint (result.outcome, <=, self->worst); /* never falls */
  g_assert_cmpint (result.outcome, >=, THECAL_OUTCOME_T1);
  self->worst = result.outcome;
  if (item == NULL)
    return;

  if (item->list != THECAL_LIST_GATE)
    self->gate_left = true;
  else if (!self->stepped_back)
    g_assert_false (self->gate_left); /* asked first */
  if (!self->stepped_back)
    if (!g_hash_table_add (self->asked, (gpointer) item->id))
      g_error ("%s is asked twice", item->id);
}

static void
walk_back (Walk *self, ThecalTime now)
{
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (self->walk);
  g_autoptr (ThecalAnswers) before =
      thecal_answers_copy (thecal_walkthrough_get_answers (self->walk));
  const ThecalAnswers *after;

  self->stepped_back = true;
  if (!thecal_walkthrough_back (self->walk, now)) {
    g_assert_true (item != NULL && g_str_equal (item->id, "G1"));
    return;
  }
  after = thecal_walkthrough_get_answers (self->walk);
  g_assert_cmpuint (thecal_answers_count (after), ==, thecal_answers_count (before));
  /* what is shown again has the answer that it had */
  item = thecal_walkthrough_get_item (self->walk);
  if (item != NULL)
    g_assert_cmpint (thecal_answers_get (after, item->id)->said,
                     ==,
                     thecal_answers_get (before, item->id)->said);
}

static bool
walk_step (Walk *self, bool may_go_back, ThecalTime now)
{
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (self->walk);

  if (may_go_back && g_test_rand_int_range (0, 8) == 0) {
    walk_back (self, now);
    return true;
  }
  switch (thecal_walkthrough_get_step (self->walk)) {
  case THECAL_STEP_QUESTION: {
    const ThecalAnswer answer = random_answer (item);

    thecal_walkthrough_answer (self->walk, &answer, now);
    return true;
  }
  case THECAL_STEP_CHOOSE:
    self->gate_left = true;
    thecal_walkthrough_choose (self->walk, (guint) g_test_rand_int_range (0, 64), now);
    return true;
  case THECAL_STEP_OUTCOME:
    break;
  }

  return thecal_walkthrough_go_on (self->walk, now);
}

/* Every path ends, whatever is said; the gate is asked first on each; what is found stays found. */
static void
test_walks (void)
{
  Lists lists = open_lists ();

  for (int i = 0; i < N_WALKS; i++) {
    const ThecalTriageContext context = random_context ();
    const guint chosen =
        g_test_rand_bit () ? 0 : (guint) g_test_rand_int_range (0, 1 << THECAL_N_LISTS);
    g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
    ThecalTime now = { THECAL_DAY_US, NOW_US };
    g_autoptr (ThecalWalkthrough) walk = thecal_walkthrough_new (lists.set, &context, chosen, now);
    Walk self = { walk, asked, THECAL_OUTCOME_T5, false, false };
    const bool may_go_back = i % 2 == 1;
    int steps = 0;

    g_assert_cmpstr (thecal_walkthrough_get_item (walk)->id, ==, "G1");
    do {
      assert_step (&self, now);
      now.boot_us += THECAL_SECOND_US;
      now.wall_us += THECAL_SECOND_US;
      g_assert_cmpint (steps++, <, STEPS_MAX);
    } while (walk_step (&self, may_go_back && steps < STEPS_MAX / 2, now));
    g_assert_true (thecal_walkthrough_is_finished (walk));
    if (!may_go_back)
      g_assert_cmpuint (g_hash_table_size (asked), >=, 8 + context.injury_t6);
  }
  close_lists (&lists);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/triage-random/yes-never-lowers", test_yes_never_lowers);
  g_test_add_func ("/core/triage-random/every-pair", test_every_pair);
  g_test_add_func ("/core/triage-random/context-never-lowers", test_context_never_lowers);
  g_test_add_func ("/core/triage-random/red-items", test_red_items);
  g_test_add_func ("/core/triage-random/tablets-change-nothing", test_tablets_change_nothing);
  g_test_add_func ("/core/triage-random/tablets-hidden", test_tablets_hidden);
  g_test_add_func ("/core/triage-random/spasm-and-seizure", test_spasm_and_seizure);
  g_test_add_func ("/core/triage-random/no-reassurance", test_no_reassurance);
  g_test_add_func ("/core/triage-random/walks", test_walks);

  return g_test_run ();
}
