/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/contacts_command.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "core/checklist/checklist.h"
#include "ctl/command.h"
#include "ctl/contacts_out.h"
#include "ctl/json_out.h"
#include "ctl/plan_option.h"
#include "words/contact_words.h"

static const char *const help =
    N_ ("Usage: thecalctl contacts [--plan FILE] [--at TIME | --clock-unknown] [--outcome T1…T5] "
        "[--json]\n\n"
        "Whom to call at this hour, first to last, by the opening hours of the care plan.\n"
        "--outcome: the order after a symptom checklist with that result.");

typedef struct {
  const char *plan; /* nullable */
  const char *outcome_text;
  gint64 at_us;
  gboolean clock_unknown, json;
  int outcome;
} Options;

static gboolean
parse_outcome (Options *options)
{
  const char *text = options->outcome_text;

  if (text == NULL)
    return TRUE;
  if (text[0] == 'T' && text[1] >= '1' && text[1] <= '5' && text[2] == '\0') {
    options->outcome = THECAL_OUTCOME_T1 + (text[1] - '1');
    return TRUE;
  }

  fprintf (stderr, _ ("thecalctl contacts: --outcome %s: expected T1, T2, T3, T4 or T5\n"), text);
  return FALSE;
}

static gboolean
parse_options (int argc, char **argv, Options *options)
{
  const ThecalOption known[] = {
    { "--plan", THECAL_OPTION_TEXT, &options->plan, 0, 0, NULL },
    { "--at", THECAL_OPTION_TIME, &options->at_us, 0, 0, NULL },
    { "--outcome", THECAL_OPTION_TEXT, &options->outcome_text, 0, 0, NULL },
    { "--clock-unknown", THECAL_OPTION_FLAG, &options->clock_unknown, 0, 0, NULL },
    { "--json", THECAL_OPTION_FLAG, &options->json, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  if (!thecal_options_parse (argc, argv, known, NULL, 0) || !parse_outcome (options))
    return FALSE;
  if (options->clock_unknown && options->at_us != THECAL_UNKNOWN_US) {
    fprintf (stderr, _ ("thecalctl contacts: expected either --at or --clock-unknown\n"));
    return FALSE;
  }
  if (!options->clock_unknown && options->at_us == THECAL_UNKNOWN_US)
    options->at_us = g_get_real_time ();

  return TRUE;
}

static void
print_text (const Options *options, const GArray *lines)
{
  g_autofree char *headline =
      thecal_outcome_headline (options->outcome, &g_array_index (lines, ThecalContactLine, 0));

  puts (headline);
  thecal_contacts_print (lines, options->at_us);
}

static void
print_json (const Options *options, const GArray *lines, const GPtrArray *warnings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  thecal_contacts_add_json (builder, lines, options->at_us);
  thecal_contacts_add_warnings (builder, warnings);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

int
thecal_ctl_contacts (int argc, char **argv)
{
  Options options = { .at_us = THECAL_UNKNOWN_US };
  g_autoptr (ThecalPlanLoad) load = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GPtrArray) warnings = NULL;
  int status;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ (help));
  if (!parse_options (argc, argv, &options))
    return THECAL_EXIT_BAD_INPUT;
  load = thecal_plan_option_load ("contacts", options.plan, &status);
  if (load == NULL)
    return status;

  lines = thecal_contact_book_order (load->document->contacts, options.outcome, options.at_us);
  warnings = thecal_contact_book_get_warnings (load->document->contacts);
  if (!load->found)
    g_ptr_array_insert (warnings, 0, g_strdup (_ ("There is no care plan yet.")));
  thecal_contacts_warn (warnings);
  if (options.json)
    print_json (&options, lines, warnings);
  else
    print_text (&options, lines);

  return status;
}
