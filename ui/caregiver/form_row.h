/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_form.h"

/* One value of the care plan as a row: a text, a number with its unit, a date with a calendar, or a
 * choice. A choice that allows another text has a second row for it. */
typedef struct {
  GtkWidget *row;   /* AdwEntryRow, or AdwComboRow of a choice; floating */
  GtkWidget *other; /* AdwEntryRow; NULL: none */
  GtkWidget *echo;  /* the date in words; NULL: none */
} ThecalFormRow;

/* @changed is called with @user_data, swapped, when a person has changed it. */
ThecalFormRow
thecal_form_row_new (const ThecalPlanField *field, GCallback changed, gpointer user_data);
/* (transfer full) */
char *thecal_form_row_get (const ThecalFormRow *self, const ThecalPlanField *field);
/* @text as in the plan, or as it was typed. */
void
thecal_form_row_set (const ThecalFormRow *self, const ThecalPlanField *field, const char *text);
/* What follows from its text: the date in words, the row for another text. */
void
thecal_form_row_update (const ThecalFormRow *self, const ThecalPlanField *field, gboolean narrow);
