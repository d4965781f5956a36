/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* The colours of the whole screen: amber on near black at night, so that it wakes nobody and leaves
 * eyes used to the dark; and stronger ones where high contrast is set. Alarms keep theirs. */
void thecal_palette_set (GtkWidget *window, gboolean night, gboolean contrast);
