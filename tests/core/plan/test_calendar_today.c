/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "calendar_rows.h"

#include "core/plan/calendar_group.h"
#include "core/plan/calendar_today.h"

#define NEW_YORK "America/New_York"
#define PLAN                                                                                       \
  "[pump]\nCapacityMl=40\n[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"   \
  "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T14:30:00-04:00\nLowMl=3\nAlarmDate=2026-12-02\n"
#define VISIT(number, kind, at) "[appointment " number "]\nKind=" kind "\nAt=" at "\n"

typedef struct {
  const char *plan, *entries, *now;
  guint n_most;
  const char *expected; /* "due|then ID PLACE" a line, and "more N" */
} Row;

static char *
write_today (const ThecalToday *today)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < today->items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (today->items, i);

    g_string_append_printf (text,
                            "%s %s %s\n",
                            i < today->n_due ? "due" : "then",
                            item->id,
                            thecal_today_place_to_string (thecal_calendar_get_place (item)));
  }
  if (today->n_more > 0)
    g_string_append_printf (text, "more %u\n", today->n_more);

  return g_string_free (text, FALSE);
}

static void
run (const Row *row)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (NEW_YORK);
  g_autoptr (ThecalPlanDocument) document = calendar_parse_plan (row->plan, zone);
  g_autoptr (GPtrArray) entries =
      row->entries != NULL ? calendar_parse_entries (row->entries, zone) : NULL;
  const ThecalCalendarInput input = { .document = document,
                                      .entries = entries,
                                      .now_us = calendar_parse_us (row->now, zone),
                                      .zone = zone };
  g_autoptr (GPtrArray) items =
      thecal_calendar_get_items (&input,
                                 thecal_calendar_get_day_us (input.now_us, -60, zone),
                                 thecal_calendar_get_day_us (input.now_us, 366, zone));
  g_auto (ThecalToday) today = thecal_calendar_choose_today (items, &input, row->n_most);
  g_autofree char *seen = write_today (&today);

  g_test_message ("at %s", row->now);
  g_assert_cmpstr (seen, ==, row->expected);
}

#define RUN(rows)                                                                                  \
  for (gsize row_ = 0; row_ < G_N_ELEMENTS (rows); row_++)                                         \
  run (&rows[row_])

/* The diary is due as long as it is known that it was not written. */
static void
test_diary (void)
{
  static const Row rows[] = {
    { "[person]\nName=Theo\n", "", "2026-11-01T10:00:00-05:00", 5, "due diary.today diary\n" },
    { "[person]\nName=Theo\n",
      "diary 2026-11-01T08:00:00-05:00",
      "2026-11-01T10:00:00-05:00",
      5,
      "" },
    { "[person]\nName=Theo\n", NULL, "2026-11-01T10:00:00-05:00", 5, "" },
  };

  RUN (rows);
}

/* A visit: ahead it is next, on its day and until it is recorded it is due, and done there. */
static void
test_visits (void)
{
  static const char visits[] = PLAN VISIT ("1", "refill", "2026-11-24T09:30:00-05:00")
      VISIT ("2", "other", "2026-11-12T15:00:00-05:00");
  static const Row rows[] = {
    /* the infection watch has ended; the first thing ahead, and the refill too */
    { visits,
      NULL,
      "2026-11-05T10:00:00-05:00",
      5,
      "then appointment.2 calendar\nthen appointment.1 calendar\n" },
    { visits,
      NULL,
      "2026-11-12T10:00:00-05:00",
      5,
      "due appointment.2 calendar\nthen refill-window calendar\nthen appointment.1 calendar\n" },
    /* booked: the best days to book in say nothing more */
    { visits,
      "visit 2026-11-12T15:00:00-05:00; diary 2026-11-17T08:00:00-05:00",
      "2026-11-17T10:00:00-05:00",
      5,
      "then appointment.1 calendar\n" },
    { visits,
      "visit 2026-11-12T15:00:00-05:00; diary 2026-11-24T06:00:00-05:00",
      "2026-11-24T07:00:00-05:00",
      5,
      "due appointment.1 refill\nthen refill-by calendar\n" },
    /* overdue before today, whenever it was */
    { visits,
      "visit 2026-11-12T15:00:00-05:00",
      "2026-11-25T07:00:00-05:00",
      5,
      "due appointment.1 refill\ndue diary.today diary\nthen refill-by calendar\n" },
    { visits,
      "",
      "2026-11-25T07:00:00-05:00",
      5,
      "due appointment.2 calendar\ndue appointment.1 refill\ndue diary.today diary\n"
      "then refill-by calendar\n" },
    /* what is left out is counted, and it is never what is overdue first */
    { visits,
      "",
      "2026-11-25T07:00:00-05:00",
      2,
      "due appointment.2 calendar\ndue appointment.1 refill\nthen refill-by calendar\nmore 1\n" },
    { visits, "", "2026-12-01T07:00:00-05:00", 1, "due appointment.2 calendar\nmore 3\n" },
  };

  RUN (rows);
}

