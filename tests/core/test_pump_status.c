/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/pump/pump_status.h"

#include <math.h>

#include "core/codec/frame_report.h"
#include "core/pump/forecast.h"

#define NOW_US (100 * THECAL_DAY_US)

static const ThecalTime now = { .boot_us = NOW_US, .wall_us = 1700000000 * THECAL_SECOND_US };

static ThecalStatusReport
report_of (ThecalField field, double value)
{
  ThecalStatusReport report;

  thecal_status_report_init (&report);
  report.source = THECAL_SOURCE_GATEWAY;
  report.values[field] = value;
  report.present = 1u << field;

  return report;
}

static void
test_age (void)
{
  ThecalPumpStatus status;
  ThecalStatusReport report = report_of (THECAL_FIELD_RESERVOIR_ML, 12.0);

  thecal_pump_status_init (&status);
  g_assert_true (isnan (thecal_pump_status_get_level (&status, NOW_US).nominal));
  report.age_us = THECAL_HOUR_US;
  g_assert_true (thecal_pump_status_apply (&status, &report, now));
  g_assert_cmpint (
      status.values[THECAL_FIELD_RESERVOIR_ML].observed_us, ==, NOW_US - THECAL_HOUR_US);
  g_assert_cmpint (status.last_report_us, ==, NOW_US - THECAL_HOUR_US);
  g_assert_cmpint (status.values[THECAL_FIELD_RESERVOIR_ML].quality, ==, THECAL_QUALITY_MEASURED);

  /* older: overwrites nothing */
  report.age_us = 2 * THECAL_HOUR_US;
  report.values[THECAL_FIELD_RESERVOIR_ML] = 19.0;
  report.therapy = THECAL_THERAPY_STOP;
  report.present |= THECAL_REPORT_THERAPY | THECAL_REPORT_MODE;
  report.mode = THECAL_MODE_FLEX;
  g_assert_true (thecal_pump_status_apply (&status, &report, now));
  g_assert_cmpfloat (status.values[THECAL_FIELD_RESERVOIR_ML].value, ==, 12.0);
  g_assert_cmpint (status.mode, ==, THECAL_MODE_UNKNOWN);
  g_assert_cmpint (status.therapy, ==, THECAL_THERAPY_STOP);
  report.age_us = 3 * THECAL_HOUR_US;
  report.therapy = THECAL_THERAPY_RUN;
  g_assert_true (thecal_pump_status_apply (&status, &report, now));
  g_assert_cmpint (status.therapy, ==, THECAL_THERAPY_STOP);
}

static void
test_every_part (void)
{
  ThecalPumpStatus status;
  ThecalStatusReport report = report_of (THECAL_FIELD_BATTERY_PERCENT, 64);

  thecal_pump_status_init (&status);
  report.present |= THECAL_REPORT_MODE | THECAL_REPORT_BATTERY_STATE | THECAL_REPORT_ERI_DATE |
                    THECAL_REPORT_ALARM_DATE | THECAL_REPORT_INTERVAL | THECAL_REPORT_SEQ |
                    THECAL_REPORT_STALLED | THECAL_REPORT_THERAPY;
  report.mode = THECAL_MODE_CONTINUOUS;
  report.battery_state = THECAL_BATTERY_ERI;
  report.eri_date_us = 1;
  report.alarm_date_us = 2;
  report.interval_us = 3;
  report.seq = 4;
  report.stalled = true;
  report.therapy = THECAL_THERAPY_RUN;
  g_assert_true (thecal_pump_status_apply (&status, &report, now));
  g_assert_cmpint (status.mode, ==, THECAL_MODE_CONTINUOUS);
  g_assert_cmpint (status.battery_state, ==, THECAL_BATTERY_ERI);
  g_assert_cmpint (status.eri_date_us, ==, 1);
  g_assert_cmpint (status.alarm_date_us, ==, 2);
  g_assert_cmpint (status.interval_us, ==, 3);
  g_assert_cmpint (status.seq, ==, 4);
  g_assert_true (status.stalled);
  g_assert_cmpint (status.therapy_since_us, ==, NOW_US);
  g_assert_cmpint (status.source, ==, THECAL_SOURCE_GATEWAY);

  /* a source that is not given stays; therapy as before keeps its beginning */
  report.source = THECAL_SOURCE_UNKNOWN;
  report.age_us = 0;
  g_assert_true (
      thecal_pump_status_apply (&status, &report, (ThecalTime){ NOW_US + 5, now.wall_us + 5 }));
  g_assert_cmpint (status.source, ==, THECAL_SOURCE_GATEWAY);
  g_assert_cmpint (status.therapy_since_us, ==, NOW_US);
}

