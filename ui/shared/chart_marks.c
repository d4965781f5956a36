/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/chart_marks.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"
#include "shared/history_words.h"
#include "shared/priority_look.h"

#define GLYPH_PX 16
#define APART_PX 22.0 /* nearer glyphs would cover each other */
#define PILL_PX 22.0
#define NOW_DAYS 3      /* of what is shown: below that the line is an hour, no day */
#define GAP_MIN_PX 12.0 /* a silence wide enough for its mark */

/* A mark of the upper row, before it is known whether its label has room. */
typedef struct {
  double x;
  const char *icon_name;
  char *label; /* owned */
} Item;

static void
clear_item (gpointer data)
{
  g_free (((Item *) data)->label);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *one = a, *other = b;

  return (one->x > other->x) - (one->x < other->x);
}

static bool
is_inside (const ThecalChartCanvas *canvas, double x)
{
  return x >= canvas->left && x <= canvas->right;
}

static void
draw_glyph (ThecalChartCanvas *canvas,
            GtkSnapshot *snapshot,
            const Item *item,
            const char *colour_name,
            double y)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (canvas->widget));
  const GdkRGBA colour = thecal_chart_canvas_get_colour (canvas, colour_name);
  const GdkRGBA colours[] = { colour, colour, colour, colour };
  g_autoptr (GtkIconPaintable) icon =
      gtk_icon_theme_lookup_icon (theme,
                                  item->icon_name,
                                  NULL,
                                  GLYPH_PX,
                                  gtk_widget_get_scale_factor (canvas->widget),
                                  gtk_widget_get_direction (canvas->widget),
                                  GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) round (item->x - GLYPH_PX / 2.0),
                                                (float) round (y - GLYPH_PX / 2.0)));
  gtk_symbolic_paintable_snapshot_symbolic (
      GTK_SYMBOLIC_PAINTABLE (icon), snapshot, GLYPH_PX, GLYPH_PX, colours, G_N_ELEMENTS (colours));
  gtk_snapshot_restore (snapshot);
}

/* The upper row. */

static const char *
icon_of (const ThecalHistoryMark *mark)
{
  switch ((int) mark->kind) {
  case THECAL_ENTRY_REFILL:
    return "thecal-refill-symbolic";
  case THECAL_ENTRY_DOSE:
    return "thecal-dose-symbolic";
  default:
    return "thecal-calendar-symbolic";
  }
}

static void
collect_marks (const ThecalChartCanvas *canvas, GArray *items)
{
  for (guint i = 0; i < canvas->data->marks->len; i++) {
    const ThecalHistoryMark *mark = &g_array_index (canvas->data->marks, ThecalHistoryMark, i);
    Item item = { thecal_chart_canvas_x (canvas, mark->at_ms), icon_of (mark), NULL };

    if (mark->is_planned || !is_inside (canvas, item.x))
      continue;
    item.label = thecal_history_mark_label (mark, thecal_history_changes_dose (canvas->data, i));
    g_array_append_val (items, item);
  }
}

static void
collect_gaps (const ThecalChartCanvas *canvas, GArray *items)
{
  for (guint i = 0; i < canvas->series->gaps->len; i++) {
    const ThecalChartGap *gap = &g_array_index (canvas->series->gaps, ThecalChartGap, i);
    const double from = MAX (thecal_chart_canvas_x (canvas, gap->from_ms), canvas->left);
    const double to = MIN (thecal_chart_canvas_x (canvas, gap->to_ms), canvas->right);
    g_autofree char *length =
        thecal_history_length_words (gap->to_ms - gap->from_ms, canvas->data->bucket_ms);
    Item item = { (from + to) / 2, "thecal-unknown-symbolic", NULL };

    if (to - from < GAP_MIN_PX)
      continue;
    item.label = g_strdup_printf (_ ("Not heard, %s"), length);
    g_array_append_val (items, item);
  }
}

static void
draw_upper_row (ThecalChartCanvas *canvas, GtkSnapshot *snapshot, GArray *items)
{
  const double y = canvas->top - 34;
  double free_x = 0;

  for (guint i = 0; i < items->len; i++) {
    const Item *item = &g_array_index (items, Item, i);
    const double next_x =
        i + 1 < items->len ? g_array_index (items, Item, i + 1).x - GLYPH_PX : canvas->width - 2;
    const double text_x = item->x + GLYPH_PX / 2.0 + 6;
    g_autoptr (PangoLayout) layout = thecal_chart_canvas_layout (canvas, item->label, FALSE);
    int width;

    if (item->x < free_x)
      continue;
    draw_glyph (canvas, snapshot, item, "thecal_fg", y);
    free_x = item->x + APART_PX;
    pango_layout_get_pixel_size (layout, &width, NULL);
    if (text_x + width > next_x)
      continue;
    thecal_chart_canvas_set_colour (canvas, "thecal_fg", 1.0);
    thecal_chart_canvas_text (canvas, layout, text_x, y, THECAL_CHART_TEXT_LEFT);
    free_x = text_x + width;
  }
}

