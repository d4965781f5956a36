/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/plan/plan_choices.h"
#include "core/plan/plan_document.h"

/* The groups of a care plan that say what the team has ordered beside the pump. */

static ThecalPlanDocument *
parse (const char *text, ThecalPlanFault *fault)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5 * 3600);

  return thecal_plan_document_parse (text, strlen (text), zone, fault);
}

static gint64
day_us (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5 * 3600);
  gint64 time_us;

  g_assert_true (thecal_time_parse (text, zone, &time_us));
  return time_us;
}

/* Each is refused: group, key, and a word of what was expected. */
static const struct {
  const char *text, *group, *key, *expected;
  guint line;
} refused[] = {
  { "[operation]\nKind=none\n", "operation", "Kind", "new or replacement", 2 },
  { "[operation]\nKind=New pump\n", "operation", "Kind", "new or replacement", 2 },
  { "[operation]\nOn=yesterday\n", "operation", "On", "a date", 2 },
  { "[operation]\nOn=2026-11-02\nDischarged=2026-11-01\n", "operation", "Discharged", "before", 3 },
  { "[post-op]\nBathDay=-1\n", "post-op", "BathDay", "from 0 to 365", 2 },
  { "[post-op]\nBathDay=14.5\n", "post-op", "BathDay", "whole number", 2 },
  { "[post-op]\nVestDay=soon\n", "post-op", "VestDay", "from 0 to 365", 2 },
  { "[post-op]\nVisitFromDay=30\n", "post-op", "VisitToDay", "VisitFromDay", 1 },
  { "[post-op]\nBinderToDay=7\n", "post-op", "BinderToDay", "BinderFromDay", 2 },
  { "[post-op]\nConfirmed=perhaps\n", "post-op", "Confirmed", "true or false", 2 },
  { "[medicine 1]\nPlan=when needed\n", "medicine 1", "Name", "name", 1 },
  { "[medicine 1]\nName=x\nMinGapH=0\n", "medicine 1", "MinGapH", "from 1 to 24", 3 },
  { "[medicine 1]\nName=x\nAsNeeded=4\n", "medicine 1", "AsNeeded", "true or false", 3 },
  { "[weaning]\nStep1=twice a day\n", "weaning", "Step1", "2026-12-01", 2 },
  { "[weaning]\nStep1=2026-12-01\n", "weaning", "Step1", "2026-12-01", 2 },
  { "[weaning]\nStep1=2026-12-08 5 mg\nStep2=2026-12-08 none\n", "weaning", "Step2", "after", 3 },
  { "[exercise]\nPlan=stretch\nDays=Mon, Monday\n", "exercise", "Days", "Mon, Wed, Fri", 3 },
  { "[exercise]\nPlan=stretch\nDays=;,\n", "exercise", "Days", "Mon, Wed, Fri", 3 },
  { "[exercise]\nDays=Mon\n", "exercise", "Plan", "to be done", 1 },
  { "[titration]\nEveryDays=0\n", "titration", "EveryDays", "from 1 to 92", 2 },
  { "[titration]\nEveryDays=3.5\n", "titration", "EveryDays", "whole number", 2 },
  { "[person]\nSpinalFusion=maybe\n", "person", "SpinalFusion", "true or false", 2 },
  { "[pump]\nExplanted=gone\n", "pump", "Explanted", "true or false", 2 },
  { "[flex]\nStep1=00:00 3001\n", "flex", "Step1", "from 0 to 3000", 2 },
  { "[flex]\nStep1=08:00 100\nStep2=07:00 90\n", "flex", "Step1", "order", 2 },
};

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    ThecalPlanFault fault = { 0 };
    g_autoptr (ThecalPlanDocument) document = parse (refused[i].text, &fault);

    if (document != NULL || strstr (fault.at.expected, refused[i].expected) == NULL)
      g_error ("row %zu: %s: taken, or told as %s", i, refused[i].text, fault.at.expected);
    g_assert_cmpstr (fault.at.group, ==, refused[i].group);
    g_assert_cmpstr (fault.at.key, ==, refused[i].key);
    g_assert_cmpuint (fault.line, ==, refused[i].line);
  }
}

