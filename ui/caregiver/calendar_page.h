/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"
#include "shared/plan_watch.h"

/* What is ahead and what has passed: refills, visits, the weeks after an operation. */
#define THECAL_TYPE_CALENDAR_PAGE (thecal_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalCalendarPage, thecal_calendar_page, THECAL, CALENDAR_PAGE, AdwBin)

GtkWidget *thecal_calendar_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* One column, on a narrow screen. */
void thecal_calendar_page_set_narrow (ThecalCalendarPage *self, gboolean narrow);

/* The actions of the window; @parent is the widget before whose window a dialog belongs. */
void thecal_calendar_page_move_refill (ThecalCalendarPage *self, GtkWidget *parent);
void thecal_calendar_page_add_appointment (ThecalCalendarPage *self, GtkWidget *parent);
/* @folder: saves there without a question; nullable. */
void thecal_calendar_page_export (ThecalCalendarPage *self, GtkWidget *parent, const char *folder);