/* Alarms. */

static void
draw_alarms (ThecalChartCanvas *canvas, GtkSnapshot *snapshot)
{
  g_autoptr (GArray) clusters = thecal_chart_cluster_alarms (
      canvas->data, canvas->view, canvas->right - canvas->left, APART_PX + 6);

  for (guint i = 0; i < clusters->len; i++) {
    const ThecalChartCluster *cluster = &g_array_index (clusters, ThecalChartCluster, i);
    const ThecalPriorityLook *look =
        thecal_priority_look_get (thecal_priority_to_string (cluster->priority));
    g_autofree char *colour = g_strdelimit (g_strdup (look->css_class), "-", '_');
    const Item item = { canvas->left + cluster->x, look->icon_name, NULL };

    draw_glyph (canvas, snapshot, &item, colour, canvas->top - 12);
    if (cluster->n > 1) {
      g_autofree char *number = g_strdup_printf ("%u", cluster->n);
      g_autoptr (PangoLayout) layout = thecal_chart_canvas_layout (canvas, number, TRUE);

      thecal_chart_canvas_set_colour (canvas, "thecal_fg", 1.0);
      thecal_chart_canvas_text (
          canvas, layout, item.x + 9, canvas->top - 12, THECAL_CHART_TEXT_LEFT);
    }
  }
}

/* Dates ahead. */

static void
draw_visits (ThecalChartCanvas *canvas)
{
  for (guint i = 0; i < canvas->data->marks->len; i++) {
    const ThecalHistoryMark *mark = &g_array_index (canvas->data->marks, ThecalHistoryMark, i);
    const double x = round (thecal_chart_canvas_x (canvas, mark->at_ms)) + 0.5;
    g_autofree char *when = NULL;
    g_autofree char *text = NULL;
    g_autoptr (PangoLayout) layout = NULL;
    int width;

    if (!mark->is_planned || !is_inside (canvas, x))
      continue;
    thecal_chart_canvas_set_colour (canvas, "accent_color", 1.0);
    cairo_set_line_width (canvas->cr, 1.6);
    thecal_chart_canvas_line (canvas, (double[]){ x, canvas->top, x, canvas->bottom }, 3);
    when = thecal_history_visit_words (mark->at_ms, canvas->zone);
    text = g_strdup_printf (_ ("Visit %s"), when);
    layout = thecal_chart_canvas_layout (canvas, canvas->narrow ? _ ("Visit") : text, TRUE);
    pango_layout_get_pixel_size (layout, &width, NULL);
    if (x + 8 + width < canvas->right)
      thecal_chart_canvas_text (canvas, layout, x + 8, canvas->top + 12, THECAL_CHART_TEXT_LEFT);
  }
}

/* Height of the late edge at @x: a text stands above it. */
static double
late_y (const ThecalChartCanvas *canvas, const ThecalChartBand *forecast, double x)
{
  for (guint i = 1; i < forecast->n; i++) {
    const double from = thecal_chart_canvas_x (canvas, forecast->late[i - 1].at_ms);
    const double to = thecal_chart_canvas_x (canvas, forecast->late[i].at_ms);
    const double part = (x - from) / MAX (to - from, 1.0);

    if (part <= 1.0)
      return thecal_chart_canvas_y (canvas,
                                    forecast->late[i - 1].ml +
                                        MAX (part, 0.0) *
                                            (forecast->late[i].ml - forecast->late[i - 1].ml));
  }

  return canvas->bottom;
}

