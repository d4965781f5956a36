/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/checklist/checklist_rule.h"
#include "core/checklist/reassurance.h"

#define HEAD(letter, title)                                                                        \
  "<checklist id=\"" letter "\" version=\"1\" date=\"2026-11-25\"><title>" title "</title>\n"
#define TAIL "</checklist>\n"
#define TEXTS "<question>Q?</question><finding>stiff</finding>"
#define ITEM(attributes, rules)                                                                    \
  "<item source=\"C1\" date=\"2019\" " attributes ">" TEXTS rules "</item>\n"
#define YES_NO(id, rules) ITEM ("id=\"" id "\" answer=\"yes-no\"", rules)
#define CHOICES "<choice value=\"none\">None</choice><choice value=\"clear\">Clear</choice>"
#define RED "red=\"true\" least=\"T2\""

/* What the rows stand beside: I1 leads to something, I2 to nothing. */
static const char infection[] =
    HEAD ("I", "Infection") YES_NO ("I1", "<rule outcome=\"T1\"/>") YES_NO ("I2", "") TAIL;

static ThecalChecklist *
parse (const char *text)
{
  ThecalChecklistError error = { .line = 0 };
  ThecalChecklist *list = thecal_checklist_parse (text, strlen (text), &error);

  if (list == NULL)
    g_error ("%s\nline %u: expected %s", text, error.line, error.expected);

  return list;
}

