/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/plan/contacts.h"

/* The numbers of an outcome in calling order, one row each; a row that is pressed is called next.
 */
#define THECAL_TYPE_WALK_NUMBERS (thecal_walk_numbers_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkNumbers, thecal_walk_numbers, THECAL, WALK_NUMBERS, GtkBox)

/* Signal "picked" (guint index): of the lines. */
GtkWidget *thecal_walk_numbers_new (void);
/* @lines of ThecalContactLine; @current the one that is being called. */
void thecal_walk_numbers_set (ThecalWalkNumbers *self,
                              const GArray *lines,
                              guint current,
                              gint64 now_wall_us);
