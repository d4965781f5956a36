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
  early_days = MAX (early_days, 0.0);
  late_days = MAX (late_days, 0.0);
  if (early_days < 1.0)
    return g_strdup_printf (
        _ ("%d to %d hours"), (int) floor (early_days * 24), (int) ceil (late_days * 24));

  return g_strdup_printf (_ ("%d to %d days"), (int) floor (early_days), (int) ceil (late_days));
}

static char *
format_latest (double late_days)
{
  const int hours = (int) ceil (late_days * 24), days = (int) ceil (late_days);

  if (late_days < 1.0)
    return g_strdup_printf (
        ngettext ("in %d hour at the latest", "in %d hours at the latest", (gulong) hours), hours);

  return g_strdup_printf (
      ngettext ("in %d day at the latest", "in %d days at the latest", (gulong) days), days);
}

char *
thecal_format_empty_in (double early_days, double late_days)
{
  g_autofree char *span = NULL;

  if (late_days <= 0.0)
    return g_strdup ("");
  if (early_days <= 0.0)
    return format_latest (late_days);
  span = thecal_format_span (early_days, late_days);

  return g_strdup_printf (_ ("in %s"), span);
}

static GDateTime *
after_days (GDateTime *now, double days)
{
  return g_date_time_add_seconds (now, days * DAY_S);
}

gboolean
thecal_format_is_one_day (GDateTime *now, double early_days, double late_days)
{
  g_autoptr (GDateTime) early = after_days (now, MAX (early_days, 0.0));
  g_autoptr (GDateTime) late = after_days (now, MAX (late_days, 0.0));

  return g_date_time_get_year (early) == g_date_time_get_year (late) &&
         g_date_time_get_day_of_year (early) == g_date_time_get_day_of_year (late);
}

char *
thecal_format_dates (GDateTime *now, double early_days, double late_days)
{
  g_autoptr (GDateTime) early = after_days (now, MAX (early_days, 0.0));
  g_autoptr (GDateTime) late = after_days (now, MAX (late_days, 0.0));
  g_autofree char *first = NULL;
  g_autofree char *second = g_date_time_format (late, "%-e %B");

  if (thecal_format_is_one_day (now, early_days, late_days))
    return g_steal_pointer (&second);
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
thecal_format_could_be (double early_ml, double late_ml)
{
  g_autofree char *early = thecal_format_ml (early_ml);
  g_autofree char *late = thecal_format_ml (late_ml);

  return g_str_equal (early, late) ? g_strdup ("")
                                   : g_strdup_printf (_ ("could be %s to %s"), early, late);
}

char *
thecal_format_level (double early_ml, double nominal_ml, double late_ml)
{
  g_autofree char *could_be = thecal_format_could_be (early_ml, late_ml);

  return g_strdup_printf (
      *could_be != '\0' ? _ ("%.1f mL, %s") : _ ("%.1f mL%s"), nominal_ml, could_be);
}

char *
thecal_format_interval (guint interval_s)
{
  if (interval_s == 0)
    return NULL;
  if (interval_s % HOUR_S == 0)
    return g_strdup_printf (ngettext ("every hour", "every %u hours", interval_s / HOUR_S),
                            interval_s / HOUR_S);

  return g_strdup_printf (_ ("every %u min"), MAX (interval_s / MINUTE_S, 1));
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
    { "simulator", N_ ("by a SIMULATED pump") },
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

const char *
thecal_format_channel (const char *channel)
{
  static const Words words[] = {
    { "sound", N_ ("sound") },
    { "speech", N_ ("speech") },
    { "notification", N_ ("message on the screen") },
    { "lamp", N_ ("lamp or bed shaker") },
    { "bluetooth", N_ ("Bluetooth") },
    { "store", N_ ("memory on the disk") },
    { "log", N_ ("alarm log") },
    { "timer", N_ ("clock") },
    { NULL, NULL },
  };
  const char *found = find_words (words, channel);

  return *found != '\0' ? found : channel;
}

char *
thecal_format_self_test (GVariant *tests, gint64 now_ms)
{
  g_autoptr (GString) failed = g_string_new (NULL);
  g_autofree char *age = NULL;
  GVariantIter iter;
  const char *channel, *detail;
  gboolean passed;
  gint64 at_ms, newest_ms = 0;

  g_variant_iter_init (&iter, tests);
  while (g_variant_iter_next (&iter, "(&sb&sx)", &channel, &passed, &detail, &at_ms)) {
    newest_ms = MAX (newest_ms, at_ms);
    if (!passed)
      g_string_append_printf (
          failed, "%s%s", failed->len > 0 ? ", " : "", thecal_format_channel (channel));
  }
  if (newest_ms == 0)
    return g_strdup (_ ("not done yet"));
  age = thecal_format_age ((now_ms - newest_ms) / 1000);
  if (failed->len > 0)
    return g_strdup_printf (_ ("Failed: %s, %s"), failed->str, age);

  return g_strdup_printf (_ ("Every channel answered, %s"), age);
}
