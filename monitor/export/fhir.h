/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "words/report.h"

/* FHIR R4: a Bundle (collection) with Device, DeviceMetric, Observation, and Patient where it is
 * asked for. Written as it comes, so that ten years need no more memory than a day. Units are UCUM;
 * a code is given only where it is a known LOINC code, else the text alone. Ids are made from what
 * they stand for, the same in every export. */
typedef struct _ThecalFhir ThecalFhir;

/* Gets the text piece by piece. */
typedef void (*ThecalFhirSink) (const char *text, gpointer user_data);

typedef struct {
  const ThecalPlanDocument *document;
  gint64 now_us; /* UTC */
  bool with_patient;
  bool simulated; /* all of it; a reading may say so for itself */
} ThecalFhirFacts;

/* @facts is borrowed until thecal_fhir_end(). */
ThecalFhir *thecal_fhir_new (const ThecalFhirFacts *facts, ThecalFhirSink sink, gpointer user_data);
/* Ends the bundle and frees @self. */
void thecal_fhir_end (ThecalFhir *self);

/* Numbers, truths and choices of the diary, of visits, refills and dose changes; never free texts.
 * One that was taken back says "entered-in-error". */
void thecal_fhir_add_entry (ThecalFhir *self, const ThecalEntry *entry);

typedef struct {
  guint64 row; /* of the store */
  gint64 at_us;
  const char *pump;   /* its Id; "" the only one */
  const char *source; /* "implant", "manual" …, as on the bus; "" not known */
  double reservoir_ml, flow_ml_per_day, battery_percent; /* NAN */
} ThecalFhirReading;
void thecal_fhir_add_reading (ThecalFhir *self, const ThecalFhirReading *reading);
/* Of many readings together: the lowest and the highest level. */
void thecal_fhir_add_level (ThecalFhir *self, const ThecalReportLevel *level);

/* All that a report has. (transfer full) */
char *thecal_fhir_write (const ThecalReportFacts *facts, bool with_patient);
