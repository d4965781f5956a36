/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "shared/walk_words.h"

#define AT(day, hour, minute)                                                                      \
  ((((gint64) (day) *24 + (hour)) * 60 + (minute)) * THECAL_MINUTE_US +                            \
   G_GINT64_CONSTANT (1793404800) * THECAL_SECOND_US) /* of November 2026, TZ=UTC */

static void
test_elapsed (void)
{
  static const struct {
    gint64 s;
    const char *expected;
  } rows[] = {
    { 0, "0:00" },       { 9, "0:09" },     { 59, "0:59" },
    { 60, "1:00" },      { 3599, "59:59" }, { 3600, "1:00:00" },
    { 3727, "1:02:07" }, { -5, "0:00" },    { 86399, "23:59:59" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = thecal_walk_elapsed (rows[i].s * THECAL_SECOND_US);

    g_assert_cmpstr (words, ==, rows[i].expected);
  }
}

static void
test_progress (void)
{
  const ThecalProgress progress = { THECAL_LIST_GATE, 2, 7 };
  g_autofree char *question =
      thecal_walk_progress (THECAL_STEP_QUESTION, &progress, 9 * THECAL_SECOND_US);
  g_autofree char *choose =
      thecal_walk_progress (THECAL_STEP_CHOOSE, &progress, 9 * THECAL_SECOND_US);

  g_assert_cmpstr (question, ==, "First checks, 2 of 7 · 0:09");
  g_assert_cmpstr (choose, ==, "0:09");
  for (guint i = 0; i < THECAL_N_LISTS; i++)
    g_assert_cmpstr (thecal_walk_list_title ((ThecalListId) i), !=, "");
}

static void
test_units (void)
{
  static const struct {
    double value;
    ThecalAnswerUnit unit;
    const char *expected;
  } rows[] = {
    { 38.7, THECAL_UNIT_CELSIUS, "38.7 °C = 101.7 °F" },
    { 40, THECAL_UNIT_CELSIUS, "40.0 °C = 104.0 °F" },
    { 101.5, THECAL_UNIT_FAHRENHEIT, "101.5 °F = 38.6 °C" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = thecal_walk_both_units (rows[i].value, rows[i].unit);

    g_assert_cmpstr (words, ==, rows[i].expected);
  }
}

static void
test_number_word (void)
{
  static const struct {
    const char *typed, *expected;
  } rows[] = { { "38,7", "38.7" }, { " 38.7 ", "38.7" }, { "", NULL }, { "  ", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *word = thecal_walk_number_word (rows[i].typed);

    g_assert_cmpstr (word, ==, rows[i].expected);
  }
}

static void
test_fit (void)
{
  /* 80 pt where it fits, smaller where it is long or the place narrow, never below the least */
  g_assert_cmpint (thecal_walk_fit_px ("911", 470, 24, 107), ==, 107);
  g_assert_cmpint (thecal_walk_fit_px ("+1 202 555 0142", 470, 24, 107), ==, 50);
  g_assert_cmpint (thecal_walk_fit_px ("+1 202 555 0142", 300, 24, 107), ==, 32);
  g_assert_cmpint (thecal_walk_fit_px ("+1 202 555 0142 ext 12345", 200, 24, 107), ==, 24);
  g_assert_cmpint (thecal_walk_fit_px ("", 200, 24, 107), ==, 107);
}

static void
test_times (void)
{
  const gint64 now = AT (25, 22, 30);
  static const struct {
    gint64 at;
    ThecalWhen when;
  } rows[] = {
    { AT (25, 0, 0), THECAL_WHEN_TODAY },     { AT (24, 23, 59), THECAL_WHEN_YESTERDAY },
    { AT (24, 0, 0), THECAL_WHEN_YESTERDAY }, { AT (23, 23, 59), THECAL_WHEN_DAYS },
    { AT (22, 0, 0), THECAL_WHEN_DAYS },      { AT (21, 23, 59), THECAL_WHEN_LONGER },
    { AT (26, 3, 0), THECAL_WHEN_TODAY },     { THECAL_UNKNOWN_US, THECAL_WHEN_UNKNOWN },
  };
  g_autofree char *today = thecal_walk_clock (AT (25, 23, 0), now);
  g_autofree char *tomorrow = thecal_walk_clock (AT (26, 1, 5), now);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (thecal_walk_when_of (rows[i].at, now), ==, rows[i].when);
  g_assert_cmpint (thecal_walk_when_of (AT (25, 0, 0), THECAL_UNKNOWN_US), ==, THECAL_WHEN_UNKNOWN);
  g_assert_cmpstr (today, ==, "23:00");
  g_assert_cmpstr (tomorrow, ==, "Thu 01:05");
}

/* What a choice says is as near as it can be, or the known time where that falls under it. */
static void
test_when_words (void)
{
  const gint64 now = AT (25, 22, 30), known = AT (10, 14, 30);
  static const struct {
    ThecalWhen when;
    const char *expected;
  } rows[] = {
    { THECAL_WHEN_TODAY, "2026-11-25T22:30:00Z" },
    { THECAL_WHEN_YESTERDAY, "2026-11-24T22:30:00Z" },
    { THECAL_WHEN_DAYS, "2026-11-23T22:30:00Z" },
    { THECAL_WHEN_LONGER, "2026-11-10T14:30:00Z" },
    { THECAL_WHEN_UNKNOWN, "unknown" },
  };
  g_autofree char *none = thecal_walk_when_word (THECAL_WHEN_LONGER, THECAL_UNKNOWN_US, now);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *word = thecal_walk_when_word (rows[i].when, known, now);

    g_assert_cmpstr (word, ==, rows[i].expected);
  }
  g_assert_cmpstr (none, ==, "none");
}

static void
test_known (void)
{
  const ThecalChecklistItem yes_no = { .type = THECAL_ANSWER_YES_NO };
  const ThecalChecklistItem temperature = { .type = THECAL_ANSWER_NUMBER,
                                            .quantity = THECAL_QUANTITY_TEMPERATURE };
  const struct {
    const ThecalChecklistItem *item;
    ThecalAnswer answer;
    const char *expected;
  } rows[] = {
    { &yes_no, { .said = THECAL_SAID_YES }, "Your answer: Yes" },
    { &yes_no, { .said = THECAL_SAID_NOT_SURE, .prefilled = true }, "Known: Not sure" },
    { &temperature,
      { .said = THECAL_SAID_NUMBER, .number = 38.4, .unit = THECAL_UNIT_CELSIUS },
      "Your answer: 38.4 °C = 101.1 °F" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = thecal_walk_known (rows[i].item, &rows[i].answer);

    g_assert_cmpstr (words, ==, rows[i].expected);
  }
}

/* 003-01: a question that is about the person has words for a child. */
static void
test_of_child (void)
{
  const ThecalChecklistItem plain = { .question = (char *) "Is the pump making a sound now?" };
  const ThecalChecklistItem item = { .question = (char *) "Are they breathing?",
                                     .of_child = (char *) "Is your child breathing?" };

  g_assert_cmpstr (thecal_walk_question_words (&item, false), ==, "Are they breathing?");
  g_assert_cmpstr (thecal_walk_question_words (&item, true), ==, "Is your child breathing?");
  g_assert_cmpstr (
      thecal_walk_question_words (&plain, true), ==, "Is the pump making a sound now?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/walk-words/elapsed", test_elapsed);
  g_test_add_func ("/ui/walk-words/progress", test_progress);
  g_test_add_func ("/ui/walk-words/of-child", test_of_child);
  g_test_add_func ("/ui/walk-words/units", test_units);
  g_test_add_func ("/ui/walk-words/number-word", test_number_word);
  g_test_add_func ("/ui/walk-words/fit", test_fit);
  g_test_add_func ("/ui/walk-words/times", test_times);
  g_test_add_func ("/ui/walk-words/when-words", test_when_words);
  g_test_add_func ("/ui/walk-words/known", test_known);

  return g_test_run ();
}
