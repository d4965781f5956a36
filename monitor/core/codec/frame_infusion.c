/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/codec/annunciation.h"
#include "core/codec/code_words.h"
#include "core/codec/frame_parts.h"
#include "core/codec/hamming.h"

/* The infusion service itself: IDS 1.0.2, 3.1-3.4 and the three characteristics of our own
 * (bluetooth.md B2, 0030-0032). */

#define RESERVOIR_MAX_ML 1000.0
#define FLOW_MAX_ML_PER_DAY 50.0
#define DOSE_MAX_UG_PER_DAY 5000.0
#define CONCENTRATION_MIN_UG_PER_ML 1.0
#define CONCENTRATION_MAX_UG_PER_ML 4000.0
#define DOSE_TOLERANCE 0.05
#define ELAPSED_TIME_EPOCH_S G_GINT64_CONSTANT (946684800)   /* 2000-01-01 (ETS) */
#define ELAPSED_TIME_MAX_S G_GUINT64_CONSTANT (252455615999) /* 9999-12-31T23:59:59Z */

/* "Not known" for what the sensor cannot mean (bluetooth.md (d), negative set). */
static bool
is_prohibited (ThecalCodes codes, guint16 code)
{
  return thecal_code_classify (codes, code) == THECAL_CODE_PROHIBITED;
}

static double
known (double value, double max)
{
  return value >= 0.0 && value <= max ? value : NAN;
}

static ThecalDecodeResult
decode_status_changed (ThecalOctetReader *reader, ThecalFrame *frame)
{
  frame->status_changed.flags = (guint16) thecal_octets_get (reader, 2);

  return reader->failed ? THECAL_DECODE_LENGTH : THECAL_DECODE_OK;
}

static void
encode_status_changed (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  thecal_octets_put (writer, frame->status_changed.flags, 2);
}

static ThecalDecodeResult
decode_infusion_status (ThecalOctetReader *reader, ThecalFrame *frame)
{
  ThecalFrameInfusionStatus *status = &frame->infusion_status;
  guint32 flags;

  status->therapy_code = (guint8) thecal_octets_get (reader, 1);
  status->operational_code = (guint8) thecal_octets_get (reader, 1);
  status->reservoir = known (thecal_octets_get_sfloat (reader), RESERVOIR_MAX_ML);
  flags = thecal_octets_get (reader, 1);
  status->attached = (flags & 0x01) != 0;
  if (frame->dialect == THECAL_DIALECT_THECAL) {
    status->calculated = (flags & 0x02) != 0;
    status->minimum_rate = (flags & 0x04) != 0;
    status->stalled = (flags & 0x08) != 0;
    status->recovering = (flags & 0x10) != 0;
    status->source_stale = (flags & 0x20) != 0;
  }
  if (reader->failed)
    return THECAL_DECODE_LENGTH;

  return !is_prohibited (THECAL_CODES_THERAPY, status->therapy_code) &&
                 !is_prohibited (THECAL_CODES_OPERATIONAL, status->operational_code)
             ? THECAL_DECODE_OK
             : THECAL_DECODE_PROHIBITED;
}

static void
encode_infusion_status (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  const ThecalFrameInfusionStatus *status = &frame->infusion_status;
  const guint32 own = (status->calculated ? 0x02u : 0u) | (status->minimum_rate ? 0x04u : 0u) |
                      (status->stalled ? 0x08u : 0u) | (status->recovering ? 0x10u : 0u) |
                      (status->source_stale ? 0x20u : 0u);

  thecal_octets_put (writer, status->therapy_code, 1);
  thecal_octets_put (writer, status->operational_code, 1);
  thecal_octets_put_sfloat (writer, status->reservoir);
  thecal_octets_put (writer, (status->attached ? 0x01u : 0u) | own, 1);
}

#define ANNUNCIATION_PRESENT 0x01
#define N_AUX 5

