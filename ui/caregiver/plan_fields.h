/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/plan_form.h"

/* The values of the care plan in plain words, by what they belong to. */

typedef struct {
  const char *title;       /* N_() */
  const char *description; /* N_(); NULL: none */
  const char *group;       /* of the plan; what a numbered one begins with */
  gboolean is_many;        /* [drug 1], [contact pump-team]: one section for each */
  const ThecalPlanField *fields;
  gsize n_fields;
} ThecalPlanSection;

const ThecalPlanSection *thecal_plan_sections_get (gsize *out_n);
/* "Dose a day"; the key itself where it has no words. */
const char *thecal_plan_field_words (const char *group, const char *key);
/* "Drug 1", "Lakeside pump team" is added by who knows it; for a group of the plan. (transfer full)
 */
char *thecal_plan_group_words (const char *group);
