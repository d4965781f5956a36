/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/chart_series.h"

/* Where the lanes of a chart are on its widget, and what its parts are drawn with: colours of the
 * style, texts, hatches. */

typedef struct {
  GtkWidget *widget; /* of the colours and the type */
  const ThecalHistoryData *data;
  const ThecalChartSeries *series;
  const ThecalChartView *view;
  GTimeZone *zone;
  gboolean narrow;
  double width, height;            /* px */
  double left, right, top, bottom; /* of the lane of levels */
  double diary_top, diary_bottom;  /* of the lane of the diary */
  double top_ml;                   /* what the lane of levels ends with */
  cairo_t *cr;                     /* of what is being drawn; NULL between */
} ThecalChartCanvas;

/* @widget, @data, @series, @view, @zone and the size are set; the rest follows. */
void thecal_chart_canvas_lay_out (ThecalChartCanvas *self);
double thecal_chart_canvas_x (const ThecalChartCanvas *self, gint64 at_ms);
double thecal_chart_canvas_y (const ThecalChartCanvas *self, double level_ml);
double thecal_chart_canvas_diary_y (const ThecalChartCanvas *self, double value);

/* @name of style.css, as in "thecal_dim". */
GdkRGBA thecal_chart_canvas_get_colour (const ThecalChartCanvas *self, const char *name);
void thecal_chart_canvas_set_colour (ThecalChartCanvas *self, const char *name, double alpha);
/* A line from corner to corner; @dash 0: not dashed. */
void thecal_chart_canvas_line (ThecalChartCanvas *self, const double corners[4], double dash);
/* Fills the current path with stripes of @name on @ground; @falling: like a backslash. */
void thecal_chart_canvas_hatch (ThecalChartCanvas *self,
                                const char *name,
                                const char *ground,
                                gboolean falling);

typedef enum {
  THECAL_CHART_TEXT_LEFT,  /* begins at x */
  THECAL_CHART_TEXT_RIGHT, /* ends at x */
  THECAL_CHART_TEXT_MIDDLE,
} ThecalChartAlign;

/* (transfer full) Small; bold where @bold. */
PangoLayout *thecal_chart_canvas_layout (ThecalChartCanvas *self, const char *text, gboolean bold);
/* About the middle line @y, in the colour that is set. Returns its width. */
double thecal_chart_canvas_text (ThecalChartCanvas *self,
                                 PangoLayout *layout,
                                 double x,
                                 double y,
                                 ThecalChartAlign align);
