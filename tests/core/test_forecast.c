/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/pump/forecast.h"

#define NO NAN

typedef struct {
  const char *name;
  double volume_ml, concentration, dose, low_ml, printed_days, since_fill_days;
  double flow, low, empty, low_to_empty_h, early_low, early_empty, refill_by;
  ThecalLimitedBy limited_by;
} Vector;

/* V1-V5: clinical.md 3.4; the rest: its rules one by one */
static const Vector vectors[] = {
  { "V1",
    20,
    2000,
    300,
    2,
    NO,
    NO,
    0.15,
    120,
    133.33,
    320,
    104.35,
    115.94,
    104.35,
    THECAL_LIMITED_BY_EARLY_LOW },
  { "V2",
    40,
    500,
    400,
    2,
    NO,
    NO,
    0.80,
    47.50,
    50,
    60,
    41.30,
    43.48,
    41.30,
    THECAL_LIMITED_BY_EARLY_LOW },
  { "V3",
    40,
    2000,
    200,
    2,
    NO,
    NO,
    0.10,
    380,
    400,
    480,
    330.43,
    347.83,
    180,
    THECAL_LIMITED_BY_STABILITY_CAP },
  { "V4",
    20,
    500,
    700,
    2,
    NO,
    NO,
    1.40,
    12.86,
    14.29,
    34.29,
    11.18,
    12.42,
    11.18,
    THECAL_LIMITED_BY_EARLY_LOW },
  { "V5",
    40,
    500,
    400,
    4,
    NO,
    NO,
    0.80,
    45,
    50,
    120,
    39.13,
    43.48,
    39.13,
    THECAL_LIMITED_BY_EARLY_LOW },
  { "default-threshold",
    20,
    2000,
    300,
    NO,
    NO,
    NO,
    0.15,
    120,
    133.33,
    320,
    104.35,
    115.94,
    104.35,
    THECAL_LIMITED_BY_EARLY_LOW },
  { "printed-date-earlier",
    20,
    2000,
    300,
    2,
    90,
    NO,
    0.15,
    120,
    133.33,
    320,
    104.35,
    115.94,
    90,
    THECAL_LIMITED_BY_PRINTED_DATE },
  { "printed-date-later",
    20,
    2000,
    300,
    2,
    110,
    NO,
    0.15,
    120,
    133.33,
    320,
    104.35,
    115.94,
    104.35,
    THECAL_LIMITED_BY_EARLY_LOW },
  { "printed-date-passed",
    20,
    2000,
    300,
    2,
    -3,
    NO,
    0.15,
    120,
    133.33,
    320,
    104.35,
    115.94,
    -3,
    THECAL_LIMITED_BY_PRINTED_DATE },
  { "cap-runs-since-the-fill",
    40,
    2000,
    200,
    2,
    NO,
    150,
    0.10,
    380,
    400,
    480,
    330.43,
    347.83,
    30,
    THECAL_LIMITED_BY_STABILITY_CAP },
  { "flow-zero",
    20,
    2000,
    0,
    2,
    NO,
    NO,
    0,
    NO,
    NO,
    NO,
    NO,
    NO,
    180,
    THECAL_LIMITED_BY_STABILITY_CAP },
  { "flow-unknown",
    20,
    2000,
    NO,
    2,
    50,
    NO,
    NO,
    NO,
    NO,
    NO,
    NO,
    NO,
    50,
    THECAL_LIMITED_BY_PRINTED_DATE },
  { "level-unknown",
    NO,
    2000,
    300,
    2,
    NO,
    NO,
    0.15,
    NO,
    NO,
    NO,
    NO,
    NO,
    180,
    THECAL_LIMITED_BY_STABILITY_CAP },
  { "below-threshold",
    1.5,
    2000,
    300,
    2,
    NO,
    NO,
    0.15,
    0,
    10,
    320,
    0,
    8.70,
    0,
    THECAL_LIMITED_BY_EARLY_LOW },
};

