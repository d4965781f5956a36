/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/replay_parse.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "core/plan/care_plan.h"
#include "ctl/replay_plan.h"
#include "ctl/replay_reader.h"

/* Status. */

static void
read_source (ThecalReplayReader *reader, ThecalStatusReport *report)
{
  const char *text = thecal_replay_get_text (reader, "source");

  /* Not given: as in the line before. */
  if (text == NULL)
    return;
  if (g_str_equal (text, "bridge") || g_str_equal (text, "bluetooth"))
    report->source = THECAL_SOURCE_GATEWAY;
  else if (g_str_equal (text, "printout"))
    report->source = THECAL_SOURCE_MANUAL;
  else if (!thecal_source_from_string (text, &report->source))
    thecal_replay_fail (
        reader, "source", "implant, gateway, gateway-cached, manual, printout or simulator");
}

static void
read_words (ThecalReplayReader *reader, ThecalStatusReport *report)
{
  const char *quality = thecal_replay_get_text (reader, "reservoir_quality");
  const char *therapy = thecal_replay_get_text (reader, "therapy");
  const char *mode = thecal_replay_get_text (reader, "mode");
  const char *battery = thecal_replay_get_text (reader, "battery_state");

  if (quality != NULL && !thecal_quality_from_string (quality, &report->reservoir_quality))
    thecal_replay_fail (reader, "reservoir_quality", "measured, calculated or entered");
  if (therapy != NULL) {
    report->present |= THECAL_REPORT_THERAPY;
    if (!thecal_therapy_from_string (therapy, &report->therapy))
      thecal_replay_fail (reader, "therapy", "run, pause, stop or unknown");
  }
  if (mode != NULL) {
    report->present |= THECAL_REPORT_MODE;
    if (!thecal_mode_from_string (mode, &report->mode))
      thecal_replay_fail (
          reader,
          "mode",
          "continuous, flex, stopped, minimum-rate, single-bolus, periodic-bolus or unknown");
  }
  if (battery != NULL) {
    report->present |= THECAL_REPORT_BATTERY_STATE;
    if (!thecal_battery_state_from_string (battery, &report->battery_state))
      thecal_replay_fail (reader, "battery_state", "ok, eri, eos, reset or unknown");
  }
}

static void
read_times (ThecalReplayReader *reader, ThecalStatusReport *report)
{
  const double age_s = thecal_replay_get_number (reader, "age_s");
  const double interval_s = thecal_replay_get_number (reader, "interval_s");
  const double seq = thecal_replay_get_number (reader, "seq");

  report->eri_date_us = thecal_replay_get_time (reader, "eri_date");
  report->alarm_date_us = thecal_replay_get_time (reader, "alarm_date");
  if (report->eri_date_us != THECAL_UNKNOWN_US)
    report->present |= THECAL_REPORT_ERI_DATE;
  if (report->alarm_date_us != THECAL_UNKNOWN_US)
    report->present |= THECAL_REPORT_ALARM_DATE;
  if (age_s < 0.0 || age_s > 1e10)
    thecal_replay_fail (reader, "age_s", _ ("seconds, 0 or more"));
  else if (!isnan (age_s))
    report->age_us = thecal_replay_seconds (age_s);
  if (interval_s < 0.0 || interval_s > 1e9)
    thecal_replay_fail (reader, "interval_s", _ ("seconds, 0 or more"));
  else if (!isnan (interval_s)) {
    report->interval_us = thecal_replay_seconds (interval_s);
    report->present |= THECAL_REPORT_INTERVAL;
  }
  if (seq < 0.0 || seq > (double) G_MAXUINT32)
    thecal_replay_fail (reader, "seq", _ ("a whole number from 0 to 4294967295"));
  else if (!isnan (seq)) {
    report->seq = (guint32) seq;
    report->present |= THECAL_REPORT_SEQ;
  }
}

