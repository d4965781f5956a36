/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ctl/replay_reader.h"

/* The events of a session but the status (design.md, "Replay session"). */

static void
read_pump_event (ThecalReplayReader *reader, ThecalEvent *event)
{
  const char *type =
      thecal_replay_need_text (reader, "type", "an annunciation name, as in reservoir-low");
  const char *state = thecal_replay_get_text (reader, "state");
  const double instance = thecal_replay_get_number (reader, "id");

  /* A name that is not known is what an unknown alarm of a pump is: loud, not refused. */
  if (type != NULL && !thecal_pump_event_from_string (type, &event->pump_event.type))
    event->pump_event.type = THECAL_PUMP_EVENT_UNKNOWN;
  if (instance >= 0.0 && instance <= G_MAXUINT16)
    event->pump_event.instance_id = (guint16) instance;
  else if (!isnan (instance))
    thecal_replay_fail (reader, "id", _ ("a whole number from 0 to 65535"));

  if (state == NULL || g_str_equal (state, "pending"))
    event->pump_event.state = THECAL_PUMP_EVENT_PENDING;
  else if (g_str_equal (state, "confirmed"))
    event->pump_event.state = THECAL_PUMP_EVENT_CONFIRMED;
  else if (g_str_equal (state, "cleared"))
    event->pump_event.state = THECAL_PUMP_EVENT_CLEARED;
  else
    thecal_replay_fail (reader, "state", "pending, confirmed or cleared");
}

static void
read_link (ThecalReplayReader *reader, ThecalEvent *event)
{
  const char *state = thecal_replay_need_text (reader, "state", "up or down");

  event->link.up = g_strcmp0 (state, "up") == 0;
  if (state != NULL && !event->link.up && !g_str_equal (state, "down"))
    thecal_replay_fail (reader, "state", "up or down");
}

static void
read_beep (ThecalReplayReader *reader, ThecalEvent *event)
{
  const char *kind = thecal_replay_get_text (reader, "kind");

  if (kind == NULL || g_str_equal (kind, "unknown"))
    event->heard_beep.kind = THECAL_BEEP_UNKNOWN;
  else if (g_str_equal (kind, "single"))
    event->heard_beep.kind = THECAL_BEEP_SINGLE;
  else if (g_str_equal (kind, "critical"))
    event->heard_beep.kind = THECAL_BEEP_CRITICAL;
  else
    thecal_replay_fail (reader, "kind", "single, critical or unknown");
}

static double
get_volume (ThecalReplayReader *reader, const char *key)
{
  const double value = thecal_replay_get_number (reader, key);

  if (value < 0.0)
    thecal_replay_fail (reader, key, _ ("0 or more"));
  return value;
}

static void
read_refill (ThecalReplayReader *reader, ThecalEvent *event)
{
  event->refill.filled_ml = get_volume (reader, "filled_ml");
  event->refill.withdrawn_ml = get_volume (reader, "withdrawn_ml");
  event->refill.concentration_ug_per_ml = get_volume (reader, "concentration_ug_per_ml");
  event->refill.dose_ug_per_day = get_volume (reader, "dose_ug_per_day");
  event->refill.alarm_date_us = thecal_replay_get_time (reader, "alarm_date");
}

static void
read_condition (ThecalReplayReader *reader, ThecalEvent *event, const char *key)
{
  const char *condition = thecal_replay_get_text (reader, key);

  event->person.by = thecal_replay_get_text (reader, "by");
  if (thecal_replay_get_flag (reader, "all") || g_strcmp0 (condition, "all") == 0)
    event->person.all = true;
  else if (condition == NULL || !thecal_condition_from_string (condition, &event->person.condition))
    thecal_replay_fail (reader, key, _ ("an alarm condition, as in reservoir-low"));
}

static void
read_answer (ThecalReplayReader *reader, ThecalEvent *event)
{
  read_condition (reader, event, "condition");
}

static void
read_pause (ThecalReplayReader *reader, ThecalEvent *event)
{
  const double minutes = thecal_replay_get_number (reader, "minutes");

  read_condition (reader, event, "condition");
  if (minutes < 0.0 || minutes > 1e6)
    thecal_replay_fail (reader, "minutes", _ ("0 or more"));
  else if (!isnan (minutes))
    event->person.minutes = (int) minutes;
}

static void
read_clinic_action (ThecalReplayReader *reader, ThecalEvent *event)
{
  read_condition (reader, event, "for");
}

static void
read_by (ThecalReplayReader *reader, ThecalEvent *event)
{
  event->person.by = thecal_replay_get_text (reader, "by");
}