/* Items begin in line 2 of a withdrawal list. @expected NULL: no objection. */
static const struct {
  const char *text;
  guint line;
  const char *expected;
} rows[] = {
  { YES_NO ("W1", "<rule outcome=\"T2\"/>"), 0, NULL },
  /* questions that are never asked */
  { YES_NO ("W1", "<rule outcome=\"T2\"/>")
        ITEM ("id=\"W1_b\" answer=\"yes-no\" ask-if=\"W1\"", ""),
    0,
    NULL },
  { ITEM ("id=\"W1\" answer=\"yes-no\" ask-if=\"W9\"", ""), 2, "an earlier item" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" ask-if=\"W1\"", "<rule outcome=\"T2\"/>"),
    2,
    "an earlier item" },
  { ITEM ("id=\"W1_b\" answer=\"yes-no\" ask-if=\"W1\"", "")
        YES_NO ("W1", "<rule outcome=\"T2\"/>"),
    2,
    "an earlier item" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" ask-if=\"I1\"", ""), 2, "an earlier item" },
  { YES_NO ("W1", "") ITEM ("id=\"W1_b\" answer=\"yes-no\" ask-if=\"W1\"", ""), 3, "W1 has none" },
  /* rules that never hold */
  { YES_NO ("W1", "<rule outcome=\"T2\" with=\"I1\"/>"), 0, NULL },
  { YES_NO ("W1", "<rule outcome=\"T2\" with=\"O9\"/>"), 0, NULL },
  { YES_NO ("W1", "\n<rule outcome=\"T2\" with=\"I9\"/>"), 3, "not I9" },
  { YES_NO ("W1", "\n<rule outcome=\"T2\" with=\"I1 W9\"/>"), 3, "not W9" },
  { YES_NO ("W1", "\n<rule outcome=\"T2\" with=\"I2\"/>"), 3, "I2 has no <rule>" },
  { YES_NO ("W1", "\n<rule outcome=\"T2\" with=\"W1\"/>"), 3, "another item than W1" },
  { YES_NO ("W1", "\n<rule outcome=\"T2\" with-sign-of=\"I\"/>"), 3, "a sign besides W1, not I" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" sign=\"1\"", "\n<rule outcome=\"T2\" with-sign-of=\"W\"/>"),
    3,
    "not W" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" sign=\"1\"", "")
        YES_NO ("W2", "<rule outcome=\"T2\" with-sign-of=\"W O\"/>"),
    0,
    NULL },
  { YES_NO ("W1", "\n<rule opens=\"W\"/>"), 3, "another list than W" },
  { YES_NO ("W1", "\n<rule opens=\"O\"/>"), 0, NULL },
  { ITEM ("id=\"W1\" answer=\"select\"", CHOICES "\n<rule outcome=\"T2\" when=\"clear\"/>"),
    0,
    NULL },
  { ITEM ("id=\"W1\" answer=\"select\"", CHOICES "\n<rule outcome=\"T2\" when=\"clear red\"/>"),
    3,
    "not \"red\"" },
  /* below the stated outcome */
  { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule outcome=\"T2\"/>"), 0, NULL },
  { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule outcome=\"T1\"/>"), 0, NULL },
  { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule outcome=\"T2\" when=\"no\"/>"), 0, NULL },
  { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, ""), 2, "leads to T2 for the answer to W1 alone" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule outcome=\"T3\"/>"), 2, "leads to T2" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule opens=\"O\"/>"), 2, "leads to T2" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule outcome=\"T1\" with=\"I1\"/>"),
    2,
    "leads to T2" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule outcome=\"T1\" state=\"pump\"/>"),
    2,
    "leads to T2" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" sign=\"1\"", "")
        ITEM ("id=\"W2\" answer=\"yes-no\" " RED, "<rule outcome=\"T1\" with-sign-of=\"W\"/>"),
    3,
    "leads to T2" },
  { ITEM ("id=\"W1\" answer=\"yes-no\" least=\"T4\"", "<rule outcome=\"T5\"/>"), 2, "leads to T4" },
  /* … which a question that follows another is asked with */
  { YES_NO ("W1", "<rule outcome=\"T5\"/>")
        ITEM ("id=\"W1_b\" answer=\"yes-no\" ask-if=\"W1\" " RED,
              "<rule outcome=\"T2\" with=\"I1 W1\"/>"),
    0,
    NULL },
  { YES_NO ("W1", "<rule outcome=\"T5\"/>")
        ITEM ("id=\"W1_b\" answer=\"yes-no\" ask-if=\"W1\" " RED,
              "<rule outcome=\"T2\" with=\"I1\"/>"),
    3,
    "leads to T2" },
  /* by touch, and by a number */
  { ITEM ("id=\"W1\" answer=\"number\" quantity=\"pain\" " RED,
          "<rule outcome=\"T2\"/><rule outcome=\"T2\" above=\"6\"/>"),
    0,
    NULL },
  { ITEM ("id=\"W1\" answer=\"number\" quantity=\"pain\" " RED, "<rule outcome=\"T2\"/>"),
    2,
    "a number at W1" },
  { ITEM ("id=\"W1\" answer=\"number\" quantity=\"pain\" " RED,
          "<rule outcome=\"T2\"/><rule outcome=\"T3\" above=\"6\"/>"),
    2,
    "a number at W1" },
  { ITEM ("id=\"W1\" answer=\"number\" quantity=\"pain\" " RED,
          "<rule outcome=\"T2\" above=\"6\"/>"),
    2,
    "the answer to W1" },
  /* each choice is a whole answer, not sure is the most urgent */
  { ITEM ("id=\"W1\" answer=\"select\" " RED,
          CHOICES "<rule outcome=\"T2\" when=\"clear\"/>\n<rule outcome=\"T3\" when=\"none\"/>"),
    3,
    "not below T2 on the red item W1" },
  { ITEM ("id=\"W1\" answer=\"select\" least=\"T2\"",
          CHOICES "<rule outcome=\"T2\" when=\"clear\"/><rule outcome=\"T3\" when=\"none\"/>"),
    0,
    NULL },
  { ITEM ("id=\"W1\" answer=\"select\" " RED, CHOICES "<rule outcome=\"T3\" when=\"clear\"/>"),
    2,
    "leads to T2" },
  /* texts that reassure; a question may use any word */
  { YES_NO ("W1", "") "<advice kind=\"expect\" outcomes=\"T5\">They are fine.</advice>\n",
    3,
    "without \"fine\"" },
  { "<suspicion>nothing wrong</suspicion>\n" YES_NO ("W1", ""), 1, "without \"nothing wrong\"" },
  { "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" date=\"2019\"><question>Is that "
    "normal?</question><finding>f</finding></item>\n",
    0,
    NULL },
  { "<item id=\"W1\" answer=\"yes-no\" source=\"C1\" "
    "date=\"2019\"><question>Q?</question><finding>normal</finding></item>\n",
    2,
    "without \"normal\"" },
  /* lists that are asked first */
  { "<include id=\"W9\" items=\"I1 O1\"/>\n" YES_NO ("W1", ""), 0, NULL },
  { "<include id=\"W9\" items=\"I9\"/>\n" YES_NO ("W1", ""), 1, "not I9" },
  { "<include id=\"W9\" items=\"W1\"/>\n" YES_NO ("W1", ""), 1, "not W1" },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strconcat (HEAD ("W", "Too little"), rows[i].text, TAIL, NULL);
    g_autoptr (ThecalChecklist) list = parse (text);
    g_autoptr (ThecalChecklistSet) set = thecal_checklist_set_new ();
    g_autoptr (GPtrArray) faults = NULL;
    const ThecalChecklistError *fault;

    thecal_checklist_set_take (set, parse (infection));
    faults = thecal_checklist_check (list, set);
    fault = faults->len > 0 ? g_ptr_array_index (faults, 0) : NULL;
    if (rows[i].expected == NULL ? fault == NULL
                                 : faults->len == 1 && fault->line == rows[i].line &&
                                       strstr (fault->expected, rows[i].expected) != NULL)
      continue;

    g_test_message ("%s\n%u objections, but this row has line %u: %s",
                    text,
                    faults->len,
                    rows[i].line,
                    rows[i].expected);
    for (guint j = 0; j < faults->len; j++) {
      fault = g_ptr_array_index (faults, j);
      g_test_message ("line %u: expected %s", fault->line, fault->expected);
    }
    g_test_fail ();
  }
}