/* The level is that right after a fill, before which so much was taken out. */
static void
read_fill (ThecalReplayReader *reader, ThecalStatusReport *report)
{
  report->filled = thecal_replay_get_flag (reader, "filled");
  report->withdrawn_ml = thecal_replay_get_number (reader, "withdrawn_ml");
  if (report->withdrawn_ml < 0.0)
    thecal_replay_fail (reader, "withdrawn_ml", _ ("0 or more"));
  else if (!isnan (report->withdrawn_ml))
    report->present |= THECAL_REPORT_WITHDRAWN;
}

void
thecal_replay_read_status (ThecalReplayReader *reader, ThecalEvent *event)
{
  ThecalStatusReport *report = &event->status;

  for (int field = 0; field < THECAL_N_FIELDS; field++) {
    report->values[field] =
        thecal_replay_get_number (reader, thecal_field_to_string ((ThecalField) field));
    if (!isnan (report->values[field]))
      report->present |= 1u << field;
  }
  read_source (reader, report);
  read_words (reader, report);
  read_times (reader, report);
  read_fill (reader, report);
}

static char *
find_unused (const ThecalReplayReader *reader)
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
read_line (ThecalReplayReader *reader, ThecalReplayLine *out)
{
  const char *name = thecal_replay_need_text (reader, "event", "an event, as in status");
  ThecalEventType type;

  out->at_wall_us = thecal_replay_get_time (reader, "at");
  if (out->at_wall_us == THECAL_UNKNOWN_US)
    thecal_replay_fail (reader, "at", _ ("an RFC 3339 time"));
  if (name == NULL)
    return;
  if (!thecal_event_type_from_string (name, &type) || thecal_replay_read_event[type] == NULL) {
    thecal_replay_fail (
        reader, "event", _ ("an event of the replay format, as in status, pump_event or tick"));
    return;
  }
  out->event.type = type;
  thecal_replay_read_event[type](reader, &out->event);
}

/* The line and what the parser made of it go away; the one string an event may hold stays. */
static void
keep_text (ThecalReplayLine *out)
{
  const ThecalEventType type = out->event.type;

  if (type == THECAL_EVENT_ACKNOWLEDGE || type == THECAL_EVENT_RESET ||
      type == THECAL_EVENT_DECLINE || type == THECAL_EVENT_CLINIC_ACTION ||
      type == THECAL_EVENT_WATCH_ANSWER || type == THECAL_EVENT_DRILL)
    out->event.person.by = out->text = g_strdup (out->event.person.by);
  else if (type == THECAL_EVENT_SELF_TEST)
    out->event.self_test.channel = out->text = g_strdup (out->event.self_test.channel);
  else if (type == THECAL_EVENT_UNTRUSTED)
    out->event.untrusted.reason = out->text = g_strdup (out->event.untrusted.reason);
}

/* What happens to the computer happens to no pump. */
static gboolean
is_of_host (const ThecalEvent *event)
{
  return event->type == THECAL_EVENT_SELF_TEST || event->type == THECAL_EVENT_CLOCK_STEP ||
         event->type == THECAL_EVENT_HOST_POWER || event->type == THECAL_EVENT_DRILL;
}

void
thecal_replay_line_clear (ThecalReplayLine *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->warning, g_free);
}

static gboolean
list_fields (ThecalReplayReader *reader, JsonParser *parser, char *line, gsize len, GError **error)
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
  ThecalReplayReader reader;

  reader.error = NULL;
  *out = (ThecalReplayLine){ .event = { .unit = 1 } };
  if (!list_fields (&reader, parser, line, len, error))
    return FALSE;

  read_line (&reader, out);
  if (reader.error != NULL) {
    g_propagate_error (error, reader.error);
    return FALSE;
  }
  if (is_of_host (&out->event))
    out->event.unit = 0;
  keep_text (out);
  out->warning = find_unused (&reader);

  return TRUE;
}
