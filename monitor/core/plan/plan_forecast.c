/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/plan_forecast.h"

#include <math.h>

bool
thecal_plan_forecast (const ThecalCarePlan *plan, ThecalTime now, ThecalForecast *out)
{
  ThecalPumpStatus status;
  ThecalStatusReport report;

  thecal_pump_status_init (&status);
  if (!thecal_care_plan_to_report (plan, now, &report))
    return false;
  thecal_pump_status_apply (&status, &report, now);
  if (!(thecal_pump_status_get_flow (&status) > 0.0)) /* NAN too */
    return false;

  *out = thecal_pump_status_get_forecast (&status, now);
  return true;
}
