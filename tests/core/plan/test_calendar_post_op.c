/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "calendar_rows.h"

/* The weeks after an operation (clinical.md 2.7): by the calendar of the zone. */

#define NEW_YORK "America/New_York"
#define VISIT(kind, at) "[appointment 1]\nKind=" kind "\nAt=" at "\n"
#define NEW_OP(on) "[operation]\nKind=new\nOn=" on "\n"
#define SAME_OP(on) "[operation]\nKind=replacement\nOn=" on "\n"

/* T-PO-01: days 7, 14, 42 and the others, by the calendar of the zone: on 8 March 2026 the clocks
 * go forward, on 1 November back. */
static void
test_post_op (void)
{
  static const CalendarRow rows[] = {
    { NEW_OP ("2026-03-02"),
      NEW_YORK,
      NULL,
      "2026-03-02T12:00:00-05:00",
      "2026-03-02",
      "2026-06-30",
      "post-op",
      "post-op.lie-flat now 2026-03-02..2026-03-03\n"
      "post-op.infection now 2026-03-02..2026-05-01\n"
      "post-op.sit-up ahead 2026-03-04\n"
      "post-op.vest ahead 2026-03-09\n"
      "post-op.bath ahead 2026-03-16 or 2026-04-13\n"
      "post-op.strips ahead 2026-03-16\n"
      "post-op.visit ahead 2026-03-16..2026-03-30\n"
      "post-op.riding ahead 2026-04-13\n"
      "post-op.binder ahead 2026-04-13..2026-04-27\n"
      "post-op.close ahead 2026-05-31\n" },
    /* late in the evening, and over the other change of the clocks */
    { NEW_OP ("2026-10-20T23:30:00-04:00"),
      NEW_YORK,
      NULL,
      "2026-11-20T12:00:00-05:00",
      "2026-10-20",
      "2027-02-28",
      "post-op",
      "post-op.lie-flat done 2026-10-20..2026-10-21\n"
      "post-op.infection now 2026-10-20..2026-12-19\n"
      "post-op.sit-up done 2026-10-22\n"
      "post-op.vest done 2026-10-27\n"
      "post-op.bath held 2026-11-03 or 2026-12-01\n"
      "post-op.strips done 2026-11-03\n"
      "post-op.visit passed 2026-11-03..2026-11-17\n"
      "post-op.riding ahead 2026-12-01\n"
      "post-op.binder ahead 2026-12-01..2026-12-15\n"
      "post-op.close ahead 2027-01-18\n" },
    /* the catheter stays: shorter, the wound's dates the same (001-24) */
    { SAME_OP ("2026-03-02"),
      NEW_YORK,
      NULL,
      "2026-03-02T12:00:00-05:00",
      "2026-03-02",
      "2026-06-30",
      "post-op",
      "post-op.infection now 2026-03-02..2026-05-01\n"
      "post-op.vest ahead 2026-03-09\n"
      "post-op.bath ahead 2026-03-16 or 2026-04-13\n"
      "post-op.strips ahead 2026-03-16\n"
      "post-op.visit ahead 2026-03-16..2026-03-30\n"
      "post-op.riding ahead 2026-04-13\n"
      "post-op.binder ahead 2026-04-13..2026-04-27\n"
      "post-op.close ahead 2026-05-31\n" },
    /* the clinic's own template: one date, and no other */
    { NEW_OP ("2026-03-02") "[post-op]\nBathDay=42\nConfirmed=true\n",
      NEW_YORK,
      NULL,
      "2026-03-02T12:00:00-05:00",
      "2026-03-02",
      "2026-06-30",
      "post-op.bath",
      "post-op.bath ahead 2026-04-13\n" },
    /* written down only, and not known to leave the catheter alone */
    { "[person]\nName=Theo\n",
      NEW_YORK,
      "operation 2026-03-02T08:00:00-05:00 operation=catheter",
      "2026-03-05T12:00:00-05:00",
      "2026-03-05",
      "2026-03-10",
      "post-op",
      "post-op.infection now 2026-03-02..2026-05-01\npost-op.vest ahead 2026-03-09\n" },
    { NEW_OP ("2020-03-02"),
      NEW_YORK,
      "operation 2026-03-02T08:00:00-05:00 operation=replacement",
      "2026-03-02T12:00:00-05:00",
      "2026-03-02",
      "2026-03-08",
      "post-op",
      "post-op.infection now 2026-03-02..2026-05-01\n" },
    { NEW_OP ("2020-03-02"), NEW_YORK, NULL, "2026-03-05", "2026-01-01", "2026-12-31", NULL, "" },
  };

  CALENDAR_RUN (rows);
}

