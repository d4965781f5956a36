/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/form_rows.h"

/* The numbers of the clinic's printout, with a picture that shows where they stand, and the
 * forecast that they make, before they are taken: for the first start and for every refill after it
 * (004-34, 004-35). */
#define THECAL_TYPE_PRINTOUT_FORM (thecal_printout_form_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPrintoutForm, thecal_printout_form, THECAL, PRINTOUT_FORM, GtkBox)

/* @compare: the forecast that holds now is told beside the new one. */
GtkWidget *thecal_printout_form_new (ThecalSetup *setup, gboolean compare);
/* Borrowed: what is checked and written. */
ThecalFormRows *thecal_printout_form_get_rows (ThecalPrintoutForm *self);
void thecal_printout_form_set_narrow (ThecalPrintoutForm *self, gboolean narrow);
/* The first row gets the keyboard. */
void thecal_printout_form_start (ThecalPrintoutForm *self);
