/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/alarm_log.h"

/* One question to the database, answered by the worker in chunks: what reads much lets the writes
 * that came meanwhile go first. */
typedef enum {
  THECAL_READ_LOG,          /* a(xsssss) */
  THECAL_READ_ALARM_LOG,    /* aa{sv} */
  THECAL_READ_LOG_VERIFY,   /* (tt): checked, first bad */
  THECAL_READ_LEVELS,       /* a(xdd) */
  THECAL_READ_READINGS,     /* aa{sv} */
  THECAL_READ_WALKTHROUGHS, /* aa{sv} */
  THECAL_READ_WALKTHROUGH,  /* aa{sv}: one or none */
  THECAL_READ_ENTRIES,      /* aa{sv} */
  THECAL_READ_ENTRY,        /* aa{sv}: one or none */
} ThecalReadKind;

typedef struct {
  ThecalReadKind kind;
  char *pump_id; /* owned */
  char *id;      /* owned; of a walkthrough, of an entry; the kind of entries */
  gint64 from_us, to_us;
  gint64 after;
  guint most;
  gboolean newest;
  /* how far it has come */
  ThecalLogCheck check;
  GVariantBuilder *found; /* owned; NULL before the first chunk */
  guint n_found;
} ThecalRead;

ThecalRead *thecal_read_new (ThecalReadKind kind, guint most);
void thecal_read_free (ThecalRead *self);

/* One chunk. TRUE: *out_answer (floating), or NULL with *error set; FALSE: there is more to do. */
gboolean thecal_read_step (ThecalRead *self, sqlite3 *db, GVariant **out_answer, GError **error);
