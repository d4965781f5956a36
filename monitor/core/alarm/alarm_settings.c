/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/alarm_settings.h"

#define MINUTES_PER_DAY 1440

void
thecal_alarm_settings_init (ThecalAlarmSettings *self)
{
  *self = (ThecalAlarmSettings){
    .empty_soon_h = 72.0,
    .fever_c = 38.6,
    .fever_end_c = 38.0,
  };
  for (int priority = THECAL_PRIORITY_NONE; priority <= THECAL_PRIORITY_HIGH; priority++)
    self->ladders[priority] = *thecal_ladder_get_default ((ThecalPriority) priority);
}

/* NULL where the instant lies beyond the calendar. */
static GDateTime *
to_local (const ThecalAlarmSettings *self, gint64 wall_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / THECAL_SECOND_US);

  if (utc == NULL || self->zone == NULL)
    return g_steal_pointer (&utc);

  return g_date_time_to_timezone (utc, self->zone);
}

static GDateTime *
at_minute (GDateTime *day, int minute_of_day)
{
  return g_date_time_new (g_date_time_get_timezone (day),
                          g_date_time_get_year (day),
                          g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day),
                          minute_of_day / 60,
                          minute_of_day % 60,
                          0);
}

gint64
thecal_alarm_settings_get_next_local_us (const ThecalAlarmSettings *self,
                                         gint64 wall_us,
                                         int minute_of_day)
{
  g_autoptr (GDateTime) now = to_local (self, wall_us);
  /* today, or a day later; two days where that hour of tomorrow falls into a spring clock change */
  for (int days = 0; now != NULL && days <= 2; days++) {
    g_autoptr (GDateTime) day = g_date_time_add_days (now, days);
    g_autoptr (GDateTime) then = day != NULL ? at_minute (day, minute_of_day) : NULL;
    const gint64 then_us =
        then != NULL ? g_date_time_to_unix (then) * THECAL_SECOND_US : THECAL_UNKNOWN_US;

    if (then_us > wall_us)
      return then_us;
  }

  return wall_us > G_MAXINT64 - THECAL_DAY_US ? wall_us : wall_us + THECAL_DAY_US;
}

gint64
thecal_alarm_settings_get_quiet_end_us (const ThecalAlarmSettings *self, gint64 wall_us)
{
  const int length_min =
      (self->quiet_to_min - self->quiet_from_min + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  g_autoptr (GDateTime) now = NULL;
  int minute;

  if (length_min == 0 || (now = to_local (self, wall_us)) == NULL)
    return THECAL_UNKNOWN_US;

  minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
  if ((minute - self->quiet_from_min + MINUTES_PER_DAY) % MINUTES_PER_DAY >= length_min)
    return THECAL_UNKNOWN_US;

  return thecal_alarm_settings_get_next_local_us (self, wall_us, self->quiet_to_min);
}

int
thecal_alarm_settings_get_local_day (const ThecalAlarmSettings *self, gint64 wall_us)
{
  g_autoptr (GDateTime) now = to_local (self, wall_us);
  const gint64 offset_us = now != NULL ? g_date_time_get_utc_offset (now) : 0;
  const gint64 local_us = wall_us + offset_us;

  return (int) (local_us / THECAL_DAY_US - (local_us % THECAL_DAY_US < 0));
}
