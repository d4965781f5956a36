/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/plan/plan_document.h"
#include "core/plan/plan_lines.h"

#define PLAN                                                                                       \
  "[pump]\nCapacityMl=40\nCatheterDate=2026-11-01\n"                                               \
  "[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"                          \
  "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T14:30:00-05:00\nAlarmDate=2026-12-02\n"           \
  "[thresholds]\nFeverC=38.4\nFeverAnyC=37.8\nBreathsLow=12\n"                                     \
  "[person]\nBirthDate=2017-03-05\nInjuryLevel=T4\nCanSwallow=false\n[tablets]\nPlan=Call "        \
  "first.\n"

static gint64
parse_us (const char *text)
{
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return THECAL_UNKNOWN_US;
  time = g_date_time_new_from_iso8601 (text, NULL);
  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

static ThecalPlanDocument *
parse_sized (const char *text, gsize size, ThecalPlanFault *fault)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return thecal_plan_document_parse (text, size, utc, fault);
}

static ThecalPlanDocument *
parse (const char *text)
{
  ThecalPlanFault fault;
  ThecalPlanDocument *document = parse_sized (text, strlen (text), &fault);

  if (document == NULL)
    g_error ("%s: %s %s: %s", text, fault.at.group, fault.at.key, fault.at.expected);
  return document;
}

