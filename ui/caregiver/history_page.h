/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"
#include "shared/plan_watch.h"

/* One chart of level, forecast, refills, dose changes, alarms and diary, and the same as a table.
 */
#define THECAL_TYPE_HISTORY_PAGE (thecal_history_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalHistoryPage, thecal_history_page, THECAL, HISTORY_PAGE, AdwBin)

GtkWidget *thecal_history_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* One column, on a narrow screen. */
void thecal_history_page_set_narrow (ThecalHistoryPage *self, gboolean narrow);
