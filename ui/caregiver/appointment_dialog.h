/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/calendar_model.h"

/* A date for a visit, written into the care plan. */
#define THECAL_TYPE_APPOINTMENT_DIALOG (thecal_appointment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ThecalAppointmentDialog,
                      thecal_appointment_dialog,
                      THECAL,
                      APPOINTMENT_DIALOG,
                      AdwWindow)

/* Another date for the refill visit that is open, or its first one where none is. Says while it is
 * typed whether that is early enough, and which alarm stays until when (H21). */
void thecal_appointment_dialog_move_refill (GtkWidget *parent, ThecalCalendarModel *model);
/* Any other visit; a refill too where none is open, so that no second one hides the first. */
void thecal_appointment_dialog_add (GtkWidget *parent, ThecalCalendarModel *model);
