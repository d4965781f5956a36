/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

#include "ctl/options.h"

/* What the commands that speak to the monitor have in common. */

#define THECAL_END_OF_OPTIONS                                                                      \
  {                                                                                                \
    NULL, THECAL_OPTION_FLAG, NULL, 0, 0, NULL                                                     \
  }

/* Prints @help; THECAL_EXIT_DONE. */
int thecal_command_help (const char *help);

/* A whole number within the range. FALSE, with a line that names @what, for anything else. */
typedef struct {
  guint min, max;
} ThecalWholeRange;
gboolean thecal_command_parse_whole (const char *command,
                                     const char *what,
                                     const char *text,
                                     ThecalWholeRange range,
                                     guint *out);

/* The exit status after a call: @reply NULL is a failure, told already. */
int thecal_command_exit (GVariant *reply, gboolean bad_input);

/* Blanks for what would break the line or move the cursor, in place. */
void thecal_command_make_plain (char *text);

/* RFC 3339 in UTC with milliseconds; NULL for a time beyond the calendar. (transfer full) */
char *thecal_command_time (gint64 time_ms);
