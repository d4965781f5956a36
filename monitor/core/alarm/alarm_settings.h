/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/ladder.h"

/* What a care plan may set about alarms, within bounds that keep them safe (core/plan), and the
 * zone in which a local hour is meant. Plain values; the zone is looked up, never read from disk.
 */
typedef struct {
  ThecalLadder ladders[THECAL_PRIORITY_HIGH + 1];
  int quiet_from_min, quiet_to_min; /* minutes of the local day, 0-1439; equal: no quiet hours */
  double empty_soon_h;              /* A02, A03, A05: 72 */
  double fever_c;                   /* A31: 38.6 [004-38] */
  double fever_end_c;               /* A31: 38.0, the fever is over below it */
  GTimeZone *zone;                  /* nullable: UTC. Borrowed in a call, kept by the system */
} ThecalAlarmSettings;

/* The settings where nothing is said: default ladders, no quiet hours, UTC. */
void thecal_alarm_settings_init (ThecalAlarmSettings *self);

/* All but the zone, as a floating variant, and back: what no care plan can have said is left as it
 * was. @saved is of that type. */
#define THECAL_ALARM_SETTINGS_TYPE "(a(xa(xu))iiddd)"
GVariant *thecal_alarm_settings_save (const ThecalAlarmSettings *self);
void thecal_alarm_settings_restore (ThecalAlarmSettings *self, GVariant *saved);

/* The first instant after @wall_us (UTC) at which a local clock shows @minute_of_day. */
gint64 thecal_alarm_settings_get_next_local_us (const ThecalAlarmSettings *self,
                                                gint64 wall_us,
                                                int minute_of_day);

/* When the quiet hours end that hold at @wall_us (UTC); THECAL_UNKNOWN_US outside of them. */
gint64 thecal_alarm_settings_get_quiet_end_us (const ThecalAlarmSettings *self, gint64 wall_us);

/* Days since 1970 of the local calendar. */
int thecal_alarm_settings_get_local_day (const ThecalAlarmSettings *self, gint64 wall_us);
