/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/chart_lanes.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/history_words.h"

#define LINE_PX 2.6
#define AREA_ALPHA 0.13
#define GAP_MIN_PX 3.0    /* a shorter silence is a break in the line only */
#define ENVELOPE_MIN_PX 3 /* lowest and highest differ visibly */
#define TRACE_OFF_PX 0.3  /* nobody sees it */
#define TRACE_MAX_PX 40.0
#define FAR_PX 4000.0 /* beyond both sides: enough for the slope, small enough for cairo */
#define LABEL_APART_PX 80.0
#define NARROW_APART_PX 56.0
#define DOT_PX 3.0
#define DENSE_PX 3.0 /* dots that are closer are drawn as points */

/* Scale and calendar. */

static void
draw_levels_scale (ThecalChartCanvas *canvas)
{
  const double step = thecal_chart_get_step (canvas->top_ml);
  g_autoptr (PangoLayout) unit = thecal_chart_canvas_layout (canvas, _ ("mL"), TRUE);

  cairo_set_line_width (canvas->cr, 1);
  for (double level = 0; level <= canvas->top_ml + step / 2; level += step) {
    const double y = round (thecal_chart_canvas_y (canvas, level)) + 0.5;
    g_autofree char *text = g_strdup_printf ("%.0f", level);
    g_autoptr (PangoLayout) layout = thecal_chart_canvas_layout (canvas, text, FALSE);

    thecal_chart_canvas_set_colour (canvas, "thecal_grid", 1.0);
    thecal_chart_canvas_line (canvas, (double[]){ canvas->left, y, canvas->right, y }, 0);
    thecal_chart_canvas_set_colour (canvas, "thecal_dim", 1.0);
    thecal_chart_canvas_text (canvas, layout, canvas->left - 10, y, THECAL_CHART_TEXT_RIGHT);
  }
  thecal_chart_canvas_text (
      canvas, unit, canvas->left - 10, canvas->top - 20, THECAL_CHART_TEXT_RIGHT);
}

static void
draw_diary_scale (ThecalChartCanvas *canvas)
{
  g_autoptr (PangoLayout) title =
      thecal_chart_canvas_layout (canvas, _ ("Stiffness, 0 to 10"), TRUE);

  cairo_set_line_width (canvas->cr, 1);
  for (int value = 0; value <= 10; value += 5) {
    const double y = round (thecal_chart_canvas_diary_y (canvas, value)) + 0.5;
    g_autofree char *text = g_strdup_printf ("%d", value);
    g_autoptr (PangoLayout) layout = thecal_chart_canvas_layout (canvas, text, FALSE);

    thecal_chart_canvas_set_colour (canvas, "thecal_grid", 1.0);
    thecal_chart_canvas_line (canvas, (double[]){ canvas->left, y, canvas->right, y }, 0);
    thecal_chart_canvas_set_colour (canvas, "thecal_dim", 1.0);
    thecal_chart_canvas_text (canvas, layout, canvas->left - 10, y, THECAL_CHART_TEXT_RIGHT);
  }
  thecal_chart_canvas_set_colour (canvas, "thecal_fg", 1.0);
  thecal_chart_canvas_text (canvas,
                            title,
                            canvas->narrow ? 2 : canvas->left - 46,
                            canvas->diary_top - 18,
                            THECAL_CHART_TEXT_LEFT);
}

static void
draw_calendar (ThecalChartCanvas *canvas)
{
  g_autoptr (GArray) ticks =
      thecal_chart_view_get_ticks (canvas->view,
                                   canvas->right - canvas->left,
                                   canvas->narrow ? NARROW_APART_PX : LABEL_APART_PX,
                                   canvas->zone);
  const double now_x = thecal_chart_canvas_x (canvas, canvas->data->present.now_ms);

  cairo_set_line_width (canvas->cr, 1);
  for (guint i = 0; i < ticks->len; i++) {
    const ThecalChartTick *tick = &g_array_index (ticks, ThecalChartTick, i);
    const double x = round (thecal_chart_canvas_x (canvas, tick->at_ms)) + 0.5;
    g_autofree char *text = thecal_history_tick_words (tick, canvas->zone);
    g_autoptr (PangoLayout) layout = thecal_chart_canvas_layout (canvas, text, FALSE);
    int width;

    thecal_chart_canvas_set_colour (canvas, "thecal_grid", 1.0);
    thecal_chart_canvas_line (canvas, (double[]){ x, canvas->top, x, canvas->bottom }, 0);
    thecal_chart_canvas_line (
        canvas, (double[]){ x, canvas->diary_top, x, canvas->diary_bottom }, 0);
    pango_layout_get_pixel_size (layout, &width, NULL);
    /* The word "Today" stands in the same row. */
    if (x + 6 + width > canvas->right ||
        (canvas->data->present.now_ms != 0 && x + 6 + width > now_x - 34 && x < now_x + 34))
      continue;
    thecal_chart_canvas_set_colour (canvas, "thecal_dim", 1.0);
    thecal_chart_canvas_text (canvas, layout, x + 6, canvas->bottom + 16, THECAL_CHART_TEXT_LEFT);
  }
}

