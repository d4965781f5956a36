/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <json-glib/json-glib.h>

#include "core/event.h"

/* One line of a replay session (design.md, "Replay session") -> one event of the core. */

typedef struct {
  gint64 at_wall_us;
  ThecalEvent event;
  char *text;    /* owned: what the event's string points to; nullable */
  char *warning; /* owned: unknown keys; nullable */
} ThecalReplayLine;

void thecal_replay_line_clear (ThecalReplayLine *self);

/* @line: @len octets and a NUL; written to. @parser: one for all lines of a session. FALSE sets
 * @error, whose message names the field and what was expected. */
gboolean thecal_replay_parse_line (JsonParser *parser,
                                   char *line,
                                   gsize len,
                                   ThecalReplayLine *out,
                                   GError **error);
