/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/vessel.h"

#include <glib/gi18n.h>
#include <math.h>

#define SCALE_WIDTH 34
#define RADIUS 18.0
#define EDGE 2.0
#define HATCH_PERIOD 7.0
#define DEFAULT_CAPACITY_ML 20.0

struct _ThecalVessel {
  GtkWidget parent_instance;
  int width, height; /* px, natural */
  double capacity, low, early, nominal, late;
  gboolean stale, bare;
};

G_DEFINE_FINAL_TYPE (ThecalVessel, thecal_vessel, GTK_TYPE_WIDGET)

static double
y_of (const ThecalVessel *self, double level_ml, double height)
{
  return height - EDGE - CLAMP (level_ml / self->capacity, 0.0, 1.0) * (height - 2 * EDGE);
}

static void
rounded (cairo_t *cr, double x, double y, double width, double height)
{
  const double r = MIN (RADIUS, width / 6);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
set_colour (ThecalVessel *self, cairo_t *cr, const char *name)
{
  GdkRGBA colour = { 0.35f, 0.4f, 0.84f, 1.0f };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
draw_hatch (ThecalVessel *self, cairo_t *cr, double x, double top, double width, double bottom)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, top, width, bottom - top);
  cairo_clip (cr);
  set_colour (self, cr, "thecal_band");
  cairo_paint (cr);
  set_colour (self, cr, "thecal_fluid");
  cairo_set_line_width (cr, 3);
  for (double offset = -(bottom - top); offset < width; offset += HATCH_PERIOD * G_SQRT2) {
    cairo_move_to (cr, x + offset, bottom);
    cairo_line_to (cr, x + offset + (bottom - top), top);
  }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_high_edge (ThecalVessel *self, cairo_t *cr, double x, double width, double y)
{
  const double dashes[] = { 4, 4 };

  set_colour (self, cr, "thecal_fluid_deep");
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_fluid (ThecalVessel *self, cairo_t *cr, double x, double width, double height)
{
  const double top = y_of (self, self->late, height), bottom = y_of (self, self->early, height);

  if (isnan (self->nominal) || self->stale)
    return;
  set_colour (self, cr, "thecal_fluid");
  cairo_rectangle (cr, x, bottom, width, height - bottom);
  cairo_fill (cr);
  if (bottom - top >= 6)
    draw_hatch (self, cr, x, top, width, bottom);
  if (bottom - top >= 2)
    draw_high_edge (self, cr, x, width, top);
  set_colour (self, cr, "thecal_fluid_deep");
  cairo_rectangle (cr, x, y_of (self, self->nominal, height) - 1.5, width, 3);
  cairo_fill (cr);
}

/* @x, @y: the right lower corner of the text. */
static void
draw_text (ThecalVessel *self, cairo_t *cr, const char *text, double x, double y, gboolean bold)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - width, y - height);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_low_mark (ThecalVessel *self, cairo_t *cr, double x, double width, double height)
{
  const double dashes[] = { 7, 4 };
  const double y = y_of (self, self->low, height);
  const gboolean on_fluid = !self->stale && !isnan (self->early) && self->early > self->low;
  g_autofree char *text = NULL;

  if (isnan (self->low))
    return;
  set_colour (self, cr, on_fluid ? "thecal_on_fluid" : "thecal_fg");
  cairo_set_line_width (cr, 2);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  if (self->bare)
    return;
  text = g_strdup_printf (_ ("Low %g mL"), self->low);
  /* Above the line on fluid of its own, or above all that is drawn about the level. */
  if (!on_fluid && !isnan (self->late) && !self->stale && self->late > self->low)
    return;
  draw_text (self, cr, text, x + width - 9, y - 2, TRUE);
}

/* Nothing is known of now: the outline of the last level, hatched grey. */
static void
draw_stale (ThecalVessel *self, cairo_t *cr, double x, double width, double height)
{
  const double top = y_of (self, self->nominal, height);

  if (!self->stale || isnan (self->nominal))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, x, top, width, height - top);
  cairo_clip (cr);
  set_colour (self, cr, "thecal_vessel_edge");
  cairo_set_line_width (cr, 1);
  for (double offset = -(height - top); offset < width; offset += HATCH_PERIOD * G_SQRT2) {
    cairo_move_to (cr, x + offset, height);
    cairo_line_to (cr, x + offset + (height - top), top);
  }
  cairo_move_to (cr, x, top + 0.5);
  cairo_line_to (cr, x + width, top + 0.5);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_scale (ThecalVessel *self, cairo_t *cr, double height)
{
  const double step = self->capacity > 20 ? 10 : 5;

  for (double level = 0; level <= self->capacity; level += step) {
    g_autofree char *text = g_strdup_printf ("%.0f", level);
    const double y = y_of (self, level, height);

    set_colour (self, cr, "thecal_dim");
    draw_text (self, cr, text, SCALE_WIDTH - 8, CLAMP (y + 8, 16, height), FALSE);
    if (level > 0 && level < self->capacity) {
      set_colour (self, cr, "thecal_vessel_edge");
      cairo_rectangle (cr, SCALE_WIDTH, y - 0.75, 9, 1.5);
      cairo_fill (cr);
    }
  }
}

static void
thecal_vessel_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThecalVessel *self = THECAL_VESSEL (widget);
  const double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const double x = self->bare ? 0 : SCALE_WIDTH, inner = width - x;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  cairo_save (cr);
  rounded (cr, x + 1, 1, inner - 2, height - 2);
  cairo_clip_preserve (cr);
  set_colour (self, cr, "thecal_vessel");
  cairo_fill (cr);
  draw_fluid (self, cr, x, inner, height);
  draw_stale (self, cr, x, inner, height);
  draw_low_mark (self, cr, x, inner, height);
  cairo_restore (cr);
  if (!self->bare)
    draw_scale (self, cr, height);
  rounded (cr, x + 1, 1, inner - 2, height - 2);
  set_colour (self, cr, "thecal_vessel_edge");
  cairo_set_line_width (cr, EDGE);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
thecal_vessel_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  ThecalVessel *self = THECAL_VESSEL (widget);

  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
  *minimum = *natural;
}

