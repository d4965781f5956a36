/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/triage.h"

/* One walkthrough as it is kept: answers, times, outcome, who. As a text (a key file), which the
 * walkthrough writes into the folder "walkthroughs" of the state directory and the monitor picks
 * up; so it needs no bus and no monitor. */

typedef enum {
  THECAL_RECORD_OPEN, /* T1, T2: nobody said that the call was made; else the result stands */
  THECAL_RECORD_CALLED,
  THECAL_RECORD_ARRIVED,
  THECAL_RECORD_UNFINISHED, /* left before its end */
  THECAL_RECORD_DONE,       /* T3-T5: shown to a person to its end */
  THECAL_N_RECORD_STATES,
} ThecalRecordState;

typedef struct {
  char *id;      /* "20261125T021600-4f3a": one walkthrough; a newer text of that id replaces it */
  char *pump_id; /* "": the only one */
  char *by;      /* name of the person, "" */
  gint64 started_wall_us, ended_wall_us;
  ThecalRecordState state;
  int outcome;
  guint lists;
  guint flags;
  ThecalSign sign;
  gint64 repeat_wall_us; /* THECAL_UNKNOWN_US */
  GStrv decided_by;
  ThecalAnswers *answers;
} ThecalRecord;

void thecal_record_free (ThecalRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalRecord, thecal_record_free)

/* (transfer full) */
char *thecal_record_to_text (const ThecalRecord *self);
/* NULL, with what was expected where, for anything that is no record. No list is needed: answers
 * are read by their form (thecal_answer_from_word()). (transfer full) */
ThecalRecord *thecal_record_parse (const char *text, gsize size, char expected[160]);
const char *thecal_record_state_to_string (ThecalRecordState state);

/* The event that tells the alarms of it: triage with its outcome, or 0 once called or arrived.
 * false: it changes nothing there. */
bool thecal_record_to_event (const ThecalRecord *self, guint unit, ThecalEvent *out);

/* Interned ids that are raised now and were not in @before: "new since 14:00: itching". @before
 * nullable. (transfer container) */
GPtrArray *thecal_record_get_new (const ThecalRecord *self,
                                  const ThecalRecord *before,
                                  const ThecalChecklistSet *set,
                                  const ThecalTriageContext *context);
