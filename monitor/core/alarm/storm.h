/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/effect.h"

/* Many alarms in a short time (alarms.md, supersede and storm): more than five new ones within a
 * minute make one grouped message for all but the high ones. Sounds are not touched, and every
 * alarm stands in the list. */

#define THECAL_STORM_RAISES 5

typedef struct {
  gint64 raised_us[THECAL_STORM_RAISES]; /* the newest, a ring; THECAL_UNKNOWN_US: none */
  guint n_raised;
  guint n_grouped; /* alarms of the storm that runs; 0: none runs */
  gint64 until_us; /* it ends when this long nothing new came */
} ThecalStorm;

void thecal_storm_init (ThecalStorm *self);
/* Looks through what a step has added to @effects from @first on: counts the new alarms and puts
 * the grouped message in the place of single ones. */
void thecal_storm_group (ThecalStorm *self, GArray *effects, guint first, gint64 now_us);
