/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_frame.h"

/* Below either it is laid out for 800x480. */
#define WIDE_PX 1000
#define HIGH_PX 620
#define NARROW_PX 600
#define LEAST_PX 320 /* asked for; what is more than there is gets scrolled */
#define NATURAL_WIDTH_PX 1000
#define NATURAL_HEIGHT_PX 700

struct _ThecalWalkFrame {
  GtkWidget parent_instance;
  GtkWidget *child;
  guint size_id;
  int width, height;
};

enum { SIGNAL_RESIZED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalWalkFrame, thecal_walk_frame, GTK_TYPE_WIDGET)

static void
set_class (ThecalWalkFrame *self, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
}

static gboolean
on_size (gpointer user_data)
{
  ThecalWalkFrame *self = user_data;
  const ThecalWalkSize size = self->width < NARROW_PX                           ? THECAL_WALK_NARROW
                              : self->width < WIDE_PX || self->height < HIGH_PX ? THECAL_WALK_SMALL
                                                                                : THECAL_WALK_LARGE;

  self->size_id = 0;
  set_class (self, "thecal-walk-small", size != THECAL_WALK_LARGE);
  set_class (self, "thecal-walk-narrow", size == THECAL_WALK_NARROW);
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0, self->width, (guint) size);

  return G_SOURCE_REMOVE;
}

static void
thecal_walk_frame_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = LEAST_PX;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH_PX : NATURAL_HEIGHT_PX;
}

static void
thecal_walk_frame_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ThecalWalkFrame *self = THECAL_WALK_FRAME (widget);
  int least_width, least_height;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  least_width = MAX (width, least_width);
  gtk_widget_measure (
      self->child, GTK_ORIENTATION_VERTICAL, least_width, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, least_width, MAX (height, least_height), baseline, NULL);
  if ((self->width != width || self->height != height) && self->size_id == 0)
    self->size_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_size, self, NULL);
  self->width = width;
  self->height = height;
}

static void
thecal_walk_frame_dispose (GObject *object)
{
  ThecalWalkFrame *self = THECAL_WALK_FRAME (object);

  g_clear_handle_id (&self->size_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (thecal_walk_frame_parent_class)->dispose (object);
}

static void
thecal_walk_frame_class_init (ThecalWalkFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_walk_frame_dispose;
  widget_class->measure = thecal_walk_frame_measure;
  widget_class->size_allocate = thecal_walk_frame_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "walk");
  signals[SIGNAL_RESIZED] = g_signal_new ("resized",
                                          THECAL_TYPE_WALK_FRAME,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          2,
                                          G_TYPE_INT,
                                          G_TYPE_UINT);
}

static void
thecal_walk_frame_init (ThecalWalkFrame *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
thecal_walk_frame_new (GtkWidget *child)
{
  ThecalWalkFrame *self = g_object_new (THECAL_TYPE_WALK_FRAME, NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
