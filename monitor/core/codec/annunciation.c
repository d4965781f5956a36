/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/codec/annunciation.h"

static const struct {
  guint16 code;
  ThecalPumpEventType type;
} codes[] = {
  { 0x000F, THECAL_PUMP_EVENT_SYSTEM_ISSUE },
  { 0x0033, THECAL_PUMP_EVENT_MECHANICAL_ISSUE },
  { 0x003C, THECAL_PUMP_EVENT_OCCLUSION },
  { 0x0055, THECAL_PUMP_EVENT_RESERVOIR_ISSUE },
  { 0x005A, THECAL_PUMP_EVENT_RESERVOIR_EMPTY },
  { 0x0066, THECAL_PUMP_EVENT_RESERVOIR_LOW },
  { 0x0069, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* priming issue */
  { 0x0096, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* infusion set incomplete */
  { 0x0099, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* infusion set detached */
  { 0x00A5, THECAL_PUMP_EVENT_POWER_INSUFFICIENT },
  { 0x00AA, THECAL_PUMP_EVENT_BATTERY_EMPTY },
  { 0x00C3, THECAL_PUMP_EVENT_BATTERY_LOW },
  { 0x00CC, THECAL_PUMP_EVENT_BATTERY_MEDIUM },
  { 0x00F0, THECAL_PUMP_EVENT_BATTERY_FULL },
  { 0x00FF, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* temperature out of range */
  { 0x0303, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* air pressure out of range */
  { 0x030C, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* bolus cancelled */
  { 0x0330, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* temporary rate over */
  { 0x033F, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* temporary rate cancelled */
  { 0x0356, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* maximum delivery */
  { 0x0359, THECAL_PUMP_EVENT_DATE_TIME_ISSUE },
  { 0x0365, THECAL_PUMP_EVENT_OTHER_STANDARD }, /* temperature */
  { 0xF000, THECAL_PUMP_EVENT_REFILL_DUE },
  { 0xF00F, THECAL_PUMP_EVENT_ERI },
  { 0xF033, THECAL_PUMP_EVENT_END_OF_SERVICE },
  { 0xF03C, THECAL_PUMP_EVENT_MOTOR_STALL },
  { 0xF055, THECAL_PUMP_EVENT_MOTOR_STALL_RECOVERED },
  { 0xF05A, THECAL_PUMP_EVENT_PUMP_RESET },
  { 0xF066, THECAL_PUMP_EVENT_MINIMUM_RATE },
  { 0xF069, THECAL_PUMP_EVENT_STOPPED_TOO_LONG },
  { 0xF096, THECAL_PUMP_EVENT_TELEMETRY_OVERDUE },
  { 0xF099, THECAL_PUMP_EVENT_VOLUME_DISCREPANCY },
  { 0xF0A5, THECAL_PUMP_EVENT_MAGNET },
  { 0xF0AA, THECAL_PUMP_EVENT_BOLUS_DENIED },
  { 0xF0C3, THECAL_PUMP_EVENT_GATEWAY_BATTERY_LOW },
  { 0xF0CC, THECAL_PUMP_EVENT_REPROGRAMMED },
};

ThecalPumpEventType
thecal_annunciation_from_code (guint16 code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].code == code)
      return codes[i].type;

  return THECAL_PUMP_EVENT_UNKNOWN;
}

guint16
thecal_annunciation_to_code (ThecalPumpEventType type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].type == type)
      return codes[i].code;

  return 0;
}
