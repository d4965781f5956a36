/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/fhir.h"

#include <math.h>

#include "export/fhir_entry.h"
#include "export/fhir_resource.h"
#include "export/stamp.h"

typedef enum { METRIC_RESERVOIR, METRIC_FLOW, METRIC_BATTERY, N_METRICS } Metric;

static const struct {
  const char *name, *text, *ucum, *unit, *category;
} metrics[N_METRICS] = {
  [METRIC_RESERVOIR] = { "reservoir", "Reservoir level", "mL", "mL", "unspecified" },
  [METRIC_FLOW] = { "flow", "Programmed flow", "mL/d", "mL/day", "setting" },
  [METRIC_BATTERY] = { "battery", "Battery charge", "%", "%", "measurement" },
};

struct _ThecalFhir {
  const ThecalFhirFacts *facts;
  ThecalFhirSink sink;
  gpointer user_data;
  ThecalJsonText json;
  char *patient;     /* UUID; nullable */
  char *main_pump;   /* Id of the pump that the plan is about, once one is known */
  GHashTable *pumps; /* Ids whose device was written */
};

static void
flush (ThecalFhir *self)
{
  self->sink (self->json.text->str, self->user_data);
  g_string_truncate (self->json.text, 0);
}

/* @pump: its Id. (transfer full) */
static char *
get_device_uuid (const ThecalFhir *self, const char *pump, const char *metric)
{
  const char *serial = self->facts->document->patient->serial;
  const gboolean is_main = *pump == '\0' || g_strcmp0 (pump, self->main_pump) == 0;
  const char *who = !is_main ? pump : serial != NULL ? serial : "only";
  g_autofree char *name = g_strdup_printf (
      "device/%s%s%s", who, metric != NULL ? "/" : "", metric != NULL ? metric : "");

  return thecal_fhir_uuid (name);
}

static void
add_device_name (ThecalFhir *self, const char *model)
{
  thecal_json_text_begin (&self->json, "deviceName", '[');
  thecal_json_text_begin (&self->json, NULL, '{');
  thecal_json_text_add (&self->json, "name", model);
  thecal_json_text_add (&self->json, "type", "model-name");
  thecal_json_text_end (&self->json, '}');
  thecal_json_text_end (&self->json, ']');
}

static void
write_device (ThecalFhir *self, const char *pump, gboolean is_main)
{
  const ThecalPatient *patient = self->facts->document->patient;
  g_autofree char *uuid = get_device_uuid (self, pump, NULL);

  thecal_fhir_begin (&self->json, "Device", uuid, self->facts->simulated);
  thecal_json_text_add (&self->json, "status", "active");
  if (is_main && patient->serial != NULL)
    thecal_json_text_add (&self->json, "serialNumber", patient->serial);
  if (is_main && patient->model != NULL) {
    add_device_name (self, patient->model);
    thecal_json_text_add (&self->json, "modelNumber", patient->model);
  }
  thecal_fhir_add_text (&self->json, "type", "Implanted pump for intrathecal drugs");
  if (self->patient != NULL)
    thecal_fhir_add_reference (&self->json, "patient", self->patient);
  thecal_fhir_finish (&self->json);
}

static void
write_metric (ThecalFhir *self, const char *pump, Metric metric)
{
  const ThecalFhirCoding unit = { THECAL_FHIR_UCUM, metrics[metric].ucum, NULL };
  g_autofree char *device = get_device_uuid (self, pump, NULL);
  g_autofree char *uuid = get_device_uuid (self, pump, metrics[metric].name);

  thecal_fhir_begin (&self->json, "DeviceMetric", uuid, self->facts->simulated);
  thecal_fhir_add_text (&self->json, "type", metrics[metric].text);
  thecal_fhir_add_concept (&self->json, "unit", &unit, metrics[metric].unit);
  thecal_fhir_add_reference (&self->json, "source", device);
  thecal_json_text_add (&self->json, "category", metrics[metric].category);
  thecal_fhir_finish (&self->json);
}

