/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "export/fhir.h"
#include "lib/diary_sample.h"

/* FHIR R4: what each resource must have, references that resolve, codes that are known. */

#define PLAN                                                                                       \
  "[person]\nName=Theo \"T\" Example\nBirthDate=2017-03-05\nDiagnosis=cerebral palsy\n"            \
  "[pump]\nModel=SynchroMed II\nSerial=EX0001\n"

typedef struct {
  JsonParser *parser;
  JsonArray *entries;
  GHashTable *urls; /* fullUrl -> resource, borrowed */
} Bundle;

static void
bundle_read (Bundle *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonObject *root;

  self->parser = json_parser_new ();
  json_parser_load_from_data (self->parser, text, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (self->parser));
  g_assert_cmpstr (json_object_get_string_member (root, "resourceType"), ==, "Bundle");
  g_assert_cmpstr (json_object_get_string_member (root, "type"), ==, "collection");
  self->entries = json_object_get_array_member (root, "entry");
  self->urls = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < json_array_get_length (self->entries); i++) {
    JsonObject *entry = json_array_get_object_element (self->entries, i);
    const char *url = json_object_get_string_member (entry, "fullUrl");

    g_assert_true (g_str_has_prefix (url, "urn:uuid:"));
    g_assert_true (g_uuid_string_is_valid (url + strlen ("urn:uuid:")));
    g_assert_true (g_hash_table_insert (
        self->urls, (gpointer) url, json_object_get_object_member (entry, "resource")));
  }
}

static void
bundle_clear (Bundle *self)
{
  g_hash_table_unref (self->urls);
  g_object_unref (self->parser);
}

/* The resource @index of @type; NULL: no more. */
static JsonObject *
find (const Bundle *self, const char *type, guint index)
{
  for (guint i = 0; i < json_array_get_length (self->entries); i++) {
    JsonObject *resource = json_object_get_object_member (
        json_array_get_object_element (self->entries, i), "resource");

    if (g_str_equal (json_object_get_string_member (resource, "resourceType"), type) &&
        index-- == 0)
      return resource;
  }

  return NULL;
}

static guint
count (const Bundle *self, const char *type)
{
  guint n = 0;

  while (find (self, type, n) != NULL)
    n++;

  return n;
}

/* code.coding[0].code, else code.text. */
static const char *
get_code (JsonObject *resource)
{
  JsonObject *code = json_object_get_object_member (resource, "code");

  if (!json_object_has_member (code, "coding"))
    return json_object_get_string_member (code, "text");

  return json_object_get_string_member (
      json_array_get_object_element (json_object_get_array_member (code, "coding"), 0), "code");
}

static JsonObject *
find_observation (const Bundle *self, const char *code)
{
  JsonObject *found;

  for (guint i = 0; (found = find (self, "Observation", i)) != NULL; i++)
    if (g_str_equal (get_code (found), code))
      return found;
  g_error ("no observation %s", code);
}

static void
assert_quantity (JsonObject *resource, double value, const char *ucum)
{
  JsonObject *quantity = json_object_get_object_member (resource, "valueQuantity");

  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (quantity, "value"), value, 1e-9);
  g_assert_cmpstr (json_object_get_string_member (quantity, "code"), ==, ucum);
  g_assert_cmpstr (
      json_object_get_string_member (quantity, "system"), ==, "http://unitsofmeasure.org");
}

/* Every reference and every code system, however deep. */
static void
check_node (JsonNode *node, const Bundle *bundle)
{
  static const char *const systems[] = {
    "http://unitsofmeasure.org",
    "http://loinc.org",
    "http://terminology.hl7.org/CodeSystem/observation-category",
    "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    NULL,
  };

  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    g_assert_cmpuint (json_array_get_length (array), >, 0); /* FHIR has no empty ones */
    for (guint i = 0; i < json_array_get_length (array); i++)
      check_node (json_array_get_element (array, i), bundle);
  } else if (JSON_NODE_HOLDS_OBJECT (node)) {
    JsonObjectIter iter;
    const char *name;
    JsonNode *member;

    json_object_iter_init (&iter, json_node_get_object (node));
    while (json_object_iter_next (&iter, &name, &member)) {
      if (g_str_equal (name, "reference"))
        g_assert_true (g_hash_table_contains (bundle->urls, json_node_get_string (member)));
      if (g_str_equal (name, "system"))
        g_assert_true (g_strv_contains (systems, json_node_get_string (member)));
      g_assert_false (JSON_NODE_HOLDS_NULL (member));
      if (JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING)
        g_assert_cmpstr (json_node_get_string (member), !=, "");
      check_node (member, bundle);
    }
  }
}

