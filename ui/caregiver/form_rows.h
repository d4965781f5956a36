/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/setup.h"

/* Values of the care plan as rows to be filled in. They begin with what was typed before and is not
 * in the plan yet, else with the plan; what is typed is kept at once. What is wrong is told above
 * them, by the judgement of ThecalPlanForm. */
#define THECAL_TYPE_FORM_ROWS (thecal_form_rows_get_type ())
G_DECLARE_FINAL_TYPE (ThecalFormRows, thecal_form_rows, THECAL, FORM_ROWS, GtkBox)

/* Signals: "changed" (): by a person. "focused" (int field): a row has the keyboard now. */

GtkWidget *thecal_form_rows_new (ThecalSetup *setup, const ThecalPlanField *fields, gsize n_fields);
/* Another group of the plan holds this value there. Before the rows are made. */
void thecal_form_rows_set_group (ThecalFormRows *self, gsize field, const char *group);
/* Rows for @n fields from @first on, under a title. @title, @description nullable. Returns the
 * AdwPreferencesGroup, borrowed. */
GtkWidget *thecal_form_rows_add (ThecalFormRows *self,
                                 const char *title,
                                 const char *description,
                                 gsize first,
                                 gsize n);
/* A number in a disc before the title: that of a picture. */
void thecal_form_rows_set_badge (ThecalFormRows *self, gsize field, const char *badge);
GtkWidget *thecal_form_rows_get_row (ThecalFormRows *self, gsize field); /* borrowed */
/* From the plan and what was typed. */
void thecal_form_rows_fill (ThecalFormRows *self);
const char *thecal_form_rows_get (ThecalFormRows *self, gsize field); /* borrowed until changed */
void thecal_form_rows_set (ThecalFormRows *self, gsize field, const char *text);
void thecal_form_rows_set_required (ThecalFormRows *self, gsize field, gboolean required);
void thecal_form_rows_set_narrow (ThecalFormRows *self, gboolean narrow);
void thecal_form_rows_focus (ThecalFormRows *self, gsize field);

/* (transfer full) */
ThecalPlanForm *thecal_form_rows_check (ThecalFormRows *self);
/* The plan without all that the rows ask for, whatever is typed there: thecal_plan_form_clear(). */
ThecalPlanForm *thecal_form_rows_clear (ThecalFormRows *self, const char *question);
/* Tells the faults of @form, and gives the first one the keyboard; @form NULL: none. */
void thecal_form_rows_show (ThecalFormRows *self, const ThecalPlanForm *form);
/* Why it was not taken: of no single row. NULL: nothing. */
void thecal_form_rows_show_fault (ThecalFormRows *self, const char *words);
/* "Dose in 24 hours: The dose is in µg a day …" for each doubt, a line each. (transfer full) */
char *thecal_form_rows_get_doubts (ThecalFormRows *self, const ThecalPlanForm *form);
void thecal_form_rows_write_async (ThecalFormRows *self,
                                   const ThecalPlanForm *form,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean thecal_form_rows_write_finish (ThecalFormRows *self, GAsyncResult *result, GError **error);
