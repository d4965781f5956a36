/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

#include "core/instant.h"

/* What a person writes down about the care: the day's diary, a refill, a visit, a test dose. One
 * entry has a head and the values that its kind knows (entry_fields.h): numbers with their unit in
 * the name and a range, texts, choices, truths. Never a verdict: the numbers go to the team. */

typedef enum {
  THECAL_ENTRY_DIARY,     /* the one minute of clinical.md 5.2 */
  THECAL_ENTRY_REFILL,    /* refill or programming visit: what was done at the pump */
  THECAL_ENTRY_DOSE,      /* dose or programme was changed, without a refill */
  THECAL_ENTRY_VISIT,     /* seen by the team: what was found, scores of the clinician */
  THECAL_ENTRY_OPERATION, /* pump or catheter, new or replaced; discharge, wound closure */
  THECAL_ENTRY_TEST_DOSE, /* before the pump; up to four looks in eight hours (002-03) */
  THECAL_ENTRY_FAULT,     /* malfunction: kink, stall, leak, recall */
  THECAL_ENTRY_MRI,       /* a scan has ended */
  THECAL_ENTRY_MEDICINE,  /* something was taken now: as needed, or a step of a weaning */
  THECAL_ENTRY_WOUND,     /* how it looks, "healed?", a photograph */
  THECAL_ENTRY_DOCUMENT,  /* a paper or picture in the shelf */
  THECAL_ENTRY_QUESTION,  /* to be asked at the next visit */
  THECAL_N_ENTRIES,
} ThecalEntryKind;

#define THECAL_ENTRY_TEXT_MAX 2000 /* octets of one text */

typedef struct _ThecalEntry ThecalEntry;

/* A new one of @kind without values; @id is made by the caller (a UUID) and stays the same when
 * the entry is corrected. */
ThecalEntry *thecal_entry_new (ThecalEntryKind kind, const char *id, gint64 at_us);
void thecal_entry_free (ThecalEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalEntry, thecal_entry_free)
ThecalEntry *thecal_entry_copy (const ThecalEntry *self);

ThecalEntryKind thecal_entry_get_kind (const ThecalEntry *self);
const char *thecal_entry_get_id (const ThecalEntry *self);
gint64 thecal_entry_get_at_us (const ThecalEntry *self); /* when it was true, UTC */
void thecal_entry_set_at_us (ThecalEntry *self, gint64 at_us);
const char *thecal_entry_get_by (const ThecalEntry *self); /* who wrote it; "" nobody said */
void thecal_entry_set_by (ThecalEntry *self, const char *by);
const char *thecal_entry_get_pump (const ThecalEntry *self); /* its Id; "" the only one */
void thecal_entry_set_pump (ThecalEntry *self, const char *pump);
/* Taken back by who wrote it: kept, and shown no more. */
bool thecal_entry_is_withdrawn (const ThecalEntry *self);
void thecal_entry_set_withdrawn (ThecalEntry *self, bool withdrawn);

/* NAN, NULL, -1: not entered. @name is one of the kind's fields; another gives the same. */
double thecal_entry_get_number (const ThecalEntry *self, const char *name);
const char *thecal_entry_get_text (const ThecalEntry *self, const char *name); /* text or choice */
int thecal_entry_get_truth (const ThecalEntry *self, const char *name);
/* Names of the values that are set, in the order of the kind's fields, NULL at the end. */
const char **thecal_entry_get_names (const ThecalEntry *self); /* (transfer container) */

/* @text: "6", "38,2", "yes", "mild" …, as typed; "" takes the value away. false, with what was
 * expected in @out_expected (interned English, to be passed through gettext): the entry is as
 * before. */
bool
thecal_entry_set (ThecalEntry *self, const char *name, const char *text, const char **out_expected);
/* What hinders the entry as a whole (a needed value is missing, a severity without spasms, volume
 * above capacity …); NULL: nothing. *out_name: the value it is about, "" none. */
const char *thecal_entry_check (const ThecalEntry *self, const char **out_name);

/* A key file: [entry] Id= Kind= At= By= Pump= Withdrawn=, [values] name=value. (transfer full) */
char *thecal_entry_to_text (const ThecalEntry *self);
typedef struct {
  char name[64];
  char expected[160];
} ThecalEntryFault;
/* NULL with @out_fault at the first thing that is not as expected. (transfer full) */
ThecalEntry *thecal_entry_parse (const char *text, gsize size, ThecalEntryFault *out_fault);

const char *thecal_entry_kind_to_string (ThecalEntryKind kind); /* "diary", "test-dose" … */
bool thecal_entry_kind_from_string (const char *text, ThecalEntryKind *out_kind);