static void
read_appointment (ThecalReplayReader *reader, ThecalEvent *event)
{
  static const char *const kinds[THECAL_N_VISITS] = { "refill", "replacement", "post-op", "other" };
  const char *kind = thecal_replay_get_text (reader, "kind");

  event->appointment.kind = kind == NULL ? THECAL_VISIT_REFILL : THECAL_VISIT_OTHER;
  for (int i = 0; kind != NULL && i < THECAL_N_VISITS; i++)
    if (g_str_equal (kinds[i], kind))
      event->appointment.kind = (ThecalVisit) i;
  event->appointment.at_wall_us = thecal_replay_get_time (reader, "at_time");
  if (event->appointment.at_wall_us == THECAL_UNKNOWN_US)
    thecal_replay_fail (reader, "at_time", _ ("an RFC 3339 time"));
}

static void
read_temperature (ThecalReplayReader *reader, ThecalEvent *event)
{
  const double c = thecal_replay_get_number (reader, "c");
  const double f = thecal_replay_get_number (reader, "f");
  const gint64 at_us = thecal_replay_get_time (reader, "at_time");

  if (isnan (c) == isnan (f))
    thecal_replay_fail (reader, "c", _ ("either c or f, in degrees"));
  event->temperature.at_wall_us = at_us != THECAL_UNKNOWN_US ? at_us : 0;
  event->temperature.celsius = isnan (c) ? (f - 32.0) / 1.8 : c;
  /* 38 entered as F is a mistake, not a temperature (T-IN-03) */
  if (c < 25.0 || c > 45.0)
    thecal_replay_fail (reader, "c", _ ("degrees Celsius from 25 to 45"));
  if (f < 77.0 || f > 113.0)
    thecal_replay_fail (reader, "f", _ ("degrees Fahrenheit from 77 to 113"));
}

/* Which checklist it was; those for pump and operation are of no sign. */
static ThecalSign
read_list (ThecalReplayReader *reader)
{
  static const char letters[] = "WOIPSG";
  static const ThecalSign signs[] = { THECAL_SIGN_WITHDRAWAL, THECAL_SIGN_OVERDOSE,
                                      THECAL_SIGN_INFECTION,  THECAL_SIGN_NONE,
                                      THECAL_SIGN_NONE,       THECAL_SIGN_NONE };
  const char *list = thecal_replay_get_text (reader, "list");
  const char *found = list != NULL && strlen (list) == 1 ? strchr (letters, list[0]) : NULL;

  if (list != NULL && found == NULL)
    thecal_replay_fail (reader, "list", "W, O, I, P or S");

  return found != NULL ? signs[found - letters] : THECAL_SIGN_NONE;
}

/* An outcome, or that the call it asked for was made: "called", "arrived". */
static void
read_triage (ThecalReplayReader *reader, ThecalEvent *event)
{
  const char *outcome = thecal_replay_get_text (reader, "outcome");
  const char *state = thecal_replay_get_text (reader, "state");

  event->triage.repeat_wall_us = thecal_replay_get_time (reader, "repeat_at");
  event->triage.sign = read_list (reader);
  if (outcome == NULL && state != NULL) {
    if (!g_str_equal (state, "called") && !g_str_equal (state, "arrived"))
      thecal_replay_fail (reader, "state", "called or arrived");
  } else if (outcome != NULL && strlen (outcome) == 2 && outcome[0] == 'T' && outcome[1] >= '1' &&
             outcome[1] <= '5')
    event->triage.outcome = outcome[1] - '0';
  else
    thecal_replay_fail (reader, "outcome", "T1 to T5");
}

static void
read_clock_step (ThecalReplayReader *reader, ThecalEvent *event)
{
  const double by_s = thecal_replay_get_number (reader, "by_s");

  if (isnan (by_s) || fabs (by_s) > 1e10)
    thecal_replay_fail (reader, "by_s", _ ("seconds"));
  else
    event->clock_step.step_us = thecal_replay_seconds (by_s);
}

static void
read_self_test (ThecalReplayReader *reader, ThecalEvent *event)
{
  event->self_test.channel = thecal_replay_need_text (reader, "channel", "a channel, as in sound");
  if (thecal_replay_get_field (reader, "ok") == NULL)
    thecal_replay_fail (reader, "ok", "true or false");
  event->self_test.ok = thecal_replay_get_flag (reader, "ok");
  event->self_test.proven = thecal_replay_get_flag (reader, "proven");
}

static void
read_untrusted (ThecalReplayReader *reader, ThecalEvent *event)
{
  event->untrusted.reason = thecal_replay_get_text (reader, "reason");
}

static void
read_nothing (ThecalReplayReader *reader, ThecalEvent *event)
{
}

