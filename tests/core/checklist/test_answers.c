/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "lists.h"

/* What is an answer to an item, and how it is written back (T-IN-03: 38 typed as °F is a slip). */
static void
test_parse (void)
{
  static const struct {
    const char *id, *word, *unit;
    const char *back;     /* NULL: refused */
    const char *expected; /* … with this in the message */
  } rows[] = {
    { "G1", "yes", NULL, "yes", NULL },
    { "G1", "no", NULL, "no", NULL },
    { "G1", "not-sure", NULL, "not-sure", NULL },
    { "G1", "maybe", NULL, NULL, "yes, no or not-sure" },
    { "G1", "YES", NULL, NULL, "yes, no or not-sure" },
    { "G1", "", NULL, NULL, "yes, no or not-sure" },
    { "G1", "1", NULL, NULL, "yes, no or not-sure" },
    { "G1", "yes", "c", NULL, "no unit" },
    { "W3", "38.6", "c", "38.6", NULL },
    { "W3", "38.7", "c", "38.7", NULL },
    { "W3", "101.5", "f", "101.5", NULL },
    { "W3", "yes", NULL, "yes", NULL },
    { "W3", "not-sure", NULL, "not-sure", NULL },
    { "W3", "yes", "c", NULL, "no unit" },
    { "W3", "38", "f", NULL, "from 77 to 113" },
    { "W3", "101", "c", NULL, "from 25 to 45" },
    { "W3", "25", "c", "25", NULL },
    { "W3", "24.9", "c", NULL, "from 25 to 45" },
    { "W3", "45", "c", "45", NULL },
    { "W3", "45.1", "c", NULL, "from 25 to 45" },
    { "W3", "77", "f", "77", NULL },
    { "W3", "76.9", "f", NULL, "from 77 to 113" },
    { "W3", "113", "f", "113", NULL },
    { "W3", "113.1", "f", NULL, "from 77 to 113" },
    { "W3", "38.7", NULL, NULL, "c or f" },
    { "W3", "38.7", "k", NULL, "c or f" },
    { "W3", "38,7", "c", NULL, "a number" },
    { "W3", "0x26", "c", NULL, "a number" },
    { "W3", " 38", "c", NULL, "a number" },
    { "W3", "nan", "c", NULL, "a number" },
    { "W3", "1e999", "c", NULL, "a number" },
    { "O2", "6", NULL, "6", NULL },
    { "O2", "6", "c", NULL, "no unit" },
    { "O2", "121", NULL, NULL, "from 0 to 120" },
    { "O2", "-1", NULL, NULL, "from 0 to 120" },
    { "G7", "20", NULL, "20", NULL },
    { "G7", "201", NULL, NULL, "mmHg" },
    { "P7", "2.5", NULL, "2.5", NULL },
    { "P7", "61", NULL, NULL, "mL" },
    { "S6", "10", NULL, "10", NULL },
    { "S6", "11", NULL, NULL, "0 to 10" },
    { "G8", "siren", NULL, "siren", NULL },
    { "G8", "not-sure", NULL, "not-sure", NULL },
    { "G8", "yes", NULL, NULL, "none single siren unknown" },
    { "G8", "loud", NULL, NULL, "one of none" },
    { "G9", "none", NULL, "none", NULL },
    { "G9", "unknown", NULL, "unknown", NULL },
    { "G9", "not-sure", NULL, "not-sure", NULL },
    { "G9", "2026-11-25T02:16:00Z", NULL, "2026-11-25T02:16:00Z", NULL },
    { "G9", "2026-11-24T21:16:00-05:00", NULL, "2026-11-25T02:16:00Z", NULL },
    { "G9", "2026-11-25T02:16:00.250000Z", NULL, "2026-11-25T02:16:00.250000Z", NULL },
    { "G9", "2026-11-25T02:16:00", NULL, NULL, "with its zone" },
    { "G9", "2026-11-25", NULL, NULL, "with its zone" },
    { "G9", "yes", NULL, NULL, "with its zone" },
    { "G9", "2026-13-25T02:16:00Z", NULL, NULL, "with its zone" },
    { "G9", "9999-12-31T23:59:59Z", NULL, NULL, "with its zone" },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalChecklistItem *item = thecal_checklist_set_find (set, rows[i].id);
    char expected[96] = "";
    ThecalAnswer answer = { 0 }, again = { 0 };
    bool good;

    g_test_message ("%s %s %s", rows[i].id, rows[i].word, rows[i].unit ? rows[i].unit : "");
    good = thecal_answer_parse (item, rows[i].word, rows[i].unit, &answer, expected);
    if (rows[i].back == NULL) {
      g_assert_false (good);
      g_assert_nonnull (strstr (expected, rows[i].expected));
      continue;
    }
    g_assert_true (good);
    {
      g_autofree char *word = thecal_answer_to_word (&answer);
      g_autofree char *twice = NULL;

      g_assert_cmpstr (word, ==, rows[i].back);
      /* by its form alone it is the same answer */
      g_assert_true (thecal_answer_from_word (word, thecal_answer_get_unit (&answer), &again));
      g_assert_cmpint (again.said, ==, answer.said);
      g_assert_cmpint (again.unit, ==, answer.unit);
      g_assert_cmpint (again.time_wall_us, ==, answer.time_wall_us);
      twice = thecal_answer_to_word (&again);
      g_assert_cmpstr (twice, ==, word);
    }
  }
}

