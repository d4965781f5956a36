/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "store/query.h"

#include <math.h>
#include <string.h>

#include "store/schema.h"

static sqlite3_stmt *
find_idle (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  while ((statement = sqlite3_next_stmt (db, statement)) != NULL)
    if (!sqlite3_stmt_busy (statement) && strcmp (sqlite3_sql (statement), sql) == 0)
      return statement;

  return NULL;
}

gboolean
thecal_query_prepare (ThecalQuery *self, sqlite3 *db, const char *sql, GError **error)
{
  int code = SQLITE_OK;

  self->db = db;
  self->next = 1;
  self->statement = find_idle (db, sql);
  if (self->statement == NULL)
    code = sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->statement, NULL);
  if (code != SQLITE_OK)
    thecal_schema_set_error (error, db, code, "statement");
  return code == SQLITE_OK;
}

void
thecal_query_bind_text (ThecalQuery *self, const char *text)
{
  sqlite3_bind_text (self->statement, self->next++, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
}

void
thecal_query_bind_int (ThecalQuery *self, gint64 number)
{
  sqlite3_bind_int64 (self->statement, self->next++, number);
}

void
thecal_query_bind_double (ThecalQuery *self, double number)
{
  if (isnan (number))
    sqlite3_bind_null (self->statement, self->next++);
  else
    sqlite3_bind_double (self->statement, self->next++, number);
}

gboolean
thecal_query_next (ThecalQuery *self, GError **error)
{
  const int code = sqlite3_step (self->statement);

  if (code != SQLITE_DONE && code != SQLITE_ROW)
    thecal_schema_set_error (error, self->db, code, "read");
  return code == SQLITE_ROW;
}

gint64
thecal_query_get_int (const ThecalQuery *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

double
thecal_query_get_double (const ThecalQuery *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL
             ? NAN
             : sqlite3_column_double (self->statement, column);
}

char *
thecal_query_get_text (const ThecalQuery *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->statement, column);

  return g_utf8_make_valid (text != NULL ? text : "", -1);
}

void
thecal_query_end (ThecalQuery *self)
{
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
}

gboolean
thecal_query_finish (ThecalQuery *self, GError **error)
{
  const int code = sqlite3_step (self->statement);

  if (code != SQLITE_DONE && code != SQLITE_ROW)
    thecal_schema_set_error (error, self->db, code, "write");
  thecal_query_end (self);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}
