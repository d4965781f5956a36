/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* How an alarm is shown: shape, words and colour of its priority say the same (never colour alone),
 * and how often it flashes. Which alarm stands, and how urgent it is, the monitor says. */
typedef struct {
  const char *priority; /* as on the bus */
  const char *words;    /* N_() */
  const char *icon_name;
  const char *css_class;
  /* IEC 60601-1-8, visual alarm signals: high 1.4 to 2.8 Hz, medium 0.4 to 0.8 Hz, low steady; the
   * choice of 2 and 0.6 Hz at 50 % is ours. 0: steady. */
  guint half_period_ms;
} ThecalPriorityLook;

/* Of an unknown word: the look of "not known". Static. */
const ThecalPriorityLook *thecal_priority_look_get (const char *priority);
/* Whether the strip shows its other colours, @n_half_periods after it began to flash. Never where
 * the desktop asks for no animations. */
gboolean thecal_priority_look_is_dimmed (const ThecalPriorityLook *look,
                                         guint n_half_periods,
                                         gboolean animations);
