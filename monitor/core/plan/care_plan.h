/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/pump/pump_status.h"

/* What the care plan file says of the pump (design.md, "The care plan file"): the parts that the
 * forecast and the alarms need. Other groups and keys are left to whoever reads them. */

#define THECAL_APPOINTMENTS_MAX 16

typedef struct {
  double capacity_ml; /* every number: NAN where the plan does not say */
  double concentration_ug_per_ml;
  double dose_ug_per_day; /* of a flex programme: its 24 h sum */
  double volume_ml;
  double low_ml;
  gint64 filled_at_us; /* UTC; THECAL_UNKNOWN_US */
  gint64 alarm_date_us;
  gint64 refill_at_us[THECAL_APPOINTMENTS_MAX];
  guint n_refills;
} ThecalCarePlan;

/* Where a plan is wrong: group and key, and what was expected. */
typedef struct {
  char group[64];
  char key[64];
  char expected[96];
} ThecalPlanError;

/* Reads @file. Dates without a zone are taken in @zone. false, with @out_error filled and @out
 * untouched, at the first value that is not as expected. */
bool thecal_care_plan_read (GKeyFile *file,
                            GTimeZone *zone,
                            ThecalCarePlan *out,
                            ThecalPlanError *out_error);

/* The plan as the report of a person who read it off the printout; false where it has no volume.
 * The values were true when the pump was filled, else at @now. */
bool
thecal_care_plan_to_report (const ThecalCarePlan *self, ThecalTime now, ThecalStatusReport *out);

/* RFC 3339, or a date (its first instant in @zone). UTC microseconds; false for anything else. */
bool thecal_time_parse (const char *text, GTimeZone *zone, gint64 *out_us);
