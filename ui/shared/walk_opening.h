/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/walk_view.h"

/* What the questions begin with when an alarm or a beep leads to them. */

/* "WO": the bits of its letters; others are left out. @letters nullable. */
guint thecal_walk_opening_read_lists (const char *letters);
/* What was heard of the pump, as an answer, where that is what @alarm tells; NULL: it does not.
 * Static. */
const char *thecal_walk_opening_get_sound (ThecalDbusAlarm *alarm);
/* @sound: "single", "siren", "unknown". */
void thecal_walk_opening_prefill_sound (ThecalWalkView *view, const char *sound);
