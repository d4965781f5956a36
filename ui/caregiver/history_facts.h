/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/history_data.h"

/* Below the chart: the level of now, the last refill that is shown, and the last time that nothing
 * was heard; each in two lines. */
#define THECAL_TYPE_HISTORY_FACTS (thecal_history_facts_get_type ())
G_DECLARE_FINAL_TYPE (ThecalHistoryFacts, thecal_history_facts, THECAL, HISTORY_FACTS, AdwBin)

GtkWidget *thecal_history_facts_new (GTimeZone *zone);
void thecal_history_facts_set_data (ThecalHistoryFacts *self, const ThecalHistoryData *data);
void thecal_history_facts_set_narrow (ThecalHistoryFacts *self, gboolean narrow);
/* The shapes of the chart and what they mean. */
GtkWidget *thecal_history_legend_new (void);
