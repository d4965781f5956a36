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
