/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* The window of the most urgent high alarm. Only an answer to the alarm ends it, no key and no
 * button of the window manager.
 *
 * Signal "shown" (guint id): a frame with the alarm of this id was really drawn. */
#define THECAL_TYPE_ALARM_WINDOW (thecal_alarm_window_get_type ())
G_DECLARE_FINAL_TYPE (ThecalAlarmWindow, thecal_alarm_window, THECAL, ALARM_WINDOW, GtkWindow)

/* Modal; shown with its first alarm. Its buttons act through the "win" actions of @parent. @plan:
 * whom its Call button names. */
GtkWidget *thecal_alarm_window_new (GtkWindow *parent, ThecalPlanWatch *plan);
/* @n_more: alarms that stand besides this one. */
void thecal_alarm_window_set_alarm (ThecalAlarmWindow *self,
                                    ThecalDbusAlarm *alarm,
                                    ThecalMonitorClient *client,
                                    guint n_more);
/* Fills its screen, before all other windows. */
void thecal_alarm_window_set_filling (ThecalAlarmWindow *self, gboolean filling);
