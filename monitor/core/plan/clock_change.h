/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* A time of day that a person tells, on a night on which the clocks change. In spring an hour is
 * left out, in autumn one comes twice; which is meant only a zone says, and it is never guessed. */

typedef enum {
  THECAL_CLOCK_ONCE,
  THECAL_CLOCK_LEFT_OUT,
  THECAL_CLOCK_TWICE,
} ThecalClockCount;

typedef struct {
  ThecalClockCount count;
  gint64 local_s;        /* what the clocks show, counted from 1970 as if they were at UTC */
  int before_s, after_s; /* east of UTC, before the change and after it; alike where it is once */
} ThecalClockTime;

/* How often the clocks of @zone show @local_s. */
ThecalClockTime thecal_clock_time_find (gint64 local_s, GTimeZone *zone);

/* The same of a text as thecal_time_parse() reads it. A date alone, a time with a zone of its own
 * and a text that is no time are once. */
ThecalClockTime thecal_clock_time_read (const char *text, GTimeZone *zone);

/* "2026-10-16 14:30" in @zone, with the offset, "2026-10-25 02:30+01:00", where the clocks show it
 * twice: what is shown reads back as @at_us (UTC microseconds), but for its seconds. NULL: no year
 * of a calendar. (transfer full) */
char *thecal_clock_time_format (gint64 at_us, GTimeZone *zone);

/* "+02:00" (transfer full) */
char *thecal_clock_offset_format (int offset_s);
