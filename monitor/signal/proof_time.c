/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/proof_time.h"

#define HOUR 10 /* alarms.md d3, own */
#define DAY_S (24 * 60 * 60)
#define DAYS_MAX 3 /* a zone that leaps over a date line leaves out one day */

gint64
thecal_proof_time_get_next (gint64 now_us, GTimeZone *zone)
{
  const gint64 now_s = now_us / G_USEC_PER_SEC;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_s);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  for (int days = 0; local != NULL && days < DAYS_MAX; days++) {
    /* The days are counted in the calendar: one of them may have 23 or 25 hours. */
    g_autoptr (GDateTime) day = g_date_time_add_days (local, days);
    g_autoptr (GDateTime) proof = day != NULL ? g_date_time_new (zone,
                                                                 g_date_time_get_year (day),
                                                                 g_date_time_get_month (day),
                                                                 g_date_time_get_day_of_month (day),
                                                                 HOUR,
                                                                 0,
                                                                 0.0)
                                              : NULL;

    if (proof != NULL && g_date_time_to_unix (proof) * G_USEC_PER_SEC > now_us)
      return g_date_time_to_unix (proof) * G_USEC_PER_SEC;
  }

  /* A clock far outside the calendar: a day from now is as good as any. */
  return (now_s < G_MAXINT64 / G_USEC_PER_SEC - DAY_S ? now_s + DAY_S : now_s) * G_USEC_PER_SEC;
}
