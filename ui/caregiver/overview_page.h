/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* "How are things, as far as we know?": one sentence with its age, the reservoir, battery and link,
 * the most urgent alarm with what can be done about it, and three ways out. */
#define THECAL_TYPE_OVERVIEW_PAGE (thecal_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalOverviewPage, thecal_overview_page, THECAL, OVERVIEW_PAGE, AdwBin)

GtkWidget *thecal_overview_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* What is due today is read now; the first frame need not wait for it. */
void thecal_overview_page_start_today (ThecalOverviewPage *self, ThecalPlanWatch *plan);
/* One column for a narrow window. */
void thecal_overview_page_set_narrow (ThecalOverviewPage *self, gboolean narrow);
/* Pixels that the layout of now needs at least. */
int thecal_overview_page_get_width (ThecalOverviewPage *self);
/* The alarm is answered in a window of its own: no second set of its buttons here. */
void thecal_overview_page_set_answered_elsewhere (ThecalOverviewPage *self, gboolean elsewhere);
