/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "triage_text.h"

#define GATE "G1=yes G2=no G3=yes G4=no G5=no G6=no G8=none G9=none "

/* Times out of all bounds, and no clock: no sum overflows, and nothing is guessed. */
static void
test_odd_times (void)
{
  enum { N_ODD = 4 };
  static const gint64 times[] = {
    THECAL_UNKNOWN_US, THECAL_NEVER_US, G_MININT64 + 1, G_MAXINT64 - 1, 0, -1, NOW_US,
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  g_autoptr (ThecalAnswers) answers = read_answers (set, GATE "W6=yes O7=yes");

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (times); j++) {
      const ThecalAnswer odd = { .said = THECAL_SAID_TIME, .time_wall_us = times[j] };
      /* what lies ahead was meant to be now */
      const bool near = i >= N_ODD && j >= N_ODD && times[i] - times[j] <= 72 * THECAL_HOUR_US;
      g_auto (ThecalTriageResult) result = { 0 };
      ThecalTriageContext context;

      thecal_triage_context_init (&context);
      context.watch_wall_us = context.refill_wall_us = context.operation_wall_us = times[j];
      thecal_answers_set (answers, "G9", &odd);
      thecal_triage_judge (set, answers, &context, 0, times[i], &result);
      g_assert_cmpint (result.outcome, ==, near ? THECAL_OUTCOME_T2 : THECAL_OUTCOME_T3);
      if (times[i] == THECAL_UNKNOWN_US)
        g_assert_cmpint (result.repeat_wall_us, ==, THECAL_UNKNOWN_US);
    }
}

/* Without a clock nobody is sure how long ago something was: one step milder, and no less. */
static void
test_no_clock (void)
{
  static const struct {
    const char *answers, *context;
    int outcome;
  } rows[] = {
    { "W11=yes", "", 4 },
    { "W11=yes", "refill=-500", 3 },
    { "W11=yes", "watch=-1", 3 },
    { "W11=yes G9=2026-11-27T01:00:00Z", "", 3 },
    { "W6=yes W7=yes", "", 2 },
    { "I4=38c", "", 5 },
    { "I4=38c", "operation=-1", 4 },
    { "I4=38c", "refill=-1", 4 },
    { "O7=yes O11=yes", "refill=-1", 2 },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalAnswers) answers = read_answers (set, rows[i].answers);
    g_auto (ThecalTriageResult) result = { 0 };
    ThecalTriageContext context;

    g_test_message ("%s | %s", rows[i].answers, rows[i].context);
    read_context (rows[i].context, &context);
    thecal_triage_judge (set, answers, &context, 0, THECAL_UNKNOWN_US, &result);
    g_assert_cmpint (result.outcome, ==, rows[i].outcome);
  }
}

/* A number that is none is an answer that nobody is sure of. */
static void
test_no_number (void)
{
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  g_autoptr (ThecalAnswers) answers = thecal_answers_new ();
  const ThecalAnswer odd = { .said = THECAL_SAID_NUMBER, .number = G_MAXDOUBLE * 2 };
  const ThecalAnswer plain = { .said = THECAL_SAID_NUMBER, .number = 102 };
  g_auto (ThecalTriageResult) result = { 0 }, again = { 0 };
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  thecal_answers_set (answers, "W3", &odd);
  thecal_triage_judge (set, answers, &context, 0, NOW_US, &result);
  g_assert_cmpint (result.outcome, ==, THECAL_OUTCOME_T2);

  /* and one without its unit is taken for what a person can have */
  thecal_answers_set (answers, "W3", &plain);
  thecal_triage_judge (set, answers, &context, 0, NOW_US, &again);
  g_assert_cmpint (again.outcome, ==, THECAL_OUTCOME_T2);
}

/* Where a number is no answer, none is asked for. */
static void
test_takes_number (void)
{
  static const struct {
    const char *id, *context;
    bool takes;
  } rows[] = {
    { "O2", "", false }, { "O2", "breaths=8", true }, { "G6", "", true },  { "G7", "", true },
    { "W3", "", true },  { "S6", "", true },          { "G1", "", false },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalTriageContext context;

    g_test_message ("%s %s", rows[i].id, rows[i].context);
    read_context (rows[i].context, &context);
    g_assert_cmpint (
        thecal_triage_takes_number (thecal_checklist_set_find (set, rows[i].id), &context),
        ==,
        rows[i].takes);
  }
}

/* A clinic's own list may ask for more than ours do: no rule counts its own item, and nothing is
 * more urgent than T1. */
