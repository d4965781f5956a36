/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/event.h"
#include "shared/walk_view.h"

/* What the questions begin with when an alarm or a beep leads to them. */
typedef struct {
  guint lists;             /* bits 1 << ThecalListId; 0: the person chooses after the gate */
  const char *sound;       /* that was heard, as G8 and P1 name it; NULL: not known */
  const char *note;        /* stands above every page; nullable */
  const char *answer_pump; /* going through them answers the prompt of this pump; nullable */
} ThecalWalkOpening;

/* What @alarm leads to. Borrowed from it. */
ThecalWalkOpening thecal_walk_opening_of_alarm (ThecalDbusAlarm *alarm);
/* What a beep leads to that nobody took but the person who heard it: @why, of the note. */
ThecalWalkOpening thecal_walk_opening_of_beep (ThecalBeep kind, const char *why);
/* Fills in what is known. */
void thecal_walk_opening_fill (const ThecalWalkOpening *self, ThecalWalkView *view);

/* "WO": the bits of its letters; FALSE: there are others too, which are left out. @letters
 * nullable.
 */
gboolean thecal_walk_opening_read_lists (const char *letters, guint *out_lists);
