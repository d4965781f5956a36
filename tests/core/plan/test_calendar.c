/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "calendar_rows.h"

#include "core/plan/calendar_group.h"

/* Everything with a date around the pump (clinical.md 2.7, 3.4): one line an item,
 * "id state from[..to] [or other]", days in the zone. */

#define NEW_YORK "America/New_York"
#define PLAN                                                                                       \
  "[pump]\nCapacityMl=40\n[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"   \
  "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T14:30:00-04:00\nLowMl=3\nAlarmDate=2026-12-02\n"

/* The printed date is 2 December, the early low mark before it: 37 mL at 0.897 mL a day.
 * The earliest counts (3.4), and the window is 10 to 7 days before. */
static void
test_refill (void)
{
  static const CalendarRow rows[] = {
    /* 41.2 days after the fill */
    { PLAN,
      NEW_YORK,
      NULL,
      "2026-10-17",
      "2026-10-17",
      "2027-01-01",
      "refill",
      "refill-window ahead 2026-11-16..2026-11-19\nrefill-by ahead 2026-11-26\n" },
    { PLAN,
      NEW_YORK,
      NULL,
      "2026-11-17T12:00:00-05:00",
      "2026-11-01",
      "2027-01-01",
      "refill-window",
      "refill-window now 2026-11-16..2026-11-19\n" },
    /* printed earlier */
    { PLAN "[x]\n[reservoir]\nAlarmDate=2026-11-10\n",
      NEW_YORK,
      NULL,
      "2026-10-17",
      "2026-10-17",
      "2027-01-01",
      "refill",
      "refill-window ahead 2026-10-31..2026-11-03\nrefill-by ahead 2026-11-10\n" },
    { PLAN "[x]\n[reservoir]\nAlarmDate=2026-11-10\n",
      NEW_YORK,
      NULL,
      "2026-11-10T23:30:00-05:00",
      "2026-10-17",
      "2027-01-01",
      "refill",
      "refill-window passed 2026-10-31..2026-11-03\nrefill-by passed 2026-11-10\n" },
    /* the stability of the drug: 180 days after the fill */
    { "[pump]\nCapacityMl=40\n[drug 1]\nConcentrationUgPerMl=2000\nDoseUgPerDay=100\n"
      "[reservoir]\nVolumeMl=40\nFilledAt=2026-01-01T00:00:00Z\n",
      "UTC",
      NULL,
      "2026-01-02",
      "2026-01-02",
      "2027-01-01",
      "refill",
      "refill-window ahead 2026-06-20..2026-06-23\nrefill-by ahead 2026-06-30\n" },
    /* nothing is known: nothing is made up */
    { "[person]\nName=Theo\n", "UTC", NULL, "2026-01-02", "2026-01-02", "2027-01-01", NULL, "" },
    { "[reservoir]\nVolumeMl=40\n",
      "UTC",
      NULL,
      "2026-01-02",
      "2026-01-02",
      "2027-01-01",
      NULL,
      "" },
    /* a pump that was taken out is filled no more */
    { PLAN "[pump]\nExplanted=true\n",
      NEW_YORK,
      NULL,
      "2026-10-17",
      "2026-10-17",
      "2027-01-01",
      "refill",
      "" },
  };

  CALENDAR_RUN (rows);
}

#define VISIT(kind, at) "[appointment 1]\nKind=" kind "\nAt=" at "\n"

