/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/plan_command.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/command.h"
#include "ctl/json_out.h"
#include "ctl/plan_out.h"

static const char *const help = N_ (
    "Usage: thecalctl plan check FILE [--json]\n"
    "       thecalctl plan import FILE [--plan FILE] [--yes] [--json]\n"
    "       thecalctl plan set GROUP KEY VALUE [--plan FILE] [--yes] [--json]\n"
    "       thecalctl plan show [--plan FILE] [--json]\n"
    "       thecalctl plan versions [--plan FILE] [--json]\n"
    "       thecalctl plan diff FILE FILE [--json]\n\n"
    "check: reads a care plan file as all programs do. A value that is not as expected is told "
    "with\nits line, exit status 2. What reads well but should be looked at is told too, exit "
    "status 1.\n"
    "import: shows what would change, \"!\" before what alarms, dose or calls hang on, and asks; "
    "--yes\ntakes it with all that is told. What the plan said before is kept.\n"
    "set: changes one value; an empty one takes it away. What is unusual needs --yes.\n"
    "show: every value, as in the file. versions: what the plan said before, newest first.\n"
    "--at TIME: judge the dates as of then.");

static void
print_fault_json (const ThecalPlanFault *fault)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  thecal_json_add_bool (builder, "ok", FALSE);
  json_builder_set_member_name (builder, "fault");
  json_builder_begin_object (builder);
  thecal_json_add_whole (builder, "line", fault->line);
  thecal_json_add_text (builder, "group", fault->at.group);
  thecal_json_add_text (builder, "key", fault->at.key);
  thecal_json_add_text (builder, "expected", fault->at.expected);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

static void
print_json (const ThecalPlanFindings *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  thecal_json_add_bool (builder, "ok", thecal_plan_findings_count (findings) == 0);
  json_builder_set_member_name (builder, "fault");
  json_builder_add_null_value (builder);
  thecal_plan_findings_add_json (findings, builder);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

int
thecal_ctl_plan_check (const char *const *arguments, const ThecalPlanOptions *options)
{
  const char *path = arguments[0];
  g_autoptr (ThecalPlanText) text = thecal_plan_text_read (path);
  g_autoptr (ThecalPlanFindings) findings = NULL;

  if (text == NULL)
    return THECAL_EXIT_BAD_INPUT;
  if (text->document == NULL) {
    if (options->json)
      print_fault_json (&text->fault);
    return THECAL_EXIT_BAD_INPUT;
  }
  findings = thecal_plan_findings_new (text, options->at_us);
  if (options->json)
    print_json (findings);
  else
    thecal_plan_findings_print (findings, path);

  return thecal_plan_findings_count (findings) > 0 ? THECAL_EXIT_PROBLEM : THECAL_EXIT_DONE;
}

/* NULL: no such command, or not as many arguments as it takes; told. */
static ThecalPlanRun *
find_command (const char *const *rest)
{
  static const struct {
    const char *name;
    gsize n_arguments;
    ThecalPlanRun *run;
  } commands[] = {
    { "check", 1, thecal_ctl_plan_check },   { "diff", 2, thecal_ctl_plan_diff },
    { "import", 1, thecal_ctl_plan_import }, { "set", 3, thecal_ctl_plan_set },
    { "show", 0, thecal_ctl_plan_show },     { "versions", 0, thecal_ctl_plan_versions },
  };
  const gsize n_rest = g_strv_length ((char **) rest);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (rest[0], commands[i].name) == 0 && n_rest == commands[i].n_arguments + 1)
      return commands[i].run;

  fprintf (stderr,
           _ ("thecalctl plan: expected check FILE, import FILE, set GROUP KEY VALUE, show, "
              "versions or diff FILE FILE, see thecalctl plan --help\n"));
  return NULL;
}

int
thecal_ctl_plan (int argc, char **argv)
{
  ThecalPlanOptions options = { .at_us = g_get_real_time () };
  const ThecalOption known[] = {
    { "--plan", THECAL_OPTION_TEXT, &options.plan, 0, 0, NULL },
    { "--at", THECAL_OPTION_TIME, &options.at_us, 0, 0, NULL },
    { "--yes", THECAL_OPTION_FLAG, &options.yes, 0, 0, NULL },
    { "--json", THECAL_OPTION_FLAG, &options.json, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };
  const char *rest[5] = { NULL };
  ThecalPlanRun *run;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ (help));
  if (!thecal_options_parse (argc, argv, known, rest, G_N_ELEMENTS (rest) - 1))
    return THECAL_EXIT_BAD_INPUT;
  run = find_command (rest);

  return run != NULL ? run (rest + 1, &options) : THECAL_EXIT_BAD_INPUT;
}
