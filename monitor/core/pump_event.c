/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/event.h"
#include "core/names.h"

static const char *const names[THECAL_N_PUMP_EVENTS] = {
  [THECAL_PUMP_EVENT_NONE] = "none",
  [THECAL_PUMP_EVENT_SYSTEM_ISSUE] = "system-issue",
  [THECAL_PUMP_EVENT_MECHANICAL_ISSUE] = "mechanical-issue",
  [THECAL_PUMP_EVENT_OCCLUSION] = "occlusion",
  [THECAL_PUMP_EVENT_RESERVOIR_ISSUE] = "reservoir-issue",
  [THECAL_PUMP_EVENT_RESERVOIR_EMPTY] = "reservoir-empty",
  [THECAL_PUMP_EVENT_RESERVOIR_LOW] = "reservoir-low",
  [THECAL_PUMP_EVENT_POWER_INSUFFICIENT] = "power-insufficient",
  [THECAL_PUMP_EVENT_BATTERY_EMPTY] = "battery-empty",
  [THECAL_PUMP_EVENT_BATTERY_LOW] = "battery-low",
  [THECAL_PUMP_EVENT_BATTERY_MEDIUM] = "battery-medium",
  [THECAL_PUMP_EVENT_BATTERY_FULL] = "battery-full",
  [THECAL_PUMP_EVENT_DATE_TIME_ISSUE] = "date-time-issue",
  [THECAL_PUMP_EVENT_OTHER_STANDARD] = "other-standard",
  [THECAL_PUMP_EVENT_REFILL_DUE] = "refill-due",
  [THECAL_PUMP_EVENT_ERI] = "eri",
  [THECAL_PUMP_EVENT_END_OF_SERVICE] = "end-of-service",
  [THECAL_PUMP_EVENT_MOTOR_STALL] = "motor-stall",
  [THECAL_PUMP_EVENT_MOTOR_STALL_RECOVERED] = "motor-stall-recovered",
  [THECAL_PUMP_EVENT_PUMP_RESET] = "pump-reset",
  [THECAL_PUMP_EVENT_MINIMUM_RATE] = "minimum-rate",
  [THECAL_PUMP_EVENT_STOPPED_TOO_LONG] = "stopped-too-long",
  [THECAL_PUMP_EVENT_TELEMETRY_OVERDUE] = "telemetry-overdue",
  [THECAL_PUMP_EVENT_VOLUME_DISCREPANCY] = "volume-discrepancy",
  [THECAL_PUMP_EVENT_MAGNET] = "magnet",
  [THECAL_PUMP_EVENT_BOLUS_DENIED] = "bolus-denied",
  [THECAL_PUMP_EVENT_GATEWAY_BATTERY_LOW] = "gateway-battery-low",
  [THECAL_PUMP_EVENT_REPROGRAMMED] = "reprogrammed",
  [THECAL_PUMP_EVENT_MEMORY_ERROR_CRITICAL] = "memory-error-critical",
  [THECAL_PUMP_EVENT_MEMORY_ERROR] = "memory-error",
  [THECAL_PUMP_EVENT_TELEMETRY_MODE] = "telemetry-mode",
  [THECAL_PUMP_EVENT_UNKNOWN] = "unknown",
};

const char *
thecal_pump_event_to_string (ThecalPumpEventType type)
{
  return thecal_names_get (names, G_N_ELEMENTS (names), (int) type);
}

bool
thecal_pump_event_from_string (const char *text, ThecalPumpEventType *out_type)
{
  int value;

  if (!thecal_names_find (names, G_N_ELEMENTS (names), text, &value))
    return false;

  *out_type = (ThecalPumpEventType) value;
  return true;
}