/* Levels. */

static bool
is_visible (const ThecalChartCanvas *canvas, double from_x, double to_x)
{
  return to_x >= canvas->left && from_x <= canvas->right;
}

/* Calls for each line: its points are @first to @end. */
typedef void (*RunFunc) (ThecalChartCanvas *canvas, guint first, guint end);

static const ThecalChartPoint *
point_of (const ThecalChartCanvas *canvas, guint i)
{
  return &g_array_index (canvas->series->points, ThecalChartPoint, i);
}

static void
for_each_run (ThecalChartCanvas *canvas, RunFunc draw)
{
  const guint n = canvas->series->points->len;
  guint first = 0;

  for (guint i = 1; i <= n; i++) {
    if (i < n && !point_of (canvas, i)->begins)
      continue;
    if (is_visible (canvas,
                    thecal_chart_canvas_x (canvas, point_of (canvas, first)->at_ms) - 8,
                    thecal_chart_canvas_x (canvas, point_of (canvas, i - 1)->at_ms) + 8))
      draw (canvas, first, i);
    first = i;
  }
}

/* The last line goes on to the level of now, where the pump was heard just now. */
static bool
reaches_now (const ThecalChartCanvas *canvas, guint end)
{
  const ThecalHistoryPresent *present = &canvas->data->present;
  const gint64 silent_ms = present->now_ms - point_of (canvas, end - 1)->at_ms;

  return end == canvas->series->points->len && !present->is_stale && present->interval_s > 0 &&
         isfinite (present->nominal_ml) && silent_ms >= 0 &&
         silent_ms <= thecal_chart_series_get_reach_ms (canvas->data);
}

/* A line through many points: those that it passes anyway are left out, so that ten years are drawn
 * as fast as a day. */
typedef struct {
  cairo_t *cr;
  double x, y;           /* of the last corner */
  double last_x, last_y; /* of the last point, no corner yet */
  guint n;
} Trace;

static void
trace_to (Trace *trace, double x, double y)
{
  const double long_x = x - trace->x, long_y = y - trace->y;
  const double length = hypot (long_x, long_y);
  const double off =
      fabs (long_x * (trace->last_y - trace->y) - long_y * (trace->last_x - trace->x));

  if (trace->n == 0) {
    cairo_line_to (trace->cr, x, y);
    trace->x = x;
    trace->y = y;
  } else if (trace->n > 1 && (off > TRACE_OFF_PX * length || long_x > TRACE_MAX_PX)) {
    cairo_line_to (trace->cr, trace->last_x, trace->last_y);
    trace->x = trace->last_x;
    trace->y = trace->last_y;
  }
  trace->last_x = x;
  trace->last_y = y;
  trace->n++;
}

static void
trace_end (Trace *trace)
{
  if (trace->n > 1)
    cairo_line_to (trace->cr, trace->last_x, trace->last_y);
  trace->n = 0;
}

static void
trace_line (ThecalChartCanvas *canvas, guint first, guint end)
{
  const ThecalHistoryPresent *present = &canvas->data->present;
  Trace trace = { .cr = canvas->cr };

  for (guint i = first; i < end; i++) {
    const ThecalChartPoint *point = point_of (canvas, i);
    const double x = thecal_chart_canvas_x (canvas, point->at_ms);

    trace_to (&trace,
              CLAMP (x, canvas->left - FAR_PX, canvas->right + FAR_PX),
              thecal_chart_canvas_y (canvas, point->value));
  }
  if (reaches_now (canvas, end))
    trace_to (&trace,
              thecal_chart_canvas_x (canvas, present->now_ms),
              thecal_chart_canvas_y (canvas, present->nominal_ml));
  trace_end (&trace);
}

