/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <json-glib/json-glib.h>

#include "ctl/plan_text.h"

/* What is told of a care plan before it is used. */
typedef struct {
  GPtrArray *remarks;  /* of ThecalPlanRemark */
  GPtrArray *doubts;   /* of ThecalPlanDoubt */
  GPtrArray *warnings; /* of char *, in the language of the person */
} ThecalPlanFindings;

/* @text has a document. @wall_us: now. (transfer full) */
ThecalPlanFindings *thecal_plan_findings_new (const ThecalPlanText *text, gint64 wall_us);
void thecal_plan_findings_free (ThecalPlanFindings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPlanFindings, thecal_plan_findings_free)
guint thecal_plan_findings_count (const ThecalPlanFindings *self);
/* Only what the plan @before does not have as well. @before nullable. */
void thecal_plan_findings_drop_known (ThecalPlanFindings *self, const ThecalPlanFindings *before);

/* "FILE:LINE: [group] Key: …", one a line. */
void thecal_plan_findings_print (const ThecalPlanFindings *self, const char *path);
/* "remarks", "doubts", "warnings" */
void thecal_plan_findings_add_json (const ThecalPlanFindings *self, JsonBuilder *builder);

/* One a line, "! " before what is grave. @changes: of ThecalPlanChange. */
void thecal_plan_changes_print (const GPtrArray *changes);
/* "changes" */
void thecal_plan_changes_add_json (const GPtrArray *changes, JsonBuilder *builder);
