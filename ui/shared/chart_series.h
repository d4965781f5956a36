/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/chart_view.h"
#include "shared/history_data.h"

/* What is recorded, as what a chart draws: lines that end where nothing was heard, steps, bands,
 * marks. Nothing is made up between two readings that are too far apart. Pure. */

typedef struct {
  gint64 at_ms;
  double value, low, high; /* mL: the line, and what the bucket spans */
  bool begins;             /* a line begins here: no stroke from the point before */
  double rises_from;       /* a refill: the level just before; NAN */
} ThecalChartPoint;

typedef struct {
  gint64 from_ms, to_ms;
} ThecalChartGap;

typedef struct {
  GArray *points; /* of ThecalChartPoint, rising */
  GArray *gaps;   /* of ThecalChartGap: reports were expected and none came */
} ThecalChartSeries;

ThecalChartSeries *thecal_chart_series_new (const ThecalHistoryData *data);
void thecal_chart_series_free (ThecalChartSeries *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalChartSeries, thecal_chart_series_free)
/* How far apart two buckets may be and still belong to one line: as the monitor has it, two
 * intervals; where no report is expected, neighbours only. */
gint64 thecal_chart_series_get_reach_ms (const ThecalHistoryData *data);
/* Index of the point that is nearest to @at_ms; -1: none. */
int thecal_chart_series_find (const ThecalChartSeries *self, gint64 at_ms);
/* Whether @at_ms is in a gap; *out_gap nullable. */
bool
thecal_chart_series_is_gap (const ThecalChartSeries *self, gint64 at_ms, ThecalChartGap *out_gap);

/* A band as corners: its early edge and its late one. */
typedef struct {
  guint n; /* of each edge: 0, 2 or 3 */
  struct {
    gint64 at_ms;
    double ml;
  } early[3], late[3];
} ThecalChartBand;

/* From now down to 0. */
ThecalChartBand thecal_chart_forecast_of (const ThecalHistoryPresent *present);
/* From the last fill to now, of a pump that nobody hears: its level is computed, with the band that
 * the monitor gives for now. None where the dose was changed since: it is no straight line then. */
ThecalChartBand thecal_chart_since_fill (const ThecalHistoryData *data);
/* false: @at_ms is not in it. */
bool thecal_chart_band_get (const ThecalChartBand *band,
                            gint64 at_ms,
                            double *out_early_ml,
                            double *out_late_ml);

/* Alarms that would cover each other are one mark with a number. */
typedef struct {
  double x; /* px, of the first */
  gint64 at_ms;
  guint n;
  guint first;             /* index in the data's alarms; the others follow it */
  ThecalPriority priority; /* the gravest */
} ThecalChartCluster;

/* Of what is within @view on @width px, closer than @apart px. (transfer full) of
 * ThecalChartCluster. */
GArray *thecal_chart_cluster_alarms (const ThecalHistoryData *data,
                                     const ThecalChartView *view,
                                     double width,
                                     double apart);
