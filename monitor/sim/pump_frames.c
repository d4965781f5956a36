/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/pump_frames.h"

#include <math.h>
#include <string.h>

#include "core/codec/crc.h"
#include "core/instant.h"

#define SOURCE_SIMULATOR 0x66
#define THERAPY_STOP 0x33
#define THERAPY_RUN 0x55
#define THERAPY_PROHIBITED 0x12 /* no Hamming code (bluetooth.md d) */
#define THERAPY_RESERVED 0x5A
#define EOS_AFTER_ERI_DAYS 90

/* Status Reader Control Point (bluetooth.md A1) */
#define OP_RESPONSE 0x0303
#define OP_RESET_STATUS 0x030C
#define RESPONSE_SUCCESS 0x0F
#define RESPONSE_OP_UNSUPPORTED 0x70
#define RESPONSE_INVALID_OPERAND 0x71

/* Features (B2, 0023) */
#define FEATURE_E2E (1u << 0)
#define FEATURE_CONTINUOUS (1u << 1)
#define FEATURE_MEASURED (1u << 12)

static guint8
next_counter (guint8 last)
{
  return last == 255 ? 1 : (guint8) (last + 1);
}

void
thecal_pump_link_reset (ThecalPumpLink *self)
{
  memset (self->counters, 0, sizeof self->counters);
  self->last_request = 0;
}

/* SFLOAT has three and a half digits: what lies beyond is the pump's own rounding. */
static double
round_to (double value, double step)
{
  return round (value / step) * step;
}

static guint32
day_of (gint64 wall_us)
{
  return (guint32) (wall_us / THECAL_DAY_US);
}

static void
fill_status (const ThecalPumpModel *model, ThecalFrameInfusionStatus *out)
{
  out->therapy_code = model->running ? THERAPY_RUN : THERAPY_STOP;
  out->operational_code = model->running ? 0x96 : 0x3C;
  out->reservoir = round_to (model->reservoir_ml, 0.01);
  out->attached = true;
  out->calculated = model->calculated;
  out->minimum_rate = model->minimum_rate;
  out->stalled = model->stalled;
  out->recovering = model->recovering;
}

static void
fill_annunciation (const ThecalPumpModel *model, ThecalFrameAnnunciation *out)
{
  const ThecalAnnunciation *shown = thecal_pump_model_get_annunciation (model);

  if (shown == NULL)
    return;
  out->present = true;
  out->instance_id = shown->instance_id;
  out->type_code = shown->type_code;
  out->status_code = shown->confirmed ? 0x55 : 0x33;
}

static void
fill_settings (const ThecalPumpModel *model, ThecalFrameSettings *out)
{
  double flow = model->running ? thecal_pump_model_get_flow (model) : 0.0;

  out->mode_code = !model->running ? 0x33 : model->minimum_rate ? 0x3C : 0x55;
  out->revision = model->revision;
  out->flow_ml_per_day = round_to (flow, 0.001);
  out->dose_now_ug_per_day = round_to (flow * model->concentration_ug_per_ml, 1);
  out->dose_24h_ug_per_day = round_to (model->dose_ug_per_day, 1);
  out->concentration_ug_per_ml = round_to (model->concentration_ug_per_ml, 10);
  out->capacity_ml = round_to (model->capacity_ml, 0.1);
  out->low_threshold_ml = round_to (model->low_threshold_ml, 0.1);
  out->boluses_left = 0xFF;
  out->boluses_24h = 0xFF;
}

static void
fill_dates (const ThecalPumpModel *model, guint32 today, ThecalFrameDates *out)
{
  double flow = model->running ? thecal_pump_model_get_flow (model) : 0.0;
  double days = (model->reservoir_ml - model->low_threshold_ml) / flow;

  /* the alarm date is a whole day and never before today */
  if (flow > 0 && days < 3650)
    out->alarm_day = out->refill_due_day = today + (guint32) MAX (0.0, floor (days));
  out->eri_day = model->eri_day;
  out->eos_day = model->eri_day + EOS_AFTER_ERI_DAYS;
  out->last_refill_day = model->last_refill_day;
  out->eri_reached = model->eri_reached;
  out->eos_reached = model->eos_reached;
  out->low_reached = model->reservoir_ml <= model->low_threshold_ml;
}

static void
fill_battery (const ThecalPumpModel *model, ThecalFrameBatteryStatus *out)
{
  out->present = true;
  out->charge_state = 2;
  out->level = model->battery_percent <= 5 ? 3 : model->battery_percent <= 20 ? 2 : 1;
  out->has_percent = true;
  out->percent = (guint8) lround (model->battery_percent);
  out->has_identifier = true;
  out->identifier = 0x010F; /* internal */
  out->has_additional = true;
  out->service_required = model->eri_reached ? 1 : 0;
}