static void
draw_area (ThecalChartCanvas *canvas, guint first, guint end)
{
  double x, y;

  cairo_move_to (
      canvas->cr, thecal_chart_canvas_x (canvas, point_of (canvas, first)->at_ms), canvas->bottom);
  trace_line (canvas, first, end);
  cairo_get_current_point (canvas->cr, &x, &y);
  cairo_line_to (canvas->cr, x, canvas->bottom);
  cairo_close_path (canvas->cr);
  thecal_chart_canvas_set_colour (canvas, "thecal_fluid_deep", AREA_ALPHA);
  cairo_fill (canvas->cr);
}

/* What the buckets span, where it can be seen. */
static void
draw_envelope (ThecalChartCanvas *canvas, guint first, guint end)
{
  Trace trace = { .cr = canvas->cr };
  bool is_wide = false;

  for (guint i = first; i < end && !is_wide; i++)
    is_wide = thecal_chart_canvas_y (canvas, point_of (canvas, i)->low) -
                  thecal_chart_canvas_y (canvas, point_of (canvas, i)->high) >
              ENVELOPE_MIN_PX;
  if (!is_wide)
    return;
  for (guint i = first; i < end; i++)
    trace_to (&trace,
              thecal_chart_canvas_x (canvas, point_of (canvas, i)->at_ms),
              thecal_chart_canvas_y (canvas, point_of (canvas, i)->high));
  trace_end (&trace);
  for (guint i = end; i > first; i--)
    trace_to (&trace,
              thecal_chart_canvas_x (canvas, point_of (canvas, i - 1)->at_ms),
              thecal_chart_canvas_y (canvas, point_of (canvas, i - 1)->low));
  trace_end (&trace);
  cairo_close_path (canvas->cr);
  thecal_chart_canvas_set_colour (canvas, "thecal_band", 1.0);
  cairo_fill (canvas->cr);
}

static void
draw_line (ThecalChartCanvas *canvas, guint first, guint end)
{
  const ThecalChartPoint *point = point_of (canvas, first);

  thecal_chart_canvas_set_colour (canvas, "thecal_fluid_deep", 1.0);
  /* One reading alone. */
  if (end == first + 1 && !reaches_now (canvas, end)) {
    cairo_arc (canvas->cr,
               thecal_chart_canvas_x (canvas, point->at_ms),
               thecal_chart_canvas_y (canvas, point->value),
               DOT_PX + 1,
               0,
               2 * G_PI);
    cairo_fill (canvas->cr);
    return;
  }
  cairo_set_line_width (canvas->cr, LINE_PX);
  trace_line (canvas, first, end);
  cairo_stroke (canvas->cr);
}

static void
draw_rises (ThecalChartCanvas *canvas)
{
  thecal_chart_canvas_set_colour (canvas, "thecal_fluid_deep", 1.0);
  cairo_set_line_width (canvas->cr, 2);
  for (guint i = 0; i < canvas->series->points->len; i++) {
    const ThecalChartPoint *point = point_of (canvas, i);
    const double x = thecal_chart_canvas_x (canvas, point->at_ms);

    if (isnan (point->rises_from) || !is_visible (canvas, x, x))
      continue;
    thecal_chart_canvas_line (canvas,
                              (double[]){ x,
                                          thecal_chart_canvas_y (canvas, point->rises_from),
                                          x,
                                          thecal_chart_canvas_y (canvas, point->value) },
                              3.5);
  }
}

static void
draw_gaps (ThecalChartCanvas *canvas)
{
  for (guint i = 0; i < canvas->series->gaps->len; i++) {
    const ThecalChartGap *gap = &g_array_index (canvas->series->gaps, ThecalChartGap, i);
    const double from = MAX (thecal_chart_canvas_x (canvas, gap->from_ms), canvas->left);
    const double to = MIN (thecal_chart_canvas_x (canvas, gap->to_ms), canvas->right);

    if (to - from < GAP_MIN_PX)
      continue;
    cairo_rectangle (canvas->cr, from, canvas->top, to - from, canvas->bottom - canvas->top);
    thecal_chart_canvas_hatch (canvas, "thecal_gap", "card_bg_color", TRUE);
  }
}

static void
trace_edges (ThecalChartCanvas *canvas, const ThecalChartBand *band, bool early)
{
  for (guint i = 0; i < band->n; i++)
    cairo_line_to (
        canvas->cr,
        thecal_chart_canvas_x (canvas, early ? band->early[i].at_ms : band->late[i].at_ms),
        thecal_chart_canvas_y (canvas, early ? band->early[i].ml : band->late[i].ml));
}

