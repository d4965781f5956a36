/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/names.h"
#include "core/pump/forecast.h"
#include "core/pump/pump_status.h"

static const char *const source_names[] = {
  [THECAL_SOURCE_UNKNOWN] = "unknown", [THECAL_SOURCE_IMPLANT] = "implant",
  [THECAL_SOURCE_GATEWAY] = "gateway", [THECAL_SOURCE_GATEWAY_CACHED] = "gateway-cached",
  [THECAL_SOURCE_MANUAL] = "manual",   [THECAL_SOURCE_SIMULATOR] = "simulator",
};

static const char *const quality_names[] = {
  [THECAL_QUALITY_UNKNOWN] = "unknown",
  [THECAL_QUALITY_MEASURED] = "measured",
  [THECAL_QUALITY_CALCULATED] = "calculated",
  [THECAL_QUALITY_ENTERED] = "entered",
};

static const char *const therapy_names[] = {
  [THECAL_THERAPY_UNKNOWN] = "unknown",
  [THECAL_THERAPY_RUN] = "run",
  [THECAL_THERAPY_PAUSE] = "pause",
  [THECAL_THERAPY_STOP] = "stop",
};

static const char *const mode_names[] = {
  [THECAL_MODE_UNKNOWN] = "unknown",
  [THECAL_MODE_STOPPED] = "stopped",
  [THECAL_MODE_MINIMUM_RATE] = "minimum-rate",
  [THECAL_MODE_CONTINUOUS] = "continuous",
  [THECAL_MODE_FLEX] = "flex",
  [THECAL_MODE_SINGLE_BOLUS] = "single-bolus",
  [THECAL_MODE_PERIODIC_BOLUS] = "periodic-bolus",
  [THECAL_MODE_PATIENT_ACTIVATED] = "patient-activated",
  [THECAL_MODE_TELEMETRY] = "telemetry",
};

static const char *const battery_names[] = {
  [THECAL_BATTERY_UNKNOWN] = "unknown", [THECAL_BATTERY_OK] = "ok",
  [THECAL_BATTERY_ERI] = "eri",         [THECAL_BATTERY_EOS] = "eos",
  [THECAL_BATTERY_RESET] = "reset",
};

static const char *const field_names[] = {
  [THECAL_FIELD_RESERVOIR_ML] = "reservoir_ml",
  [THECAL_FIELD_FLOW_ML_PER_DAY] = "flow_ml_per_day",
  [THECAL_FIELD_DOSE_UG_PER_DAY] = "dose_ug_per_day",
  [THECAL_FIELD_CONCENTRATION_UG_PER_ML] = "concentration_ug_per_ml",
  [THECAL_FIELD_CAPACITY_ML] = "capacity_ml",
  [THECAL_FIELD_LOW_THRESHOLD_ML] = "low_threshold_ml",
  [THECAL_FIELD_BATTERY_PERCENT] = "battery_percent",
};

static const char *const field_units[] = {
  [THECAL_FIELD_RESERVOIR_ML] = "mL",      [THECAL_FIELD_FLOW_ML_PER_DAY] = "mL/d",
  [THECAL_FIELD_DOSE_UG_PER_DAY] = "ug/d", [THECAL_FIELD_CONCENTRATION_UG_PER_ML] = "ug/mL",
  [THECAL_FIELD_CAPACITY_ML] = "mL",       [THECAL_FIELD_LOW_THRESHOLD_ML] = "mL",
  [THECAL_FIELD_BATTERY_PERCENT] = "%",
};

static const char *const limited_by_names[] = {
  [THECAL_LIMITED_BY_NOTHING] = NULL,
  [THECAL_LIMITED_BY_EARLY_LOW] = "early-low",
  [THECAL_LIMITED_BY_PRINTED_DATE] = "printed-date",
  [THECAL_LIMITED_BY_STABILITY_CAP] = "stability-cap",
};

const char *
thecal_source_to_string (ThecalSource source)
{
  return thecal_names_get (source_names, G_N_ELEMENTS (source_names), (int) source);
}

const char *
thecal_quality_to_string (ThecalQuality quality)
{
  return thecal_names_get (quality_names, G_N_ELEMENTS (quality_names), (int) quality);
}

const char *
thecal_therapy_to_string (ThecalTherapy therapy)
{
  return thecal_names_get (therapy_names, G_N_ELEMENTS (therapy_names), (int) therapy);
}

const char *
thecal_mode_to_string (ThecalMode mode)
{
  return thecal_names_get (mode_names, G_N_ELEMENTS (mode_names), (int) mode);
}

const char *
thecal_battery_state_to_string (ThecalBatteryState state)
{
  return thecal_names_get (battery_names, G_N_ELEMENTS (battery_names), (int) state);
}

const char *
thecal_field_to_string (ThecalField field)
{
  return thecal_names_get (field_names, G_N_ELEMENTS (field_names), (int) field);
}

const char *
thecal_field_get_unit (ThecalField field)
{
  return thecal_names_get (field_units, G_N_ELEMENTS (field_units), (int) field);
}

const char *
thecal_limited_by_to_string (ThecalLimitedBy limited_by)
{
  return thecal_names_get (limited_by_names, G_N_ELEMENTS (limited_by_names), (int) limited_by);
}

bool
thecal_source_from_string (const char *text, ThecalSource *out_source)
{
  int value;

  if (!thecal_names_find (source_names, G_N_ELEMENTS (source_names), text, &value))
    return false;

  *out_source = (ThecalSource) value;
  return true;
}

bool
thecal_quality_from_string (const char *text, ThecalQuality *out_quality)
{
  int value;

  if (!thecal_names_find (quality_names, G_N_ELEMENTS (quality_names), text, &value))
    return false;

  *out_quality = (ThecalQuality) value;
  return true;
}

bool
thecal_therapy_from_string (const char *text, ThecalTherapy *out_therapy)
{
  int value;

  if (!thecal_names_find (therapy_names, G_N_ELEMENTS (therapy_names), text, &value))
    return false;

  *out_therapy = (ThecalTherapy) value;
  return true;
}

bool
thecal_mode_from_string (const char *text, ThecalMode *out_mode)
{
  int value;

  if (!thecal_names_find (mode_names, G_N_ELEMENTS (mode_names), text, &value))
    return false;

  *out_mode = (ThecalMode) value;
  return true;
}

bool
thecal_battery_state_from_string (const char *text, ThecalBatteryState *out_state)
{
  int value;

  if (!thecal_names_find (battery_names, G_N_ELEMENTS (battery_names), text, &value))
    return false;

  *out_state = (ThecalBatteryState) value;
  return true;
}

bool
thecal_field_from_string (const char *text, ThecalField *out_field)
{
  int value;

  if (!thecal_names_find (field_names, G_N_ELEMENTS (field_names), text, &value))
    return false;

  *out_field = (ThecalField) value;
  return true;
}
