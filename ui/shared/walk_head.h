/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/checklist/walkthrough.h"
#include "shared/walk_frame.h"

/* The line above every question: Back, how far it is, and the emergency button. */
#define THECAL_TYPE_WALK_HEAD (thecal_walk_head_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkHead, thecal_walk_head, THECAL, WALK_HEAD, GtkBox)

/* Signals "back", "emergency", without arguments. */
GtkWidget *thecal_walk_head_new (void);
void thecal_walk_head_set (ThecalWalkHead *self, ThecalStep step, const ThecalProgress *progress);
void thecal_walk_head_set_elapsed (ThecalWalkHead *self,
                                   ThecalStep step,
                                   const ThecalProgress *progress,
                                   gint64 elapsed_us);
/* NULL: nobody has chosen one yet. */
void thecal_walk_head_set_number (ThecalWalkHead *self, const char *emergency_number);
void thecal_walk_head_set_size (ThecalWalkHead *self, ThecalWalkSize size);
