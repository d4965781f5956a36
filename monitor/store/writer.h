/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "core/effect.h"
#include "core/pump/pump_status.h"

/* One write, a value copied from the caller's, carried out by the worker. */
typedef enum {
  THECAL_WRITE_PUMP,
  THECAL_WRITE_READING,
  THECAL_WRITE_LOG,
  THECAL_WRITE_STATE,
} ThecalWriteKind;

typedef struct {
  ThecalWriteKind kind;
  char *pump_id; /* owned */
  char *text;    /* owned: name, detail, boot id */
  gboolean bluetooth;
  ThecalStatusReport report;
  ThecalEffect effect;
  ThecalTime now;
  GBytes *data; /* owned: state */
} ThecalWrite;

void thecal_write_free (ThecalWrite *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalWrite, thecal_write_free)

/* Within a transaction of the caller. */
gboolean thecal_write_run (const ThecalWrite *self, sqlite3 *db, GError **error);

/* The newest @most log records, a(xsssss), oldest first; NULL sets @error. (floating) */
GVariant *thecal_read_log (sqlite3 *db, guint most, GError **error);
/* a(xdd): bucket start ms, min, max of the reservoir level; at most @most buckets. (floating) */
GVariant *thecal_read_levels (sqlite3 *db,
                              const char *pump_id,
                              gint64 from_us,
                              gint64 to_us,
                              guint most,
                              GError **error);
/* TRUE where every record's hash follows from the one before. */
gboolean thecal_log_verify (sqlite3 *db, gint64 *out_bad_seq);
