/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "caregiver/plan_fields.h"
#include "shared/plan_watch.h"

/* One group of the care plan as rows that are changed in place: each value is judged as the file's
 * reader judges it, asked again where it is unusual, and written by itself. What was refused stays
 * typed. */
#define THECAL_TYPE_PLAN_SECTION (thecal_plan_section_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPlanSectionView, thecal_plan_section, THECAL, PLAN_SECTION, GtkBox)

/* @group: of the plan, "drug 1". */
GtkWidget *thecal_plan_section_new (ThecalPlanWatch *plan,
                                    const ThecalPlanSection *section,
                                    const char *group);
/* By the plan; a row in which somebody types is left alone. */
void thecal_plan_section_update (ThecalPlanSectionView *self);
const char *thecal_plan_section_get_group (ThecalPlanSectionView *self);
