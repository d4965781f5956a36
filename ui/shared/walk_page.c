/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_page.h"

void
thecal_walk_page_show (GtkWidget *page)
{
  GtkWidget *box = gtk_widget_get_parent (page);

  gtk_widget_set_visible (page, TRUE);
  for (GtkWidget *at = gtk_widget_get_first_child (box); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    if (at != page)
      gtk_widget_set_visible (at, FALSE);
}