static void
require (JsonObject *resource, const char *const *members)
{
  for (; *members != NULL; members++)
    if (!json_object_has_member (resource, *members))
      g_error ("%s without %s", json_object_get_string_member (resource, "resourceType"), *members);
}

static void
check_bundle (const Bundle *self)
{
  static const char *const device[] = { "id", "status", "type", NULL };
  static const char *const metric[] = { "id", "type", "unit", "source", "category", NULL };
  static const char *const observation[] = { "id", "status", "code", "effectiveDateTime", NULL };
  JsonObject *resource;

  check_node (json_parser_get_root (self->parser), self);
  for (guint i = 0; (resource = find (self, "Device", i)) != NULL; i++)
    require (resource, device);
  for (guint i = 0; (resource = find (self, "DeviceMetric", i)) != NULL; i++)
    require (resource, metric);
  for (guint i = 0; (resource = find (self, "Observation", i)) != NULL; i++) {
    guint n_values = 0;

    require (resource, observation);
    n_values += json_object_has_member (resource, "valueQuantity");
    n_values += json_object_has_member (resource, "valueBoolean");
    n_values += json_object_has_member (resource, "valueString");
    n_values += json_object_has_member (resource, "component");
    g_assert_cmpuint (n_values, ==, 1);
  }
}

static void
test_report (void)
{
  DiarySample sample;
  g_autofree char *text = NULL;
  Bundle bundle;
  JsonObject *found;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_fill (&sample);
  text = thecal_fhir_write (&sample.facts, false);
  bundle_read (&bundle, text);
  check_bundle (&bundle);

  g_assert_null (find (&bundle, "Patient", 0));
  g_assert_null (strstr (text, "Theo"));
  g_assert_cmpuint (count (&bundle, "Device"), ==, 1);
  g_assert_cmpuint (count (&bundle, "DeviceMetric"), ==, 3);
  found = find (&bundle, "Device", 0);
  g_assert_cmpstr (json_object_get_string_member (found, "serialNumber"), ==, "EX0001");
  g_assert_cmpstr (json_object_get_string_member (found, "modelNumber"), ==, "SynchroMed II");
  g_assert_false (json_object_has_member (found, "udiCarrier"));

  found = find_observation (&bundle, "8310-5");
  assert_quantity (found, 37.2, "Cel");
  g_assert_cmpstr (json_object_get_string_member (found, "status"), ==, "final");
  g_assert_cmpstr (
      json_object_get_string_member (found, "effectiveDateTime"), ==, "2026-11-01T12:00:00Z");
  assert_quantity (find_observation (&bundle, "8867-4"), 88, "/min");
  found = find_observation (&bundle, "85354-9");
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (found, "component")), ==, 2);
  assert_quantity (find_observation (&bundle, "Stiffness"), 4, "{score}");
  assert_quantity (find_observation (&bundle, "Spasms"), 20, "/d");
  assert_quantity (find_observation (&bundle, "Dose a day"), 390, "ug/d");
  assert_quantity (find_observation (&bundle, "Concentration"), 500, "ug/mL");
  assert_quantity (find_observation (&bundle, "Volume taken out"), 4.5, "mL");
  g_assert_false (
      json_object_get_boolean_member (find_observation (&bundle, "Headache"), "valueBoolean"));
  /* free texts stay at home */
  g_assert_null (strstr (text, "therapy\""));
  g_assert_null (strstr (text, "After therapy"));
  g_assert_null (strstr (text, "swim"));
  bundle_clear (&bundle);
  diary_sample_tear_down (&sample);
}

