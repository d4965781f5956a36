/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "core/instant.h"

/* What people wrote down (core/diary/entry.h): one row each with its whole text, and what is asked
 * for beside it. Earlier texts of a row are kept in a table of their own. */

/* Strings are borrowed. */
typedef struct {
  const char *id;
  const char *pump; /* of the pump's unit */
  const char *by;   /* "": nobody said */
  const char *kind;
  gint64 at_us, entered_us; /* wall clock */
  gboolean withdrawn;
  gboolean only_new; /* one with that id stays as it is: a person may have corrected it */
  const char *text;
} ThecalEntryRow;

/* Within a transaction of the caller. The same text again changes nothing. */
gboolean thecal_entries_write (sqlite3 *db, const ThecalEntryRow *row, GError **error);

/* Strings are borrowed. */
typedef struct {
  const char *kind;      /* "": all */
  gint64 from_us, to_us; /* both included */
  guint most;            /* the newest of them */
} ThecalEntriesRange;

/* aa{sv}, as Manager.GetEntries: oldest first, those taken back left out. NULL sets @error.
 * (floating) */
GVariant *thecal_entries_read (sqlite3 *db, const ThecalEntriesRange *range, GError **error);
/* aa{sv}: the one with @id, taken back (withdrawn b) or not, or none. NULL sets @error. (floating)
 */
GVariant *thecal_entries_read_one (sqlite3 *db, const char *id, GError **error);