/* H23: day 14 asks, and nothing but a yes of that day or since clears it. */
static void
test_healed (void)
{
  static const struct {
    const char *entries, *now, *state;
  } rows[] = {
    { NULL, "2026-03-15T23:59:00-04:00", "ahead" },
    { NULL, "2026-03-16T00:00:00-04:00", "held" },
    { "", "2026-04-20T12:00:00-04:00", "held" }, /* six weeks alone clear nothing either */
    { "wound 2026-03-16T08:00:00-04:00 site=belly healed=yes",
      "2026-03-16T09:00:00-04:00",
      "done" },
    { "wound 2026-03-16T08:00:00-04:00 site=belly healed=no", "2026-03-16T09:00:00-04:00", "held" },
    { "wound 2026-03-16T08:00:00-04:00 site=belly", "2026-03-16T09:00:00-04:00", "held" },
    { "wound 2026-03-15T08:00:00-04:00 site=belly healed=yes",
      "2026-03-16T09:00:00-04:00",
      "held" },
    { "wound 2026-03-16T08:00:00-04:00 site=belly healed=yes withdrawn",
      "2026-03-16T09:00:00-04:00",
      "held" },
    { "wound 2026-03-16T08:00:00-04:00 site=belly healed=yes; "
      "wound 2026-03-18T08:00:00-04:00 site=back healed=no",
      "2026-03-18T09:00:00-04:00",
      "held" },
    { "wound 2026-03-16T08:00:00-04:00 site=belly healed=no; "
      "wound 2026-03-20T08:00:00-04:00 site=belly healed=yes",
      "2026-03-20T09:00:00-04:00",
      "done" },
    /* of the day after now: not yet */
    { "wound 2026-03-20T08:00:00-04:00 site=belly healed=yes",
      "2026-03-19T09:00:00-04:00",
      "held" },
    /* the form is closed, and nobody said yes */
    { NULL, "2026-06-01T12:00:00-04:00", "passed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *expected =
        g_strdup_printf ("post-op.bath %s 2026-03-16 or 2026-04-13\n", rows[i].state);
    const CalendarRow row = { NEW_OP ("2026-03-02"), NEW_YORK,     rows[i].entries, rows[i].now,
                              "2026-03-01",          "2026-07-01", "post-op.bath",  expected };

    calendar_row_run (&row);
  }
}

/* A question that waits is of today, whatever days are asked for. */
static void
test_held_today (void)
{
  const CalendarRow row = { NEW_OP ("2026-03-02"),
                            NEW_YORK,
                            NULL,
                            "2026-04-20T12:00:00-04:00",
                            "2026-04-20",
                            "2026-04-20",
                            "post-op.bath",
                            "post-op.bath held 2026-03-16 or 2026-04-13\n" };

  calendar_row_run (&row);
}

/* 004-27 and 004-22. */
static void
test_visits_after (void)
{
  static const CalendarRow rows[] = {
    { NEW_OP ("2026-03-02"),
      "UTC",
      NULL,
      "2026-03-20",
      "2026-03-20",
      "2026-03-20",
      "post-op.visit",
      "post-op.visit now 2026-03-16..2026-03-30\n" },
    { NEW_OP ("2026-03-02"),
      "UTC",
      "visit 2026-03-18T10:00:00Z",
      "2026-03-20",
      "2026-03-20",
      "2026-03-20",
      "post-op.visit",
      "post-op.visit done 2026-03-16..2026-03-30\n" },
    { NEW_OP ("2026-03-02") VISIT ("post-op", "2026-03-26T09:00:00Z"),
      "UTC",
      NULL,
      "2026-03-20",
      "2026-03-20",
      "2026-03-20",
      "post-op.visit",
      "post-op.visit done 2026-03-16..2026-03-30\n" },
    /* seen on the 18th: again by four weeks later, overdue after them */
    { NEW_OP ("2026-03-02"),
      "UTC",
      "visit 2026-03-18T10:00:00Z",
      "2026-04-14",
      "2026-03-20",
      "2026-06-20",
      "next-visit",
      "next-visit now 2026-03-25..2026-04-15\n" },
    { NEW_OP ("2026-03-02"),
      "UTC",
      "visit 2026-03-18T10:00:00Z",
      "2026-04-16",
      "2026-03-20",
      "2026-06-20",
      "next-visit",
      "next-visit passed 2026-03-25..2026-04-15\n" },
    { NEW_OP ("2026-03-02") VISIT ("other", "2026-04-20T09:00:00Z"),
      "UTC",
      "visit 2026-03-18T10:00:00Z",
      "2026-04-16",
      "2026-03-20",
      "2026-06-20",
      "next-visit",
      "" },
    /* years later the team decides */
    { NEW_OP ("2025-03-02"),
      "UTC",
      "visit 2026-03-18T10:00:00Z",
      "2026-04-16",
      "2026-03-20",
      "2026-06-20",
      "next-visit",
      "" },
  };

  CALENDAR_RUN (rows);
}

#define TITRATION "[titration]\nEveryDays=7\nUntil=2026-03-25\n"

static void
test_titration (void)
{
  static const CalendarRow rows[] = {
    { NEW_OP ("2026-03-02") TITRATION,
      NEW_YORK,
      "visit 2026-03-09T10:00:00-04:00",
      "2026-03-17",
      "2026-03-01",
      "2026-12-31",
      "titration",
      "titration.1 done 2026-03-09\ntitration.2 passed 2026-03-16\ntitration.3 ahead "
      "2026-03-23\n" },
    { SAME_OP ("2026-03-02") TITRATION,
      NEW_YORK,
      NULL,
      "2026-03-17",
      "2026-03-01",
      "2026-12-31",
      "titration",
      "" },
  };

  CALENDAR_RUN (rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/calendar/post-op", test_post_op);
  g_test_add_func ("/core/calendar/healed", test_healed);
  g_test_add_func ("/core/calendar/held-today", test_held_today);
  g_test_add_func ("/core/calendar/visits-after", test_visits_after);
  g_test_add_func ("/core/calendar/titration", test_titration);

  return g_test_run ();
}