static void
test_patient (void)
{
  DiarySample sample;
  g_autofree char *text = NULL;
  Bundle bundle;
  JsonObject *patient;

  diary_sample_set_up (&sample, PLAN);
  diary_sample_add (
      &sample, THECAL_ENTRY_DIARY, 1, "temperature=101.3 temperature_unit=f breaths=14");
  text = thecal_fhir_write (&sample.facts, true);
  bundle_read (&bundle, text);
  check_bundle (&bundle);
  patient = find (&bundle, "Patient", 0);
  g_assert_nonnull (patient);
  g_assert_cmpstr (json_object_get_string_member (patient, "birthDate"), ==, "2017-03-05");
  g_assert_cmpuint (json_object_get_size (patient), ==, 4); /* type, id, name, birth date */
  g_assert_null (strstr (text, "cerebral"));
  g_assert_true (json_object_has_member (find_observation (&bundle, "8310-5"), "subject"));
  assert_quantity (find_observation (&bundle, "8310-5"), 101.3, "[degF]");
  assert_quantity (find_observation (&bundle, "9279-1"), 14, "/min");
  /* as it was entered, to the digit */
  g_assert_nonnull (strstr (text, "\"value\":101.3,"));
  bundle_clear (&bundle);
  diary_sample_tear_down (&sample);
}

static void
append (const char *text, gpointer string)
{
  g_string_append (string, text);
}

static char *
write_readings (const DiarySample *sample)
{
  const ThecalFhirFacts facts = { sample->document, DIARY_SAMPLE_NOW_US, false, false };
  const ThecalFhirReading readings[] = {
    { 1, DIARY_SAMPLE_NOW_US, "AA:BB", "gateway", 12.7, 0.78, 80 },
    { 2, DIARY_SAMPLE_NOW_US + 5000, "AA:BB", "simulator", 12.6, NAN, NAN },
    { 3, DIARY_SAMPLE_NOW_US, "manual-anna", "manual", 30, NAN, NAN },
  };
  GString *text = g_string_new (NULL);
  ThecalFhir *fhir = thecal_fhir_new (&facts, append, text);

  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    thecal_fhir_add_reading (fhir, &readings[i]);
  thecal_fhir_end (fhir);

  return g_string_free (text, FALSE);
}

static void
test_readings (void)
{
  DiarySample sample;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  Bundle bundle;
  JsonObject *found;

  diary_sample_set_up (&sample, PLAN);
  text = write_readings (&sample);
  again = write_readings (&sample);
  g_assert_cmpstr (text, ==, again);
  bundle_read (&bundle, text);
  check_bundle (&bundle);
  g_assert_cmpuint (count (&bundle, "Device"), ==, 2);
  g_assert_cmpuint (count (&bundle, "DeviceMetric"), ==, 6);
  g_assert_cmpuint (count (&bundle, "Observation"), ==, 5);
  found = find_observation (&bundle, "Reservoir level");
  assert_quantity (found, 12.7, "mL");
  g_assert_false (json_object_has_member (found, "meta"));
  assert_quantity (find_observation (&bundle, "Programmed flow"), 0.78, "mL/d");
  assert_quantity (find_observation (&bundle, "Battery charge"), 80, "%");
  found = find (&bundle, "Observation", 3);
  g_assert_true (json_object_has_member (found, "meta"));
  g_assert_cmpstr (
      json_object_get_string_member (found, "effectiveDateTime"), ==, "2026-11-21T12:00:00.005Z");
  /* an address is of no use to anybody there */
  g_assert_null (strstr (text, "AA:BB"));
  bundle_clear (&bundle);
  diary_sample_tear_down (&sample);
}

static void
test_withdrawn (void)
{
  DiarySample sample;
  g_autofree char *text = NULL;
  Bundle bundle;

  diary_sample_set_up (&sample, "");
  thecal_entry_set_withdrawn (
      diary_sample_add (&sample, THECAL_ENTRY_VISIT, 1, "weight_kg=28.5 ashworth=1+"), true);
  sample.facts.simulated = true;
  text = thecal_fhir_write (&sample.facts, true);
  bundle_read (&bundle, text);
  check_bundle (&bundle);
  assert_quantity (find_observation (&bundle, "29463-7"), 28.5, "kg");
  g_assert_cmpstr (json_object_get_string_member (find_observation (&bundle, "29463-7"), "status"),
                   ==,
                   "entered-in-error");
  for (guint i = 0; i < json_array_get_length (bundle.entries); i++)
    g_assert_true (
        json_object_has_member (json_object_get_object_member (
                                    json_array_get_object_element (bundle.entries, i), "resource"),
                                "meta"));
  bundle_clear (&bundle);
  diary_sample_tear_down (&sample);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fhir/report", test_report);
  g_test_add_func ("/fhir/patient", test_patient);
  g_test_add_func ("/fhir/readings", test_readings);
  g_test_add_func ("/fhir/withdrawn", test_withdrawn);

  return g_test_run ();
}
