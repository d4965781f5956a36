/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/plan_fields.h"

#include <glib/gi18n.h>
#include <string.h>

static const ThecalPlanOption yes_no[] = {
  { "true", N_ ("Yes") },
  { "false", N_ ("No") },
  { NULL, NULL },
};

static const ThecalPlanOption sides[] = {
  { "left", N_ ("Left") },
  { "right", N_ ("Right") },
  { NULL, NULL },
};

static const ThecalPlanOption models[] = {
  { "SynchroMed II", "SynchroMed II" }, { "SynchroMed III", "SynchroMed III" },
  { "SynchroMed EL", "SynchroMed EL" }, { "Prometra II", "Prometra II" },
  { "MedStream", "MedStream" },         { NULL, NULL },
};

static const ThecalPlanOption diagnoses[] = {
  { "cerebral palsy", N_ ("Cerebral palsy") },
  { "multiple sclerosis", N_ ("Multiple sclerosis") },
  { "spinal cord injury", N_ ("Spinal cord injury") },
  { "brain injury", N_ ("Brain injury") },
  { "stroke", N_ ("Stroke") },
  { NULL, NULL },
};

static const ThecalPlanOption roles[] = {
  { "pump-team", N_ ("Pump team: refill and dose") },
  { "on-call", N_ ("On call: nights and weekends") },
  { "neurosurgery", N_ ("Neurosurgery: wound and operation") },
  { "emergency-department", N_ ("Emergency department") },
  { "family-doctor", N_ ("Family doctor") },
  { "caregiver", N_ ("Another caregiver") },
  { "neighbour", N_ ("Neighbour") },
  { "text-relay", N_ ("Text relay") },
  { NULL, NULL },
};

#define TEXT(the_group, the_key, the_label)                                                        \
  {                                                                                                \
    .group = the_group, .key = the_key, .label = the_label                                         \
  }
#define NUMBER(the_group, the_key, the_label, the_unit)                                            \
  {                                                                                                \
    .group = the_group, .key = the_key, .label = the_label, .kind = THECAL_PLAN_NUMBER,            \
    .unit = the_unit                                                                               \
  }
#define DATE(the_group, the_key, the_label)                                                        \
  {                                                                                                \
    .group = the_group, .key = the_key, .label = the_label, .kind = THECAL_PLAN_DATE               \
  }
#define CHOICE(the_group, the_key, the_label, the_options, the_other)                              \
  {                                                                                                \
    .group = the_group, .key = the_key, .label = the_label, .kind = THECAL_PLAN_CHOICE,            \
    .options = the_options, .other = the_other                                                     \
  }

static const ThecalPlanField person[] = {
  TEXT ("person", "Name", N_ ("Name")),
  DATE ("person", "BirthDate", N_ ("Date of birth")),
  TEXT ("person", "Weight", N_ ("Weight with its unit, as in 28 kg")),
  CHOICE ("person", "Diagnosis", N_ ("Diagnosis"), diagnoses, N_ ("Which diagnosis")),
  TEXT ("person", "InjuryLevel", N_ ("Level of a cord injury, as in T6")),
  TEXT ("person", "Allergies", N_ ("Allergies, or none known")),
  CHOICE ("person", "CanSwallow", N_ ("Can swallow tablets"), yes_no, NULL),
  TEXT ("person", "Epilepsy", N_ ("Epilepsy")),
  TEXT ("person", "Kidney", N_ ("Kidneys")),
  TEXT ("person", "Flags", N_ ("What doctors must know before they treat")),
  TEXT ("person", "Medicines", N_ ("Medicines by mouth")),
  CHOICE ("person", "SpinalFusion", N_ ("Spinal fusion"), yes_no, NULL),
  TEXT ("person", "Reason", N_ ("Why the pump was put in")),
  TEXT ("person", "Goals", N_ ("What it should make easier")),
  TEXT ("person", "Language", N_ ("Language")),
};

static const ThecalPlanField pump[] = {
  CHOICE ("pump", "Model", N_ ("Model"), models, N_ ("Which model")),
  TEXT ("pump", "Serial", N_ ("Serial number")),
  NUMBER ("pump", "CapacityMl", N_ ("What it holds"), THECAL_UNIT_ML),
  CHOICE ("pump", "Side", N_ ("Side of the belly"), sides, NULL),
  DATE ("pump", "ImplantDate", N_ ("Put in on")),
  DATE ("pump", "CatheterDate", N_ ("Catheter placed on")),
  TEXT ("pump", "CatheterTip", N_ ("Tip of the catheter, as in T10")),
  DATE ("pump", "ReplaceBy", N_ ("Replace by, as printed")),
  TEXT ("pump", "MakerLine", N_ ("The maker's telephone line")),
  CHOICE ("pump", "Explanted", N_ ("Taken out of the body"), yes_no, NULL),
};

static const ThecalPlanField drug[] = {
  TEXT ("drug", "Name", N_ ("Drug")),
  NUMBER ("drug", "ConcentrationUgPerMl", N_ ("Concentration"), THECAL_UNIT_UG_PER_ML),
  NUMBER ("drug", "DoseUgPerDay", N_ ("Dose a day"), THECAL_UNIT_UG_PER_DAY),
  CHOICE ("drug", "Opioid", N_ ("It is an opioid"), yes_no, NULL),
  DATE ("drug", "ChangedOn", N_ ("Dose changed on")),
};

