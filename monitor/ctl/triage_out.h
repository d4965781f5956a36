/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_document.h"

/* An outcome as JSON by the contract, or as a page to read. */
typedef struct {
  const ThecalChecklistSet *set;
  const ThecalPlanDocument *document;
  const ThecalTriageResult *result;
  gint64 now_wall_us;
} ThecalTriageOutput;

void thecal_triage_print_json (const ThecalTriageOutput *output);
void thecal_triage_print_text (const ThecalTriageOutput *output);
