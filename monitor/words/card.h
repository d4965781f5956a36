/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/plan_document.h"

/* The papers of a plan, in the language of the user, as content without a layout: the emergency
 * card (all of clinical.md 2.8), the sheet for a school or day care (004-36, no private data), the
 * travel sheet (6.1). */

typedef enum {
  THECAL_PAPER_CARD,
  THECAL_PAPER_SCHOOL,
  THECAL_PAPER_TRAVEL,
  THECAL_N_PAPERS,
} ThecalPaperKind;

/* Label of a row that is ticked off with a pen. */
#define THECAL_PAPER_BOX "☐"
/* Value that is filled in with a pen. */
#define THECAL_PAPER_BLANK "____________________"

typedef struct {
  char *title;
  GPtrArray *rows;  /* of ThecalScriptRow (words/script.h): label and value; label "" a sentence */
  gboolean is_loud; /* what must be seen first: "Call …", "Do not stop the drug" */
} ThecalPaperPart;

typedef struct {
  ThecalPaperKind kind;
  char *title;      /* "Emergency card" */
  char *subtitle;   /* name, date of the print; nullable */
  GPtrArray *parts; /* of ThecalPaperPart */
  char *code;       /* what the QR code says: the card as plain text, or a tel: link; nullable */
  char *foot;       /* not a medical device …, version, time */
} ThecalPaper;

typedef struct {
  const ThecalPlanDocument *document;
  ThecalBand level_ml;    /* as the monitor has it; NAN: by the plan */
  gint64 level_wall_us;   /* THECAL_UNKNOWN_US */
  const char *pump_alarm; /* "" none, NULL not known */
  gint64 now_wall_us;
} ThecalPaperFacts;

/* Octets that @code of a card has at most: a square that a camera still reads off paper. */
#define THECAL_PAPER_CODE_MAX 640

/* (transfer full) */
ThecalPaper *thecal_paper_new (ThecalPaperKind kind, const ThecalPaperFacts *facts);
void thecal_paper_free (ThecalPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalPaper, thecal_paper_free)
/* As plain text, for a terminal or an e-mail. (transfer full) */
char *thecal_paper_to_text (const ThecalPaper *self);

/* "card", "school", "travel". */
const char *thecal_paper_kind_to_string (ThecalPaperKind kind);
bool thecal_paper_kind_from_string (const char *text, ThecalPaperKind *out_kind);