/* Early edge solid, since it is the one that counts. */
static void
draw_band (ThecalChartCanvas *canvas, const ThecalChartBand *band)
{
  const double dashes[] = { 5, 4 };

  if (band->n == 0 || !is_visible (canvas,
                                   thecal_chart_canvas_x (canvas, band->early[0].at_ms),
                                   thecal_chart_canvas_x (canvas, band->late[band->n - 1].at_ms)))
    return;
  trace_edges (canvas, band, true);
  for (guint i = band->n; i > 0; i--)
    cairo_line_to (canvas->cr,
                   thecal_chart_canvas_x (canvas, band->late[i - 1].at_ms),
                   thecal_chart_canvas_y (canvas, band->late[i - 1].ml));
  cairo_close_path (canvas->cr);
  thecal_chart_canvas_hatch (canvas, "thecal_fluid", "thecal_band_soft", FALSE);
  thecal_chart_canvas_set_colour (canvas, "thecal_fluid_deep", 1.0);
  cairo_set_line_width (canvas->cr, 1.8);
  cairo_set_dash (canvas->cr, dashes, 2, 0);
  trace_edges (canvas, band, false);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
  cairo_set_line_width (canvas->cr, 2.2);
  trace_edges (canvas, band, true);
  cairo_stroke (canvas->cr);
}

static void
draw_now (ThecalChartCanvas *canvas)
{
  const ThecalHistoryPresent *present = &canvas->data->present;
  const double x = thecal_chart_canvas_x (canvas, present->now_ms);

  if (present->now_ms == 0 || present->is_stale || isnan (present->nominal_ml) ||
      !is_visible (canvas, x, x))
    return;
  cairo_arc (canvas->cr, x, thecal_chart_canvas_y (canvas, present->nominal_ml), 5.5, 0, 2 * G_PI);
  thecal_chart_canvas_set_colour (canvas, "card_bg_color", 1.0);
  cairo_fill_preserve (canvas->cr);
  thecal_chart_canvas_set_colour (canvas, "thecal_fluid_deep", 1.0);
  cairo_set_line_width (canvas->cr, 2.8);
  cairo_stroke (canvas->cr);
}

/* Its word stands where the forecast does not. */
static void
draw_low (ThecalChartCanvas *canvas)
{
  const ThecalChartBand forecast = thecal_chart_forecast_of (&canvas->data->present);
  const double low_ml = canvas->data->present.low_ml;
  const double y = round (thecal_chart_canvas_y (canvas, low_ml)) + 0.5;
  const bool is_ahead =
      forecast.n > 0 && thecal_chart_canvas_x (canvas, forecast.late[0].at_ms) < canvas->right;
  const double end_x =
      is_ahead ? thecal_chart_canvas_x (canvas, forecast.late[forecast.n - 1].at_ms) : canvas->left;
  g_autofree char *text = g_strdup_printf (_ ("Low %g mL"), low_ml);
  g_autoptr (PangoLayout) layout = thecal_chart_canvas_layout (canvas, text, TRUE);
  int width;

  if (isnan (low_ml))
    return;
  pango_layout_get_pixel_size (layout, &width, NULL);
  thecal_chart_canvas_set_colour (canvas, "thecal_fg", 1.0);
  cairo_set_line_width (canvas->cr, 1.6);
  thecal_chart_canvas_line (canvas, (double[]){ canvas->left, y, canvas->right, y }, 6);
  if (end_x > canvas->right - width - 24)
    thecal_chart_canvas_text (canvas, layout, canvas->left + 6, y - 11, THECAL_CHART_TEXT_LEFT);
  else
    thecal_chart_canvas_text (canvas, layout, canvas->right, y - 11, THECAL_CHART_TEXT_RIGHT);
}

/* Diary. */

static bool
is_dense (const ThecalChartCanvas *canvas)
{
  const GArray *diary = canvas->data->diary;
  const ThecalHistoryDiary *first = &g_array_index (diary, ThecalHistoryDiary, 0);
  const ThecalHistoryDiary *last =
      &g_array_index (diary, ThecalHistoryDiary, MAX (diary->len, 1) - 1);

  return diary->len > 1 && thecal_chart_canvas_x (canvas, last->at_ms) -
                                   thecal_chart_canvas_x (canvas, first->at_ms) <
                               DENSE_PX * diary->len;
}

