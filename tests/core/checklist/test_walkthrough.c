/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/walkthrough.h"

#include <math.h>

#include "lists.h"

/* A script of what a person does and what is shown then, one step a word:
 *
 *   W3?            this question is shown     G1=no         it is answered
 *   choose?        the choice is shown        choose=st     stiffer, sleepier, hot, wound, pump,
 *                                             unclear by their first letters
 *   now=T1         it would be so now
 *   T1!            the outcome is shown       W3~38.7c      it is shown, with this filled in
 *   back, on, stop done, with "nothing" after them where there is nothing to do
 *   fill:G8=siren  known before               wait=60       seconds
 *   gate           every question of the gate, without a finding
 *   no...W16       every question up to this one, with no (temperatures: no) */
typedef struct {
  const ThecalChecklistSet *set;
  ThecalWalkthrough *walk;
  ThecalTime now;
} Play;

static ThecalAnswer
answer_to (const Play *play, const char *id, const char *value)
{
  g_autoptr (ThecalAnswers) answers = thecal_answers_new ();

  answer_word (answers, play->set, id, value);
  return *thecal_answers_get (answers, id);
}

static const char *
shown (const Play *play)
{
  const ThecalChecklistItem *item = thecal_walkthrough_get_item (play->walk);

  return item != NULL ? item->id : "";
}

static void
do_answer (Play *play, const char *value)
{
  const ThecalAnswer answer = answer_to (play, shown (play), value);

  thecal_walkthrough_answer (play->walk, &answer, play->now);
}

/* The answer that means nothing bad. */
static const char *
good_answer (const ThecalChecklistItem *item)
{
  if (item->type == THECAL_ANSWER_SELECT || item->type == THECAL_ANSWER_TIME)
    return "none";
  if (g_str_equal (item->id, "G1") || g_str_equal (item->id, "G3") ||
      g_str_equal (item->id, "S9") || g_str_equal (item->id, "S12"))
    return "yes";

  return "no";
}

static void
do_gate (Play *play)
{
  const ThecalChecklistItem *item;

  while ((item = thecal_walkthrough_get_item (play->walk)) != NULL &&
         item->list == THECAL_LIST_GATE)
    do_answer (play, good_answer (item));
}

static void
do_until (Play *play, const char *id)
{
  const ThecalChecklistItem *item;

  while ((item = thecal_walkthrough_get_item (play->walk)) != NULL && !g_str_equal (item->id, id))
    do_answer (play, good_answer (item));
}

static void
do_choose (Play *play, const char *letters)
{
  guint worries = 0;

  for (; *letters != '\0'; letters++) {
    const char *const known = "t l h w p u";
    const char *at = strchr (known, *letters);

    worries |= 1u << ((at - known) / 2);
  }
  thecal_walkthrough_choose (play->walk, worries, play->now);
}

static void
expect_now (const Play *play, int outcome)
{
  g_auto (ThecalTriageResult) result = { 0 };

  thecal_walkthrough_get_result (play->walk, play->now, &result);
  g_assert_cmpint (result.outcome, ==, outcome);
}

static void
expect_outcome (const Play *play, int outcome)
{
  g_assert_cmpint (thecal_walkthrough_get_step (play->walk), ==, THECAL_STEP_OUTCOME);
  g_assert_null (thecal_walkthrough_get_item (play->walk));
  expect_now (play, outcome);
}

static void
expect_filled (const Play *play, const char *id, const char *value)
{
  const ThecalAnswer expected = answer_to (play, id, value);
  const ThecalAnswer *answer = thecal_answers_get (thecal_walkthrough_get_answers (play->walk), id);

  g_assert_cmpstr (shown (play), ==, id);
  g_assert_nonnull (answer);
  g_assert_true (answer->prefilled);
  g_assert_cmpint (answer->said, ==, expected.said);
  g_assert_cmpint (answer->unit, ==, expected.unit);
  g_assert_true (answer->number == expected.number || isnan (expected.number));
}

