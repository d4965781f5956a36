/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/printout_options.h"
#include "fuzz.h"

static void
expect_within (const char *name, double value, double min, double max)
{
  if (!isnan (value) && (value < min || value > max))
    g_error ("%s %g was taken", name, value);
}

/* The numbers of the printout as options: what is taken lies within its limits (clinical.md 3.3)
 * and fits together. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) words = fuzz_words ("enter", data, size);
  ThecalPrintout printout = THECAL_PRINTOUT_INIT;

  if (!thecal_printout_parse ((int) g_strv_length (words), words, &printout))
    return 0;
  if (isnan (printout.reservoir_ml) || isnan (printout.concentration_ug_per_ml) ||
      isnan (printout.dose_ug_per_day))
    g_error ("taken without what is needed");
  expect_within ("reservoir", printout.reservoir_ml, 0, 60);
  expect_within ("concentration", printout.concentration_ug_per_ml, 10, 5000);
  expect_within ("dose", printout.dose_ug_per_day, 0, 3000);
  expect_within ("low", printout.low_ml, 1, 10);
  expect_within ("capacity", printout.capacity_ml, 1, 60);
  if (printout.reservoir_ml > printout.capacity_ml || printout.low_ml > printout.capacity_ml)
    g_error ("more than the pump holds was taken");

  return 0;
}
