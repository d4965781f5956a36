/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/decode_fields.h"

#include <math.h>

#include "core/codec/code_words.h"
#include "ctl/json_out.h"

typedef struct {
  guint code;
  const char *name;
} Word;

static const Word charge_words[] = {
  { 0, "unknown" }, { 1, "charging" }, { 2, "discharging-active" }, { 3, "discharging-inactive" },
  { 0, NULL },
};
static const Word charge_level_words[] = {
  { 0, "unknown" }, { 1, "good" }, { 2, "low" }, { 3, "critical" }, { 0, NULL },
};
static const Word service_words[] = {
  { 0, "no" }, { 1, "yes" }, { 2, "unknown" }, { 3, "reserved" }, { 0, NULL },
};

static void
add_reserved (JsonBuilder *builder, const char *name, guint code)
{
  g_autofree char *reserved =
      g_strdup_printf (code > 0xFF ? "reserved:0x%04X" : "reserved:0x%02X", code);

  thecal_json_add_text (builder, name, reserved);
}

/* A number of a characteristic that is no Hamming code. */
static void
add_word (JsonBuilder *builder, const char *name, const Word *words, guint code)
{
  for (; words->name != NULL; words++)
    if (words->code == code) {
      thecal_json_add_text (builder, name, words->name);
      return;
    }
  add_reserved (builder, name, code);
}

static void
add_code (JsonBuilder *builder, const char *name, ThecalCodes codes, guint16 code)
{
  const char *word = thecal_code_get_word (codes, code);

  if (word != NULL)
    thecal_json_add_text (builder, name, word);
  else
    add_reserved (builder, name, code);
}

static void
add_flags (JsonBuilder *builder,
           const char *name,
           const char *const *names,
           gsize n_names,
           guint32 flags)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize bit = 0; bit < n_names; bit++)
    if ((flags & (1u << bit)) != 0 && names[bit] != NULL)
      json_builder_add_string_value (builder, names[bit]);
  json_builder_end_array (builder);
}

static void
add_octets (JsonBuilder *builder, const char *name, const guint8 *data, gsize len)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < len; i++)
    g_string_append_printf (text, "%02X", data[i]);
  thecal_json_add_text (builder, name, text->str);
}

static void
add_day (JsonBuilder *builder, const char *name, guint32 day)
{
  g_autoptr (GDateTime) date =
      day != 0 ? g_date_time_new_from_unix_utc ((gint64) day * 86400) : NULL;
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%Y-%m-%d") : NULL;

  thecal_json_add_text (builder, name, text);
}

static void
add_status_changed (JsonBuilder *builder, const ThecalFrame *frame)
{
  static const char *const names[] = {
    "therapy",  "operational", "reservoir", "annunciation", "daily-dose",
    "settings", "bolus",       "history",   "dates",        "source",
  };

  add_flags (builder, "changed", names, G_N_ELEMENTS (names), frame->status_changed.flags);
}

static void
add_infusion_status (JsonBuilder *builder, const ThecalFrame *frame)
{
  const ThecalFrameInfusionStatus *status = &frame->infusion_status;

  add_code (builder, "therapy", THECAL_CODES_THERAPY, status->therapy_code);
  add_code (builder, "operational", THECAL_CODES_OPERATIONAL, status->operational_code);
  if (frame->dialect == THECAL_DIALECT_IDS) {
    thecal_json_add_number (builder, "reservoir_iu", status->reservoir);
    thecal_json_add_bool (builder, "attached", status->attached);
    return;
  }
  thecal_json_add_number (builder, "reservoir_ml", status->reservoir);
  thecal_json_add_bool (builder, "attached", status->attached);
  thecal_json_add_bool (builder, "calculated", status->calculated);
  thecal_json_add_bool (builder, "minimum_rate", status->minimum_rate);
  thecal_json_add_bool (builder, "stalled", status->stalled);
  thecal_json_add_bool (builder, "recovering", status->recovering);
  thecal_json_add_bool (builder, "source_stale", status->source_stale);
}

/* Standard types without meaning for an implant have names of their own here. */
static const Word other_type_words[] = {
  { 0x0069, "priming-issue" },
  { 0x0096, "set-incomplete" },
  { 0x0099, "set-detached" },
  { 0x00FF, "temperature-out-of-range" },
  { 0x0303, "pressure-out-of-range" },
  { 0x030C, "bolus-cancelled" },
  { 0x0330, "temporary-rate-over" },
  { 0x033F, "temporary-rate-cancelled" },
  { 0x0356, "maximum-delivery" },
  { 0x0365, "temperature" },
  { 0, NULL },
};

