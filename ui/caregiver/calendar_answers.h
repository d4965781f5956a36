/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/calendar_model.h"

/* What a person says to the calendar, written down as entries: kept also where the monitor is away.
 */

/* Asks whether the wounds have healed (004-26, H23) and writes the answer down for each of them. */
void thecal_calendar_ask_healed (GtkWidget *parent, ThecalCalendarModel *model);
/* The visit @id, which has passed, took place. */
void thecal_calendar_say_kept (GtkWidget *parent, ThecalCalendarModel *model, const char *id);
