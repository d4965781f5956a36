/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/history_days.h"

#include <math.h>

#include "shared/chart_view.h"

typedef struct {
  const ThecalHistoryData *data;
  guint level, mark, alarm, diary; /* the next of each */
} Cursor;

static void
take_time (gint64 *next_ms, gint64 at_ms, gint64 from_ms)
{
  if (at_ms >= from_ms && at_ms < *next_ms)
    *next_ms = at_ms;
}

/* Time of whatever comes next; G_MAXINT64: nothing. */
static gint64
next_of (const Cursor *at, gint64 from_ms)
{
  const ThecalHistoryData *data = at->data;
  gint64 next_ms = G_MAXINT64;

  if (at->level < data->levels->len)
    take_time (
        &next_ms, g_array_index (data->levels, ThecalHistoryLevel, at->level).at_ms, from_ms);
  if (at->mark < data->marks->len)
    take_time (&next_ms, g_array_index (data->marks, ThecalHistoryMark, at->mark).at_ms, from_ms);
  if (at->alarm < data->alarms->len)
    take_time (
        &next_ms, g_array_index (data->alarms, ThecalHistoryAlarm, at->alarm).from_ms, from_ms);
  if (at->diary < data->diary->len)
    take_time (&next_ms, g_array_index (data->diary, ThecalHistoryDiary, at->diary).at_ms, from_ms);

  return next_ms;
}

/* Past all that is before @end_ms; the levels of it into @day. */
static void
advance (Cursor *at, ThecalHistoryDay *day, gint64 end_ms)
{
  const ThecalHistoryData *data = at->data;

  for (; at->level < data->levels->len; at->level++) {
    const ThecalHistoryLevel *level = &g_array_index (data->levels, ThecalHistoryLevel, at->level);

    if (level->at_ms >= end_ms)
      break;
    day->lowest_ml = fmin (day->lowest_ml, level->lowest_ml);
    day->highest_ml = fmax (day->highest_ml, level->highest_ml);
  }
  day->first_mark = at->mark;
  while (at->mark < data->marks->len &&
         g_array_index (data->marks, ThecalHistoryMark, at->mark).at_ms < end_ms)
    at->mark++;
  day->n_marks = at->mark - day->first_mark;
  day->first_alarm = at->alarm;
  while (at->alarm < data->alarms->len &&
         g_array_index (data->alarms, ThecalHistoryAlarm, at->alarm).from_ms < end_ms)
    at->alarm++;
  day->n_alarms = at->alarm - day->first_alarm;
  day->first_diary = at->diary;
  while (at->diary < data->diary->len &&
         g_array_index (data->diary, ThecalHistoryDiary, at->diary).at_ms < end_ms)
    at->diary++;
  day->n_diary = at->diary - day->first_diary;
}

GArray *
thecal_history_get_days (const ThecalHistoryData *data,
                         gint64 from_ms,
                         gint64 to_ms,
                         GTimeZone *zone)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (ThecalHistoryDay));
  Cursor at = { .data = data };
  ThecalHistoryDay before = { .lowest_ml = NAN, .highest_ml = NAN };
  gint64 next_ms;

  advance (&at, &before, from_ms);
  while ((next_ms = next_of (&at, from_ms)) < to_ms) {
    ThecalHistoryDay day = { .at_ms = thecal_chart_get_day (next_ms, 0, zone),
                             .lowest_ml = NAN,
                             .highest_ml = NAN };
    const gint64 end_ms = MAX (thecal_chart_get_day (next_ms, 1, zone), next_ms + 1);

    advance (&at, &day, MIN (end_ms, to_ms));
    g_array_append_val (days, day);
  }

  return days;
}
