/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "core/diary/entry.h"
#include "shared/plan_watch.h"

/* Where an entry leads, in a sentence, with the way there beside it: "Check now" (the symptom
 * questions), "Call". Not shown where it leads nowhere; it never says that nothing is needed. */
#define THECAL_TYPE_LEAD_STRIP (thecal_lead_strip_get_type ())
G_DECLARE_FINAL_TYPE (ThecalLeadStrip, thecal_lead_strip, THECAL, LEAD_STRIP, GtkBox)

GtkWidget *thecal_lead_strip_new (void);
/* @entry nullable. */
void thecal_lead_strip_set (ThecalLeadStrip *self, const ThecalEntry *entry, ThecalPlanWatch *plan);
