/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/instant.h"
#include "core/plan/typed_value.h"

/* The day that an entry made later is for. */

typedef enum {
  THECAL_DAY_UNREAD,
  THECAL_DAY_AHEAD, /* not lived through yet: nothing can be told of it */
  THECAL_DAY_TODAY,
  THECAL_DAY_BEFORE,
} ThecalDayWhen;

typedef struct {
  ThecalDayWhen when;
  ThecalTyped read;
  gint64 at_us; /* of the entry: now for today, else noon of the day; THECAL_UNKNOWN_US unread */
} ThecalDayChoice;

/* @typed as a person writes a date; a time of day beside it is left out. */
ThecalDayChoice thecal_day_choice_read (const char *typed, gint64 now_us, GTimeZone *zone);