static void
assert_near (const char *name, const char *what, double value, double expected)
{
  if (isnan (expected) ? !isnan (value) : !(fabs (value - expected) <= 0.005))
    g_error ("%s: %s is %.4f, expected %.4f", name, what, value, expected);
}

static void
test_vector (gconstpointer data)
{
  const Vector *vector = data;
  const double level = vector->volume_ml;
  const ThecalForecastInput input = {
    .level_ml = { level, level, level },
    .flow_ml_per_day = vector->dose / vector->concentration,
    .low_threshold_ml = vector->low_ml,
    .alarm_date_days = vector->printed_days,
    .days_since_fill = vector->since_fill_days,
  };
  const ThecalForecast forecast = thecal_forecast_compute (&input);

  assert_near (vector->name, "flow", forecast.flow_ml_per_day, vector->flow);
  assert_near (vector->name, "low", forecast.low_days.nominal, vector->low);
  assert_near (vector->name, "empty", forecast.empty_days.nominal, vector->empty);
  assert_near (vector->name, "low to empty", forecast.low_to_empty_h, vector->low_to_empty_h);
  assert_near (vector->name, "early low", forecast.low_days.early, vector->early_low);
  assert_near (vector->name, "early empty", forecast.empty_days.early, vector->early_empty);
  assert_near (vector->name, "refill by", forecast.refill_by_days, vector->refill_by);
  g_assert_cmpint (forecast.limited_by, ==, vector->limited_by);
  if (vector->flow > 0 && !isnan (vector->empty))
    g_assert_cmpfloat (forecast.empty_days.late, >, forecast.empty_days.nominal);
}

static void
test_flex (void)
{
  const ThecalFlexStep one[] = { { 0, 300 } };
  const ThecalFlexStep day_night[] = { { 0, 200 }, { 6 * 60, 400 }, { 18 * 60, 200 } };
  const ThecalFlexStep late_start[] = { { 6 * 60, 480 }, { 18 * 60, 240 } };
  const ThecalFlexStep unsorted[] = { { 600, 1 }, { 300, 1 } };
  const ThecalFlexStep twice[] = { { 300, 1 }, { 300, 1 } };
  const ThecalFlexStep outside[] = { { 1440, 1 } };
  const ThecalFlexStep negative[] = { { -1, 1 } };

  assert_near ("flex", "one step", thecal_flex_get_dose (one, 1), 300);
  assert_near ("flex", "day and night", thecal_flex_get_dose (day_night, 3), 300);
  assert_near ("flex", "over midnight", thecal_flex_get_dose (late_start, 2), 360);
  assert_near ("flex", "none", thecal_flex_get_dose (NULL, 0), NO);
  assert_near ("flex", "unsorted", thecal_flex_get_dose (unsorted, 2), NO);
  assert_near ("flex", "twice", thecal_flex_get_dose (twice, 2), NO);
  assert_near ("flex", "outside", thecal_flex_get_dose (outside, 1), NO);
  assert_near ("flex", "negative", thecal_flex_get_dose (negative, 1), NO);
}

static void
test_names (void)
{
  g_assert_cmpstr (thecal_limited_by_to_string (THECAL_LIMITED_BY_EARLY_LOW), ==, "early-low");
  g_assert_cmpstr (
      thecal_limited_by_to_string (THECAL_LIMITED_BY_PRINTED_DATE), ==, "printed-date");
  g_assert_cmpstr (
      thecal_limited_by_to_string (THECAL_LIMITED_BY_STABILITY_CAP), ==, "stability-cap");
  g_assert_null (thecal_limited_by_to_string (THECAL_LIMITED_BY_NOTHING));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++) {
    g_autofree char *path = g_strconcat ("/core/forecast/", vectors[i].name, NULL);

    g_test_add_data_func (path, &vectors[i], test_vector);
  }
  g_test_add_func ("/core/forecast/flex", test_flex);
  g_test_add_func ("/core/forecast/names", test_names);

  return g_test_run ();
}
