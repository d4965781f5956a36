/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/patient.h"

#include <string.h>

#include "core/plan/contacts.h"

#define INJURY_THORACIC_LOWEST 6 /* T6 or above: dysreflexia, boxed warning [C1, C12, C30] */
#define CHILD_YEARS 18           /* own choice: "your child" is younger */
#define EXPECTED_LINE "a telephone number, as in +1 202 555 0199"

ThecalPatient *
thecal_patient_new (void)
{
  ThecalPatient *self = g_new0 (ThecalPatient, 1);

  self->birth_us = THECAL_UNKNOWN_US;
  self->tablets_on_us = THECAL_UNKNOWN_US;
  return self;
}

void
thecal_patient_free (ThecalPatient *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->diagnosis);
  g_free (self->injury_level);
  g_free (self->allergies);
  g_free (self->weight);
  g_free (self->language);
  g_free (self->epilepsy);
  g_free (self->kidney);
  g_free (self->reason);
  g_free (self->goals);
  g_free (self->flags);
  g_free (self->medicines);
  g_free (self->model);
  g_free (self->serial);
  g_free (self->side);
  g_free (self->site);
  g_free (self->catheter_tip);
  for (guint i = 0; i < self->n_drugs; i++)
    g_free (self->drugs[i].name);
  g_free (self->maker_line);
  g_free (self->tablets_plan);
  g_free (self->tablets_by);
  g_free (self->tablets_where);
  g_free (self);
}

static ThecalSays
read_says (ThecalPlanReader *reader, const char *group, const char *key)
{
  const int truth = thecal_plan_read_truth (reader, group, key);

  if (truth < 0)
    return THECAL_SAYS_UNKNOWN;

  return truth == 1 ? THECAL_SAYS_YES : THECAL_SAYS_NO;
}

static void
read_person (ThecalPlanReader *reader, ThecalPatient *patient)
{
  patient->name = thecal_plan_get_text (reader, "person", "Name");
  patient->birth_us = thecal_plan_read_time (reader, "person", "BirthDate");
  patient->weight = thecal_plan_get_text (reader, "person", "Weight");
  patient->diagnosis = thecal_plan_get_text (reader, "person", "Diagnosis");
  patient->injury_level = thecal_plan_get_text (reader, "person", "InjuryLevel");
  patient->allergies = thecal_plan_get_text (reader, "person", "Allergies");
  patient->epilepsy = thecal_plan_get_text (reader, "person", "Epilepsy");
  patient->kidney = thecal_plan_get_text (reader, "person", "Kidney");
  patient->reason = thecal_plan_get_text (reader, "person", "Reason");
  patient->goals = thecal_plan_get_text (reader, "person", "Goals");
  patient->flags = thecal_plan_get_text (reader, "person", "Flags");
  patient->medicines = thecal_plan_get_text (reader, "person", "Medicines");
  patient->spinal_fusion = read_says (reader, "person", "SpinalFusion");
  patient->language = thecal_plan_get_text (reader, "person", "Language");
  patient->can_swallow = read_says (reader, "person", "CanSwallow");
}

static void
read_pump (ThecalPlanReader *reader, ThecalPatient *patient)
{
  g_autofree char *dial = NULL;

  patient->model = thecal_plan_get_text (reader, "pump", "Model");
  patient->serial = thecal_plan_get_text (reader, "pump", "Serial");
  patient->side = thecal_plan_get_text (reader, "pump", "Side");
  patient->site = thecal_plan_get_text (reader, "pump", "Site");
  patient->catheter_tip = thecal_plan_get_text (reader, "pump", "CatheterTip");
  if (patient->side != NULL && !g_str_equal (patient->side, "left") &&
      !g_str_equal (patient->side, "right"))
    thecal_plan_fail (reader, "pump", "Side", "left or right");
  patient->maker_line = thecal_plan_get_text (reader, "pump", "MakerLine");
  if (patient->maker_line == NULL)
    return;
  dial = thecal_number_to_dial (patient->maker_line);
  if (dial == NULL)
    thecal_plan_fail (reader, "pump", "MakerLine", EXPECTED_LINE);
}

/* Up to four; a number that is left out is no gap. */
static void
read_drugs (ThecalPlanReader *reader, ThecalPatient *patient)
{
  for (int i = 1; i <= THECAL_DRUGS_MAX; i++) {
    g_autofree char *group = g_strdup_printf ("drug %d", i);
    ThecalDrug *drug = &patient->drugs[patient->n_drugs];

    if (!g_key_file_has_group (reader->file, group))
      continue;
    patient->n_drugs++;
    drug->name = thecal_plan_get_text (reader, group, "Name");
    /* ranges: clinical.md 3.3 */
    drug->concentration_ug_per_ml =
        thecal_plan_read_number (reader, group, "ConcentrationUgPerMl", 10, 5000);
    drug->dose_ug_per_day = thecal_plan_read_number (reader, group, "DoseUgPerDay", 0, 3000);
    drug->opioid = read_says (reader, group, "Opioid");
  }
}

