/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/triage.h"
#include "core/plan/plan_document.h"

/* The emergency script (clinical.md 2.8), in the language of the user: what a caregiver reads out
 * on the telephone and hands over at the door. Whole: what is not known says so. */

typedef struct {
  const ThecalPlanDocument *document;
  const ThecalChecklistSet *set;
  const ThecalAnswers *answers;     /* nullable: no walkthrough */
  const ThecalTriageResult *result; /* nullable */
  const ThecalTriageContext *context;
  const char *pump_alarm; /* title of the alarm that stands, "" none, NULL not known */
  ThecalBand level_ml;    /* as the monitor has it; NAN: by the plan */
  gint64 level_wall_us;   /* when it was heard; THECAL_UNKNOWN_US */
  gint64 now_wall_us;
} ThecalScriptFacts;

/* The few sentences to read out. (transfer full) */
char *thecal_script_speak (const ThecalScriptFacts *facts);

/* The whole sheet, to print: one row each. (transfer full) of ThecalScriptRow. */
typedef struct {
  char *label; /* "Last refill" */
  char *value;
} ThecalScriptRow;
GPtrArray *thecal_script_get_rows (const ThecalScriptFacts *facts);

/* The line at the foot of every page: name, pump, drug, dose, refill, alarm date, allergies,
 * opioid. (transfer full) */
char *thecal_script_get_footer (const ThecalPlanDocument *document);

/* "hard to wake (02:16), breathing slower than usual (02:16)" of @ids, interned. (transfer full) */
char *thecal_script_get_findings (const ThecalScriptFacts *facts, const GPtrArray *ids);
/* Why the result is what it is: what was found, and what is known of the pump where it counted (one
 * sign beside it, or none). "" where nothing led to it. @facts has a result. (transfer full) */
char *thecal_script_get_because (const ThecalScriptFacts *facts);
