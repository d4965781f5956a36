/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/entry_book.h"

/* The stiffness of the last days, drawn and as a sentence. For the eye of the team: no verdict. */
#define THECAL_TYPE_DIARY_TREND (thecal_diary_trend_get_type ())
G_DECLARE_FINAL_TYPE (ThecalDiaryTrend, thecal_diary_trend, THECAL, DIARY_TREND, GtkBox)

GtkWidget *thecal_diary_trend_new (void);
void thecal_diary_trend_set (ThecalDiaryTrend *self, ThecalEntryBook *book);
