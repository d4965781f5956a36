/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* The priority of an alarm as shape, words and colour. It flashes as the priority asks while the
 * alarm sounds; it is steady where the desktop asks for no animations. */
#define THECAL_TYPE_ALARM_STRIP (thecal_alarm_strip_get_type ())
G_DECLARE_FINAL_TYPE (ThecalAlarmStrip, thecal_alarm_strip, THECAL, ALARM_STRIP, GtkBox)

GtkWidget *thecal_alarm_strip_new (void);
/* @priority as on the bus; @flashing: it sounds; @drill: marked so. */
void thecal_alarm_strip_set (ThecalAlarmStrip *self,
                             const char *priority,
                             gboolean flashing,
                             gboolean drill);
