/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/pump/forecast.h"

/* What the numbers of one refill say: whether the pump gave what it should have given until then,
 * and how long the new fill lasts. */

typedef enum {
  THECAL_REFILL_NOT_KNOWN, /* nothing to compare */
  THECAL_REFILL_AS_EXPECTED,
  THECAL_REFILL_MORE_LEFT, /* the pump gave too little */
  THECAL_REFILL_LESS_LEFT, /* the pump gave too much */
} ThecalRefillFinding;

typedef struct {
  ThecalRefillFinding finding;
  double difference_ml; /* taken out less expected; NAN not known */
  double percent;       /* of what should have been given since the fill before; NAN not known */
  bool alarms;          /* beyond 2 mL: refill-mismatch [D14] */
} ThecalRefillComparison;

/* More than 2 mL [D14], or more than 15 % of what was given [D12] where that is 1 mL and more:
 * below that a syringe reads no better. Each NAN where it is not known. */
ThecalRefillComparison
thecal_refill_compare (double withdrawn_ml, double expected_ml, double filled_before_ml);

typedef struct {
  double volume_ml, concentration_ug_per_ml, dose_ug_per_day; /* NAN not known */
  double low_ml;                                              /* NAN: 2.0 */
  double alarm_date_days;                                     /* from the fill on; NAN none */
} ThecalRefillNumbers;

/* From the moment of the fill on. */
ThecalForecast thecal_refill_forecast (const ThecalRefillNumbers *numbers);