/* Appointments: ahead, on their day, passed; a refill up to a week before was that visit (A05). */
static void
test_appointments (void)
{
  static const char refill[] = PLAN VISIT ("refill", "2026-11-24T09:30:00-05:00");
  static const char other[] = PLAN VISIT ("other", "2026-11-24T09:30:00-05:00");
  static const struct {
    const char *plan, *entries, *now, *state;
  } rows[] = {
    { refill, NULL, "2026-11-23T23:59:00-05:00", "ahead" },
    { refill, NULL, "2026-11-24T00:00:00-05:00", "now" },
    { refill, NULL, "2026-11-24T10:29:00-05:00", "now" },
    { refill, NULL, "2026-11-24T10:30:00-05:00", "passed" },
    { refill, NULL, "2026-12-24T10:30:00-05:00", "passed" },
    { refill, "refill 2026-11-24T10:00:00-05:00", "2026-11-24T10:31:00-05:00", "done" },
    { refill, "refill 2026-11-17T10:00:00-05:00", "2026-11-18T10:31:00-05:00", "done" },
    { refill, "refill 2026-11-16T10:00:00-05:00", "2026-11-24T10:31:00-05:00", "passed" },
    { refill, "refill 2026-11-24T10:00:00-05:00 withdrawn", "2026-11-24T10:31:00-05:00", "passed" },
    /* to be seen is no refill */
    { refill, "visit 2026-11-24T10:00:00-05:00", "2026-11-24T10:31:00-05:00", "passed" },
    { other, NULL, "2026-11-24T10:31:00-05:00", "passed" },
    { other, "visit 2026-11-24T09:00:00-05:00", "2026-11-24T10:31:00-05:00", "done" },
    { other, "visit 2026-11-23T09:00:00-05:00", "2026-11-24T10:31:00-05:00", "passed" },
    { other, "visit 2026-11-23T09:00:00-05:00", "2026-11-23T10:31:00-05:00", "ahead" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *expected =
        g_strdup_printf ("appointment.1 %s 2026-11-24T09:30\n", rows[i].state);
    const CalendarRow row = { rows[i].plan, NEW_YORK,     rows[i].entries, rows[i].now,
                              "2026-11-01", "2026-12-31", "appointment",   expected };

    calendar_row_run (&row);
  }
}

/* The window is what a visit is booked in: with one in time it asks nothing more. */
static void
test_booked (void)
{
  static const CalendarRow rows[] = {
    { PLAN VISIT ("refill", "2026-11-24T09:30:00-05:00"),
      NEW_YORK,
      NULL,
      "2026-11-20T12:00:00-05:00",
      "2026-11-01",
      "2026-12-31",
      "refill-window",
      "refill-window done 2026-11-16..2026-11-19\n" },
    { PLAN VISIT ("refill", "2026-12-24T09:30:00-05:00"),
      NEW_YORK,
      NULL,
      "2026-11-20T12:00:00-05:00",
      "2026-11-01",
      "2026-12-31",
      "refill-window",
      "refill-window passed 2026-11-16..2026-11-19\n" },
  };

  CALENDAR_RUN (rows);
}

/* The month's text asks for one day: what is open is of today, and of no day to come. */
static void
test_open (void)
{
  static const CalendarRow rows[] = {
    { PLAN VISIT ("refill", "2026-11-24T09:30:00-05:00"),
      NEW_YORK,
      NULL,
      "2027-06-20T12:00:00-04:00",
      "2027-06-20",
      "2027-06-20T23:59:59-04:00",
      NULL,
      "appointment.1 passed 2026-11-24T09:30\nrefill-by passed 2026-12-02\n" },
    { PLAN VISIT ("refill", "2026-11-24T09:30:00-05:00"),
      NEW_YORK,
      NULL,
      "2027-06-20T12:00:00-04:00",
      "2027-06-21",
      "2027-06-21T23:59:59-04:00",
      NULL,
      "" },
  };

  CALENDAR_RUN (rows);
}

/* T-AP-01, H21: a new date is early enough before the early edge of empty. 40 mL at 0.78 mL a day:
 * 44.6 days after the fill at +15 %. */
static void
test_in_time (void)
{
  static const struct {
    const char *at;
    bool in_time;
  } rows[] = {
    { "2026-10-16T23:00:00-04:00", false }, /* has passed */
    { "2026-10-18T09:00:00-04:00", true },  { "2026-11-29T23:00:00-05:00", true },
    { "2026-11-30T06:00:00-05:00", false }, { "2027-01-20T09:00:00-05:00", false },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (NEW_YORK);
  g_autoptr (ThecalPlanDocument) document = calendar_parse_plan (PLAN, zone);
  g_autoptr (ThecalPlanDocument) bare = calendar_parse_plan ("[person]\nName=Theo\n", zone);
  ThecalCalendarInput input = { .document = document, .zone = zone };
  gint64 by_us = 0;

  input.now_us = calendar_parse_us ("2026-10-17", zone);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].at);
    g_assert_true (thecal_calendar_is_refill_in_time (
                       &input, calendar_parse_us (rows[i].at, zone), &by_us) == rows[i].in_time);
  }
  g_assert_cmpint (by_us, >, calendar_parse_us ("2026-11-29T23:00:00-05:00", zone));
  g_assert_cmpint (by_us, <, calendar_parse_us ("2026-11-30T06:00:00-05:00", zone));

  /* what is not known may be soon: the time of the alarm, 72 h */
  input.document = bare;
  g_assert_true (
      thecal_calendar_is_refill_in_time (&input, input.now_us + 71 * THECAL_HOUR_US, &by_us));
  g_assert_false (
      thecal_calendar_is_refill_in_time (&input, input.now_us + 72 * THECAL_HOUR_US, &by_us));
}

