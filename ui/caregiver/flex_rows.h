/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/pump/flex.h"

/* The steps of a day's programme as rows: a clock time and a dose each, up to 13; or none, where
 * the dose is the same all day. */
#define THECAL_TYPE_FLEX_ROWS (thecal_flex_rows_get_type ())
G_DECLARE_FINAL_TYPE (ThecalFlexRows, thecal_flex_rows, THECAL, FLEX_ROWS, GtkBox)

/* Signal "changed" (): a person has. */

GtkWidget *thecal_flex_rows_new (void);
void thecal_flex_rows_set (ThecalFlexRows *self, const ThecalFlexStep *steps, gsize n_steps);
/* The switch: the dose differs by the hour. */
gboolean thecal_flex_rows_is_on (ThecalFlexRows *self);
/* *out_n 0 where it is off. */
ThecalFlexFault thecal_flex_rows_read (ThecalFlexRows *self,
                                       ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX],
                                       gsize *out_n);
/* "00:00 200; 06:00 400", as an entry keeps it; "" where it is off. (transfer full) */
char *thecal_flex_rows_get_text (ThecalFlexRows *self);
/* As above; a fault is told, and its row gets the keyboard. */
gboolean thecal_flex_rows_check (ThecalFlexRows *self);
