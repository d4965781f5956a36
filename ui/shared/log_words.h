/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* The alarm log in plain words. Pure. */

typedef enum {
  THECAL_LOG_MARK_NONE,
  THECAL_LOG_MARK_HEARD,     /* proven on the output */
  THECAL_LOG_MARK_NOT_HEARD, /* it should have sounded and did not */
  THECAL_LOG_MARK_PERSON,    /* somebody did it */
} ThecalLogMark;

/* What a record says to a person: "sound paused until 14:20", "did NOT sound: there is no sound
 * output", "nobody answered: louder". NULL: of interest to a technician only. @detail is a reason,
 * or "REASON: MORE"; what is neither is the name of somebody who acknowledged. */
char *
thecal_log_words (const char *effect, const char *detail, GDateTime *now, ThecalLogMark *out_mark);
/* Title of the condition, translated; the condition itself where Thecal does not know it. */
const char *thecal_log_title (const char *condition);
/* The record belongs to a drill. */
gboolean thecal_log_is_drill (const char *condition);
/* "DRILL · Reservoir empty"; "DRILL" of an alarm that is called so. @title translated. */
char *thecal_drill_title (const char *title);