static void
do_step (Play *play, const char *word)
{
  g_auto (GStrv) pair = g_strsplit_set (word, "=~", 2);

  if (g_str_equal (word, "gate"))
    do_gate (play);
  else if (g_str_equal (word, "choose?"))
    g_assert_cmpint (thecal_walkthrough_get_step (play->walk), ==, THECAL_STEP_CHOOSE);
  else if (g_str_has_prefix (word, "choose="))
    do_choose (play, pair[1]);
  else if (g_str_has_prefix (word, "no..."))
    do_until (play, word + strlen ("no..."));
  else if (g_str_has_prefix (word, "wait="))
    play->now.boot_us += g_ascii_strtoll (pair[1], NULL, 10) * THECAL_SECOND_US;
  else if (g_str_has_prefix (word, "fill:")) {
    const char *id = pair[0] + strlen ("fill:");
    const ThecalAnswer answer = answer_to (play, id, pair[1]);

    thecal_walkthrough_prefill (play->walk, id, &answer);
  } else if (g_str_equal (word, "back"))
    g_assert_true (thecal_walkthrough_back (play->walk, play->now));
  else if (g_str_equal (word, "back-nothing"))
    g_assert_false (thecal_walkthrough_back (play->walk, play->now));
  else if (g_str_equal (word, "on"))
    g_assert_true (thecal_walkthrough_go_on (play->walk, play->now));
  else if (g_str_equal (word, "on-nothing"))
    g_assert_false (thecal_walkthrough_go_on (play->walk, play->now));
  else if (g_str_equal (word, "stop"))
    thecal_walkthrough_stop (play->walk, play->now);
  else if (g_str_has_prefix (word, "now=T"))
    expect_now (play, pair[1][1] - '0');
  else if (word[0] == 'T' && word[2] == '!')
    expect_outcome (play, word[1] - '0');
  else if (g_str_has_suffix (word, "?")) {
    g_autofree char *id = g_strndup (word, strlen (word) - 1);

    g_assert_cmpint (thecal_walkthrough_get_step (play->walk), ==, THECAL_STEP_QUESTION);
    g_assert_cmpstr (shown (play), ==, id);
  } else if (strchr (word, '~') != NULL)
    expect_filled (play, pair[0], pair[1]);
  else {
    g_assert_cmpstr (shown (play), ==, pair[0]);
    do_answer (play, pair[1]);
  }
}

static void
play_script (Play *play, const char *script)
{
  g_auto (GStrv) words = g_strsplit (script, " ", 0);

  for (guint i = 0; words[i] != NULL; i++) {
    g_test_message ("%s (%s)", words[i], shown (play));
    do_step (play, words[i]);
  }
}

#define FEVER "no...G6 G6=39c G8=none G9=none "

typedef struct {
  const char *lists, *script, *decided;
  bool finished;
} Row;

static void
run_row (const ThecalChecklistSet *set, const Row *row, const ThecalTriageContext *context)
{
  Play play = { .set = set, .now = { THECAL_DAY_US, NOW_US } };
  g_autoptr (ThecalWalkthrough) walk =
      thecal_walkthrough_new (set, context, lists_from_letters (row->lists), play.now);
  g_auto (ThecalTriageResult) result = { 0 };
  g_autofree char *decided = NULL;

  play.walk = walk;
  g_test_message ("--- %s: %s", row->lists, row->script);
  play_script (&play, row->script);
  thecal_walkthrough_get_result (walk, play.now, &result);
  decided = join_ids (result.decided_by);
  if (row->decided != NULL)
    g_assert_cmpstr (decided, ==, row->decided);
  g_assert_cmpint (thecal_walkthrough_is_finished (walk), ==, row->finished);
  g_assert_cmpint ((result.flags & (1u << THECAL_TRIAGE_UNFINISHED)) == 0, ==, row->finished);
}

