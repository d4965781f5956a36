/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* What another text would change in the care plan: each value with what it is and what it would be,
 * grave ones marked, doubts on top. It is taken as a whole, or not at all. */
#define THECAL_TYPE_PLAN_DIFFERENCE (thecal_plan_difference_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPlanDifference,
                      thecal_plan_difference,
                      THECAL,
                      PLAN_DIFFERENCE,
                      AdwWindow)

/* @take: the word on the button. */
void thecal_plan_difference_show (GtkWidget *parent,
                                  ThecalPlanWatch *plan,
                                  const char *title,
                                  const char *take,
                                  const char *text);
