/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* The alarms that stand, the most urgent first, what happened of late, and the whole alarm log. */
#define THECAL_TYPE_ALARMS_PAGE (thecal_alarms_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalAlarmsPage, thecal_alarms_page, THECAL, ALARMS_PAGE, AdwBin)

GtkWidget *thecal_alarms_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* The log; of one alarm only, or of all where @alarm is NULL. */
void thecal_alarms_page_show_log (ThecalAlarmsPage *self, ThecalDbusAlarm *alarm);
/* One column for a narrow window. */
void thecal_alarms_page_set_narrow (ThecalAlarmsPage *self, gboolean narrow);
void thecal_alarms_page_show_active (ThecalAlarmsPage *self);
