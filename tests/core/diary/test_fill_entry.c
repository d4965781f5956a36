/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/codec/frame_report.h"
#include "core/diary/fill_entry.h"

#define WALL_US (G_GINT64_CONSTANT (1790848800) * THECAL_SECOND_US) /* 2026-10-01T10:00:00Z */

static const ThecalTime now = { 100 * THECAL_DAY_US, WALL_US };

static void
put (ThecalStatusReport *report, ThecalField field, double value)
{
  report->values[field] = value;
  report->present |= 1u << field;
}

static ThecalStatusReport
make_report (void)
{
  ThecalStatusReport report;

  thecal_status_report_init (&report);
  report.source = THECAL_SOURCE_MANUAL;
  report.filled = true;
  report.age_us = 2 * THECAL_HOUR_US;
  put (&report, THECAL_FIELD_RESERVOIR_ML, 18);
  put (&report, THECAL_FIELD_CONCENTRATION_UG_PER_ML, 2000);
  put (&report, THECAL_FIELD_DOSE_UG_PER_DAY, 400);

  return report;
}

/* 0.2 mL a day since the level was known. */
static ThecalPumpStatus
make_status (double level_ml, gint64 observed_us)
{
  ThecalPumpStatus status;
  const ThecalValue level = { .value = level_ml,
                              .quality = THECAL_QUALITY_ENTERED,
                              .source = THECAL_SOURCE_MANUAL,
                              .observed_us = observed_us };

  thecal_pump_status_init (&status);
  thecal_pump_status_set_level (&status, &level);
  status.values[THECAL_FIELD_FLOW_ML_PER_DAY] = (ThecalValue){ .value = 0.2, .observed_us = 0 };

  return status;
}

/* What was typed, and what was expected to be left. */
static void
test_values (void)
{
  ThecalStatusReport report = make_report ();
  const ThecalPumpStatus before = make_status (20, 10 * THECAL_DAY_US);
  g_autoptr (ThecalEntry) entry = NULL;
  const char *name;

  report.alarm_date_us = WALL_US + 90 * THECAL_DAY_US;
  report.withdrawn_ml = 2.4;
  report.present |= THECAL_REPORT_ALARM_DATE | THECAL_REPORT_WITHDRAWN;
  put (&report, THECAL_FIELD_CAPACITY_ML, 20);
  put (&report, THECAL_FIELD_LOW_THRESHOLD_ML, 2);
  entry = thecal_fill_entry_new (&report, &before, "manual", now);

  g_assert_cmpint (thecal_entry_get_kind (entry), ==, THECAL_ENTRY_REFILL);
  g_assert_cmpstr (thecal_entry_get_id (entry), ==, "refill-manual-20261001T080000Z");
  g_assert_cmpint (thecal_entry_get_at_us (entry), ==, WALL_US - 2 * THECAL_HOUR_US);
  g_assert_cmpstr (thecal_entry_get_pump (entry), ==, "manual");
  g_assert_cmpfloat (thecal_entry_get_number (entry, "reservoir_ml"), ==, 18.0);
  g_assert_cmpfloat (thecal_entry_get_number (entry, "concentration_ug_per_ml"), ==, 2000.0);
  g_assert_cmpfloat (thecal_entry_get_number (entry, "dose_ug_per_day"), ==, 400.0);
  g_assert_cmpfloat (thecal_entry_get_number (entry, "capacity_ml"), ==, 20.0);
  g_assert_cmpfloat (thecal_entry_get_number (entry, "low_ml"), ==, 2.0);
  g_assert_cmpfloat (thecal_entry_get_number (entry, "withdrawn_ml"), ==, 2.4);
  g_assert_cmpfloat (thecal_entry_get_number (entry, "expected_ml"), ==, 2.02);
  g_assert_cmpstr (thecal_entry_get_text (entry, "alarm_date"), ==, "2026-12-30T10:00:00Z");
  g_assert_null (thecal_entry_check (entry, &name));
}

/* What nobody said is left open, and what no entry takes too. */
static void
test_unknown (void)
{
  ThecalStatusReport report = make_report ();
  const ThecalPumpStatus later = make_status (18, now.boot_us - THECAL_HOUR_US);
  g_autoptr (ThecalEntry) alone = thecal_fill_entry_new (&report, NULL, "", now);
  g_autoptr (ThecalEntry) after = thecal_fill_entry_new (&report, &later, "C0:FF:EE", now);
  g_autoptr (ThecalEntry) odd = NULL;

  g_assert_cmpstr (thecal_entry_get_id (alone), ==, "refill-pump-20261001T080000Z");
  g_assert_cmpstr (thecal_entry_get_id (after), ==, "refill-C0-FF-EE-20261001T080000Z");
  g_assert_null (thecal_entry_get_text (alone, "expected_ml"));
  g_assert_null (thecal_entry_get_text (alone, "withdrawn_ml"));
  g_assert_null (thecal_entry_get_text (alone, "alarm_date"));
  g_assert_null (thecal_entry_get_text (after, "expected_ml"));
  put (&report, THECAL_FIELD_CONCENTRATION_UG_PER_ML, 9000);
  put (&report, THECAL_FIELD_DOSE_UG_PER_DAY, NAN);
  odd = thecal_fill_entry_new (&report, NULL, "", now);
  g_assert_null (thecal_entry_get_text (odd, "concentration_ug_per_ml"));
  g_assert_null (thecal_entry_get_text (odd, "dose_ug_per_day"));
  g_assert_cmpfloat (thecal_entry_get_number (odd, "reservoir_ml"), ==, 18.0);
}

static void
test_no_fill (void)
{
  ThecalStatusReport report = make_report ();

  report.filled = false;
  g_assert_null (thecal_fill_entry_new (&report, NULL, "", now));
  report.filled = true;
  report.present &= ~(1u << THECAL_FIELD_RESERVOIR_ML);
  g_assert_null (thecal_fill_entry_new (&report, NULL, "", now));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fill-entry/values", test_values);
  g_test_add_func ("/fill-entry/unknown", test_unknown);
  g_test_add_func ("/fill-entry/no-fill", test_no_fill);

  return g_test_run ();
}
