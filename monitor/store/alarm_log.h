/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "core/instant.h"

/* The alarm log: append-only, each record with the SHA-256 over itself and the hash before it.
 *
 * Which of two ways a record was hashed stands in its column "chain". 2 covers every column as
 * "LENGTH:VALUE" (octets, decimal), one after the other, so that no two records give the same: "2",
 * hash before, number, wall time and boot time in microseconds, episode, pump, condition, effect,
 * priority, detail, boot id. The wall time is whole milliseconds, so that an export holds all that
 * its check needs.
 *
 * 1 was written before version 3 of the database: hash before, both times and the texts, but
 * neither the number nor the episode. Such a record has no boot id, and never follows one of the
 * other way.
 *
 * The chain has no secret: it shows what was changed by accident, by a broken disk or by a hand
 * that changed some records, not by one that wrote all of them anew. A hash that was exported
 * before tells that too. */

typedef struct {
  const char *pump;      /* nullable: the monitor itself */
  const char *condition; /* nullable: none */
  const char *effect;
  const char *priority; /* nullable: none */
  const char *detail;   /* nullable; cut to THECAL_LOG_DETAIL_MAX octets */
  const char *boot_id;
  guint episode; /* 0: no alarm */
  ThecalTime now;
} ThecalLogRecord;

#define THECAL_LOG_DETAIL_MAX 1000

/* Within a transaction of the caller. */
gboolean thecal_alarm_log_write (const ThecalLogRecord *self, sqlite3 *db, GError **error);

/* a(xsssss), for Manager.GetLog: the newest @most, oldest first. NULL sets @error. (floating) */
GVariant *thecal_alarm_log_read_short (sqlite3 *db, guint most, GError **error);
/* aa{sv}, for Manager.GetAlarmLog: numbers above @after, oldest first, at most @most; the newest of
 * these with @newest. NULL sets @error. (floating) */
GVariant *
thecal_alarm_log_read (sqlite3 *db, gint64 after, gboolean newest, guint most, GError **error);

/* How far a check of the whole log has come. */
typedef struct {
  gint64 last_seq;
  guint64 n_checked;
  guint64 first_bad; /* 0: all fit so far. A number that is missing counts as its record. */
  gint64 chain;
  char hash[65];
} ThecalLogCheck;

void thecal_log_check_init (ThecalLogCheck *self);
/* Checks at most @most records more. TRUE: the check is done, or failed with *error set. */
gboolean thecal_log_check_step (ThecalLogCheck *self, sqlite3 *db, guint most, GError **error);
