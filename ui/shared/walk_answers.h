/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/walk_frame.h"

/* The answers to choose from, as large buttons of equal size: three in a row, or more in two. */
#define THECAL_TYPE_WALK_ANSWERS (thecal_walk_answers_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkAnswers, thecal_walk_answers, THECAL, WALK_ANSWERS, GtkBox)

/* Signal "chosen" (const char *word). */
GtkWidget *thecal_walk_answers_new (void);
void thecal_walk_answers_clear (ThecalWalkAnswers *self);
/* @icon_name nullable. @keyval 0: its number in the row. */
void thecal_walk_answers_add (ThecalWalkAnswers *self,
                              const char *word,
                              const char *title,
                              const char *icon_name,
                              guint keyval);
void thecal_walk_answers_set_size (ThecalWalkAnswers *self, ThecalWalkSize size);
/* @digits: 1 to 9 are keys too. FALSE: the key of none. */
gboolean thecal_walk_answers_take_key (ThecalWalkAnswers *self, guint keyval, gboolean digits);
