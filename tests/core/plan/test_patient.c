/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/plan/patient.h"

static gint64
parse_us (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5 * 3600);
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return THECAL_UNKNOWN_US;
  time = g_date_time_new_from_iso8601 (text, zone);
  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

static ThecalPatient *
read_patient (const char *text, ThecalPlanError *error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5 * 3600);
  ThecalPlanReader reader = { .file = file, .zone = zone, .error = error };
  ThecalPatient *patient = NULL;

  g_assert_true (g_key_file_load_from_data (file, text, (gsize) -1, G_KEY_FILE_NONE, NULL));
  g_assert_cmpint (thecal_patient_read (&reader, &patient), ==, patient != NULL);
  return patient;
}

static void
test_full (void)
{
  ThecalPlanError error;
  g_autoptr (ThecalPatient) patient = read_patient (
      "[person]\nName= Theo Example \nBirthDate=2017-03-05\nWeight=28 kg\nDiagnosis=cerebral "
      "palsy\nInjuryLevel=T6\nAllergies=penicillin\nCanSwallow=false\nLanguage=en\n"
      "Epilepsy=none known\nKidney=not impaired\n"
      "[pump]\nModel=SynchroMed II\nSerial=EX0001\nSide=left\nMakerLine=+1 202 555 0199\n"
      "[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\nDoseUgPerDay=390\nOpioid=false\n"
      "[drug 3]\nName=morphine\nOpioid=true\n"
      "[tablets]\nPlan=Call first.\nWrittenBy=Dr. Halvorsen\nWrittenOn=2026-10-16\nWhere=blue "
      "bag\n",
      &error);

  g_assert_cmpstr (patient->name, ==, "Theo Example");
  g_assert_cmpint (patient->birth_us, ==, parse_us ("2017-03-05T00:00:00"));
  g_assert_cmpstr (patient->weight, ==, "28 kg");
  g_assert_cmpstr (patient->diagnosis, ==, "cerebral palsy");
  g_assert_cmpstr (patient->injury_level, ==, "T6");
  g_assert_cmpstr (patient->allergies, ==, "penicillin");
  g_assert_cmpstr (patient->language, ==, "en");
  g_assert_cmpstr (patient->epilepsy, ==, "none known");
  g_assert_cmpstr (patient->kidney, ==, "not impaired");
  g_assert_cmpint (patient->can_swallow, ==, THECAL_SAYS_NO);
  g_assert_cmpstr (patient->model, ==, "SynchroMed II");
  g_assert_cmpstr (patient->serial, ==, "EX0001");
  g_assert_cmpstr (patient->side, ==, "left");
  g_assert_cmpstr (patient->maker_line, ==, "+1 202 555 0199");
  /* the second of them is the third of the plan */
  g_assert_cmpuint (patient->n_drugs, ==, 2);
  g_assert_cmpstr (patient->drugs[0].name, ==, "baclofen");
  g_assert_cmpfloat (patient->drugs[0].concentration_ug_per_ml, ==, 500);
  g_assert_cmpfloat (patient->drugs[0].dose_ug_per_day, ==, 390);
  g_assert_cmpint (patient->drugs[0].opioid, ==, THECAL_SAYS_NO);
  g_assert_cmpstr (patient->drugs[1].name, ==, "morphine");
  g_assert_true (isnan (patient->drugs[1].dose_ug_per_day));
  g_assert_true (thecal_patient_has_opioid (patient));
  g_assert_cmpstr (patient->tablets_plan, ==, "Call first.");
  g_assert_cmpstr (patient->tablets_by, ==, "Dr. Halvorsen");
  g_assert_cmpstr (patient->tablets_where, ==, "blue bag");
  g_assert_cmpint (patient->tablets_on_us, ==, parse_us ("2026-10-16T00:00:00"));
}

/* What the plan does not say is not known, and no text of ours stands in for it. */
static void
test_nothing (void)
{
  ThecalPlanError error;
  g_autoptr (ThecalPatient) patient = read_patient ("[person]\nName=  \n[drug 1]\n", &error);
  g_autoptr (ThecalPatient) none = thecal_patient_new ();

  g_assert_null (patient->name);
  g_assert_null (patient->allergies);
  g_assert_null (patient->side);
  g_assert_null (patient->tablets_plan);
  g_assert_cmpint (patient->can_swallow, ==, THECAL_SAYS_UNKNOWN);
  g_assert_cmpint (patient->birth_us, ==, THECAL_UNKNOWN_US);
  g_assert_cmpuint (patient->n_drugs, ==, 1);
  g_assert_null (patient->drugs[0].name);
  g_assert_cmpint (patient->drugs[0].opioid, ==, THECAL_SAYS_UNKNOWN);
  g_assert_false (thecal_patient_has_opioid (patient));
  g_assert_cmpuint (none->n_drugs, ==, 0);
  g_assert_cmpint (thecal_patient_get_age (none, parse_us ("2026-01-01T00:00:00")), ==, -1);
  thecal_patient_free (NULL);
}

