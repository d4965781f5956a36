/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/state_facts.h"

#include <math.h>

#include "shared/alarm_words.h"
#include "shared/format.h"
#include "shared/pump_reading.h"

static void
read_pump (ThecalStateNow *out, ThecalDbusPump *pump, GDateTime *now)
{
  ThecalReading level;

  out->heard_time = out->facts.heard
                        ? thecal_format_time (now, thecal_dbus_pump_get_last_heard_time (pump))
                        : NULL;
  out->watched_time = thecal_format_time (now, thecal_dbus_pump_get_watched_since_time (pump));
  out->facts.by_printout = thecal_text_is (thecal_dbus_pump_get_link (pump), "none");
  out->facts.stale = thecal_dbus_pump_get_stale (pump);
  out->facts.running = thecal_text_is (thecal_dbus_pump_get_therapy (pump), "run");
  out->facts.heard_time = out->heard_time;
  out->facts.watched_time = out->watched_time;
  thecal_pump_get_reading (pump, "reservoir_ml", &level);
  out->facts.level_ml = level.value;
}

void
thecal_state_now_read (ThecalStateNow *out,
                       ThecalMonitorClient *client,
                       ThecalDbusPump *pump,
                       GPtrArray *alarms,
                       GDateTime *now)
{
  ThecalDbusAlarm *first = alarms->len > 0 ? g_ptr_array_index (alarms, 0) : NULL;
  const gint64 age_s = thecal_pump_get_age_s (pump);

  out->alarm_title = first != NULL ? thecal_alarm_title_words (first) : NULL;
  out->facts = (ThecalStateFacts){
    .connected = thecal_monitor_client_is_connected (client),
    .has_pump = pump != NULL,
    .heard = age_s >= 0,
    .alarm = first != NULL ? thecal_dbus_alarm_get_condition (first) : NULL,
    .alarm_title = out->alarm_title,
    .drill = first != NULL && thecal_dbus_alarm_get_drill (first),
    .n_more = alarms->len > 0 ? alarms->len - 1 : 0,
    .empty_early_days = thecal_pump_get_days (pump, "empty_early"),
    .empty_late_days = thecal_pump_get_days (pump, "empty_late"),
    .level_ml = NAN,
    .age_s = age_s,
  };
  if (pump != NULL)
    read_pump (out, pump, now);
}

void
thecal_state_now_clear (ThecalStateNow *self)
{
  g_clear_pointer (&self->heard_time, g_free);
  g_clear_pointer (&self->watched_time, g_free);
  g_clear_pointer (&self->alarm_title, g_free);
}