/* 002-10: 1, 4, 12, 24, 48, 72 h; 000-14: 14 days. Over the change of the clocks hours stay hours.
 */
static void
test_watch (void)
{
  static const char filled[] =
      "[reservoir]\nVolumeMl=40\nFilledAt=2026-03-07T20:00:00-05:00\n[pump]\nCapacityMl=40\n";
  static const CalendarRow rows[] = {
    { filled,
      NEW_YORK,
      NULL,
      "2026-03-08T09:30:00-04:00",
      "2026-03-07",
      "2026-03-31",
      "watch",
      "watch.refill.1 passed 2026-03-07T21:00\nwatch.refill.4 passed 2026-03-08T00:00\n"
      "watch.refill.12 now 2026-03-08T09:00\nwatch.refill.24 ahead 2026-03-08T21:00\n"
      "watch.refill.48 ahead 2026-03-09T21:00\nwatch.refill.72 ahead 2026-03-10T21:00\n" },
    { filled,
      NEW_YORK,
      NULL,
      "2026-03-08T09:30:00-04:00",
      "2026-03-07",
      "2026-03-31",
      "infection",
      "infection.refill now 2026-03-07..2026-03-21\n" },
    { filled,
      NEW_YORK,
      NULL,
      "2026-03-22T09:30:00-04:00",
      "2026-03-07",
      "2026-03-31",
      "infection",
      "infection.refill done 2026-03-07..2026-03-21\n" },
    /* a dose changed at another visit is watched by itself */
    { filled,
      NEW_YORK,
      "dose 2026-03-12T10:00:00-04:00 dose_ug_per_day=400",
      "2026-03-12T10:30:00-04:00",
      "2026-03-12",
      "2026-03-13",
      "watch",
      "watch.dose.1 ahead 2026-03-12T11:00\nwatch.dose.4 ahead 2026-03-12T14:00\n"
      "watch.dose.12 ahead 2026-03-12T22:00\n" },
    /* one of the same day is that of the refill */
    { "[reservoir]\nVolumeMl=40\nFilledAt=2026-03-07T20:00:00-05:00\n[pump]\nCapacityMl=40\n"
      "[drug 1]\nChangedOn=2026-03-07\n",
      NEW_YORK,
      NULL,
      "2026-03-08T09:30:00-04:00",
      "2026-03-07",
      "2026-03-31",
      "watch.dose",
      "" },
  };

  CALENDAR_RUN (rows);
}

