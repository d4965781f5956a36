/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Takes the room that its window has, never asks for more, and says how much that is. Its child is
 * laid out for a large screen, or with the class thecal-walk-small for 800x480. */
#define THECAL_TYPE_WALK_FRAME (thecal_walk_frame_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkFrame, thecal_walk_frame, THECAL, WALK_FRAME, GtkWidget)

/* Signal "resized" (int width, gboolean small): after the layout, so that it may change. */
GtkWidget *thecal_walk_frame_new (GtkWidget *child);
