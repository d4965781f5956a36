/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "core/plan/calendar.h"

/* A month with marks on the days that something is on, and what is on the chosen day. */
#define THECAL_TYPE_CALENDAR_MONTH (thecal_calendar_month_get_type ())
G_DECLARE_FINAL_TYPE (ThecalCalendarMonth, thecal_calendar_month, THECAL, CALENDAR_MONTH, AdwBin)

GtkWidget *thecal_calendar_month_new (void);
/* Made anew for each month that is shown, of what @read gives for its days. */
typedef gboolean (*ThecalCalendarReader) (ThecalCalendarInput *out, gpointer user_data);
void thecal_calendar_month_set_reader (ThecalCalendarMonth *self,
                                       ThecalCalendarReader read,
                                       gpointer user_data);
void thecal_calendar_month_update (ThecalCalendarMonth *self);
