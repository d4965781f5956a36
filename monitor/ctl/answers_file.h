/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/answers.h"

/* Answers as JSON: {"G1":"yes","G8":"none","W3":38.7,"W3_unit":"c"}. An item that is not in it was
 * not asked. "W15":"yes" alone stands for its three questions. */

typedef struct {
  guint line;         /* from 1; 0: of the file as a whole */
  char key[40];       /* "" where it is none */
  char expected[200]; /* a whole phrase: "expected …" */
} ThecalAnswersFault;

/* NULL, with @out_fault filled, at the first thing that is not as expected. (transfer full) */
ThecalAnswers *thecal_answers_file_parse (const ThecalChecklistSet *set,
                                          const char *text,
                                          gsize size,
                                          ThecalAnswersFault *out_fault);
/* @path "-": standard input. NULL, with "FILE:LINE: key: expected …" told on standard error. */
ThecalAnswers *thecal_answers_file_load (const ThecalChecklistSet *set, const char *path);
