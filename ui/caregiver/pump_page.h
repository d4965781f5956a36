/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"
#include "shared/plan_watch.h"

/* The pump by its parts, and the care plan: each value with its age and source, and what it means.
 */
#define THECAL_TYPE_PUMP_PAGE (thecal_pump_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPumpPage, thecal_pump_page, THECAL, PUMP_PAGE, AdwBin)

GtkWidget *thecal_pump_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* One column, on a narrow screen. */
void thecal_pump_page_set_narrow (ThecalPumpPage *self, gboolean narrow);
