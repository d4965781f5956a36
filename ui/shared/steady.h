/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* From now on the only child of @bin is asked for a width whatever the height is. GTK 4.8 seeks the
 * width for a height by trying: where texts that wrap stand in boxes beside each other it tries in
 * each of them for each try of the outer one. */
void thecal_steady_hold (GtkWidget *bin);
