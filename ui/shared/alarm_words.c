/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/alarm_words.h"

#include <glib/gi18n.h>

#include "shared/format.h"
#include "shared/pump_reading.h"

static const ThecalPriorityLook looks[] = {
  { "high", N_ ("High alarm"), "thecal-high-symbolic", "thecal-high", 250 },
  { "medium", N_ ("Alarm"), "thecal-medium-symbolic", "thecal-medium", 833 },
  { "low", N_ ("Notice"), "thecal-low-symbolic", "thecal-low", 0 },
  { "info", N_ ("Information"), "thecal-low-symbolic", "thecal-low", 0 },
  { NULL, N_ ("Not known"), "thecal-unknown-symbolic", "thecal-unknown", 0 },
};

const ThecalPriorityLook *
thecal_alarm_get_look (const char *priority)
{
  const ThecalPriorityLook *look = looks;

  while (look->priority != NULL && !thecal_text_is (look->priority, priority))
    look++;

  return look;
}

char *
thecal_alarm_since_words (ThecalDbusAlarm *alarm, GDateTime *now)
{
  const gint64 since_ms = thecal_dbus_alarm_get_since_time (alarm);
  g_autofree char *time = thecal_format_time (now, since_ms);
  g_autofree char *age = thecal_format_age (g_date_time_to_unix (now) - since_ms / 1000);

  return g_strdup_printf (_ ("since %s, %s"), time, age);
}

char *
thecal_alarm_signal_words (ThecalDbusAlarm *alarm, GDateTime *now)
{
  const char *state = thecal_dbus_alarm_get_signal_state (alarm);
  const char *by = thecal_dbus_alarm_get_acknowledged_by (alarm);
  g_autofree char *until = thecal_format_time (now, thecal_dbus_alarm_get_until_time (alarm));

  if (thecal_text_is (state, "latched"))
    return g_strdup (_ ("It has ended. Nobody acknowledged it."));
  if (thecal_text_is (state, "acknowledged") && by != NULL && *by != '\0')
    return g_strdup_printf (_ ("%s is on it until %s. It still stands."), by, until);
  if (thecal_text_is (state, "acknowledged"))
    return g_strdup_printf (_ ("Somebody is on it until %s. It still stands."), until);
  if (thecal_text_is (state, "paused"))
    return g_strdup_printf (_ ("Sound paused until %s."), until);
  if (thecal_text_is (thecal_dbus_alarm_get_condition_state (alarm), "unknown"))
    return g_strdup (_ ("It still stands as far as is known: the pump is not heard now."));
  if (thecal_text_is (state, "sounding"))
    return g_strdup (_ ("Sounding now."));

  return g_strdup (_ ("It sounds with the more urgent alarm."));
}
