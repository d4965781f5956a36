/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "sim/scenario.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

/* Each bad file gives one line that names file, line, field and what was expected. */
static const struct {
  const char *text, *error;
} bad[] = {
  { "x", "f:1: line: expected key=value or a [group], got \"x\"" },
  { "A=1", "f:1: group: expected [scenario], [pump] or [steps] before the first key, got \"A=1\"" },
  { "[pumps]", "f:1: group: expected [scenario], [pump] or [steps], got \"[pumps]\"" },
  { "\n[pump]\nReservoirMl=x", "f:3: ReservoirMl: expected a volume from 0 to 1000 mL, got \"x\"" },
  { "[pump]\nReservoirMl=", "f:2: ReservoirMl: expected a volume from 0 to 1000 mL, got \"\"" },
  { "[pump]\nReservoirMl=nan",
    "f:2: ReservoirMl: expected a volume from 0 to 1000 mL, got \"nan\"" },
  { "[pump]\nReservoirMl=1 mL",
    "f:2: ReservoirMl: expected a volume from 0 to 1000 mL, got \"1 mL\"" },
  { "[pump]\nReservoirMl=30", "f:2: ReservoirMl: expected at most CapacityMl" },
  { "[pump]\nLowMl=30", "f:2: LowMl: expected at most CapacityMl" },
  { "[pump]\nConcentrationUgPerMl=2",
    "f:2: DoseUgPerDay: expected a flow (dose / concentration) of at most 50 mL/day" },
  { "[pump]\nTherapy=on", "f:2: Therapy: expected run or stop, got \"on\"" },
  { "[pump]\nEriDate=1.3.31", "f:2: EriDate: expected a date like 2031-03-01, got \"1.3.31\"" },
  { "[pump]\nLastRefill=2026-02-31",
    "f:2: LastRefill: expected a date like 2026-03-01, got \"2026-02-31\"" },
  { "[pump]\nName=", "f:2: Name: expected 1 to 24 ASCII characters, got \"\"" },
  { "[scenario]\nUnpaired=yes", "f:2: Unpaired: expected true or false, got \"yes\"" },
  { "[scenario]\nStartOn=now", "f:2: StartOn: expected launch or connect, got \"now\"" },
  { "[scenario]\nReservoirMl=1",
    "f:2: key: expected SpeedUp, ReportEveryS, IntervalMin, StartOn or Unpaired, got "
    "\"ReservoirMl\"" },
  { "[steps]\nnow=stall", "f:2: time: expected seconds from 0 to 604800, got \"now\"" },
  { "[steps]\n9=stall\n8=recover", "f:3: time: expected times that do not go back, got \"8\"" },
  { "[steps]\n1=refill", "f:2: refill: expected a volume from 0 to 1000 mL, got 0 values" },
  { "[steps]\n1=refill much", "f:2: refill: expected a volume from 0 to 1000 mL, got \"much\"" },
  { "[steps]\n1=stall 3", "f:2: stall: expected no value, got 1 values" },
  { "[steps]\n1=reprogram 100 0",
    "f:2: reprogram: expected a concentration from 1 to 4000 ug/mL, got \"0\"" },
  { "[steps]\n1=annunciate 0x10000",
    "f:2: annunciate: expected a type code from 0x0001 to 0xFFFF, got \"0x10000\"" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    ThecalScenario *scenario = thecal_scenario_parse (bad[i].text, "f", &error);

    g_assert_null (scenario);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_cmpstr (error->message, ==, bad[i].error);
  }
}

