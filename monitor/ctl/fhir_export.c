/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

#include "ctl/bus.h"
#include "ctl/command.h"
#include "ctl/pages.h"
#include "ctl/plan_option.h"
#include "ctl/record_out.h"
#include "ctl/report_command.h"
#include "ctl/report_source.h"
#include "export/fhir.h"

typedef struct {
  const char *plan, *format; /* nullable */
  ThecalReportSpan span;
  gboolean patient;
} Options;

static gboolean
parse_options (int argc, char **argv, Options *options)
{
  const ThecalOption known[] = {
    { "--format", THECAL_OPTION_TEXT, &options->format, 0, 0, NULL },
    { "--from", THECAL_OPTION_TIME, &options->span.from_us, 0, 0, NULL },
    { "--to", THECAL_OPTION_TIME_END, &options->span.to_us, 0, 0, NULL },
    { "--plan", THECAL_OPTION_TEXT, &options->plan, 0, 0, NULL },
    { "--patient", THECAL_OPTION_FLAG, &options->patient, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  if (!thecal_options_parse (argc, argv, known, NULL, 0))
    return FALSE;
  if (options->span.to_us < options->span.from_us) {
    fprintf (stderr, _ ("thecalctl %s: --to: expected a time not before --from\n"), argv[0]);
    return FALSE;
  }

  return TRUE;
}

static void
on_text (const char *text, gpointer user_data)
{
  fputs (text, stdout);
}

static double
get_number (GVariant *reading, const char *name)
{
  double value = NAN;

  g_variant_lookup (reading, name, "d", &value);
  return value;
}

static gboolean
on_reading (GVariant *row, gpointer fhir)
{
  ThecalFhirReading reading = { .pump = "", .source = "" };
  gint64 at_ms = 0;

  g_variant_lookup (row, "row", "t", &reading.row);
  g_variant_lookup (row, "at", "x", &at_ms);
  g_variant_lookup (row, "pump", "&s", &reading.pump);
  g_variant_lookup (row, "source", "&s", &reading.source);
  reading.at_us = at_ms * 1000;
  reading.reservoir_ml = get_number (row, "reservoir_ml");
  reading.flow_ml_per_day = get_number (row, "flow_ml_per_day");
  reading.battery_percent = get_number (row, "battery_percent");
  thecal_fhir_add_reading (fhir, &reading);

  return !ferror (stdout);
}

int
thecal_ctl_export_fhir (int argc, char **argv)
{
  Options options = { .span = { G_MININT64, G_MAXINT64 } };
  g_autoptr (ThecalPlanLoad) load = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (ThecalReportData) data = thecal_report_data_new ();
  ThecalFhirFacts facts = { .now_us = g_get_real_time () };
  ThecalFhir *fhir;
  gboolean read;
  int status;

  if (!parse_options (argc, argv, &options))
    return THECAL_EXIT_BAD_INPUT;
  load = thecal_plan_option_load (argv[0], options.plan, &status);
  if (load == NULL)
    return status;
  facts.document = load->document;
  facts.with_patient = options.patient;
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL || !thecal_report_source_is_simulated (bus, argv[0], &facts.simulated) ||
      !thecal_report_source_read_entries (bus, argv[0], "", options.span, data))
    return THECAL_EXIT_PROBLEM;
  fhir = thecal_fhir_new (&facts, on_text, NULL);
  for (guint i = 0; i < data->entries->len; i++)
    thecal_fhir_add_entry (fhir, data->entries->pdata[i]);
  read = thecal_pages_walk_readings (
      bus,
      argv[0],
      (ThecalPageSpan){ options.span.from_us / 1000, options.span.to_us / 1000 },
      on_reading,
      fhir);
  thecal_fhir_end (fhir);
  if (!read || !thecal_record_flush (argv[0]))
    return THECAL_EXIT_PROBLEM;

  return status;
}
