/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/alarm_words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"
#include "shared/log_words.h"
#include "shared/pump_reading.h"
#include "shared/silence_words.h"

char *
thecal_alarm_title_words (ThecalDbusAlarm *alarm)
{
  const char *title = _ (thecal_dbus_alarm_get_title (alarm));

  return thecal_dbus_alarm_get_drill (alarm) ? thecal_drill_title (title) : g_strdup (title);
}

char *
thecal_alarm_detail_words (ThecalDbusAlarm *alarm)
{
  const char *const *conditions = thecal_dbus_alarm_get_speaks_for (alarm);
  const char *advice = _ (thecal_dbus_alarm_get_advice (alarm));
  g_autoptr (GString) titles = g_string_new (NULL);

  for (gsize i = 0; conditions != NULL && conditions[i] != NULL; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? ", " : "", thecal_log_title (conditions[i]));
  if (titles->len == 0)
    return g_strdup (advice);

  return g_strdup_printf (_ ("%s It stands for this too: %s."), advice, titles->str);
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
thecal_alarm_signal_words (ThecalDbusAlarm *alarm, const char *pump_name, GDateTime *now)
{
  g_autofree char *title = thecal_alarm_title_words (alarm);
  const ThecalSilence silence = {
    .signal = thecal_dbus_alarm_get_signal_state (alarm),
    .condition = thecal_dbus_alarm_get_condition_state (alarm),
    .by = thecal_dbus_alarm_get_acknowledged_by (alarm),
    .until_ms = thecal_dbus_alarm_get_until_time (alarm),
    .title = title,
    .pump = pump_name,
    .covered_by = thecal_alarm_is_covered (alarm)
                      ? thecal_log_title (thecal_dbus_alarm_get_covered_by (alarm))
                      : NULL,
  };

  return thecal_silence_words (&silence, now);
}

char *
thecal_alarm_pause_words (ThecalDbusAlarm *alarm)
{
  return g_strdup_printf (_ ("Pause sound %u min"),
                          thecal_dbus_alarm_get_pause_default_min (alarm));
}

char *
thecal_alarm_report_words (ThecalDbusPump *pump)
{
  const gint64 age_s = thecal_pump_get_age_s (pump);
  double early, nominal, late;
  g_autofree char *age = thecal_format_age (MAX (age_s, 0));
  g_autofree char *heard = NULL;
  g_autofree char *level = NULL;

  if (age_s < 0)
    return g_strdup ("");
  heard = g_strdup_printf (
      _ ("Last report %s, %s."), thecal_format_source (thecal_dbus_pump_get_source (pump)), age);
  thecal_pump_get_band (pump, &early, &nominal, &late);
  if (isnan (nominal) || thecal_dbus_pump_get_stale (pump))
    return g_steal_pointer (&heard);
  level = thecal_format_level (early, nominal, late);

  return g_strdup_printf (_ ("%s Level %s."), heard, level);
}

const char *
thecal_alarm_note (ThecalDbusAlarm *alarm)
{
  const char *condition = thecal_dbus_alarm_get_condition (alarm);

  if (thecal_dbus_alarm_get_drill (alarm))
    return _ (
        "This is a drill: it says nothing about the pump. Answer it as you would a real alarm.");
  if (thecal_text_is (condition, "reservoir-low") || thecal_text_is (condition, "reservoir-empty"))
    return _ ("The pump goes on beeping until it is refilled. Thecal cannot stop that beep.");

  return "";
}

const char *
thecal_alarm_resolve_label (ThecalDbusAlarm *alarm)
{
  const char *condition = thecal_dbus_alarm_get_condition (alarm);
  const char *by = thecal_dbus_alarm_get_resolved_by (alarm);

  if (thecal_text_is (condition, "watch"))
    return _ ("Answered");
  if (thecal_text_is (by, "clinic"))
    return _ ("The clinic has checked it…");
  if (thecal_text_is (by, "person"))
    return thecal_text_is (condition, "clock") ? _ ("The time is right") : _ ("I have checked it");

  return NULL;
}

gboolean
thecal_alarm_is (ThecalDbusAlarm *alarm, const char *signal_state)
{
  return thecal_text_is (thecal_dbus_alarm_get_signal_state (alarm), signal_state);
}

gboolean
thecal_alarm_is_covered (ThecalDbusAlarm *alarm)
{
  const char *by = thecal_dbus_alarm_get_covered_by (alarm);

  return by != NULL && *by != '\0';
}

gboolean
thecal_alarm_is_sounding (ThecalDbusAlarm *alarm)
{
  return thecal_alarm_is (alarm, "sounding") && !thecal_alarm_is_covered (alarm);
}

gboolean
thecal_alarm_has_action (ThecalDbusAlarm *alarm, const char *action)
{
  const char *const *actions = thecal_dbus_alarm_get_actions (alarm);

  return actions != NULL && g_strv_contains (actions, action);
}
