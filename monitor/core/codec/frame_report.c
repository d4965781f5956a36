/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/frame_report.h"

#include <math.h>

void
thecal_status_report_init (ThecalStatusReport *report)
{
  *report = (ThecalStatusReport){
    .eri_date_us = THECAL_UNKNOWN_US,
    .alarm_date_us = THECAL_UNKNOWN_US,
  };
  for (int field = 0; field < THECAL_N_FIELDS; field++)
    report->values[field] = NAN;
}

static void
set_value (ThecalStatusReport *report, ThecalField field, double value)
{
  report->values[field] = value;
  report->present |= 1u << field;
}

static ThecalTherapy
therapy_from_code (guint8 code)
{
  switch (code) {
  case 0x33:
    return THECAL_THERAPY_STOP;
  case 0x3C:
    return THECAL_THERAPY_PAUSE;
  case 0x55:
    return THECAL_THERAPY_RUN;
  default: /* octet from the air: undetermined and reserved are both "not known" */
    return THECAL_THERAPY_UNKNOWN;
  }
}

static ThecalMode
mode_from_code (guint8 code)
{
  switch (code) {
  case 0x33:
    return THECAL_MODE_STOPPED;
  case 0x3C:
    return THECAL_MODE_MINIMUM_RATE;
  case 0x55:
    return THECAL_MODE_CONTINUOUS;
  case 0x5A:
    return THECAL_MODE_FLEX;
  case 0x66:
    return THECAL_MODE_SINGLE_BOLUS;
  case 0x69:
    return THECAL_MODE_PERIODIC_BOLUS;
  case 0x96:
    return THECAL_MODE_PATIENT_ACTIVATED;
  default:
    return THECAL_MODE_UNKNOWN;
  }
}

static ThecalSource
source_from_code (guint8 code)
{
  switch (code) {
  case 0x33:
    return THECAL_SOURCE_IMPLANT;
  case 0x3C:
    return THECAL_SOURCE_GATEWAY;
  case 0x55:
    return THECAL_SOURCE_GATEWAY_CACHED;
  case 0x5A:
    return THECAL_SOURCE_MANUAL;
  case 0x66:
    return THECAL_SOURCE_SIMULATOR;
  default: /* undetermined: still heard by radio */
    return THECAL_SOURCE_GATEWAY;
  }
}

static void
report_status (const ThecalFrameInfusionStatus *status, ThecalStatusReport *report)
{
  set_value (report, THECAL_FIELD_RESERVOIR_ML, status->attached ? status->reservoir : NAN);
  report->reservoir_quality =
      status->calculated ? THECAL_QUALITY_CALCULATED : THECAL_QUALITY_MEASURED;
  report->therapy = therapy_from_code (status->therapy_code);
  report->stalled = status->stalled;
  report->present |= THECAL_REPORT_THERAPY | THECAL_REPORT_STALLED;
  if (status->minimum_rate) {
    report->mode = THECAL_MODE_MINIMUM_RATE;
    report->present |= THECAL_REPORT_MODE;
  }
}

static void
report_settings (const ThecalFrameSettings *settings, ThecalStatusReport *report)
{
  set_value (report, THECAL_FIELD_FLOW_ML_PER_DAY, settings->flow_ml_per_day);
  set_value (report, THECAL_FIELD_DOSE_UG_PER_DAY, settings->dose_24h_ug_per_day);
  set_value (report, THECAL_FIELD_CONCENTRATION_UG_PER_ML, settings->concentration_ug_per_ml);
  set_value (report, THECAL_FIELD_CAPACITY_ML, settings->capacity_ml);
  set_value (report, THECAL_FIELD_LOW_THRESHOLD_ML, settings->low_threshold_ml);
  /* The minimum rate told by the status outweighs the programmed mode. */
  if (report->mode != THECAL_MODE_MINIMUM_RATE)
    report->mode = mode_from_code (settings->mode_code);
  /* Over a day a flex programme flows as its 24 h sum says, not as it does now. */
  if (settings->mode_code == 0x5A)
    set_value (report,
               THECAL_FIELD_FLOW_ML_PER_DAY,
               settings->dose_24h_ug_per_day / settings->concentration_ug_per_ml);
  report->present |= THECAL_REPORT_MODE;
}

static gint64
day_to_us (guint32 day)
{
  return day == 0 ? THECAL_UNKNOWN_US : (gint64) day * THECAL_DAY_US;
}

/* Two characteristics carry the replacement date: the earlier known one counts. */
static void
report_eri_date (guint32 day, ThecalStatusReport *report)
{
  const gint64 date_us = day_to_us (day);
  const bool has_date =
      (report->present & THECAL_REPORT_ERI_DATE) && report->eri_date_us != THECAL_UNKNOWN_US;

  report->present |= THECAL_REPORT_ERI_DATE;
  if (date_us == THECAL_UNKNOWN_US && has_date)
    return;
  report->eri_date_us = has_date ? MIN (date_us, report->eri_date_us) : date_us;
}

static void
report_dates (const ThecalFrameDates *dates, ThecalStatusReport *report)
{
  report->alarm_date_us = day_to_us (dates->alarm_day);
  report_eri_date (dates->eri_day, report);
  report->present |= THECAL_REPORT_ALARM_DATE | THECAL_REPORT_BATTERY_STATE;
  report->battery_state = dates->eos_reached   ? THECAL_BATTERY_EOS
                          : dates->eri_reached ? THECAL_BATTERY_ERI
                                               : THECAL_BATTERY_OK;
}

static void
report_source (const ThecalFrameSource *source, ThecalStatusReport *report)
{
  report->source = source_from_code (source->source_code);
  /* Whether a report of unknown age counts at all is for the caller to say. */
  report->age_us =
      source->age_min == THECAL_SOURCE_AGE_UNKNOWN ? 0 : source->age_min * THECAL_MINUTE_US;
  report->interval_us = source->interval_min * THECAL_MINUTE_US;
  report->present |= THECAL_REPORT_INTERVAL;
}

void
thecal_frame_to_report (const ThecalFrame *frame, ThecalStatusReport *report)
{
  if (frame->dialect == THECAL_DIALECT_IDS)
    return;

  switch (frame->kind) {
  case THECAL_FRAME_INFUSION_STATUS:
    report_status (&frame->infusion_status, report);
    break;
  case THECAL_FRAME_SETTINGS:
    report_settings (&frame->settings, report);
    break;
  case THECAL_FRAME_DATES:
    report_dates (&frame->dates, report);
    break;
  case THECAL_FRAME_SOURCE:
    report_source (&frame->source, report);
    break;
  case THECAL_FRAME_BATTERY_LEVEL:
    set_value (report, THECAL_FIELD_BATTERY_PERCENT, frame->battery_level.percent);
    break;
  case THECAL_FRAME_BATTERY_STATUS:
    if (frame->battery_status.has_percent)
      set_value (report, THECAL_FIELD_BATTERY_PERCENT, frame->battery_status.percent);
    break;
  case THECAL_FRAME_SERVICE_DATE:
    report_eri_date (frame->service_date.day, report);
    break;
  case THECAL_FRAME_STATUS_CHANGED:
  case THECAL_FRAME_ANNUNCIATION:
  case THECAL_FRAME_FEATURES:
  case THECAL_FRAME_SRCP:
  case THECAL_FRAME_RACP:
  case THECAL_FRAME_HISTORY:
  case THECAL_N_FRAMES:
    break;
  }
}
