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

static void
trace_line (ThecalChartCanvas *canvas, guint first, guint end)
{
  const ThecalHistoryPresent *present = &canvas->data->present;

  for (guint i = first; i < end; i++) {
    const ThecalChartPoint *point = point_of (canvas, i);
    const double x = thecal_chart_canvas_x (canvas, point->at_ms);

    cairo_line_to (canvas->cr,
                   CLAMP (x, canvas->left - 4000, canvas->right + 4000),
                   thecal_chart_canvas_y (canvas, point->value));
  }
  if (reaches_now (canvas, end))
    cairo_line_to (canvas->cr,
                   thecal_chart_canvas_x (canvas, present->now_ms),
                   thecal_chart_canvas_y (canvas, present->nominal_ml));
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
  bool is_wide = false;

  for (guint i = first; i < end && !is_wide; i++)
    is_wide = thecal_chart_canvas_y (canvas, point_of (canvas, i)->low) -
                  thecal_chart_canvas_y (canvas, point_of (canvas, i)->high) >
              ENVELOPE_MIN_PX;
  if (!is_wide)
    return;
  for (guint i = first; i < end; i++)
    cairo_line_to (canvas->cr,
                   thecal_chart_canvas_x (canvas, point_of (canvas, i)->at_ms),
                   thecal_chart_canvas_y (canvas, point_of (canvas, i)->high));
  for (guint i = end; i > first; i--)
    cairo_line_to (canvas->cr,
                   thecal_chart_canvas_x (canvas, point_of (canvas, i - 1)->at_ms),
                   thecal_chart_canvas_y (canvas, point_of (canvas, i - 1)->low));
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
trace_edges (ThecalChartCanvas *canvas, const ThecalChartForecast *forecast, bool early)
{
  for (guint i = 0; i < forecast->n; i++)
    cairo_line_to (
        canvas->cr,
        thecal_chart_canvas_x (canvas, early ? forecast->early[i].at_ms : forecast->late[i].at_ms),
        thecal_chart_canvas_y (canvas, early ? forecast->early[i].ml : forecast->late[i].ml));
}

/* Early edge solid, since it is the one that counts. */
static void
draw_forecast (ThecalChartCanvas *canvas)
{
  const ThecalChartForecast forecast = thecal_chart_forecast_of (&canvas->data->present);
  const double dashes[] = { 5, 4 };

  if (forecast.n == 0 ||
      !is_visible (canvas, thecal_chart_canvas_x (canvas, forecast.early[0].at_ms), G_MAXDOUBLE))
    return;
  trace_edges (canvas, &forecast, true);
  for (guint i = forecast.n; i > 0; i--)
    cairo_line_to (canvas->cr,
                   thecal_chart_canvas_x (canvas, forecast.late[i - 1].at_ms),
                   thecal_chart_canvas_y (canvas, forecast.late[i - 1].ml));
  cairo_close_path (canvas->cr);
  thecal_chart_canvas_hatch (canvas, "thecal_fluid", "thecal_band_soft", FALSE);
  thecal_chart_canvas_set_colour (canvas, "thecal_fluid_deep", 1.0);
  cairo_set_line_width (canvas->cr, 1.8);
  cairo_set_dash (canvas->cr, dashes, 2, 0);
  trace_edges (canvas, &forecast, false);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
  cairo_set_line_width (canvas->cr, 2.2);
  trace_edges (canvas, &forecast, true);
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
  const ThecalChartForecast forecast = thecal_chart_forecast_of (&canvas->data->present);
  const double low_ml = canvas->data->present.low_ml;
  const double y = round (thecal_chart_canvas_y (canvas, low_ml)) + 0.5;
  const double end_x = forecast.n > 0
                           ? thecal_chart_canvas_x (canvas, forecast.late[forecast.n - 1].at_ms)
                           : canvas->left;
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

static void
draw_dots (ThecalChartCanvas *canvas)
{
  const GArray *diary = canvas->data->diary;
  const double span_px =
      diary->len > 1
          ? thecal_chart_canvas_x (
                canvas, g_array_index (diary, ThecalHistoryDiary, diary->len - 1).at_ms) -
                thecal_chart_canvas_x (canvas, g_array_index (diary, ThecalHistoryDiary, 0).at_ms)
          : G_MAXDOUBLE;
  const bool dense = span_px / MAX (diary->len, 1) < DENSE_PX;

  thecal_chart_canvas_set_colour (canvas, "thecal_dim", 0.55);
  for (guint i = 0; i < diary->len; i++) {
    const ThecalHistoryDiary *day = &g_array_index (diary, ThecalHistoryDiary, i);
    const double x = thecal_chart_canvas_x (canvas, day->at_ms);
    const double y = thecal_chart_canvas_diary_y (canvas, day->stiffness);

    if (isnan (day->stiffness) || !is_visible (canvas, x, x))
      continue;
    if (dense) {
      cairo_rectangle (canvas->cr, round (x) - 1, round (y) - 1, 2, 2);
      continue;
    }
    cairo_new_sub_path (canvas->cr);
    cairo_arc (canvas->cr, x, y, DOT_PX, 0, 2 * G_PI);
  }
  cairo_fill (canvas->cr);
}

static void
draw_means (ThecalChartCanvas *canvas)
{
  const GArray *diary = canvas->data->diary;
  gint64 before_ms = G_MININT64;

  for (guint i = 0; i < diary->len; i++) {
    const ThecalHistoryDiary *day = &g_array_index (diary, ThecalHistoryDiary, i);
    const double x = thecal_chart_canvas_x (canvas, day->at_ms);
    const double y = thecal_chart_canvas_diary_y (canvas, day->mean);

    if (isnan (day->mean) || !is_visible (canvas, x - 200, x + 200))
      continue;
    /* The mean looks back three days: after a longer silence it begins anew. */
    if (before_ms == G_MININT64 || day->at_ms - before_ms > 3 * THECAL_CHART_DAY_MS)
      cairo_move_to (canvas->cr, x, y);
    else
      cairo_line_to (canvas->cr, x, y);
    before_ms = day->at_ms;
  }
  thecal_chart_canvas_set_colour (canvas, "thecal_fg", 1.0);
  cairo_set_line_width (canvas->cr, 2);
  cairo_stroke (canvas->cr);
}

void
thecal_chart_lanes_draw (ThecalChartCanvas *canvas)
{
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
  draw_forecast (canvas);
  draw_low (canvas);
  draw_dots (canvas);
  draw_means (canvas);
  draw_now (canvas);
  cairo_restore (canvas->cr);
}
