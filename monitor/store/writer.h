/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "core/pump/pump_status.h"

/* One write, a value copied from the caller's, carried out by the worker. */
typedef enum {
  THECAL_WRITE_PUMP,
  THECAL_WRITE_READING,
  THECAL_WRITE_LOG,
  THECAL_WRITE_STATE,
  THECAL_WRITE_WALKTHROUGH,
  THECAL_WRITE_ENTRY,
} ThecalWriteKind;

typedef struct {
  ThecalWriteKind kind;
  char *pump_id; /* owned */
  char *text;    /* owned: name, detail, boot id, record */
  gboolean bluetooth;
  ThecalStatusReport report;
  struct {
    const char *condition, *effect, *priority; /* static; NULL: none */
    guint episode;
  } log;
  struct {
    char *id, *by, *state; /* owned */
    int outcome;
    gint64 started_us, ended_us;
  } walkthrough;
  struct {
    char *id, *by;    /* owned */
    const char *kind; /* static */
    gint64 at_us, entered_us;
    gboolean withdrawn, only_new;
  } entry;
  ThecalTime now;
  GBytes *data; /* owned: state */
} ThecalWrite;

void thecal_write_free (ThecalWrite *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalWrite, thecal_write_free)

/* Within a transaction of the caller. @boot_id: of the boot in which its times were taken. */
gboolean
thecal_write_run (const ThecalWrite *self, const char *boot_id, sqlite3 *db, GError **error);
