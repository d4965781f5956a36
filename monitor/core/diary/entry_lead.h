/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/checklist/triage.h"
#include "core/diary/entry.h"

/* Where what was written down leads: to the symptom questions, to a call. It judges nothing itself
 * and never says that nothing is needed: the diary decides no treatment (clinical.md 5.1). */

typedef enum {
  THECAL_LEAD_FEVER,    /* at or above the limit of the plan (W3, I4, 004-38) */
  THECAL_LEAD_HEADACHE, /* with a fever of any height (I5, 000-17) */
  THECAL_LEAD_COLD,     /* O5 */
  THECAL_LEAD_BREATHS,  /* fewer than the clinic's limit (O2) */
  THECAL_LEAD_DROWSY,   /* sleepy or weak (O1, O4, O8) */
  THECAL_LEAD_DIZZY,    /* O6 */
  THECAL_LEAD_BLADDER,  /* with weakness (P11, 000-15) */
  THECAL_LEAD_HARDER,   /* standing and transfers since the last dose change (O11, 000-10) */
  THECAL_LEAD_TABLETS,  /* rescue tablets were needed (W15) */
  THECAL_LEAD_REDNESS,  /* that does not fade (S3) */
  THECAL_LEAD_DRAINAGE, /* any (S4) */
  THECAL_LEAD_SWELLING, /* that grows (S5) */
  THECAL_N_LEADS,
} ThecalLead;

typedef struct {
  guint leads;    /* bits 1 << ThecalLead; 0: none of these */
  guint lists;    /* bits 1 << ThecalListId of the questions that it leads to */
  bool call_team; /* whatever the questions say */
} ThecalEntryLead;

/* @limits: fever and breaths are compared with these, in the unit that was typed. */
ThecalEntryLead thecal_entry_lead_find (const ThecalEntry *entry,
                                        const ThecalTriageContext *limits);