bool
thecal_patient_read (ThecalPlanReader *reader, ThecalPatient **out)
{
  g_autoptr (ThecalPatient) patient = thecal_patient_new ();

  read_person (reader, patient);
  read_pump (reader, patient);
  read_drugs (reader, patient);
  patient->tablets_plan = thecal_plan_get_text (reader, "tablets", "Plan");
  patient->tablets_by = thecal_plan_get_text (reader, "tablets", "WrittenBy");
  patient->tablets_on_us = thecal_plan_read_time (reader, "tablets", "WrittenOn");
  patient->tablets_where = thecal_plan_get_text (reader, "tablets", "Where");
  if (reader->failed)
    return false;

  *out = g_steal_pointer (&patient);
  return true;
}

int
thecal_patient_get_age (const ThecalPatient *self, gint64 wall_us)
{
  g_autoptr (GDateTime) birth = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) birthday = NULL;
  int years;

  if (self->birth_us == THECAL_UNKNOWN_US || wall_us == THECAL_UNKNOWN_US ||
      wall_us < self->birth_us)
    return -1;

  birth = g_date_time_new_from_unix_utc (self->birth_us / THECAL_SECOND_US);
  now = g_date_time_new_from_unix_utc (wall_us / THECAL_SECOND_US);
  if (birth == NULL || now == NULL)
    return -1;
  years = g_date_time_get_year (now) - g_date_time_get_year (birth);
  birthday = g_date_time_add_years (birth, years);
  if (birthday == NULL)
    return -1;

  return g_date_time_compare (now, birthday) < 0 ? years - 1 : years;
}

bool
thecal_patient_is_child (const ThecalPatient *self, gint64 wall_us)
{
  const int years = thecal_patient_get_age (self, wall_us);

  return years >= 0 && years < CHILD_YEARS;
}

/* The number of a level at @text, as in "6", " 6" and "-6"; 0: none. */
static int
level_number (const char *text)
{
  text += strspn (text, " -");

  return (int) MIN (g_ascii_strtoull (text, NULL, 10), 99);
}

/* The number of the level at @text, 0: none; @out_region its letter, in small. A region without a
 * number is high at the neck and low at the loin. */
static int
read_level (const char *text, char *out_region)
{
  static const struct {
    const char *name;
    char region;
    int without_number;
  } names[] = {
    { "cervical", 'c', 1 }, { "thoracic", 't', 0 }, { "lumbar", 'l', 1 },
    { "sacral", 's', 1 },   { "th", 't', 0 },       { "c", 'c', 0 },
    { "t", 't', 0 },        { "l", 'l', 0 },        { "s", 's', 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    const gsize length = strlen (names[i].name);

    if (g_ascii_strncasecmp (text, names[i].name, length) == 0) {
      *out_region = names[i].region;
      return MAX (level_number (text + length), names[i].without_number);
    }
  }

  return 0;
}

static bool
denies_injury (const char *level)
{
  static const char *const words[] = { "",    "-",         "none",       "no",
                                       "n/a", "no injury", "none known", "not applicable" };
  g_autofree char *text = g_strstrip (g_strdup (level));

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return true;

  return false;
}

/* "T6", "Th4", "C5/C6", "t 6, incomplete": any of the levels that are named; and an injury of which
 * no level can be read, since then nobody knows that it is lower. */
bool
thecal_patient_is_injury_t6 (const ThecalPatient *self)
{
  const char *text = self->injury_level != NULL ? self->injury_level : "";
  bool readable = false;

  for (const char *p = text; *p != '\0'; p++) {
    const bool begins = p == text || !g_ascii_isalpha (p[-1]);
    char region = '\0';
    const int number = begins ? read_level (p, &region) : 0;

    if (number == 0)
      continue;
    readable = true;
    if (region == 'c' || (region == 't' && number <= INJURY_THORACIC_LOWEST))
      return true;
  }

  return !readable && !denies_injury (text);
}

bool
thecal_patient_has_opioid (const ThecalPatient *self)
{
  for (guint i = 0; i < self->n_drugs; i++)
    if (self->drugs[i].opioid == THECAL_SAYS_YES)
      return true;

  return false;
}
