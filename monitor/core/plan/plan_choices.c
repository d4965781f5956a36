/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/plan_choices.h"

#include <stddef.h>

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