static void
test_refused (void)
{
  static const struct {
    ThecalField field;
    double value;
    bool taken;
  } rows[] = {
    { THECAL_FIELD_RESERVOIR_ML, -0.1, false },
    { THECAL_FIELD_RESERVOIR_ML, 0.0, true },
    { THECAL_FIELD_RESERVOIR_ML, 20.04, true },
    { THECAL_FIELD_RESERVOIR_ML, 20.2, false },
    { THECAL_FIELD_RESERVOIR_ML, NAN, true },
    { THECAL_FIELD_RESERVOIR_ML, INFINITY, false },
    { THECAL_FIELD_FLOW_ML_PER_DAY, 50.1, false },
    { THECAL_FIELD_DOSE_UG_PER_DAY, 5001, false },
    { THECAL_FIELD_CONCENTRATION_UG_PER_ML, 0.5, false },
    { THECAL_FIELD_BATTERY_PERCENT, 101, false },
    { THECAL_FIELD_LOW_THRESHOLD_ML, 101, false },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalPumpStatus status, before;
    ThecalStatusReport report = report_of (THECAL_FIELD_CAPACITY_ML, 20.0);

    thecal_pump_status_init (&status);
    g_assert_true (thecal_pump_status_apply (&status, &report, now));
    before = status;
    report = report_of (rows[i].field, rows[i].value);
    if (thecal_pump_status_apply (&status, &report, now) != rows[i].taken)
      g_error ("row %" G_GSIZE_FORMAT ": %s %g",
               i,
               thecal_field_to_string (rows[i].field),
               rows[i].value);
    if (!rows[i].taken)
      g_assert_cmpmem (&status, sizeof status, &before, sizeof before);
  }
}

static void
test_contradiction (void)
{
  ThecalPumpStatus status;
  ThecalStatusReport report = report_of (THECAL_FIELD_FLOW_ML_PER_DAY, 0.15);

  thecal_pump_status_init (&status);
  report.values[THECAL_FIELD_CONCENTRATION_UG_PER_ML] = 2000;
  report.values[THECAL_FIELD_DOSE_UG_PER_DAY] = 310;
  report.present |= 1u << THECAL_FIELD_CONCENTRATION_UG_PER_ML | 1u << THECAL_FIELD_DOSE_UG_PER_DAY;
  g_assert_true (thecal_pump_status_apply (&status, &report, now));
  report.values[THECAL_FIELD_DOSE_UG_PER_DAY] = 330;
  g_assert_false (thecal_pump_status_apply (&status, &report, now));
  report.present &= ~(1u << THECAL_FIELD_DOSE_UG_PER_DAY);
  report.age_us = -1;
  g_assert_false (thecal_pump_status_apply (&status, &report, now));
  report.age_us = 0;
  report.interval_us = -1;
  g_assert_false (thecal_pump_status_apply (&status, &report, now));
}

