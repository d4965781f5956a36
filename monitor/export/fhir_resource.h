/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "export/json_text.h"

/* The members that FHIR resources have in common. */

/* A UUID of version 5 from what it stands for: "entry/…/temperature". (transfer full) */
char *thecal_fhir_uuid (const char *name);
/* Begins an entry of the bundle: fullUrl and the resource with its id; test data are marked. */
void thecal_fhir_begin (ThecalJsonText *json, const char *type, const char *uuid, bool simulated);
void thecal_fhir_finish (ThecalJsonText *json);
/* {"reference": "urn:uuid:…"} */
void thecal_fhir_add_reference (ThecalJsonText *json, const char *name, const char *uuid);
/* A concept that is a text alone. */
void thecal_fhir_add_text (ThecalJsonText *json, const char *name, const char *text);

typedef struct {
  const char *system, *code, *display;
} ThecalFhirCoding;
/* @text nullable. */
void thecal_fhir_add_concept (ThecalJsonText *json,
                              const char *name,
                              const ThecalFhirCoding *coding,
                              const char *text);
/* @ucum "": a bare number. @unit: as people write it. */
void
thecal_fhir_add_quantity (ThecalJsonText *json, double value, const char *ucum, const char *unit);

#define THECAL_FHIR_UCUM "http://unitsofmeasure.org"
#define THECAL_FHIR_LOINC "http://loinc.org"
