/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/battery_gauge.h"

#include <glib/gi18n.h>
#include <math.h>

#define EDGE 2.0
#define GAP 3.0

struct _ThecalBatteryGauge {
  GtkWidget parent_instance;
  int width, height; /* px */
  double percent;
};

G_DEFINE_FINAL_TYPE (ThecalBatteryGauge, thecal_battery_gauge, GTK_TYPE_WIDGET)

static void
thecal_battery_gauge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThecalBatteryGauge *self = THECAL_BATTERY_GAUGE (widget);
  const double dashes[] = { 5, 4 };
  const double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const double cap = height / 14, top = cap + EDGE, inner = height - top - EDGE;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_rectangle (cr, width * 0.3, 0, width * 0.4, cap + EDGE);
  cairo_fill (cr);
  cairo_set_line_width (cr, EDGE);
  if (isnan (self->percent))
    cairo_set_dash (cr, dashes, 2, 0);
  cairo_rectangle (cr, EDGE / 2, top, width - EDGE, inner);
  cairo_stroke (cr);
  if (!isnan (self->percent)) {
    const double full = inner - 2 * (GAP + EDGE / 2);
    const double level = full * CLAMP (self->percent / 100, 0, 1);

    cairo_rectangle (
        cr, EDGE + GAP, top + inner - GAP - EDGE / 2 - level, width - 2 * (EDGE + GAP), level);
    cairo_fill (cr);
  }
  cairo_destroy (cr);
}

static void
thecal_battery_gauge_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  ThecalBatteryGauge *self = THECAL_BATTERY_GAUGE (widget);

  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
  *minimum = *natural;
}

static void
thecal_battery_gauge_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (thecal_battery_gauge_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
thecal_battery_gauge_class_init (ThecalBatteryGaugeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = thecal_battery_gauge_snapshot;
  widget_class->measure = thecal_battery_gauge_measure;
  widget_class->css_changed = thecal_battery_gauge_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
  gtk_widget_class_set_css_name (widget_class, "battery");
}

static void
thecal_battery_gauge_init (ThecalBatteryGauge *self)
{
  self->width = 48;
  self->height = 92;
  self->percent = NAN;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Battery"), -1);
}

GtkWidget *
thecal_battery_gauge_new (void)
{
  return g_object_new (THECAL_TYPE_BATTERY_GAUGE, NULL);
}

void
thecal_battery_gauge_set_size (ThecalBatteryGauge *self, int width, int height)
{
  if (self->width == width && self->height == height)
    return;
  self->width = width;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
thecal_battery_gauge_set (ThecalBatteryGauge *self, double percent, const char *words)
{
  const gboolean same =
      isnan (percent) ? isnan (self->percent) : fabs (percent - self->percent) < 0.05;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  words,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  isnan (percent) ? 0.0 : percent,
                                  -1);
  if (same)
    return;
  self->percent = percent;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