/* Thousands of days: as points of two pixels, set one by one; as a path they would cost a frame. */
static void
draw_points (ThecalChartCanvas *canvas)
{
  const GArray *diary = canvas->data->diary;
  const int width = (int) canvas->width, height = (int) canvas->height;
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  const int stride = cairo_image_surface_get_stride (mask);
  unsigned char *pixels = cairo_image_surface_get_data (mask);

  for (guint i = 0; pixels != NULL && i < diary->len; i++) {
    const ThecalHistoryDiary *day = &g_array_index (diary, ThecalHistoryDiary, i);
    const double x = thecal_chart_canvas_x (canvas, day->at_ms);
    const int y = (int) thecal_chart_canvas_diary_y (canvas, day->stiffness);

    if (isnan (day->stiffness) || x < 1 || x >= width - 1 || y < 1 || y >= height - 1)
      continue;
    for (int row = y - 1; row <= y; row++)
      pixels[row * stride + (int) x - 1] = pixels[row * stride + (int) x] = 0xff;
  }
  cairo_surface_mark_dirty (mask);
  cairo_mask_surface (canvas->cr, mask, 0, 0);
  cairo_surface_destroy (mask);
}

static void
draw_dots (ThecalChartCanvas *canvas)
{
  const GArray *diary = canvas->data->diary;

  thecal_chart_canvas_set_colour (canvas, "thecal_dim", 0.55);
  if (is_dense (canvas)) {
    draw_points (canvas);
    return;
  }
  for (guint i = 0; i < diary->len; i++) {
    const ThecalHistoryDiary *day = &g_array_index (diary, ThecalHistoryDiary, i);
    const double x = thecal_chart_canvas_x (canvas, day->at_ms);

    if (isnan (day->stiffness) || !is_visible (canvas, x, x))
      continue;
    cairo_new_sub_path (canvas->cr);
    cairo_arc (
        canvas->cr, x, thecal_chart_canvas_diary_y (canvas, day->stiffness), DOT_PX, 0, 2 * G_PI);
  }
  cairo_fill (canvas->cr);
}

/* Where many days share a pixel, their mean. */
static void
draw_means (ThecalChartCanvas *canvas)
{
  const GArray *diary = canvas->data->diary;
  Trace trace = { .cr = canvas->cr };
  double sum = 0, before_x = -FAR_PX;
  guint n = 0;

  for (guint i = 0; i < diary->len; i++) {
    const ThecalHistoryDiary *day = &g_array_index (diary, ThecalHistoryDiary, i);
    const double x = thecal_chart_canvas_x (canvas, day->at_ms);

    if (isnan (day->mean) || !is_visible (canvas, x - 200, x + 200))
      continue;
    sum += day->mean;
    n++;
    if (x - before_x < 1.0)
      continue;
    /* The mean looks back three days: after a longer silence it begins anew. */
    if (before_x > -FAR_PX &&
        x - before_x > MAX (thecal_chart_canvas_x (canvas, 3 * THECAL_CHART_DAY_MS) -
                                thecal_chart_canvas_x (canvas, 0),
                            2.0)) {
      trace_end (&trace);
      cairo_new_sub_path (canvas->cr);
    }
    trace_to (&trace, x, thecal_chart_canvas_diary_y (canvas, sum / n));
    before_x = x;
    sum = 0;
    n = 0;
  }
  trace_end (&trace);
  thecal_chart_canvas_set_colour (canvas, "thecal_fg", 1.0);
  cairo_set_line_width (canvas->cr, is_dense (canvas) ? 1.2 : 2);
  cairo_stroke (canvas->cr);
}

void
thecal_chart_lanes_draw (ThecalChartCanvas *canvas)
{
  const ThecalChartBand computed = thecal_chart_since_fill (canvas->data);
  const ThecalChartBand forecast = thecal_chart_forecast_of (&canvas->data->present);

  draw_levels_scale (canvas);
  draw_diary_scale (canvas);
  draw_calendar (canvas);
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, canvas->left, 0, canvas->right - canvas->left, canvas->height);
  cairo_clip (canvas->cr);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  for_each_run (canvas, draw_area);
  draw_gaps (canvas);
  for_each_run (canvas, draw_envelope);
  for_each_run (canvas, draw_line);
  draw_rises (canvas);
  draw_band (canvas, &computed);
  draw_band (canvas, &forecast);
  draw_low (canvas);
  draw_dots (canvas);
  draw_means (canvas);
  draw_now (canvas);
  cairo_restore (canvas->cr);
}
