/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/walk_frame.h"
#include "shared/walk_session.h"

/* What to do now: whom to call in which order, what to read out, what to do and not to do, what to
 * bring, when to look again. Also the emergency page, which needs no answer. */
#define THECAL_TYPE_WALK_OUTCOME (thecal_walk_outcome_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkOutcome, thecal_walk_outcome, THECAL, WALK_OUTCOME, GtkBox)

/* Signals, all without arguments: "back", "go-on", "called", "arrived", "emergency", "leave".
 * @is_emergency: the page behind the emergency button. */
GtkWidget *thecal_walk_outcome_new (ThecalWalkSession *session, gboolean is_emergency);
/* Shows what holds now; the number that is being called stays the same one while the order does. */
void thecal_walk_outcome_refresh (ThecalWalkOutcome *self);
/* From the first number on. */
void thecal_walk_outcome_start (ThecalWalkOutcome *self);
void thecal_walk_outcome_set_size (ThecalWalkOutcome *self, int width, ThecalWalkSize size);
void thecal_walk_outcome_focus (ThecalWalkOutcome *self);
