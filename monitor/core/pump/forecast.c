/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/pump/forecast.h"

#include <math.h>

#include "core/pump/flow_band.h"

#define STABILITY_CAP_DAYS 180.0 /* drug stable six months [D8], 000-07 */
#define HOURS_PER_DAY 24.0
#define MINUTES_PER_DAY 1440

static double
days_until (double level_ml, double target_ml, double flow_ml_per_day)
{
  return fmax (0.0, (level_ml - target_ml) / flow_ml_per_day);
}

static ThecalBand
band_until (ThecalBand level_ml, double target_ml, double flow_ml_per_day)
{
  return (ThecalBand){
    .early = days_until (level_ml.early, target_ml, flow_ml_per_day * THECAL_FLOW_EARLY),
    .nominal = days_until (level_ml.nominal, target_ml, flow_ml_per_day),
    .late = days_until (level_ml.late, target_ml, flow_ml_per_day * THECAL_FLOW_LATE),
  };
}

/* The earliest of what is known (safety rule 3). */
static void
limit (ThecalForecast *forecast, double days, ThecalLimitedBy by)
{
  if (isnan (days) || forecast->refill_by_days <= days)
    return;

  forecast->refill_by_days = days;
  forecast->limited_by = by;
}

ThecalForecast
thecal_forecast_compute (const ThecalForecastInput *input)
{
  const double flow = input->flow_ml_per_day;
  const double threshold =
      isnan (input->low_threshold_ml) ? THECAL_LOW_THRESHOLD_DEFAULT_ML : input->low_threshold_ml;
  const double since_fill = isnan (input->days_since_fill) ? 0.0 : input->days_since_fill;
  ThecalForecast forecast = {
    .flow_ml_per_day = flow,
    .low_days = { NAN, NAN, NAN },
    .empty_days = { NAN, NAN, NAN },
    .low_to_empty_h = NAN,
    .refill_by_days = INFINITY,
    .limited_by = THECAL_LIMITED_BY_NOTHING,
  };

  if (flow > 0.0 && !isnan (input->level_ml.nominal)) {
    forecast.low_days = band_until (input->level_ml, threshold, flow);
    forecast.empty_days = band_until (input->level_ml, 0.0, flow);
    forecast.low_to_empty_h = threshold / flow * HOURS_PER_DAY;
    limit (&forecast, forecast.low_days.early, THECAL_LIMITED_BY_EARLY_LOW);
  }
  limit (&forecast, input->alarm_date_days, THECAL_LIMITED_BY_PRINTED_DATE);
  limit (&forecast, STABILITY_CAP_DAYS - since_fill, THECAL_LIMITED_BY_STABILITY_CAP);

  return forecast;
}

double
thecal_flex_get_dose (const ThecalFlexStep *steps, gsize n_steps)
{
  double dose_ug = 0.0;

  if (n_steps == 0)
    return NAN;

  for (gsize i = 0; i < n_steps; i++) {
    const bool last = i + 1 == n_steps;
    const int begin = steps[i].minute_of_day;
    const int end = last ? steps[0].minute_of_day + MINUTES_PER_DAY : steps[i + 1].minute_of_day;

    if (begin < 0 || begin >= MINUTES_PER_DAY || end <= begin)
      return NAN;
    dose_ug += steps[i].dose_ug_per_day * (end - begin) / MINUTES_PER_DAY;
  }

  return dose_ug;
}
