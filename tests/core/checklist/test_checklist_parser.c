/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/checklist/checklist_rule.h"

/* Lines 1 and 2; what follows begins in line 3. */
#define HEAD "<checklist id=\"W\" version=\"3\" date=\"2026-11-25\">\n<title>Too little</title>\n"
#define TAIL "</checklist>\n"
#define ITEM_OF(attributes)                                                                        \
  "<item id=\"W1\" source=\"004-15 C32\" date=\"2019\" " attributes ">\n"                          \
  "<question>Stiff?</question><finding>stiff</finding>\n"
#define YES_NO ITEM_OF ("answer=\"yes-no\"")
#define SELECT                                                                                     \
  ITEM_OF ("answer=\"select\"")                                                                    \
  "<choice value=\"none\">None</choice><choice value=\"clear\">Clear</choice>\n"
#define PLAIN YES_NO "</item>\n"
/* The rule stands in line 5. */
#define WITH_RULE(item, rule) HEAD item "<rule " rule "/>\n</item>\n" TAIL
#define NUMBER(quantity) ITEM_OF ("answer=\"number\" quantity=\"" quantity "\"")

#define FIFTY "C1 C2 C3 C4 C5 C6 C7 C8 C9 C1 C2 C3 C4 C5 C6 C7 C8 "

static ThecalChecklist *
parse (const char *text, ThecalChecklistError *error)
{
  return thecal_checklist_parse (text, strlen (text), error);
}

