/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/diary/entry.h"

/* Entries that the monitor has not taken yet, because it was away: the folder "drafts" of the state
 * directory (0700) with ID.entry in it (0600, atomic, synced). Nothing that was written down is
 * lost by it. */

void thecal_entry_drafts_write_async (const char *state_dir,
                                      const ThecalEntry *entry,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean thecal_entry_drafts_write_finish (GAsyncResult *result, GError **error);

/* The monitor has it now; one that is not there is no error. */
void thecal_entry_drafts_remove_async (const char *state_dir,
                                       const char *id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean thecal_entry_drafts_remove_finish (GAsyncResult *result, GError **error);

/* Those that wait, oldest first, as far as they read well; one that does not stays where it is.
 * (transfer full) of ThecalEntry. */
void thecal_entry_drafts_list_async (const char *state_dir,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *thecal_entry_drafts_list_finish (GAsyncResult *result, GError **error);
