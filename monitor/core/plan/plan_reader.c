/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/plan_reader.h"

#include <math.h>
#include <string.h>

#include "core/names.h"

#define YEAR_LEAST 1900
#define YEAR_MOST 2199

void
thecal_plan_fail (ThecalPlanReader *reader,
                  const char *group,
                  const char *key,
                  const char *expected)
{
  if (reader->failed)
    return;

  reader->failed = true;
  /* cut at a whole character where it is too long */
  thecal_name_keep (reader->error->group, sizeof reader->error->group, group);
  thecal_name_keep (reader->error->key, sizeof reader->error->key, key);
  g_strlcpy (reader->error->expected, expected, sizeof reader->error->expected);
}

char *
thecal_plan_get_text (const ThecalPlanReader *reader, const char *group, const char *key)
{
  g_autofree char *text = g_key_file_get_string (reader->file, group, key, NULL);

  if (text == NULL || *g_strstrip (text) == '\0')
    return NULL;

  return g_steal_pointer (&text);
}

/* Behind a range that a number is out of: the usual slip is one of the unit (T-IN-02). */
static const char *
get_unit (const char *key)
{
  if (g_str_equal (key, "DoseUgPerDay"))
    return " micrograms (µg) a day; 0.39 mg is 390 µg";
  if (g_str_equal (key, "ConcentrationUgPerMl"))
    return " micrograms (µg) in a mL; 0.5 mg in a mL is 500 µg";
  if (g_str_has_suffix (key, "Ml"))
    return " mL";

  return "";
}

double
thecal_plan_read_number (ThecalPlanReader *reader,
                         const char *group,
                         const char *key,
                         double min,
                         double max)
{
  g_autofree char *text = thecal_plan_get_text (reader, group, key);
  char *end = NULL;
  double number;
  char expected[sizeof ((ThecalPlanError *) NULL)->expected];

  if (text == NULL)
    return NAN;

  number = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && number >= min && number <= max)
    return number;

  g_snprintf (expected, sizeof expected, "a number from %g to %g%s", min, max, get_unit (key));
  thecal_plan_fail (reader, group, key, expected);
  return NAN;
}

bool
thecal_plan_is_year_sound (gint64 at_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return local != NULL && g_date_time_get_year (local) >= YEAR_LEAST &&
         g_date_time_get_year (local) <= YEAR_MOST;
}

gint64
thecal_plan_read_time (ThecalPlanReader *reader, const char *group, const char *key)
{
  g_autofree char *text = thecal_plan_get_text (reader, group, key);
  gint64 time_us;

  if (text == NULL)
    return THECAL_UNKNOWN_US;
  if (thecal_time_parse (text, reader->zone, &time_us)) {
    if (thecal_plan_is_year_sound (time_us, reader->zone))
      return time_us;
    thecal_plan_fail (
        reader, group, key, "a year from " G_STRINGIFY (YEAR_LEAST) " to " G_STRINGIFY (YEAR_MOST));
    return THECAL_UNKNOWN_US;
  }

  thecal_plan_fail (
      reader, group, key, "a date (2027-01-10) or a time (2027-01-10T09:00:00-05:00)");
  return THECAL_UNKNOWN_US;
}

int
thecal_plan_read_truth (ThecalPlanReader *reader, const char *group, const char *key)
{
  static const char *const words[] = { "false", "true", "no", "yes", "0", "1" };
  g_autofree char *text = thecal_plan_get_text (reader, group, key);
  int index;

  if (text == NULL)
    return -1;
  if (thecal_names_find (words, G_N_ELEMENTS (words), text, &index))
    return index % 2;

  thecal_plan_fail (reader, group, key, "true or false");
  return -1;
}

/* false: not as in 07:30 */
static bool
parse_clock (const char *text, int *out_minute)
{
  g_auto (GStrv) clock = g_strsplit (text, ":", 2);
  guint64 hour, minute;

  if (g_strv_length (clock) != 2 ||
      !g_ascii_string_to_unsigned (clock[0], 10, 0, 23, &hour, NULL) ||
      !g_ascii_string_to_unsigned (clock[1], 10, 0, 59, &minute, NULL))
    return false;

  *out_minute = (int) (hour * 60 + minute);
  return true;
}

int
thecal_plan_read_clock (ThecalPlanReader *reader, const char *group, const char *key)
{
  g_autofree char *text = thecal_plan_get_text (reader, group, key);
  int minute;

  if (text == NULL)
    return -1;
  if (parse_clock (text, &minute))
    return minute;

  thecal_plan_fail (reader, group, key, "a clock time, as in 22:00");
  return -1;
}
