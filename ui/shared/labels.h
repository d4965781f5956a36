/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Sets the text where it differs, so that no screen reader says again what has not changed; a label
 * without a text takes no room. */
void thecal_label_set (GtkWidget *label, const char *text);
