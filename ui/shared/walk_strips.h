/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* What is wrong and blocks nothing, in strips above the pages: no emergency number chosen, a file
 * that could not be used. */
#define THECAL_TYPE_WALK_STRIPS (thecal_walk_strips_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkStrips, thecal_walk_strips, THECAL, WALK_STRIPS, GtkBox)

/* Signal "choose" (): an emergency number. */
GtkWidget *thecal_walk_strips_new (void);
void thecal_walk_strips_set_missing_number (ThecalWalkStrips *self, gboolean missing);
/* One strip holds all of them; a line that is there already is not shown twice. */
void thecal_walk_strips_add_fault (ThecalWalkStrips *self, const char *line);
