/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/report_command.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/bus.h"
#include "ctl/command.h"
#include "ctl/plan_option.h"
#include "ctl/report_source.h"
#include "export/report_file.h"
#include "files/checklist_files.h"

static const char *const help =
    N_ ("Usage: thecalctl report [--out FILE.pdf|.csv|.json|.txt] [--from TIME] [--to TIME]\n"
        "         [--plan FILE] [--by NAME] [--summary]\n\n"
        "Diary, questions, refills, level, alarms and symptom checks for the team; the last four "
        "weeks\nwithout --from. Without --out: as text. .json is FHIR R4. --summary: a few lines "
        "for an e-mail.");

typedef struct {
  const char *out, *plan, *by; /* nullable but @by */
  gint64 from_us, to_us;
  gboolean summary;
} Options;

static gboolean
parse_options (int argc, char **argv, Options *options)
{
  const ThecalOption known[] = {
    { "--out", THECAL_OPTION_TEXT, &options->out, 0, 0, NULL },
    { "--from", THECAL_OPTION_TIME, &options->from_us, 0, 0, NULL },
    { "--to", THECAL_OPTION_TIME_END, &options->to_us, 0, 0, NULL },
    { "--plan", THECAL_OPTION_TEXT, &options->plan, 0, 0, NULL },
    { "--by", THECAL_OPTION_TEXT, &options->by, 0, 0, NULL },
    { "--summary", THECAL_OPTION_FLAG, &options->summary, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  if (!thecal_options_parse (argc, argv, known, NULL, 0))
    return FALSE;
  if (options->from_us == THECAL_UNKNOWN_US)
    options->from_us = thecal_report_span (options->to_us).from_us;
  if (options->to_us < options->from_us) {
    fprintf (stderr, _ ("thecalctl %s: --to: expected a time not before --from\n"), argv[0]);
    return FALSE;
  }
  if (options->summary && options->out != NULL) {
    fprintf (stderr, _ ("thecalctl report: expected either --out or --summary\n"));
    return FALSE;
  }

  return TRUE;
}

static int
give_out (const Options *options, const ThecalReportFacts *facts)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (options->summary)
    text = thecal_report_summary (facts);
  else if (options->out == NULL) {
    g_autoptr (ThecalReport) report = thecal_report_new (facts);

    text = thecal_report_to_text (report);
  } else if (!thecal_report_write (facts, options->out, NULL, &error)) {
    fprintf (stderr, "thecalctl report: --out: %s\n", error->message);
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT) ? THECAL_EXIT_BAD_INPUT
                                                                            : THECAL_EXIT_PROBLEM;
  }
  if (text != NULL)
    fputs (text, stdout);

  return THECAL_EXIT_DONE;
}

int
thecal_ctl_report (int argc, char **argv)
{
  const gint64 now_us = g_get_real_time ();
  Options options = { .from_us = THECAL_UNKNOWN_US, .to_us = now_us, .by = "" };
  g_autoptr (ThecalPlanLoad) load = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (ThecalReportData) data = thecal_report_data_new ();
  g_autoptr (ThecalChecklistSet) set = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  ThecalReportFacts facts;
  int status, written;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ (help));
  if (!parse_options (argc, argv, &options))
    return THECAL_EXIT_BAD_INPUT;
  load = thecal_plan_option_load (argv[0], options.plan, &status);
  if (load == NULL)
    return status;
  facts = (ThecalReportFacts){ .document = load->document,
                               .data = data,
                               .span = { options.from_us, options.to_us },
                               .now_us = now_us,
                               .zone = zone,
                               .by = options.by,
                               .parts = THECAL_REPORT_ALL };
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL || !thecal_report_source_is_simulated (bus, argv[0], &facts.simulated) ||
      !thecal_report_source_read (bus, argv[0], facts.span, data))
    return THECAL_EXIT_PROBLEM;
  set = thecal_checklist_files_load (NULL, NULL);
  facts.set = set;
  written = give_out (&options, &facts);

  return written != THECAL_EXIT_DONE ? written : status;
}
