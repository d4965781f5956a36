/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/triage.h"
#include "core/plan/care_plan.h"
#include "core/plan/contacts.h"
#include "core/plan/patient.h"
#include "core/plan/post_op.h"
#include "core/plan/regimen.h"

/* The whole care plan file as values: what the alarms need, whom to call, whom it is about. */
typedef struct {
  bool has_plan; /* read from a text; false: nothing known */
  ThecalCarePlan plan;
  ThecalPatient *patient;
  ThecalContactBook *contacts;
  ThecalPostOp post_op;
  ThecalRegimen *regimen;
} ThecalPlanDocument;

typedef struct {
  guint line;         /* 0: of the file as a whole */
  ThecalPlanError at; /* group and key are "" where the file is no key file */
} ThecalPlanFault;

/* NULL, with @out_fault filled, at the first thing that is not as expected. (transfer full) */
ThecalPlanDocument *thecal_plan_document_parse (const char *text,
                                                gsize size,
                                                GTimeZone *zone,
                                                ThecalPlanFault *out_fault);
/* Nothing known: no plan. */
ThecalPlanDocument *thecal_plan_document_new (void);
void thecal_plan_document_free (ThecalPlanDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPlanDocument, thecal_plan_document_free)

/* "FILE:LINE: [group] Key: expected …" (transfer full) */
char *thecal_plan_fault_to_text (const ThecalPlanFault *self, const char *file_name);

/* What the plan alone says of the pump at @wall_us, for the triage: limits, injury, refill in the
 * last 72 h, visit missed, empty by computation (early edge). @wall_us THECAL_UNKNOWN_US: nothing
 * that hangs on the time. */
void thecal_plan_document_fill_context (const ThecalPlanDocument *self,
                                        gint64 wall_us,
                                        ThecalTriageContext *context);
/* The level by the plan alone at @wall_us: early, nominal, late mL; NAN. */
ThecalBand thecal_plan_document_get_level (const ThecalPlanDocument *self, gint64 wall_us);
