/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* What is due today and what comes next, from the calendar; each row leads to where it is done. */
#define THECAL_TYPE_TODAY_LIST (thecal_today_list_get_type ())
G_DECLARE_FINAL_TYPE (ThecalTodayList, thecal_today_list, THECAL, TODAY_LIST, AdwBin)

GtkWidget *thecal_today_list_new (void);
/* From now on it shows something; the first frame of the window need not wait for it. */
void
thecal_today_list_start (ThecalTodayList *self, ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* @brief: something more urgent is shown beside it, and it is one row of what is due. */
void thecal_today_list_set_brief (ThecalTodayList *self, gboolean brief);
/* A narrow row has room for its words only. */
void thecal_today_list_set_narrow (ThecalTodayList *self, gboolean narrow);
