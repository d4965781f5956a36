/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"

/* How things are, as far as is known: the sentence with its age, level, forecast, battery, link,
 * and the three large ways out. */
#define THECAL_TYPE_OVERVIEW_PAGE (thecal_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalOverviewPage, thecal_overview_page, THECAL, OVERVIEW_PAGE, AdwBin)

GtkWidget *thecal_overview_page_new (ThecalMonitorClient *client);
