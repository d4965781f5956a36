/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/chart_view.h"

#include <math.h>

#define AHEAD 0.22 /* of a period is after today: the forecast */
#define YEARS_MAX 9999

static gint64
middle_of (const ThecalChartView *self)
{
  return self->from_ms + (self->to_ms - self->from_ms) / 2;
}

static void
clamp (ThecalChartView *self)
{
  const gint64 middle = middle_of (self);
  const gint64 by_ms = CLAMP (middle, self->first_ms, self->last_ms) - middle;

  self->from_ms += by_ms;
  self->to_ms += by_ms;
}

void
thecal_chart_view_set_limits (ThecalChartView *self, gint64 first_ms, gint64 last_ms)
{
  self->first_ms = first_ms;
  self->last_ms = MAX (first_ms, last_ms);
}

static GDateTime *
to_local (gint64 at_ms, GTimeZone *zone)
{
  /* What no calendar has comes from a spoilt record: the edge of the calendar then. */
  const gint64 sound_ms =
      CLAMP (at_ms, G_GINT64_CONSTANT (-62000000000000), G_GINT64_CONSTANT (253000000000000));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (sound_ms / 1000);

  return g_date_time_to_timezone (utc, zone);
}

static gint64
to_ms (GDateTime *time)
{
  return g_date_time_to_unix (time) * 1000;
}

static GDateTime *
midnight_of (GDateTime *time, GTimeZone *zone)
{
  return g_date_time_new (zone,
                          g_date_time_get_year (time),
                          g_date_time_get_month (time),
                          g_date_time_get_day_of_month (time),
                          0,
                          0,
                          0);
}

gint64
thecal_chart_get_day (gint64 at_ms, int n, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = to_local (at_ms, zone);
  g_autoptr (GDateTime) moved = g_date_time_add_days (local, n);
  g_autoptr (GDateTime) midnight = moved != NULL ? midnight_of (moved, zone) : NULL;

  return midnight != NULL ? to_ms (midnight) : at_ms;
}

static int
days_of (ThecalChartPeriod period)
{
  switch (period) {
  case THECAL_CHART_DAY:
    return 1;
  case THECAL_CHART_WEEK:
    return 7;
  case THECAL_CHART_MONTH:
    return 31;
  case THECAL_CHART_QUARTER:
    return 92;
  case THECAL_CHART_YEAR:
    return 366;
  case THECAL_CHART_ALL:
  case THECAL_N_CHART_PERIODS:
    break;
  }

  return 0;
}

/* A little room at both sides, so that the first value is not on the edge. */
static void
show_all (ThecalChartView *self)
{
  const gint64 span_ms = MAX (self->last_ms - self->first_ms, THECAL_CHART_MIN_MS);

  self->from_ms = self->first_ms - span_ms / 50;
  self->to_ms = self->first_ms + span_ms + span_ms / 50;
  if (self->to_ms - self->from_ms > THECAL_CHART_MAX_MS)
    self->from_ms = self->to_ms - THECAL_CHART_MAX_MS;
}

void
thecal_chart_view_set_period (ThecalChartView *self,
                              ThecalChartPeriod period,
                              gint64 at_ms,
                              GTimeZone *zone)
{
  const int days = days_of (period);
  const int ahead = days == 1 ? 1 : (int) ceil (days * AHEAD);

  if (days == 0) {
    show_all (self);
    return;
  }
  self->from_ms = thecal_chart_get_day (at_ms, ahead - days, zone);
  self->to_ms = thecal_chart_get_day (at_ms, ahead, zone);
}

void
thecal_chart_view_zoom (ThecalChartView *self, double factor, gint64 at_ms)
{
  const double span = (double) (self->to_ms - self->from_ms);
  const double wanted =
      CLAMP (span * factor, (double) THECAL_CHART_MIN_MS, (double) THECAL_CHART_MAX_MS);
  const double before = (double) (at_ms - self->from_ms) / span;

  if (!(factor > 0.0) || !(span > 0.0))
    return;
  self->from_ms = at_ms - (gint64) (before * wanted);
  self->to_ms = self->from_ms + (gint64) wanted;
  clamp (self);
}

