/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

#include "shared/plan_watch.h"

/* The windows of the most urgent high alarm: one of usual size, one that fills its screen, or one
 * for every screen, as far as the ladder of the alarm has come. Answered, it is one of usual size
 * again or none. */
typedef struct _ThecalAlarmScreens ThecalAlarmScreens;

ThecalAlarmScreens *
thecal_alarm_screens_new (GtkWindow *parent, ThecalMonitorClient *client, ThecalPlanWatch *plan);
void thecal_alarm_screens_free (ThecalAlarmScreens *self);
/* @alarms as the client gives them, none where the monitor does not answer. */
void thecal_alarm_screens_set (ThecalAlarmScreens *self, GPtrArray *alarms);
/* The result of a walkthrough is on the screen and waits for its answer there: the alarm of it
 * comes with no window of its own, until that has gone. */
void thecal_alarm_screens_set_result_shown (ThecalAlarmScreens *self, gboolean shown);
/* The window in front; NULL: none. */
GtkWidget *thecal_alarm_screens_get_front (ThecalAlarmScreens *self);
