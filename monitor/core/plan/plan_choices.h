/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

/* What a form offers to choose from (clinical.md 1.6, 3.1). All of it may be typed otherwise. */

/* As [person] Diagnosis has them, in English, marked for translation (001-04, 002-02, 003-01).
 * NULL-terminated. */
extern const char *const thecal_plan_diagnoses[];
/* The one of them that asks for the level (boxed warning [C1]). */
#define THECAL_DIAGNOSIS_CORD_INJURY "spinal cord injury"

#define THECAL_PLAN_CAPACITIES 4
extern const double thecal_plan_capacities_ml[THECAL_PLAN_CAPACITIES];

typedef struct {
  const char *name; /* as [pump] Model has it */
  /* of the battery, after the implantation; never to be shown as one date */
  int life_from_months, life_to_months;
  double capacities_ml[2]; /* 0: not known */
} ThecalPumpModel;

/* "other" comes last. *out_n: how many. */
const ThecalPumpModel *thecal_plan_get_models (gsize *out_n);
/* The model that @text, as a plan has it, names; "other" where none is. @text nullable. */
const ThecalPumpModel *thecal_plan_find_model (const char *text);
