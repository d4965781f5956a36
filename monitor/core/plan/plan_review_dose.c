/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/alarm/rules_limits.h"
#include "core/plan/plan_doubts.h"

/* Drug, concentration, dose and programme: where a slip of the unit is a thousandfold one. */

#define N_(text) (text)

/* clinical.md 3.3, from the label of baclofen [C3] */
#define DOSE_LEAST_UG_PER_DAY 10.0
#define DOSE_MOST_UG_PER_DAY 1500.0
/* a sum that was rounded for the printout: own choice */
#define SUM_TOLERANCE 0.01

static bool
is_usual_concentration (double ug_per_ml)
{
  static const double sold[] = { 50, 500, 1000, 2000 }; /* [C3] */

  for (gsize i = 0; i < G_N_ELEMENTS (sold); i++)
    if (sold[i] == ug_per_ml)
      return true;

  return isnan (ug_per_ml);
}

static double
get_number (const ThecalPlanDoubts *self, const char *group, const char *key)
{
  g_autofree char *text = thecal_plan_doubts_get (self, group, key);

  return text != NULL ? g_ascii_strtod (text, NULL) : NAN;
}

/* The bounds are those of baclofen; one without a name is taken for it. */
static bool
is_baclofen (const ThecalPlanDoubts *self, const char *group)
{
  static const char *const names[] = { "baclofen", "lioresal", "gablofen" };
  g_autofree char *name = thecal_plan_doubts_get (self, group, "Name");
  g_autofree char *folded = name != NULL ? g_utf8_strdown (name, -1) : NULL;

  for (gsize i = 0; folded != NULL && i < G_N_ELEMENTS (names); i++)
    if (strstr (folded, names[i]) != NULL)
      return true;

  return name == NULL;
}

static void
ask_drug (ThecalPlanDoubts *self, const char *group)
{
  const double dose = get_number (self, group, "DoseUgPerDay");
  const double ug_per_ml = get_number (self, group, "ConcentrationUgPerMl");

  if (!is_baclofen (self, group))
    return;

  thecal_plan_doubts_ask (
      self, group, "DoseUgPerDay", dose == 0.0, N_ ("no drug at all: is the pump stopped?"));
  thecal_plan_doubts_ask (self,
                          group,
                          "DoseUgPerDay",
                          dose > 0.0 && dose < DOSE_LEAST_UG_PER_DAY,
                          N_ ("unusually small: the dose is in micrograms (µg) a day; 0.39 mg is "
                              "390 µg"));
  thecal_plan_doubts_ask (self,
                          group,
                          "DoseUgPerDay",
                          dose > DOSE_MOST_UG_PER_DAY,
                          N_ ("unusually large: the dose is in micrograms (µg) a day"));
  thecal_plan_doubts_ask (
      self,
      group,
      "ConcentrationUgPerMl",
      !is_usual_concentration (ug_per_ml),
      N_ ("unusual: baclofen is sold with 50, 500, 1000 or 2000 micrograms (µg) "
          "in a mL"));
}

static void
ask_flow (ThecalPlanDoubts *self)
{
  const ThecalCarePlan *plan = &self->document->plan;
  const double ml_per_day = plan->dose_ug_per_day / plan->concentration_ug_per_ml;

  thecal_plan_doubts_ask (self,
                          plan->n_flex > 0 ? "flex" : "drug 1",
                          plan->n_flex > 0 ? "Step1" : "DoseUgPerDay",
                          ml_per_day > FLOW_MOST_ML_PER_DAY,
                          N_ ("with this concentration that is more than 24 mL a day, which no "
                              "pump delivers"));
  thecal_plan_doubts_ask (self,
                          "reservoir",
                          "VolumeMl",
                          ml_per_day > 0.0 && plan->volume_ml / ml_per_day < 1.0,
                          N_ ("with this dose and concentration it is empty within a day"));
}

static void
ask_flex (ThecalPlanDoubts *self)
{
  const ThecalCarePlan *plan = &self->document->plan;
  const double said = get_number (self, "drug 1", "DoseUgPerDay");

  if (plan->n_flex == 0)
    return;

  thecal_plan_doubts_ask (self,
                          "drug 1",
                          "DoseUgPerDay",
                          fabs (said - plan->dose_ug_per_day) > SUM_TOLERANCE * said,
                          N_ ("the steps of the day add up to another dose; they are what counts"));
  for (guint i = 0; i < plan->n_flex; i++)
    if (plan->flex[i].dose_ug_per_day > DOSE_MOST_UG_PER_DAY) {
      thecal_plan_doubts_ask (self,
                              "flex",
                              "Step1",
                              true,
                              N_ ("a step is unusually large: each is in micrograms (µg) a day"));
      return;
    }
  thecal_plan_doubts_ask (self,
                          "flex",
                          "Step1",
                          plan->dose_ug_per_day < DOSE_LEAST_UG_PER_DAY,
                          N_ ("unusually small in all: each step is in micrograms (µg) a day"));
}

void
thecal_plan_doubts_ask_dose (ThecalPlanDoubts *self)
{
  for (int i = 1; i <= THECAL_DRUGS_MAX; i++) {
    g_autofree char *group = g_strdup_printf ("drug %d", i);

    ask_drug (self, group);
  }
  ask_flex (self);
  ask_flow (self);
}