static ThecalDecodeResult
decode_annunciation (ThecalOctetReader *reader, ThecalFrame *frame)
{
  ThecalFrameAnnunciation *annunciation = &frame->annunciation;
  const guint32 flags = thecal_octets_get (reader, 1);

  if (reader->failed)
    return THECAL_DECODE_LENGTH;
  annunciation->present = (flags & ANNUNCIATION_PRESENT) != 0;
  if (!annunciation->present)
    return (flags & 0x3E) == 0 ? THECAL_DECODE_OK : THECAL_DECODE_LENGTH;

  annunciation->instance_id = (guint16) thecal_octets_get (reader, 2);
  annunciation->type_code = (guint16) thecal_octets_get (reader, 2);
  annunciation->status_code = (guint8) thecal_octets_get (reader, 1);
  for (int i = 0; i < N_AUX; i++)
    if (flags & (2u << i))
      annunciation->aux[annunciation->n_aux++] = (guint16) thecal_octets_get (reader, 2);
  annunciation->type = thecal_annunciation_from_code (annunciation->type_code);
  if (reader->failed)
    return THECAL_DECODE_LENGTH;

  return thecal_hamming16_is_code (annunciation->type_code) &&
                 !is_prohibited (THECAL_CODES_ANNUNCIATION, annunciation->status_code)
             ? THECAL_DECODE_OK
             : THECAL_DECODE_PROHIBITED;
}

static void
encode_annunciation (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  const ThecalFrameAnnunciation *annunciation = &frame->annunciation;
  const guint8 n_aux = MIN (annunciation->n_aux, N_AUX);

  writer->failed |= annunciation->n_aux > N_AUX;
  if (!annunciation->present) {
    thecal_octets_put (writer, 0, 1);
    return;
  }
  thecal_octets_put (writer, ANNUNCIATION_PRESENT | ((1u << n_aux) - 1u) << 1, 1);
  thecal_octets_put (writer, annunciation->instance_id, 2);
  thecal_octets_put (writer, annunciation->type_code, 2);
  thecal_octets_put (writer, annunciation->status_code, 1);
  for (int i = 0; i < n_aux; i++)
    thecal_octets_put (writer, annunciation->aux[i], 2);
}

static ThecalDecodeResult
decode_features (ThecalOctetReader *reader, ThecalFrame *frame)
{
  frame->features.concentration = known (thecal_octets_get_sfloat (reader), G_MAXDOUBLE);
  frame->features.flags = thecal_octets_get (reader, 3);
  frame->features.e2e = (frame->features.flags & 1) != 0;

  return reader->failed ? THECAL_DECODE_LENGTH : THECAL_DECODE_OK;
}

static void
encode_features (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  thecal_octets_put_sfloat (writer, frame->features.concentration);
  thecal_octets_put (writer, frame->features.flags, 3);
}

/* A product of SFLOATs cannot match to the digit; beyond 5 % the settings contradict themselves. */
static bool
is_consistent (const ThecalFrameSettings *settings)
{
  const double expected = settings->flow_ml_per_day * settings->concentration_ug_per_ml;
  const double dose = settings->dose_now_ug_per_day;

  if (settings->mode_code != 0x55 || isnan (expected) || isnan (dose))
    return true;

  return fabs (expected - dose) <= DOSE_TOLERANCE * dose;
}

/* A number that a pump cannot be set to is told; it must not pass for "not known". */
static bool
is_within (double value, double min, double max)
{
  return isnan (value) || (value >= min && value <= max);
}

static bool
is_in_range (const ThecalFrameSettings *settings)
{
  return is_within (settings->flow_ml_per_day, 0.0, FLOW_MAX_ML_PER_DAY) &&
         is_within (settings->dose_now_ug_per_day, 0.0, DOSE_MAX_UG_PER_DAY) &&
         is_within (settings->dose_24h_ug_per_day, 0.0, DOSE_MAX_UG_PER_DAY) &&
         is_within (settings->concentration_ug_per_ml,
                    CONCENTRATION_MIN_UG_PER_ML,
                    CONCENTRATION_MAX_UG_PER_ML) &&
         is_within (settings->capacity_ml, 0.0, RESERVOIR_MAX_ML) &&
         is_within (settings->low_threshold_ml, 0.0, RESERVOIR_MAX_ML);
}

