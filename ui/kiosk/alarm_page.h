/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/plan_watch.h"

/* One alarm as large as the screen: what, since when, what to do, and the buttons; the others that
 * stand below it. */
#define THECAL_TYPE_ALARM_PAGE (thecal_alarm_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalAlarmPage, thecal_alarm_page, THECAL, ALARM_PAGE, GtkBox)

/* Its buttons name the actions "win.call", "win.symptoms-of", "win.acknowledge", "win.pause",
 * "win.decline", "win.seen" (with the id of the alarm), "win.emergency", "win.test" and
 * "win.leave". */
GtkWidget *thecal_alarm_page_new (ThecalMonitorClient *client, ThecalPlanWatch *plan);
/* @alarms by urgency; none: what was shown stays. @main: the one that fills the page, of them.
 * @asks: it sounds or is paused; else the page can be left. */
void thecal_alarm_page_set (ThecalAlarmPage *self,
                            GPtrArray *alarms,
                            ThecalDbusAlarm *main,
                            gboolean asks);
/* The one that fills it; NULL before the first. Borrowed. */
ThecalDbusAlarm *thecal_alarm_page_get_alarm (ThecalAlarmPage *self);
/* To the first button that acts, never to one that silences. */
void thecal_alarm_page_focus (ThecalAlarmPage *self);
/* What the monitor did not take. */
void thecal_alarm_page_set_trouble (ThecalAlarmPage *self, const char *words);
/* The buttons below each other. */
void thecal_alarm_page_set_upright (ThecalAlarmPage *self, gboolean upright);
