/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "files/plan_store.h"

/* What a change of the care plan would be, before it is taken. No file is touched. */

/* @text (nullable: no plan yet) with @values, as files/plan_store.h writes them. (transfer full) */
char *thecal_plan_change_apply (const char *text, const ThecalPlanValue *values, gsize n_values);
/* What is unusual in @after and was not in @before (nullable), a line each; "": nothing. NULL with
 * @error: it does not read well, and why. (transfer full) */
char *thecal_plan_change_ask (const char *before, const char *after, GError **error);