static void
test_from_word (void)
{
  static const struct {
    const char *word, *unit;
  } rows[] = {
    { "", NULL },    { "Yes", NULL },    { "a b", NULL },
    { "38.7", "k" }, { "yes", "c" },     { "2026-99-99T0Z", NULL },
    { "-", NULL },   { "siren;", NULL }, { "averylongchoicethatnolisthas", NULL },
  };
  ThecalAnswer answer;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].word);
    g_assert_false (thecal_answer_from_word (rows[i].word, rows[i].unit, &answer));
  }
}

/* Values that no parser gives are still written as something that can be read. */
static void
test_to_word_of_nonsense (void)
{
  static const ThecalAnswer rows[] = {
    { .said = THECAL_SAID_NUMBER, .number = NAN },
    { .said = THECAL_SAID_NUMBER, .number = INFINITY },
    { .said = THECAL_SAID_CHOICE },
    { .said = THECAL_SAID_TIME, .time_wall_us = THECAL_UNKNOWN_US },
    { .said = THECAL_SAID_TIME, .time_wall_us = G_MAXINT64 - 1 },
    { .said = THECAL_SAID_TIME, .time_wall_us = G_MININT64 + 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *word = thecal_answer_to_word (&rows[i]);
    ThecalAnswer answer;

    g_assert_true (thecal_answer_from_word (word, NULL, &answer));
    g_assert_cmpint (answer.said, !=, THECAL_SAID_YES);
    g_assert_cmpint (answer.said, !=, THECAL_SAID_NO);
  }
}

static void
test_set (void)
{
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  g_autoptr (ThecalAnswers) answers = read_answers (set, "W2=yes G1=yes O1=no G9=none");
  g_autoptr (ThecalAnswers) copy = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *joined = NULL;
  const ThecalAnswer no = { .said = THECAL_SAID_NO };
  const ThecalAnswer known = { .said = THECAL_SAID_NO, .prefilled = true };

  thecal_answers_set (answers, "Z9", &no);
  thecal_answers_set (answers, "A1", &no);
  thecal_answers_set (answers, "W2", &no);
  copy = thecal_answers_copy (answers);
  thecal_answers_remove (answers, "W2");
  g_assert_null (thecal_answers_get (answers, "W2"));
  g_assert_cmpuint (thecal_answers_count (answers), ==, 5);
  g_assert_cmpuint (thecal_answers_count (copy), ==, 6);
  g_assert_cmpuint (thecal_answers_count_given (copy), ==, 6);
  thecal_answers_set (copy, "A1", &known);
  g_assert_cmpuint (thecal_answers_count_given (copy), ==, 5);
  g_assert_cmpint (thecal_answers_get (copy, "W2")->said, ==, THECAL_SAID_NO);

  ids = thecal_answers_get_ids (copy, set);
  joined = join_ids (ids);
  g_assert_cmpstr (joined, ==, "G1 G9 W2 O1 A1 Z9");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/answers/parse", test_parse);
  g_test_add_func ("/core/answers/from-word", test_from_word);
  g_test_add_func ("/core/answers/nonsense", test_to_word_of_nonsense);
  g_test_add_func ("/core/answers/set", test_set);

  return g_test_run ();
}
