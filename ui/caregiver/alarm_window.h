/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "monitor-dbus.h"

/* The modal window of the most urgent high alarm that sounds. Only an answer to the alarm ends it,
 * no key and no button of the window manager. */
#define THECAL_TYPE_ALARM_WINDOW (thecal_alarm_window_get_type ())
G_DECLARE_FINAL_TYPE (ThecalAlarmWindow, thecal_alarm_window, THECAL, ALARM_WINDOW, GtkWindow)

/* Shown at once; its buttons act through the "win" actions of @parent. */
GtkWidget *thecal_alarm_window_new (GtkWindow *parent);
/* @pump and @manager may be NULL; @n_more: alarms that stand besides this one. */
void thecal_alarm_window_set_alarm (ThecalAlarmWindow *self,
                                    ThecalDbusAlarm *alarm,
                                    ThecalDbusPump *pump,
                                    ThecalDbusManager *manager,
                                    guint n_more);
