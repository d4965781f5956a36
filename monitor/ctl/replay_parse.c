/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/replay_parse.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "core/plan/care_plan.h"
#include "ctl/replay_fields.h"
#include "ctl/replay_plan.h"

typedef struct {
  ThecalReplayFields fields;
  GError *error; /* first one */
} Reader;

static void
fail (Reader *reader, const char *key, const char *expected)
{
  if (reader->error == NULL)
    reader->error =
        g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("%s: expected %s"), key, expected);
}

/* NULL where absent or null. */
static const ThecalReplayField *
get_field (Reader *reader, const char *key)
{
  const ThecalReplayField *field = thecal_replay_fields_find (&reader->fields, key);

  return field == NULL || field->type == THECAL_REPLAY_FIELD_NULL ? NULL : field;
}

static double
get_number (Reader *reader, const char *key)
{
  const ThecalReplayField *field = get_field (reader, key);

  if (field == NULL)
    return NAN;
  if (field->type == THECAL_REPLAY_FIELD_NUMBER)
    return field->number;

  fail (reader, key, _ ("a number"));
  return NAN;
}

static const char *
get_text (Reader *reader, const char *key)
{
  const ThecalReplayField *field = get_field (reader, key);

  if (field == NULL)
    return NULL;
  if (field->type == THECAL_REPLAY_FIELD_TEXT)
    return field->text;

  fail (reader, key, _ ("a string"));
  return NULL;
}

static const char *
need_text (Reader *reader, const char *key, const char *expected)
{
  const char *text = get_text (reader, key);

  if (text == NULL)
    fail (reader, key, expected);
  return text;
}

static gboolean
get_flag (Reader *reader, const char *key)
{
  const ThecalReplayField *field = get_field (reader, key);

  if (field == NULL)
    return FALSE;
  if (field->type == THECAL_REPLAY_FIELD_FLAG)
    return field->flag;

  fail (reader, key, "true or false");
  return FALSE;
}

static gint64
get_time (Reader *reader, const char *key)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const char *text = get_text (reader, key);
  gint64 time_us;

  if (text == NULL)
    return THECAL_UNKNOWN_US;
  if (thecal_time_parse (text, utc, &time_us))
    return time_us;

  fail (reader, key, _ ("an RFC 3339 time or a date"));
  return THECAL_UNKNOWN_US;
}

/* Three hundred years at most, which no session has: a larger number has no place in 64 bits. */
static gint64
seconds (double value_s)
{
  return (gint64) (CLAMP (value_s, -1e10, 1e10) * (double) THECAL_SECOND_US);
}

/* Status. */

static void
read_source (Reader *reader, ThecalStatusReport *report)
{
  const char *text = get_text (reader, "source");

  /* Not given: as in the line before. */
  if (text == NULL)
    return;
  if (g_str_equal (text, "bridge") || g_str_equal (text, "bluetooth"))
    report->source = THECAL_SOURCE_GATEWAY;
  else if (g_str_equal (text, "printout"))
    report->source = THECAL_SOURCE_MANUAL;
  else if (!thecal_source_from_string (text, &report->source))
    fail (reader, "source", "implant, gateway, gateway-cached, manual, printout or simulator");
}

static void
read_words (Reader *reader, ThecalStatusReport *report)
{
  const char *quality = get_text (reader, "reservoir_quality");
  const char *therapy = get_text (reader, "therapy");
  const char *mode = get_text (reader, "mode");
  const char *battery = get_text (reader, "battery_state");

  if (quality != NULL && !thecal_quality_from_string (quality, &report->reservoir_quality))
    fail (reader, "reservoir_quality", "measured, calculated or entered");
  if (therapy != NULL) {
    report->present |= THECAL_REPORT_THERAPY;
    if (!thecal_therapy_from_string (therapy, &report->therapy))
      fail (reader, "therapy", "run, pause, stop or unknown");
  }
  if (mode != NULL) {
    report->present |= THECAL_REPORT_MODE;
    if (!thecal_mode_from_string (mode, &report->mode))
      fail (reader,
            "mode",
            "continuous, flex, stopped, minimum-rate, single-bolus, periodic-bolus or unknown");
  }
  if (battery != NULL) {
    report->present |= THECAL_REPORT_BATTERY_STATE;
    if (!thecal_battery_state_from_string (battery, &report->battery_state))
      fail (reader, "battery_state", "ok, eri, eos, reset or unknown");
  }
}

