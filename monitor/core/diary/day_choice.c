/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/day_choice.h"

/* Below 0: @left is before. */
static int
compare_days (GDateTime *left, GDateTime *right)
{
  const int years = g_date_time_get_year (left) - g_date_time_get_year (right);

  return years != 0 ? years
                    : g_date_time_get_day_of_year (left) - g_date_time_get_day_of_year (right);
}

ThecalDayChoice
thecal_day_choice_read (const char *typed, gint64 now_us, GTimeZone *zone)
{
  ThecalDayChoice choice = { THECAL_DAY_UNREAD, THECAL_TYPED_NO_DATE, THECAL_UNKNOWN_US };
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) now = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) noon = NULL;
  g_autofree char *date = NULL;
  g_autofree char *moment = NULL;
  int after;

  choice.read = thecal_typed_date (typed, &date);
  if (choice.read != THECAL_TYPED_READ)
    return choice;
  moment = g_strconcat (date, "T12:00:00", NULL);
  noon = g_date_time_new_from_iso8601 (moment, zone);
  if (noon == NULL || now == NULL)
    return choice;
  after = compare_days (noon, now);
  choice.when = after > 0 ? THECAL_DAY_AHEAD : after == 0 ? THECAL_DAY_TODAY : THECAL_DAY_BEFORE;
  choice.at_us = after == 0 ? now_us : g_date_time_to_unix (noon) * THECAL_SECOND_US;

  return choice;
}