static const Row rows[] = {
  /* "not breathing" is one answer away from the emergency page */
  { "", "G1? G1=no T1!", "G1", false },
  { "W", "G1? G1=no T1! on G2? G2=yes G3=no G4? stop T1!", "G1 G2 G3", false },
  /* the gate first on every path, then the choice */
  { "", "G1=yes G2=no G3=yes G4=no G5=no G6=no G8=none G9=none choose? choose=t W1?", "", false },
  { "", "gate choose? choose=l O1?", NULL, false },
  { "", "gate choose? choose=h I1?", NULL, false },
  { "", FEVER "choose=l O1? O1=no O2? no...I1 I1?", NULL, false },
  { "", "gate choose? choose=w I1?", NULL, false },
  { "", "gate choose? choose=p P1?", NULL, false },
  { "", "gate choose? choose=tl W1? no...O1 O1?", NULL, false },
  { "", "gate choose? choose=u W1? no...O1 O1? no...- T5!", NULL, true },
  { "", "gate choose? choose= W1? no...O1 O1?", NULL, false },
  { "", "gate choose=p P1? no...P4 P4? P4=no P5?", NULL, false },
  { "W", "gate W1?", NULL, false },
  { "P", "gate P1? P1=none P2? P2=no P4?", NULL, false },
  /* to its end */
  { "W", "gate no...- T5! on-nothing", "", true },
  { "S", "gate I1? no...S2 S2? no...- T5!", "", true },
  { "S", "gate I1=no I2=no I3=no I4=no I5=no S2? S2=no S3?", NULL, false },
  { "IS", "gate no...S2 S2?", NULL, false },
  { "W", "gate W1=yes no...- T2!", "W1", true },
  { "WO", "gate no...O10 O10=yes O11=no T4!", "O10", true },
  /* what one answer leads to */
  { "W", "gate no...W4 W4=no W5?", NULL, false },
  { "W", "gate no...W4 W4=yes W4_faint? W4_faint=no W5?", NULL, false },
  { "W", "gate no...W12 W12=not-sure W12_weekly?", NULL, false },
  { "W", "gate no...W15 W15=yes W15_swallow=yes W15_awake=yes W16?", NULL, false },
  { "P", "gate no...P4 P4=yes P4_checked=no P4_alarm?", NULL, false },
  { "P", "gate no...P4 P4=yes P4_checked=yes P5?", NULL, false },
  /* an answer opens a list, which comes after those that are open */
  { "P", "G1=yes G2=no G3=yes G4=no G5=no G6=no G8=siren G9=none P1? no...W1 W1?", NULL, false },
  { "P", "gate P1=siren P2? no...W1 W1? no...- T3!", "P1", true },
  { "O", "gate no...O8 O8=yes no...- T3!", "O8", true },
  { "W", "gate no...W9 W9=yes no...W16 W16=no T3!", "W9", true },
  /* back keeps the answers, and what was found stays found */
  { "", "back-nothing G1=yes G2? back G1? back-nothing G1=yes G2?", NULL, false },
  { "W", "gate W1=yes W2=yes back W2? back W1? W1=no W2?", "W1 W2", false },
  { "W", "gate W1=yes back W1=no W2=no W3=no stop T2!", "W1", false },
  { "W", "gate W1=no W2=yes W3? back back W1? W1=yes stop T2!", "W1 W2", false },
  { "", "gate choose=p P1? back choose? choose=t W1? no...- T5!", "", true },
  { "", "G1=no T1! back G1? G1=yes G2? G2=no G3? stop T1!", "G1", false },
  { "", "G1=no T1! back G1=no T1!", "G1", false },
  { "W", "gate no...- T5! back W16? W16=yes T5!", "", true },
  /* T1 stops once, and goes on to its end */
  { "W", "gate W1=yes W2=no W3=39c T1! on W4? W4=yes W4_faint=yes W5? no...- T1!", NULL, true },
  { "WO", "gate W1=yes W2=no W3=39c T1! on no...O1 O1=yes O2? no...- T1!", NULL, true },
  { "W", "G1=yes stop T5! on G2? G2=yes T1! on G3? G3=no G4?", "G2 G3", false },
  { "W", "G1=yes stop T5! back G2?", "", false },
  /* what was typed once is there at the next question of its kind */
  { "W",
    "G1=yes G2=no G3=yes G4=no G5=no G6=38.7c G8=none G9=none W1=no W2=no W3~38.7c W3=38.7c W4?",
    "W3",
    false },
  { "S", "gate I1=no I2=no I3=no I4=101.4f no...S8 S8~101.4f", NULL, false },
  /* and says nothing until somebody has said whether there is a reason for it, or leaves */
  { "W", FEVER "W1=no W2=yes W3~39c now=T2 W3=no now=T2", "W2", false },
  { "W", FEVER "W1=no W2=no W3~39c now=T5 W3=no now=T5", "", false },
  { "W", FEVER "W1=no W2=no W3~39c W3=39c now=T2", "W3", false },
  { "W", FEVER "W1=no W2=no W3~39c stop T2!", "W3", false },
  { "W", FEVER "W1=no W2=no W3~39c now=T5 wait=300 now=T2", "W3", false },
  { "W", "no...G6 G6=39c no...W3 W3~39c back back no...- T5!", NULL, true },
  { "W", "no...G6 G6=39c G8=none back back G6=37c no...W3 W3~37c", NULL, false },
  { "W",
    "no...G6 G6=39c no...W3 W3~39c back back back back back G6? G6=37c no...W3 W3~37c",
    NULL,
    false },
  { "WI", "gate W1=no W2=no W3=no no...I4 I4?", NULL, false },
  { "W", "fill:G8=single no...G8 G8~single G8=none G9?", "G8", false },
  { "W", "no...G8 G8=none fill:G8=siren back G8? stop", "", false },
  { "W", "fill:G8=siren stop T3!", "G8", false },
};

