/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Takes the room that its window has, never asks for more, and says how much that is. Its child is
 * laid out for a large screen, or with the class thecal-walk-small for 800x480, and with
 * thecal-walk-narrow besides for a screen on its end. */
typedef enum {
  THECAL_WALK_LARGE,
  THECAL_WALK_SMALL,
  THECAL_WALK_NARROW, /* below each other what is beside each other elsewhere */
} ThecalWalkSize;

#define THECAL_TYPE_WALK_FRAME (thecal_walk_frame_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkFrame, thecal_walk_frame, THECAL, WALK_FRAME, GtkWidget)

/* Signal "resized" (int width, guint ThecalWalkSize): after the layout, so that it may change. */
GtkWidget *thecal_walk_frame_new (GtkWidget *child);
