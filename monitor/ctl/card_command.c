/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/card_command.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

#include "ctl/command.h"
#include "ctl/plan_option.h"
#include "export/paper_layout.h"

static const char *const help =
    N_ ("Usage: thecalctl card [--plan FILE] [--kind card|school|travel] [--at TIME]\n"
        "         [--out FILE.pdf|FILE.png]\n\n"
        "The emergency card of a care plan, the sheet for school and day care, or the travel "
        "sheet.\nWithout --out: as text. Needs no monitor: the level is that by calculation.");

typedef struct {
  const char *plan, *kind_text, *out; /* nullable */
  gint64 at_us;
  ThecalPaperKind kind;
} Options;

static gboolean
parse_options (int argc, char **argv, Options *options)
{
  const ThecalOption known[] = {
    { "--plan", THECAL_OPTION_TEXT, &options->plan, 0, 0, NULL },
    { "--kind", THECAL_OPTION_TEXT, &options->kind_text, 0, 0, NULL },
    { "--at", THECAL_OPTION_TIME, &options->at_us, 0, 0, NULL },
    { "--out", THECAL_OPTION_TEXT, &options->out, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  if (!thecal_options_parse (argc, argv, known, NULL, 0))
    return FALSE;
  if (!thecal_paper_kind_from_string (options->kind_text, &options->kind)) {
    fprintf (stderr,
             _ ("thecalctl card: --kind %s: expected card, school or travel\n"),
             options->kind_text);
    return FALSE;
  }

  return TRUE;
}

int
thecal_ctl_card (int argc, char **argv)
{
  Options options = { .at_us = g_get_real_time (), .kind_text = "card" };
  g_autoptr (ThecalPlanLoad) load = NULL;
  g_autoptr (ThecalPaper) paper = NULL;
  g_autoptr (GError) error = NULL;
  ThecalPaperFacts facts;
  int status;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ (help));
  if (!parse_options (argc, argv, &options))
    return THECAL_EXIT_BAD_INPUT;
  load = thecal_plan_option_load ("card", options.plan, &status);
  if (load == NULL)
    return status;
  if (!load->found)
    fprintf (stderr, _ ("thecalctl card: there is no care plan yet: nothing is known\n"));
  facts = (ThecalPaperFacts){ .document = load->document,
                              .level_ml = { NAN, NAN, NAN },
                              .level_wall_us = THECAL_UNKNOWN_US,
                              .now_wall_us = options.at_us };
  paper = thecal_paper_new (options.kind, &facts);
  if (options.out == NULL) {
    g_autofree char *text = thecal_paper_to_text (paper);

    fputs (text, stdout);
  } else if (!thecal_paper_write (paper, options.out, &error)) {
    fprintf (stderr, "thecalctl card: --out: %s\n", error->message);
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT) ? THECAL_EXIT_BAD_INPUT
                                                                            : THECAL_EXIT_PROBLEM;
  }

  return load->found ? status : THECAL_EXIT_PROBLEM;
}
