/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "core/checklist/record.h"

/* The folder "walkthroughs" of the state directory (0700): the walkthrough writes ID.walkthrough
 * there (0600, atomic, synced), at its end and whenever its state changes; the monitor takes what
 * it finds into the store and removes the file. With the monitor dead the files wait. */

void thecal_record_files_write_async (const char *state_dir,
                                      const ThecalRecord *record,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean thecal_record_files_write_finish (GAsyncResult *result, GError **error);

/* Those that wait, oldest first, as far as they read well. (transfer full) of ThecalRecord. */
void thecal_record_files_list_async (const char *state_dir,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *thecal_record_files_list_finish (GAsyncResult *result, GError **error);
