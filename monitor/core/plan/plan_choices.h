/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

/* What a form offers to choose from (clinical.md 1.6, 3.1). All of it may be typed otherwise. What
 * is known of a pump by its model: core/pump/pump_model.h. */

/* As [person] Diagnosis has them, in English, marked for translation (001-04, 002-02, 003-01).
 * NULL-terminated. */
extern const char *const thecal_plan_diagnoses[];
/* The one of them that asks for the level (boxed warning [C1]). */
#define THECAL_DIAGNOSIS_CORD_INJURY "spinal cord injury"

#define THECAL_PLAN_CAPACITIES 4
extern const double thecal_plan_capacities_ml[THECAL_PLAN_CAPACITIES];
