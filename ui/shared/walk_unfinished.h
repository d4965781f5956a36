/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Left alone before the end: unfinished never means well. */
#define THECAL_TYPE_WALK_UNFINISHED (thecal_walk_unfinished_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkUnfinished, thecal_walk_unfinished, THECAL, WALK_UNFINISHED, GtkBox)

/* Signals "go-on", "stop", without arguments: more questions, or whom to call by what is known. */
GtkWidget *thecal_walk_unfinished_new (void);
/* @n_answers given so far. */
void thecal_walk_unfinished_set (ThecalWalkUnfinished *self, guint n_answers);
void thecal_walk_unfinished_set_narrow (ThecalWalkUnfinished *self, gboolean narrow);
