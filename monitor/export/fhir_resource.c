/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/fhir_resource.h"

#include <string.h>

/* RFC 4122: the name space of all ids of this program, a8e093d5-47fa-4a39-8ff7-53eb94076e5d. */
static const guint8 name_space[16] = { 0xa8, 0xe0, 0x93, 0xd5, 0x47, 0xfa, 0x4a, 0x39,
                                       0x8f, 0xf7, 0x53, 0xeb, 0x94, 0x07, 0x6e, 0x5d };

char *
thecal_fhir_uuid (const char *name)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;
  GString *text = g_string_new (NULL);

  g_checksum_update (sum, name_space, sizeof name_space);
  g_checksum_update (sum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (sum, digest, &size);
  digest[6] = (guint8) ((digest[6] & 0x0f) | 0x50); /* version 5 */
  digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80); /* variant of the RFC */
  for (int i = 0; i < 16; i++)
    g_string_append_printf (
        text, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", digest[i]);

  return g_string_free (text, FALSE);
}

/* The label by which every receiver knows test data. */
static void
add_test_label (ThecalJsonText *json)
{
  thecal_json_text_begin (json, "meta", '{');
  thecal_json_text_begin (json, "security", '[');
  thecal_json_text_begin (json, NULL, '{');
  thecal_json_text_add (json, "system", "http://terminology.hl7.org/CodeSystem/v3-ActReason");
  thecal_json_text_add (json, "code", "HTEST");
  thecal_json_text_add (json, "display", "test health data");
  thecal_json_text_end (json, '}');
  thecal_json_text_end (json, ']');
  thecal_json_text_end (json, '}');
}

void
thecal_fhir_begin (ThecalJsonText *json, const char *type, const char *uuid, bool simulated)
{
  g_autofree char *url = g_strconcat ("urn:uuid:", uuid, NULL);

  thecal_json_text_begin (json, NULL, '{');
  thecal_json_text_add (json, "fullUrl", url);
  thecal_json_text_begin (json, "resource", '{');
  thecal_json_text_add (json, "resourceType", type);
  thecal_json_text_add (json, "id", uuid);
  if (simulated)
    add_test_label (json);
}

void
thecal_fhir_finish (ThecalJsonText *json)
{
  thecal_json_text_end (json, '}');
  thecal_json_text_end (json, '}');
}

void
thecal_fhir_add_reference (ThecalJsonText *json, const char *name, const char *uuid)
{
  g_autofree char *url = g_strconcat ("urn:uuid:", uuid, NULL);

  thecal_json_text_begin (json, name, '{');
  thecal_json_text_add (json, "reference", url);
  thecal_json_text_end (json, '}');
}

void
thecal_fhir_add_text (ThecalJsonText *json, const char *name, const char *text)
{
  thecal_json_text_begin (json, name, '{');
  thecal_json_text_add (json, "text", text);
  thecal_json_text_end (json, '}');
}

void
thecal_fhir_add_concept (ThecalJsonText *json,
                         const char *name,
                         const ThecalFhirCoding *coding,
                         const char *text)
{
  thecal_json_text_begin (json, name, '{');
  thecal_json_text_begin (json, "coding", '[');
  thecal_json_text_begin (json, NULL, '{');
  thecal_json_text_add (json, "system", coding->system);
  thecal_json_text_add (json, "code", coding->code);
  if (coding->display != NULL)
    thecal_json_text_add (json, "display", coding->display);
  thecal_json_text_end (json, '}');
  thecal_json_text_end (json, ']');
  if (text != NULL)
    thecal_json_text_add (json, "text", text);
  thecal_json_text_end (json, '}');
}

void
thecal_fhir_add_quantity (ThecalJsonText *json, double value, const char *ucum, const char *unit)
{
  thecal_json_text_begin (json, "valueQuantity", '{');
  thecal_json_text_add_number (json, "value", value);
  if (*ucum != '\0') {
    thecal_json_text_add (json, "unit", unit);
    thecal_json_text_add (json, "system", THECAL_FHIR_UCUM);
    thecal_json_text_add (json, "code", ucum);
  }
  thecal_json_text_end (json, '}');
}
