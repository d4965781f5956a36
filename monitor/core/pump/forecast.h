/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/pump/pump_status.h"

/* When the reservoir reaches its low mark and its end (clinical.md 3.4). Pure. The early edge is
 * the one that counts: delivery may be 15 % above the programmed flow (D12). */

typedef enum {
  THECAL_LIMITED_BY_NOTHING,
  THECAL_LIMITED_BY_EARLY_LOW,
  THECAL_LIMITED_BY_PRINTED_DATE,
  THECAL_LIMITED_BY_STABILITY_CAP, /* 180 days after the fill (D8) */
} ThecalLimitedBy;

typedef struct {
  ThecalBand level_ml;     /* band of the level; all three equal where it is exact */
  double flow_ml_per_day;  /* 0 and NAN give no forecast */
  double low_threshold_ml; /* NAN: 2.0 */
  double alarm_date_days;  /* printed alarm date, days from now; NAN none */
  double days_since_fill;  /* NAN unknown: taken as 0 */
} ThecalForecastInput;

typedef struct {
  double flow_ml_per_day; /* NAN unknown */
  ThecalBand low_days;    /* days from now, never below 0; NAN unknown */
  ThecalBand empty_days;
  double low_to_empty_h;
  double refill_by_days; /* may be negative: overdue */
  ThecalLimitedBy limited_by;
} ThecalForecast;

ThecalForecast thecal_forecast_compute (const ThecalForecastInput *input);

/* The forecast for what is known of a pump now. */
ThecalForecast thecal_pump_status_get_forecast (const ThecalPumpStatus *self, ThecalTime now);

const char *
thecal_limited_by_to_string (ThecalLimitedBy limited_by); /* "early-low" …; NULL for nothing */

/* Sum over one day of a time-of-day programme, µg/day -> µg delivered in 24 h. Steps sorted by
 * minute; the last one lasts until the first of the next day. NAN on an empty or unsorted list. */
typedef struct {
  int minute_of_day; /* 0-1439 */
  double dose_ug_per_day;
} ThecalFlexStep;

double thecal_flex_get_dose (const ThecalFlexStep *steps, gsize n_steps);