static const ThecalPlanField reservoir[] = {
  NUMBER ("reservoir", "VolumeMl", N_ ("Volume after the refill"), THECAL_UNIT_ML),
  { .group = "reservoir",
    .key = "FilledAt",
    .label = N_ ("Refilled on"),
    .kind = THECAL_PLAN_MOMENT },
  NUMBER ("reservoir", "LowMl", N_ ("Low alarm volume"), THECAL_UNIT_ML),
  DATE ("reservoir", "AlarmDate", N_ ("Next alarm date")),
};

static const ThecalPlanField thresholds[] = {
  TEXT ("thresholds", "FeverC", N_ ("Fever from, °C")),
  TEXT ("thresholds", "FeverAnyC", N_ ("Fever with other signs from, °C")),
  TEXT ("thresholds", "EmptySoonH", N_ ("Warn before it is empty, hours")),
  TEXT ("thresholds", "BreathsLow", N_ ("Fewest breaths a minute, set by the clinic")),
};

static const ThecalPlanField emergency[] = {
  TEXT ("emergency", "Number", N_ ("Emergency number")),
  TEXT ("emergency", "TextNumber", N_ ("Emergency number for text messages")),
  TEXT ("emergency", "Address", N_ ("Address for the ambulance, with how to get in")),
};

static const ThecalPlanField contact[] = {
  TEXT ("contact", "Name", N_ ("Name")),
  CHOICE ("contact", "Role", N_ ("Call them for"), roles, NULL),
  TEXT ("contact", "Phone", N_ ("Telephone")),
  TEXT ("contact", "Phone2", N_ ("Second telephone")),
  TEXT ("contact", "Hours", N_ ("Hours, as in Mon-Fri 08:30-17:00, or always")),
  TEXT ("contact", "TimeZone", N_ ("Time zone, as in America/New_York")),
  TEXT ("contact", "Holidays", N_ ("Closed on, as in 2026-12-25;2027-01-01")),
  TEXT ("contact", "Note", N_ ("What to say or press")),
  CHOICE ("contact", "Confirmed", N_ ("Somebody has tried this number"), yes_no, NULL),
};

static const ThecalPlanField tablets[] = {
  TEXT ("tablets", "Plan", N_ ("The team's own words: when, and how")),
  TEXT ("tablets", "WrittenBy", N_ ("Written by")),
  DATE ("tablets", "WrittenOn", N_ ("Written on")),
  TEXT ("tablets", "Where", N_ ("Where they are")),
  DATE ("tablets", "Expires", N_ ("They expire on")),
};

static const ThecalPlanSection sections[] = {
  { N_ ("Person"), NULL, "person", FALSE, person, G_N_ELEMENTS (person) },
  { N_ ("Pump"), NULL, "pump", FALSE, pump, G_N_ELEMENTS (pump) },
  { N_ ("Drug"), NULL, "drug", TRUE, drug, G_N_ELEMENTS (drug) },
  { N_ ("Last refill"),
    N_ ("A new refill is recorded on the Pump page: Record a refill."),
    "reservoir",
    FALSE,
    reservoir,
    G_N_ELEMENTS (reservoir) },
  { N_ ("Emergency"), NULL, "emergency", FALSE, emergency, G_N_ELEMENTS (emergency) },
  { N_ ("Contact"), NULL, "contact", TRUE, contact, G_N_ELEMENTS (contact) },
  { N_ ("Rescue tablets"),
    N_ ("Thecal shows these words and never a dose of its own."),
    "tablets",
    FALSE,
    tablets,
    G_N_ELEMENTS (tablets) },
  { N_ ("Limits"),
    N_ ("Only your clinic changes these."),
    "thresholds",
    FALSE,
    thresholds,
    G_N_ELEMENTS (thresholds) },
};

const ThecalPlanSection *
thecal_plan_sections_get (gsize *out_n)
{
  *out_n = G_N_ELEMENTS (sections);
  return sections;
}

static const ThecalPlanSection *
find_section (const char *group)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++) {
    const gsize length = strlen (sections[i].group);

    if (strncmp (group, sections[i].group, length) == 0 &&
        (group[length] == '\0' || (sections[i].is_many && group[length] == ' ')))
      return &sections[i];
  }

  return NULL;
}

const char *
thecal_plan_field_words (const char *group, const char *key)
{
  const ThecalPlanSection *section = find_section (group);

  for (gsize i = 0; section != NULL && i < section->n_fields; i++)
    if (g_str_equal (section->fields[i].key, key))
      return _ (section->fields[i].label);

  return key;
}

char *
thecal_plan_group_words (const char *group)
{
  const ThecalPlanSection *section = find_section (group);
  const char *rest = strchr (group, ' ');

  if (section == NULL)
    return g_strdup (group);
  if (rest == NULL)
    return g_strdup (_ (section->title));

  return g_strdup_printf ("%s:%s", _ (section->title), rest);
}
