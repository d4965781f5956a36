/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

/* Which stretch of time a chart shows, and where a time is on it. Pure: no clock, no widget. Times
 * are ms UTC since 1970; days, weeks, months are those of a zone, across its changes of the clock.
 */

#define THECAL_CHART_HOUR_MS G_GINT64_CONSTANT (3600000)
#define THECAL_CHART_DAY_MS (24 * THECAL_CHART_HOUR_MS)
#define THECAL_CHART_MIN_MS (6 * THECAL_CHART_HOUR_MS)
#define THECAL_CHART_MAX_MS (12 * 366 * THECAL_CHART_DAY_MS)
#define THECAL_CHART_MAX_BUCKETS 4000 /* of one GetLevels() */

typedef enum {
  THECAL_CHART_DAY,
  THECAL_CHART_WEEK,
  THECAL_CHART_MONTH,
  THECAL_CHART_QUARTER,
  THECAL_CHART_YEAR,
  THECAL_CHART_ALL,
  THECAL_N_CHART_PERIODS,
} ThecalChartPeriod;

typedef struct {
  gint64 from_ms, to_ms;
  /* First record and end of the forecast: the middle of what is shown stays between them. */
  gint64 first_ms, last_ms;
} ThecalChartView;

/* The middle stays where there is something. @last_ms before @first_ms is taken as it. */
void thecal_chart_view_set_limits (ThecalChartView *self, gint64 first_ms, gint64 last_ms);
/* A day from midnight to midnight about @at_ms; all of it for ALL; else whole days, with most of
 * them before @at_ms and some after, where the forecast is. */
void thecal_chart_view_set_period (ThecalChartView *self,
                                   ThecalChartPeriod period,
                                   gint64 at_ms,
                                   GTimeZone *zone);
/* @factor below 1 shows less, above 1 more; @at_ms stays where it is on the screen, as far as the
 * limits let it. */
void thecal_chart_view_zoom (ThecalChartView *self, double factor, gint64 at_ms);
void thecal_chart_view_pan (ThecalChartView *self, gint64 by_ms);
/* By @n times what is shown: whole days of @zone stay whole days. */
void thecal_chart_view_turn (ThecalChartView *self, int n, GTimeZone *zone);
/* First record, or end of the forecast, at the edge. */
void thecal_chart_view_go_first (ThecalChartView *self);
void thecal_chart_view_go_last (ThecalChartView *self);

/* Time to px and back, on @width px from 0. */
double thecal_chart_view_to_x (const ThecalChartView *self, gint64 at_ms, double width);
gint64 thecal_chart_view_to_ms (const ThecalChartView *self, double x, double width);
/* How many buckets to ask for on @width px at @scale device px each: one a px, 1 to 4000. */
guint thecal_chart_get_buckets (double width, int scale);

typedef enum {
  THECAL_CHART_TICK_HOUR,
  THECAL_CHART_TICK_DAY,
  THECAL_CHART_TICK_WEEK,
  THECAL_CHART_TICK_MONTH,
  THECAL_CHART_TICK_YEAR,
} ThecalChartTickUnit;

typedef struct {
  gint64 at_ms;
  ThecalChartTickUnit unit;
} ThecalChartTick;

/* Beginnings of hours, days, weeks (Monday), months or years in @zone that are at least about
 * @apart px from each other. (transfer full) of ThecalChartTick, rising. */
GArray *thecal_chart_view_get_ticks (const ThecalChartView *self,
                                     double width,
                                     double apart,
                                     GTimeZone *zone);

/* The scale of values: top of the lane, and a step of it that people count in. @capacity NAN: by
 * the highest value. */
double thecal_chart_get_top (double capacity, double highest);
double thecal_chart_get_step (double top);
/* The beginning of the day of @at_ms in @zone, and of the @n-th after it. */
gint64 thecal_chart_get_day (gint64 at_ms, int n, GTimeZone *zone);
