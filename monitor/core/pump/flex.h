/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include "core/pump/forecast.h"

/* The steps of a day's programme as a form and a key file have them: "07:30 200", each from its
 * clock time to the next, the last one over midnight to the first. */

#define THECAL_FLEX_STEPS_MAX 13             /* [D9] */
#define THECAL_FLEX_DOSE_MAX_UG_PER_DAY 3000 /* clinical.md 3.3 */

typedef enum {
  THECAL_FLEX_READS,
  THECAL_FLEX_NO_STEP,
  THECAL_FLEX_TOO_MANY,
  THECAL_FLEX_BAD_CLOCK,
  THECAL_FLEX_BAD_DOSE,
  THECAL_FLEX_NOT_SORTED, /* or two at one time */
} ThecalFlexFault;

/* "07:30" or "7:30", and a dose as typed, "200" or "187,5". *out is untouched where it does not
 * read. */
ThecalFlexFault thecal_flex_step_parse (const char *clock, const char *dose, ThecalFlexStep *out);
/* "07:30 200": the value of [flex] StepN. (transfer full) */
char *thecal_flex_step_to_text (const ThecalFlexStep *step);
/* The other way; false: it does not read. */
bool thecal_flex_step_from_text (const char *text, ThecalFlexStep *out);
/* The list as a whole. *out_at: the step at fault. */
ThecalFlexFault thecal_flex_check (const ThecalFlexStep *steps, gsize n_steps, gsize *out_at);
/* Minutes that step @i lasts. The list has been checked. */
int thecal_flex_get_minutes (const ThecalFlexStep *steps, gsize n_steps, gsize i);
