/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "lists.h"

/* A triage by short texts. */

/* "empty refill=-5h tablets": what is known besides the answers. */
static inline void
read_context (const char *text, ThecalTriageContext *context)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 0);

  thecal_triage_context_init (context);
  context->has_plan = true;
  for (guint i = 0; words[i] != NULL; i++) {
    const char *value = strchr (words[i], '=');
    const gint64 at_us =
        value != NULL ? NOW_US + g_ascii_strtoll (value + 1, NULL, 10) * THECAL_HOUR_US : 0;
    const struct {
      const char *word;
      bool *flag;
      gint64 *time;
    } rows[] = {
      { "alarm", &context->pump_alarm, NULL },
      { "empty", &context->computed_empty, NULL },
      { "overdue", &context->refill_overdue, NULL },
      { "stopped", &context->infusion_stopped, NULL },
      { "battery", &context->battery_notice, NULL },
      { "low", &context->pump_low, NULL },
      { "mri-unchecked", &context->mri_unchecked, NULL },
      { "stale", &context->data_stale, NULL },
      { "no-printout", &context->printout_missing, NULL },
      { "alarm-before-mri", &context->alarmed_before_mri, NULL },
      { "t6", &context->injury_t6, NULL },
      { "tablets", &context->has_tablet_plan, NULL },
      { "cannot-swallow", &context->cannot_swallow, NULL },
      { "watch", NULL, &context->watch_wall_us },
      { "refill", NULL, &context->refill_wall_us },
      { "operation", NULL, &context->operation_wall_us },
    };

    if (g_str_equal (words[i], "no-plan"))
      context->has_plan = false;
    else if (g_str_has_prefix (words[i], "breaths="))
      context->breaths_low = g_ascii_strtod (value + 1, NULL);
    else if (g_str_has_prefix (words[i], "fever="))
      context->fever_c = g_ascii_strtod (value + 1, NULL);
    for (gsize j = 0; j < G_N_ELEMENTS (rows); j++)
      if (strncmp (words[i], rows[j].word, strlen (rows[j].word)) == 0 &&
          strcspn (words[i], "=") == strlen (rows[j].word)) {
        if (rows[j].flag != NULL)
          *rows[j].flag = true;
        else
          *rows[j].time = at_us;
      }
  }
}

static inline void
judge_text (const ThecalChecklistSet *set,
            const char *answers_text,
            const char *context_text,
            const char *lists,
            ThecalTriageResult *out)
{
  g_autoptr (ThecalAnswers) answers = read_answers (set, answers_text);
  ThecalTriageContext context;

  read_context (context_text, &context);
  thecal_triage_judge (set, answers, &context, lists_from_letters (lists), NOW_US, out);
}
