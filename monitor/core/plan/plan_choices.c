/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/plan_choices.h"

#include <string.h>

#define N_(text) (text) /* gettext is not of the core */

const char *const thecal_plan_diagnoses[] = {
  N_ ("cerebral palsy"),
  N_ ("multiple sclerosis"),
  N_ ("spinal cord injury"),
  N_ ("brain injury"),
  N_ ("stroke"),
  NULL,
};

const double thecal_plan_capacities_ml[THECAL_PLAN_CAPACITIES] = { 10, 18, 20, 40 };

/* The longest names first: one holds the other. */
static const ThecalPumpModel models[] = {
  { "SynchroMed III", 60, 84, { 20, 40 } }, /* nothing published; as the one before it */
  { "SynchroMed II", 60, 84, { 20, 40 } },  /* 5-7 years, stops at 7 by design [D4] */
  { "SynchroMed EL", 36, 60, { 10, 18 } },  /* 003-10 [D7] */
  { "Prometra", 120, 144, { 20, 40 } },     /* 10 years and more [D20]; the end is own choice */
  { "MedStream", 96, 96, { 20, 40 } },      /* 8 years [D24] */
  { "other", 36, 84, { 0, 0 } },            /* all that the seeds say (003-10, 001-23) */
};

const ThecalPumpModel *
thecal_plan_get_models (gsize *out_n)
{
  *out_n = G_N_ELEMENTS (models);
  return models;
}

const ThecalPumpModel *
thecal_plan_find_model (const char *text)
{
  g_autofree char *folded = g_utf8_strdown (text != NULL ? text : "", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (models) - 1; i++) {
    g_autofree char *name = g_utf8_strdown (models[i].name, -1);

    if (strstr (folded, name) != NULL)
      return &models[i];
  }

  return &models[G_N_ELEMENTS (models) - 1];
}
