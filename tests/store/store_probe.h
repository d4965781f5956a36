/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "store/store.h"

/* A GAsyncReadyCallback that keeps its result for probe_wait(). */
void probe_keep (GObject *source, GAsyncResult *result, gpointer user_data);
/* Runs the loop until there is one. (transfer full) */
GAsyncResult *probe_wait (void);

gboolean probe_flush (ThecalStore *store, GError **error);
/* In a folder that is not there yet, in a new temporary one. (transfer full) */
char *probe_new_path (void);
/* Of a database that no store holds: the number, or the SQL must run. */
gint64 probe_count (const char *path, const char *table);
void probe_sql (const char *path, const char *sql);
/* FALSE: refused. */
gboolean probe_try_sql (const char *path, const char *sql);

/* The alarm log. */

/* Whoever changes the file takes the guards away first. */
#define PROBE_NO_GUARDS                                                                            \
  "DROP TRIGGER log_no_update; DROP TRIGGER log_no_delete; DROP TRIGGER log_no_insert;"

/* Raises of one alarm of "pump", episode 3. */
void probe_add_records (ThecalStore *store, int n);
gboolean probe_verify (ThecalStore *store, guint64 *out_checked, guint64 *out_first_bad);
/* (transfer full) */
GVariant *probe_read_log (ThecalStore *store, guint64 after, gboolean newest, guint most);
const char *probe_text_at (GVariant *records, gsize index, const char *key);
guint64 probe_seq_at (GVariant *records, gsize index);
/* Of a database that no store holds. */
void probe_assert_fits (const char *path, guint64 n_records);
void probe_assert_first_bad (const char *path, guint64 expected);
