/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Command-line options of thecalctl, strict: a value that is not wholly what was asked for, or lies
 * outside its range, is one clear line and THECAL_EXIT_BAD_INPUT, never a guess. */

#define THECAL_EXIT_DONE 0
#define THECAL_EXIT_PROBLEM 1
#define THECAL_EXIT_BAD_INPUT 2

typedef enum {
  THECAL_OPTION_FLAG,     /* gboolean */
  THECAL_OPTION_NUMBER,   /* double, within min and max */
  THECAL_OPTION_TIME,     /* gint64, UTC microseconds; RFC 3339 or a date in the local zone */
  THECAL_OPTION_TIME_END, /* as TIME, but a date is the last microsecond of its day */
  THECAL_OPTION_TEXT,     /* const char *, borrowed from argv */
} ThecalOptionKind;

typedef struct {
  const char *name; /* "--reservoir-ml" */
  ThecalOptionKind kind;
  void *value;
  double min, max;
  const char *hint; /* added to the message about the range; nullable */
} ThecalOption;

/* Reads argv[1…]; what is no option goes to @rest (at most @max_rest, NULL-terminated). Prints the
 * line and returns FALSE at the first mistake. */
gboolean thecal_options_parse (int argc,
                               char **argv,
                               const ThecalOption *options,
                               const char **rest,
                               gsize max_rest);

/* TRUE where --help is among the arguments. */
gboolean thecal_options_want_help (int argc, char **argv);