static const char full_text[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- <a note> -->\n" HEAD
    "<suspicion>possible withdrawal</suspicion>\n"
    "<include id=\"W9\" items=\"I1 I2\"/>\n"
    "<item id=\"W1\" answer=\"yes-no\" red=\"true\" least=\"T2\" sign=\"1\"\n"
    "      source=\" 004-15 C32 \" date=\"2019\">\n"
    "  <question>Are they\n    confused &amp; hot?</question>\n"
    "  <help>Ask. </help>\n  <finding>confused</finding>\n"
    "  <rule outcome=\"T2\"/>\n"
    "  <rule outcome=\"T1\" with=\"W3  W5\" with-sign-of=\"W O\" state=\"refill-24h\"/>\n"
    "  <rule outcome=\"T4\" when=\"no\"/>\n"
    "  <rule opens=\"O\"/>\n  <rule raises=\"1\"/>\n</item>\n"
    "<item id=\"W1_more\" answer=\"number\" quantity=\"temperature\" sign=\"0.5\" ask-if=\"W1\" "
    "source=\"C1\" date=\"2026-11-25\"><question>Hot?</question><finding>hot</finding>"
    "<rule outcome=\"T2\" at-least=\"fever\"/><rule outcome=\"T3\" at-least=\"fever-any\"/>"
    "<rule outcome=\"T2\" below-c=\"35.5\" below-f=\"96\"/></item>\n"
    "<item id=\"W2\" answer=\"select\" source=\"C1\" date=\"2019\"><question>Which?</question>"
    "<finding>fluid</finding><choice value=\"none\">None</choice>"
    "<choice value=\"clear\">Clear</choice><rule outcome=\"T2\" when=\"clear\"/></item>\n"
    "<item id=\"W3\" answer=\"time\" source=\"C1\" date=\"2019\"><question>When?</question>"
    "<finding>when</finding></item>\n"
    "<advice kind=\"do-not\" outcomes=\"T1 T3\">Do not wait.</advice>\n" TAIL;

static void
check_item (const ThecalChecklist *list)
{
  const ThecalChecklistItem *item = g_ptr_array_index (list->items, 0);

  g_assert_true (item->id == g_intern_string ("W1"));
  g_assert_cmpint (item->type, ==, THECAL_ANSWER_YES_NO);
  g_assert_true (item->red);
  g_assert_cmpint (item->least, ==, THECAL_OUTCOME_T2);
  g_assert_cmpint (item->sign_halves, ==, THECAL_SIGN_WHOLE);
  g_assert_cmpstr (item->question, ==, "Are they confused & hot?");
  g_assert_cmpstr (item->help, ==, "Ask.");
  g_assert_cmpstr (item->finding, ==, "confused");
  g_assert_cmpstr (item->sources, ==, "004-15 C32");
  g_assert_cmpstr (item->date, ==, "2019");
  g_assert_null (item->ask_if);
  /* where its tag begins */
  g_assert_cmpuint (item->line, ==, 7);
}

static void
check_rules (const ThecalChecklist *list)
{
  const ThecalChecklistItem *item = g_ptr_array_index (list->items, 0);
  const ThecalRule *rule;

  g_assert_cmpuint (item->rules->len, ==, 5);
  rule = g_ptr_array_index (item->rules, 1);
  g_assert_cmpint (rule->outcome, ==, THECAL_OUTCOME_T1);
  g_assert_cmpuint (rule->with->len, ==, 2);
  g_assert_true (g_ptr_array_index (rule->with, 1) == g_intern_string ("W5"));
  g_assert_cmpuint (rule->with_signs, ==, 1 << THECAL_LIST_WITHDRAWAL | 1 << THECAL_LIST_OVERDOSE);
  g_assert_cmpint (rule->state, ==, THECAL_STATE_REFILL_24H);
  g_assert_cmpuint (rule->line, ==, 14);
  rule = g_ptr_array_index (item->rules, 2);
  g_assert_true (rule->no);
  g_assert_cmpuint (rule->when->len, ==, 0);
  rule = g_ptr_array_index (item->rules, 3);
  g_assert_cmpint (rule->outcome, ==, THECAL_OUTCOME_NONE);
  g_assert_cmpuint (rule->opens, ==, 1 << THECAL_LIST_OVERDOSE);
  rule = g_ptr_array_index (item->rules, 4);
  g_assert_cmpint (rule->raises, ==, 1);
}

static void
check_number (const ThecalChecklist *list)
{
  const ThecalChecklistItem *item = g_ptr_array_index (list->items, 1);
  const ThecalRule *rule;

  g_assert_true (item->ask_if == g_intern_string ("W1"));
  g_assert_false (item->red);
  g_assert_cmpint (item->least, ==, THECAL_OUTCOME_T5);
  g_assert_cmpint (item->sign_halves, ==, THECAL_SIGN_HALF);
  g_assert_cmpint (item->quantity, ==, THECAL_QUANTITY_TEMPERATURE);
  g_assert_null (item->help);
  rule = g_ptr_array_index (item->rules, 0);
  g_assert_cmpint (rule->limit, ==, THECAL_LIMIT_AT_LEAST);
  g_assert_cmpint (rule->threshold, ==, THECAL_THRESHOLD_FEVER);
  rule = g_ptr_array_index (item->rules, 1);
  g_assert_cmpint (rule->threshold, ==, THECAL_THRESHOLD_FEVER_ANY);
  rule = g_ptr_array_index (item->rules, 2);
  g_assert_cmpint (rule->limit, ==, THECAL_LIMIT_BELOW);
  g_assert_cmpint (rule->threshold, ==, THECAL_THRESHOLD_FIXED);
  g_assert_cmpfloat (rule->celsius, ==, 35.5);
  g_assert_cmpfloat (rule->fahrenheit, ==, 96);
  g_assert_true (isnan (rule->value));
}

static void
check_choices (const ThecalChecklist *list)
{
  const ThecalChecklistItem *item = g_ptr_array_index (list->items, 2);
  const ThecalRule *rule;

  g_assert_cmpuint (item->choices->len, ==, 2);
  g_assert_cmpstr (g_array_index (item->choices, ThecalChoice, 1).value, ==, "clear");
  g_assert_cmpstr (g_array_index (item->choices, ThecalChoice, 1).label, ==, "Clear");
  rule = g_ptr_array_index (item->rules, 0);
  g_assert_false (rule->no);
  g_assert_cmpstr (g_ptr_array_index (rule->when, 0), ==, "clear");
}

static void
test_full (void)
{
  ThecalChecklistError error = { .line = 0 };
  g_autoptr (ThecalChecklist) list = parse (full_text, &error);
  const ThecalAdvice *advice;

  g_assert_cmpstr (error.expected, ==, "");
  g_assert_nonnull (list);
  g_assert_cmpint (list->id, ==, THECAL_LIST_WITHDRAWAL);
  g_assert_cmpuint (list->version, ==, 3);
  g_assert_cmpstr (list->date, ==, "2026-11-25");
  g_assert_cmpstr (list->title, ==, "Too little");
  g_assert_cmpstr (list->suspicion, ==, "possible withdrawal");
  g_assert_cmpuint (list->before->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (list->before, 1), ==, "I2");
  g_assert_cmpuint (list->items->len, ==, 4);

  check_item (list);
  check_rules (list);
  check_number (list);
  check_choices (list);
  advice = g_ptr_array_index (list->advice, 0);
  g_assert_cmpint (advice->kind, ==, THECAL_ADVICE_DO_NOT);
  g_assert_cmpuint (advice->outcomes, ==, 1 << THECAL_OUTCOME_T1 | 1 << THECAL_OUTCOME_T3);
  g_assert_cmpstr (advice->text, ==, "Do not wait.");
}

/* A state has the place in the enumeration that its name has in the file. */
static void
test_states (void)
{
  static const struct {
    const char *name;
    ThecalRuleState state;
  } rows[] = {
    { "pump", THECAL_STATE_PUMP },
    { "refill-24h", THECAL_STATE_REFILL_24H },
    { "watch-72h", THECAL_STATE_WATCH_72H },
    { "operation-60d", THECAL_STATE_OPERATION_60D },
    { "refill-14d", THECAL_STATE_REFILL_14D },
    { "alarm-before-mri", THECAL_STATE_ALARM_BEFORE_MRI },
    { "computed-empty", THECAL_STATE_COMPUTED_EMPTY },
    { "refill-overdue", THECAL_STATE_OVERDUE },
    { "stopped", THECAL_STATE_STOPPED },
    { "battery-notice", THECAL_STATE_BATTERY },
    { "data-stale", THECAL_STATE_STALE },
    { "printout-missing", THECAL_STATE_NO_PRINTOUT },
  };

  g_assert_cmpuint (G_N_ELEMENTS (rows), ==, THECAL_N_STATES - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text =
        g_strdup_printf (WITH_RULE (YES_NO, "outcome=\"T2\" state=\"%s\""), rows[i].name);
    ThecalChecklistError error = { .line = 0 };
    g_autoptr (ThecalChecklist) list = parse (text, &error);
    const ThecalChecklistItem *item;

    g_assert_cmpstr (error.expected, ==, "");
    item = g_ptr_array_index (list->items, 0);
    g_assert_cmpint (((ThecalRule *) g_ptr_array_index (item->rules, 0))->state, ==, rows[i].state);
  }
}

/* The first thing that is not as expected: its line, and a word of what was expected. */
static const struct {
  const char *text;
  guint line;
  const char *expected;
} fault_rows[] = {
  /* the file */
  { "", 1, "<checklist>" },
  { "\n\n", 2, "<checklist>" },
  { "W1", 1, "XML" },
  { "<?xml version=\"1.0\"?>", 1, "<checklist>" },
  { "<!-- W -->\n", 1, "<checklist>" },
  { "<list/>", 1, "one <checklist>, not <list>" },
  { HEAD PLAIN TAIL "<checklist id=\"W\" version=\"1\" date=\"2026\"/>", 7, "one <checklist>" },
  { HEAD PLAIN, 6, "XML" },
  { HEAD PLAIN "</item>", 6, "XML" },
  { HEAD "\xff" TAIL, 3, "UTF-8" },
  { HEAD PLAIN "<advice", 6, "XML" },
  { "<!DOCTYPE checklist>\n" HEAD PLAIN TAIL, 1, "no DOCTYPE" },
  { HEAD "<![CDATA[x]]>" PLAIN TAIL, 3, "no CDATA" },
  { HEAD "\n\n  stray" PLAIN TAIL, 5, "no text" },
  { HEAD YES_NO "\nstray</item>" TAIL, 6, "no text" },
  /* the list */
  { "<checklist version=\"1\" date=\"2026\">\n" TAIL, 1, "id=" },
  { "<checklist id=\"X\" version=\"1\" date=\"2026\">\n" TAIL, 1, "id= one of G, W, O, I, P, S" },
  { "<checklist id=\"WO\" version=\"1\" date=\"2026\">\n" TAIL, 1, "id= one of" },
  { "<checklist id=\"W\" date=\"2026\">\n" TAIL, 1, "version=" },
  { "<checklist id=\"W\" version=\"0\" date=\"2026\">\n" TAIL, 1, "version= a number from 1" },
  { "<checklist id=\"W\" version=\"1\">\n" TAIL, 1, "date=" },
  { "<checklist id=\"W\" version=\"1\" date=\"2026\" lang=\"en\">\n" TAIL, 1, "without lang=" },
  { "<checklist id=\"W\" id=\"O\" version=\"1\" date=\"2026\">\n" TAIL, 1, "id= once" },
  { "<checklist id=\"W\" version=\"1\" date=\"2026\">\n" PLAIN TAIL, 5, "<title>" },
  { HEAD TAIL, 3, "an <item>" },
  { HEAD "<title>Again</title>\n" PLAIN TAIL, 3, "one <title>" },
  { HEAD "<suspicion> \n </suspicion>\n" PLAIN TAIL, 3, "a text in <suspicion>" },
  { HEAD "<title lang=\"en\">A</title>\n" PLAIN TAIL, 3, "one <title>" },
  { HEAD "<suspicion lang=\"en\">A</suspicion>\n" PLAIN TAIL, 3, "without lang=" },
  { HEAD "<question>A?</question>\n" PLAIN TAIL, 3, "not <question>" },
  { HEAD "<suspicion>a <b>b</b></suspicion>\n" PLAIN TAIL, 3, "no <b> here" },
  { HEAD "<include id=\"W2\"/>\n" PLAIN TAIL, 3, "items=" },
  { HEAD "<include items=\"I1\"/>\n" PLAIN TAIL, 3, "id=" },
  { HEAD "<include id=\"W2\" items=\"one\"/>\n" PLAIN TAIL, 3, "ids of items" },
  { HEAD "<include id=\"W2\" items=\"I1\"/>\n<include id=\"W3\" items=\"I1\"/>\n" PLAIN TAIL,
    4,
    "one <include>" },
  { HEAD "<include id=\"W2\" items=\"I1\" all=\"1\"/>\n" PLAIN TAIL, 3, "without all=" },
  { HEAD "<include id=\"W2\" items=\"I1\"><item/></include>\n" PLAIN TAIL, 3, "no <item> here" },
  { HEAD "<advice outcomes=\"T1\">Go.</advice>\n" PLAIN TAIL, 3, "kind=" },
  { HEAD "<advice kind=\"now\" outcomes=\"T1\">Go.</advice>\n" PLAIN TAIL, 3, "do-now, do-not" },
  { HEAD "<advice kind=\"say\">Go.</advice>\n" PLAIN TAIL, 3, "outcomes=" },
  { HEAD "<advice kind=\"say\" outcomes=\"T6\">Go.</advice>\n" PLAIN TAIL,
    3,
    "T1, T2, T3, T4, T5" },
  { HEAD "<advice kind=\"say\" outcomes=\"T11\">Go.</advice>\n" PLAIN TAIL, 3, "not \"T11\"" },
  { HEAD "<advice kind=\"say\" outcomes=\" \">Go.</advice>\n" PLAIN TAIL, 3, "a word in it" },
  { HEAD "<advice kind=\"say\" outcomes=\"T1\"/>\n" PLAIN TAIL, 3, "a text in <advice>" },
  { HEAD "<advice kind=\"say\" outcomes=\"T1\" to=\"x\">Go.</advice>\n" PLAIN TAIL,
    3,
    "without to=" },
  /* an item */
  { HEAD "<item answer=\"yes-no\" source=\"C1\" date=\"2019\"/>" TAIL, 3, "id=" },
  { HEAD "<item id=\"W1\" source=\"C1\" date=\"2019\"/>" TAIL, 3, "answer=" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" date=\"2019\"/>" TAIL, 3, "source=" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"\" date=\"2019\"/>" TAIL, 3, "source=" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"&lt;C1&gt;\" date=\"2019\"/>" TAIL,
    3,
    "source=" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"C1\"/>" TAIL, 3, "date=" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" date=\"19\"/>" TAIL, 3, "a year (2019)" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" date=\"0000\"/>" TAIL,
    3,
    "a year (2019)" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" date=\"2026-02-30\"/>" TAIL,
    3,
    "a date" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" date=\"2026-11-255\"/>" TAIL,
    3,
    "a date" },
  { HEAD "<item id=\"O1\" answer=\"yes-no\" source=\"C1\" date=\"2019\"/>" TAIL,
    3,
    "of this list, as W4" },
  { HEAD "<item id=\"W0\" answer=\"yes-no\" source=\"C1\" date=\"2019\"/>" TAIL, 3, "not \"W0\"" },
  { HEAD "<item id=\"W123\" answer=\"yes-no\" source=\"C1\" date=\"2019\"/>" TAIL,
    3,
    "not \"W123\"" },
  { HEAD "<item id=\"W1_\" answer=\"yes-no\" source=\"C1\" date=\"2019\"/>" TAIL,
    3,
    "not \"W1_\"" },
  { HEAD "<item id=\"W1_A\" answer=\"yes-no\" source=\"C1\" date=\"2019\"/>" TAIL,
    3,
    "not \"W1_A\"" },
  { HEAD "<item id=\"W1_abcdefghijklmnop\" answer=\"yes-no\" source=\"C1\" date=\"2019\"/>" TAIL,
    3,
    "not \"W1_" },
  { HEAD "<item id=\"W\n1\" answer=\"yes-no\" source=\"C1\" date=\"2019\"/>" TAIL,
    3,
    "not \"W 1\"" },
  { HEAD PLAIN PLAIN TAIL, 6, "W1 stands in line 3" },
  { HEAD ITEM_OF ("answer=\"maybe\"") "</item>" TAIL,
    3,
    "yes-no, number, select, time, not \"maybe\"" },
  { HEAD ITEM_OF ("answer=\"number\"") "</item>" TAIL, 3, "quantity=" },
  { HEAD ITEM_OF ("answer=\"yes-no\" quantity=\"pain\"") "</item>" TAIL, 3, "quantity=" },
  { HEAD ITEM_OF ("answer=\"number\" quantity=\"mood\"") "</item>" TAIL,
    3,
    "temperature, breaths" },
  { HEAD ITEM_OF ("answer=\"yes-no\" red=\"yes\"") "</item>" TAIL, 3, "false, true" },
  { HEAD ITEM_OF ("answer=\"yes-no\" red=\"true\"") "</item>" TAIL, 3, "least=" },
  { HEAD ITEM_OF ("answer=\"yes-no\" least=\"T0\"") "</item>" TAIL, 3, "T1, T2, T3, T4, T5" },
  { HEAD ITEM_OF ("answer=\"yes-no\" sign=\"2\"") "</item>" TAIL, 3, "0, 0.5, 1" },
  { HEAD ITEM_OF ("answer=\"yes-no\" ask-if=\"w1\"") "</item>" TAIL, 3, "ask-if=" },
  { HEAD ITEM_OF ("answer=\"yes-no\" hint=\"x\"") "</item>" TAIL, 3, "without hint=" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" "
         "date=\"2019\">\n<finding>f</finding>\n</item>" TAIL,
    3,
    "<question> in W1" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" "
         "date=\"2019\">\n<question>f</question>\n</item>" TAIL,
    3,
    "<finding> in W1" },
  { HEAD YES_NO "<finding>f</finding>\n</item>" TAIL, 5, "one <finding>" },
  { HEAD YES_NO "<title>f</title>\n</item>" TAIL, 5, "not <title>" },
  { HEAD YES_NO "<choice value=\"a\">A</choice></item>" TAIL, 5, "answer=\"select\"" },
  { HEAD ITEM_OF ("answer=\"select\"") "</item>" TAIL, 3, "two or more <choice>" },
  { HEAD SELECT "<choice>A</choice></item>" TAIL, 6, "value=" },
  { HEAD SELECT "<choice value=\"A\">A</choice></item>" TAIL, 6, "value= a word" },
  { HEAD SELECT "<choice value=\"clear\">A</choice></item>" TAIL, 6, "clear is there already" },
  { HEAD SELECT "<choice value=\"a\"></choice></item>" TAIL, 6, "a text in <choice>" },
  { HEAD SELECT "<choice value=\"a\" key=\"1\">A</choice></item>" TAIL, 6, "without key=" },
  { HEAD "<advice kind=\"say\" outcomes=\"W1\">Go.</advice>\n" PLAIN TAIL, 3, "not \"W1\"" },
  { HEAD "<advice kind=\"say\" outcomes=\"T0\">Go.</advice>\n" PLAIN TAIL, 3, "not \"T0\"" },
  { HEAD "<include id=\"W2\" items=\"W:\"/>\n" PLAIN TAIL, 3, "not \"W:\"" },
  { HEAD "<item id=\"\" answer=\"yes-no\" source=\"C1\" date=\"2019\"/>" TAIL, 3, "not \"\"" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" date=\"0026-11-25\"/>" TAIL,
    3,
    "a date" },
  { HEAD "<item id=\"W1\" answer=\"yes-no\" date=\"2019\" source=\"" FIFTY FIFTY "x\"/>" TAIL,
    3,
    "source=" },
  { HEAD SELECT "<choice value=\"\">A</choice></item>" TAIL, 6, "value= a word" },
  { HEAD SELECT "<choice value=\"abcdefghijklmnopq\">A</choice></item>" TAIL, 6, "value= a word" },
  { HEAD SELECT "<choice value=\"a_b\">A</choice></item>" TAIL, 6, "value= a word" },
  { "&#10;&#10;x<checklist/>", 1, "XML" },
  { "<checklist id=\"W\" version=\"1\" date=\"2026\">x&#10;&#10;<title>A</title>" PLAIN TAIL,
    1,
    "no text" },
  { WITH_RULE (YES_NO, "opens=\"WO\""), 5, "W, O, I, P, S" },
  /* a rule */
  { WITH_RULE (YES_NO, ""), 5, "outcome=, opens= or raises=" },
  { WITH_RULE (YES_NO, "outcome=\"T9\""), 5, "T1, T2, T3, T4, T5" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" if=\"W2\""), 5, "without if=" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" outcome=\"T2\""), 5, "outcome= once" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" when=\"yes\""), 5, "when=\"no\"" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" when=\"no maybe\""), 5, "when=\"no\"" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" when=\"\""), 5, "a word in it" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" when=\"NO\""), 5, "small letters" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" with=\"Q1\""), 5, "ids of items" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" with-sign-of=\"G\""), 5, "W, O, I, P, S" },
  { WITH_RULE (YES_NO, "opens=\"G\""), 5, "W, O, I, P, S" },
  { WITH_RULE (YES_NO, "raises=\"9\""), 5, "1, 2" },
  { WITH_RULE (YES_NO, "outcome=\"T5\" again-h=\"9\""), 5, "24" },
  { WITH_RULE (YES_NO, "outcome=\"T4\" again-h=\"24\""), 5, "again-h=" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" state=\"wet\""), 5, "state= one of pump" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" at-least=\"3\""), 5, "a number" },
  { WITH_RULE (YES_NO, "outcome=\"T1\" at-least=\"fever\""), 5, "where that is measured" },
  { WITH_RULE (SELECT, "outcome=\"T1\""), 6, "values of the choices" },
  { WITH_RULE (ITEM_OF ("answer=\"time\""), "outcome=\"T1\""), 5, "no <rule> for a time" },
  { WITH_RULE (NUMBER ("pain"), "outcome=\"T1\" at-least=\"x\""), 5, "a number from 0" },
  { WITH_RULE (NUMBER ("pain"), "outcome=\"T1\" at-least=\"0x7\""), 5, "a number from 0" },
  { WITH_RULE (NUMBER ("pain"), "outcome=\"T1\" at-least=\"nan\""), 5, "a number from 0" },
  { WITH_RULE (NUMBER ("pain"), "outcome=\"T1\" at-least=\"7\" above=\"2\""), 5, "one limit" },
  { WITH_RULE (NUMBER ("pain"), "outcome=\"T1\" at-least=\"7\" when=\"no\""), 5, "not both" },
  { WITH_RULE (NUMBER ("pain"), "outcome=\"T1\" below=\"breaths-low\""),
    5,
    "where that is measured" },
  { WITH_RULE (NUMBER ("pain"), "outcome=\"T1\" at-least-c=\"40\" at-least-f=\"104\""),
    5,
    "no temperature" },
  { WITH_RULE (NUMBER ("temperature"), "outcome=\"T1\" at-least=\"40\""),
    5,
    "at-least-c= and at-least-f=" },
  { WITH_RULE (NUMBER ("temperature"), "outcome=\"T1\" at-least-c=\"40\""), 5, "both at-least-c=" },
  { WITH_RULE (NUMBER ("temperature"), "outcome=\"T1\" above-f=\"104\""), 5, "both above-c=" },
  { WITH_RULE (NUMBER ("temperature"), "outcome=\"T1\" at-least-c=\"40\" at-least-f=\"105\""),
    5,
    "the same temperature" },
  { WITH_RULE (NUMBER ("temperature"), "outcome=\"T1\" at-least-c=\"104\" at-least-f=\"40\""),
    5,
    "from 25 to 45" },
  { WITH_RULE (NUMBER ("temperature"), "outcome=\"T1\" below=\"fever\" below-c=\"40\""),
    5,
    "one limit" },
  { HEAD YES_NO "<rule outcome=\"T1\"><rule/></rule></item>" TAIL, 5, "no <rule> here" },
  { HEAD YES_NO "<rule outcome=\"T1\">yes</rule></item>" TAIL, 5, "no text" },
};