/* An item that a rule of another list names cannot be left out unseen. */
static void
test_wanted (void)
{
  static const char wants[] =
      HEAD ("O", "Too much") YES_NO ("O1", "<rule outcome=\"T1\" with=\"I1 W1 W7\"/>") TAIL;
  static const char has[] = HEAD ("W", "Too little") YES_NO ("W1", "<rule outcome=\"T2\"/>") TAIL;
  g_autoptr (ThecalChecklistSet) set = thecal_checklist_set_new ();
  g_autoptr (ThecalChecklist) list = parse (has);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) alone = thecal_checklist_check (list, NULL);
  const ThecalChecklistError *fault;

  g_assert_cmpuint (alone->len, ==, 0);
  thecal_checklist_set_take (set, parse (wants));
  faults = thecal_checklist_check (list, set);
  g_assert_cmpuint (faults->len, ==, 1);
  fault = g_ptr_array_index (faults, 0);
  g_assert_cmpstr (fault->expected, ==, "an item W7, which O1 asks for");
}

/* A clinic's own list asks every red question of the one it replaces, and takes none more lightly.
 */
static void
test_kept (void)
{
  static const char before[] =
      HEAD ("W", "Too little") ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule outcome=\"T2\"/>")
          YES_NO ("W2", "<rule outcome=\"T2\"/>") TAIL;
  static const struct {
    const char *items;
    guint line;
    const char *expected;
  } lists[] = {
    { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule outcome=\"T2\"/>"), 0, NULL },
    { ITEM ("id=\"W1\" answer=\"yes-no\" red=\"true\" least=\"T1\"", "<rule outcome=\"T1\"/>"),
      0,
      NULL },
    { YES_NO ("W2", "<rule outcome=\"T2\"/>"), 1, "an item W1, which is red" },
    { YES_NO ("W1", "<rule outcome=\"T2\"/>"), 2, "red=\"true\" on W1" },
    { ITEM ("id=\"W1\" answer=\"yes-no\" red=\"true\" least=\"T3\"", "<rule outcome=\"T3\"/>"),
      2,
      "least=\"T2\" on W1, or more urgent" },
    /* the other answer is the bad one now, which may be a slip */
    { ITEM ("id=\"W1\" answer=\"yes-no\" " RED, "<rule outcome=\"T2\" when=\"no\"/>"),
      2,
      "a <rule> that leads to T2 for yes at W1" },
    { YES_NO ("W3", "<rule outcome=\"T4\"/>")
          ITEM ("id=\"W1\" answer=\"yes-no\" ask-if=\"W3\" " RED, "<rule outcome=\"T2\"/>"),
      3,
      "no ask-if= on W1, which is asked of everybody" },
    { ITEM ("id=\"W1\" answer=\"yes-no\" " RED,
            "<rule outcome=\"T2\"/><rule outcome=\"T1\" when=\"no\"/>"),
      0,
      NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_autofree char *text = g_strconcat (HEAD ("W", "Own"), lists[i].items, TAIL, NULL);
    g_autoptr (ThecalChecklist) list = parse (text);
    g_autoptr (ThecalChecklistSet) set = thecal_checklist_set_new ();
    g_autoptr (GPtrArray) faults = NULL;

    thecal_checklist_set_take (set, parse (before));
    faults = thecal_checklist_check (list, set);
    g_test_message ("%s", text);
    g_assert_cmpuint (faults->len, ==, lists[i].expected != NULL ? 1 : 0);
    if (faults->len > 0) {
      const ThecalChecklistError *fault = g_ptr_array_index (faults, 0);

      g_assert_cmpuint (fault->line, ==, lists[i].line);
      g_assert_cmpstr (fault->expected, ==, lists[i].expected);
    }
  }
}

static void
test_reassurance (void)
{
  static const struct {
    const char *text, *found;
  } texts[] = {
    { "They are FINE.", "fine" },
    { "All is OK", "ok" },
    { "okay?", "okay" },
    { "It is safe-ish", "safe" },
    { "swallows safely", "safely" },
    { "Normal.", "normal" },
    { "breathes normally", "normally" },
    { "a healthy child", "healthy" },
    { "they are well", "well" },
    { "Well, stiffer as well", "well" },
    { "as well, they are well", "well" },
    { "Every value is in order.", "in order" },
    { "No  problem", "no problem" },
    { "Don\xe2\x80\x99t worry", "don t worry" },
    { "don't worry", "don t worry" },
    { "There is nothing wrong", "nothing wrong" },
    { "All\nclear!", "all clear" },
    { "", NULL },
    { "Stiffer, and sleepier as well.", NULL },
    { "unwell, abnormal, unsafe, defined, wells", NULL },
    { "Call the pump team now. Do not wait.", NULL },
    { "\xc3\xa9 ok\xc3\xa9", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_test_message ("%s", texts[i].text);
    g_assert_cmpstr (thecal_reassurance_find (texts[i].text), ==, texts[i].found);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/checklist-check/rows", test_rows);
  g_test_add_func ("/core/checklist-check/wanted", test_wanted);
  g_test_add_func ("/core/checklist-check/kept", test_kept);
  g_test_add_func ("/core/checklist-check/reassurance", test_reassurance);
  return g_test_run ();
}
