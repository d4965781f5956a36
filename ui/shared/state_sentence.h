/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* The one sentence that answers "how are things, as far as we know?", most urgent first. Pure. No
 * sentence says that anything is well. */
typedef struct {
  gboolean connected; /* to the monitor */
  gboolean has_pump;
  gboolean heard; /* a report or an entry is known */
  gboolean by_printout;
  gboolean stale;
  gboolean running;
  const char *alarm;                        /* condition of the most urgent alarm; NULL none */
  const char *alarm_title;                  /* translated */
  gboolean drill;                           /* that alarm is one */
  guint n_more;                             /* further alarms */
  double empty_early_days, empty_late_days; /* NAN unknown */
  double level_ml;                          /* last known; NAN */
  gint64 age_s;                             /* of the last report */
  const char *heard_time;                   /* "11:08" */
  const char *watched_time;                 /* "14:02" */
} ThecalStateFacts;

/* (transfer full) */
char *thecal_state_sentence (const ThecalStateFacts *facts);