void
thecal_chart_view_pan (ThecalChartView *self, gint64 by_ms)
{
  self->from_ms += by_ms;
  self->to_ms += by_ms;
  clamp (self);
}

void
thecal_chart_view_turn (ThecalChartView *self, int n, GTimeZone *zone)
{
  const gint64 span_ms = self->to_ms - self->from_ms;
  const int days = (int) ((span_ms + THECAL_CHART_DAY_MS / 2) / THECAL_CHART_DAY_MS);
  const gint64 from_ms = self->from_ms, to_ms = self->to_ms;

  if (days > 0 && from_ms == thecal_chart_get_day (from_ms, 0, zone) &&
      to_ms == thecal_chart_get_day (to_ms, 0, zone)) {
    self->from_ms = thecal_chart_get_day (from_ms, n * days, zone);
    self->to_ms = thecal_chart_get_day (to_ms, n * days, zone);
    if (CLAMP (middle_of (self), self->first_ms, self->last_ms) == middle_of (self))
      return;
    self->from_ms = from_ms;
    self->to_ms = to_ms;
  }
  thecal_chart_view_pan (self, n * span_ms);
}

void
thecal_chart_view_go_first (ThecalChartView *self)
{
  const gint64 span_ms = self->to_ms - self->from_ms;

  self->from_ms = self->first_ms - span_ms / 50;
  self->to_ms = self->from_ms + span_ms;
  clamp (self);
}

void
thecal_chart_view_go_last (ThecalChartView *self)
{
  const gint64 span_ms = self->to_ms - self->from_ms;

  self->to_ms = self->last_ms + span_ms / 50;
  self->from_ms = self->to_ms - span_ms;
  clamp (self);
}

double
thecal_chart_view_to_x (const ThecalChartView *self, gint64 at_ms, double width)
{
  const double span = (double) MAX (self->to_ms - self->from_ms, 1);

  return ((double) at_ms - (double) self->from_ms) / span * width;
}

gint64
thecal_chart_view_to_ms (const ThecalChartView *self, double x, double width)
{
  const double span = (double) (self->to_ms - self->from_ms);

  return self->from_ms + (gint64) (x / MAX (width, 1.0) * span);
}

guint
thecal_chart_get_buckets (double width, int scale)
{
  const double px = width * MAX (scale, 1);

  return (guint) CLAMP (px, 1.0, (double) THECAL_CHART_MAX_BUCKETS);
}

/* Ticks. */

typedef struct {
  ThecalChartTickUnit unit;
  int n;
  double hours; /* about */
} TickStep;

static const TickStep tick_steps[] = {
  { THECAL_CHART_TICK_HOUR, 1, 1 },     { THECAL_CHART_TICK_HOUR, 3, 3 },
  { THECAL_CHART_TICK_HOUR, 6, 6 },     { THECAL_CHART_TICK_HOUR, 12, 12 },
  { THECAL_CHART_TICK_DAY, 1, 24 },     { THECAL_CHART_TICK_WEEK, 1, 168 },
  { THECAL_CHART_TICK_MONTH, 1, 672 },  { THECAL_CHART_TICK_MONTH, 3, 2160 },
  { THECAL_CHART_TICK_MONTH, 6, 4344 }, { THECAL_CHART_TICK_YEAR, 1, 8760 },
  { THECAL_CHART_TICK_YEAR, 2, 17520 }, { THECAL_CHART_TICK_YEAR, 5, 43800 },
};

static const TickStep *
choose_step (const ThecalChartView *self, double width, double apart)
{
  const double ms_of_px = (double) (self->to_ms - self->from_ms) / MAX (width, 1.0);
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (tick_steps) &&
         tick_steps[i].hours * (double) THECAL_CHART_HOUR_MS < apart * ms_of_px)
    i++;

  return &tick_steps[i];
}

