/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/split.h"

#define GAP 20
#define WIDE_SHARE 0.48 /* of the first half */

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int least[2];

  /* how it stands is known only when it has its place */
  gtk_widget_measure (first, orientation, -1, &least[0], NULL, NULL, NULL);
  gtk_widget_measure (
      gtk_widget_get_next_sibling (first), orientation, -1, &least[1], NULL, NULL, NULL);
  *minimum = *natural = MAX (least[0], least[1]);
  *minimum_baseline = *natural_baseline = -1;
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkAllocation one = { 0, 0, width, height }, two = { 0, 0, width, height };
  int least;

  if (width > height) {
    one.width = (int) ((width - GAP) * WIDE_SHARE);
    two.x = one.width + GAP;
    two.width = width - two.x;
  } else {
    gtk_widget_measure (gtk_widget_get_next_sibling (first),
                        GTK_ORIENTATION_VERTICAL,
                        width,
                        &least,
                        NULL,
                        NULL,
                        NULL);
    gtk_widget_measure (first, GTK_ORIENTATION_VERTICAL, width, NULL, &one.height, NULL, NULL);
    one.height = MAX (MIN (one.height, height - GAP - least), 0);
    two.y = one.height + GAP;
    two.height = height - two.y;
  }
  gtk_widget_size_allocate (first, &one, -1);
  gtk_widget_size_allocate (gtk_widget_get_next_sibling (first), &two, -1);
}

GtkWidget *
thecal_split_new (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_set_layout_manager (box, gtk_custom_layout_new (NULL, measure, allocate));

  return box;
}
