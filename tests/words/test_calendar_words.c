/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/calendar_words.h"

#define ZONE "America/New_York"
#define DAY(month, day)                                                                            \
  {                                                                                                \
    2026, month, day, 0, 0                                                                         \
  }

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

/* Now is Tuesday 10 November 2026, 12:00. */
static void
test_times (void)
{
  static const struct {
    Local from, to;
    bool whole_day;
    ThecalCalendarState state;
    const char *when, *distance;
  } rows[] = {
    { { 2026, 11, 24, 9, 30 },
      { 2026, 11, 24, 9, 30 },
      false,
      THECAL_CALENDAR_AHEAD,
      "Tue 24 Nov, 09:30",
      "in 14 days" },
    { { 2026, 11, 10, 15, 0 },
      { 2026, 11, 10, 15, 0 },
      false,
      THECAL_CALENDAR_NOW,
      "today, 15:00",
      "" },
    { { 2026, 11, 11, 9, 5 },
      { 2026, 11, 11, 9, 5 },
      false,
      THECAL_CALENDAR_AHEAD,
      "tomorrow, 09:05",
      "" },
    { { 2026, 11, 9, 9, 30 },
      { 2026, 11, 9, 9, 30 },
      false,
      THECAL_CALENDAR_PASSED,
      "Mon 9 Nov, 09:30",
      "yesterday" },
    { { 2027, 1, 3, 9, 0 },
      { 2027, 1, 3, 9, 0 },
      false,
      THECAL_CALENDAR_AHEAD,
      "Sun 3 Jan 2027, 09:00",
      "in 54 days" },
    { DAY (12, 2), DAY (12, 2), true, THECAL_CALENDAR_AHEAD, "Wed 2 Dec", "in 22 days" },
    { DAY (11, 10), DAY (11, 10), true, THECAL_CALENDAR_NOW, "Tue 10 Nov", "today" },
    { DAY (11, 11), DAY (11, 11), true, THECAL_CALENDAR_AHEAD, "Wed 11 Nov", "tomorrow" },
    { DAY (11, 5), DAY (11, 5), true, THECAL_CALENDAR_PASSED, "Thu 5 Nov", "5 days ago" },
    { DAY (12, 1), DAY (12, 4), true, THECAL_CALENDAR_AHEAD, "1–4 Dec", "in 21 days" },
    { DAY (11, 8), DAY (11, 12), true, THECAL_CALENDAR_NOW, "8–12 Nov", "now, for 2 more days" },
    { DAY (11, 8), DAY (11, 10), true, THECAL_CALENDAR_NOW, "8–10 Nov", "today is the last day" },
    { DAY (11, 28), DAY (12, 3), true, THECAL_CALENDAR_AHEAD, "28 Nov – 3 Dec", "in 18 days" },
    { DAY (12, 28),
      { 2027, 1, 3, 0, 0 },
      true,
      THECAL_CALENDAR_AHEAD,
      "28 Dec 2026 – 3 Jan 2027",
      "in 48 days" },
    { DAY (11, 3),
      DAY (11, 3),
      true,
      THECAL_CALENDAR_HELD,
      "Tue 3 Nov",
      "waiting for your answer" },
    { DAY (11, 1), DAY (11, 3), true, THECAL_CALENDAR_DONE, "1–3 Nov", "7 days ago" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);
  const gint64 now_us = to_us (zone, (Local){ 2026, 11, 10, 12, 0 });

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalCalendarItem item = { .id = (char *) "x",
                                      .kind = THECAL_CALENDAR_APPOINTMENT,
                                      .state = rows[i].state,
                                      .whole_day = rows[i].whole_day,
                                      .from_us = to_us (zone, rows[i].from),
                                      .to_us = to_us (zone, rows[i].to),
                                      .other_us = THECAL_UNKNOWN_US };
    g_autofree char *when = thecal_calendar_when (&item, now_us, zone);
    g_autofree char *distance = thecal_calendar_distance (&item, now_us, zone);

    g_assert_cmpstr (when, ==, rows[i].when);
    g_assert_cmpstr (distance, ==, rows[i].distance);
  }
}

/* The battery ends within months, and no text names a day of it. */
static void
test_replacement (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);
  const ThecalCalendarItem item = { .kind = THECAL_CALENDAR_REPLACEMENT,
                                    .whole_day = true,
                                    .from_us = to_us (zone, (Local){ 2028, 8, 11, 0, 0 }),
                                    .to_us = to_us (zone, (Local){ 2029, 2, 11, 0, 0 }) };
  ThecalCalendarItem noticed = item;
  g_autofree char *when = thecal_calendar_when (&item, 0, zone);

  g_assert_cmpstr (when, ==, "August 2028 to February 2029");
  noticed.step = (char *) "notice";
  g_assert_nonnull (strstr (thecal_calendar_meaning (&item), "Book at least three months ahead"));
  g_assert_nonnull (strstr (thecal_calendar_meaning (&noticed), "Book with the pump team now"));
}

