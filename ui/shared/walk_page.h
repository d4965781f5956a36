/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Shows @page alone of the widgets beside it in its box. Pages that are not shown are no part of
 * the window for a screen reader either, which a GtkStack of GTK 4.8 does not see to. */
void thecal_walk_page_show (GtkWidget *page);
