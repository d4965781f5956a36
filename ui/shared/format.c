/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/format.h"

#include <glib/gi18n.h>
#include <math.h>

#define MINUTE_S 60
#define HOUR_S (60 * MINUTE_S)
#define DAY_S (24 * HOUR_S)

char *
thecal_format_age (gint64 age_s)
{
  if (age_s < MINUTE_S)
    return g_strdup (_ ("just now"));
  if (age_s < HOUR_S)
    return g_strdup_printf (_ ("%d min ago"), (int) (age_s / MINUTE_S));
  if (age_s < 2 * DAY_S) {
    const int hours = (int) (age_s / HOUR_S);

    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) hours), hours);
  }

  return g_strdup_printf (_ ("%d days ago"), (int) (age_s / DAY_S));
}

char *
thecal_format_span (double early_days, double late_days)
{
  if (early_days < 1.0)
    return g_strdup_printf (
        _ ("%d to %d hours"), (int) floor (early_days * 24), (int) ceil (late_days * 24));

  return g_strdup_printf (_ ("%d to %d days"), (int) floor (early_days), (int) ceil (late_days));
}

static GDateTime *
after_days (GDateTime *now, double days)
{
  return g_date_time_add_seconds (now, days * DAY_S);
}

char *
thecal_format_dates (GDateTime *now, double early_days, double late_days)
{
  g_autoptr (GDateTime) early = after_days (now, early_days);
  g_autoptr (GDateTime) late = after_days (now, late_days);
  g_autofree char *first = NULL;
  g_autofree char *second = g_date_time_format (late, "%-e %B");

  if (g_date_time_get_month (early) == g_date_time_get_month (late) &&
      g_date_time_get_year (early) == g_date_time_get_year (late))
    first = g_date_time_format (early, "%-e");
  else
    first = g_date_time_format (early, "%-e %B");

  return g_strdup_printf (_ ("%s and %s"), g_strstrip (first), g_strstrip (second));
}

char *
thecal_format_day (GDateTime *now, double days)
{
  g_autoptr (GDateTime) day = after_days (now, days);

  return g_date_time_format (day, "%A %-e %B");
}

char *
thecal_format_ml (double value_ml)
{
  return isnan (value_ml) ? g_strdup ("—") : g_strdup_printf ("%.1f", value_ml);
}

char *
thecal_format_time (GDateTime *now, gint64 time_ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_ms / 1000);
  g_autoptr (GDateTime) time = g_date_time_to_timezone (utc, g_date_time_get_timezone (now));

  if (g_date_time_get_year (time) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    return g_date_time_format (time, "%H:%M");

  return g_date_time_format (time, "%-e %b %H:%M");
}

typedef struct {
  const char *name, *words;
} Words;

static const char *
find_words (const Words *words, const char *name)
{
  for (; words->name != NULL; words++)
    if (g_strcmp0 (words->name, name) == 0)
      return _ (words->words);

  return "";
}

const char *
thecal_format_source (const char *source)
{
  static const Words words[] = {
    { "implant", N_ ("by the pump") },
    { "gateway", N_ ("by the pump, through the bedside gateway") },
    { "gateway-cached", N_ ("repeated by the bedside gateway") },
    { "manual", N_ ("from the printout") },
    { "simulator", N_ ("SIMULATED, by no pump") },
    { NULL, NULL },
  };

  return find_words (words, source);
}

const char *
thecal_format_quality (const char *quality)
{
  static const Words words[] = {
    { "measured", N_ ("measured") },
    { "calculated", N_ ("calculated from what was delivered") },
    { "entered", N_ ("entered") },
    { NULL, NULL },
  };

  return find_words (words, quality);
}