static void
add_annunciation (JsonBuilder *builder, const ThecalFrame *frame)
{
  const ThecalFrameAnnunciation *annunciation = &frame->annunciation;

  thecal_json_add_bool (builder, "present", annunciation->present);
  thecal_json_add_number (builder, "id", annunciation->present ? annunciation->instance_id : NAN);
  if (!annunciation->present) {
    thecal_json_add_text (builder, "type", NULL);
    thecal_json_add_text (builder, "status", NULL);
  } else {
    if (annunciation->type == THECAL_PUMP_EVENT_UNKNOWN ||
        annunciation->type == THECAL_PUMP_EVENT_OTHER_STANDARD) {
      g_autofree char *reserved = g_strdup_printf ("reserved:0x%04X", annunciation->type_code);

      if (annunciation->type == THECAL_PUMP_EVENT_UNKNOWN)
        thecal_json_add_text (builder, "type", reserved);
      else
        add_word (builder, "type", other_type_words, annunciation->type_code);
    } else
      thecal_json_add_text (builder, "type", thecal_pump_event_to_string (annunciation->type));
    add_code (builder, "status", THECAL_CODES_ANNUNCIATION, annunciation->status_code);
  }
  json_builder_set_member_name (builder, "aux");
  json_builder_begin_array (builder);
  for (guint i = 0; i < annunciation->n_aux; i++)
    json_builder_add_int_value (builder, annunciation->aux[i]);
  json_builder_end_array (builder);
}

static void
add_features (JsonBuilder *builder, const ThecalFrame *frame)
{
  static const char *const own_names[] = {
    "e2e",
    "continuous",
    "flex",
    NULL,
    NULL,
    "patient-bolus",
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    "multiple-bond",
    "measured-volume",
    "gateway",
    "broadcast",
    "history",
  };
  static const char *const ids_names[] = {
    "e2e",
    "basal",
    "tbr-absolute",
    "tbr-relative",
    "tbr-template",
    "fast-bolus",
    "extended-bolus",
    "multiwave-bolus",
    "bolus-delay",
    "bolus-template",
    "bolus-activation-type",
    "multiple-bond",
    "isf-profile",
    "carbohydrate-ratio-profile",
    "target-range-profile",
    "insulin-on-board",
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    NULL,
    "feature-extension",
  };
  const gboolean own = frame->dialect == THECAL_DIALECT_THECAL;

  thecal_json_add_bool (builder, "e2e", frame->features.e2e);
  thecal_json_add_number (builder,
                          own ? "concentration_ug_per_ml" : "concentration_iu_per_ml",
                          frame->features.concentration);
  if (own)
    add_flags (builder, "flags", own_names, G_N_ELEMENTS (own_names), frame->features.flags);
  else
    add_flags (builder, "flags", ids_names, G_N_ELEMENTS (ids_names), frame->features.flags);
}

static void
add_count (JsonBuilder *builder, const char *name, guint8 count)
{
  thecal_json_add_number (builder, name, count == 0xFF ? NAN : count);
}

static void
add_settings (JsonBuilder *builder, const ThecalFrame *frame)
{
  const ThecalFrameSettings *settings = &frame->settings;

  add_code (builder, "mode", THECAL_CODES_MODE, settings->mode_code);
  thecal_json_add_number (builder, "revision", settings->revision);
  thecal_json_add_number (builder, "flow_ml_per_day", settings->flow_ml_per_day);
  thecal_json_add_number (builder, "dose_now_ug_per_day", settings->dose_now_ug_per_day);
  thecal_json_add_number (builder, "dose_24h_ug_per_day", settings->dose_24h_ug_per_day);
  thecal_json_add_number (builder, "concentration_ug_per_ml", settings->concentration_ug_per_ml);
  thecal_json_add_number (builder, "capacity_ml", settings->capacity_ml);
  thecal_json_add_number (builder, "low_threshold_ml", settings->low_threshold_ml);
  add_count (builder, "boluses_left", settings->boluses_left);
  add_count (builder, "boluses_24h", settings->boluses_24h);
}

static void
add_dates (JsonBuilder *builder, const ThecalFrame *frame)
{
  const ThecalFrameDates *dates = &frame->dates;

  add_day (builder, "alarm_date", dates->alarm_day);
  add_day (builder, "refill_due", dates->refill_due_day);
  add_day (builder, "eri_date", dates->eri_day);
  add_day (builder, "eos_date", dates->eos_day);
  add_day (builder, "last_refill", dates->last_refill_day);
  thecal_json_add_bool (builder, "eri_reached", dates->eri_reached);
  thecal_json_add_bool (builder, "low_reached", dates->low_reached);
  thecal_json_add_bool (builder, "eos_reached", dates->eos_reached);
  thecal_json_add_bool (builder, "by_gateway", dates->by_gateway);
}