static void
test_refused (void)
{
  static const struct {
    const char *text, *group, *key;
  } bad[] = {
    { "[person]\nBirthDate=5 March\n", "person", "BirthDate" },
    { "[person]\nCanSwallow=sometimes\n", "person", "CanSwallow" },
    { "[pump]\nSide=Left\n", "pump", "Side" },
    { "[pump]\nMakerLine=see card\n", "pump", "MakerLine" },
    { "[drug 2]\nConcentrationUgPerMl=5001\n", "drug 2", "ConcentrationUgPerMl" },
    { "[drug 4]\nDoseUgPerDay=a lot\n", "drug 4", "DoseUgPerDay" },
    { "[drug 1]\nOpioid=perhaps\n", "drug 1", "Opioid" },
    { "[tablets]\nWrittenOn=then\n", "tablets", "WrittenOn" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    ThecalPlanError error = { .group = "" };

    g_test_message ("%s", bad[i].text);
    g_assert_null (read_patient (bad[i].text, &error));
    g_assert_cmpstr (error.group, ==, bad[i].group);
    g_assert_cmpstr (error.key, ==, bad[i].key);
    g_assert_cmpstr (error.expected, !=, "");
  }
}

static void
test_age (void)
{
  static const struct {
    const char *birth, *now;
    int age;
    bool child;
  } ages[] = {
    { "2017-03-05", "2026-11-21T02:16:00", 9, true },
    { "2017-03-05", "2026-03-04T23:59:59", 8, true },
    { "2017-03-05", "2026-03-05T00:00:00", 9, true },
    { "2017-03-05", "2017-03-05T00:00:00", 0, true },
    { "2017-03-05", "2017-03-04T23:59:59", -1 },
    { "2016-02-29", "2026-02-27T23:59:59", 9, true },
    { "2016-02-29", "2026-02-28T00:00:00", 10, true },
    { "2008-11-22", "2026-11-21T23:59:59", 17, true },
    { "2008-11-21", "2026-11-21T00:00:00", 18 },
    { "1931-12-31", "2026-12-30T12:00:00", 94 },
    { "2017-03-05", NULL, -1 },
    { NULL, "2026-11-21T02:16:00", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++) {
    g_autofree char *birth =
        ages[i].birth != NULL ? g_strconcat (ages[i].birth, "T00:00:00", NULL) : NULL;
    const ThecalPatient patient = { .birth_us = parse_us (birth) };

    g_test_message ("%s %s", ages[i].birth, ages[i].now);
    g_assert_cmpint (thecal_patient_get_age (&patient, parse_us (ages[i].now)), ==, ages[i].age);
    g_assert_cmpint (thecal_patient_is_child (&patient, parse_us (ages[i].now)), ==, ages[i].child);
  }
}

static void
test_injury (void)
{
  static const struct {
    const char *level;
    bool t6;
  } levels[] = {
    { "T6", true },
    { "T4", true },
    { "C5", true },
    { "C8", true },
    { "t1", true },
    { "Th6", true },
    { "th 5", true },
    { "T 6", true },
    { "T-6", true },
    { "C5/C6, complete", true },
    { "T10-T4", true },
    { "incomplete, T3", true },
    { "Cervical", true },
    { "T7", false },
    { "T10", false },
    { "T12", false },
    { "T66", false },
    { "Th7", false },
    { "L1", false },
    { "S2", false },
    { "Thoracic 4", true },
    { "thoracic-10", false },
    { "L1, T12", false },
    { "lumbar", false },
    /* an injury whose level nobody can read is asked about */
    { "T0", true },
    { "thoracic", true },
    { "tetraplegia", true },
    { "complete", true },
    { "unknown", true },
    { "at 6 years", true },
    { "none", false },
    { "No injury", false },
    { " none ", false },
    { "n/a", false },
    { "-", false },
    { "", false },
    { NULL, false },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++) {
    g_autofree char *level = g_strdup (levels[i].level);
    const ThecalPatient patient = { .injury_level = level };

    g_test_message ("%s", level);
    g_assert_cmpint (thecal_patient_is_injury_t6 (&patient), ==, levels[i].t6);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/patient/full", test_full);
  g_test_add_func ("/core/patient/nothing", test_nothing);
  g_test_add_func ("/core/patient/refused", test_refused);
  g_test_add_func ("/core/patient/age", test_age);
  g_test_add_func ("/core/patient/injury", test_injury);

  return g_test_run ();
}
