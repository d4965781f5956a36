/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/record.h"
#include "core/checklist/walkthrough.h"
#include "files/plan_files.h"
#include "shared/monitor_client.h"
#include "words/script.h"

/* One walkthrough without its pages: the plan, what the monitor says, the record on disk, and the
 * sound of a result that nobody answered. */
#define THECAL_TYPE_WALK_SESSION (thecal_walk_session_get_type ())
G_DECLARE_FINAL_TYPE (ThecalWalkSession, thecal_walk_session, THECAL, WALK_SESSION, GObject)

typedef struct {
  ThecalChecklistSet *set;     /* taken over */
  ThecalMonitorClient *client; /* nullable; a reference is taken */
  const char *plan_path;       /* where a chosen emergency number is kept */
  const char *state_dir;       /* where the record is kept */
  const char *print_to;        /* Print writes this PDF and asks nothing; nullable */
  const char *by;              /* name of the person, "" */
  gboolean paperless;          /* nothing is printed here: its dialogs lead to files */
  guint lists;                 /* bits 1 << ThecalListId; 0: the person chooses after the gate */
} ThecalWalkStart;

/* Signals: "changed" (): plan, monitor or record state.
 *          "trouble" (const char *line): something could not be kept or read.
 *          "settled" (): no record waits to be written any more. */

ThecalWalkSession *thecal_walk_session_new (const ThecalWalkStart *start);
void thecal_walk_session_set_plan (ThecalWalkSession *self, ThecalPlanLoad *load);
void
thecal_walk_session_prefill (ThecalWalkSession *self, const char *id, const ThecalAnswer *answer);

/* All borrowed. */
ThecalWalkthrough *thecal_walk_session_get_walkthrough (ThecalWalkSession *self);
const ThecalChecklistSet *thecal_walk_session_get_set (ThecalWalkSession *self);
const ThecalPlanDocument *thecal_walk_session_get_document (ThecalWalkSession *self);
const ThecalTriageContext *thecal_walk_session_get_context (ThecalWalkSession *self);
const char *thecal_walk_session_get_plan_path (ThecalWalkSession *self);
const char *thecal_walk_session_get_print_to (ThecalWalkSession *self); /* nullable */
gboolean thecal_walk_session_is_paperless (ThecalWalkSession *self);
const char *thecal_walk_session_get_emergency_number (ThecalWalkSession *self); /* nullable */
/* FALSE: the plan is still being read. */
gboolean thecal_walk_session_has_plan (ThecalWalkSession *self);
/* The monitor answers: it sounds and reminds by the record. */
gboolean thecal_walk_session_is_watched (ThecalWalkSession *self);

/* Signals "trouble". */
void thecal_walk_session_tell_trouble (ThecalWalkSession *self, const char *line);

/* Known from now on, whether or not it could be kept. */
void thecal_walk_session_set_emergency_number (ThecalWalkSession *self, const char *number);

/* The time with the wall clock unknown where it is not to be trusted. */
ThecalTime thecal_walk_session_get_now (ThecalWalkSession *self);
/* For the words of a page; @result nullable. Borrowed from @self and @result. */
void thecal_walk_session_fill_facts (ThecalWalkSession *self,
                                     const ThecalTriageResult *result,
                                     ThecalScriptFacts *out);

/* An outcome is shown: the record of it, which stays open at T1 and T2. What was said of it before
 * stands unless it became more urgent since. */
void thecal_walk_session_show_outcome (ThecalWalkSession *self);
/* The person said so, or left; the record follows. */
void thecal_walk_session_set_state (ThecalWalkSession *self, ThecalRecordState state);
ThecalRecordState thecal_walk_session_get_state (ThecalWalkSession *self);
/* What is answered so far is a T1 or T2. */
gboolean thecal_walk_session_is_urgent (ThecalWalkSession *self);
/* When it was said that the call was made, or that help is there; THECAL_UNKNOWN_US. */
gint64 thecal_walk_session_get_answered_wall_us (ThecalWalkSession *self);
/* T1 or T2, shown or left, and unanswered. */
gboolean thecal_walk_session_is_open (ThecalWalkSession *self);
gboolean thecal_walk_session_is_settled (ThecalWalkSession *self);
