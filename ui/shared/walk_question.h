/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/checklist/answers.h"
#include "shared/walk_frame.h"

/* One question with its answers: yes, no, not sure; or what fits its type. Nothing is preselected
 * and no answer is coloured. */
#define THECAL_TYPE_WALK_QUESTION (thecal_walk_question_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkQuestion, thecal_walk_question, THECAL, WALK_QUESTION, GtkBox)

/* Signal "answered" (gpointer answer): a const ThecalAnswer *, valid during the call. */
GtkWidget *thecal_walk_question_new (void);
/* The questions say "your child" (003-01); that of now too. */
void thecal_walk_question_set_child (ThecalWalkQuestion *self, gboolean child);
/* @answer: what stands for it already; nullable. @number: one that is typed can be judged. */
void thecal_walk_question_set (ThecalWalkQuestion *self,
                               const ThecalChecklistItem *item,
                               const ThecalAnswer *answer,
                               gboolean number);
/* What stands for the question that is shown, where it became known meanwhile; nullable. Its
 * answers stay the same widgets: one may be just pressed. */
void thecal_walk_question_set_known (ThecalWalkQuestion *self, const ThecalAnswer *answer);
/* 800x480 and smaller. */
void thecal_walk_question_set_size (ThecalWalkQuestion *self, ThecalWalkSize size);
/* So that a screen reader reads the question, and the keys answer it. */
void thecal_walk_question_focus (ThecalWalkQuestion *self);
/* Y, N, S and 1 to 9. FALSE: no key of this question. */
gboolean thecal_walk_question_take_key (ThecalWalkQuestion *self, guint keyval);
