/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* Files of the care plan: one to be taken in, and the earlier ones, to be looked at and brought
 * back. AdwPreferencesGroup. */
#define THECAL_TYPE_PLAN_FILES_GROUP (thecal_plan_files_group_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPlanFilesGroup,
                      thecal_plan_files_group,
                      THECAL,
                      PLAN_FILES_GROUP,
                      AdwBin)

GtkWidget *thecal_plan_files_group_new (ThecalPlanWatch *plan);
/* Reads which versions there are. */
void thecal_plan_files_group_update (ThecalPlanFilesGroup *self);
/* Shows what @file would change. */
void thecal_plan_files_group_open (ThecalPlanFilesGroup *self, GFile *file);
