/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* A printout as clinics hand it out, drawn: it shows where each number stands. Values and names in
 * it are invented. */
#define THECAL_TYPE_PRINTOUT_PICTURE (thecal_printout_picture_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPrintoutPicture,
                      thecal_printout_picture,
                      THECAL,
                      PRINTOUT_PICTURE,
                      GtkWidget)

#define THECAL_PRINTOUT_MARKS 8 /* numbers 1 to 8 stand beside the lines */

GtkWidget *thecal_printout_picture_new (void);
/* The line with this number is lit; 0: none. */
void thecal_printout_picture_set_mark (ThecalPrintoutPicture *self, int mark);
/* Only a strip around that line, for a narrow window. */
void thecal_printout_picture_set_strip (ThecalPrintoutPicture *self, gboolean strip);
/* What stands on the paper beside @mark, "Reservoir volume after refill"; static. */
const char *thecal_printout_picture_get_words (int mark);