static void
test_scripts (void)
{
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    run_row (set, &rows[i], &context);
}

/* What is known besides the answers decides what is asked. */
static void
test_context (void)
{
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  context.injury_t6 = true;
  run_row (set, &(Row){ "W", "no...G6 G6=no G7? G7=25 T1!", "G7", false }, &context);

  thecal_triage_context_init (&context);
  context.operation_wall_us = NOW_US - 90 * THECAL_DAY_US;
  run_row (set, &(Row){ "", "gate choose=w no...S2 S2?", NULL, false }, &context);
  run_row (set, &(Row){ "", "gate choose=h no...S2 S2?", NULL, false }, &context);
  context.operation_wall_us -= 1;
  run_row (set, &(Row){ "", "gate choose=w no...I11 I11=no T5!", NULL, true }, &context);
  run_row (set, &(Row){ "", "gate choose=h no...I11 I11=no T5!", NULL, true }, &context);
  /* when it was is not known: a wound is asked about, and a fever is one of the infection's */
  context.operation_wall_us = THECAL_UNKNOWN_US;
  run_row (set, &(Row){ "", "gate choose=w no...S2 S2?", NULL, false }, &context);
  run_row (set, &(Row){ "", "gate choose=h no...I11 I11=no T5!", NULL, true }, &context);

  thecal_triage_context_init (&context);
  context.computed_empty = true;
  run_row (set, &(Row){ "P", "gate no...- T3!", "P3", true }, &context);
  run_row (set, &(Row){ "W", "gate no...W10 W10=yes no...- T3!", "", true }, &context);
}

