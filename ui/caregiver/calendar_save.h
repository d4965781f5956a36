/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/calendar_model.h"

/* Saves the calendar of the next year as a file for a telephone: where the person says, or in
 * @folder without a question (nullable). What came of it is told in a dialog. */
void thecal_calendar_save (GtkWidget *parent, ThecalCalendarModel *model, const char *folder);
