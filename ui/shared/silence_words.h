/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* What an alarm's sound does now, who silenced it and until when. Pure. */
typedef struct {
  const char *signal;     /* signal state as on the bus */
  const char *condition;  /* condition state as on the bus */
  const char *by;         /* who acknowledged it; "" not known */
  gint64 until_ms;        /* UTC since 1970 */
  const char *title;      /* of the alarm, translated: no sound without its source */
  const char *pump;       /* name of its pump; "" for this computer */
  const char *covered_by; /* title of the graver alarm that sounds for it, translated; NULL: none */
} ThecalSilence;

/* "Sounding now. The sound is for Reservoir low, Theo's pump.", "Anna is on it until 23:14, 27 min
 * left. It still stands." */
char *thecal_silence_words (const ThecalSilence *silence, GDateTime *now);
/* "7 h 40 min left", "27 min left", under ten minutes "1:45 left"; "its time is over" from 0 on. */
char *thecal_silence_left_words (gint64 left_s);
/* "was Reservoir empty 02:10-05:40, nobody acknowledged"; @end_ms 0: not known when it ended. */
char *thecal_latched_words (const char *title, gint64 since_ms, gint64 end_ms, GDateTime *now);
