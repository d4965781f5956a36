/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/pump/flex.h"

#include <string.h>

#define MINUTES_PER_DAY 1440

static bool
parse_clock (const char *text, int *out_minute)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  guint64 hour, minute;

  if (g_strv_length (parts) != 2 || strlen (parts[1]) != 2 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 0, 23, &hour, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL))
    return false;

  *out_minute = (int) (hour * 60 + minute);
  return true;
}

static bool
parse_dose (const char *text, double *out_dose)
{
  g_autofree char *number = g_strdelimit (g_strdup (text), ",", '.');
  char *end = NULL;
  const double dose = g_ascii_strtod (number, &end);

  if (end == number || *end != '\0' || !(dose >= 0.0 && dose <= THECAL_FLEX_DOSE_MAX_UG_PER_DAY))
    return false;

  *out_dose = dose;
  return true;
}

ThecalFlexFault
thecal_flex_step_parse (const char *clock, const char *dose, ThecalFlexStep *out)
{
  g_autofree char *clock_text = g_strstrip (g_strdup (clock));
  g_autofree char *dose_text = g_strstrip (g_strdup (dose));
  ThecalFlexStep step;

  if (!parse_clock (clock_text, &step.minute_of_day))
    return THECAL_FLEX_BAD_CLOCK;
  if (!parse_dose (dose_text, &step.dose_ug_per_day))
    return THECAL_FLEX_BAD_DOSE;

  *out = step;
  return THECAL_FLEX_READS;
}

char *
thecal_flex_step_to_text (const ThecalFlexStep *step)
{
  char dose[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (dose, sizeof dose, "%.10g", step->dose_ug_per_day);

  return g_strdup_printf ("%02d:%02d %s", step->minute_of_day / 60, step->minute_of_day % 60, dose);
}

bool
thecal_flex_step_from_text (const char *text, ThecalFlexStep *out)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);

  return g_strv_length (parts) == 2 &&
         thecal_flex_step_parse (parts[0], parts[1], out) == THECAL_FLEX_READS;
}

ThecalFlexFault
thecal_flex_check (const ThecalFlexStep *steps, gsize n_steps, gsize *out_at)
{
  *out_at = 0;
  if (n_steps == 0)
    return THECAL_FLEX_NO_STEP;
  if (n_steps > THECAL_FLEX_STEPS_MAX) {
    *out_at = THECAL_FLEX_STEPS_MAX;
    return THECAL_FLEX_TOO_MANY;
  }
  for (gsize i = 1; i < n_steps; i++)
    if (steps[i].minute_of_day <= steps[i - 1].minute_of_day) {
      *out_at = i;
      return THECAL_FLEX_NOT_SORTED;
    }

  return THECAL_FLEX_READS;
}

int
thecal_flex_get_minutes (const ThecalFlexStep *steps, gsize n_steps, gsize i)
{
  const bool last = i + 1 == n_steps;
  const int end = last ? steps[0].minute_of_day + MINUTES_PER_DAY : steps[i + 1].minute_of_day;

  return end - steps[i].minute_of_day;
}