static void
test_unknown_step (void)
{
  g_autoptr (GError) error = NULL;
  ThecalStep step;

  g_assert_false (thecal_step_parse ("explode", &step, &error));
  g_assert_nonnull (strstr (error->message, "refill, reservoir, stall"));
  g_clear_error (&error);
  g_assert_false (thecal_step_parse (" \t", &step, &error));
  g_clear_error (&error);
  g_assert_false (thecal_step_parse ("\xff", &step, &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_good (void)
{
  static const char text[] =
      "# comment\r\n[scenario]\nSpeedUp = 100\nUnpaired=true\nStartOn=launch\n"
      "[pump]\nName=Test pump\nReservoirMl=3.5\nTherapy=stop\nLevel=calculated\n"
      "EriDate=2031-03-01\n"
      "[steps]\n0=stall\n1.5=reprogram 250  1000\n1.5=annunciate 0xF0CC\n"
      "2=bad-crc";
  g_autoptr (GError) error = NULL;
  g_autoptr (ThecalScenario) scenario = thecal_scenario_parse (text, "f", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (scenario->name, ==, "Test pump");
  g_assert_true (scenario->unpaired && scenario->from_launch);
  g_assert_cmpfloat (scenario->pump.speed, ==, 100);
  g_assert_cmpfloat (scenario->pump.reservoir_ml, ==, 3.5);
  g_assert_false (scenario->pump.running);
  g_assert_true (scenario->pump.calculated);
  g_assert_cmpuint (scenario->pump.eri_day, ==, 22339);
  g_assert_cmpuint (scenario->steps->len, ==, 4);
  const ThecalStep *steps = (const ThecalStep *) (gpointer) scenario->steps->data;
  g_assert_cmpint (steps[1].kind, ==, THECAL_STEP_REPROGRAM);
  g_assert_cmpfloat (steps[1].at_s, ==, 1.5);
  g_assert_cmpfloat (steps[1].value, ==, 250);
  g_assert_cmpfloat (steps[1].value2, ==, 1000);
  g_assert_cmpfloat (steps[2].value, ==, 0xF0CC);
  g_assert_true (isnan (steps[3].value));
}

/* Low comes within 15 s and empty within 50 s, and not both at once. */
static void
test_default (void)
{
  g_autoptr (ThecalScenario) scenario = thecal_scenario_new_default ();
  ThecalPumpModel *model = &scenario->pump;
  int low_s = 0, empty_s = 0;

  for (int second = 1; second <= 60; second++) {
    thecal_pump_model_advance (model, 1000000);
    if (low_s == 0 && model->reservoir_ml <= model->low_threshold_ml)
      low_s = second;
    if (empty_s == 0 && model->reservoir_ml <= 0)
      empty_s = second;
  }
  g_assert_cmpint (low_s, >, 5);
  g_assert_cmpint (low_s, <=, 15);
  g_assert_cmpint (empty_s, >=, 40);
  g_assert_cmpint (empty_s, <=, 50);
}

static void
test_shipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_strdup (SCENARIO_FOLDER);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint count = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (ThecalScenario) scenario = thecal_scenario_load (path, &error);

    g_assert_no_error (error);
    g_assert_nonnull (scenario);
    count++;
  }
  g_assert_cmpuint (count, >=, 7);

  g_autofree char *demo = g_build_filename (folder, "demo.scenario", NULL);
  g_autoptr (ThecalScenario) shipped = thecal_scenario_load (demo, &error);
  g_autoptr (ThecalScenario) standard = thecal_scenario_new_default ();
  g_assert_cmpfloat (shipped->pump.speed, ==, standard->pump.speed);
  g_assert_cmpfloat (shipped->pump.reservoir_ml, ==, standard->pump.reservoir_ml);
}

static void
test_load (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp (NULL, &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, "[pump]\n\0x", 9, NULL));
  g_assert_null (thecal_scenario_load (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_clear_error (&error);
  g_remove (path);
  g_assert_null (thecal_scenario_load (path, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/scenario/bad", test_bad);
  g_test_add_func ("/sim/scenario/unknown-step", test_unknown_step);
  g_test_add_func ("/sim/scenario/good", test_good);
  g_test_add_func ("/sim/scenario/default", test_default);
  g_test_add_func ("/sim/scenario/shipped", test_shipped);
  g_test_add_func ("/sim/scenario/load", test_load);
  return g_test_run ();
}
