/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/triage.h"
#include "ctl/answers_file.h"
#include "files/checklist_files.h"
#include "fuzz.h"

/* Answers as a script may hand them over, judged at once. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (ThecalChecklistSet) set = thecal_checklist_files_load (NULL, NULL);
  ThecalAnswersFault fault = { .expected = "" };
  g_autoptr (ThecalAnswers) answers =
      thecal_answers_file_parse (set, (const char *) data, size, &fault);
  g_auto (ThecalTriageResult) result = { 0 };
  ThecalTriageContext context;

  if (answers == NULL) {
    if (fault.expected[0] == '\0')
      g_error ("refused without a word");
    if (!g_utf8_validate (fault.key, -1, NULL))
      g_error ("a key that cannot be printed");
    return 0;
  }
  thecal_triage_context_init (&context);
  thecal_triage_judge (
      set, answers, &context, G_MAXUINT, G_GINT64_CONSTANT (1795744800000000), &result);
  if (result.outcome < THECAL_OUTCOME_T1 || result.outcome > THECAL_OUTCOME_T5)
    g_error ("an outcome of T%d", result.outcome);

  return 0;
}
