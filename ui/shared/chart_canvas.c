/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/chart_canvas.h"

#include <math.h>

#define NARROW_PX 640
#define HATCH_PERIOD 7
#define HATCH_STRIPE 2.5
#define DIARY_MAX 10.0

static double
highest_of (const ThecalHistoryData *data)
{
  double highest = data->present.late_ml;

  for (guint i = 0; i < data->levels->len; i++)
    highest = fmax (highest, g_array_index (data->levels, ThecalHistoryLevel, i).highest_ml);

  return highest;
}

void
thecal_chart_canvas_lay_out (ThecalChartCanvas *self)
{
  self->narrow = self->width < NARROW_PX;
  self->left = self->narrow ? 34 : 58;
  self->right = self->width - (self->narrow ? 6 : 14);
  self->top = self->narrow ? 44 : 48;
  self->diary_bottom = self->height - 10;
  self->diary_top = self->diary_bottom - (self->narrow ? 70 : 90);
  self->bottom = self->diary_top - 58;
  self->top_ml = thecal_chart_get_top (self->data->present.capacity_ml, highest_of (self->data));
}

double
thecal_chart_canvas_x (const ThecalChartCanvas *self, gint64 at_ms)
{
  return self->left + thecal_chart_view_to_x (self->view, at_ms, self->right - self->left);
}

double
thecal_chart_canvas_y (const ThecalChartCanvas *self, double level_ml)
{
  const double part = CLAMP (level_ml / self->top_ml, 0.0, 1.0);

  return self->bottom - part * (self->bottom - self->top);
}

double
thecal_chart_canvas_diary_y (const ThecalChartCanvas *self, double value)
{
  const double part = CLAMP (value / DIARY_MAX, 0.0, 1.0);

  return self->diary_bottom - part * (self->diary_bottom - self->diary_top);
}

GdkRGBA
thecal_chart_canvas_get_colour (const ThecalChartCanvas *self, const char *name)
{
  GdkRGBA colour = { 0.35f, 0.4f, 0.84f, 1.0f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (self->widget), name, &colour);

  return colour;
}

void
thecal_chart_canvas_set_colour (ThecalChartCanvas *self, const char *name, double alpha)
{
  GdkRGBA colour = thecal_chart_canvas_get_colour (self, name);

  colour.alpha *= (float) alpha;
  gdk_cairo_set_source_rgba (self->cr, &colour);
}

void
thecal_chart_canvas_line (ThecalChartCanvas *self, const double corners[4], double dash)
{
  const double dashes[] = { dash, dash };

  cairo_set_dash (self->cr, dashes, dash > 0.0 ? 2 : 0, 0);
  cairo_move_to (self->cr, corners[0], corners[1]);
  cairo_line_to (self->cr, corners[2], corners[3]);
  cairo_stroke (self->cr);
  cairo_set_dash (self->cr, NULL, 0, 0);
}

void
thecal_chart_canvas_hatch (ThecalChartCanvas *self,
                           const char *name,
                           const char *ground,
                           gboolean falling)
{
  double left, top, right, bottom;

  cairo_save (self->cr);
  cairo_clip_preserve (self->cr);
  cairo_clip_extents (self->cr, &left, &top, &right, &bottom);
  thecal_chart_canvas_set_colour (self, ground, 1.0);
  cairo_fill (self->cr);
  thecal_chart_canvas_set_colour (self, name, 1.0);
  cairo_set_line_width (self->cr, HATCH_STRIPE);
  /* From a fixed origin, so that stripes do not swim when the chart is dragged. */
  left = floor ((left - (bottom - top)) / HATCH_PERIOD) * HATCH_PERIOD;
  for (double x = left; x < right; x += HATCH_PERIOD * G_SQRT2) {
    cairo_move_to (self->cr, x, falling ? top : bottom);
    cairo_line_to (self->cr, x + (bottom - top), falling ? bottom : top);
  }
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

PangoLayout *
thecal_chart_canvas_layout (ThecalChartCanvas *self, const char *text, gboolean bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.9));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

double
thecal_chart_canvas_text (ThecalChartCanvas *self,
                          PangoLayout *layout,
                          double x,
                          double y,
                          ThecalChartAlign align)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (align == THECAL_CHART_TEXT_RIGHT)
    x -= width;
  else if (align == THECAL_CHART_TEXT_MIDDLE)
    x -= width / 2.0;
  cairo_move_to (self->cr, x, y - height / 2.0);
  pango_cairo_show_layout (self->cr, layout);

  return width;
}
