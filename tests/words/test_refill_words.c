/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/refill_words.h"

#include "core/plan/calendar_group.h"

#define ZONE "America/New_York"

typedef struct {
  int year, month, day, hour, minute;
} Local;

static gint64
to_us (GTimeZone *zone, Local local)
{
  g_autoptr (GDateTime) time =
      g_date_time_new (zone, local.year, local.month, local.day, local.hour, local.minute, 0);

  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

static ThecalPlanDocument *
parse (const char *text, GTimeZone *zone)
{
  ThecalPlanFault fault;
  ThecalPlanDocument *document = thecal_plan_document_parse (text, strlen (text), zone, &fault);

  g_assert_nonnull (document);
  return document;
}

#define PLAN                                                                                       \
  "[pump]\nCapacityMl=40\n[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"                  \
  "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T14:30:00-04:00\nLowMl=3\nAlarmDate=2026-12-02\n"

/* H21, T-AP-01: what a new date is worth. Low mark early on 26 November, empty early on the 30th.
 */
static void
test_move (void)
{
  static const struct {
    Local at;
    ThecalMove move;
    const char *words;
  } rows[] = {
    { { 2026, 11, 9, 9, 0 }, THECAL_MOVE_PAST, "This time has passed." },
    { { 2026, 11, 24, 9, 30 },
      THECAL_MOVE_IN_TIME,
      "Early enough: the reservoir may be empty from" },
    { { 2026, 11, 26, 9, 30 }, THECAL_MOVE_AFTER_DAY, "the day to refill by, Thu 26 Nov" },
    { { 2026, 11, 30, 9, 30 },
      THECAL_MOVE_TOO_LATE,
      "Too late: the reservoir may be empty from Mon 30" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);
  g_autoptr (ThecalPlanDocument) document = parse (PLAN, zone);
  ThecalCalendarInput input = { .document = document,
                                .now_us = to_us (zone, (Local){ 2026, 11, 10, 12, 0 }),
                                .zone = zone };
  g_autofree char *missed = thecal_calendar_missed_words (&input);
  g_autofree char *empty = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const gint64 at_us = to_us (zone, rows[i].at);
    g_autofree char *words = thecal_calendar_move_words (&input, at_us);

    g_test_message ("%s", words);
    g_assert_cmpint (thecal_calendar_judge_move (&input, at_us), ==, rows[i].move);
    g_assert_nonnull (strstr (words, rows[i].words));
  }
  g_assert_nonnull (strstr (missed, "until a new date before Mon 30 Nov"));
  input.now_us = to_us (zone, (Local){ 2026, 12, 24, 12, 0 });
  empty = thecal_calendar_missed_words (&input);
  g_assert_nonnull (strstr (empty, "may be empty already"));
}

/* In one line at the visit itself. */
static void
test_late (void)
{
  static const struct {
    const char *at;
    Local now;
    const char *words; /* NULL: early enough */
  } rows[] = {
    { "2026-11-24T09:30:00-05:00", { 2026, 11, 13, 12, 0 }, NULL },
    { "2026-11-26T09:30:00-05:00",
      { 2026, 11, 13, 12, 0 },
      "Not before the day to refill by, Thu 26 Nov: ask for an earlier date." },
    { "2026-11-28T09:30:00-05:00",
      { 2026, 11, 13, 12, 0 },
      "After the day to refill by, Thu 26 Nov: ask for an earlier date." },
    { "2026-12-05T09:30:00-05:00",
      { 2026, 11, 13, 12, 0 },
      "Too late: the reservoir may be empty from Mon 30 Nov, 03:44 on. Ask for an earlier date." },
    { "2026-12-05T09:30:00-05:00",
      { 2026, 12, 4, 12, 0 },
      "Too late: the reservoir may be empty already. Call the pump team now." },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text =
        g_strconcat (PLAN "[appointment 1]\nKind=refill\nAt=", rows[i].at, "\n", NULL);
    g_autoptr (ThecalPlanDocument) document = parse (text, zone);
    const ThecalCalendarInput input = { .document = document,
                                        .now_us = to_us (zone, rows[i].now),
                                        .zone = zone };
    g_autoptr (GPtrArray) items =
        thecal_calendar_get_items (&input, THECAL_UNKNOWN_US, THECAL_NEVER_US);
    g_autofree char *words =
        thecal_calendar_late_words (thecal_calendar_find_refill (items), &input);

    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

/* What stands at the head of the calendar. */
static void
test_next (void)
{
#define VISIT "[appointment 1]\nKind=refill\nAt=2026-11-24T09:30:00-05:00\n"
  static const struct {
    const char *plan;
    Local now;
    const char *value, *detail;
    bool is_urgent;
  } rows[] = {
    { PLAN VISIT,
      { 2026, 11, 13, 12, 0 },
      "Tue 24 Nov, 09:30 · in 11 days",
      "Early enough",
      false },
    { PLAN VISIT, { 2026, 11, 24, 10, 0 }, "today, 09:30", "The visit is now.", false },
    { PLAN VISIT,
      { 2026, 11, 25, 10, 0 },
      "Tue 24 Nov, 09:30 · yesterday",
      "The alarm stays",
      true },
    { PLAN "[appointment 1]\nKind=refill\nAt=2026-12-14T09:30:00-05:00\n",
      { 2026, 11, 13, 12, 0 },
      "Mon 14 Dec, 09:30 · in 31 days",
      "Too late",
      true },
    { PLAN,
      { 2026, 11, 13, 12, 0 },
      "No visit is booked",
      "Best days: 16–19 Nov. Refill by Thu 26 Nov.",
      false },
    { PLAN, { 2026, 11, 17, 12, 0 }, "No visit is booked", "Refill by Thu 26 Nov. Call", true },
    { PLAN, { 2026, 12, 3, 12, 0 }, "No visit is booked", "has been reached", true },
    { "[person]\nName=Theo\n", { 2026, 12, 3, 12, 0 }, NULL, NULL, false },
    { PLAN VISIT "[pump]\nExplanted=true\n", { 2026, 11, 13, 12, 0 }, NULL, NULL, false },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalPlanDocument) document = parse (rows[i].plan, zone);
    const ThecalCalendarInput input = { .document = document,
                                        .now_us = to_us (zone, rows[i].now),
                                        .zone = zone };
    g_auto (ThecalRefillWords) words = { 0 };

    g_assert_true (thecal_refill_words_read (&input, &words) == (rows[i].value != NULL));
    g_test_message ("%s: %s", words.value, words.detail);
    g_assert_cmpstr (words.value, ==, rows[i].value);
    if (rows[i].detail != NULL)
      g_assert_nonnull (strstr (words.detail, rows[i].detail));
    g_assert_true (words.is_urgent == rows[i].is_urgent);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/refill/move", test_move);
  g_test_add_func ("/words/refill/late", test_late);
  g_test_add_func ("/words/refill/next", test_next);

  return g_test_run ();
}
