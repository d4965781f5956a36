/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/drift_bin.h"

#include "kiosk/drift.h"

struct _ThecalDriftBin {
  GtkWidget parent_instance;
  GtkWidget *child;
  int x, y;
};

G_DEFINE_FINAL_TYPE (ThecalDriftBin, thecal_drift_bin, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
thecal_drift_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
thecal_drift_bin_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = 0;
  *natural = 0;
}

static void
thecal_drift_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ThecalDriftBin *self = THECAL_DRIFT_BIN (widget);
  GtkAllocation place = { self->x, self->y, width - THECAL_DRIFT_PX, height - THECAL_DRIFT_PX };
  int least;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  place.width = MAX (place.width, least);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, place.width, &least, NULL, NULL, NULL);
  place.height = MAX (place.height, least);
  gtk_widget_size_allocate (self->child, &place, -1);
}

static void
thecal_drift_bin_dispose (GObject *object)
{
  g_clear_pointer (&THECAL_DRIFT_BIN (object)->child, gtk_widget_unparent);
  G_OBJECT_CLASS (thecal_drift_bin_parent_class)->dispose (object);
}

static void
thecal_drift_bin_class_init (ThecalDriftBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = thecal_drift_bin_dispose;
  widget_class->get_request_mode = thecal_drift_bin_get_request_mode;
  widget_class->measure = thecal_drift_bin_measure;
  widget_class->size_allocate = thecal_drift_bin_size_allocate;
}

static void
thecal_drift_bin_init (ThecalDriftBin *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
thecal_drift_bin_new (GtkWidget *child)
{
  ThecalDriftBin *self = g_object_new (THECAL_TYPE_DRIFT_BIN, NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

void
thecal_drift_bin_set_place (ThecalDriftBin *self, int x, int y)
{
  if (self->x == x && self->y == y)
    return;
  self->x = x;
  self->y = y;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
