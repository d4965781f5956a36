/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/printout_options.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define CONCENTRATION_HINT "micrograms per mL: 2000, not 2 (mg)"
#define DOSE_HINT "micrograms per day: 300, not 0.3 (mg)"

static gboolean
need (const char *command, const char *name, double value)
{
  if (!isnan (value))
    return TRUE;

  fprintf (stderr, _ ("thecalctl %s: expected %s\n"), command, name);
  return FALSE;
}

gboolean
thecal_printout_parse (int argc, char **argv, ThecalPrintout *out)
{
  const ThecalOption options[] = {
    { "--reservoir-ml", THECAL_OPTION_NUMBER, &out->reservoir_ml, 0, 60, NULL },
    { "--concentration-ug-per-ml",
      THECAL_OPTION_NUMBER,
      &out->concentration_ug_per_ml,
      10,
      5000,
      CONCENTRATION_HINT },
    { "--dose-ug-per-day", THECAL_OPTION_NUMBER, &out->dose_ug_per_day, 0, 3000, DOSE_HINT },
    { "--low-ml", THECAL_OPTION_NUMBER, &out->low_ml, 1, 10, NULL },
    { "--capacity-ml", THECAL_OPTION_NUMBER, &out->capacity_ml, 1, 60, NULL },
    { "--withdrawn-ml", THECAL_OPTION_NUMBER, &out->withdrawn_ml, 0, 60, NULL },
    { "--alarm-date", THECAL_OPTION_TIME, &out->alarm_date_us, 0, 0, NULL },
    { "--at", THECAL_OPTION_TIME, &out->at_us, 0, 0, NULL },
    { "--filled-at", THECAL_OPTION_TIME, &out->filled_at_us, 0, 0, NULL },
    { "--json", THECAL_OPTION_FLAG, &out->json, 0, 0, NULL },
    { NULL, THECAL_OPTION_FLAG, NULL, 0, 0, NULL },
  };
  const char *rest[1];

  if (!thecal_options_parse (argc, argv, options, rest, 0) ||
      !need (argv[0], "--reservoir-ml", out->reservoir_ml) ||
      !need (argv[0], "--concentration-ug-per-ml", out->concentration_ug_per_ml) ||
      !need (argv[0], "--dose-ug-per-day", out->dose_ug_per_day))
    return FALSE;

  if (!isnan (out->withdrawn_ml) && !out->is_entered) {
    fprintf (stderr,
             _ ("thecalctl %s: --withdrawn-ml: expected with \"enter\" only, which knows what was "
                "in before\n"),
             argv[0]);
    return FALSE;
  }

  if (out->reservoir_ml > out->capacity_ml) {
    fprintf (stderr,
             _ ("thecalctl %s: --reservoir-ml %g: expected no more than --capacity-ml %g\n"),
             argv[0],
             out->reservoir_ml,
             out->capacity_ml);
    return FALSE;
  }
  if (out->low_ml > out->capacity_ml) {
    fprintf (stderr,
             _ ("thecalctl %s: --low-ml %g: expected no more than --capacity-ml %g\n"),
             argv[0],
             out->low_ml,
             out->capacity_ml);
    return FALSE;
  }
  if (!isnan (out->withdrawn_ml) && out->filled_at_us == THECAL_UNKNOWN_US) {
    fprintf (stderr, _ ("thecalctl %s: --withdrawn-ml: expected --filled-at too\n"), argv[0]);
    return FALSE;
  }
  if (out->dose_ug_per_day > 0 && out->dose_ug_per_day < 10)
    fprintf (stderr,
             _ ("thecalctl %s: warning: --dose-ug-per-day %g is unusually small; the unit is "
                "micrograms, not milligrams\n"),
             argv[0],
             out->dose_ug_per_day);

  return TRUE;
}
