/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/fhir_entry.h"

#include <math.h>

#include "core/diary/entry_fields.h"
#include "export/fhir_resource.h"
#include "export/stamp.h"

/* The vital signs of FHIR's own profile, with the codes that it names. All else has no code. */
static const struct {
  const char *name;
  ThecalFhirCoding coding;
} vital_signs[] = {
  { "temperature", { THECAL_FHIR_LOINC, "8310-5", "Body temperature" } },
  { "pulse", { THECAL_FHIR_LOINC, "8867-4", "Heart rate" } },
  { "breaths", { THECAL_FHIR_LOINC, "9279-1", "Respiratory rate" } },
  { "weight_kg", { THECAL_FHIR_LOINC, "29463-7", "Body weight" } },
};
static const ThecalFhirCoding pressure = { THECAL_FHIR_LOINC,
                                           "85354-9",
                                           "Blood pressure panel with all children optional" };
static const ThecalFhirCoding systolic = { THECAL_FHIR_LOINC, "8480-6", "Systolic blood pressure" };
static const ThecalFhirCoding diastolic = { THECAL_FHIR_LOINC,
                                            "8462-4",
                                            "Diastolic blood pressure" };

static const ThecalFhirCoding *
find_coding (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vital_signs); i++)
    if (g_str_equal (vital_signs[i].name, name))
      return &vital_signs[i].coding;

  return NULL;
}

/* A scale has no unit of measure, which UCUM writes so. */
#define SCORE "{score}"

static const char *
get_ucum (const ThecalEntry *entry, const ThecalEntryField *field)
{
  if (g_str_equal (field->name, "temperature"))
    return g_strcmp0 (thecal_entry_get_text (entry, "temperature_unit"), "f") == 0 ? "[degF]"
                                                                                   : "Cel";
  if (g_str_equal (field->name, "spasms"))
    return g_strcmp0 (thecal_entry_get_text (entry, "spasms_per"), "hour") == 0 ? "/h" : "/d";

  return *field->unit != '\0' ? field->unit : SCORE;
}

static const char *
get_unit (const char *ucum)
{
  static const struct {
    const char *ucum, *unit;
  } rows[] = {
    { "[degF]", "°F" },   { "Cel", "°C" },      { "mm[Hg]", "mmHg" },
    { "ug/d", "µg/day" }, { "ug/mL", "µg/mL" }, { SCORE, "score" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].ucum, ucum))
      return rows[i].unit;

  return ucum;
}

static bool
is_told (ThecalEntryKind kind)
{
  switch (kind) {
  case THECAL_ENTRY_DIARY:
  case THECAL_ENTRY_REFILL:
  case THECAL_ENTRY_DOSE:
  case THECAL_ENTRY_VISIT:
    return true;
  case THECAL_ENTRY_OPERATION:
  case THECAL_ENTRY_TEST_DOSE:
  case THECAL_ENTRY_FAULT:
  case THECAL_ENTRY_MRI:
  case THECAL_ENTRY_MEDICINE:
  case THECAL_ENTRY_WOUND:
  case THECAL_ENTRY_DOCUMENT:
  case THECAL_ENTRY_QUESTION:
  case THECAL_N_ENTRIES:
    break;
  }

  return false;
}

/* Everything up to the code. */
static void
begin (ThecalJsonText *json,
       const ThecalEntry *entry,
       const char *name,
       const ThecalFhirSubject *subject)
{
  g_autofree char *what = g_strdup_printf ("entry/%s/%s", thecal_entry_get_id (entry), name);
  g_autofree char *uuid = thecal_fhir_uuid (what);

  thecal_fhir_begin (json, "Observation", uuid, subject->simulated);
  thecal_json_text_add (
      json, "status", thecal_entry_is_withdrawn (entry) ? "entered-in-error" : "final");
}

static void
add_vital_sign (ThecalJsonText *json)
{
  static const ThecalFhirCoding category = {
    "http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", "Vital Signs"
  };

  thecal_json_text_begin (json, "category", '[');
  thecal_fhir_add_concept (json, NULL, &category, NULL);
  thecal_json_text_end (json, ']');
}

