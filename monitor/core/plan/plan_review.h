/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_document.h"

/* What reads well in a plan and is unusual all the same: it is asked for again before it is taken
 * (clinical.md 1.6, 3.3; T-IN-02). */

typedef struct {
  guint line; /* 0: of the file as a whole */
  char *group, *key;
  char *question; /* English, to be passed through gettext: "390 mg? The dose is in µg a day." */
} ThecalPlanDoubt;

/* In the order of the file. (transfer full) of ThecalPlanDoubt. */
GPtrArray *thecal_plan_review (const ThecalPlanDocument *document, const char *text, gsize size);

/* One value that differs between two texts of a plan. */
typedef struct {
  char *group, *key;
  char *before, *after; /* NULL: not there */
  bool is_grave;        /* it changes forecast, alarms, drug, dose, or a number to call */
} ThecalPlanChange;

/* In the order of @after, then what is gone. (transfer full) of ThecalPlanChange. @before nullable.
 */
GPtrArray *thecal_plan_compare (const char *before, const char *after);
