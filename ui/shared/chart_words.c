/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/chart_words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"
#include "shared/history_words.h"

/* A sentence after the others. */
static void G_GNUC_PRINTF (2, 3) say (GString *text, const char *format, ...)
{
  va_list arguments;

  if (text->len > 0)
    g_string_append_c (text, ' ');
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}

static bool
is_shown (const ThecalChartView *view, gint64 at_ms)
{
  return at_ms >= view->from_ms && at_ms < view->to_ms;
}

static void
describe_level (GString *text,
                const ThecalHistoryData *data,
                const ThecalChartSeries *series,
                const ThecalChartView *view)
{
  const ThecalHistoryPresent *present = &data->present;
  double lowest = NAN, highest = NAN;
  g_autofree char *range = NULL;

  for (guint i = 0; i < series->points->len; i++) {
    const ThecalChartPoint *point = &g_array_index (series->points, ThecalChartPoint, i);

    if (!is_shown (view, point->at_ms))
      continue;
    lowest = fmin (lowest, point->low);
    highest = fmax (highest, point->high);
  }
  range = thecal_history_level_words (lowest, highest);
  if (*range != '\0')
    say (text, _ ("Level %s."), range);
  else
    say (text, _ ("No level is recorded in this time."));
  if (is_shown (view, present->now_ms) && !present->is_stale && !isnan (present->nominal_ml)) {
    g_autofree char *now =
        thecal_format_level (present->early_ml, present->nominal_ml, present->late_ml);

    say (text, _ ("Now %s."), now);
  }
}

static void
describe_gaps (GString *text,
               const ThecalHistoryData *data,
               const ThecalChartSeries *series,
               const ThecalChartView *view,
               GTimeZone *zone)
{
  guint n = 0;
  ThecalChartGap last = { 0 };

  for (guint i = 0; i < series->gaps->len; i++) {
    const ThecalChartGap *gap = &g_array_index (series->gaps, ThecalChartGap, i);

    if (gap->to_ms <= view->from_ms || gap->from_ms >= view->to_ms)
      continue;
    n++;
    last = *gap;
  }
  if (n > 0) {
    g_autofree char *length =
        thecal_history_length_words (last.to_ms - last.from_ms, data->bucket_ms);
    g_autofree char *since = thecal_history_time_words (last.from_ms, zone);

    say (text,
         ngettext ("Not heard %u time, last for %s from %s.",
                   "Not heard %u times, last for %s from %s.",
                   n),
         n,
         length,
         since);
  }
}

static void
describe_marks (GString *text,
                const ThecalHistoryData *data,
                const ThecalChartView *view,
                GTimeZone *zone)
{
  guint n = 0;

  for (guint i = 0; i < data->marks->len; i++)
    n += is_shown (view, g_array_index (data->marks, ThecalHistoryMark, i).at_ms);
  if (n > 3)
    say (text, ngettext ("%u refill or visit.", "%u refills or visits.", n), n);
  for (guint i = 0; n > 0 && n <= 3 && i < data->marks->len; i++) {
    const ThecalHistoryMark *mark = &g_array_index (data->marks, ThecalHistoryMark, i);

    if (is_shown (view, mark->at_ms)) {
      g_autofree char *what = thecal_history_mark_words (mark);
      g_autofree char *when = thecal_history_time_words (mark->at_ms, zone);

      say (text, "%s, %s.", what, when);
    }
  }
}

static void
describe_alarms (GString *text, const ThecalHistoryData *data, const ThecalChartView *view)
{
  guint n = 0, n_high = 0;

  for (guint i = 0; i < data->alarms->len; i++) {
    const ThecalHistoryAlarm *alarm = &g_array_index (data->alarms, ThecalHistoryAlarm, i);

    if (is_shown (view, alarm->from_ms)) {
      n++;
      n_high += alarm->priority == THECAL_PRIORITY_HIGH;
    }
  }
  if (n > 0)
    say (
        text, ngettext ("%u alarm, %u of them high.", "%u alarms, %u of them high.", n), n, n_high);
}

static void
describe_diary (GString *text, const ThecalHistoryData *data, const ThecalChartView *view)
{
  guint n = 0;
  double lowest = NAN, highest = NAN;

  for (guint i = 0; i < data->diary->len; i++) {
    const ThecalHistoryDiary *diary = &g_array_index (data->diary, ThecalHistoryDiary, i);

    if (!is_shown (view, diary->at_ms))
      continue;
    n++;
    lowest = fmin (lowest, diary->stiffness);
    highest = fmax (highest, diary->stiffness);
  }
  if (n == 0)
    return;
  say (text, ngettext ("%u diary entry.", "%u diary entries.", n), n);
  if (!isnan (lowest))
    say (text, _ ("Stiffness %g to %g of 10."), lowest, highest);
}

static void
describe_forecast (GString *text,
                   const ThecalHistoryData *data,
                   const ThecalChartView *view,
                   GTimeZone *zone)
{
  const ThecalChartBand forecast = thecal_chart_forecast_of (&data->present);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (data->present.now_ms / 1000);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, zone);
  g_autofree char *dates = NULL;

  if (forecast.n == 0 || data->present.now_ms >= view->to_ms)
    return;
  dates = thecal_format_dates (now, data->present.empty_early_days, data->present.empty_late_days);
  if (thecal_format_is_one_day (now, data->present.empty_early_days, data->present.empty_late_days))
    say (text, _ ("Empties on %s."), dates);
  else
    say (text, _ ("Empties between %s."), dates);
}

