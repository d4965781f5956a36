/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "export/report_chart.h"

#include <math.h>

#define SIZE_PT 8.0
#define LEFT_PT 28.0
#define BELOW_PT 16.0
#define STIFFNESS_MOST 10.0
#define N_DATES 5 /* below it, from edge to edge */

typedef struct {
  const ThecalReportFrame *frame;
  double most; /* value at the upper edge */
  double left, top, width, height;
} Scale;

static double
get_most (const ThecalReportSection *section)
{
  double most = 0;

  if (section->chart == THECAL_CHART_STIFFNESS)
    return STIFFNESS_MOST;
  for (guint i = 0; i < section->points->len; i++)
    most = MAX (most, g_array_index (section->points, ThecalReportPoint, i).high);

  /* to the next ten millilitres */
  return MAX (ceil (most / 10) * 10, 10);
}

static double
get_x (const Scale *scale, gint64 at_us)
{
  const ThecalReportSpan *span = &scale->frame->span;

  return scale->left + scale->width * (double) (at_us - span->from_us) /
                           (double) MAX (span->to_us - span->from_us, 1);
}

static double
get_y (const Scale *scale, double value)
{
  return scale->top + scale->height * (1 - value / scale->most);
}

static void
draw_grid (const Scale *scale, PangoContext *context, cairo_t *cairo, const char *unit)
{
  cairo_set_line_width (cairo, 0.25);
  for (int i = 0; i <= 2; i++) {
    const double value = scale->most * i / 2;
    g_autofree char *text = g_strdup_printf ("%.10g%s", value, i == 2 ? unit : "");
    const ThecalType type = { .size_pt = SIZE_PT,
                              .width_pt = LEFT_PT - 4,
                              .align = PANGO_ALIGN_RIGHT };

    thecal_typeset_grey (cairo);
    cairo_new_path (cairo);
    cairo_move_to (cairo, scale->left, get_y (scale, value));
    cairo_rel_line_to (cairo, scale->width, 0);
    cairo_stroke (cairo);
    cairo_move_to (cairo, scale->frame->x, get_y (scale, value) - SIZE_PT * 0.7);
    thecal_typeset_put (context, cairo, text, &type);
  }
}

static void
draw_dates (const Scale *scale, PangoContext *context, cairo_t *cairo)
{
  const ThecalReportSpan *span = &scale->frame->span;

  for (int i = 0; i < N_DATES; i++) {
    const gint64 at_us = span->from_us + (span->to_us - span->from_us) / (N_DATES - 1) * i;
    g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
    g_autoptr (GDateTime) there =
        utc != NULL ? g_date_time_to_timezone (utc, scale->frame->zone) : NULL;
    g_autofree char *text = there != NULL ? g_date_time_format (there, "%-d %b") : NULL;
    const ThecalType type = { .size_pt = SIZE_PT,
                              .width_pt = 60,
                              .align = i == 0             ? PANGO_ALIGN_LEFT
                                       : i == N_DATES - 1 ? PANGO_ALIGN_RIGHT
                                                          : PANGO_ALIGN_CENTER };
    const double x = get_x (scale, at_us) - type.width_pt * i / (N_DATES - 1);

    cairo_move_to (cairo, x, scale->top + scale->height + 3);
    if (text != NULL)
      thecal_typeset_put (context, cairo, text, &type);
  }
}

/* From lowest to highest of each bucket, and a line through the middle. */
static void
draw_level (const Scale *scale, const GArray *points, cairo_t *cairo)
{
  cairo_new_path (cairo);
  for (guint i = 0; i < points->len; i++) {
    const ThecalReportPoint *point = &g_array_index (points, ThecalReportPoint, i);

    cairo_line_to (cairo, get_x (scale, point->at_us), get_y (scale, point->high));
    if (point->low < point->high)
      cairo_line_to (cairo, get_x (scale, point->at_us), get_y (scale, point->low));
  }
  thecal_typeset_ink (cairo);
  cairo_set_line_width (cairo, 1.2);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cairo);
}

/* Dots as they were entered, and the mean of three days as a line. */
static void
draw_stiffness (const Scale *scale, const GArray *points, cairo_t *cairo)
{
  gboolean begun = FALSE;

  thecal_typeset_ink (cairo);
  for (guint i = 0; i < points->len; i++) {
    const ThecalReportPoint *point = &g_array_index (points, ThecalReportPoint, i);

    cairo_new_path (cairo);
    cairo_arc (cairo, get_x (scale, point->at_us), get_y (scale, point->low), 1.8, 0, 2 * G_PI);
    cairo_fill (cairo);
  }
  cairo_new_path (cairo);
  for (guint i = 0; i < points->len; i++) {
    const ThecalReportPoint *point = &g_array_index (points, ThecalReportPoint, i);

    if (isnan (point->high)) {
      begun = FALSE;
      continue;
    }
    if (begun)
      cairo_line_to (cairo, get_x (scale, point->at_us), get_y (scale, point->high));
    else
      cairo_move_to (cairo, get_x (scale, point->at_us), get_y (scale, point->high));
    begun = TRUE;
  }
  cairo_set_line_width (cairo, 1.2);
  cairo_stroke (cairo);
}

void
thecal_report_chart_draw (const ThecalReportSection *section,
                          const ThecalReportFrame *frame,
                          PangoContext *context,
                          cairo_t *cairo)
{
  const Scale scale = {
    .frame = frame,
    .most = get_most (section),
    .left = frame->x + LEFT_PT,
    .top = frame->y + SIZE_PT,
    .width = frame->width - LEFT_PT - 2,
    .height = frame->height - SIZE_PT - BELOW_PT,
  };

  draw_grid (&scale, context, cairo, section->chart == THECAL_CHART_LEVEL ? " mL" : "");
  draw_dates (&scale, context, cairo);
  if (section->chart == THECAL_CHART_LEVEL)
    draw_level (&scale, section->points, cairo);
  else
    draw_stiffness (&scale, section->points, cairo);
}