static void
test_post_op_usual (void)
{
  ThecalPlanFault fault;
  g_autoptr (ThecalPlanDocument) document = parse ("[pump]\nImplantDate=2026-11-02\n", &fault);
  const ThecalPostOp *days = &document->post_op;

  g_assert_cmpint (days->kind, ==, THECAL_OPERATION_NONE);
  g_assert_false (days->has_clinic_template);
  g_assert_cmpint (days->operation_us, ==, day_us ("2026-11-02"));
  g_assert_cmpint (days->discharged_us, ==, THECAL_UNKNOWN_US);
  g_assert_cmpint (days->vest_day, ==, 7);
  g_assert_cmpint (days->strips_day, ==, 14);
  g_assert_cmpint (days->bath_day, ==, 14);
  g_assert_cmpint (days->visit_from_day, ==, 14);
  g_assert_cmpint (days->visit_to_day, ==, 28);
  g_assert_cmpint (days->riding_day, ==, 42);
  g_assert_cmpint (days->binder_from_day, ==, 42);
  g_assert_cmpint (days->binder_to_day, ==, 56);
  g_assert_cmpstr (thecal_operation_kind_to_string (days->kind), ==, "none");
}

static void
test_post_op_of_the_clinic (void)
{
  ThecalPlanFault fault;
  g_autoptr (ThecalPlanDocument) document =
      parse ("[pump]\nImplantDate=2019-02-11\n[operation]\nKind=replacement\nOn=2026-11-02\n"
             "Discharged=2026-11-04\nClosure=staples\n[post-op]\nConfirmed=true\nBathDay=42\n"
             "VisitFromDay=10\nVisitToDay=12\nBinderFromDay=0\nBinderToDay=20\n",
             &fault);
  const ThecalPostOp *days = &document->post_op;

  g_assert_cmpint (days->kind, ==, THECAL_OPERATION_REPLACEMENT);
  g_assert_true (days->has_clinic_template);
  g_assert_cmpint (days->operation_us, ==, day_us ("2026-11-02"));
  g_assert_cmpint (document->plan.operation_us, ==, day_us ("2026-11-02"));
  g_assert_cmpint (document->plan.implanted_us, ==, day_us ("2019-02-11"));
  g_assert_cmpint (days->discharged_us, ==, day_us ("2026-11-04"));
  g_assert_cmpstr (days->closure, ==, "staples");
  g_assert_cmpint (days->bath_day, ==, 42);
  g_assert_cmpint (days->visit_from_day, ==, 10);
  g_assert_cmpint (days->visit_to_day, ==, 12);
  g_assert_cmpint (days->binder_from_day, ==, 0);
  g_assert_cmpint (days->binder_to_day, ==, 20);
  g_assert_cmpint (days->strips_day, ==, 14);
}

/* The catheter was renewed since: what was said of the older operation is not said of that. */
static void
test_post_op_of_an_older_one (void)
{
  ThecalPlanFault fault;
  g_autoptr (ThecalPlanDocument) document =
      parse ("[pump]\nCatheterDate=2026-11-02\n[operation]\nKind=new\nOn=2024-02-11\n", &fault);

  g_assert_cmpint (document->post_op.kind, ==, THECAL_OPERATION_NONE);
  g_assert_cmpint (document->post_op.operation_us, ==, day_us ("2026-11-02"));
}

static void
test_regimen (void)
{
  ThecalPlanFault fault;
  g_autoptr (ThecalPlanDocument) document =
      parse ("[medicine 1]\nName=acetaminophen\nPlan=for pain\nAsNeeded=true\n"
             "[medicine 3]\nName=baclofen tablets\nMinGapH=6\n"
             "[weaning]\nStep1=2026-12-01 5 mg three times a day\nStep3=2026-12-08  none\n"
             "[titration]\nEveryDays=3\nUntil=2026-12-20\n"
             "[exercise]\nPlan=stand in the frame\nDays=Sun, mon;WED\n",
             &fault);
  const ThecalRegimen *regimen = document->regimen;

  g_assert_cmpuint (regimen->n_medicines, ==, 2);
  g_assert_cmpstr (regimen->medicines[0].name, ==, "acetaminophen");
  g_assert_cmpstr (regimen->medicines[0].plan, ==, "for pain");
  g_assert_true (regimen->medicines[0].as_needed);
  g_assert_cmpfloat (regimen->medicines[0].min_gap_h, ==, 4);
  g_assert_cmpstr (regimen->medicines[1].name, ==, "baclofen tablets");
  g_assert_false (regimen->medicines[1].as_needed);
  g_assert_cmpfloat (regimen->medicines[1].min_gap_h, ==, 6);
  g_assert_cmpuint (regimen->n_weaning, ==, 2);
  g_assert_cmpint (regimen->weaning[0].on_us, ==, day_us ("2026-12-01"));
  g_assert_cmpstr (regimen->weaning[0].text, ==, "5 mg three times a day");
  g_assert_cmpstr (regimen->weaning[1].text, ==, "none");
  g_assert_cmpint (regimen->titration_every_days, ==, 3);
  g_assert_cmpint (regimen->titration_until_us, ==, day_us ("2026-12-20"));
  g_assert_cmpstr (regimen->exercise, ==, "stand in the frame");
  g_assert_cmphex (regimen->exercise_days, ==, 0x45);
}