/* A device stands in the bundle once, before what refers to it. */
static void
need_device (ThecalFhir *self, const char *pump)
{
  gboolean is_main;

  if (*pump != '\0' && self->main_pump == NULL) {
    /* the first that has a name is the one that was written without */
    self->main_pump = g_strdup (pump);
    g_hash_table_add (self->pumps, g_strdup (pump));
  }
  if (g_hash_table_contains (self->pumps, pump))
    return;
  is_main = *pump == '\0';
  g_hash_table_add (self->pumps, g_strdup (pump));
  write_device (self, pump, is_main);
  for (int metric = 0; metric < N_METRICS; metric++)
    write_metric (self, pump, (Metric) metric);
}

/* As little as a receiver needs to know whose it is. */
static void
write_patient (ThecalFhir *self)
{
  const ThecalPatient *patient = self->facts->document->patient;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) birth =
      patient->birth_us != THECAL_UNKNOWN_US
          ? g_date_time_new_from_unix_utc (patient->birth_us / THECAL_SECOND_US)
          : NULL;
  g_autoptr (GDateTime) local = birth != NULL ? g_date_time_to_timezone (birth, zone) : NULL;
  g_autofree char *day = local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;

  thecal_fhir_begin (&self->json, "Patient", self->patient, self->facts->simulated);
  if (patient->name != NULL) {
    thecal_json_text_begin (&self->json, "name", '[');
    thecal_fhir_add_text (&self->json, NULL, patient->name);
    thecal_json_text_end (&self->json, ']');
  }
  if (day != NULL)
    thecal_json_text_add (&self->json, "birthDate", day);
  thecal_fhir_finish (&self->json);
}

ThecalFhir *
thecal_fhir_new (const ThecalFhirFacts *facts, ThecalFhirSink sink, gpointer user_data)
{
  ThecalFhir *self = g_new0 (ThecalFhir, 1);
  g_autofree char *now = thecal_stamp (facts->now_us);

  self->facts = facts;
  self->sink = sink;
  self->user_data = user_data;
  self->json.text = g_string_new (NULL);
  self->pumps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  thecal_json_text_begin (&self->json, NULL, '{');
  thecal_json_text_add (&self->json, "resourceType", "Bundle");
  thecal_json_text_add (&self->json, "type", "collection");
  if (now != NULL)
    thecal_json_text_add (&self->json, "timestamp", now);
  thecal_json_text_begin (&self->json, "entry", '[');
  if (facts->with_patient) {
    self->patient = thecal_fhir_uuid ("patient");
    write_patient (self);
  }
  need_device (self, "");
  flush (self);

  return self;
}

void
thecal_fhir_end (ThecalFhir *self)
{
  thecal_json_text_end (&self->json, ']');
  thecal_json_text_end (&self->json, '}');
  g_string_append_c (self->json.text, '\n');
  flush (self);
  g_string_free (self->json.text, TRUE);
  g_hash_table_unref (self->pumps);
  g_free (self->patient);
  g_free (self->main_pump);
  g_free (self);
}

void
thecal_fhir_add_entry (ThecalFhir *self, const ThecalEntry *entry)
{
  const ThecalFhirSubject subject = { self->patient, self->facts->simulated };

  thecal_fhir_entry_write (&self->json, entry, &subject);
  flush (self);
}

/* How a value came to be known. */
static const char *
describe_source (const char *source)
{
  static const struct {
    const char *source, *text;
  } rows[] = {
    { "implant", "Heard from the implant" },
    { "gateway", "Heard from a device that reads the implant" },
    { "gateway-cached", "Heard from a device that repeats an earlier reading" },
    { "manual", "Entered by hand from the clinic's printout" },
    { "simulator", "SIMULATED" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].source, source))
      return rows[i].text;

  return NULL;
}

typedef struct {
  const char *what; /* for its id */
  gint64 at_us;
  const char *pump, *source;
  Metric metric;
} Head;

