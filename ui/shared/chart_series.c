/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/chart_series.h"

#include <math.h>

#define RISE_ML 1.0 /* no pump's level rises by itself: more than this is a refill */
#define DAY_MS ((double) THECAL_CHART_DAY_MS)
#define FAR_DAYS 3660.0

gint64
thecal_chart_series_get_reach_ms (const ThecalHistoryData *data)
{
  const GArray *levels = data->levels;
  gint64 bucket_ms = data->bucket_ms;
  gint64 least_ms = G_MAXINT64;

  if (data->present.interval_s == 0)
    return bucket_ms + bucket_ms / 2;
  /* A coarser roll-up gives longer buckets than were asked for. */
  for (guint i = 1; i < levels->len; i++)
    least_ms = MIN (least_ms,
                    g_array_index (levels, ThecalHistoryLevel, i).at_ms -
                        g_array_index (levels, ThecalHistoryLevel, i - 1).at_ms);
  if (least_ms != G_MAXINT64)
    bucket_ms = MAX (bucket_ms, least_ms);

  return 2 * (gint64) data->present.interval_s * 1000 + bucket_ms + bucket_ms / 2;
}

static void
add_gap (ThecalChartSeries *self, const ThecalHistoryData *data, gint64 from_ms, gint64 to_ms)
{
  const ThecalChartGap gap = { from_ms, to_ms };

  if (data->present.interval_s > 0)
    g_array_append_val (self->gaps, gap);
}

/* A bucket in which the pump was filled holds both ends: the line goes down to its lowest, rises,
 * and goes on from its highest. */
static void
add_rise (ThecalChartSeries *self, const ThecalHistoryLevel *level, double before_ml)
{
  const bool holds_both = level->lowest_ml <= before_ml;
  ThecalChartPoint point = {
    .at_ms = level->at_ms,
    .value = level->lowest_ml,
    .low = level->lowest_ml,
    .high = level->lowest_ml,
    .rises_from = NAN,
  };

  if (holds_both)
    g_array_append_val (self->points, point);
  point.begins = true;
  point.rises_from = holds_both ? level->lowest_ml : before_ml;
  point.value = point.low = point.high = level->highest_ml;
  g_array_append_val (self->points, point);
}

static void
add_level (ThecalChartSeries *self,
           const ThecalHistoryData *data,
           const ThecalHistoryLevel *level,
           gint64 reach_ms)
{
  const ThecalChartPoint *before =
      self->points->len > 0 ? &g_array_index (self->points, ThecalChartPoint, self->points->len - 1)
                            : NULL;
  const bool joined = before != NULL && level->at_ms - before->at_ms <= reach_ms;
  const ThecalChartPoint point = {
    .at_ms = level->at_ms,
    .value = (level->lowest_ml + level->highest_ml) / 2,
    .low = level->lowest_ml,
    .high = level->highest_ml,
    .begins = !joined,
    .rises_from = NAN,
  };

  if (joined && level->highest_ml > before->high + RISE_ML) {
    add_rise (self, level, before->low);
    return;
  }
  if (before != NULL && !joined)
    add_gap (self, data, before->at_ms, level->at_ms);
  g_array_append_val (self->points, point);
}

/* From the last reading to now: nothing was heard where it is too long ago. */
static void
add_end (ThecalChartSeries *self, const ThecalHistoryData *data, gint64 reach_ms)
{
  const ThecalHistoryPresent *present = &data->present;
  const ThecalChartPoint *last;

  if (self->points->len == 0 || present->now_ms == 0)
    return;
  last = &g_array_index (self->points, ThecalChartPoint, self->points->len - 1);
  if (data->to_ms >= present->now_ms && present->now_ms - last->at_ms > reach_ms)
    add_gap (self, data, last->at_ms, present->now_ms);
}

ThecalChartSeries *
thecal_chart_series_new (const ThecalHistoryData *data)
{
  ThecalChartSeries *self = g_new0 (ThecalChartSeries, 1);
  const gint64 reach_ms = thecal_chart_series_get_reach_ms (data);

  self->points = g_array_new (FALSE, FALSE, sizeof (ThecalChartPoint));
  self->gaps = g_array_new (FALSE, FALSE, sizeof (ThecalChartGap));
  for (guint i = 0; i < data->levels->len; i++)
    add_level (self, data, &g_array_index (data->levels, ThecalHistoryLevel, i), reach_ms);
  add_end (self, data, reach_ms);

  return self;
}

void
thecal_chart_series_free (ThecalChartSeries *self)
{
  g_array_unref (self->points);
  g_array_unref (self->gaps);
  g_free (self);
}

int
thecal_chart_series_find (const ThecalChartSeries *self, gint64 at_ms)
{
  const GArray *points = self->points;
  guint low = 0, high = points->len;

  /* The first that is not before @at_ms. */
  while (low < high) {
    const guint middle = low + (high - low) / 2;

    if (g_array_index (points, ThecalChartPoint, middle).at_ms < at_ms)
      low = middle + 1;
    else
      high = middle;
  }
  if (points->len == 0)
    return -1;
  if (low == points->len)
    return (int) low - 1;
  if (low > 0 && at_ms - g_array_index (points, ThecalChartPoint, low - 1).at_ms <
                     g_array_index (points, ThecalChartPoint, low).at_ms - at_ms)
    low--;

  return (int) low;
}

