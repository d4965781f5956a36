/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/options.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "core/plan/care_plan.h"
#include "words/clock_words.h"

gboolean
thecal_options_want_help (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      return TRUE;

  return FALSE;
}

static gboolean
take_number (const ThecalOption *option, const char *text)
{
  char *end = NULL;
  const double number = g_ascii_strtod (text, &end);
  /* strtod takes blanks before it and hexadecimal digits too */
  const gboolean decimal = text[strspn (text, "+-.0123456789eE")] == '\0';

  if (!decimal || end == text || *end != '\0' ||
      !(number >= option->min && number <= option->max)) {
    fprintf (stderr,
             _ ("thecalctl: %s %s: expected a number from %g to %g%s%s\n"),
             option->name,
             text,
             option->min,
             option->max,
             option->hint != NULL ? "; " : "",
             option->hint != NULL ? option->hint : "");
    return FALSE;
  }
  *(double *) option->value = number;

  return TRUE;
}

/* A day has 23 to 25 hours. */
static gint64
end_of_day (gint64 begin_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (begin_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) begin = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) end = begin != NULL ? g_date_time_add_days (begin, 1) : NULL;

  return end != NULL ? g_date_time_to_unix (end) * THECAL_SECOND_US - 1 : begin_us;
}

static gboolean
take_time (const ThecalOption *option, const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const ThecalClockTime clock = thecal_clock_time_read (text, zone);
  gint64 *out_us = option->value;

  if (clock.count != THECAL_CLOCK_ONCE) {
    g_autofree char *line = thecal_clock_time_line (&clock);

    fprintf (stderr, "thecalctl: %s %s: %s\n", option->name, text, line);
    return FALSE;
  }
  if (thecal_time_parse (text, zone, out_us)) {
    if (option->kind == THECAL_OPTION_TIME_END && strlen (text) == strlen ("2026-10-01"))
      *out_us = end_of_day (*out_us, zone);
    return TRUE;
  }

  fprintf (
      stderr,
      _ ("thecalctl: %s %s: expected a time (2026-10-01T10:00:00-05:00) or a date (2026-10-01)\n"),
      option->name,
      text);
  return FALSE;
}

static gboolean
take_value (const ThecalOption *option, const char *text)
{
  switch (option->kind) {
  case THECAL_OPTION_NUMBER:
    return take_number (option, text);
  case THECAL_OPTION_TIME:
  case THECAL_OPTION_TIME_END:
    return take_time (option, text);
  case THECAL_OPTION_TEXT:
    *(const char **) option->value = text;
    break;
  case THECAL_OPTION_FLAG:
    break;
  }

  return TRUE;
}

static const ThecalOption *
find_option (const ThecalOption *options, const char *text, const char **out_value)
{
  const gsize len = strcspn (text, "=");

  *out_value = text[len] == '=' ? text + len + 1 : NULL;
  for (; options->name != NULL; options++)
    if (strlen (options->name) == len && strncmp (options->name, text, len) == 0)
      return options;

  return NULL;
}

gboolean
thecal_options_parse (int argc,
                      char **argv,
                      const ThecalOption *options,
                      const char **rest,
                      gsize max_rest)
{
  gsize n_rest = 0;

  for (int i = 1; i < argc; i++) {
    const char *value = NULL;
    const ThecalOption *option;

    if (!g_str_has_prefix (argv[i], "--")) {
      if (n_rest == max_rest) {
        fprintf (stderr, _ ("thecalctl %s: %s: unexpected argument\n"), argv[0], argv[i]);
        return FALSE;
      }
      rest[n_rest++] = argv[i];
      continue;
    }
    option = find_option (options, argv[i], &value);
    if (option == NULL) {
      fprintf (stderr,
               _ ("thecalctl %s: %s: unknown option, see thecalctl %s --help\n"),
               argv[0],
               argv[i],
               argv[0]);
      return FALSE;
    }
    if (option->kind == THECAL_OPTION_FLAG && value != NULL) {
      fprintf (stderr, _ ("thecalctl %s: %s: expected no value\n"), argv[0], option->name);
      return FALSE;
    }
    if (option->kind == THECAL_OPTION_FLAG) {
      *(gboolean *) option->value = TRUE;
      continue;
    }
    if (value == NULL && i + 1 < argc)
      value = argv[++i];
    if (value == NULL) {
      fprintf (stderr, _ ("thecalctl %s: %s: expected a value\n"), argv[0], option->name);
      return FALSE;
    }
    if (!take_value (option, value))
      return FALSE;
  }
  if (rest != NULL)
    rest[n_rest] = NULL;

  return TRUE;
}
