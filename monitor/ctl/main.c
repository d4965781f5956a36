/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "config.h"
#include "ctl/bus_commands.h"
#include "ctl/calendar_command.h"
#include "ctl/card_command.h"
#include "ctl/checklist_command.h"
#include "ctl/conditions_command.h"
#include "ctl/contacts_command.h"
#include "ctl/decode.h"
#include "ctl/entry_command.h"
#include "ctl/forecast_command.h"
#include "ctl/options.h"
#include "ctl/plan_command.h"
#include "ctl/replay.h"
#include "ctl/report_command.h"
#include "ctl/triage_command.h"
#include "ctl/walkthroughs_command.h"

typedef struct {
  const char *name;
  int (*run) (int argc, char **argv);
  const char *what;
} Command;

static const Command commands[] = {
  { "status", thecal_ctl_status, N_ ("pumps, values, forecast, alarms, self-test") },
  { "alarms", thecal_ctl_alarms, N_ ("alarms that stand; --log: the alarm log, --verify") },
  { "acknowledge", thecal_ctl_acknowledge, N_ ("ID: \"I am on it\"; --by NAME") },
  { "decline", thecal_ctl_decline, N_ ("ID: \"I am not on it after all\"") },
  { "resolve", thecal_ctl_resolve, N_ ("ID: it is dealt with; --by NAME") },
  { "pause", thecal_ctl_pause, N_ ("ID MINUTES: pauses the sound") },
  { "watch", thecal_ctl_watch, N_ ("follows changes, one a line") },
  { "enter", thecal_ctl_enter, N_ ("the numbers of the clinic's printout") },
  { "calendar", thecal_ctl_calendar, N_ ("what is due: refills, visits, after an operation") },
  { "conditions", thecal_ctl_conditions, N_ ("every alarm condition, in words") },
  { "contacts", thecal_ctl_contacts, N_ ("whom to call now, first to last; --at, --outcome") },
  { "plan", thecal_ctl_plan, N_ ("the care plan: check, import, show, set, versions, diff") },
  { "card", thecal_ctl_card, N_ ("emergency card, school or travel sheet; --out FILE") },
  { "forecast", thecal_ctl_forecast, N_ ("when the reservoir gets low and empty") },
  { "checklist", thecal_ctl_checklist, N_ ("check FILE: what is wrong with a checklist") },
  { "triage", thecal_ctl_triage, N_ ("LIST: what answers to the checklists lead to") },
  { "decode", thecal_ctl_decode, N_ ("UUID HEX: one characteristic value") },
  { "replay", thecal_ctl_replay, N_ ("FILE: runs the core over a session") },
  { "self-test", thecal_ctl_self_test, N_ ("tries every channel for real") },
  { "drill", thecal_ctl_drill, N_ ("a full high alarm, marked DRILL, and its report") },
  { "answer-watch", thecal_ctl_answer_watch, N_ ("the prompts were gone through; --pump ID") },
  { "export", thecal_ctl_export, N_ ("log, readings, walkthroughs, diary: csv, json, fhir, ics") },
  { "diary", thecal_ctl_diary, N_ ("add, list, withdraw: the day's diary") },
  { "entry", thecal_ctl_entry, N_ ("add, list, withdraw: refill, dose, visit, MRI, wound …") },
  { "levels", thecal_ctl_levels, N_ ("the level over a time, lowest and highest") },
  { "report", thecal_ctl_report, N_ ("four weeks for the team; --out FILE.pdf, --summary") },
  { "walkthroughs", thecal_ctl_walkthroughs, N_ ("what was asked and answered; --newest N") },
  { "pair", thecal_ctl_pair, N_ ("[ADDRESS]: pairs with a pump") },
};

static void
print_help (void)
{
  puts (_ ("Usage: thecalctl COMMAND [OPTION…]\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    printf ("  %-12s %s\n", commands[i].name, _ (commands[i].what));
  puts (_ ("\n\"thecalctl COMMAND --help\" tells more. Not a medical device."));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, THECAL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc < 2) {
    fprintf (stderr, _ ("thecalctl: expected a command, see thecalctl --help\n"));
    return THECAL_EXIT_BAD_INPUT;
  }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")) {
    print_help ();
    return THECAL_EXIT_DONE;
  }
  if (g_str_equal (argv[1], "--version")) {
    puts ("thecalctl " THECAL_VERSION);
    return THECAL_EXIT_DONE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);

  fprintf (stderr, _ ("thecalctl: %s: unknown command, see thecalctl --help\n"), argv[1]);
  return THECAL_EXIT_BAD_INPUT;
}