char *
thecal_history_describe (const ThecalHistoryData *data,
                         const ThecalChartSeries *series,
                         const ThecalChartView *view,
                         GTimeZone *zone)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *stretch = thecal_history_stretch_words (view, zone);

  say (text, "%s.", stretch);
  describe_level (text, data, series, view);
  describe_marks (text, data, view, zone);
  describe_alarms (text, data, view);
  describe_gaps (text, data, series, view, zone);
  describe_diary (text, data, view);
  describe_forecast (text, data, view, zone);

  return g_strdup (text->str);
}

/* Under the pointer. */

static void
add_line (GString *text, char *line)
{
  if (*line != '\0')
    g_string_append_printf (text, "\n%s", line);
  g_free (line);
}

static char *
forecast_words (const ThecalHistoryPresent *present, gint64 at_ms)
{
  const ThecalChartBand forecast = thecal_chart_forecast_of (present);
  double early, late;

  if (forecast.n == 0)
    return g_strdup (_ ("Level: no forecast"));
  if (!thecal_chart_band_get (&forecast, at_ms, &early, &late))
    return g_strdup (_ ("Empty by the forecast"));

  return g_strdup_printf (_ ("Forecast %.1f to %.1f mL"), early, late);
}

static char *
level_words (const ThecalHistoryData *data, const ThecalChartSeries *series, gint64 at_ms)
{
  const int i = thecal_chart_series_find (series, at_ms);
  const gint64 reach_ms = thecal_chart_series_get_reach_ms (data);
  const ThecalChartPoint *point =
      i >= 0 ? &g_array_index (series->points, ThecalChartPoint, i) : NULL;
  g_autofree char *level = NULL;

  if (data->present.now_ms != 0 && at_ms > data->present.now_ms)
    return forecast_words (&data->present, at_ms);
  if (point == NULL || thecal_chart_series_is_gap (series, at_ms, NULL) ||
      ABS (point->at_ms - at_ms) > reach_ms) {
    const ThecalChartBand computed = thecal_chart_since_fill (data);
    double early, late;

    if (thecal_chart_band_get (&computed, at_ms, &early, &late))
      return g_strdup_printf (_ ("Level by computation %.1f to %.1f mL"), early, late);
    return g_strdup (_ ("Level not known"));
  }
  level = thecal_history_level_words (point->low, point->high);

  return g_strdup_printf (_ ("Level %s"), level);
}

static bool
is_near (gint64 one_ms, gint64 other_ms, gint64 reach_ms)
{
  return ABS (one_ms - other_ms) <= reach_ms;
}

char *
thecal_history_read_out (const ThecalHistoryData *data,
                         const ThecalChartSeries *series,
                         gint64 at_ms,
                         gint64 reach_ms,
                         GTimeZone *zone)
{
  g_autofree char *time = thecal_history_time_words (at_ms, zone);
  g_autoptr (GString) text = g_string_new (time);
  const ThecalHistoryDiary *nearest = NULL;

  add_line (text, level_words (data, series, at_ms));
  for (guint i = 0; i < data->marks->len; i++)
    if (is_near (g_array_index (data->marks, ThecalHistoryMark, i).at_ms, at_ms, reach_ms))
      add_line (text,
                thecal_history_mark_words (&g_array_index (data->marks, ThecalHistoryMark, i)));
  for (guint i = 0, n = 0; i < data->alarms->len && n < 3; i++)
    if (is_near (g_array_index (data->alarms, ThecalHistoryAlarm, i).from_ms, at_ms, reach_ms)) {
      add_line (
          text,
          thecal_history_alarm_words (&g_array_index (data->alarms, ThecalHistoryAlarm, i), zone));
      n++;
    }
  for (guint i = 0; i < data->diary->len; i++) {
    const ThecalHistoryDiary *diary = &g_array_index (data->diary, ThecalHistoryDiary, i);

    if (is_near (diary->at_ms, at_ms, MAX (reach_ms, THECAL_CHART_DAY_MS / 2)) &&
        (nearest == NULL || ABS (diary->at_ms - at_ms) < ABS (nearest->at_ms - at_ms)))
      nearest = diary;
  }
  if (nearest != NULL) {
    g_autofree char *words = thecal_history_diary_words (nearest);

    if (*words != '\0')
      add_line (text, g_strdup_printf (_ ("Diary: %s"), words));
  }

  return g_strdup (text->str);
}

/* The table. */

char *
thecal_history_day_level (const ThecalHistoryData *data,
                          const ThecalChartSeries *series,
                          const ThecalHistoryDay *day,
                          GTimeZone *zone)
{
  g_autofree char *range = thecal_history_level_words (day->lowest_ml, day->highest_ml);
  const gint64 end_ms = thecal_chart_get_day (day->at_ms, 1, zone);
  g_autoptr (GString) text = g_string_new (range);

  for (guint i = 0; i < series->gaps->len; i++) {
    const ThecalChartGap *gap = &g_array_index (series->gaps, ThecalChartGap, i);
    g_autofree char *length =
        thecal_history_length_words (gap->to_ms - gap->from_ms, data->bucket_ms);
    g_autofree char *since = thecal_history_clock_words (gap->from_ms, zone);

    if (gap->from_ms < day->at_ms || gap->from_ms >= end_ms)
      continue;
    if (text->len > 0)
      g_string_append (text, ", ");
    g_string_append_printf (text, _ ("not heard from %s for %s"), since, length);
  }

  return g_strdup (text->str);
}
