/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <stdbool.h>

#include <glib.h>

/* The checklists of data/checklists as values: questions, the rules that make an outcome of an
 * answer, and what to do at each outcome. Texts are English as in the file, to be passed through
 * gettext by whoever shows them. A list that was read is never changed. */

typedef enum {
  THECAL_LIST_GATE,       /* G: asked first in every walkthrough */
  THECAL_LIST_WITHDRAWAL, /* W */
  THECAL_LIST_OVERDOSE,   /* O */
  THECAL_LIST_INFECTION,  /* I */
  THECAL_LIST_PUMP,       /* P: pump and catheter */
  THECAL_LIST_OPERATION,  /* S: after the operation */
  THECAL_N_LISTS,
} ThecalListId;

/* Outcomes, the most urgent is the smallest (clinical.md 2.1). */
#define THECAL_OUTCOME_NONE 0 /* nothing was asked */
#define THECAL_OUTCOME_T1 1   /* call the emergency number now */
#define THECAL_OUTCOME_T2 2   /* emergency department, call the pump team on the way */
#define THECAL_OUTCOME_T3 3   /* call the pump team now */
#define THECAL_OUTCOME_T4 4   /* call at the next opening */
#define THECAL_OUTCOME_T5 5   /* keep watching, repeat */

typedef enum {
  THECAL_ANSWER_YES_NO, /* yes, no, not sure */
  THECAL_ANSWER_NUMBER, /* or yes, no, not sure where nothing was measured */
  THECAL_ANSWER_SELECT,
  THECAL_ANSWER_TIME, /* an instant, or none, or not known */
} ThecalAnswerType;

typedef enum {
  THECAL_QUANTITY_NONE,
  THECAL_QUANTITY_TEMPERATURE, /* °C or °F, compared in the unit typed */
  THECAL_QUANTITY_BREATHS,     /* a minute */
  THECAL_QUANTITY_PRESSURE,    /* mmHg above the usual one */
  THECAL_QUANTITY_VOLUME_ML,
  THECAL_QUANTITY_PAIN, /* 0-10 */
} ThecalQuantity;

typedef struct {
  const char *value; /* as it stands in answers: "siren" */
  const char *label; /* English */
} ThecalChoice;

typedef struct _ThecalRule ThecalRule; /* checklist_rule.h */

typedef struct {
  const char *id; /* interned: "W1", "W4_faint" */
  ThecalListId list;
  ThecalAnswerType type;
  ThecalQuantity quantity;
  bool red;         /* "not sure" counts as yes */
  int least;        /* the outcome the table states for it alone; T5 where it states none */
  int sign_halves;  /* of the two-sign rule (checklist_rule.h) */
  char *question;   /* English … */
  char *of_child;   /* … of a child, "Is your child …"; nullable: as of anybody (003-01) */
  char *help;       /* nullable */
  char *finding;    /* "hard to wake": in "Because:", in the script, in comparisons */
  char *sources;    /* "004-15 C32" */
  char *date;       /* of the source, "2019" or "2026-11-25" */
  GArray *choices;  /* of ThecalChoice; SELECT */
  GPtrArray *rules; /* of ThecalRule */
  const char
      *ask_if; /* interned id of the item that must be raised for this to be asked; nullable */
  guint line;  /* in the file */
} ThecalChecklistItem;

/* What the outcome pages say. */
typedef enum {
  THECAL_ADVICE_DO_NOW,
  THECAL_ADVICE_DO_NOT,
  THECAL_ADVICE_BRING,
  THECAL_ADVICE_EXPECT, /* "This can get worse over one to three days." */
  THECAL_ADVICE_SAY,    /* "Baclofen pump, possible withdrawal, please call the pump team" */
  THECAL_N_ADVICE,
} ThecalAdviceKind;

typedef struct {
  ThecalListId id;
  char *title;       /* "Too little baclofen" */
  char *suspicion;   /* "possible baclofen withdrawal": for the script; nullable */
  GPtrArray *items;  /* of ThecalChecklistItem, in the order in which they are asked */
  GPtrArray *advice; /* of ThecalAdvice (checklist_rule.h) */
  guint version;     /* counts up with every change of the file */
  char *date;        /* when its texts were last looked through, "2026-11-25" */
  GPtrArray *before; /* interned ids of other lists' items that are asked first (S1); empty: none */
} ThecalChecklist;

/* All six lists. */
typedef struct {
  ThecalChecklist *lists[THECAL_N_LISTS];
} ThecalChecklistSet;

/* Where a file is wrong, and what was expected. */
typedef struct {
  guint line;
  char expected[160];
} ThecalChecklistError;

char thecal_list_to_letter (ThecalListId list); /* 'G', 'W' … */
bool thecal_list_from_letter (const char *text, ThecalListId *out_list);

/* Reads one file (XML, its format: data/checklists/README.md). NULL, with @out_error filled, at the
 * first thing that is not as expected. (transfer full) */
ThecalChecklist *
thecal_checklist_parse (const char *text, gsize size, ThecalChecklistError *out_error);
void thecal_checklist_free (ThecalChecklist *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalChecklist, thecal_checklist_free)

/* Takes the list over; an earlier one of that id is freed. */
void thecal_checklist_set_take (ThecalChecklistSet *self, ThecalChecklist *list);
void thecal_checklist_set_free (ThecalChecklistSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalChecklistSet, thecal_checklist_set_free)
ThecalChecklistSet *thecal_checklist_set_new (void);
/* NULL: no such item. */
const ThecalChecklistItem *thecal_checklist_set_find (const ThecalChecklistSet *self,
                                                      const char *id);
/* The lines of @kind that hold at @outcome in the lists of @lists (bits 1 << ThecalListId), in
 * order, each once. (transfer container) of const char *. */
GPtrArray *thecal_checklist_set_get_advice (const ThecalChecklistSet *self,
                                            guint lists,
                                            int outcome,
                                            ThecalAdviceKind kind);

/* What a reader would object to in a list that parses: an item that is never asked, a rule that
 * never holds, an item whose answer ends below its stated outcome, a text that reassures, a red
 * item of the list before it that is gone or comes to less. @set (nullable) holds that one and the
 * others, for rules that point from one to the other; what is not in it is not looked into.
 * (transfer full) of ThecalChecklistError; empty: none. */
GPtrArray *thecal_checklist_check (const ThecalChecklist *self, const ThecalChecklistSet *set);