/* Tablets, battery, weaning, diary. */
static void
test_dates (void)
{
  static const CalendarRow rows[] = {
    { "[tablets]\nExpires=2027-06-30\n",
      NEW_YORK,
      NULL,
      "2027-05-30",
      "2027-01-01",
      "2027-12-31",
      "tablets",
      "tablets ahead 2027-05-31..2027-06-30\n" },
    { "[tablets]\nExpires=2027-06-30\n",
      NEW_YORK,
      NULL,
      "2027-07-01",
      "2027-01-01",
      "2027-12-31",
      "tablets",
      "tablets passed 2027-05-31..2027-06-30\n" },
    { "[pump]\nModel=SynchroMed II\nImplantDate=2020-02-11\n",
      "UTC",
      NULL,
      "2026-09-01",
      "2026-01-01",
      "2027-12-31",
      "replacement",
      "replacement now 2025-02-11..2027-02-11\n" },
    /* the pump's own notice goes before what its model lasts: as on the page of the pump */
    { "[pump]\nModel=SynchroMed II\nImplantDate=2022-02-11\n",
      NEW_YORK,
      NULL,
      "2026-09-01",
      "2026-01-01",
      "2029-12-31",
      "replacement",
      "replacement now 2026-08-15..2026-11-13\n",
      .notice = "2026-08-15T08:30:00-04:00" },
    /* with no date of an implantation at all, and long over: it may have stopped */
    { "[person]\nName=Theo\n",
      NEW_YORK,
      NULL,
      "2026-11-14",
      "2026-01-01",
      "2029-12-31",
      "replacement",
      "replacement passed 2026-08-15..2026-11-13\n",
      .notice = "2026-08-15T08:30:00-04:00" },
    /* expected by the pump, and the printed date is earlier than 90 days after it */
    { "[pump]\nReplaceBy=2027-02-01\n",
      "UTC",
      NULL,
      "2026-09-01",
      "2026-01-01",
      "2029-12-31",
      "replacement",
      "replacement ahead 2027-01-15..2027-02-01\n",
      .notice = "2027-01-15" },
    { "[weaning]\nStep1=2026-12-01 5 mg three times a day\nStep2=2026-12-08 5 mg twice a day\n",
      "UTC",
      NULL,
      "2026-12-03",
      "2026-12-01",
      "2026-12-31",
      "weaning",
      "weaning.1 done 2026-12-01\nweaning.2 ahead 2026-12-08\n" },
    { "[person]\nName=Theo\n",
      NEW_YORK,
      "diary 2026-12-02T23:00:00-05:00 stiffness=4",
      "2026-12-03T12:00:00-05:00",
      "2026-12-03",
      "2026-12-31",
      "diary",
      "diary.today now 2026-12-03\n" },
    { "[person]\nName=Theo\n",
      NEW_YORK,
      "diary 2026-12-03T00:30:00-05:00 stiffness=4",
      "2026-12-03T12:00:00-05:00",
      "2026-12-03",
      "2026-12-31",
      "diary",
      "" },
    { "[person]\nName=Theo\n", NEW_YORK, NULL, "2026-12-03", "2026-12-03", "2026-12-31", NULL, "" },
  };

  CALENDAR_RUN (rows);
}

/* 001-25: on the days that were ordered, of the zone. */
static void
test_exercise (void)
{
  static const CalendarRow rows[] = {
    /* a Thursday, and it is Thursday there until midnight */
    { "[exercise]\nPlan=stretch\nDays=Mon, Thu\n",
      NEW_YORK,
      NULL,
      "2026-12-03T23:59:00-05:00",
      "2026-12-01",
      "2026-12-31",
      NULL,
      "exercise.today now 2026-12-03\n" },
    { "[exercise]\nPlan=stretch\nDays=Mon, Thu\n",
      NEW_YORK,
      NULL,
      "2026-12-04T00:00:00-05:00",
      "2026-12-01",
      "2026-12-31",
      NULL,
      "" },
    { "[exercise]\nPlan=stretch\n",
      NEW_YORK,
      NULL,
      "2026-12-04T00:00:00-05:00",
      "2026-12-01",
      "2026-12-31",
      NULL,
      "exercise.today now 2026-12-04\n" },
  };

  CALENDAR_RUN (rows);
}