/* The colours come from the style: light or dark, it is drawn anew. */
static void
thecal_vessel_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (thecal_vessel_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
thecal_vessel_class_init (ThecalVesselClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = thecal_vessel_snapshot;
  widget_class->measure = thecal_vessel_measure;
  widget_class->css_changed = thecal_vessel_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
  gtk_widget_class_set_css_name (widget_class, "vessel");
}

static void
thecal_vessel_init (ThecalVessel *self)
{
  self->width = 206;
  self->height = 400;
  self->capacity = DEFAULT_CAPACITY_ML;
  self->low = self->early = self->nominal = self->late = NAN;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reservoir"), -1);
}

GtkWidget *
thecal_vessel_new (void)
{
  return g_object_new (THECAL_TYPE_VESSEL, NULL);
}

void
thecal_vessel_set_size (ThecalVessel *self, int width, int height)
{
  if (self->width == width && self->height == height)
    return;
  self->width = width;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
thecal_vessel_set_bare (ThecalVessel *self)
{
  self->bare = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
thecal_vessel_set (ThecalVessel *self, const ThecalLevel *level)
{
  const ThecalBand *band = &level->band_ml;
  g_autofree char *text = NULL;

  self->capacity = level->capacity_ml > 0 ? level->capacity_ml : DEFAULT_CAPACITY_ML;
  self->low = level->low_ml;
  self->early = band->early;
  self->nominal = band->nominal;
  self->late = band->late;
  self->stale = level->stale;
  text = !thecal_level_is_known (level)
             ? g_strdup (_ ("not known"))
             : g_strdup_printf (
                   _ ("%.1f mL, could be %.1f to %.1f"), band->nominal, band->early, band->late);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  self->capacity,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  isnan (band->nominal) ? 0.0 : band->nominal,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
