/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/pump/refill.h"

#include <math.h>

#include "core/alarm/rules_limits.h"

#define TOLD_PERCENT 15.0 /* the 95 % interval of one refill [D12] */
#define TOLD_LEAST_ML 1.0 /* own choice: what a syringe can tell */

ThecalRefillComparison
thecal_refill_compare (double withdrawn_ml, double expected_ml, double filled_before_ml)
{
  const double given_ml = filled_before_ml - expected_ml;
  ThecalRefillComparison result = {
    .finding = THECAL_REFILL_NOT_KNOWN,
    .difference_ml = withdrawn_ml - expected_ml,
    .percent = NAN,
  };
  double amount_ml;

  if (isnan (result.difference_ml))
    return result;

  amount_ml = fabs (result.difference_ml);
  if (given_ml > 0.0)
    result.percent = amount_ml / given_ml * 100.0;
  result.alarms = amount_ml > MISMATCH_ML;
  if (!result.alarms && !(result.percent > TOLD_PERCENT && amount_ml >= TOLD_LEAST_ML))
    result.finding = THECAL_REFILL_AS_EXPECTED;
  else if (result.difference_ml > 0.0)
    result.finding = THECAL_REFILL_MORE_LEFT;
  else
    result.finding = THECAL_REFILL_LESS_LEFT;

  return result;
}

ThecalForecast
thecal_refill_forecast (const ThecalRefillNumbers *numbers)
{
  const ThecalForecastInput input = {
    .level_ml = { numbers->volume_ml, numbers->volume_ml, numbers->volume_ml },
    .flow_ml_per_day = numbers->dose_ug_per_day / numbers->concentration_ug_per_ml,
    .low_threshold_ml = numbers->low_ml,
    .alarm_date_days = numbers->alarm_date_days,
    .days_since_fill = 0.0,
  };

  return thecal_forecast_compute (&input);
}