/* The monitor may come to know more on the way. */
static void
test_set_context (void)
{
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  Play play = { .set = set, .now = { THECAL_DAY_US, NOW_US } };
  g_autoptr (ThecalWalkthrough) walk = NULL;
  g_auto (ThecalTriageResult) result = { 0 };
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  play.walk = walk = thecal_walkthrough_new (set, &context, 1u << THECAL_LIST_WITHDRAWAL, play.now);
  play_script (&play, "gate W1?");
  context.injury_t6 = true;
  context.infusion_stopped = true;
  thecal_walkthrough_set_context (walk, &context);
  play_script (&play, "W1? W1=no G7? G7=no W2?");

  /* a question that is shown stays, although nothing leads to it any more */
  play_script (&play, "back G7?");
  context.injury_t6 = false;
  thecal_walkthrough_set_context (walk, &context);
  g_assert_cmpuint (thecal_walkthrough_get_progress (walk).index, ==, 1);
  g_assert_cmpuint (thecal_walkthrough_get_progress (walk).count, ==, 1);
  play_script (&play, "G7? G7=no W2?");

  /* and what it said once is not taken back within the walkthrough */
  context.infusion_stopped = false;
  thecal_walkthrough_set_context (walk, &context);
  thecal_walkthrough_get_result (walk, play.now, &result);
  g_assert_cmpint (result.outcome, ==, THECAL_OUTCOME_T2);
}

static void
test_progress_and_times (void)
{
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  Play play = { .set = set, .now = { THECAL_DAY_US, NOW_US } };
  g_autoptr (ThecalWalkthrough) walk = NULL;
  const ThecalAnswer *answer;
  ThecalTriageContext context;
  ThecalProgress progress;

  thecal_triage_context_init (&context);
  play.walk = walk = thecal_walkthrough_new (set, &context, 0, play.now);
  progress = thecal_walkthrough_get_progress (walk);
  g_assert_cmpint (progress.list, ==, THECAL_LIST_GATE);
  g_assert_cmpuint (progress.index, ==, 1);
  g_assert_cmpuint (progress.count, ==, 8);
  g_assert_cmpint (
      thecal_walkthrough_get_deadline_us (walk), ==, THECAL_DAY_US + 300 * THECAL_SECOND_US);

  play_script (&play, "wait=20 gate choose?");
  progress = thecal_walkthrough_get_progress (walk);
  g_assert_cmpuint (progress.count, ==, 0);
  g_assert_cmpint (
      thecal_walkthrough_get_deadline_us (walk), ==, THECAL_DAY_US + 320 * THECAL_SECOND_US);
  g_assert_cmpint (thecal_walkthrough_get_elapsed_us (walk, play.now), ==, 20 * THECAL_SECOND_US);
  g_assert_cmpint (thecal_walkthrough_get_started_wall_us (walk), ==, NOW_US);
  answer = thecal_answers_get (thecal_walkthrough_get_answers (walk), "G1");
  g_assert_cmpint (answer->at_wall_us, ==, NOW_US);

  play_script (&play, "choose=h I1=no");
  progress = thecal_walkthrough_get_progress (walk);
  g_assert_cmpint (progress.list, ==, THECAL_LIST_INFECTION);
  g_assert_cmpuint (progress.index, ==, 2);
  g_assert_cmpuint (progress.count, ==, 11);
  g_assert_cmpuint (thecal_walkthrough_get_lists (walk), ==, 1u << THECAL_LIST_INFECTION);

  play_script (&play, "no...I7 I7=yes I7_clear?");
  progress = thecal_walkthrough_get_progress (walk);
  g_assert_cmpuint (progress.index, ==, 8);
  g_assert_cmpuint (progress.count, ==, 12);
  play_script (&play, "stop");
  g_assert_cmpint (thecal_walkthrough_get_deadline_us (walk), ==, THECAL_NEVER_US);
  g_assert_cmpint (
      thecal_walkthrough_get_elapsed_us (walk, (ThecalTime){ THECAL_UNKNOWN_US, 0 }), ==, 0);
}

/* S1: the signs of infection stand before those of the wounds, and count with them. */
static void
test_progress_after_operation (void)
{
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  Play play = { .set = set, .now = { THECAL_DAY_US, NOW_US } };
  g_autoptr (ThecalWalkthrough) walk = NULL;
  ThecalTriageContext context;
  ThecalProgress progress;

  thecal_triage_context_init (&context);
  play.walk = walk = thecal_walkthrough_new (set, &context, 1u << THECAL_LIST_OPERATION, play.now);
  play_script (&play, "gate no...S2 S2?");
  progress = thecal_walkthrough_get_progress (walk);
  g_assert_cmpint (progress.list, ==, THECAL_LIST_OPERATION);
  g_assert_cmpuint (progress.index, ==, 6);
  g_assert_cmpuint (progress.count, ==, 17);
}

