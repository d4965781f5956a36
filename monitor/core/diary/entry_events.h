/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "core/event.h"

/* What an entry tells the alarms: news of today only. What was long ago, or was told before, raises
 * nothing; what was taken back ends nothing, since only data and people do. */

#define THECAL_ENTRY_EVENTS_MAX 2

typedef struct {
  const ThecalEntry *before; /* whose place it takes; NULL: of none */
  double fever_c;            /* of the settings that hold */
  ThecalTime now;
} ThecalEntryContext;

/* How many of @out are filled. Strings are borrowed from @entry. */
guint thecal_entry_get_events (const ThecalEntry *entry,
                               const ThecalEntryContext *context,
                               guint unit,
                               ThecalEvent out[THECAL_ENTRY_EVENTS_MAX]);

/* Further ahead than this an entry was written under a wrong clock, or with a wrong date. */
#define THECAL_ENTRY_AHEAD_US (5 * THECAL_MINUTE_US)