/* An observation up to its value. */
static void
begin_observation (ThecalFhir *self, const Head *head)
{
  const char *method = describe_source (head->source);
  g_autofree char *at = thecal_stamp (head->at_us);
  g_autofree char *device = get_device_uuid (self, head->pump, metrics[head->metric].name);
  g_autofree char *uuid = thecal_fhir_uuid (head->what);

  thecal_fhir_begin (&self->json,
                     "Observation",
                     uuid,
                     self->facts->simulated || g_str_equal (head->source, "simulator"));
  thecal_json_text_add (&self->json, "status", "final");
  thecal_fhir_add_text (&self->json, "code", metrics[head->metric].text);
  if (self->patient != NULL)
    thecal_fhir_add_reference (&self->json, "subject", self->patient);
  if (at != NULL)
    thecal_json_text_add (&self->json, "effectiveDateTime", at);
  if (method != NULL)
    thecal_fhir_add_text (&self->json, "method", method);
  thecal_fhir_add_reference (&self->json, "device", device);
}

static void
add_metric (ThecalFhir *self, const ThecalFhirReading *reading, Metric metric, double value)
{
  g_autofree char *what = NULL;

  if (!isfinite (value))
    return;
  what = g_strdup_printf ("reading/%" G_GUINT64_FORMAT "/%s", reading->row, metrics[metric].name);
  begin_observation (self, &(Head){ what, reading->at_us, reading->pump, reading->source, metric });
  thecal_fhir_add_quantity (&self->json, value, metrics[metric].ucum, metrics[metric].unit);
  thecal_fhir_finish (&self->json);
}

void
thecal_fhir_add_reading (ThecalFhir *self, const ThecalFhirReading *reading)
{
  need_device (self, reading->pump);
  add_metric (self, reading, METRIC_RESERVOIR, reading->reservoir_ml);
  add_metric (self, reading, METRIC_FLOW, reading->flow_ml_per_day);
  add_metric (self, reading, METRIC_BATTERY, reading->battery_percent);
  flush (self);
}

static void
add_edge (ThecalFhir *self, const char *text, double value)
{
  thecal_json_text_begin (&self->json, NULL, '{');
  thecal_fhir_add_text (&self->json, "code", text);
  thecal_fhir_add_quantity (&self->json, value, "mL", "mL");
  thecal_json_text_end (&self->json, '}');
}

void
thecal_fhir_add_level (ThecalFhir *self, const ThecalReportLevel *level)
{
  g_autofree char *what = g_strdup_printf ("level/%" G_GINT64_FORMAT, level->at_us);

  begin_observation (self, &(Head){ what, level->at_us, "", "", METRIC_RESERVOIR });
  thecal_json_text_begin (&self->json, "component", '[');
  add_edge (self, "Lowest level", level->lowest_ml);
  add_edge (self, "Highest level", level->highest_ml);
  thecal_json_text_end (&self->json, ']');
  thecal_fhir_finish (&self->json);
  flush (self);
}

static void
append (const char *text, gpointer string)
{
  g_string_append (string, text);
}

char *
thecal_fhir_write (const ThecalReportFacts *facts, bool with_patient)
{
  const ThecalFhirFacts about = { facts->document, facts->now_us, with_patient, facts->simulated };
  GString *text = g_string_new (NULL);
  ThecalFhir *self = thecal_fhir_new (&about, append, text);

  for (guint i = 0; i < facts->data->entries->len; i++) {
    const ThecalEntry *entry = facts->data->entries->pdata[i];
    const ThecalReportPart part = thecal_entry_get_kind (entry) == THECAL_ENTRY_DIARY
                                      ? THECAL_REPORT_DIARY
                                      : THECAL_REPORT_CARE;
    const gint64 at_us = thecal_entry_get_at_us (entry);

    if ((facts->parts & 1u << part) != 0 && at_us >= facts->span.from_us &&
        at_us <= facts->span.to_us)
      thecal_fhir_add_entry (self, entry);
  }
  for (guint i = 0; (facts->parts & 1u << THECAL_REPORT_LEVEL) != 0 && i < facts->data->levels->len;
       i++)
    thecal_fhir_add_level (self, &g_array_index (facts->data->levels, ThecalReportLevel, i));
  thecal_fhir_end (self);

  return g_string_free (text, FALSE);
}