static void
draw_empties (ThecalChartCanvas *canvas)
{
  const ThecalHistoryPresent *present = &canvas->data->present;
  const ThecalChartBand forecast = thecal_chart_forecast_of (present);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (present->now_ms / 1000);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, canvas->zone);
  g_autofree char *dates = NULL;
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;
  double end_x, y;

  if (forecast.n == 0 || canvas->narrow)
    return;
  end_x = thecal_chart_canvas_x (canvas, forecast.early[forecast.n - 1].at_ms);
  dates = thecal_format_dates (now, present->empty_early_days, present->empty_late_days);
  text = g_strdup_printf (
      thecal_format_is_one_day (now, present->empty_early_days, present->empty_late_days)
          ? _ ("Empties on\n%s")
          : _ ("Empties between\n%s"),
      dates);
  layout = thecal_chart_canvas_layout (canvas, text, TRUE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (!is_inside (canvas, end_x) ||
      canvas->right - width < thecal_chart_canvas_x (canvas, present->now_ms) + 12)
    return;
  y = MIN (late_y (canvas, &forecast, canvas->right - width),
           thecal_chart_canvas_y (canvas, MAX (present->low_ml, 0.0)) - 24) -
      height / 2.0 - 8;
  thecal_chart_canvas_set_colour (canvas, "thecal_fg", 1.0);
  thecal_chart_canvas_text (canvas, layout, canvas->right, y, THECAL_CHART_TEXT_RIGHT);
}

static void
trace_rounded (cairo_t *cr, const double box[4], double radius)
{
  const double x = box[0], y = box[1], right = x + box[2], bottom = y + box[3];

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_arc (cr, right - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, bottom - radius, radius, G_PI_2, G_PI);
  cairo_close_path (cr);
}

static void
draw_today (ThecalChartCanvas *canvas)
{
  const double x = round (thecal_chart_canvas_x (canvas, canvas->data->present.now_ms)) + 0.5;
  const double y = canvas->bottom + 16;
  const gint64 span_ms = canvas->view->to_ms - canvas->view->from_ms;
  g_autoptr (PangoLayout) layout = thecal_chart_canvas_layout (
      canvas, span_ms > NOW_DAYS * THECAL_CHART_DAY_MS ? _ ("Today") : _ ("Now"), TRUE);
  int width;

  if (canvas->data->present.now_ms == 0 || !is_inside (canvas, x))
    return;
  pango_layout_get_pixel_size (layout, &width, NULL);
  thecal_chart_canvas_set_colour (canvas, "thecal_fg", 1.0);
  cairo_set_line_width (canvas->cr, 1.5);
  thecal_chart_canvas_line (canvas, (double[]){ x, canvas->top, x, canvas->diary_bottom }, 0);
  trace_rounded (canvas->cr,
                 (double[]){ x - width / 2.0 - 9, y - PILL_PX / 2, width + 18, PILL_PX },
                 PILL_PX / 2);
  cairo_fill (canvas->cr);
  thecal_chart_canvas_set_colour (canvas, "window_bg_color", 1.0);
  thecal_chart_canvas_text (canvas, layout, x, y, THECAL_CHART_TEXT_MIDDLE);
}

void
thecal_chart_marks_draw (ThecalChartCanvas *canvas, GtkSnapshot *snapshot)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));

  g_array_set_clear_func (items, clear_item);
  collect_marks (canvas, items);
  collect_gaps (canvas, items);
  g_array_sort (items, compare_items);
  draw_upper_row (canvas, snapshot, items);
  draw_alarms (canvas, snapshot);
  draw_visits (canvas);
  draw_empties (canvas);
  draw_today (canvas);
}

void
thecal_chart_marks_draw_read_out (ThecalChartCanvas *canvas, const char *text, gint64 at_ms)
{
  const double x = round (thecal_chart_canvas_x (canvas, at_ms)) + 0.5;
  g_autoptr (PangoLayout) layout = thecal_chart_canvas_layout (canvas, text, FALSE);
  double box[4] = { x + 12, canvas->top + 6, 0, 0 };
  int width, height;

  if (!is_inside (canvas, x))
    return;
  pango_layout_set_width (layout, (int) (MIN (280.0, canvas->width - 40) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, &width, &height);
  box[2] = width + 24;
  box[3] = height + 18;
  if (box[0] + box[2] > canvas->width - 4)
    box[0] = MAX (x - 12 - box[2], 4);
  thecal_chart_canvas_set_colour (canvas, "thecal_dim", 1.0);
  cairo_set_line_width (canvas->cr, 1);
  thecal_chart_canvas_line (canvas, (double[]){ x, canvas->top, x, canvas->diary_bottom }, 0);
  trace_rounded (canvas->cr, box, 9);
  thecal_chart_canvas_set_colour (canvas, "popover_bg_color", 1.0);
  cairo_fill_preserve (canvas->cr);
  thecal_chart_canvas_set_colour (canvas, "thecal_vessel_edge", 1.0);
  cairo_stroke (canvas->cr);
  thecal_chart_canvas_set_colour (canvas, "thecal_fg", 1.0);
  thecal_chart_canvas_text (
      canvas, layout, box[0] + 12, box[1] + 9 + height / 2.0, THECAL_CHART_TEXT_LEFT);
}
