/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/conditions_command.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "core/alarm/alarm_machine.h"
#include "ctl/command.h"
#include "ctl/options.h"

/* The page of data/conditions.md, from the rows that the core decides by. */

static const char introduction[] =
    "# What Thecal alarms about\n"
    "\n"
    "Written by `thecalctl conditions` from the table that the alarms are decided by.\n"
    "\n"
    "- **High** (red, flashing twice a second, ten pulses): death or lasting harm is possible, "
    "soon.\n"
    "- **Medium** (yellow, flashing slowly, three pulses): harm soon, or something grave later.\n"
    "- **Low** (cyan, steady, two pulses): minor, or it can wait for a day.\n"
    "- **Information**: shown, no sound.\n"
    "\n"
    "A sound never stops by itself. *Pause sound* quietens it for a time, *Acknowledge* says who "
    "is\n"
    "on it and ends by itself as well. Neither ends the alarm: only what ends the condition does.\n"
    "Silence says nothing about a patient.\n";

static const char *
priority_words (ThecalPriority priority)
{
  static const char *const words[] = { "", "Information", "Low", "Medium", "High" };

  return words[priority];
}

/* "10 minutes"; of one unit @one_before, as in "every hour" and "for 1 hour". */
static char *
format_span (const char *one_before, gint64 span_us)
{
  static const struct {
    gint64 us;
    const char *one, *many;
  } units[] = {
    { THECAL_DAY_US, "day", "days" },
    { THECAL_HOUR_US, "hour", "hours" },
    { THECAL_MINUTE_US, "minute", "minutes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (span_us % units[i].us == 0) {
      const int n = (int) (span_us / units[i].us);

      return n == 1 ? g_strconcat (one_before, units[i].one, NULL)
                    : g_strdup_printf ("%d %s", n, units[i].many);
    }

  return g_strdup_printf ("%d seconds", (int) (span_us / THECAL_SECOND_US));
}

static void
print_sound (const ThecalConditionRow *row)
{
  const gint64 pause_us = thecal_priority_get_pause_max_min (row->priority) * THECAL_MINUTE_US;
  g_autofree char *cadence = format_span ("", row->cadence_us);
  g_autofree char *paused = format_span ("1 ", pause_us);
  g_autofree char *acknowledged =
      format_span ("1 ", thecal_priority_get_acknowledge_us (row->priority));

  if (row->priority <= THECAL_PRIORITY_INFO)
    puts ("- Sound: none.");
  else if (row->cadence_us == 0)
    puts ("- Sound: once.");
  else
    printf ("- Sound: until somebody answers, told anew every %s; may be paused for up to %s; "
            "acknowledged, it is quiet for %s.\n",
            cadence,
            paused,
            acknowledged);
}

static void
print_superseders (const ThecalConditionRow *row)
{
  const char *separator = "- Makes no sound of its own while this stands: ";

  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    if ((row->superseded_by >> id & 1) != 0) {
      printf ("%s%s", separator, thecal_condition_get_row ((ThecalConditionId) id)->title);
      separator = ", ";
    }
  if (row->superseded_by != 0)
    puts (".");
}

static void
print_condition (const ThecalConditionRow *row)
{
  printf ("\n## %s\n\n", row->title);
  printf (
      "%s · %s `%s` · %s\n\n", priority_words (row->priority), row->code, row->id, row->sources);
  printf ("- When: %s\n", row->trigger);
  printf ("- What to do: %s\n", row->advice);
  print_sound (row);
  printf ("- Ends: %s\n", row->clears);
  print_superseders (row);
  if (row->latching)
    puts (
        "- Ended and nobody had acknowledged it: it stays in the list until somebody has seen it.");
}

int
thecal_ctl_conditions (int argc, char **argv)
{
  const ThecalOption options[] = { { NULL, THECAL_OPTION_FLAG, NULL, 0, 0, NULL } };

  if (thecal_options_want_help (argc, argv)) {
    puts (_ ("Usage: thecalctl conditions\n\n"
             "Every alarm condition: when it is raised, how it sounds, what ends it (Markdown)."));
    return THECAL_EXIT_DONE;
  }
  if (!thecal_options_parse (argc, argv, options, NULL, 0))
    return THECAL_EXIT_BAD_INPUT;

  fputs (introduction, stdout);
  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    print_condition (thecal_condition_get_row ((ThecalConditionId) id));

  return THECAL_EXIT_DONE;
}