static void
test_own_list (void)
{
  static const char text[] =
      "<checklist id=\"W\" version=\"1\" date=\"2026-11-25\"><title>t</title>"
      "<item id=\"W1\" answer=\"yes-no\" sign=\"1\" source=\"C1\" date=\"2019\">"
      "<question>q</question><finding>f</finding><rule outcome=\"T4\"/>"
      "<rule outcome=\"T2\" with=\"W1 W3\"/></item>"
      "<item id=\"W2\" answer=\"yes-no\" source=\"C1\" date=\"2019\">"
      "<question>q</question><finding>f</finding><rule raises=\"2\"/></item>"
      "<item id=\"W3\" answer=\"yes-no\" source=\"C1\" date=\"2019\">"
      "<question>q</question><finding>f</finding><rule outcome=\"T4\"/></item></checklist>";
  static const struct {
    const char *answers;
    int outcome;
  } rows[] = {
    { "W1=yes", 4 }, { "W1=yes W3=yes", 2 }, { "W1=yes W2=yes", 2 }, { "W1=yes W2=yes W3=yes", 1 },
    { "W2=yes", 3 },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  ThecalChecklistError fault = { .expected = "" };
  ThecalChecklist *list = thecal_checklist_parse (text, strlen (text), &fault);

  if (list == NULL)
    g_error ("%u: %s", fault.line, fault.expected);
  thecal_checklist_set_take (set, list);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (ThecalTriageResult) result = { 0 };

    g_test_message ("%s", rows[i].answers);
    judge_text (set, rows[i].answers, "", "W", &result);
    g_assert_cmpint (result.outcome, ==, rows[i].outcome);
  }
}

/* Every state that a rule can ask for, by its name in the file. */
static void
test_states (void)
{
  static const struct {
    const char *state, *holds, *not ; /* contexts; "" is nothing known */
  } rows[] = {
    { "pump", "alarm", "" },
    { "pump", "watch=-72", "watch=-73" },
    { "refill-24h", "refill=-24", "refill=-25" },
    { "watch-72h", "watch=-72", "watch=-73" },
    { "operation-60d", "operation=-1440", "operation=-1441" },
    { "refill-14d", "refill=-336", "refill=-337" },
    { "alarm-before-mri", "alarm-before-mri", "" },
    { "computed-empty", "empty", "overdue" },
    { "refill-overdue", "overdue", "empty" },
    { "stopped", "stopped", "alarm" },
    { "battery-notice", "battery", "stale" },
    { "pump", "low", "mri-unchecked" },
    { "data-stale", "stale", "no-printout" },
    { "printout-missing", "no-printout", "stale" },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strdup_printf (
        "<checklist id=\"W\" version=\"1\" date=\"2026-11-25\"><title>t</title>"
        "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" date=\"2019\">"
        "<question>q</question><finding>f</finding><rule outcome=\"T1\" state=\"%s\"/></item>"
        "</checklist>",
        rows[i].state);
    g_auto (ThecalTriageResult) with = { 0 }, without = { 0 }, no = { 0 };
    ThecalChecklistError fault = { .expected = "" };
    ThecalChecklist *list = thecal_checklist_parse (text, strlen (text), &fault);

    g_test_message ("%s: %s, not %s", rows[i].state, rows[i].holds, rows[i].not );
    if (list == NULL)
      g_error ("%u: %s", fault.line, fault.expected);
    thecal_checklist_set_take (set, list);
    judge_text (set, "W1=yes", rows[i].holds, "W", &with);
    g_assert_cmpint (with.outcome, ==, THECAL_OUTCOME_T1);
    judge_text (set, "W1=yes", rows[i].not, "W", &without);
    g_assert_cmpint (without.outcome, >, THECAL_OUTCOME_T1);
    judge_text (set, "W1=no", rows[i].holds, "W", &no);
    g_assert_cmpint (no.outcome, >, THECAL_OUTCOME_T1);
  }
}

