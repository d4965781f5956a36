/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/programme_bar.h"

#include <glib/gi18n.h>

#define MINUTES_PER_DAY 1440.0
#define HEIGHT 128
#define LABELS 22.0 /* below the bar */
#define HEAD 8.0    /* the highest step leaves that much */
#define GAP 2.0
#define LABEL_H 6

struct _ThecalProgrammeBar {
  GtkWidget parent_instance;
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX];
  gsize n_steps;
  int now_minute;
};

G_DEFINE_FINAL_TYPE (ThecalProgrammeBar, thecal_programme_bar, GTK_TYPE_WIDGET)

static void
set_colour (ThecalProgrammeBar *self, cairo_t *cr, const char *name)
{
  GdkRGBA colour = { 0.35f, 0.4f, 0.84f, 1.0f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
draw_span (cairo_t *cr, double from, double to, double top, double bottom, double width)
{
  const double x = from / MINUTES_PER_DAY * width, end = to / MINUTES_PER_DAY * width;

  cairo_rectangle (cr, x + GAP / 2, top, MAX (end - x - GAP, 1), bottom - top);
  cairo_fill (cr);
}

static void
draw_steps (ThecalProgrammeBar *self, cairo_t *cr, double width, double bottom)
{
  double most = 0;

  for (gsize i = 0; i < self->n_steps; i++)
    most = MAX (most, self->steps[i].dose_ug_per_day);
  set_colour (self, cr, "thecal_fluid");
  for (gsize i = 0; i < self->n_steps && most > 0; i++) {
    const double from = self->steps[i].minute_of_day;
    const double to = from + thecal_flex_get_minutes (self->steps, self->n_steps, i);
    const double top = bottom - self->steps[i].dose_ug_per_day / most * (bottom - HEAD);

    draw_span (cr, from, MIN (to, MINUTES_PER_DAY), top, bottom, width);
    /* the last step goes on over midnight */
    if (to > MINUTES_PER_DAY)
      draw_span (cr, 0, to - MINUTES_PER_DAY, top, bottom, width);
  }
}

static void
draw_hours (ThecalProgrammeBar *self, cairo_t *cr, double width, double bottom)
{
  set_colour (self, cr, "thecal_dim");
  for (int hour = 0; hour <= 24; hour += LABEL_H) {
    g_autofree char *text = g_strdup_printf ("%02d:00", hour % 24);
    g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
    const double x = hour / 24.0 * width;
    int text_width, text_height;

    pango_layout_get_pixel_size (layout, &text_width, &text_height);
    cairo_move_to (cr,
                   CLAMP (x - text_width / 2.0, 0, width - text_width),
                   bottom + (LABELS - text_height) / 2 + 2);
    pango_cairo_show_layout (cr, layout);
    cairo_rectangle (cr, CLAMP (x, 0, width - 1), bottom, 1, 4);
    cairo_fill (cr);
  }
}

static void
draw_now (ThecalProgrammeBar *self, cairo_t *cr, double bottom, double width)
{
  const double x = self->now_minute / MINUTES_PER_DAY * width;

  if (self->now_minute < 0)
    return;
  set_colour (self, cr, "thecal_fg");
  cairo_rectangle (cr, x - 1, 0, 2, bottom);
  cairo_fill (cr);
  cairo_arc (cr, CLAMP (x, 5, width - 5), 5, 5, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
thecal_programme_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThecalProgrammeBar *self = THECAL_PROGRAMME_BAR (widget);
  const double width = gtk_widget_get_width (widget);
  const double height = gtk_widget_get_height (widget), bottom = height - LABELS;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  set_colour (self, cr, "thecal_vessel");
  cairo_rectangle (cr, 0, 0, width, bottom);
  cairo_fill (cr);
  draw_steps (self, cr, width, bottom);
  draw_hours (self, cr, width, bottom);
  draw_now (self, cr, bottom, width);
  cairo_destroy (cr);
}

static void
thecal_programme_bar_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : HEIGHT;
}

/* The colours come from the style: light or dark, it is drawn anew. */
static void
thecal_programme_bar_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (thecal_programme_bar_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
thecal_programme_bar_class_init (ThecalProgrammeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = thecal_programme_bar_snapshot;
  widget_class->measure = thecal_programme_bar_measure;
  widget_class->css_changed = thecal_programme_bar_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
thecal_programme_bar_init (ThecalProgrammeBar *self)
{
  self->now_minute = -1;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Programme of the day"), -1);
}

GtkWidget *
thecal_programme_bar_new (void)
{
  return g_object_new (THECAL_TYPE_PROGRAMME_BAR, NULL);
}

void
thecal_programme_bar_set (ThecalProgrammeBar *self,
                          const ThecalFlexStep *steps,
                          gsize n_steps,
                          int now_minute)
{
  self->n_steps = MIN (n_steps, THECAL_FLEX_STEPS_MAX);
  for (gsize i = 0; i < self->n_steps; i++)
    self->steps[i] = steps[i];
  self->now_minute = now_minute;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
