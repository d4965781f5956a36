/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_review.h"

/* What the parts of the review (plan_review_*.c) share. */
typedef struct {
  const ThecalPlanDocument *document;
  GKeyFile *file;
  gint64 wall_us;    /* THECAL_UNKNOWN_US */
  GTimeZone *zone;   /* nullable */
  GPtrArray *doubts; /* of ThecalPlanDoubt, without their lines */
} ThecalPlanDoubts;

/* Where @doubtful: asks. @question is marked for translation. */
void thecal_plan_doubts_ask (ThecalPlanDoubts *self,
                             const char *group,
                             const char *key,
                             bool doubtful,
                             const char *question);
/* Not entered: no doubt can be about it. (transfer full) */
char *thecal_plan_doubts_get (const ThecalPlanDoubts *self, const char *group, const char *key);

void thecal_plan_doubts_ask_dose (ThecalPlanDoubts *self);
void thecal_plan_doubts_ask_dates (ThecalPlanDoubts *self);
