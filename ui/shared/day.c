/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/day.h"

static gint64
get_us (gint64 at_us, int days, int hour, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) day = local != NULL ? g_date_time_add_days (local, days) : NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (day != NULL)
    moment = g_date_time_new (zone,
                              g_date_time_get_year (day),
                              g_date_time_get_month (day),
                              g_date_time_get_day_of_month (day),
                              hour,
                              0,
                              0);

  return moment != NULL ? g_date_time_to_unix (moment) * THECAL_SECOND_US : at_us;
}

gint64
thecal_day_get_start_us (gint64 at_us, int days, GTimeZone *zone)
{
  return get_us (at_us, days, 0, zone);
}

gint64
thecal_day_get_noon_us (gint64 at_us, GTimeZone *zone)
{
  return get_us (at_us, 0, 12, zone);
}