/* Calls that do not fit to what is shown change nothing. */
static void
test_out_of_place (void)
{
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  Play play = { .set = set, .now = { THECAL_DAY_US, NOW_US } };
  g_autoptr (ThecalWalkthrough) walk = NULL;
  const ThecalAnswer yes = { .said = THECAL_SAID_YES };
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  play.walk = walk = thecal_walkthrough_new (set, &context, 0, play.now);
  thecal_walkthrough_choose (walk, THECAL_WORRY_HOT, play.now);
  play_script (&play, "G1? on-nothing gate choose?");
  thecal_walkthrough_answer (walk, &yes, play.now);
  play_script (&play, "choose? stop T5!");
  thecal_walkthrough_choose (walk, THECAL_WORRY_HOT, play.now);
  thecal_walkthrough_stop (walk, play.now);
  thecal_walkthrough_answer (walk, &yes, play.now);
  play_script (&play, "T5! on choose?");
}

/* With no list at all there is an outcome, and not a crash. */
static void
test_no_lists (void)
{
  g_autoptr (ThecalChecklistSet) set = thecal_checklist_set_new ();
  g_autoptr (ThecalWalkthrough) walk = NULL;
  g_auto (ThecalTriageResult) result = { 0 };
  const ThecalTime odd = { G_MAXINT64 - 1, G_MAXINT64 - 1 };
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  walk = thecal_walkthrough_new (set, &context, G_MAXUINT, odd);
  g_assert_cmpint (thecal_walkthrough_get_step (walk), ==, THECAL_STEP_OUTCOME);
  g_assert_false (thecal_walkthrough_back (walk, odd));
  thecal_walkthrough_get_result (walk, odd, &result);
  g_assert_cmpint (result.outcome, ==, THECAL_OUTCOME_T5);
  g_assert_cmpint (result.repeat_wall_us, ==, THECAL_UNKNOWN_US);
}

/* Once a sign of an overdose was seen, tablets stay hidden, whatever is said later. */
static void
test_tablets (void)
{
  static const struct {
    const char *script;
    bool shown;
  } cases[] = {
    { "gate no...W6 W6=yes no...W15 W15=yes W15_swallow=yes W15_awake=yes W16=no T3!", true },
    { "gate no...W6 W6=yes no...W15 W15=yes W15_swallow=yes W15_awake=no W16=no T3!", false },
    { "fill:O8=yes fill:O8=no gate no...W6 W6=yes no...W15 W15=yes W15_swallow=yes W15_awake=yes "
      "W16=no T3!",
      false },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Play play = { .set = set, .now = { THECAL_DAY_US, NOW_US } };
    g_autoptr (ThecalWalkthrough) walk = NULL;
    g_auto (ThecalTriageResult) result = { 0 };
    ThecalTriageContext context;

    thecal_triage_context_init (&context);
    context.has_tablet_plan = true;
    play.walk = walk =
        thecal_walkthrough_new (set, &context, 1u << THECAL_LIST_WITHDRAWAL, play.now);
    play_script (&play, cases[i].script);
    thecal_walkthrough_get_result (walk, play.now, &result);
    g_assert_cmpint (result.show_tablets, ==, cases[i].shown);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/walkthrough/scripts", test_scripts);
  g_test_add_func ("/core/walkthrough/context", test_context);
  g_test_add_func ("/core/walkthrough/set-context", test_set_context);
  g_test_add_func ("/core/walkthrough/progress-and-times", test_progress_and_times);
  g_test_add_func ("/core/walkthrough/progress-after-operation", test_progress_after_operation);
  g_test_add_func ("/core/walkthrough/out-of-place", test_out_of_place);
  g_test_add_func ("/core/walkthrough/no-lists", test_no_lists);
  g_test_add_func ("/core/walkthrough/tablets", test_tablets);

  return g_test_run ();
}
