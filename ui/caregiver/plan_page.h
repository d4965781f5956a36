/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/plan_watch.h"

/* The care plan in plain words, each value changed in place; a plan file that a clinic hands over,
 * with what it would change; earlier versions; and what belongs in the bag. */
#define THECAL_TYPE_PLAN_PAGE (thecal_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPlanPage, thecal_plan_page, THECAL, PLAN_PAGE, AdwBin)

GtkWidget *thecal_plan_page_new (ThecalPlanWatch *plan);