static ThecalDecodeResult
decode_settings (ThecalOctetReader *reader, ThecalFrame *frame)
{
  ThecalFrameSettings *settings = &frame->settings;

  settings->mode_code = (guint8) thecal_octets_get (reader, 1);
  settings->revision = (guint8) thecal_octets_get (reader, 1);
  settings->flow_ml_per_day = thecal_octets_get_sfloat (reader);
  settings->dose_now_ug_per_day = thecal_octets_get_sfloat (reader);
  settings->dose_24h_ug_per_day = thecal_octets_get_sfloat (reader);
  settings->concentration_ug_per_ml = thecal_octets_get_sfloat (reader);
  settings->capacity_ml = thecal_octets_get_sfloat (reader);
  settings->low_threshold_ml = thecal_octets_get_sfloat (reader);
  settings->boluses_left = (guint8) thecal_octets_get (reader, 1);
  settings->boluses_24h = (guint8) thecal_octets_get (reader, 1);
  if (reader->failed)
    return THECAL_DECODE_LENGTH;
  if (is_prohibited (THECAL_CODES_MODE, settings->mode_code))
    return THECAL_DECODE_PROHIBITED;

  return is_in_range (settings) && is_consistent (settings) ? THECAL_DECODE_OK
                                                            : THECAL_DECODE_RANGE;
}

static void
encode_settings (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  const ThecalFrameSettings *settings = &frame->settings;

  thecal_octets_put (writer, settings->mode_code, 1);
  thecal_octets_put (writer, settings->revision, 1);
  thecal_octets_put_sfloat (writer, settings->flow_ml_per_day);
  thecal_octets_put_sfloat (writer, settings->dose_now_ug_per_day);
  thecal_octets_put_sfloat (writer, settings->dose_24h_ug_per_day);
  thecal_octets_put_sfloat (writer, settings->concentration_ug_per_ml);
  thecal_octets_put_sfloat (writer, settings->capacity_ml);
  thecal_octets_put_sfloat (writer, settings->low_threshold_ml);
  thecal_octets_put (writer, settings->boluses_left, 1);
  thecal_octets_put (writer, settings->boluses_24h, 1);
}

static ThecalDecodeResult
decode_dates (ThecalOctetReader *reader, ThecalFrame *frame)
{
  ThecalFrameDates *dates = &frame->dates;
  guint32 flags;

  dates->alarm_day = thecal_octets_get (reader, 3);
  dates->refill_due_day = thecal_octets_get (reader, 3);
  dates->eri_day = thecal_octets_get (reader, 3);
  dates->eos_day = thecal_octets_get (reader, 3);
  dates->last_refill_day = thecal_octets_get (reader, 3);
  flags = thecal_octets_get (reader, 1);
  dates->eri_reached = (flags & 0x01) != 0;
  dates->low_reached = (flags & 0x02) != 0;
  dates->eos_reached = (flags & 0x04) != 0;
  dates->by_gateway = (flags & 0x08) != 0;

  return reader->failed ? THECAL_DECODE_LENGTH : THECAL_DECODE_OK;
}

static void
encode_dates (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  const ThecalFrameDates *dates = &frame->dates;

  thecal_octets_put (writer, dates->alarm_day, 3);
  thecal_octets_put (writer, dates->refill_due_day, 3);
  thecal_octets_put (writer, dates->eri_day, 3);
  thecal_octets_put (writer, dates->eos_day, 3);
  thecal_octets_put (writer, dates->last_refill_day, 3);
  thecal_octets_put (writer,
                     (dates->eri_reached ? 0x01u : 0u) | (dates->low_reached ? 0x02u : 0u) |
                         (dates->eos_reached ? 0x04u : 0u) | (dates->by_gateway ? 0x08u : 0u),
                     1);
}