static void
fill (const ThecalPumpModel *model, gint64 wall_us, ThecalFrame *frame)
{
  switch (frame->kind) {
  case THECAL_FRAME_STATUS_CHANGED:
    frame->status_changed.flags = model->changed;
    break;
  case THECAL_FRAME_INFUSION_STATUS:
    fill_status (model, &frame->infusion_status);
    break;
  case THECAL_FRAME_ANNUNCIATION:
    fill_annunciation (model, &frame->annunciation);
    break;
  case THECAL_FRAME_FEATURES:
    frame->features.e2e = true;
    frame->features.concentration = round_to (model->concentration_ug_per_ml, 10);
    frame->features.flags =
        FEATURE_E2E | FEATURE_CONTINUOUS | (model->calculated ? 0 : FEATURE_MEASURED);
    break;
  case THECAL_FRAME_SETTINGS:
    fill_settings (model, &frame->settings);
    break;
  case THECAL_FRAME_DATES:
    fill_dates (model, day_of (wall_us), &frame->dates);
    break;
  case THECAL_FRAME_SOURCE:
    frame->source = (ThecalFrameSource){
      .source_code = SOURCE_SIMULATOR,
      .telemetry_time_us = wall_us / THECAL_SECOND_US * THECAL_SECOND_US,
      .interval_min = model->interval_min,
      .signal_percent = 80,
    };
    break;
  case THECAL_FRAME_BATTERY_LEVEL:
    frame->battery_level.percent = (guint8) lround (model->battery_percent);
    break;
  case THECAL_FRAME_BATTERY_STATUS:
    fill_battery (model, &frame->battery_status);
    break;
  case THECAL_FRAME_SERVICE_DATE:
    frame->service_date.day = model->eri_day;
    break;
  case THECAL_FRAME_SRCP:
  case THECAL_FRAME_RACP:
  case THECAL_FRAME_HISTORY:
  case THECAL_N_FRAMES:
    break;
  }
}

static bool
is_battery (ThecalFrameKind kind)
{
  return kind == THECAL_FRAME_BATTERY_LEVEL || kind == THECAL_FRAME_BATTERY_STATUS ||
         kind == THECAL_FRAME_SERVICE_DATE;
}

gsize
thecal_pump_link_encode (ThecalPumpLink *self,
                         const ThecalPumpModel *model,
                         ThecalFrameKind kind,
                         gint64 wall_us,
                         guint8 *out)
{
  if (kind == THECAL_FRAME_SRCP || kind == THECAL_FRAME_RACP || kind == THECAL_FRAME_HISTORY)
    return 0;

  ThecalFrame frame = { .kind = kind,
                        .dialect = THECAL_DIALECT_THECAL,
                        .has_counter = !is_battery (kind) };
  fill (model, wall_us, &frame);
  if (frame.has_counter)
    frame.counter = self->counters[kind] = next_counter (self->counters[kind]);

  gsize len = thecal_frame_encode (&frame, out);
  if (kind == THECAL_FRAME_INFUSION_STATUS) {
    memcpy (self->last_status, out, len);
    self->last_status_len = len;
  }
  return len;
}

static void
set_therapy_code (guint8 *data, gsize len, guint8 code)
{
  data[0] = code;
  guint16 crc = thecal_crc16 (data, len - 2);
  data[len - 2] = (guint8) (crc & 0xFF);
  data[len - 1] = (guint8) (crc >> 8);
}

gsize
thecal_pump_link_encode_fault (ThecalPumpLink *self,
                               const ThecalPumpModel *model,
                               ThecalFault fault,
                               gint64 wall_us,
                               guint8 *out)
{
  if (fault == THECAL_FAULT_REPLAY && self->last_status_len > 0) {
    memcpy (out, self->last_status, self->last_status_len);
    return self->last_status_len;
  }

  gsize len = thecal_pump_link_encode (self, model, THECAL_FRAME_INFUSION_STATUS, wall_us, out);
  if (len < 3)
    return len;

  switch (fault) {
  case THECAL_FAULT_CRC:
    out[len - 1] ^= 0xFF;
    return len;
  case THECAL_FAULT_LENGTH:
    return len - 1;
  case THECAL_FAULT_PROHIBITED:
    set_therapy_code (out, len, THERAPY_PROHIBITED);
    return len;
  case THECAL_FAULT_RESERVED:
    set_therapy_code (out, len, THERAPY_RESERVED);
    return len;
  case THECAL_FAULT_NONE:
  case THECAL_FAULT_REPLAY:
    return len;
  }
  return len;
}

static guint8
carry_out (ThecalPumpModel *model, const ThecalFrameSrcp *request)
{
  if (request->op != OP_RESET_STATUS)
    return RESPONSE_OP_UNSUPPORTED;
  if (request->operand_len != 2)
    return RESPONSE_INVALID_OPERAND;
  guint16 bits = (guint16) (request->operand[0] | request->operand[1] << 8);
  return thecal_pump_model_reset_status (model, bits) ? RESPONSE_SUCCESS : RESPONSE_INVALID_OPERAND;
}

ThecalSrcpResult
thecal_pump_link_handle_srcp (ThecalPumpLink *self,
                              ThecalPumpModel *model,
                              const guint8 *data,
                              gsize len,
                              guint8 *out,
                              gsize *out_len)
{
  ThecalFrame request = { 0 };
  ThecalDecodeResult result =
      thecal_frame_decode (THECAL_DIALECT_THECAL, THECAL_FRAME_SRCP, data, len, &request);

  if (result == THECAL_DECODE_CRC)
    return THECAL_SRCP_INVALID_CRC;
  if (result == THECAL_DECODE_COUNTER)
    return THECAL_SRCP_INVALID_COUNTER;
  if (result != THECAL_DECODE_OK)
    return THECAL_SRCP_INVALID_LENGTH;
  if (thecal_counter_check (self->last_request, request.counter) != THECAL_COUNTER_NEXT)
    return THECAL_SRCP_INVALID_COUNTER;
  self->last_request = request.counter;

  guint8 value = carry_out (model, &request.srcp);
  ThecalFrame response = { .kind = THECAL_FRAME_SRCP, .has_counter = true };
  response.counter = self->counters[THECAL_FRAME_SRCP] =
      next_counter (self->counters[THECAL_FRAME_SRCP]);
  response.srcp = (ThecalFrameSrcp){
    .op = OP_RESPONSE,
    .operand_len = 3,
    .operand = { (guint8) (request.srcp.op & 0xFF), (guint8) (request.srcp.op >> 8), value },
  };
  *out_len = thecal_frame_encode (&response, out);
  return THECAL_SRCP_DONE;
}