/* Under which heading; now is 10 November 2026, 12:00 in New York. */
static void
test_groups (void)
{
  static const struct {
    ThecalCalendarKind kind;
    ThecalCalendarState state;
    const char *from, *to;
    ThecalCalendarGroup group;
  } rows[] = {
    { THECAL_CALENDAR_APPOINTMENT,
      THECAL_CALENDAR_PASSED,
      "2026-11-09",
      NULL,
      THECAL_GROUP_OVERDUE },
    { THECAL_CALENDAR_WATCH, THECAL_CALENDAR_PASSED, "2026-11-09", NULL, THECAL_GROUP_DONE },
    { THECAL_CALENDAR_REFILL_WINDOW,
      THECAL_CALENDAR_PASSED,
      "2026-11-09",
      NULL,
      THECAL_GROUP_DONE },
    { THECAL_CALENDAR_POST_OP, THECAL_CALENDAR_HELD, "2026-10-09", NULL, THECAL_GROUP_TODAY },
    { THECAL_CALENDAR_TABLETS, THECAL_CALENDAR_NOW, "2026-11-01", "2026-11-30", THECAL_GROUP_ON },
    { THECAL_CALENDAR_TABLETS,
      THECAL_CALENDAR_NOW,
      "2026-11-01",
      "2026-11-10",
      THECAL_GROUP_TODAY },
    { THECAL_CALENDAR_DIARY, THECAL_CALENDAR_NOW, "2026-11-10", NULL, THECAL_GROUP_TODAY },
    { THECAL_CALENDAR_WATCH,
      THECAL_CALENDAR_AHEAD,
      "2026-11-10T23:59:00-05:00",
      NULL,
      THECAL_GROUP_TODAY },
    { THECAL_CALENDAR_WATCH,
      THECAL_CALENDAR_AHEAD,
      "2026-11-11T00:00:00-05:00",
      NULL,
      THECAL_GROUP_WEEK },
    { THECAL_CALENDAR_APPOINTMENT,
      THECAL_CALENDAR_AHEAD,
      "2026-11-16T23:59:00-05:00",
      NULL,
      THECAL_GROUP_WEEK },
    { THECAL_CALENDAR_APPOINTMENT, THECAL_CALENDAR_AHEAD, "2026-11-17", NULL, THECAL_GROUP_LATER },
    { THECAL_CALENDAR_POST_OP, THECAL_CALENDAR_DONE, "2026-11-10", NULL, THECAL_GROUP_DONE },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (NEW_YORK);
  const gint64 now_us = calendar_parse_us ("2026-11-10T12:00:00-05:00", zone);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalCalendarItem item = {
      .kind = rows[i].kind,
      .state = rows[i].state,
      .from_us = calendar_parse_us (rows[i].from, zone),
      .to_us = calendar_parse_us (rows[i].to != NULL ? rows[i].to : rows[i].from, zone),
    };

    g_test_message ("%s", rows[i].from);
    g_assert_cmpstr (
        thecal_calendar_group_to_string (thecal_calendar_get_group (&item, now_us, zone)),
        ==,
        thecal_calendar_group_to_string (rows[i].group));
  }
}

