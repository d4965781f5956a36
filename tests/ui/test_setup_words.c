/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "shared/setup_words.h"

static GDateTime *
new_now (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return g_date_time_new (zone, 2026, 10, 16, 14, 30, 0);
}

/* The story of the mockup: 40 mL, 0.78 mL a day, low mark 3 mL, printed alarm date 2 December. */
static ThecalForecast
new_forecast (void)
{
  return (ThecalForecast){
    .flow_ml_per_day = 0.78,
    .low_days = { 41.25, 47.4, 55.8 },
    .empty_days = { 44.6, 51.3, 60.3 },
    .refill_by_days = 41.25,
    .limited_by = THECAL_LIMITED_BY_EARLY_LOW,
  };
}

static void
test_headline (void)
{
  g_autoptr (GDateTime) now = new_now ();
  ThecalForecast forecast = new_forecast ();
  g_autofree char *words = thecal_forecast_headline (now, &forecast);
  g_autofree char *overdue = NULL;

  g_assert_cmpstr (words, ==, "Refill by Thursday 26 November.");
  forecast.refill_by_days = -0.5;
  overdue = thecal_forecast_headline (now, &forecast);
  g_assert_cmpstr (overdue, ==, "The refill is overdue. Call the pump team.");
}

static void
assert_detail (const ThecalForecast *forecast, double alarm_days, const char *expected)
{
  g_autoptr (GDateTime) now = new_now ();
  g_autofree char *words = thecal_forecast_detail (now, forecast, alarm_days);

  g_assert_cmpstr (words, ==, expected);
}

#define LOW_AND_EMPTY                                                                              \
  " It gets low between 26 November and 11 December and empty between 30 November and 15 "         \
  "December, at 0.78 mL a day, ±15 %."

static void
test_detail (void)
{
  ThecalForecast forecast = new_forecast ();

  assert_detail (&forecast,
                 47.4,
                 "That is 6 days before the printed date: the earlier one counts." LOW_AND_EMPTY);
  assert_detail (&forecast,
                 42.3,
                 "That is 1 day before the printed date: the earlier one counts." LOW_AND_EMPTY);
  assert_detail (&forecast, 41.9, "The printed date is on the same day." LOW_AND_EMPTY);
  assert_detail (&forecast, NAN, "No printed alarm date is entered." LOW_AND_EMPTY);
  forecast.limited_by = THECAL_LIMITED_BY_PRINTED_DATE;
  assert_detail (&forecast, 30, "That is the printed date: the earlier one counts." LOW_AND_EMPTY);
  forecast.limited_by = THECAL_LIMITED_BY_STABILITY_CAP;
  assert_detail (
      &forecast, NAN, "The drug keeps for 180 days: the earlier date counts." LOW_AND_EMPTY);
  forecast.low_days = forecast.empty_days = (ThecalBand){ 0, 0, 0.1 };
  assert_detail (&forecast,
                 NAN,
                 "The drug keeps for 180 days: the earlier date counts. It gets low on 16 October "
                 "and empty on 16 October, at 0.78 mL a day, ±15 %.");
  forecast.empty_days = (ThecalBand){ NAN, NAN, NAN };
  assert_detail (&forecast, NAN, "The drug keeps for 180 days: the earlier date counts.");
}

static void
test_before (void)
{
  g_autoptr (GDateTime) now = new_now ();
  ThecalForecast forecast = new_forecast ();
  g_autofree char *none = thecal_forecast_before (now, NULL);
  g_autofree char *known = thecal_forecast_before (now, &forecast);
  g_autofree char *overdue = NULL;

  forecast.refill_by_days = 0;
  overdue = thecal_forecast_before (now, &forecast);
  g_assert_cmpstr (none, ==, "Before: no date was known.");
  g_assert_cmpstr (known, ==, "Before: refill by Thursday 26 November.");
  g_assert_cmpstr (overdue, ==, "Before: overdue.");
}

static void
test_typed (void)
{
  g_assert_cmpstr (thecal_typed_words (THECAL_TYPED_READ, THECAL_UNIT_ML), ==, "");
  for (int read = THECAL_TYPED_NO_NUMBER; read <= THECAL_TYPED_DAY_OR_MONTH; read++)
    g_assert_cmpuint (strlen (thecal_typed_words ((ThecalTyped) read, THECAL_UNIT_ML)), >, 10);
  g_assert_nonnull (strstr (thecal_typed_words (THECAL_TYPED_OTHER_UNIT, THECAL_UNIT_UG_PER_DAY),
                            "1 mg is 1000 µg"));
  g_assert_nonnull (strstr (thecal_typed_words (THECAL_TYPED_OTHER_UNIT, THECAL_UNIT_UG_PER_ML),
                            "1 mg/mL is 1000 µg/mL"));
  g_assert_cmpstr (thecal_unit_words (THECAL_UNIT_UG_PER_ML), ==, "µg/mL");
  g_assert_cmpstr (thecal_unit_words (THECAL_UNIT_NONE), ==, "");
}

static void
test_guards (void)
{
  g_autofree char *none = thecal_guards_missing_words (~0u);
  g_autofree char *some = thecal_guards_missing_words (
      ~(1u << THECAL_GUARD_EMERGENCY | 1u << THECAL_GUARD_PUMP_TEAM | 1u << THECAL_GUARD_TABLETS));

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (
      some, ==, "– No emergency number is chosen.\n– The pump team's number is missing.");
  for (guint i = 0; i < THECAL_N_GUARDS; i++)
    g_assert_cmpstr (thecal_guard_words ((ThecalGuard) i, true),
                     !=,
                     thecal_guard_words ((ThecalGuard) i, false));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/setup-words/headline", test_headline);
  g_test_add_func ("/ui/setup-words/detail", test_detail);
  g_test_add_func ("/ui/setup-words/before", test_before);
  g_test_add_func ("/ui/setup-words/typed", test_typed);
  g_test_add_func ("/ui/setup-words/guards", test_guards);

  return g_test_run ();
}