/* The line of the fault, and its text as a person sees it. */
static void
test_faults (void)
{
  static const struct {
    const char *text, *told;
  } bad[] = {
    { "[pump]\nCapacityMl=0\n", "p:2: [pump] CapacityMl: expected a number from 1 to 60 mL" },
    { "# a plan\n\n[pump]\n\n  # more\n CapacityMl = 0 \n",
      "p:6: [pump] CapacityMl: expected a number from 1 to 60 mL" },
    { "[pump]\r\n\r\nCapacityMl=0\r\n",
      "p:3: [pump] CapacityMl: expected a number from 1 to 60 mL" },
    /* not of the comment, nor of another group */
    { "[drug 1]\nCapacityMl=0\n[pump]\n#CapacityMl=20\nCapacityMl=0",
      "p:5: [pump] CapacityMl: expected a number from 1 to 60 mL" },
    /* a group in two places, and a key twice: the last value counts */
    { "[pump]\nCapacityMl=0\n[person]\n[pump]\nSide=left\nCapacityMl=61\n",
      "p:6: [pump] CapacityMl: expected a number from 1 to 60 mL" },
    /* a key that is not there: the line of its group */
    { "[emergency]\nNumber=911\n[contact a]\nPhone=555 0142\n[contact b]\nRole=on-call\n",
      "p:3: [contact a] Role: expected pump-team, on-call, neurosurgery, emergency-department, "
      "family-doctor, caregiver, neighbour or text-relay" },
    { "[quiet]\nFrom=22:00\n",
      "p:1: [quiet] To: expected both From and To, as in 22:00 and 07:00" },
    { "[contact a]\nRole=on-call\nPhone=none\n",
      "p:3: [contact a] Phone: expected a telephone number, as in +1 202 555 0142 or "
      "+1 202 555 0142 ext. 12" },
    { "[person]\nCanSwallow=maybe\n", "p:2: [person] CanSwallow: expected true or false" },
    { "[thresholds]\nBreathsLow=0\n",
      "p:2: [thresholds] BreathsLow: expected a number from 4 to 40" },
    { "[drug 2]\nChangedOn=x\n",
      "p:2: [drug 2] ChangedOn: expected a date (2027-01-10) or a time "
      "(2027-01-10T09:00:00-05:00)" },
    /* no key file */
    { "Name=Theo\n", "p:1: expected a group, as in [person], before the first key" },
    { "\n# x\nName=Theo\n[person]\n",
      "p:3: expected a group, as in [person], before the first key" },
    { "[person]\nName=Theo\nhello\n[pump]\n",
      "p:3: expected a [group], a Key=value, or a comment that begins with #" },
    { "[person]\nName=Theo\nhello",
      "p:3: expected a [group], a Key=value, or a comment that begins with #" },
    { "[person]\nName=Theo\n[pump\n",
      "p:3: expected a [group], a Key=value, or a comment that begins with #" },
    { "[person]\nName=Theo\n=x\n[pump]\n",
      "p:3: expected a [group], a Key=value, or a comment that begins with #" },
    { "[person]\nName=The\xff\n", "p:2: expected text in UTF-8" },
    /* an escape that GKeyFile would leave out */
    { "[contact a]\nRole=on-call\n\nPhone=555\\0142\n",
      "p:4: [contact a] Phone: expected a text in which a backslash is written \\\\" },
    { "[person]\nName=Theo\\",
      "p:2: [person] Name: expected a text in which a backslash is written \\\\" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    ThecalPlanFault fault = { .line = 77 };
    g_autofree char *told = NULL;

    g_test_message ("%s", bad[i].told);
    g_assert_null (parse_sized (bad[i].text, strlen (bad[i].text), &fault));
    told = thecal_plan_fault_to_text (&fault, "p");
    g_assert_cmpstr (told, ==, bad[i].told);
  }
}

/* Every line of a long file that may be the wrong one. */
static void
test_every_line (void)
{
  for (guint wrong = 2; wrong <= 40; wrong++) {
    g_autoptr (GString) text = g_string_new ("[person]\n");
    ThecalPlanFault fault;

    for (guint line = 2; line <= 40; line++)
      g_string_append (text, line == wrong ? "oops\n" : line % 3 == 0 ? "\n" : "Name=Theo\n");
    g_assert_null (parse_sized (text->str, text->len, &fault));
    g_assert_cmpuint (fault.line, ==, wrong);
  }
}

static void
test_odd_files (void)
{
  g_autofree char *large = g_strnfill (1024 * 1024 + 1, '\n');
  g_autofree char *long_name = g_strnfill (200, 'x');
  g_autofree char *long_group = g_strdup_printf ("\n[contact ü%s]\nPhone=no\n", long_name);
  g_autoptr (ThecalPlanDocument) empty = parse ("");
  g_autoptr (ThecalPlanDocument) marked = parse ("\xef\xbb\xbf[person]\nName=Theo\n");
  g_autofree char *told = NULL;
  ThecalPlanFault fault;

  g_assert_true (empty->has_plan);
  g_assert_cmpstr (marked->patient->name, ==, "Theo");
  g_assert_null (parse_sized (large, strlen (large), &fault));
  told = thecal_plan_fault_to_text (&fault, "p");
  g_assert_cmpstr (told, ==, "p: expected a file of at most 1 MiB");
  /* an octet that ends a text */
  g_assert_null (parse_sized ("[a]\nb=c\0d\n", 10, &fault));
  g_assert_cmpuint (fault.line, ==, 2);
  /* a name that is cut is found, and stays text */
  g_assert_null (parse_sized (long_group, strlen (long_group), &fault));
  g_assert_cmpuint (fault.line, ==, 2);
  g_assert_true (g_utf8_validate (fault.at.group, -1, NULL));
  g_assert_cmpuint (thecal_plan_lines_find ("[a]\nb=1\n", 8, "c", "b"), ==, 0);
}

static void
test_parts (void)
{
  g_autoptr (ThecalPlanDocument) document =
      parse (PLAN "[flex]\nStep1=00:00 200\nStep2=12:00 400\n[emergency]\nNumber=112\n");
  g_autoptr (ThecalPlanDocument) none = thecal_plan_document_new ();

  g_assert_true (document->has_plan);
  g_assert_cmpfloat (document->plan.capacity_ml, ==, 40);
  g_assert_cmpstr (document->contacts->emergency_number, ==, "112");
  /* the script says the same dose as the forecast takes */
  g_assert_cmpfloat (document->patient->drugs[0].dose_ug_per_day, ==, 300);
  g_assert_false (none->has_plan);
  g_assert_true (isnan (none->plan.volume_ml));
  g_assert_cmpuint (none->contacts->contacts->len, ==, 0);
  thecal_plan_document_free (NULL);
}

/* 40 mL on 16 October 19:30 UTC, 0.78 mL a day: early edge by 15 % more. */
static void
test_level (void)
{
  static const struct {
    const char *plan, *at;
    double nominal;
  } levels[] = {
    { PLAN, "2026-10-26T19:30:00Z", 40 - 7.8 },
    { PLAN, "2026-10-16T19:30:00Z", 40 },
    /* a clock that is behind */
    { PLAN, "2026-10-01T00:00:00Z", 40 },
    { PLAN, "2027-10-26T00:00:00Z", 0 },
    { PLAN, NULL, NAN },
    { "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16\n", "2026-10-26T00:00:00Z", NAN },
    { "[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n[reservoir]\nVolumeMl=40\n",
      "2026-10-26T00:00:00Z",
      NAN },
    { "", "2026-10-26T00:00:00Z", NAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++) {
    g_autoptr (ThecalPlanDocument) document = parse (levels[i].plan);
    const ThecalBand level = thecal_plan_document_get_level (document, parse_us (levels[i].at));
    const double delivered = 40 - levels[i].nominal;

    g_test_message ("row %u", (guint) i);
    g_assert_cmpint (isnan (level.nominal), ==, isnan (levels[i].nominal));
    if (isnan (levels[i].nominal))
      continue;
    g_assert_cmpfloat_with_epsilon (level.nominal, levels[i].nominal, 1e-9);
    if (levels[i].nominal > 0)
      g_assert_cmpfloat_with_epsilon (level.early, 40 - delivered * 1.15, 1e-9);
  }
}

/* What the plan says of the pump at an instant: empty, overdue, filled of late. */
static void
test_context_by_time (void)
{
  static const struct {
    const char *plan, *at;
    bool empty, overdue;
    const char *refill;
  } rows[] = {
    { PLAN, "2026-10-17T00:00:00Z", false, false, "2026-10-16T19:30:00Z" },
    /* 39.5 mL at 0.897 mL a day are 44.04 days: 29 November 20:20 UTC */
    { PLAN, "2026-11-29T20:00:00Z", false, false, "2026-10-16T19:30:00Z" },
    { PLAN, "2026-11-29T21:00:00Z", true, false, "2026-10-16T19:30:00Z" },
    /* the printed date has come */
    { PLAN, "2026-12-01T23:59:00Z", true, false, "2026-10-16T19:30:00Z" },
    { PLAN, "2026-12-02T00:00:00Z", true, true, "2026-10-16T19:30:00Z" },
    /* a clock that is not to be trusted: nothing that hangs on it */
    { PLAN, NULL, false, false, "2026-10-16T19:30:00Z" },
    /* a fill that is dated after now is one of now */
    { PLAN, "2026-10-10T00:00:00Z", false, false, "2026-10-10T00:00:00Z" },
    /* a date of a printout before the last fill */
    { "[reservoir]\nFilledAt=2026-11-20\nAlarmDate=2026-11-19\n",
      "2026-11-21T00:00:00Z",
      false,
      false,
      "2026-11-20T00:00:00Z" },
    { "[reservoir]\nAlarmDate=2026-11-19\n", "2026-11-21T00:00:00Z", false, true, NULL },
    /* a visit that passed without a fill; it lasts an hour */
    { "[reservoir]\nFilledAt=2026-10-16\n[appointment 1]\nKind=refill\nAt=2026-11-20T09:00:00Z\n",
      "2026-11-20T09:59:00Z",
      false,
      false,
      "2026-10-16T00:00:00Z" },
    { "[reservoir]\nFilledAt=2026-10-16\n[appointment 1]\nKind=refill\nAt=2026-11-20T09:00:00Z\n",
      "2026-11-20T10:00:00Z",
      false,
      true,
      "2026-10-16T00:00:00Z" },
    { "[appointment 1]\nKind=refill\nAt=2026-11-20T09:00:00Z\n",
      "2026-11-20T10:00:00Z",
      false,
      true,
      NULL },
    { "[appointment 1]\nKind=post-op\nAt=2026-11-20T09:00:00Z\n",
      "2026-11-20T10:00:00Z",
      false,
      false,
      NULL },
    /* a fill in the week before the visit was that visit, an earlier one was not */
    { "[reservoir]\nFilledAt=2026-11-14\n[appointment 1]\nKind=refill\nAt=2026-11-20T09:00:00Z\n",
      "2026-11-21T00:00:00Z",
      false,
      false,
      "2026-11-14T00:00:00Z" },
    { "[reservoir]\nFilledAt=2026-11-13\n[appointment 1]\nKind=refill\nAt=2026-11-20T09:00:00Z\n",
      "2026-11-21T00:00:00Z",
      false,
      true,
      "2026-11-13T00:00:00Z" },
    /* the newest of fill and dose */
    { "[reservoir]\nFilledAt=2026-11-14\n[drug 1]\nChangedOn=2026-11-18\n[drug 2]\n"
      "ChangedOn=2026-11-17\n",
      "2026-11-21T00:00:00Z",
      false,
      false,
      "2026-11-18T00:00:00Z" },
    { "", "2026-11-21T00:00:00Z", false, false, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalPlanDocument) document = parse (rows[i].plan);
    ThecalTriageContext context = { .watch_wall_us = THECAL_UNKNOWN_US,
                                    .refill_wall_us = THECAL_UNKNOWN_US,
                                    .operation_wall_us = THECAL_UNKNOWN_US };

    g_test_message ("row %u: %s", (guint) i, rows[i].at);
    thecal_plan_document_fill_context (document, parse_us (rows[i].at), &context);
    g_assert_cmpint (context.computed_empty, ==, rows[i].empty);
    g_assert_cmpint (context.refill_overdue, ==, rows[i].overdue);
    g_assert_cmpint (context.refill_wall_us, ==, parse_us (rows[i].refill));
    g_assert_cmpint (context.watch_wall_us, ==, parse_us (rows[i].refill));
  }
}

/* Empty within 72 hours, by the early edge (A02). */
static void
test_context_low (void)
{
  static const struct {
    const char *plan, *at;
    bool low;
  } rows[] = {
    { PLAN, "2026-11-26T20:00:00Z", false }, { PLAN, "2026-11-26T21:00:00Z", true },
    { PLAN, "2026-12-10T00:00:00Z", true },  { PLAN, NULL, false },
    { "", "2026-11-26T21:00:00Z", false },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalPlanDocument) document = parse (rows[i].plan);
    ThecalTriageContext context;

    thecal_triage_context_init (&context);
    g_test_message ("row %u: %s", (guint) i, rows[i].at);
    thecal_plan_document_fill_context (document, parse_us (rows[i].at), &context);
    g_assert_cmpint (context.pump_low, ==, rows[i].low);
  }
}

static void
test_context (void)
{
  const gint64 now_us = parse_us ("2026-11-21T02:16:00Z");
  const gint64 later_us = parse_us ("2026-11-21T00:00:00Z");
  ThecalTriageContext context = { .computed_empty = true,
                                  .refill_overdue = true,
                                  .watch_wall_us = later_us,
                                  .refill_wall_us = THECAL_UNKNOWN_US,
                                  .operation_wall_us = THECAL_UNKNOWN_US };
  g_autoptr (ThecalPlanDocument) document = parse (PLAN);
  g_autoptr (ThecalPlanDocument) none = thecal_plan_document_new ();

  thecal_plan_document_fill_context (document, now_us, &context);
  g_assert_true (context.has_plan);
  g_assert_true (context.injury_t6);
  g_assert_true (context.child);
  g_assert_true (context.has_tablet_plan);
  g_assert_true (context.cannot_swallow);
  g_assert_cmpfloat (context.fever_c, ==, 38.4);
  g_assert_cmpfloat (context.fever_any_c, ==, 37.8);
  g_assert_cmpfloat (context.breaths_low, ==, 12);
  g_assert_cmpint (context.operation_wall_us, ==, parse_us ("2026-11-01T00:00:00Z"));
  /* what was known already is not taken back */
  g_assert_cmpint (context.watch_wall_us, ==, later_us);
  g_assert_true (context.computed_empty);
  g_assert_true (context.refill_overdue);

  thecal_plan_document_fill_context (none, now_us, &context);
  g_assert_false (context.has_plan);
  g_assert_false (context.injury_t6);
  g_assert_false (context.child);
  g_assert_false (context.has_tablet_plan);
  g_assert_false (context.cannot_swallow);
  g_assert_cmpfloat (context.fever_c, ==, 38.6);
  g_assert_cmpfloat (context.fever_any_c, ==, 38.0);
  g_assert_true (isnan (context.breaths_low));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/plan-document/faults", test_faults);
  g_test_add_func ("/core/plan-document/every-line", test_every_line);
  g_test_add_func ("/core/plan-document/odd-files", test_odd_files);
  g_test_add_func ("/core/plan-document/parts", test_parts);
  g_test_add_func ("/core/plan-document/level", test_level);
  g_test_add_func ("/core/plan-document/context-by-time", test_context_by_time);
  g_test_add_func ("/core/plan-document/context-low", test_context_low);
  g_test_add_func ("/core/plan-document/context", test_context);

  return g_test_run ();
}