static void
read_times (Reader *reader, ThecalStatusReport *report)
{
  const double age_s = get_number (reader, "age_s");
  const double interval_s = get_number (reader, "interval_s");
  const double seq = get_number (reader, "seq");

  report->eri_date_us = get_time (reader, "eri_date");
  report->alarm_date_us = get_time (reader, "alarm_date");
  if (report->eri_date_us != THECAL_UNKNOWN_US)
    report->present |= THECAL_REPORT_ERI_DATE;
  if (report->alarm_date_us != THECAL_UNKNOWN_US)
    report->present |= THECAL_REPORT_ALARM_DATE;
  if (age_s < 0.0 || age_s > 1e10)
    fail (reader, "age_s", _ ("seconds, 0 or more"));
  else if (!isnan (age_s))
    report->age_us = seconds (age_s);
  if (interval_s < 0.0 || interval_s > 1e9)
    fail (reader, "interval_s", _ ("seconds, 0 or more"));
  else if (!isnan (interval_s)) {
    report->interval_us = seconds (interval_s);
    report->present |= THECAL_REPORT_INTERVAL;
  }
  if (seq < 0.0 || seq > (double) G_MAXUINT32)
    fail (reader, "seq", _ ("a whole number from 0 to 4294967295"));
  else if (!isnan (seq)) {
    report->seq = (guint32) seq;
    report->present |= THECAL_REPORT_SEQ;
  }
}

static void
read_status (Reader *reader, ThecalEvent *event)
{
  ThecalStatusReport *report = &event->status;

  for (int field = 0; field < THECAL_N_FIELDS; field++) {
    report->values[field] = get_number (reader, thecal_field_to_string ((ThecalField) field));
    if (!isnan (report->values[field]))
      report->present |= 1u << field;
  }
  read_source (reader, report);
  read_words (reader, report);
  read_times (reader, report);
}

/* The other events. */

static void
read_pump_event (Reader *reader, ThecalEvent *event)
{
  const char *type = need_text (reader, "type", "an annunciation name, as in reservoir-low");
  const char *state = get_text (reader, "state");
  const double instance = get_number (reader, "id");

  /* A name that is not known is what an unknown alarm of a pump is: loud, not refused. */
  if (type != NULL && !thecal_pump_event_from_string (type, &event->pump_event.type))
    event->pump_event.type = THECAL_PUMP_EVENT_UNKNOWN;
  if (instance >= 0.0 && instance <= G_MAXUINT16)
    event->pump_event.instance_id = (guint16) instance;
  else if (!isnan (instance))
    fail (reader, "id", _ ("a whole number from 0 to 65535"));

  if (state == NULL || g_str_equal (state, "pending"))
    event->pump_event.state = THECAL_PUMP_EVENT_PENDING;
  else if (g_str_equal (state, "confirmed"))
    event->pump_event.state = THECAL_PUMP_EVENT_CONFIRMED;
  else if (g_str_equal (state, "cleared"))
    event->pump_event.state = THECAL_PUMP_EVENT_CLEARED;
  else
    fail (reader, "state", "pending, confirmed or cleared");
}

static void
read_link (Reader *reader, ThecalEvent *event)
{
  const char *state = need_text (reader, "state", "up or down");

  event->link.up = g_strcmp0 (state, "up") == 0;
  if (state != NULL && !event->link.up && !g_str_equal (state, "down"))
    fail (reader, "state", "up or down");
}

static void
read_beep (Reader *reader, ThecalEvent *event)
{
  const char *kind = get_text (reader, "kind");

  if (kind == NULL || g_str_equal (kind, "unknown"))
    event->heard_beep.kind = THECAL_BEEP_UNKNOWN;
  else if (g_str_equal (kind, "single"))
    event->heard_beep.kind = THECAL_BEEP_SINGLE;
  else if (g_str_equal (kind, "critical"))
    event->heard_beep.kind = THECAL_BEEP_CRITICAL;
  else
    fail (reader, "kind", "single, critical or unknown");
}

static double
get_volume (Reader *reader, const char *key)
{
  const double value = get_number (reader, key);

  if (value < 0.0)
    fail (reader, key, _ ("0 or more"));
  return value;
}

