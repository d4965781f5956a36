/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"
#include "shared/plan_watch.h"

/* The day's entry, the days before it, and what goes to the team. Never a verdict. */
#define THECAL_TYPE_DIARY_PAGE (thecal_diary_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalDiaryPage, thecal_diary_page, THECAL, DIARY_PAGE, AdwBin)

GtkWidget *thecal_diary_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* One column, on a narrow screen. */
void thecal_diary_page_set_narrow (ThecalDiaryPage *self, gboolean narrow);
/* Opens the entry of today, a new one where there is none (action win.diary-today). */
void thecal_diary_page_add_today (ThecalDiaryPage *self);
