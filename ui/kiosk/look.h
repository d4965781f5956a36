/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* The style sheets of this program, on GTK's own theme: all that the calm screen, an alarm and a
 * lost monitor are drawn in. Before the first window. */
void thecal_look_begin (void);

/* Adds libadwaita's and style.css, in which the pages of the caregiver's window are drawn. Once;
 * later calls do nothing. */
void thecal_look_complete (void);

/* The same, soon after the first frame of @window, which is shown: reading it takes as long as
 * GTK's own start, and nothing of it is on the first page. */
void thecal_look_complete_after_frame (GtkWidget *window);

/* Whether libadwaita's colours, and those of style.css, are the dark ones. */
void thecal_look_set_dark (gboolean dark);