bool
thecal_chart_series_is_gap (const ThecalChartSeries *self, gint64 at_ms, ThecalChartGap *out_gap)
{
  for (guint i = 0; i < self->gaps->len; i++) {
    const ThecalChartGap *gap = &g_array_index (self->gaps, ThecalChartGap, i);

    if (at_ms > gap->from_ms && at_ms < gap->to_ms) {
      if (out_gap != NULL)
        *out_gap = *gap;
      return true;
    }
  }

  return false;
}

/* Forecast. */

static gint64
after (const ThecalHistoryPresent *present, double days)
{
  return present->now_ms + (gint64) (days * DAY_MS);
}

static bool
is_near (double days)
{
  return days >= 0.0 && days <= FAR_DAYS;
}

ThecalChartBand
thecal_chart_forecast_of (const ThecalHistoryPresent *present)
{
  ThecalChartBand forecast = { 0 };
  /* The low mark is a corner of its own: what the monitor says of it is drawn, nothing between. */
  const bool has_low = present->low_ml > 0.0 && present->low_early_days > 0.0 &&
                       is_near (present->low_late_days) && present->low_ml < present->early_ml &&
                       present->low_early_days < present->empty_early_days;

  if (present->now_ms == 0 || present->is_stale || !isfinite (present->early_ml) ||
      !isfinite (present->late_ml) || !is_near (present->empty_early_days) ||
      !is_near (present->empty_late_days))
    return forecast;
  forecast.early[0].at_ms = forecast.late[0].at_ms = present->now_ms;
  forecast.early[0].ml = present->early_ml;
  forecast.late[0].ml = present->late_ml;
  forecast.n = 1;
  if (has_low) {
    forecast.early[1].at_ms = after (present, present->low_early_days);
    forecast.late[1].at_ms = after (present, present->low_late_days);
    forecast.early[1].ml = forecast.late[1].ml = present->low_ml;
    forecast.n++;
  }
  forecast.early[forecast.n].at_ms = after (present, present->empty_early_days);
  forecast.late[forecast.n].at_ms = after (present, present->empty_late_days);
  forecast.n++;

  return forecast;
}

ThecalChartBand
thecal_chart_since_fill (const ThecalHistoryData *data)
{
  const ThecalHistoryPresent *present = &data->present;
  const ThecalHistoryMark *last = NULL;
  ThecalChartBand band = { 0 };

  if (present->interval_s > 0 || present->is_measured || present->now_ms == 0 ||
      !isfinite (present->early_ml) || !isfinite (present->late_ml))
    return band;
  for (guint i = 0; i < data->marks->len; i++) {
    const ThecalHistoryMark *mark = &g_array_index (data->marks, ThecalHistoryMark, i);

    if ((mark->kind == THECAL_ENTRY_REFILL || mark->kind == THECAL_ENTRY_DOSE) &&
        mark->at_ms < present->now_ms)
      last = mark;
  }
  if (last == NULL || last->kind != THECAL_ENTRY_REFILL || !isfinite (last->filled_ml) ||
      last->filled_ml < present->late_ml)
    return band;
  band.n = 2;
  band.early[0].at_ms = band.late[0].at_ms = last->at_ms;
  band.early[0].ml = band.late[0].ml = last->filled_ml;
  band.early[1].at_ms = band.late[1].at_ms = present->now_ms;
  band.early[1].ml = present->early_ml;
  band.late[1].ml = present->late_ml;

  return band;
}

bool
thecal_chart_band_get (const ThecalChartBand *band,
                       gint64 at_ms,
                       double *out_early_ml,
                       double *out_late_ml)
{
  double early = 0.0, late = 0.0; /* after its end an edge is at the bottom */
  bool found = false;

  for (guint i = 1; i < band->n; i++) {
    const double early_span = (double) (band->early[i].at_ms - band->early[i - 1].at_ms);
    const double late_span = (double) (band->late[i].at_ms - band->late[i - 1].at_ms);
    const double of_early = (double) (at_ms - band->early[i - 1].at_ms) / MAX (early_span, 1.0);
    const double of_late = (double) (at_ms - band->late[i - 1].at_ms) / MAX (late_span, 1.0);

    if (of_early >= 0.0 && of_early <= 1.0)
      early = band->early[i - 1].ml + of_early * (band->early[i].ml - band->early[i - 1].ml);
    if (of_late >= 0.0 && of_late <= 1.0) {
      late = band->late[i - 1].ml + of_late * (band->late[i].ml - band->late[i - 1].ml);
      found = true;
    }
  }
  *out_early_ml = early;
  *out_late_ml = late;

  return found;
}

/* Alarms. */

GArray *
thecal_chart_cluster_alarms (const ThecalHistoryData *data,
                             const ThecalChartView *view,
                             double width,
                             double apart)
{
  GArray *clusters = g_array_new (FALSE, FALSE, sizeof (ThecalChartCluster));

  for (guint i = 0; i < data->alarms->len; i++) {
    const ThecalHistoryAlarm *alarm = &g_array_index (data->alarms, ThecalHistoryAlarm, i);
    const double x = thecal_chart_view_to_x (view, alarm->from_ms, width);
    ThecalChartCluster cluster = { x, alarm->from_ms, 1, i, alarm->priority };
    ThecalChartCluster *last =
        clusters->len > 0 ? &g_array_index (clusters, ThecalChartCluster, clusters->len - 1) : NULL;

    if (alarm->from_ms < view->from_ms || alarm->from_ms > view->to_ms)
      continue;
    if (last == NULL || x - last->x >= apart) {
      g_array_append_val (clusters, cluster);
      continue;
    }
    last->n++;
    last->priority = MAX (last->priority, alarm->priority);
  }

  return clusters;
}
