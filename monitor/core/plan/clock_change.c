/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/clock_change.h"

#include <string.h>

#include "core/plan/care_plan.h"

#define DATE_LENGTH 10 /* YYYY-MM-DD */
#define DAY_S (24 * 3600)
#define HOUR_S 3600
#define MINUTE_S 60

static int
get_offset (GTimeZone *zone, gint64 utc_s)
{
  return g_time_zone_get_offset (zone,
                                 g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc_s));
}

/* No zone is a day from UTC, and none changes its clocks twice in two days: the two offsets that
 * come into question are those of the day before and the day after. */
ThecalClockTime
thecal_clock_time_find (gint64 local_s, GTimeZone *zone)
{
  ThecalClockTime time = { .count = THECAL_CLOCK_ONCE, .local_s = local_s };
  const int before_s = get_offset (zone, local_s - DAY_S);
  const int after_s = get_offset (zone, local_s + DAY_S);
  const gboolean is_before = get_offset (zone, local_s - before_s) == before_s;
  const gboolean is_after = get_offset (zone, local_s - after_s) == after_s;

  if (before_s == after_s || is_before != is_after) {
    time.before_s = time.after_s = is_after ? after_s : before_s;
    return time;
  }
  time.count = is_before ? THECAL_CLOCK_TWICE : THECAL_CLOCK_LEFT_OUT;
  time.before_s = before_s;
  time.after_s = after_s;

  return time;
}

ThecalClockTime
thecal_clock_time_read (const char *text, GTimeZone *zone)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) other = g_time_zone_new_offset (HOUR_S);
  gint64 in_utc, in_other = 0;

  if (strlen (text) == DATE_LENGTH || !thecal_time_parse (text, utc, &in_utc))
    return (ThecalClockTime){ .count = THECAL_CLOCK_ONCE };
  thecal_time_parse (text, other, &in_other);
  if (in_utc == in_other)
    return (ThecalClockTime){ .count = THECAL_CLOCK_ONCE };

  return thecal_clock_time_find (in_utc / THECAL_SECOND_US, zone);
}

char *
thecal_clock_offset_format (int offset_s)
{
  const int away_s = ABS (offset_s);

  return g_strdup_printf (
      "%c%02d:%02d", offset_s < 0 ? '-' : '+', away_s / HOUR_S, away_s % HOUR_S / MINUTE_S);
}

char *
thecal_clock_time_format (gint64 at_us, GTimeZone *zone)
{
  const gint64 utc_s = at_us / THECAL_SECOND_US;
  const int offset_s = get_offset (zone, utc_s);
  g_autoptr (GDateTime) shown = g_date_time_new_from_unix_utc (utc_s + offset_s);
  g_autofree char *text = shown != NULL ? g_date_time_format (shown, "%Y-%m-%d %H:%M") : NULL;
  g_autofree char *offset = thecal_clock_offset_format (offset_s);

  if (text == NULL || thecal_clock_time_find (utc_s + offset_s, zone).count == THECAL_CLOCK_ONCE)
    return g_steal_pointer (&text);

  return g_strconcat (text, offset, NULL);
}
