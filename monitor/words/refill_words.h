/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/plan/refill_visit.h"

/* The next refill in words: when it is, whether that is early enough, and which alarm stays until
 * when (H21, 004-33). */

/* What a new date for the refill would be worth (H21): whether it is early enough, and until when
 * which alarm stays. (transfer full) */
char *thecal_calendar_move_words (const ThecalCalendarInput *input, gint64 at_us);
/* In one line, where thecal_calendar_is_late_visit(): what is wrong with the date, and what to do.
 * (transfer full); NULL: it is not. */
char *thecal_calendar_late_words (const ThecalCalendarItem *item, const ThecalCalendarInput *input);
/* What stands after a refill visit was missed. (transfer full) */
char *thecal_calendar_missed_words (const ThecalCalendarInput *input);

typedef struct {
  char *value;  /* "Tue 24 Nov, 09:30, in 11 days", "No visit is booked" */
  char *detail; /* whether it is early enough, or what stands */
  bool is_urgent;
} ThecalRefillWords;

/* false: neither a visit nor a date to refill by is known, and @out is empty. */
bool thecal_refill_words_read (const ThecalCalendarInput *input, ThecalRefillWords *out);
void thecal_refill_words_clear (ThecalRefillWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThecalRefillWords, thecal_refill_words_clear)
