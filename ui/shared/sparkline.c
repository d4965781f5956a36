/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/sparkline.h"

#include <math.h>

#define LEFT 26
#define BOTTOM 20
#define MARGIN 7
#define HEIGHT 132
#define MOST 10.0
#define DOT 4.0

struct _ThecalSparkline {
  GtkWidget parent_instance;
  ThecalSparklineData data;
};

G_DEFINE_FINAL_TYPE (ThecalSparkline, thecal_sparkline, GTK_TYPE_WIDGET)

static double
x_of (GtkWidget *widget, int i)
{
  const double width = gtk_widget_get_width (widget) - LEFT - 2 * MARGIN;

  return LEFT + MARGIN + width * i / (THECAL_SPARKLINE_DAYS - 1);
}

static double
y_of (GtkWidget *widget, double value)
{
  const double height = gtk_widget_get_height (widget) - BOTTOM - 2 * MARGIN;

  return MARGIN + height * (1.0 - value / MOST);
}

static void
set_colour (GtkWidget *widget, cairo_t *cr, const char *name, float alpha)
{
  GdkRGBA colour = { 0.35f, 0.35f, 0.4f, 1.0f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour);
  colour.alpha *= alpha;
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
write_text (GtkWidget *widget, cairo_t *cr, const char *text, double x, double y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
  int width, height;

  pango_font_description_set_size (font, 9 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - width / 2.0, y - height / 2.0);
  set_colour (widget, cr, "thecal_dim", 1);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_grid (GtkWidget *widget, cairo_t *cr)
{
  for (int value = 0; value <= 10; value += 5) {
    const double y = floor (y_of (widget, value)) + 0.5;
    char text[4];

    set_colour (widget, cr, "thecal_dim", 0.3f);
    cairo_set_line_width (cr, 1);
    cairo_move_to (cr, LEFT, y);
    cairo_line_to (cr, gtk_widget_get_width (widget), y);
    cairo_stroke (cr);
    g_snprintf (text, sizeof text, "%d", value);
    write_text (widget, cr, text, LEFT / 2.0, y);
  }
}

static void
draw_means (GtkWidget *widget, cairo_t *cr, const ThecalSparklineData *data)
{
  set_colour (widget, cr, "thecal_fg", 1);
  cairo_set_line_width (cr, 2);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (cr);
  for (int i = 0; i < THECAL_SPARKLINE_DAYS; i++) {
    const double x = x_of (widget, i);

    if (isnan (data->mean[i]))
      cairo_new_sub_path (cr);
    else if (i == 0 || isnan (data->mean[i - 1]))
      cairo_move_to (cr, x, y_of (widget, data->mean[i]));
    else
      cairo_line_to (cr, x, y_of (widget, data->mean[i]));
  }
  cairo_stroke (cr);
}

static void
draw_days (GtkWidget *widget, cairo_t *cr, const ThecalSparklineData *data)
{
  for (int i = 0; i < THECAL_SPARKLINE_DAYS; i++) {
    const double x = x_of (widget, i);

    write_text (widget, cr, data->day[i], x, gtk_widget_get_height (widget) - BOTTOM / 2.0);
    if (isnan (data->value[i]))
      continue;
    set_colour (widget, cr, "thecal_fluid", 1);
    cairo_arc (cr, x, y_of (widget, data->value[i]), DOT, 0, 2 * G_PI);
    cairo_fill (cr);
  }
}

static void
thecal_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const ThecalSparkline *self = THECAL_SPARKLINE (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (
      0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  draw_grid (widget, cr);
  draw_days (widget, cr, &self->data);
  draw_means (widget, cr, &self->data);
  cairo_destroy (cr);
}

static void
thecal_sparkline_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : HEIGHT;
}

static void
thecal_sparkline_class_init (ThecalSparklineClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = thecal_sparkline_snapshot;
  GTK_WIDGET_CLASS (klass)->measure = thecal_sparkline_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
thecal_sparkline_init (ThecalSparkline *self)
{
  for (int i = 0; i < THECAL_SPARKLINE_DAYS; i++)
    self->data.value[i] = self->data.mean[i] = NAN;
}

void
thecal_sparkline_set (ThecalSparkline *self, const ThecalSparklineData *data, const char *words)
{
  self->data = *data;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
thecal_sparkline_new (void)
{
  return g_object_new (THECAL_TYPE_SPARKLINE, NULL);
}
