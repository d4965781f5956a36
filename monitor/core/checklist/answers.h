/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/checklist.h"
#include "core/instant.h"

/* What a person has answered so far: item id to answer. An item that is not here was not asked. */

typedef enum {
  THECAL_SAID_YES,
  THECAL_SAID_NO,
  THECAL_SAID_NOT_SURE,
  THECAL_SAID_NUMBER,
  THECAL_SAID_CHOICE,
  THECAL_SAID_TIME,
} ThecalSaid;

typedef enum {
  THECAL_UNIT_PLAIN,
  THECAL_UNIT_CELSIUS,
  THECAL_UNIT_FAHRENHEIT,
} ThecalAnswerUnit;

typedef struct {
  ThecalSaid said;
  double number;
  ThecalAnswerUnit unit;
  const char *choice;  /* interned */
  gint64 time_wall_us; /* TIME */
  gint64 at_wall_us;   /* when it was answered; THECAL_UNKNOWN_US */
  bool prefilled;      /* known before, and not changed by the person */
} ThecalAnswer;

typedef struct _ThecalAnswers ThecalAnswers;

ThecalAnswers *thecal_answers_new (void);
ThecalAnswers *thecal_answers_copy (const ThecalAnswers *self);
void thecal_answers_free (ThecalAnswers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalAnswers, thecal_answers_free)

void thecal_answers_set (ThecalAnswers *self, const char *id, const ThecalAnswer *answer);
void thecal_answers_remove (ThecalAnswers *self, const char *id);
/* NULL: not asked. */
const ThecalAnswer *thecal_answers_get (const ThecalAnswers *self, const char *id);
guint thecal_answers_count (const ThecalAnswers *self);
/* Those that a person gave, without what was known before. */
guint thecal_answers_count_given (const ThecalAnswers *self);
/* Ids in the order of the lists, then by name. (transfer container) of interned strings. */
GPtrArray *thecal_answers_get_ids (const ThecalAnswers *self, const ThecalChecklistSet *set);

/* The answer that @word is to @item: "yes", "no", "not-sure", a value of its choices, "none" and
 * "unknown" of a time, an RFC 3339 time, a number in C notation with @unit ("c", "f" or NULL).
 * A temperature has to lie in 25-45 °C or 77-113 °F, since 38 typed as °F is a mistake (H17).
 * false, with what was expected, where it is none. */
bool thecal_answer_parse (const ThecalChecklistItem *item,
                          const char *word,
                          const char *unit,
                          ThecalAnswer *out,
                          char expected[96]);
/* The answer by the form of @word alone, where it was checked before it was stored. */
bool thecal_answer_from_word (const char *word, const char *unit, ThecalAnswer *out);
/* As thecal_answer_parse() reads it, without its unit. (transfer full) */
char *thecal_answer_to_word (const ThecalAnswer *self);
const char *thecal_answer_get_unit (const ThecalAnswer *self); /* "c", "f", NULL */
