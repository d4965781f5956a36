/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "monitor-dbus.h"

/* What an alarm object says, in words. */

/* "Reservoir empty", "DRILL · Reservoir empty" */
char *thecal_alarm_title_words (ThecalDbusAlarm *alarm);
/* What to do, and which alarms this one stands for. */
char *thecal_alarm_detail_words (ThecalDbusAlarm *alarm);
/* "since 22:14, 12 min ago" */
char *thecal_alarm_since_words (ThecalDbusAlarm *alarm, GDateTime *now);
/* What its sound does, and who silenced it until when; see silence_words.h. */
char *thecal_alarm_signal_words (ThecalDbusAlarm *alarm, const char *pump_name, GDateTime *now);
/* "Pause sound 10 min" */
char *thecal_alarm_pause_words (ThecalDbusAlarm *alarm);
/* "Last report by the pump, 1 min ago. Level 0.4 mL, could be 0.3 to 0.5."; "" where it was never
 * heard. @pump nullable. */
char *thecal_alarm_report_words (ThecalDbusPump *pump);
/* What else is to be known: the pump's own beep, which nothing here can stop; "" nothing. Static.
 */
const char *thecal_alarm_note (ThecalDbusAlarm *alarm);
/* What a person may say about it besides the data ("The clinic has checked it…"); NULL: nothing.
 * Static. */
const char *thecal_alarm_resolve_label (ThecalDbusAlarm *alarm);
gboolean thecal_alarm_is (ThecalDbusAlarm *alarm, const char *signal_state);
/* A graver alarm that stands speaks for it. */
gboolean thecal_alarm_is_covered (ThecalDbusAlarm *alarm);
/* Its own sound is to be heard. */
gboolean thecal_alarm_is_sounding (ThecalDbusAlarm *alarm);
/* The ladder has reached @action, as in "full-screen". */
gboolean thecal_alarm_has_action (ThecalDbusAlarm *alarm, const char *action);