static void
test_level (void)
{
  ThecalPumpStatus status;
  ThecalStatusReport report = report_of (THECAL_FIELD_RESERVOIR_ML, 10.0);
  ThecalBand band;

  thecal_pump_status_init (&status);
  g_assert_true (thecal_pump_status_apply (&status, &report, now));
  band = thecal_pump_status_get_level (&status, NOW_US + 10 * THECAL_DAY_US);
  g_assert_cmpfloat (band.early, ==, 10.0); /* flow unknown: as reported, with its age */

  report = report_of (THECAL_FIELD_FLOW_ML_PER_DAY, 0.2);
  g_assert_true (thecal_pump_status_apply (&status, &report, now));
  band = thecal_pump_status_get_level (&status, NOW_US + 10 * THECAL_DAY_US);
  g_assert_cmpfloat_with_epsilon (band.early, 7.7, 1e-9);
  g_assert_cmpfloat_with_epsilon (band.nominal, 8.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (band.late, 8.3, 1e-9);

  /* calculated: 15 % of what was delivered since the fill */
  status.values[THECAL_FIELD_RESERVOIR_ML].quality = THECAL_QUALITY_CALCULATED;
  status.fill_ml = 20.0;
  status.fill_us = NOW_US - 50 * THECAL_DAY_US;
  band = thecal_pump_status_get_level (&status, NOW_US);
  g_assert_cmpfloat_with_epsilon (band.early, 8.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (band.late, 11.5, 1e-9);
  status.fill_us = NOW_US + 1; /* a fill after the level says nothing about it */
  g_assert_cmpfloat (thecal_pump_status_get_level (&status, NOW_US).early, ==, 10.0);
  g_assert_cmpfloat (
      thecal_pump_status_get_level (&status, NOW_US + 1000 * THECAL_DAY_US).late, ==, 0.0);

  status.alarm_date_us = now.wall_us + THECAL_DAY_US;
  g_assert_cmpint (thecal_pump_status_get_forecast (&status, now).limited_by,
                   ==,
                   THECAL_LIMITED_BY_PRINTED_DATE);
}

static void
test_flow (void)
{
  ThecalPumpStatus status;

  thecal_pump_status_init (&status);
  g_assert_true (isnan (thecal_pump_status_get_flow (&status)));
  status.values[THECAL_FIELD_DOSE_UG_PER_DAY].value = 300;
  status.values[THECAL_FIELD_CONCENTRATION_UG_PER_ML].value = 2000;
  g_assert_cmpfloat (thecal_pump_status_get_flow (&status), ==, 0.15);
  status.values[THECAL_FIELD_FLOW_ML_PER_DAY].value = 0.2;
  g_assert_cmpfloat (thecal_pump_status_get_flow (&status), ==, 0.2);
  status.therapy = THECAL_THERAPY_STOP;
  g_assert_cmpfloat (thecal_pump_status_get_flow (&status), ==, 0.0);
  status.therapy = THECAL_THERAPY_RUN;
  status.mode = THECAL_MODE_STOPPED;
  g_assert_cmpfloat (thecal_pump_status_get_flow (&status), ==, 0.0);
}

#define CHECK_NAMES(Type, to_string, from_string, last)                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    for (int i = 0; i <= (int) (last); i++) {                                                      \
      Type back = (Type) -1;                                                                       \
      g_assert_true (from_string (to_string ((Type) i), &back));                                   \
      g_assert_cmpint ((int) back, ==, i);                                                         \
    }                                                                                              \
    Type untouched = (Type) 77;                                                                    \
    g_assert_false (from_string ("no such name", &untouched));                                     \
    g_assert_false (from_string (NULL, &untouched));                                               \
    g_assert_cmpint ((int) untouched, ==, 77);                                                     \
    g_assert_null (to_string ((Type) 4711));                                                       \
  }                                                                                                \
  G_STMT_END

static void
test_names (void)
{
  CHECK_NAMES (
      ThecalSource, thecal_source_to_string, thecal_source_from_string, THECAL_SOURCE_SIMULATOR);
  CHECK_NAMES (
      ThecalQuality, thecal_quality_to_string, thecal_quality_from_string, THECAL_QUALITY_ENTERED);
  CHECK_NAMES (
      ThecalTherapy, thecal_therapy_to_string, thecal_therapy_from_string, THECAL_THERAPY_STOP);
  CHECK_NAMES (
      ThecalMode, thecal_mode_to_string, thecal_mode_from_string, THECAL_MODE_PATIENT_ACTIVATED);
  CHECK_NAMES (ThecalBatteryState,
               thecal_battery_state_to_string,
               thecal_battery_state_from_string,
               THECAL_BATTERY_RESET);
  CHECK_NAMES (ThecalField, thecal_field_to_string, thecal_field_from_string, THECAL_N_FIELDS - 1);
  g_assert_cmpstr (thecal_field_get_unit (THECAL_FIELD_DOSE_UG_PER_DAY), ==, "ug/d");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/pump-status/age", test_age);
  g_test_add_func ("/core/pump-status/every-part", test_every_part);
  g_test_add_func ("/core/pump-status/refused", test_refused);
  g_test_add_func ("/core/pump-status/contradiction", test_contradiction);
  g_test_add_func ("/core/pump-status/level", test_level);
  g_test_add_func ("/core/pump-status/flow", test_flow);
  g_test_add_func ("/core/pump-status/names", test_names);

  return g_test_run ();
}
