/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/plan/plan_document.h"
#include "core/plan/plan_forecast.h"

#define FILLED_US (G_GINT64_CONSTANT (1792175400) * THECAL_SECOND_US) /* 2026-10-16T18:30:00Z */

static const struct {
  const char *name, *text;
  double after_days;                                    /* now, since the fill */
  bool known;                                           /* the rest holds then */
  double refill_by, low_early, empty_early, empty_late; /* days from now */
  ThecalLimitedBy limited_by;
} rows[] = {
  { "/core/plan-forecast/fresh",
    "[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"
    "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T18:30:00Z\nLowMl=3\n",
    0,
    true,
    41.25,
    41.25,
    44.59,
    60.33,
    THECAL_LIMITED_BY_EARLY_LOW },
  { "/core/plan-forecast/ten-days-on",
    "[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"
    "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T18:30:00Z\nLowMl=3\n",
    10,
    true,
    31.25,
    31.25,
    34.59,
    50.33,
    THECAL_LIMITED_BY_EARLY_LOW },
  { "/core/plan-forecast/printed-date-is-earlier",
    "[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n"
    "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T18:30:00Z\nLowMl=3\nAlarmDate=2026-11-15T18:30:"
    "00Z\n",
    0,
    true,
    30,
    41.25,
    44.59,
    60.33,
    THECAL_LIMITED_BY_PRINTED_DATE },
  { "/core/plan-forecast/no-volume",
    "[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=390\n",
    0,
    false,
    0,
    0,
    0,
    0,
    0 },
  { "/core/plan-forecast/no-dose", "[reservoir]\nVolumeMl=40\n", 0, false, 0, 0, 0, 0, 0 },
  { "/core/plan-forecast/dose-0",
    "[drug 1]\nConcentrationUgPerMl=500\nDoseUgPerDay=0\n[reservoir]\nVolumeMl=40\n",
    0,
    false,
    0,
    0,
    0,
    0,
    0 },
};

static void
test_row (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  const gint64 now_us = FILLED_US + (gint64) (rows[i].after_days * (double) THECAL_DAY_US);
  const ThecalTime now = { .boot_us = now_us, .wall_us = now_us };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  ThecalPlanFault fault = { .line = 0 };
  g_autoptr (ThecalPlanDocument) document =
      thecal_plan_document_parse (rows[i].text, strlen (rows[i].text), zone, &fault);
  ThecalForecast forecast = { .refill_by_days = -1 };

  g_assert_nonnull (document);
  g_assert_cmpint (thecal_plan_forecast (&document->plan, now, &forecast), ==, rows[i].known);
  if (!rows[i].known) {
    g_assert_cmpfloat (forecast.refill_by_days, ==, -1);
    return;
  }
  g_assert_cmpfloat_with_epsilon (forecast.refill_by_days, rows[i].refill_by, 0.05);
  g_assert_cmpfloat_with_epsilon (forecast.low_days.early, rows[i].low_early, 0.05);
  g_assert_cmpfloat_with_epsilon (forecast.empty_days.early, rows[i].empty_early, 0.05);
  g_assert_cmpfloat_with_epsilon (forecast.empty_days.late, rows[i].empty_late, 0.05);
  g_assert_cmpint (forecast.limited_by, ==, rows[i].limited_by);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_test_add_data_func (rows[i].name, GSIZE_TO_POINTER (i), test_row);

  return g_test_run ();
}