/* Elapsed Time (ETS 2BF2): flags, 48 bit, sync source, zone in quarter hours. Only a UTC time in
 * whole seconds is taken; anything else is "not known". */
#define ELAPSED_TICKS 0x01
#define ELAPSED_UTC 0x02
#define ELAPSED_RESOLUTION 0x0C
#define ELAPSED_CURRENT_TIMELINE 0x20

static gint64
get_elapsed_time (ThecalOctetReader *reader)
{
  const guint32 flags = thecal_octets_get (reader, 1);
  const guint64 low = thecal_octets_get (reader, 4);
  const guint64 high = thecal_octets_get (reader, 2);
  const guint64 seconds = low | high << 32;

  thecal_octets_get (reader, 2);
  if ((flags & (ELAPSED_TICKS | ELAPSED_RESOLUTION)) != 0 || (flags & ELAPSED_UTC) == 0 ||
      seconds == 0 || seconds > ELAPSED_TIME_MAX_S)
    return THECAL_UNKNOWN_US;

  return ((gint64) seconds + ELAPSED_TIME_EPOCH_S) * THECAL_SECOND_US;
}

static void
put_elapsed_time (ThecalOctetWriter *writer, gint64 time_us)
{
  const bool is_known = time_us != THECAL_UNKNOWN_US;
  const guint64 seconds =
      is_known ? (guint64) MAX (0, time_us / THECAL_SECOND_US - ELAPSED_TIME_EPOCH_S) : 0;

  thecal_octets_put (writer, ELAPSED_UTC | ELAPSED_CURRENT_TIMELINE, 1);
  thecal_octets_put (writer, (guint32) seconds, 4);
  thecal_octets_put (writer, (guint32) (seconds >> 32), 2);
  thecal_octets_put (writer, 0, 2);
}

static ThecalDecodeResult
decode_source (ThecalOctetReader *reader, ThecalFrame *frame)
{
  ThecalFrameSource *source = &frame->source;

  source->source_code = (guint8) thecal_octets_get (reader, 1);
  source->telemetry_time_us = get_elapsed_time (reader);
  source->age_min = (guint16) thecal_octets_get (reader, 2);
  source->interval_min = (guint16) thecal_octets_get (reader, 2);
  source->signal_percent = (guint8) thecal_octets_get (reader, 1);
  if (reader->failed)
    return THECAL_DECODE_LENGTH;
  if (is_prohibited (THECAL_CODES_SOURCE, source->source_code))
    return THECAL_DECODE_PROHIBITED;

  return source->signal_percent <= 100 || source->signal_percent == 0xFF ? THECAL_DECODE_OK
                                                                         : THECAL_DECODE_RANGE;
}

static void
encode_source (ThecalOctetWriter *writer, const ThecalFrame *frame)
{
  const ThecalFrameSource *source = &frame->source;

  thecal_octets_put (writer, source->source_code, 1);
  put_elapsed_time (writer, source->telemetry_time_us);
  thecal_octets_put (writer, source->age_min, 2);
  thecal_octets_put (writer, source->interval_min, 2);
  thecal_octets_put (writer, source->signal_percent, 1);
}

const ThecalFrameBody thecal_frame_infusion_bodies[THECAL_N_FRAMES] = {
  [THECAL_FRAME_STATUS_CHANGED] = { decode_status_changed, encode_status_changed },
  [THECAL_FRAME_INFUSION_STATUS] = { decode_infusion_status, encode_infusion_status },
  [THECAL_FRAME_ANNUNCIATION] = { decode_annunciation, encode_annunciation },
  [THECAL_FRAME_FEATURES] = { decode_features, encode_features },
  [THECAL_FRAME_SETTINGS] = { decode_settings, encode_settings },
  [THECAL_FRAME_DATES] = { decode_dates, encode_dates },
  [THECAL_FRAME_SOURCE] = { decode_source, encode_source },
};
