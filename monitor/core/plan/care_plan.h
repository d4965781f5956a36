/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/event.h"
#include "core/pump/flex.h"
#include "core/pump/forecast.h"

/* What the care plan file says of the pump (design.md, "The care plan file"): the parts that the
 * forecast and the alarms need. Other groups and keys are left to whoever reads them. */

#define THECAL_APPOINTMENTS_MAX 16
#define THECAL_GROUP_NAME_MAX 64
#define THECAL_SINK_NAME_MAX 200

typedef struct {
  double capacity_ml; /* every number: NAN where the plan does not say */
  double concentration_ug_per_ml;
  double dose_ug_per_day; /* of a flex programme: its 24 h sum */
  ThecalFlexStep flex[THECAL_FLEX_STEPS_MAX];
  guint n_flex; /* 0: the same dose all day */
  double volume_ml;
  double low_ml;
  double breaths_low;     /* [thresholds] BreathsLow, a minute: only where the clinic has set one */
  gint64 filled_at_us;    /* UTC; THECAL_UNKNOWN_US */
  gint64 dose_changed_us; /* newest of the drugs; THECAL_UNKNOWN_US */
  gint64 alarm_date_us;
  struct {
    ThecalVisit kind;
    gint64 at_wall_us;
    char group[THECAL_GROUP_NAME_MAX]; /* "appointment 2": where it stands */
  } visits[THECAL_APPOINTMENTS_MAX];
  guint n_visits;
  bool explanted;                   /* the pump was taken out: archived and silent (001-19) */
  gint64 implanted_us, catheter_us; /* THECAL_UNKNOWN_US */
  gint64 operation_us;              /* newest of the two and [operation] On; THECAL_UNKNOWN_US */
  gint64 replace_by_us; /* by model and implant date, or as printed, whichever is earlier */
  bool tablets_known;   /* the plan has a word about rescue tablets */
  gint64 tablets_expire_us;
  ThecalAlarmSettings settings;    /* its zone is not set */
  char sink[THECAL_SINK_NAME_MAX]; /* [sound] Sink: stable name of the output for alarms; "" */
} ThecalCarePlan;

/* Where a plan is wrong: group and key, and what was expected. */
typedef struct {
  char group[64];
  char key[64];
  char expected[160];
} ThecalPlanError;

/* Reads @file. Dates without a zone are taken in @zone. false, with @out_error filled and @out
 * untouched, at the first value that is not as expected. */
bool thecal_care_plan_read (GKeyFile *file,
                            GTimeZone *zone,
                            ThecalCarePlan *out,
                            ThecalPlanError *out_error);

/* The next visit of @kind that the plan knows: the first after the last fill, which may have been
 * missed, or after @now where no fill is known. THECAL_UNKNOWN_US: none. */
gint64 thecal_care_plan_get_visit_us (const ThecalCarePlan *self, ThecalVisit kind, ThecalTime now);

/* The plan as the report of a person who read it off the printout; false where it has no volume.
 * The values were true when the pump was filled, else at @now. */
bool
thecal_care_plan_to_report (const ThecalCarePlan *self, ThecalTime now, ThecalStatusReport *out);

/* That the pump was taken out, or that it is in the body: to be told before all else. */
ThecalEvent thecal_care_plan_to_explanted (const ThecalCarePlan *self, guint unit);

/* Whether it has a word about the care around the pump: visits, operation, service life, tablets, a
 * dose that is news. */
bool thecal_care_plan_has_care (const ThecalCarePlan *self, ThecalTime now);

/* The same, as events of @unit; of visits, operation and service life also that there are none
 * (THECAL_UNKNOWN_US). Returns how many of @out are filled. */
#define THECAL_CARE_PLAN_EVENTS_MAX (THECAL_N_VISITS + 4)
guint thecal_care_plan_get_events (const ThecalCarePlan *self,
                                   guint unit,
                                   ThecalTime now,
                                   ThecalEvent out[THECAL_CARE_PLAN_EVENTS_MAX]);

/* RFC 3339, or a date (its first instant in @zone). UTC microseconds; false for anything else. */
bool thecal_time_parse (const char *text, GTimeZone *zone, gint64 *out_us);
