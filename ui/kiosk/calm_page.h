/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "kiosk/scale.h"
#include "shared/plan_watch.h"

/* What is read from the door: the clock, one state, the levels, and the three ways out. No name and
 * no drug is on it. */
#define THECAL_TYPE_CALM_PAGE (thecal_calm_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalCalmPage, thecal_calm_page, THECAL, CALM_PAGE, GtkBox)

/* Its buttons name the actions "win.symptoms", "win.call", "win.beep", "win.alarms" and
 * "win.settings". */
GtkWidget *thecal_calm_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* The monitor has had no time to answer: what is shown is that, and not that it does not run. */
void thecal_calm_page_set_waiting (ThecalCalmPage *self, gboolean waiting);
/* All that it says, anew; also each full minute. */
void thecal_calm_page_update (ThecalCalmPage *self);
void thecal_calm_page_set_scale (ThecalCalmPage *self, const ThecalKioskScale *scale);
