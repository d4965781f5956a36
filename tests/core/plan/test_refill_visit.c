/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/refill_visit.h"

#include "calendar_rows.h"

#define NUMBERS                                                                                    \
  "[pump]\nCapacityMl=40\n[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"
/* to be refilled by 26 November, early empty on the 30th at 03:44 */
#define PLAN                                                                                       \
  NUMBERS "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T14:30:00-04:00\nLowMl=3\n"                \
          "AlarmDate=2026-12-02\n"
#define PRINTED "[reservoir]\nAlarmDate=2026-12-02\n"
#define VISIT(number, kind, at) "[appointment " number "]\nKind=" kind "\nAt=" at "\n"
#define NOW "2026-11-10T12:00:00-05:00"

typedef struct {
  const char *plan, *now, *id;
  bool late;
} Row;

static const Row rows[] = {
  { PLAN VISIT ("1", "refill", "2026-11-24T09:30:00-05:00"), NOW, "appointment.1", false },
  { PLAN VISIT ("1", "refill", "2026-11-25T23:59:59-05:00"), NOW, "appointment.1", false },
  /* the reminder of that day stays */
  { PLAN VISIT ("1", "refill", "2026-11-26T00:00:00-05:00"), NOW, "appointment.1", true },
  { PLAN VISIT ("1", "refill", "2026-11-27T09:30:00-05:00"), NOW, "appointment.1", true },
  { PLAN VISIT ("1", "refill", "2026-12-05T09:30:00-05:00"), NOW, "appointment.1", true },
  /* it goes by the refill only */
  { PLAN VISIT ("1", "other", "2026-12-05T09:30:00-05:00"), NOW, "appointment.1", false },
  { PLAN, NOW, "refill-by", false },
  /* the one after the next is of the refill after the next */
  { PLAN VISIT ("1", "refill", "2026-11-24T09:30:00-05:00")
        VISIT ("2", "refill", "2027-01-05T09:30:00-05:00"),
    NOW,
    "appointment.2",
    false },
  { PLAN VISIT ("1", "other", "2026-11-24T09:30:00-05:00")
        VISIT ("2", "refill", "2026-12-05T09:30:00-05:00"),
    NOW,
    "appointment.2",
    true },
  /* one that was missed is no refill; it is told of in its own words */
  { PLAN VISIT ("1", "refill", "2026-11-09T09:30:00-05:00")
        VISIT ("2", "refill", "2026-12-05T09:30:00-05:00"),
    NOW,
    "appointment.2",
    true },
  { PLAN VISIT ("1", "refill", "2026-11-09T09:30:00-05:00"), NOW, "appointment.1", false },
  /* today, and still to come */
  { PLAN VISIT ("1", "refill", "2026-11-27T09:30:00-05:00"),
    "2026-11-27T08:00:00-05:00",
    "appointment.1",
    true },
  { PLAN VISIT ("1", "refill", "2026-11-27T09:30:00-05:00"),
    "2026-11-27T09:45:00-05:00",
    "appointment.1",
    false },
  /* by the printed date alone */
  { NUMBERS PRINTED VISIT ("1", "refill", "2026-12-05T09:30:00-05:00"),
    NOW,
    "appointment.1",
    true },
  { NUMBERS PRINTED VISIT ("1", "refill", "2026-11-24T09:30:00-05:00"),
    NOW,
    "appointment.1",
    false },
  /* kept: the pump was filled a few days before it */
  { NUMBERS
    "[reservoir]\nVolumeMl=40\nFilledAt=2026-11-20T14:30:00-05:00\nAlarmDate=2026-11-22\n" VISIT (
        "1",
        "refill",
        "2026-11-24T09:30:00-05:00"),
    "2026-11-21T12:00:00-05:00",
    "appointment.1",
    false },
  /* nothing is known to be late for */
  { "[person]\nName=Theo\n" VISIT ("1", "refill", "2026-12-05T09:30:00-05:00"),
    NOW,
    "appointment.1",
    false },
  { PLAN "[pump]\nExplanted=true\n" VISIT ("1", "refill", "2026-12-05T09:30:00-05:00"),
    NOW,
    "appointment.1",
    false },
};

static const ThecalCalendarItem *
find (GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    if (g_str_equal (item->id, id))
      return item;
  }

  return NULL;
}

static void
test_late (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
    g_autoptr (ThecalPlanDocument) document = calendar_parse_plan (rows[i].plan, zone);
    const ThecalCalendarInput input = { .document = document,
                                        .now_us = calendar_parse_us (rows[i].now, zone),
                                        .zone = zone };
    g_autoptr (GPtrArray) items =
        thecal_calendar_get_items (&input, THECAL_UNKNOWN_US, THECAL_NEVER_US);
    const ThecalCalendarItem *item = find (items, rows[i].id);

    g_test_message ("row %zu, at %s", i, rows[i].now);
    g_assert_nonnull (item);
    g_assert_cmpint (thecal_calendar_is_late_visit (item, &input), ==, rows[i].late);
  }
}

static void
test_judge (void)
{
  static const struct {
    const char *at;
    ThecalMove move;
  } moves[] = {
    { NOW, THECAL_MOVE_PAST },
    { "2026-11-24T09:30:00-05:00", THECAL_MOVE_IN_TIME },
    { "2026-11-27T09:30:00-05:00", THECAL_MOVE_AFTER_DAY },
    { "2026-12-05T09:30:00-05:00", THECAL_MOVE_TOO_LATE },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/New_York");
  g_autoptr (ThecalPlanDocument) document = calendar_parse_plan (PLAN, zone);
  const ThecalCalendarInput input = { .document = document,
                                      .now_us = calendar_parse_us (NOW, zone),
                                      .zone = zone };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    g_assert_cmpint (thecal_calendar_judge_move (&input, calendar_parse_us (moves[i].at, zone)),
                     ==,
                     moves[i].move);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/refill-visit/late", test_late);
  g_test_add_func ("/core/refill-visit/judge", test_judge);

  return g_test_run ();
}
