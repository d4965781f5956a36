/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

/* A page beside the main window, with Back at its left: Call, Symptoms, "I hear a beep". It is in a
 * group of its own, so that the modal window of an alarm does not hold it, nor it that one: each
 * can be answered while the other is open. */
#define THECAL_TYPE_SIDE_WINDOW (thecal_side_window_get_type ())
G_DECLARE_FINAL_TYPE (ThecalSideWindow, thecal_side_window, THECAL, SIDE_WINDOW, AdwWindow)

/* Signal "back" () → gboolean: TRUE: it went back within the page, or asks first; else the window
 * closes. By the button, by Escape and by the window manager. */

/* The actions "win." of @parent are those of the new window too. */
GtkWidget *thecal_side_window_new (GtkWindow *parent, const char *title, GtkWidget *content);
/* The page has a Back of its own. */
void thecal_side_window_hide_back (ThecalSideWindow *self);
/* The striped line at its top. */
void thecal_side_window_set_simulated (ThecalSideWindow *self, gboolean simulated);
