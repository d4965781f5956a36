/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* One alarm with what can be done about it, who silenced it and until when, counting down; with no
 * alarm, just a sentence. The buttons act through the actions of the window ("win.acknowledge" and
 * others, see window.h). */
#define THECAL_TYPE_ALARM_CARD (thecal_alarm_card_get_type ())
G_DECLARE_FINAL_TYPE (ThecalAlarmCard, thecal_alarm_card, THECAL, ALARM_CARD, GtkBox)

GtkWidget *thecal_alarm_card_new (void);
/* @alarm NULL: none stands. @pump_name "": it is about this computer. Its buttons are left out
 * where
 * @with_buttons is FALSE. */
void thecal_alarm_card_set_alarm (ThecalAlarmCard *self,
                                  ThecalDbusAlarm *alarm,
                                  const char *pump_name,
                                  gboolean with_buttons);
/* Instead of an alarm: nothing can be said, as when the monitor is lost. */
void thecal_alarm_card_set_unknown (ThecalAlarmCard *self);
void thecal_alarm_card_set_text (ThecalAlarmCard *self, const char *title, const char *detail);
/* Where the sentence comes from and how old it is; "" where it has no age of its own. */
void thecal_alarm_card_set_age (ThecalAlarmCard *self, const char *age);
/* The icon beside the words is left out, as the strip shows the shape too; buttons stand below each
 * other. */
void thecal_alarm_card_set_narrow (ThecalAlarmCard *self, gboolean narrow);
/* Without its note and the way to its log, where there is little room; before the first alarm. */
void thecal_alarm_card_set_brief (ThecalAlarmCard *self, gboolean brief);
/* Its Call button names whoever is to be called at this hour. */
void thecal_alarm_card_follow_plan (ThecalAlarmCard *self, ThecalPlanWatch *plan);
/* The label of the title, borrowed. */
GtkWidget *thecal_alarm_card_get_title (ThecalAlarmCard *self);

/* Points Acknowledge, Pause sound and Seen at this alarm and shows those that it takes now; also
 * for other widgets that have these three buttons. @seen may be NULL. */
void thecal_alarm_buttons_set (GtkWidget *acknowledge,
                               GtkWidget *pause,
                               GtkWidget *seen,
                               ThecalDbusAlarm *alarm);