static void
read_operation (ThecalReplayReader *reader, ThecalEvent *event)
{
  event->operation.at_wall_us = thecal_replay_get_time (reader, "at_time");
  event->operation.written = thecal_replay_get_flag (reader, "written");
  if (event->operation.at_wall_us == THECAL_UNKNOWN_US)
    thecal_replay_fail (reader, "at_time", _ ("an RFC 3339 time or a date"));
}

static void
read_service_life (ThecalReplayReader *reader, ThecalEvent *event)
{
  event->service_life.replace_by_wall_us = thecal_replay_get_time (reader, "replace_by");
}

static void
read_dose_change (ThecalReplayReader *reader, ThecalEvent *event)
{
  event->dose_change.at_wall_us = thecal_replay_get_time (reader, "at_time");
  if (event->dose_change.at_wall_us == THECAL_UNKNOWN_US)
    thecal_replay_fail (reader, "at_time", _ ("an RFC 3339 time or a date"));
}

static void
read_diary (ThecalReplayReader *reader, ThecalEvent *event)
{
  const gint64 at_us = thecal_replay_get_time (reader, "at_time");

  event->diary.at_wall_us = at_us != THECAL_UNKNOWN_US ? at_us : 0;
  event->diary.stiffness = thecal_replay_get_number (reader, "stiffness");
  event->diary.bowel = thecal_replay_get_flag (reader, "bowel");
  if (event->diary.stiffness < 0.0 || event->diary.stiffness > 10.0)
    thecal_replay_fail (reader, "stiffness", _ ("a number from 0 to 10"));
}

static void
read_tablets (ThecalReplayReader *reader, ThecalEvent *event)
{
  event->tablets.carried = thecal_replay_get_field (reader, "carried") == NULL ||
                           thecal_replay_get_flag (reader, "carried");
  event->tablets.expire_wall_us = thecal_replay_get_time (reader, "expires");
}

static void
read_host_power (ThecalReplayReader *reader, ThecalEvent *event)
{
  const double percent = thecal_replay_get_number (reader, "percent");

  event->host_power.on_battery = thecal_replay_get_flag (reader, "on_battery");
  event->host_power.percent = percent;
  if (percent < 0.0 || percent > 100.0)
    thecal_replay_fail (reader, "percent", _ ("a number from 0 to 100"));
}

/* Without "out": it was taken out. */
static void
read_explanted (ThecalReplayReader *reader, ThecalEvent *event)
{
  event->explanted.out =
      thecal_replay_get_field (reader, "out") == NULL || thecal_replay_get_flag (reader, "out");
}

const ThecalReplayReadEvent thecal_replay_read_event[THECAL_N_EVENTS] = {
  [THECAL_EVENT_TICK] = read_nothing,
  [THECAL_EVENT_STATUS] = thecal_replay_read_status,
  [THECAL_EVENT_PUMP_EVENT] = read_pump_event,
  [THECAL_EVENT_LINK] = read_link,
  [THECAL_EVENT_UNTRUSTED] = read_untrusted,
  [THECAL_EVENT_HEARD_BEEP] = read_beep,
  [THECAL_EVENT_REFILL] = read_refill,
  [THECAL_EVENT_ACKNOWLEDGE] = read_answer,
  [THECAL_EVENT_DECLINE] = read_answer,
  [THECAL_EVENT_PAUSE] = read_pause,
  [THECAL_EVENT_RESET] = read_answer,
  [THECAL_EVENT_APPOINTMENT] = read_appointment,
  [THECAL_EVENT_CLINIC_ACTION] = read_clinic_action,
  [THECAL_EVENT_TEMPERATURE] = read_temperature,
  [THECAL_EVENT_TRIAGE] = read_triage,
  [THECAL_EVENT_CLOCK_STEP] = read_clock_step,
  [THECAL_EVENT_SUSPEND] = read_nothing,
  [THECAL_EVENT_RESUME] = read_nothing,
  [THECAL_EVENT_RESTART] = read_nothing,
  [THECAL_EVENT_SELF_TEST] = read_self_test,
  [THECAL_EVENT_MRI] = read_nothing,
  [THECAL_EVENT_WATCH_ANSWER] = read_by,
  [THECAL_EVENT_OPERATION] = read_operation,
  [THECAL_EVENT_SERVICE_LIFE] = read_service_life,
  [THECAL_EVENT_DIARY] = read_diary,
  [THECAL_EVENT_TABLETS] = read_tablets,
  [THECAL_EVENT_HOST_POWER] = read_host_power,
  [THECAL_EVENT_DRILL] = read_by,
  [THECAL_EVENT_DOSE_CHANGE] = read_dose_change,
  [THECAL_EVENT_EXPLANTED] = read_explanted,
};
