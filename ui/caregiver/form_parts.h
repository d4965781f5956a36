/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/choice_field.h"
#include "shared/field_set.h"

/* Fields of a diary form by the name of the value, with the words of words/diary_words.h; each is
 * added to @set, which lives as long. */

GtkWidget *thecal_form_scale (ThecalFieldSet *set, const char *name);
GtkWidget *thecal_form_number (ThecalFieldSet *set, const char *name, const char *unit);
/* @choices: NULL at the end. */
GtkWidget *thecal_form_choice (ThecalFieldSet *set,
                               const char *name,
                               ThecalChoiceLayout layout,
                               const char *const *choices);
/* Yes or no. */
GtkWidget *thecal_form_truth (ThecalFieldSet *set, const char *name);
GtkWidget *thecal_form_tick (ThecalFieldSet *set, const char *name);
GtkWidget *thecal_form_text (ThecalFieldSet *set, const char *name, gboolean many);
