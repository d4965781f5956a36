/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/scale_bar.h"

#include <math.h>

#define WIDTH 84
#define HEIGHT 8
#define MOST 10.0

struct _ThecalScaleBar {
  GtkWidget parent_instance;
  double value;
};

G_DEFINE_FINAL_TYPE (ThecalScaleBar, thecal_scale_bar, GTK_TYPE_WIDGET)

static void
draw (GtkSnapshot *snapshot, GtkWidget *widget, const char *colour_name, float width)
{
  const float height = (float) gtk_widget_get_height (widget);
  GdkRGBA colour = { 0.35f, 0.4f, 0.84f, 1.0f };
  GskRoundedRect rounded;

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), colour_name, &colour);
  gsk_rounded_rect_init_from_rect (&rounded, &GRAPHENE_RECT_INIT (0, 0, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &colour, &rounded.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
thecal_scale_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const ThecalScaleBar *self = THECAL_SCALE_BAR (widget);
  const float width = (float) gtk_widget_get_width (widget);

  draw (snapshot, widget, "thecal_accent_soft", width);
  if (!isnan (self->value) && self->value > 0.0)
    draw (snapshot, widget, "thecal_fluid", (float) (MIN (self->value / MOST, 1.0)) * width);
}

static void
thecal_scale_bar_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
thecal_scale_bar_class_init (ThecalScaleBarClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = thecal_scale_bar_snapshot;
  GTK_WIDGET_CLASS (klass)->measure = thecal_scale_bar_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_METER);
}

static void
thecal_scale_bar_init (ThecalScaleBar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
thecal_scale_bar_new (const char *name, double value)
{
  ThecalScaleBar *self = g_object_new (THECAL_TYPE_SCALE_BAR, NULL);

  self->value = value;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  MOST,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  isnan (value) ? 0.0 : value,
                                  -1);

  return GTK_WIDGET (self);
}
