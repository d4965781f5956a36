/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/codec/frame_report.h"

static ThecalStatusReport
report_of (const ThecalFrame *frame)
{
  ThecalStatusReport report;

  thecal_status_report_init (&report);
  thecal_frame_to_report (frame, &report);

  return report;
}

static void
test_codes (void)
{
  for (guint code = 0; code < 256; code++) {
    ThecalFrame frame = { .kind = THECAL_FRAME_INFUSION_STATUS };
    const ThecalTherapy therapy = code == 0x33   ? THECAL_THERAPY_STOP
                                  : code == 0x3C ? THECAL_THERAPY_PAUSE
                                  : code == 0x55 ? THECAL_THERAPY_RUN
                                                 : THECAL_THERAPY_UNKNOWN;
    static const ThecalMode modes[256] = {
      [0x33] = THECAL_MODE_STOPPED,           [0x3C] = THECAL_MODE_MINIMUM_RATE,
      [0x55] = THECAL_MODE_CONTINUOUS,        [0x5A] = THECAL_MODE_FLEX,
      [0x66] = THECAL_MODE_SINGLE_BOLUS,      [0x69] = THECAL_MODE_PERIODIC_BOLUS,
      [0x96] = THECAL_MODE_PATIENT_ACTIVATED,
    };
    static const ThecalSource sources[256] = {
      [0x33] = THECAL_SOURCE_IMPLANT,
      [0x55] = THECAL_SOURCE_GATEWAY_CACHED,
      [0x5A] = THECAL_SOURCE_MANUAL,
      [0x66] = THECAL_SOURCE_SIMULATOR,
    };

    frame.infusion_status.therapy_code = (guint8) code;
    g_assert_cmpint (report_of (&frame).therapy, ==, therapy);
    frame = (ThecalFrame){ .kind = THECAL_FRAME_SETTINGS };
    frame.settings.mode_code = (guint8) code;
    g_assert_cmpint (report_of (&frame).mode, ==, modes[code]);
    frame = (ThecalFrame){ .kind = THECAL_FRAME_SOURCE };
    frame.source.source_code = (guint8) code;
    g_assert_cmpint (
        report_of (&frame).source, ==, sources[code] ? sources[code] : THECAL_SOURCE_GATEWAY);
  }
}

static void
test_status (void)
{
  ThecalFrame frame = { .kind = THECAL_FRAME_INFUSION_STATUS };
  ThecalStatusReport report;

  frame.infusion_status = (ThecalFrameInfusionStatus){
    .therapy_code = 0x55,
    .reservoir = 18.5,
    .attached = true,
    .calculated = true,
    .stalled = true,
    .minimum_rate = true,
  };
  report = report_of (&frame);
  g_assert_cmpfloat (report.values[THECAL_FIELD_RESERVOIR_ML], ==, 18.5);
  g_assert_cmpint (report.reservoir_quality, ==, THECAL_QUALITY_CALCULATED);
  g_assert_true (report.stalled);
  g_assert_cmpint (report.mode, ==, THECAL_MODE_MINIMUM_RATE);
  /* the programmed mode does not hide the minimum rate */
  frame = (ThecalFrame){ .kind = THECAL_FRAME_SETTINGS, .settings.mode_code = 0x55 };
  thecal_frame_to_report (&frame, &report);
  g_assert_cmpint (report.mode, ==, THECAL_MODE_MINIMUM_RATE);

  frame = (ThecalFrame){ .kind = THECAL_FRAME_INFUSION_STATUS, .infusion_status.reservoir = 9 };
  report = report_of (&frame);
  g_assert_true (isnan (report.values[THECAL_FIELD_RESERVOIR_ML]));
  g_assert_cmpint (report.reservoir_quality, ==, THECAL_QUALITY_MEASURED);
}

static void
test_flex (void)
{
  ThecalFrame frame = { .kind = THECAL_FRAME_SETTINGS };

  frame.settings = (ThecalFrameSettings){ .mode_code = 0x5A,
                                          .flow_ml_per_day = 0.9,
                                          .dose_24h_ug_per_day = 400,
                                          .concentration_ug_per_ml = 2000 };
  g_assert_cmpfloat (report_of (&frame).values[THECAL_FIELD_FLOW_ML_PER_DAY], ==, 0.2);
}

static void
test_dates (void)
{
  ThecalFrame dates = { .kind = THECAL_FRAME_DATES },
              service = { .kind = THECAL_FRAME_SERVICE_DATE };
  ThecalStatusReport report = report_of (&dates);

  g_assert_cmpint (report.alarm_date_us, ==, THECAL_UNKNOWN_US);
  g_assert_cmpint (report.battery_state, ==, THECAL_BATTERY_OK);
  service.service_date.day = 200;
  dates.dates.eri_day = 100;
  dates.dates.eri_reached = true;
  thecal_frame_to_report (&service, &report);
  g_assert_cmpint (report.eri_date_us, ==, 200 * THECAL_DAY_US);
  thecal_frame_to_report (&dates, &report);
  g_assert_cmpint (report.eri_date_us, ==, 100 * THECAL_DAY_US);
  g_assert_cmpint (report.battery_state, ==, THECAL_BATTERY_ERI);
  service.service_date.day = 0;
  thecal_frame_to_report (&service, &report);
  g_assert_cmpint (report.eri_date_us, ==, 100 * THECAL_DAY_US);
  dates.dates.eos_reached = true;
  g_assert_cmpint (report_of (&dates).battery_state, ==, THECAL_BATTERY_EOS);
}

static void
test_others (void)
{
  ThecalFrame frame = { .kind = THECAL_FRAME_SOURCE };

  frame.source.age_min = 7;
  g_assert_cmpint (report_of (&frame).age_us, ==, 7 * THECAL_MINUTE_US);
  frame = (ThecalFrame){ .kind = THECAL_FRAME_BATTERY_STATUS };
  g_assert_cmphex (report_of (&frame).present, ==, 0);
  frame.battery_status.has_percent = true;
  frame.battery_status.percent = 20;
  g_assert_cmpfloat (report_of (&frame).values[THECAL_FIELD_BATTERY_PERCENT], ==, 20);
  frame = (ThecalFrame){ .kind = THECAL_FRAME_BATTERY_LEVEL, .battery_level.percent = 30 };
  g_assert_cmpfloat (report_of (&frame).values[THECAL_FIELD_BATTERY_PERCENT], ==, 30);
  for (int kind = 0; kind <= THECAL_N_FRAMES; kind++) {
    frame = (ThecalFrame){ .kind = (ThecalFrameKind) kind, .dialect = THECAL_DIALECT_IDS };
    g_assert_cmphex (report_of (&frame).present, ==, 0);
    frame.dialect = THECAL_DIALECT_THECAL;
    if (kind <= THECAL_FRAME_SRCP && kind != THECAL_FRAME_INFUSION_STATUS)
      g_assert_cmphex (report_of (&frame).present, ==, 0);
    report_of (&frame);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/codec/report/codes", test_codes);
  g_test_add_func ("/core/codec/report/status", test_status);
  g_test_add_func ("/core/codec/report/flex", test_flex);
  g_test_add_func ("/core/codec/report/dates", test_dates);
  g_test_add_func ("/core/codec/report/others", test_others);

  return g_test_run ();
}