static void
test_faults (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fault_rows); i++) {
    ThecalChecklistError error = { .line = 0 };
    g_autoptr (ThecalChecklist) list = parse (fault_rows[i].text, &error);

    if (list == NULL && error.line == fault_rows[i].line &&
        strstr (error.expected, fault_rows[i].expected) != NULL)
      continue;
    g_test_message ("%s\nline %u: expected %s, but this row has line %u: %s",
                    fault_rows[i].text,
                    error.line,
                    error.expected,
                    fault_rows[i].line,
                    fault_rows[i].expected);
    g_test_fail ();
  }
}

/* No file takes the memory, whatever it says how often. */
static void
test_limits (void)
{
  static const struct {
    const char *before, *repeated, *after;
    guint most;
    const char *expected;
  } rows[] = {
    { HEAD "<suspicion>", "x", "</suspicion>\n" PLAIN TAIL, 600, "at most 600 octets" },
    { HEAD SELECT, "<choice value=\"c%u\">C</choice>", "</item>" TAIL, 6, "at most 8 choices" },
    { HEAD YES_NO, "<rule outcome=\"T1\"/>", "</item>" TAIL, 16, "at most 16 rules" },
    { HEAD PLAIN,
      "<advice kind=\"say\" outcomes=\"T1\">Go.</advice>",
      TAIL,
      128,
      "at most 128 lines" },
    { HEAD PLAIN,
      "<item id=\"W2_%u\" answer=\"yes-no\" source=\"C1\" date=\"2019\">"
      "<question>Q?</question><finding>f</finding></item>",
      TAIL,
      63,
      "at most 64 items" },
    { HEAD PLAIN,
      "<!-- 1024 octets of a note that nobody reads, again and again and again -->",
      TAIL,
      13900,
      "at most 1048576 octets" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint more = 0; more < 2; more++) {
      g_autoptr (GString) text = g_string_new (rows[i].before);
      g_autoptr (ThecalChecklist) list = NULL;
      ThecalChecklistError error = { .line = 0 };

      for (guint j = 0; j < rows[i].most + more * (rows[i].most > 1000 ? 200 : 1); j++)
        g_string_append_printf (text, rows[i].repeated, j);
      g_string_append (text, rows[i].after);
      list = parse (text->str, &error);
      g_test_message ("%s: %s", rows[i].expected, error.expected);
      g_assert_true ((list != NULL) == (more == 0));
      if (more == 1)
        g_assert_nonnull (strstr (error.expected, rows[i].expected));
    }
}

static void
test_letters (void)
{
  ThecalListId list;

  for (int i = 0; i < THECAL_N_LISTS; i++) {
    const char text[] = { thecal_list_to_letter ((ThecalListId) i), '\0' };

    g_assert_true (thecal_list_from_letter (text, &list));
    g_assert_cmpint (list, ==, i);
  }
  g_assert_false (thecal_list_from_letter ("", &list));
  g_assert_false (thecal_list_from_letter ("w", &list));
  g_assert_false (thecal_list_from_letter ("WO", &list));
}

static void
test_set (void)
{
  static const char withdrawal[] =
      HEAD PLAIN "<advice kind=\"bring\" outcomes=\"T1 T2\">Card.</advice>"
                 "<advice kind=\"bring\" outcomes=\"T2\">Printout.</advice>"
                 "<advice kind=\"say\" outcomes=\"T2\">Pump.</advice>" TAIL;
  static const char overdose[] =
      "<checklist id=\"O\" version=\"1\" date=\"2026\"><title>O</title>"
      "<item id=\"O1\" answer=\"yes-no\" source=\"C1\" date=\"2019\"><question>Q?</question>"
      "<finding>f</finding></item><advice kind=\"bring\" outcomes=\"T2\">Packs.</advice>"
      "<advice kind=\"bring\" outcomes=\"T2\">Card.</advice></checklist>";
  const guint both = 1 << THECAL_LIST_WITHDRAWAL | 1 << THECAL_LIST_OVERDOSE;
  g_autoptr (ThecalChecklistSet) set = thecal_checklist_set_new ();
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) none = NULL;
  ThecalChecklistError error = { .line = 0 };

  thecal_checklist_set_free (NULL);
  g_assert_null (thecal_checklist_set_find (set, "W1"));
  thecal_checklist_set_take (set, parse (withdrawal, &error));
  thecal_checklist_set_take (set, parse (overdose, &error));
  /* the newer one of a letter stays; one that is there already, too */
  thecal_checklist_set_take (set, parse (withdrawal, &error));
  thecal_checklist_set_take (set, set->lists[THECAL_LIST_WITHDRAWAL]);
  g_assert_cmpstr (thecal_checklist_set_find (set, "W1")->question, ==, "Stiff?");
  g_assert_cmpstr (thecal_checklist_set_find (set, "O1")->id, ==, "O1");
  g_assert_null (thecal_checklist_set_find (set, "W2"));
  g_assert_null (thecal_checklist_set_find (set, "Z1"));
  g_assert_null (thecal_checklist_set_find (set, ""));

  lines = thecal_checklist_set_get_advice (set, both, THECAL_OUTCOME_T2, THECAL_ADVICE_BRING);
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (lines, 0), ==, "Card.");
  g_assert_cmpstr (g_ptr_array_index (lines, 1), ==, "Printout.");
  g_assert_cmpstr (g_ptr_array_index (lines, 2), ==, "Packs.");
  none = thecal_checklist_set_get_advice (set, both, THECAL_OUTCOME_T4, THECAL_ADVICE_BRING);
  g_assert_cmpuint (none->len, ==, 0);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = thecal_checklist_set_get_advice (set, both, THECAL_OUTCOME_NONE, THECAL_ADVICE_BRING);
  g_assert_cmpuint (none->len, ==, 0);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = thecal_checklist_set_get_advice (set, both, THECAL_OUTCOME_T5 + 1, THECAL_ADVICE_BRING);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/checklist-parser/full", test_full);
  g_test_add_func ("/core/checklist-parser/states", test_states);
  g_test_add_func ("/core/checklist-parser/faults", test_faults);
  g_test_add_func ("/core/checklist-parser/limits", test_limits);
  g_test_add_func ("/core/checklist-parser/letters", test_letters);
  g_test_add_func ("/core/checklist-parser/set", test_set);
  return g_test_run ();
}