/* The last beginning that is not after @time. */
static GDateTime *
floor_to (const TickStep *step, GDateTime *time, GTimeZone *zone)
{
  const int year = g_date_time_get_year (time), month = g_date_time_get_month (time);
  g_autoptr (GDateTime) midnight = midnight_of (time, zone);
  g_autoptr (GDateTime) monday = NULL;
  int hour;

  switch (step->unit) {
  case THECAL_CHART_TICK_HOUR:
    hour = g_date_time_get_hour (time) / step->n * step->n;
    return g_date_time_new (zone, year, month, g_date_time_get_day_of_month (time), hour, 0, 0);
  case THECAL_CHART_TICK_DAY:
    return g_steal_pointer (&midnight);
  case THECAL_CHART_TICK_WEEK:
    monday = g_date_time_add_days (midnight, 1 - g_date_time_get_day_of_week (time));
    return midnight_of (monday, zone);
  case THECAL_CHART_TICK_MONTH:
    return g_date_time_new (zone, year, (month - 1) / step->n * step->n + 1, 1, 0, 0, 0);
  case THECAL_CHART_TICK_YEAR:
    break;
  }

  return g_date_time_new (zone, MAX (year / step->n * step->n, 1), 1, 1, 0, 0, 0);
}

/* The next beginning by the calendar of @zone: a day of 23 or 25 hours is one day. NULL: there is
 * none. */
static GDateTime *
next_of (const TickStep *step, GDateTime *time, GTimeZone *zone)
{
  const int year = g_date_time_get_year (time), month = g_date_time_get_month (time) - 1 + step->n;
  g_autoptr (GDateTime) moved = NULL;
  int hour;

  switch (step->unit) {
  case THECAL_CHART_TICK_HOUR:
    hour = g_date_time_get_hour (time) / step->n * step->n + step->n;
    moved = g_date_time_add_days (time, hour / 24);
    return g_date_time_new (zone,
                            g_date_time_get_year (moved),
                            g_date_time_get_month (moved),
                            g_date_time_get_day_of_month (moved),
                            hour % 24,
                            0,
                            0);
  case THECAL_CHART_TICK_DAY:
  case THECAL_CHART_TICK_WEEK:
    moved = g_date_time_add_days (time, step->unit == THECAL_CHART_TICK_DAY ? 1 : 7);
    return midnight_of (moved, zone);
  case THECAL_CHART_TICK_MONTH:
    return g_date_time_new (zone, year + month / 12, month % 12 + 1, 1, 0, 0, 0);
  case THECAL_CHART_TICK_YEAR:
    break;
  }

  return year + step->n > YEARS_MAX ? NULL : g_date_time_new (zone, year + step->n, 1, 1, 0, 0, 0);
}

GArray *
thecal_chart_view_get_ticks (const ThecalChartView *self,
                             double width,
                             double apart,
                             GTimeZone *zone)
{
  const TickStep *step = choose_step (self, width, apart);
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (ThecalChartTick));
  g_autoptr (GDateTime) local = to_local (self->from_ms, zone);
  g_autoptr (GDateTime) time = floor_to (step, local, zone);
  gint64 before_ms = G_MININT64;

  while (time != NULL && to_ms (time) <= self->to_ms) {
    const ThecalChartTick tick = { to_ms (time), step->unit };
    GDateTime *next = next_of (step, time, zone);

    /* An hour that the clock leaves out is the next one. */
    if (tick.at_ms >= self->from_ms && tick.at_ms > before_ms)
      g_array_append_val (ticks, tick);
    before_ms = MAX (before_ms, tick.at_ms);
    if (next != NULL && to_ms (next) <= tick.at_ms)
      g_clear_pointer (&next, g_date_time_unref);
    g_date_time_unref (time);
    time = next;
  }

  return ticks;
}

/* Values. */

double
thecal_chart_get_top (double capacity, double highest)
{
  double top = capacity > 0.0 ? capacity : 0.0;

  if (highest > top)
    top = highest;
  if (top <= 0.0)
    return 20.0;

  return ceil (top / thecal_chart_get_step (top)) * thecal_chart_get_step (top);
}

double
thecal_chart_get_step (double top)
{
  if (top > 25.0)
    return 10.0;

  return top > 10.0 ? 5.0 : 2.0;
}