/* A visit that is booked too late is due now: an earlier date is to be asked for. */
static void
test_late (void)
{
  static const char late[] = PLAN VISIT ("1", "refill", "2026-11-28T09:30:00-05:00");
  static const Row rows[] = {
    { late,
      NULL,
      "2026-11-05T10:00:00-05:00",
      5,
      "due appointment.1 calendar\nthen refill-window calendar\n" },
    /* beside what is due too; on its own day it is a visit like any other */
    { late,
      "",
      "2026-11-10T10:00:00-05:00",
      1,
      "due appointment.1 calendar\nthen refill-window calendar\nmore 1\n" },
  };

  RUN (rows);
}

#define OLD_PLAN                                                                                   \
  "[pump]\nCapacityMl=40\n[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"   \
  "[reservoir]\nVolumeMl=40\nFilledAt=2026-06-16T14:30:00-04:00\nLowMl=3\nAlarmDate=2026-08-01\n"

/* What was never done is due however long ago it was to be. */
static void
test_long_overdue (void)
{
  static const char visit[] = OLD_PLAN VISIT ("1", "refill", "2026-07-25T09:30:00-04:00");
  static const char other[] =
      "[person]\nName=Theo\n" VISIT ("1", "other", "2026-07-25T09:30:00-04:00");
  static const Row rows[] = {
    { visit,
      NULL,
      "2026-11-20T12:00:00-05:00",
      5,
      "due appointment.1 refill\ndue refill-by calendar\n" },
    { OLD_PLAN, NULL, "2026-11-20T12:00:00-05:00", 5, "due refill-by calendar\n" },
    /* kept */
    { PLAN VISIT ("1", "refill", "2026-07-25T09:30:00-04:00"),
      NULL,
      "2026-11-20T12:00:00-05:00",
      5,
      "then refill-by calendar\n" },
    /* another visit is nothing that the pump waits for */
    { other, NULL, "2026-11-20T12:00:00-05:00", 5, "" },
  };

  RUN (rows);
}

/* Questions are due until the next ones are; what can be done within days is told as long. */
static void
test_going_on (void)
{
  static const Row rows[] = {
    { PLAN,
      NULL,
      "2026-10-16T17:00:00-04:00",
      5,
      "due watch.refill.1 questions\ndue "
      "watch.refill.4 calendar\nthen "
      "watch.refill.12 calendar\n" },
    { "[tablets]\nExpires=2026-11-30\n",
      NULL,
      "2026-11-10T12:00:00-05:00",
      5,
      "then tablets calendar\n" },
    { "[tablets]\nExpires=2026-11-30\n",
      NULL,
      "2026-11-30T12:00:00-05:00",
      5,
      "due tablets calendar\n" },
    { "[tablets]\nExpires=2026-11-30\n",
      NULL,
      "2026-12-01T12:00:00-05:00",
      5,
      "due tablets calendar\n" },
    { PLAN,
      "diary 2026-11-17T08:00:00-05:00",
      "2026-11-17T12:00:00-05:00",
      5,
      "then refill-window calendar\nthen refill-by calendar\n" },
    /* a time of months asks for nothing today */
    { "[operation]\nKind=new\nOn=2026-10-01\n[pump]\nImplantDate=2026-10-01\n",
      "diary 2026-10-20T08:00:00-04:00; wound 2026-10-19T12:00:00-04:00 healed=yes site=belly; "
      "visit 2026-10-18T12:00:00-04:00",
      "2026-10-20T12:00:00-04:00",
      5,
      "then next-visit calendar\n" },
  };

  RUN (rows);
}

static void
test_places (void)
{
  g_assert_cmpstr (thecal_today_place_to_string (THECAL_TODAY_CALENDAR), ==, "calendar");
  for (int place = 0; place < THECAL_N_TODAY_PLACES; place++)
    g_assert_nonnull (thecal_today_place_to_string ((ThecalTodayPlace) place));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/calendar-today/diary", test_diary);
  g_test_add_func ("/core/calendar-today/visits", test_visits);
  g_test_add_func ("/core/calendar-today/late", test_late);
  g_test_add_func ("/core/calendar-today/long-overdue", test_long_overdue);
  g_test_add_func ("/core/calendar-today/going-on", test_going_on);
  g_test_add_func ("/core/calendar-today/places", test_places);

  return g_test_run ();
}