static void
read_refill (Reader *reader, ThecalEvent *event)
{
  event->refill.filled_ml = get_volume (reader, "filled_ml");
  event->refill.withdrawn_ml = get_volume (reader, "withdrawn_ml");
  event->refill.concentration_ug_per_ml = get_volume (reader, "concentration_ug_per_ml");
  event->refill.dose_ug_per_day = get_volume (reader, "dose_ug_per_day");
  event->refill.alarm_date_us = get_time (reader, "alarm_date");
}

static void
read_condition (Reader *reader, ThecalEvent *event, const char *key)
{
  const char *condition = get_text (reader, key);

  if (get_flag (reader, "all") || g_strcmp0 (condition, "all") == 0)
    event->person.all = true;
  else if (condition == NULL || !thecal_condition_from_string (condition, &event->person.condition))
    fail (reader, key, _ ("an alarm condition, as in reservoir-low"));
}

static void
read_acknowledge (Reader *reader, ThecalEvent *event)
{
  read_condition (reader, event, "condition");
  event->person.by = get_text (reader, "by");
}

static void
read_pause (Reader *reader, ThecalEvent *event)
{
  const double minutes = get_number (reader, "minutes");

  read_condition (reader, event, "condition");
  if (minutes < 0.0 || minutes > 1e6)
    fail (reader, "minutes", _ ("0 or more"));
  else if (!isnan (minutes))
    event->person.minutes = (int) minutes;
}

static void
read_clinic_action (Reader *reader, ThecalEvent *event)
{
  read_condition (reader, event, "for");
}

static void
read_appointment (Reader *reader, ThecalEvent *event)
{
  const char *kind = get_text (reader, "kind");

  event->appointment.at_wall_us = get_time (reader, "at_time");
  event->appointment.is_refill = kind == NULL || g_str_equal (kind, "refill");
  if (event->appointment.at_wall_us == THECAL_UNKNOWN_US)
    fail (reader, "at_time", _ ("an RFC 3339 time"));
}

static void
read_temperature (Reader *reader, ThecalEvent *event)
{
  const double c = get_number (reader, "c");
  const double f = get_number (reader, "f");

  if (isnan (c) == isnan (f))
    fail (reader, "c", _ ("either c or f, in degrees"));
  event->temperature.celsius = isnan (c) ? (f - 32.0) / 1.8 : c;
}

static void
read_triage (Reader *reader, ThecalEvent *event)
{
  const char *outcome = need_text (reader, "outcome", "T1 to T5");

  if (outcome == NULL)
    return;
  if (strlen (outcome) == 2 && outcome[0] == 'T' && outcome[1] >= '1' && outcome[1] <= '5')
    event->triage.outcome = outcome[1] - '0';
  else
    fail (reader, "outcome", "T1 to T5");
}

static void
read_clock_step (Reader *reader, ThecalEvent *event)
{
  const double by_s = get_number (reader, "by_s");

  if (isnan (by_s) || fabs (by_s) > 1e10)
    fail (reader, "by_s", _ ("seconds"));
  else
    event->clock_step.step_us = seconds (by_s);
}

static void
read_self_test (Reader *reader, ThecalEvent *event)
{
  event->self_test.channel = need_text (reader, "channel", "a channel, as in sound");
  if (get_field (reader, "ok") == NULL)
    fail (reader, "ok", "true or false");
  event->self_test.ok = get_flag (reader, "ok");
}

static void
read_untrusted (Reader *reader, ThecalEvent *event)
{
  event->untrusted.reason = get_text (reader, "reason");
}

static void
read_nothing (Reader *reader, ThecalEvent *event)
{
}

typedef void (*ReadEvent) (Reader *reader, ThecalEvent *event);

/* Events that a session may hold; NULL: not one of them. */
static const ReadEvent read_event[THECAL_N_EVENTS] = {
  [THECAL_EVENT_TICK] = read_nothing,
  [THECAL_EVENT_STATUS] = read_status,
  [THECAL_EVENT_PUMP_EVENT] = read_pump_event,
  [THECAL_EVENT_LINK] = read_link,
  [THECAL_EVENT_UNTRUSTED] = read_untrusted,
  [THECAL_EVENT_HEARD_BEEP] = read_beep,
  [THECAL_EVENT_REFILL] = read_refill,
  [THECAL_EVENT_ACKNOWLEDGE] = read_acknowledge,
  [THECAL_EVENT_PAUSE] = read_pause,
  [THECAL_EVENT_RESET] = read_acknowledge,
  [THECAL_EVENT_APPOINTMENT] = read_appointment,
  [THECAL_EVENT_CLINIC_ACTION] = read_clinic_action,
  [THECAL_EVENT_TEMPERATURE] = read_temperature,
  [THECAL_EVENT_TRIAGE] = read_triage,
  [THECAL_EVENT_CLOCK_STEP] = read_clock_step,
  [THECAL_EVENT_SUSPEND] = read_nothing,
  [THECAL_EVENT_RESUME] = read_nothing,
  [THECAL_EVENT_RESTART] = read_nothing,
  [THECAL_EVENT_SELF_TEST] = read_self_test,
};

