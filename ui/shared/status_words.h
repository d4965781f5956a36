/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* "Is Thecal able to alarm?" in words. Pure; nothing here says more than was tried. */

/* As a title: "Sound", "Screen: bedroom", "Anna" for "person Anna". */
char *thecal_channel_words (const char *channel);
/* "answered 5 min ago: heard on speaker", "FAILED 5 min ago: muted" */
char *
thecal_channel_result_words (gboolean passed, const char *detail, gint64 at_ms, GDateTime *now);
/* When a sound was last really heard. */
char *thecal_sound_proof_words (gint64 proof_ms, GDateTime *now);
/* Never, or not for two days. */
gboolean thecal_sound_proof_is_old (gint64 proof_ms, GDateTime *now);
/* "Last drill: 3 Nov 10:00, all 5 channels worked." @report a(sbs) as on the bus; NULL: none. */
char *thecal_drill_words (const char *state, gint64 drill_ms, GVariant *report, GDateTime *now);
typedef enum {
  THECAL_DRILL_WORKED,
  THECAL_DRILL_FAILED,
  THECAL_DRILL_NOT_REACHED, /* answered before its turn had come: it proved nothing */
} ThecalDrillResult;

/* Of an entry of the report. */
ThecalDrillResult thecal_drill_result (gboolean worked, const char *found);
/* "worked: heard on speaker", "did NOT work: muted", "not reached: answered in 9 s" */
char *thecal_drill_result_words (gboolean worked, const char *found);
/* Channels of the report that did not work. */
guint thecal_drill_count_failed (GVariant *report);
/* A drill was never done, was broken off or found something that did not work. */
gboolean thecal_drill_is_warning (const char *state, GVariant *report);
/* What came of checking the log: every record fits, or which is the first that does not. */
char *thecal_log_check_words (guint64 n_checked, guint64 first_bad);
/* How many points of the page are a warning, as its heading. */
char *thecal_status_words (guint n_warnings);
