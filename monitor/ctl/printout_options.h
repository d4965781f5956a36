/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <math.h>

#include "core/instant.h"
#include "ctl/options.h"

/* The numbers of the clinic's printout as options, for "enter" and "forecast". Ranges: clinical.md
 * 3.3. Initialise with THECAL_PRINTOUT_INIT. */
typedef struct {
  double reservoir_ml, concentration_ug_per_ml, dose_ug_per_day, low_ml, capacity_ml, withdrawn_ml;
  gint64 alarm_date_us, at_us, filled_at_us;
  gboolean json;
  gboolean is_entered; /* by the caller: it is kept, and a fill compared with the level before */
} ThecalPrintout;

#define THECAL_PRINTOUT_INIT                                                                       \
  {                                                                                                \
    NAN, NAN, NAN, NAN, NAN, NAN, THECAL_UNKNOWN_US, THECAL_UNKNOWN_US, THECAL_UNKNOWN_US, FALSE,  \
        FALSE                                                                                      \
  }

/* --withdrawn-ml is for what is entered only: without the level before there is nothing to compare
 * it with. Reads the options and checks what must be there and fit together; prints the line and
 * returns FALSE where something does not. */
gboolean thecal_printout_parse (int argc, char **argv, ThecalPrintout *out);
