/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Keys that reach a page of a window whatever has the focus in it, while the page is on the screen.
 * A key that is held down counts once: a sleeve on the N must not answer every question. */

/* TRUE: the key is taken. */
typedef gboolean (*ThecalWalkKey) (GtkWidget *page, guint keyval);

/* Lives as long as @page. */
void thecal_walk_keys_follow (GtkWidget *page, ThecalWalkKey on_key);
/* Somebody is typing a text in the window of @page. */
gboolean thecal_walk_keys_is_typing (GtkWidget *page);