/* 001-25: in the team's own words. */
static void
test_exercise (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);
  g_autoptr (ThecalPlanDocument) document =
      parse ("[exercise]\nPlan=stand in the frame for ten minutes\n", zone);
  const ThecalCalendarItem item = { .kind = THECAL_CALENDAR_EXERCISE,
                                    .other_us = THECAL_UNKNOWN_US };
  g_autofree char *detail = thecal_calendar_detail (&item, document, 0, zone);

  g_assert_cmpstr (detail, ==, "stand in the frame for ten minutes");
  g_assert_nonnull (strstr (thecal_calendar_meaning (&item), "the team or the therapist"));
}

/* 004-30: the steps are the team's, and nobody stops by himself. */
static void
test_weaning (void)
{
  const ThecalCalendarItem item = { .kind = THECAL_CALENDAR_WEANING };
  const char *meaning = thecal_calendar_meaning (&item);

  g_assert_nonnull (strstr (meaning, "The team's own schedule"));
  g_assert_nonnull (strstr (meaning, "Never stop suddenly"));
}

/* Every kind and step has a title and a meaning; none says that somebody is well, or names a drug.
 */
static void
test_every_item (void)
{
  static const char *const steps[] = { NULL,     "refill",    "replacement", "post-op", "other",
                                       "next",   "dose",      "lie-flat",    "sit-up",  "vest",
                                       "strips", "bath",      "visit",       "riding",  "binder",
                                       "close",  "infection", "notice" };
  static const char *const never[] = { " fine",     " OK",      "safe", "normal",
                                       "all clear", "baclofen", "mg",   "Theo" };

  for (int kind = 0; kind < THECAL_N_CALENDAR_KINDS; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
      const ThecalCalendarItem item = { .kind = (ThecalCalendarKind) kind,
                                        .step = (char *) steps[i] };
      const char *title = thecal_calendar_title (&item);
      const char *meaning = thecal_calendar_meaning (&item);

      g_assert_cmpuint (strlen (title), >, 4);
      g_assert_cmpuint (strlen (meaning), >, 20);
      for (gsize k = 0; k < G_N_ELEMENTS (never); k++) {
        g_assert_null (strstr (title, never[k]));
        g_assert_null (strstr (meaning, never[k]));
      }
    }
}

/* H23: both dates where no template of the clinic was chosen. */
static void
test_detail (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (ZONE);
  g_autoptr (ThecalPlanDocument) document =
      parse ("[weaning]\nStep1=2026-12-01 one tablet less at noon\n", zone);
  const ThecalCalendarItem bath = { .kind = THECAL_CALENDAR_POST_OP,
                                    .step = (char *) "bath",
                                    .from_us = to_us (zone, (Local){ 2026, 3, 16, 0, 0 }),
                                    .other_us = to_us (zone, (Local){ 2026, 4, 13, 0, 0 }) };
  const ThecalCalendarItem step = { .id = (char *) "weaning.1",
                                    .kind = THECAL_CALENDAR_WEANING,
                                    .other_us = THECAL_UNKNOWN_US };
  const ThecalCalendarItem plain = { .kind = THECAL_CALENDAR_TABLETS,
                                     .other_us = THECAL_UNKNOWN_US };
  g_autofree char *both = thecal_calendar_detail (&bath, document, bath.from_us, zone);
  g_autofree char *text = thecal_calendar_detail (&step, document, bath.from_us, zone);

  g_assert_nonnull (strstr (both, "Mon 16 Mar"));
  g_assert_nonnull (strstr (both, "Mon 13 Apr"));
  g_assert_cmpstr (text, ==, "one tablet less at noon");
  g_assert_null (thecal_calendar_detail (&plain, document, bath.from_us, zone));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/calendar/times", test_times);
  g_test_add_func ("/words/calendar/replacement", test_replacement);
  g_test_add_func ("/words/calendar/exercise", test_exercise);
  g_test_add_func ("/words/calendar/weaning", test_weaning);
  g_test_add_func ("/words/calendar/every-item", test_every_item);
  g_test_add_func ("/words/calendar/detail", test_detail);

  return g_test_run ();
}
