/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_document.h"

/* The text of a care plan as a command reads it, and what it reads as. */
typedef struct {
  char *path;
  char *text; /* ends with NUL */
  gsize size;
  ThecalPlanDocument *document; /* NULL: it does not read well */
  ThecalPlanFault fault;        /* where there is no document */
} ThecalPlanText;

/* Both where the text could be read; whatever is told is one line on standard error. NULL: it could
 * not be. (transfer full) */
ThecalPlanText *thecal_plan_text_read (const char *path);
/* Takes @text, as if it stood at @path. (transfer full) */
ThecalPlanText *thecal_plan_text_new (const char *path, char *text);
/* What stands at @path now; "" where no plan is yet; the good copy where the file is gone. NULL: it
 * could not be read, told. (transfer full) */
ThecalPlanText *thecal_plan_text_read_current (const char *path, const char *state_dir);
void thecal_plan_text_free (ThecalPlanText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPlanText, thecal_plan_text_free)
