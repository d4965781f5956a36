/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "words/script.h"

/* The words beside the number: what to read out, do now, not do, bring, expect, the team's own plan
 * for tablets, and when to look again. */
#define THECAL_TYPE_WALK_ADVICE (thecal_walk_advice_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkAdvice, thecal_walk_advice, THECAL, WALK_ADVICE, GtkBox)

/* @numbers stands among them: after the script in an emergency, else before it. */
GtkWidget *thecal_walk_advice_new (GtkWidget *numbers);
/* @is_watched: the monitor will ask again. */
void thecal_walk_advice_set (ThecalWalkAdvice *self,
                             const ThecalScriptFacts *facts,
                             int outcome,
                             gboolean is_watched);
/* Below each other what is beside each other elsewhere. */
void thecal_walk_advice_set_narrow (ThecalWalkAdvice *self, gboolean narrow);
