/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/event.h"
#include "ctl/replay_fields.h"

/* Takes single members of a session's line. The first fault stays as @error: the member, and what
 * was expected. */
typedef struct {
  ThecalReplayFields fields;
  GError *error; /* first one */
} ThecalReplayReader;

void thecal_replay_fail (ThecalReplayReader *reader, const char *key, const char *expected);
/* NULL where absent or null. */
const ThecalReplayField *thecal_replay_get_field (ThecalReplayReader *reader, const char *key);
/* NAN where absent. */
double thecal_replay_get_number (ThecalReplayReader *reader, const char *key);
/* NULL where absent; borrowed from the line. */
const char *thecal_replay_get_text (ThecalReplayReader *reader, const char *key);
/* Absent is a fault. */
const char *
thecal_replay_need_text (ThecalReplayReader *reader, const char *key, const char *expected);
/* FALSE where absent. */
gboolean thecal_replay_get_flag (ThecalReplayReader *reader, const char *key);
/* UTC microseconds; THECAL_UNKNOWN_US where absent. */
gint64 thecal_replay_get_time (ThecalReplayReader *reader, const char *key);
/* Three hundred years at most, which no session has: a larger number has no place in 64 bits. */
gint64 thecal_replay_seconds (double value_s);

/* Reads the members of an event; NULL in the table: no event of a session (replay_events.c). */
typedef void (*ThecalReplayReadEvent) (ThecalReplayReader *reader, ThecalEvent *event);
extern const ThecalReplayReadEvent thecal_replay_read_event[THECAL_N_EVENTS];
void thecal_replay_read_status (ThecalReplayReader *reader, ThecalEvent *event);