static void
test_regimen_nothing (void)
{
  ThecalPlanFault fault;
  g_autoptr (ThecalPlanDocument) document = parse ("[person]\nName=Theo Example\n", &fault);

  g_assert_cmpuint (document->regimen->n_medicines, ==, 0);
  g_assert_cmpuint (document->regimen->n_weaning, ==, 0);
  g_assert_cmpint (document->regimen->titration_every_days, ==, 0);
  g_assert_cmpint (document->regimen->titration_until_us, ==, THECAL_UNKNOWN_US);
  g_assert_cmpuint (document->plan.n_flex, ==, 0);
  g_assert_false (document->plan.explanted);
}

static void
test_flex_steps (void)
{
  ThecalPlanFault fault;
  g_autoptr (GString) text = g_string_new ("[drug 1]\nDoseUgPerDay=300\n[flex]\n");
  g_autoptr (ThecalPlanDocument) document = NULL;

  for (int i = 0; i < THECAL_FLEX_STEPS_MAX; i++)
    g_string_append_printf (text, "Step%d=%02d:30 %d\n", i + 1, i, 200 + i);
  document = parse (text->str, &fault);
  g_assert_cmpuint (document->plan.n_flex, ==, THECAL_FLEX_STEPS_MAX);
  for (int i = 0; i < THECAL_FLEX_STEPS_MAX; i++) {
    g_assert_cmpint (document->plan.flex[i].minute_of_day, ==, i * 60 + 30);
    g_assert_cmpfloat (document->plan.flex[i].dose_ug_per_day, ==, 200 + i);
  }
  /* twelve hours of 200 to 211, the rest of 212 */
  g_assert_cmpfloat_with_epsilon (document->plan.dose_ug_per_day, 208.75, 1e-9);
}

static void
test_person_and_pump (void)
{
  ThecalPlanFault fault;
  g_autoptr (ThecalPlanDocument) document =
      parse ("[person]\nReason=tablets made him sleepy\nGoals=sitting, sleep\n"
             "Flags=epilepsy, controlled\nMedicines=baclofen 5 mg at night\nSpinalFusion=true\n"
             "[pump]\nSite=below the ribs\nCatheterTip=T10\nExplanted=true\n",
             &fault);
  const ThecalPatient *patient = document->patient;

  g_assert_cmpstr (patient->reason, ==, "tablets made him sleepy");
  g_assert_cmpstr (patient->goals, ==, "sitting, sleep");
  g_assert_cmpstr (patient->flags, ==, "epilepsy, controlled");
  g_assert_cmpstr (patient->medicines, ==, "baclofen 5 mg at night");
  g_assert_cmpint (patient->spinal_fusion, ==, THECAL_SAYS_YES);
  g_assert_cmpstr (patient->site, ==, "below the ribs");
  g_assert_cmpstr (patient->catheter_tip, ==, "T10");
  g_assert_true (document->plan.explanted);
}

static void
test_diagnoses (void)
{
  g_assert_true (g_strv_contains (thecal_plan_diagnoses, THECAL_DIAGNOSIS_CORD_INJURY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/care-groups/refused", test_refused);
  g_test_add_func ("/care-groups/post-op-usual", test_post_op_usual);
  g_test_add_func ("/care-groups/post-op-of-the-clinic", test_post_op_of_the_clinic);
  g_test_add_func ("/care-groups/post-op-of-an-older-one", test_post_op_of_an_older_one);
  g_test_add_func ("/care-groups/regimen", test_regimen);
  g_test_add_func ("/care-groups/regimen-nothing", test_regimen_nothing);
  g_test_add_func ("/care-groups/flex-steps", test_flex_steps);
  g_test_add_func ("/care-groups/person-and-pump", test_person_and_pump);
  g_test_add_func ("/care-groups/diagnoses", test_diagnoses);
  return g_test_run ();
}
