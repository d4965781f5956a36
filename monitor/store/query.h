/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

/* A prepared statement with its place for the next parameter. The connection's own list of
 * statements is the cache: an idle one that did the same before is used again. */
typedef struct {
  sqlite3 *db;
  sqlite3_stmt *statement;
  int next;
} ThecalQuery;

gboolean thecal_query_prepare (ThecalQuery *self, sqlite3 *db, const char *sql, GError **error);

void thecal_query_bind_text (ThecalQuery *self, const char *text); /* NULL: "" */
void thecal_query_bind_int (ThecalQuery *self, gint64 number);
/* NULL for what is not known (NAN). */
void thecal_query_bind_double (ThecalQuery *self, double number);

/* TRUE with the next row; at the end, or with *error set, FALSE. */
gboolean thecal_query_next (ThecalQuery *self, GError **error);
gint64 thecal_query_get_int (const ThecalQuery *self, int column);
double thecal_query_get_double (const ThecalQuery *self, int column); /* NAN: not known */
/* Valid UTF-8 whatever the file holds: what comes from it goes to the bus. (transfer full) */
char *thecal_query_get_text (const ThecalQuery *self, int column);

/* Idle again, for the next one who asks the same. */
void thecal_query_end (ThecalQuery *self);
/* Runs a statement that has no rows to give, and ends it. */
gboolean thecal_query_finish (ThecalQuery *self, GError **error);
