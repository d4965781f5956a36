/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/checklist/answers.h"

/* A measured number: the entry, its unit, what was typed in both units, and why it is not taken. */
#define THECAL_TYPE_WALK_NUMBER (thecal_walk_number_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkNumber, thecal_walk_number, THECAL, WALK_NUMBER, GtkBox)

/* Signal "answered" (gpointer answer): a const ThecalAnswer *, valid during the call. */
GtkWidget *thecal_walk_number_new (void);
/* @answer nullable: what stands for it. */
void thecal_walk_number_set (ThecalWalkNumber *self,
                             const ThecalChecklistItem *item,
                             const ThecalAnswer *answer);
/* For a screen reader, as it stands above. */
void thecal_walk_number_set_question (ThecalWalkNumber *self, const char *question);
/* Below each other instead of in one row. */
void thecal_walk_number_set_narrow (ThecalWalkNumber *self, gboolean narrow);
void thecal_walk_number_focus (ThecalWalkNumber *self);