static void
add_source (JsonBuilder *builder, const ThecalFrame *frame)
{
  const ThecalFrameSource *source = &frame->source;
  g_autoptr (GDateTime) time =
      source->telemetry_time_us != THECAL_UNKNOWN_US
          ? g_date_time_new_from_unix_utc (source->telemetry_time_us / THECAL_SECOND_US)
          : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  add_code (builder, "source", THECAL_CODES_SOURCE, source->source_code);
  thecal_json_add_text (builder, "telemetry_time", text);
  thecal_json_add_number (builder, "age_min", source->age_min == 0xFFFF ? NAN : source->age_min);
  thecal_json_add_number (builder, "interval_min", source->interval_min);
  add_count (builder, "signal_percent", source->signal_percent);
}

static void
add_battery_status (JsonBuilder *builder, const ThecalFrame *frame)
{
  const ThecalFrameBatteryStatus *status = &frame->battery_status;

  thecal_json_add_bool (builder, "present", status->present);
  add_word (builder, "charge_state", charge_words, status->charge_state);
  add_word (builder, "level", charge_level_words, status->level);
  thecal_json_add_number (builder, "percent", status->has_percent ? status->percent : NAN);
  thecal_json_add_number (builder, "identifier", status->has_identifier ? status->identifier : NAN);
  add_word (builder, "service_required", service_words, status->service_required);
}

static void
add_records (JsonBuilder *builder, const ThecalFrame *frame)
{
  if (frame->kind == THECAL_FRAME_SRCP) {
    add_code (builder, "op", THECAL_CODES_SRCP, frame->srcp.op);
    add_octets (builder, "operand", frame->srcp.operand, frame->srcp.operand_len);
  } else if (frame->kind == THECAL_FRAME_RACP) {
    add_code (builder, "op", THECAL_CODES_RACP, frame->racp.op);
    add_code (builder, "operator", THECAL_CODES_OPERATOR, frame->racp.operator);
    add_octets (builder, "operand", frame->racp.operand, frame->racp.operand_len);
  } else {
    add_code (builder, "type", THECAL_CODES_HISTORY, frame->history.type);
    thecal_json_add_number (builder, "seq", frame->history.sequence);
    thecal_json_add_number (builder, "offset_s", frame->history.offset_s);
    json_builder_set_member_name (builder, "data");
    json_builder_begin_object (builder);
    if (frame->history.type == 0x0303 && frame->history.data_len == 2) {
      add_code (builder, "old", THECAL_CODES_THERAPY, frame->history.data[0]);
      add_code (builder, "new", THECAL_CODES_THERAPY, frame->history.data[1]);
    } else if (frame->history.type == 0x030C && frame->history.data_len == 2) {
      add_code (builder, "old", THECAL_CODES_OPERATIONAL, frame->history.data[0]);
      add_code (builder, "new", THECAL_CODES_OPERATIONAL, frame->history.data[1]);
    } else
      add_octets (builder, "hex", frame->history.data, frame->history.data_len);
    json_builder_end_object (builder);
  }
}

void
thecal_decode_add_fields (JsonBuilder *builder, const ThecalFrame *frame)
{
  switch (frame->kind) {
  case THECAL_FRAME_STATUS_CHANGED:
    add_status_changed (builder, frame);
    break;
  case THECAL_FRAME_INFUSION_STATUS:
    add_infusion_status (builder, frame);
    break;
  case THECAL_FRAME_ANNUNCIATION:
    add_annunciation (builder, frame);
    break;
  case THECAL_FRAME_FEATURES:
    add_features (builder, frame);
    break;
  case THECAL_FRAME_SETTINGS:
    add_settings (builder, frame);
    break;
  case THECAL_FRAME_DATES:
    add_dates (builder, frame);
    break;
  case THECAL_FRAME_SOURCE:
    add_source (builder, frame);
    break;
  case THECAL_FRAME_BATTERY_LEVEL:
    thecal_json_add_number (builder, "percent", frame->battery_level.percent);
    break;
  case THECAL_FRAME_BATTERY_STATUS:
    add_battery_status (builder, frame);
    break;
  case THECAL_FRAME_SERVICE_DATE:
    add_day (builder, "date", frame->service_date.day);
    break;
  case THECAL_FRAME_SRCP:
  case THECAL_FRAME_RACP:
  case THECAL_FRAME_HISTORY:
    add_records (builder, frame);
    break;
  case THECAL_N_FRAMES:
    break;
  }
}