static char *
find_unused (const Reader *reader)
{
  g_autoptr (GString) unused = NULL;

  for (guint i = 0; i < reader->fields.n; i++)
    if (!reader->fields.list[i].used) {
      if (unused == NULL)
        unused = g_string_new ("unknown key ");
      else
        g_string_append (unused, ", ");
      g_string_append (unused, reader->fields.list[i].key);
    }

  return unused != NULL ? g_string_free (g_steal_pointer (&unused), FALSE) : NULL;
}

static void
read_line (Reader *reader, ThecalReplayLine *out)
{
  const char *name = need_text (reader, "event", "an event, as in status");
  ThecalEventType type;

  out->at_wall_us = get_time (reader, "at");
  if (out->at_wall_us == THECAL_UNKNOWN_US)
    fail (reader, "at", _ ("an RFC 3339 time"));
  if (name == NULL)
    return;
  if (!thecal_event_type_from_string (name, &type) || read_event[type] == NULL) {
    fail (reader, "event", _ ("an event of the replay format, as in status, pump_event or tick"));
    return;
  }
  out->event.type = type;
  read_event[type](reader, &out->event);
}

/* The line and what the parser made of it go away; the one string an event may hold stays. */
static void
keep_text (ThecalReplayLine *out)
{
  switch (out->event.type) {
  case THECAL_EVENT_ACKNOWLEDGE:
  case THECAL_EVENT_RESET:
    out->event.person.by = out->text = g_strdup (out->event.person.by);
    break;
  case THECAL_EVENT_SELF_TEST:
    out->event.self_test.channel = out->text = g_strdup (out->event.self_test.channel);
    break;
  case THECAL_EVENT_UNTRUSTED:
    out->event.untrusted.reason = out->text = g_strdup (out->event.untrusted.reason);
    break;
  case THECAL_EVENT_TICK:
  case THECAL_EVENT_ADD_PUMP:
  case THECAL_EVENT_STATUS:
  case THECAL_EVENT_PUMP_EVENT:
  case THECAL_EVENT_LINK:
  case THECAL_EVENT_HEARD_BEEP:
  case THECAL_EVENT_REFILL:
  case THECAL_EVENT_PAUSE:
  case THECAL_EVENT_APPOINTMENT:
  case THECAL_EVENT_CLINIC_ACTION:
  case THECAL_EVENT_TEMPERATURE:
  case THECAL_EVENT_TRIAGE:
  case THECAL_EVENT_CLOCK_STEP:
  case THECAL_EVENT_SUSPEND:
  case THECAL_EVENT_RESUME:
  case THECAL_EVENT_RESTART:
  case THECAL_N_EVENTS:
    break;
  }
}

void
thecal_replay_line_clear (ThecalReplayLine *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->warning, g_free);
}

static gboolean
list_fields (Reader *reader, JsonParser *parser, char *line, gsize len, GError **error)
{
  JsonObject *object;

  if (thecal_replay_fields_read_plain (&reader->fields, line, len))
    return TRUE;

  object = thecal_replay_parse_object (parser, line, (gssize) len, error);
  return object != NULL && thecal_replay_fields_read_object (&reader->fields, object, error);
}

gboolean
thecal_replay_parse_line (JsonParser *parser,
                          char *line,
                          gsize len,
                          ThecalReplayLine *out,
                          GError **error)
{
  Reader reader;

  reader.error = NULL;
  *out = (ThecalReplayLine){ .event = { .unit = 1 } };
  if (!list_fields (&reader, parser, line, len, error))
    return FALSE;

  read_line (&reader, out);
  if (reader.error != NULL) {
    g_propagate_error (error, reader.error);
    return FALSE;
  }
  if (out->event.type == THECAL_EVENT_SELF_TEST || out->event.type == THECAL_EVENT_CLOCK_STEP)
    out->event.unit = 0;
  keep_text (out);
  out->warning = find_unused (&reader);

  return TRUE;
}
