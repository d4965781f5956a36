/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/pump/refill.h"

static const struct {
  double withdrawn, expected, before;
  ThecalRefillFinding finding;
  bool alarms;
} rows[] = {
  { NAN, 5, 40, THECAL_REFILL_NOT_KNOWN, false },
  { 5, NAN, 40, THECAL_REFILL_NOT_KNOWN, false },
  { 5, 5, 40, THECAL_REFILL_AS_EXPECTED, false },
  { 7, 5, 40, THECAL_REFILL_AS_EXPECTED, false }, /* 2 mL are not more than 2 */
  { 7.1, 5, 40, THECAL_REFILL_MORE_LEFT, true },  /* [D14] */
  { 2.9, 5, 40, THECAL_REFILL_LESS_LEFT, true },
  { 3, 5, NAN, THECAL_REFILL_AS_EXPECTED, false },
  { 2.9, 5, NAN, THECAL_REFILL_LESS_LEFT, true },
  /* 1.6 mL of 10 are 16 % [D12] */
  { 11.6, 10, 20, THECAL_REFILL_MORE_LEFT, false },
  { 8.4, 10, 20, THECAL_REFILL_LESS_LEFT, false },
  { 11.5, 10, 20, THECAL_REFILL_AS_EXPECTED, false },
  /* nothing that a syringe can tell */
  { 18.9, 18, 20, THECAL_REFILL_AS_EXPECTED, false },
  { 19, 18, 20, THECAL_REFILL_MORE_LEFT, false },
  /* a fill that is not fuller than what is left tells no share */
  { 19, 18, 18, THECAL_REFILL_AS_EXPECTED, false },
};

static void
test_compare (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalRefillComparison found =
        thecal_refill_compare (rows[i].withdrawn, rows[i].expected, rows[i].before);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpint (found.finding, ==, rows[i].finding);
    g_assert_cmpint (found.alarms, ==, rows[i].alarms);
  }
}

/* V2 of clinical.md 3.4, and the earlier of the dates. */
static void
test_forecast (void)
{
  ThecalRefillNumbers numbers = { .volume_ml = 40,
                                  .concentration_ug_per_ml = 500,
                                  .dose_ug_per_day = 400,
                                  .low_ml = 2,
                                  .alarm_date_days = NAN };
  ThecalForecast forecast = thecal_refill_forecast (&numbers);

  g_assert_cmpfloat_with_epsilon (forecast.low_days.early, 41.30, 0.01);
  g_assert_cmpfloat_with_epsilon (forecast.refill_by_days, 41.30, 0.01);
  numbers.alarm_date_days = 30;
  forecast = thecal_refill_forecast (&numbers);
  g_assert_cmpfloat (forecast.refill_by_days, ==, 30);
  g_assert_cmpint (forecast.limited_by, ==, THECAL_LIMITED_BY_PRINTED_DATE);
  numbers.dose_ug_per_day = NAN;
  forecast = thecal_refill_forecast (&numbers);
  g_assert_true (isnan (forecast.empty_days.early));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/refill/compare", test_compare);
  g_test_add_func ("/refill/forecast", test_forecast);

  return g_test_run ();
}