/* Which appointment is moved, and where in the plan it stands. */
static void
test_plan_groups (void)
{
  static const char plan[] =
      PLAN "[appointment]\nKind=other\nAt=2026-11-12T09:00:00-05:00\n"
           "[appointment 1]\nKind=refill\nAt=2026-10-16T14:00:00-04:00\n"
           "[appointment winter]\nKind=refill\nAt=2026-11-24T09:30:00-05:00\n";
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (NEW_YORK);
  g_autoptr (ThecalPlanDocument) document = calendar_parse_plan (plan, zone);
  const ThecalCalendarInput input = { .document = document,
                                      .zone = zone,
                                      .now_us = calendar_parse_us ("2026-11-10", zone) };
  g_autoptr (GPtrArray) items =
      thecal_calendar_get_items (&input, THECAL_UNKNOWN_US, THECAL_NEVER_US);
  const ThecalCalendarItem *refill = thecal_calendar_find_refill (items);
  const ThecalCalendarItem bare = { .id = (char *) "appointment." },
                           other = { .id = (char *) "tablets" };
  g_autofree char *group = NULL, *bare_group = NULL, *new_group = NULL;

  g_assert_cmpstr (refill->id, ==, "appointment.winter"); /* the other one was kept */
  group = thecal_calendar_get_plan_group (refill);
  bare_group = thecal_calendar_get_plan_group (&bare);
  new_group = thecal_calendar_new_plan_group (&document->plan);
  g_assert_cmpstr (group, ==, "appointment winter");
  g_assert_cmpstr (bare_group, ==, "appointment");
  g_assert_null (thecal_calendar_get_plan_group (&other));
  g_assert_cmpstr (new_group, ==, "appointment 2");
  g_ptr_array_set_size (items, 0);
  g_assert_null (thecal_calendar_find_refill (items));
}

static void
test_names (void)
{
  for (int kind = 0; kind < THECAL_N_CALENDAR_KINDS; kind++)
    g_assert_nonnull (thecal_calendar_kind_to_string ((ThecalCalendarKind) kind));
  g_assert_cmpstr (thecal_calendar_kind_to_string (THECAL_CALENDAR_DIARY), ==, "diary");
  g_assert_cmpstr (
      thecal_calendar_kind_to_string (THECAL_CALENDAR_REFILL_WINDOW), ==, "refill-window");
  g_assert_cmpstr (thecal_calendar_state_to_string (THECAL_CALENDAR_HELD), ==, "held");
  thecal_calendar_item_free (NULL);
}

/* Dates that no calendar has are no dates, and nothing ends in an assertion. */
static void
test_far_dates (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ThecalPlanDocument) document = calendar_parse_plan (
      "[reservoir]\nVolumeMl=40\n[operation]\nOn=2026-01-01\nKind=new\n[pump]\nCapacityMl=40\n",
      zone);
  const ThecalCalendarInput input = { .document = document,
                                      .now_us = calendar_parse_us ("2026-01-01", zone),
                                      .zone = zone };
  g_autoptr (GPtrArray) items = NULL;

  /* the reader refuses them */
  document->plan.filled_at_us = calendar_parse_us ("0001-01-01", zone);
  document->plan.tablets_expire_us = calendar_parse_us ("0001-01-10", zone);
  document->plan.replace_by_us = calendar_parse_us ("0001-01-01", zone);
  document->post_op.operation_us = calendar_parse_us ("9999-12-31", zone);
  items = thecal_calendar_get_items (&input, THECAL_UNKNOWN_US, THECAL_NEVER_US);

  g_assert_cmpuint (items->len, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/calendar/refill", test_refill);
  g_test_add_func ("/core/calendar/appointments", test_appointments);
  g_test_add_func ("/core/calendar/booked", test_booked);
  g_test_add_func ("/core/calendar/open", test_open);
  g_test_add_func ("/core/calendar/refill-in-time", test_in_time);
  g_test_add_func ("/core/calendar/watch", test_watch);
  g_test_add_func ("/core/calendar/dates", test_dates);
  g_test_add_func ("/core/calendar/exercise", test_exercise);
  g_test_add_func ("/core/calendar/groups", test_groups);
  g_test_add_func ("/core/calendar/plan-groups", test_plan_groups);
  g_test_add_func ("/core/calendar/names", test_names);
  g_test_add_func ("/core/calendar/far-dates", test_far_dates);

  return g_test_run ();
}