/* What a condition that stands says of the pump, and the lists that it leads to. */
static void
test_conditions (void)
{
  static const struct {
    const char *id, *lists;
    int outcome; /* with one sign of withdrawal, which alone is T3 */
  } rows[] = {
    { "reservoir-empty", "W", 2 },
    { "reservoir-empty-soon", "W", 2 },
    { "reservoir-low", "W", 2 },
    { "refill-due", "", 3 },
    { "refill-overdue", "W", 2 },
    { "infusion-stopped", "W", 2 },
    { "motor-stall", "W", 2 },
    { "mri-check", "P", 2 },
    { "end-of-service", "P", 2 },
    { "replacement-indicator", "P", 2 },
    { "battery-plan", "", 3 },
    { "low-battery-reset", "P", 2 },
    { "memory-error-critical", "P", 2 },
    { "memory-error", "P", 2 },
    { "telemetry-stuck", "P", 2 },
    { "pump-sound-critical", "WP", 2 },
    { "pump-sound-single", "P", 2 },
    { "unknown-event", "P", 2 },
    { "data-stale", "P", 3 },
    { "link-lost", "", 3 },
    { "data-untrusted", "P", 3 },
    { "clock", "", 3 },
    { "refill-mismatch", "P", 3 },
    { "over-infusion", "O", 3 },
    { "under-infusion", "W", 3 },
    { "watch", "WO", 2 },
    { "triage-open", "WO", 3 },
    { "repeat-due", "WO", 3 },
    { "fever", "WI", 3 },
    { "trend", "", 3 },
    { "simulation", "", 3 },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  g_autoptr (ThecalAnswers) answers = read_answers (set, "W6=yes");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (ThecalTriageResult) result = { 0 };
    ThecalTriageContext context;
    ThecalConditionId condition;

    g_test_message ("%s", rows[i].id);
    g_assert_true (thecal_condition_from_string (rows[i].id, &condition));
    thecal_triage_context_init (&context);
    thecal_triage_context_add_condition (&context, condition, NOW_US - THECAL_HOUR_US);
    thecal_triage_judge (set, answers, &context, 0, NOW_US, &result);
    g_assert_cmpint (result.outcome, ==, rows[i].outcome);
    g_assert_cmpuint (
        thecal_triage_get_lists_of (condition), ==, lists_from_letters (rows[i].lists));
  }
  g_assert_cmpuint (thecal_triage_get_lists_of (THECAL_N_CONDITIONS), ==, 0);
}

/* Those that lead to a call do so without any sign (clinical.md 4). */
static void
test_conditions_alone (void)
{
  static const struct {
    ThecalConditionId condition;
    int outcome;
  } rows[] = {
    { THECAL_CONDITION_RESERVOIR_EMPTY, 3 }, { THECAL_CONDITION_RESERVOIR_EMPTY_SOON, 3 },
    { THECAL_CONDITION_RESERVOIR_LOW, 3 },   { THECAL_CONDITION_REFILL_OVERDUE, 3 },
    { THECAL_CONDITION_MOTOR_STALL, 2 },     { THECAL_CONDITION_MRI_CHECK, 3 },
    { THECAL_CONDITION_REFILL_DUE, 5 },      { THECAL_CONDITION_CLOCK, 5 },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  g_autoptr (ThecalAnswers) answers = read_answers (set, GATE "W6=no");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (ThecalTriageResult) result = { 0 };
    ThecalTriageContext context;

    g_test_message ("%d", (int) rows[i].condition);
    thecal_triage_context_init (&context);
    thecal_triage_context_add_condition (&context, rows[i].condition, NOW_US);
    thecal_triage_judge (set, answers, &context, 0, NOW_US, &result);
    g_assert_cmpint (result.outcome, ==, rows[i].outcome);
  }
}

/* An older condition does not take the place of a newer one; nonsense is left out. */
static void
test_condition_times (void)
{
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  g_assert_null (thecal_triage_flag_to_string (THECAL_N_TRIAGE_FLAGS));
  thecal_triage_context_add_condition (&context, THECAL_CONDITION_WATCH, NOW_US);
  thecal_triage_context_add_condition (&context, THECAL_CONDITION_WATCH, NOW_US - 1);
  thecal_triage_context_add_condition (&context, THECAL_CONDITION_WATCH, THECAL_NEVER_US);
  thecal_triage_context_add_condition (&context, THECAL_CONDITION_WATCH, G_MAXINT64 - 1);
  thecal_triage_context_add_condition (&context, THECAL_N_CONDITIONS, NOW_US + 1);
  g_assert_cmpint (context.watch_wall_us, ==, NOW_US);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/triage-context/odd-times", test_odd_times);
  g_test_add_func ("/core/triage-context/no-clock", test_no_clock);
  g_test_add_func ("/core/triage-context/no-number", test_no_number);
  g_test_add_func ("/core/triage-context/takes-number", test_takes_number);
  g_test_add_func ("/core/triage-context/own-list", test_own_list);
  g_test_add_func ("/core/triage-context/states", test_states);
  g_test_add_func ("/core/triage-context/conditions", test_conditions);
  g_test_add_func ("/core/triage-context/conditions-alone", test_conditions_alone);
  g_test_add_func ("/core/triage-context/condition-times", test_condition_times);

  return g_test_run ();
}
