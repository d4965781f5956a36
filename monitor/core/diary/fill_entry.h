/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "core/pump/pump_status.h"

/* The entry of a refill that was told by its numbers alone (a printout typed in, the care plan), so
 * that history and calendar know of every one. */

/* "refill-manual-20261001T100000Z": the same for the same fill, so that it is written once.
 * (transfer full) */
char *thecal_fill_entry_make_id (const char *pump, gint64 at_us);

/* @before: what was known of the pump without it, for the volume that was expected; nullable.
 * (transfer full); NULL where @report is of no fill. */
ThecalEntry *thecal_fill_entry_new (const ThecalStatusReport *report,
                                    const ThecalPumpStatus *before,
                                    const char *pump,
                                    ThecalTime now);
