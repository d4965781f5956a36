/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/state_sentence.h"

/* The state as it is read from the door: few words, and the rest of it smaller. Pure. */
typedef struct {
  char *head, *rest; /* @rest "": nothing more */
} ThecalKioskWords;

/* Of the same facts, and no other sense, than thecal_state_sentence(). */
void thecal_kiosk_words_read (const ThecalStateFacts *facts, ThecalKioskWords *out);
void thecal_kiosk_words_clear (ThecalKioskWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ThecalKioskWords, thecal_kiosk_words_clear)

/* "heard 4 min ago", "by the printout, 3 days ago", "nothing heard yet". (transfer full) */
char *thecal_kiosk_age_words (const ThecalStateFacts *facts);
