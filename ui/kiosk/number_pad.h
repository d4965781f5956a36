/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Keys 0 to 9, one to take the last digit back and one that is done, 64 px and more each.
 * Signals: "digit" (guint), "erase" (), "enter" (). */
#define THECAL_TYPE_NUMBER_PAD (thecal_number_pad_get_type ())
G_DECLARE_FINAL_TYPE (ThecalNumberPad, thecal_number_pad, THECAL, NUMBER_PAD, GtkWidget)

GtkWidget *thecal_number_pad_new (void);
/* A key of a keyboard, as a touch of the same. FALSE: it has none like it. */
gboolean thecal_number_pad_press (ThecalNumberPad *self, guint keyval);
