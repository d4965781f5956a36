/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/command.h"

#include <glib/gi18n.h>
#include <stdio.h>

int
thecal_command_help (const char *help)
{
  puts (help);
  return THECAL_EXIT_DONE;
}

gboolean
thecal_command_parse_whole (const char *command,
                            const char *what,
                            const char *text,
                            ThecalWholeRange range,
                            guint *out)
{
  guint64 number;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, range.min, range.max, &number, NULL)) {
    *out = (guint) number;
    return TRUE;
  }
  fprintf (stderr,
           _ ("thecalctl %s: %s%s%s: expected a whole number from %u to %u\n"),
           command,
           what,
           text != NULL ? " " : "",
           text != NULL ? text : "",
           range.min,
           range.max);
  return FALSE;
}

int
thecal_command_exit (GVariant *reply, gboolean bad_input)
{
  if (reply != NULL)
    return THECAL_EXIT_DONE;

  return bad_input ? THECAL_EXIT_BAD_INPUT : THECAL_EXIT_PROBLEM;
}

void
thecal_command_make_plain (char *text)
{
  for (char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
}

char *
thecal_command_time (gint64 time_ms)
{
  /* rounded down before 1970 too */
  const gint64 time_s = time_ms / 1000 - (time_ms % 1000 < 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_s);
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;

  return text != NULL ? g_strdup_printf ("%s.%03dZ", text, (int) (time_ms - time_s * 1000)) : NULL;
}
