/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/entry_book.h"
#include "shared/plan_watch.h"

/* The entry of today, or that there is none yet; and where it leads. */
#define THECAL_TYPE_DIARY_TODAY (thecal_diary_today_get_type ())
G_DECLARE_FINAL_TYPE (ThecalDiaryToday, thecal_diary_today, THECAL, DIARY_TODAY, GtkBox)

/* Its button is the action win.diary-today. */
GtkWidget *thecal_diary_today_new (void);
void thecal_diary_today_set (ThecalDiaryToday *self, ThecalEntryBook *book, ThecalPlanWatch *plan);
