/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/diary/entry.h"
#include "shared/monitor_client.h"

/* What was written down, as the windows see it: the entries that the monitor keeps, and those that
 * wait for it because it was away. These are sent when it is there again. */
#define THECAL_TYPE_ENTRY_BOOK (thecal_entry_book_get_type ())
G_DECLARE_FINAL_TYPE (ThecalEntryBook, thecal_entry_book, THECAL, ENTRY_BOOK, GObject)

/* Signal "changed" (). */

/* The one book of @client, also where it is asked for again. @state_dir as
 * thecal_plan_files_get_state_dir() gives it. Reads at once. */
ThecalEntryBook *thecal_entry_book_new (ThecalMonitorClient *client, const char *state_dir);
/* The monitor, or its absence, was heard at least once. */
gboolean thecal_entry_book_is_read (ThecalEntryBook *self);
/* Of @kind, those taken back left out, oldest first. (transfer container) of ThecalEntry, borrowed
 * until "changed". */
GPtrArray *thecal_entry_book_get (ThecalEntryBook *self, ThecalEntryKind kind);
/* Of @kind, the newest whose time is from @from_us to before @to_us; NULL: none. Borrowed. */
const ThecalEntry *
thecal_entry_book_find (ThecalEntryBook *self, ThecalEntryKind kind, gint64 from_us, gint64 to_us);
/* The monitor has not taken it yet. */
gboolean thecal_entry_book_is_waiting (ThecalEntryBook *self, const char *id);
guint thecal_entry_book_count_waiting (ThecalEntryBook *self);
/* Why the monitor does not take one that waits; "" it was away. Borrowed. */
const char *thecal_entry_book_get_refusal (ThecalEntryBook *self, const char *id);

/* Hands it to the monitor; where that is away, it is kept on this computer until it is back. */
void thecal_entry_book_save_async (ThecalEntryBook *self,
                                   const ThecalEntry *entry,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* TRUE: it is kept, by the monitor or, *out_waits TRUE, beside it. FALSE with THECAL_ERROR_* of the
 * monitor, whose message says what was expected where, or an error of the disk: nothing is kept. */
gboolean thecal_entry_book_save_finish (ThecalEntryBook *self,
                                        GAsyncResult *result,
                                        gboolean *out_waits,
                                        GError **error);