/* Everything between the code and the value. */
static void
add_when (ThecalJsonText *json, const ThecalEntry *entry, const ThecalFhirSubject *subject)
{
  g_autofree char *at = thecal_stamp (thecal_entry_get_at_us (entry));

  if (subject->patient != NULL)
    thecal_fhir_add_reference (json, "subject", subject->patient);
  if (at != NULL)
    thecal_json_text_add (json, "effectiveDateTime", at);
}

static void
add_component (ThecalJsonText *json, const ThecalFhirCoding *coding, double value)
{
  if (isnan (value))
    return;
  thecal_json_text_begin (json, NULL, '{');
  thecal_fhir_add_concept (json, "code", coding, NULL);
  thecal_fhir_add_quantity (json, value, "mm[Hg]", "mmHg");
  thecal_json_text_end (json, '}');
}

static guint
write_pressure (ThecalJsonText *json, const ThecalEntry *entry, const ThecalFhirSubject *subject)
{
  const double upper = thecal_entry_get_number (entry, "systolic");
  const double lower = thecal_entry_get_number (entry, "diastolic");

  if (isnan (upper) && isnan (lower))
    return 0;
  begin (json, entry, "pressure", subject);
  add_vital_sign (json);
  thecal_fhir_add_concept (json, "code", &pressure, NULL);
  add_when (json, entry, subject);
  thecal_json_text_begin (json, "component", '[');
  add_component (json, &systolic, upper);
  add_component (json, &diastolic, lower);
  thecal_json_text_end (json, ']');
  thecal_fhir_finish (json);

  return 1;
}

static void
add_value (ThecalJsonText *json, const ThecalEntry *entry, const ThecalEntryField *field)
{
  const char *ucum;

  switch (field->type) {
  case THECAL_FIELD_IS_NUMBER:
    ucum = get_ucum (entry, field);
    thecal_fhir_add_quantity (
        json, thecal_entry_get_number (entry, field->name), ucum, get_unit (ucum));
    break;
  case THECAL_FIELD_IS_TRUTH:
    thecal_json_text_add_truth (
        json, "valueBoolean", thecal_entry_get_truth (entry, field->name) > 0);
    break;
  case THECAL_FIELD_IS_CHOICE:
  case THECAL_FIELD_IS_TEXT:
  case THECAL_FIELD_IS_DATE:
    thecal_json_text_add (json, "valueString", thecal_entry_get_text (entry, field->name));
    break;
  }
}

static void
write_value (ThecalJsonText *json,
             const ThecalEntry *entry,
             const ThecalEntryField *field,
             const ThecalFhirSubject *subject)
{
  const ThecalFhirCoding *coding = find_coding (field->name);

  begin (json, entry, field->name, subject);
  if (coding != NULL) {
    add_vital_sign (json);
    thecal_fhir_add_concept (json, "code", coding, NULL);
  } else
    thecal_fhir_add_text (json, "code", field->label);
  add_when (json, entry, subject);
  add_value (json, entry, field);
  thecal_fhir_finish (json);
}

/* A free text may say anything of anybody; two fields are the units of others, two are one. */
static bool
is_apart (const ThecalEntryField *field)
{
  static const char *const names[] = { "temperature_unit", "spasms_per", "systolic", "diastolic" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], field->name))
      return true;

  return field->type == THECAL_FIELD_IS_TEXT || field->type == THECAL_FIELD_IS_DATE;
}

guint
thecal_fhir_entry_write (ThecalJsonText *json,
                         const ThecalEntry *entry,
                         const ThecalFhirSubject *subject)
{
  const ThecalEntryKind kind = thecal_entry_get_kind (entry);
  g_autofree const char **names = thecal_entry_get_names (entry);
  guint n_written = 0;

  if (!is_told (kind))
    return 0;
  if (kind == THECAL_ENTRY_DIARY)
    n_written += write_pressure (json, entry, subject);
  for (guint i = 0; names[i] != NULL; i++) {
    const ThecalEntryField *field = thecal_entry_fields_find (kind, names[i]);

    if (is_apart (field))
      continue;
    write_value (json, entry, field, subject);
    n_written++;
  }

  return n_written;
}
