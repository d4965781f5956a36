/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/event.h"
#include "core/plan/care_plan.h"

#define FULL                                                                                       \
  "[pump]\nCapacityMl=40\n[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"                  \
  "[reservoir]\nVolumeMl=38.5\nFilledAt=2026-10-16T14:30:00-05:00\nLowMl=3\n"                      \
  "AlarmDate=2026-12-02\n"

static bool
read_plan (const char *text, ThecalCarePlan *plan, ThecalPlanError *error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);

  g_assert_true (g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL));
  return thecal_care_plan_read (file, zone, plan, error);
}

static gint64
utc_us (int year, int month, int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (year, month, day, hour, minute, 0);

  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

static void
test_full (void)
{
  ThecalCarePlan plan;
  ThecalPlanError error;

  g_assert_true (read_plan (FULL "[appointment 1]\nKind=refill\nAt=2026-11-24T09:30:00\n"
                                 "[appointment 2]\nKind=clinic\nAt=2026-11-25\n"
                                 "[appointment 3]\nKind=refill\n",
                            &plan,
                            &error));
  g_assert_cmpfloat (plan.capacity_ml, ==, 40);
  g_assert_cmpfloat (plan.concentration_ug_per_ml, ==, 500);
  g_assert_cmpfloat (plan.dose_ug_per_day, ==, 390);
  g_assert_cmpfloat (plan.volume_ml, ==, 38.5);
  g_assert_cmpfloat (plan.low_ml, ==, 3);
  g_assert_cmpint (plan.filled_at_us, ==, utc_us (2026, 10, 16, 19, 30));
  /* a date is its first instant where the person lives */
  g_assert_cmpint (plan.alarm_date_us, ==, utc_us (2026, 12, 1, 23, 0));
  g_assert_cmpuint (plan.n_visits, ==, 2);
  g_assert_cmpint (plan.visits[0].kind, ==, THECAL_VISIT_REFILL);
  g_assert_cmpint (plan.visits[0].at_wall_us, ==, utc_us (2026, 11, 24, 8, 30));
  g_assert_cmpint (plan.visits[1].kind, ==, THECAL_VISIT_OTHER);
}

/* What is not said is not known; it is not an error. */
static void
test_empty (void)
{
  ThecalCarePlan plan;
  ThecalPlanError error;

  g_assert_true (read_plan ("[reservoir]\nVolumeMl=  \n", &plan, &error));
  g_assert_true (isnan (plan.capacity_ml));
  g_assert_true (isnan (plan.dose_ug_per_day));
  g_assert_true (isnan (plan.volume_ml));
  g_assert_cmpint (plan.filled_at_us, ==, THECAL_UNKNOWN_US);
  g_assert_cmpuint (plan.n_visits, ==, 0);
}

/* The first value that is not as expected, by group and key (ranges: clinical.md 3.3). */
static void
test_errors (void)
{
  static const struct {
    const char *text, *group, *key;
  } rows[] = {
    { "[pump]\nCapacityMl=0.5\n", "pump", "CapacityMl" },
    { "[pump]\nCapacityMl=61\n", "pump", "CapacityMl" },
    { "[pump]\nCapacityMl=forty\n", "pump", "CapacityMl" },
    { "[pump]\nCapacityMl=40 mL\n", "pump", "CapacityMl" },
    { "[pump]\nCapacityMl=nan\n", "pump", "CapacityMl" },
    { "[drug 1]\nConcentrationUgPerMl=2\n", "drug 1", "ConcentrationUgPerMl" },
    { "[drug 1]\nDoseUgPerDay=-1\n", "drug 1", "DoseUgPerDay" },
    { "[reservoir]\nLowMl=0\n", "reservoir", "LowMl" },
    { "[reservoir]\nFilledAt=yesterday\n", "reservoir", "FilledAt" },
    { "[reservoir]\nAlarmDate=2026-02-30\n", "reservoir", "AlarmDate" },
    { "[pump]\nCapacityMl=20\n[reservoir]\nVolumeMl=21\n", "reservoir", "VolumeMl" },
    { "[appointment 1]\nKind=refill\nAt=soon\n", "appointment 1", "At" },
    /* no year of a person's life */
    { "[pump]\nModel=SynchroMed II\nImplantDate=9995-06-01\n", "pump", "ImplantDate" },
    { "[pump]\nImplantDate=1899-12-31\n", "pump", "ImplantDate" },
    { "[tablets]\nExpires=0001-01-10\n", "tablets", "Expires" },
    { "[tablets]\nExpires=2200-01-01\n", "tablets", "Expires" },
    { "[reservoir]\nFilledAt=2200-01-01T00:00:00+01:00\n", "reservoir", "FilledAt" },
    { "[flex]\nStep1=07:30\n", "flex", "Step1" },
    { "[flex]\nStep1=0730 200\n", "flex", "Step1" },
    { "[flex]\nStep1=24:00 200\n", "flex", "Step1" },
    { "[flex]\nStep1=07:60 200\n", "flex", "Step1" },
    /* ten, or three, past seven? */
    { "[flex]\nStep1=07:3 200\n", "flex", "Step1" },
    { "[flex]\nStep1=07:30 nan\n", "flex", "Step1" },
    { "[flex]\nStep1=07:30 3000.5\n", "flex", "Step1" },
    { "[flex]\nStep1=07:30 much\n", "flex", "Step1" },
    { "[flex]\nStep1=07:30 200ug\n", "flex", "Step1" },
    { "[flex]\nStep2=07:30 -2\n", "flex", "Step2" },
    { "[flex]\nStep1=10:00 200\nStep2=09:00 300\n", "flex", "Step1" },
    /* two errors: the first one counts */
    { "[pump]\nCapacityMl=0\n[reservoir]\nLowMl=0\n", "pump", "CapacityMl" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalCarePlan plan = { .capacity_ml = 7 };
    ThecalPlanError error = { .group = "" };

    g_test_message ("%s", rows[i].text);
    g_assert_false (read_plan (rows[i].text, &plan, &error));
    g_assert_cmpstr (error.group, ==, rows[i].group);
    g_assert_cmpstr (error.key, ==, rows[i].key);
    g_assert_cmpstr (error.expected, !=, "");
    g_assert_cmpfloat (plan.capacity_ml, ==, 7);
  }
}

/* A flex programme counts by its 24 hours: 7.5 h of 200 and 16.5 h of 400. */
static void
test_flex (void)
{
  ThecalCarePlan plan;
  ThecalPlanError error;

  g_assert_true (read_plan (FULL "[flex]\nStep1=00:00 200\nStep3=07:30 400\n", &plan, &error));
  g_assert_cmpfloat_with_epsilon (plan.dose_ug_per_day, (7.5 * 200 + 16.5 * 400) / 24, 1e-9);
  /* as the form writes it down, and as people write */
  g_assert_true (read_plan (FULL "[flex]\nStep1=0:00 187,5\nStep2=9:30  187.5\n", &plan, &error));
  g_assert_cmpfloat_with_epsilon (plan.dose_ug_per_day, 187.5, 1e-9);
}

static void
test_many_appointments (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ThecalCarePlan plan;
  ThecalPlanError error;

  for (int i = 1; i <= THECAL_APPOINTMENTS_MAX + 3; i++)
    g_string_append_printf (text, "[appointment %d]\nKind=refill\nAt=2027-01-%02d\n", i, i);
  g_assert_true (read_plan (text->str, &plan, &error));
  g_assert_cmpuint (plan.n_visits, ==, THECAL_APPOINTMENTS_MAX);
}

static void
test_report (void)
{
  const ThecalTime now = { 1000 * THECAL_DAY_US, utc_us (2026, 10, 26, 19, 30) };
  const ThecalTime before = { 1000 * THECAL_DAY_US, utc_us (2026, 10, 1, 0, 0) };
  ThecalStatusReport report;
  ThecalPlanError error;
  ThecalCarePlan plan;

  g_assert_true (read_plan (FULL, &plan, &error));
  g_assert_true (thecal_care_plan_to_report (&plan, now, &report));
  g_assert_cmpint (report.source, ==, THECAL_SOURCE_MANUAL);
  g_assert_cmpint (report.reservoir_quality, ==, THECAL_QUALITY_ENTERED);
  g_assert_cmpint (report.age_us, ==, 10 * THECAL_DAY_US);
  g_assert_true (report.filled);
  g_assert_true (report.by_plan);
  g_assert_cmpfloat (report.values[THECAL_FIELD_RESERVOIR_ML], ==, 38.5);
  g_assert_cmpfloat (report.values[THECAL_FIELD_LOW_THRESHOLD_ML], ==, 3);
  g_assert_true (report.present & THECAL_REPORT_ALARM_DATE);

  /* a clock that stands before the refill makes no report from the future */
  g_assert_true (thecal_care_plan_to_report (&plan, before, &report));
  g_assert_cmpint (report.age_us, ==, 0);
  g_assert_false (report.filled);

  g_assert_true (read_plan ("[pump]\nCapacityMl=20\n", &plan, &error));
  g_assert_false (thecal_care_plan_to_report (&plan, now, &report));
  g_assert_false (report.filled);
  g_assert_false (report.present & THECAL_REPORT_ALARM_DATE);
  g_assert_cmpuint (report.present & (1u << THECAL_FIELD_RESERVOIR_ML), ==, 0);
}

/* Names of events are part of the replay format. */
static void
test_event_names (void)
{
  ThecalEventType back;

  for (int type = 0; type < THECAL_N_EVENTS; type++) {
    const char *name = thecal_event_type_to_string ((ThecalEventType) type);

    g_assert_true (thecal_event_type_from_string (name, &back));
    g_assert_cmpint (back, ==, type);
  }
  g_assert_false (thecal_event_type_from_string ("no_such", &back));
  g_assert_null (thecal_event_type_to_string (THECAL_N_EVENTS));
  g_assert_null (thecal_event_type_to_string ((ThecalEventType) -1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/care-plan/full", test_full);
  g_test_add_func ("/core/care-plan/empty", test_empty);
  g_test_add_func ("/core/care-plan/errors", test_errors);
  g_test_add_func ("/core/care-plan/flex", test_flex);
  g_test_add_func ("/core/care-plan/many-appointments", test_many_appointments);
  g_test_add_func ("/core/care-plan/report", test_report);
  g_test_add_func ("/core/event/names", test_event_names);

  return g_test_run ();
}
