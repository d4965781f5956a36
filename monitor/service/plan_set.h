/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "service/plan_file.h"

/* All care plans: the usual one, and one for each further person or pump in "care-plans" beside it,
 * as they come and go. A further plan that is gone stays in use by its good copy, and that is told,
 * unless its pump was taken out. */
#define THECAL_TYPE_PLAN_SET (thecal_plan_set_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPlanSet, thecal_plan_set, THECAL, PLAN_SET, GObject)

/* Signals:
 *   "loaded" ()   the usual plan was read, or could not be */

/* As thecal_plan_file_new(). */
ThecalPlanSet *
thecal_plan_set_new (ThecalMonitor *monitor, const char *option, const char *state_dir);
/* Reads them, and watches them from now on. To be called once. */
void thecal_plan_set_start (ThecalPlanSet *self);

/* Of the usual plan. */
const char *thecal_plan_set_get_path (ThecalPlanSet *self);
const char *thecal_plan_set_get_fault (ThecalPlanSet *self);
