/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/forecast_command.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "core/pump/forecast.h"
#include "ctl/json_out.h"
#include "ctl/printout_options.h"

static const char *const help =
    N_ ("Usage: thecalctl forecast --reservoir-ml ML --concentration-ug-per-ml "
        "UG --dose-ug-per-day UG\n"
        "         [--low-ml ML] [--capacity-ml ML] [--alarm-date DATE] "
        "[--filled-at TIME] [--at TIME] [--json]\n\n"
        "When the reservoir reaches its low mark and its end, in days: early "
        "(delivery 15 % faster), nominal, late.");

static void
print_days (const char *what, ThecalBand days)
{
  if (isnan (days.nominal))
    printf (_ ("%-12s not known\n"), what);
  else
    printf (
        _ ("%-12s %.1f to %.1f days (nominal %.1f)\n"), what, days.early, days.late, days.nominal);
}

static void
print_text (const ThecalForecast *forecast)
{
  if (isnan (forecast->flow_ml_per_day))
    puts (_ ("flow         not known"));
  else
    printf (_ ("flow         %.3f mL/day\n"), forecast->flow_ml_per_day);
  print_days ("low in", forecast->low_days);
  print_days ("empty in", forecast->empty_days);
  printf (_ ("refill by    %.1f days (%s)\n"),
          forecast->refill_by_days,
          thecal_limited_by_to_string (forecast->limited_by));
}

static void
print_json (const ThecalForecast *forecast)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  thecal_json_add_number (builder, "flow_ml_per_day", forecast->flow_ml_per_day);
  thecal_json_add_band (builder, "low", forecast->low_days);
  thecal_json_add_band (builder, "empty", forecast->empty_days);
  thecal_json_add_number (builder, "low_to_empty_h", forecast->low_to_empty_h);
  thecal_json_add_number (builder, "refill_by_days", forecast->refill_by_days);
  thecal_json_add_text (builder, "limited_by", thecal_limited_by_to_string (forecast->limited_by));
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

int
thecal_ctl_forecast (int argc, char **argv)
{
  ThecalPrintout printout = THECAL_PRINTOUT_INIT;
  ThecalForecastInput input = { .alarm_date_days = NAN, .days_since_fill = NAN };
  ThecalForecast forecast;

  if (thecal_options_want_help (argc, argv)) {
    puts (_ (help));
    return THECAL_EXIT_DONE;
  }
  if (!thecal_printout_parse (argc, argv, &printout))
    return THECAL_EXIT_BAD_INPUT;

  if (printout.at_us == THECAL_UNKNOWN_US)
    printout.at_us = g_get_real_time ();
  input.level_ml =
      (ThecalBand){ printout.reservoir_ml, printout.reservoir_ml, printout.reservoir_ml };
  input.flow_ml_per_day = printout.dose_ug_per_day / printout.concentration_ug_per_ml;
  input.low_threshold_ml = printout.low_ml;
  if (printout.alarm_date_us != THECAL_UNKNOWN_US)
    input.alarm_date_days =
        (double) (printout.alarm_date_us - printout.at_us) / (double) THECAL_DAY_US;
  if (printout.filled_at_us != THECAL_UNKNOWN_US)
    input.days_since_fill =
        (double) (printout.at_us - printout.filled_at_us) / (double) THECAL_DAY_US;
  forecast = thecal_forecast_compute (&input);

  if (printout.json)
    print_json (&forecast);
  else
    print_text (&forecast);

  return THECAL_EXIT_DONE;
}
