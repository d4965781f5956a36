/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_document.h"

/* What reads well in a plan and is unusual all the same: it is asked for again before it is taken
 * (clinical.md 1.6, 3.3; T-IN-02). */

typedef struct {
  guint line; /* 0: of the file as a whole */
  char *group, *key;
  char *question; /* English, to be passed through gettext; names the unit that is meant */
  char *value;    /* as the file has it; NULL: not entered */
} ThecalPlanDoubt;

/* In the order of the file, then what is about no line of it. @text is that of @document. (transfer
 * full) of ThecalPlanDoubt. */
GPtrArray *thecal_plan_review (const ThecalPlanDocument *document, const char *text, gsize size);
/* As above, with what hangs on the day and the hour. @wall_us: THECAL_UNKNOWN_US, the clock is not
 * to be trusted; @zone: of times that say none. */
GPtrArray *thecal_plan_review_at (const ThecalPlanDocument *document,
                                  const char *text,
                                  gsize size,
                                  gint64 wall_us,
                                  GTimeZone *zone);

/* One value that differs between two texts of a plan. */
typedef struct {
  char *group, *key;
  char *before, *after; /* NULL: not there */
  bool is_grave;        /* it changes forecast, alarms, drug, dose, or a number to call */
} ThecalPlanChange;

/* In the order of @after, then what is gone. (transfer full) of ThecalPlanChange. @before nullable.
 */
GPtrArray *thecal_plan_compare (const char *before, const char *after);
