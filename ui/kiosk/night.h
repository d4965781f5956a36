/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <glib.h>

/* Whether the screen has its night colours: by the clock, and by the light in the room where it is
 * measured. Pure. */
typedef struct {
  int from_min, to_min; /* of the day; the same twice: never by the clock */
} ThecalNightHours;

#define THECAL_NIGHT_FROM_MIN (21 * 60)
#define THECAL_NIGHT_TO_MIN (7 * 60)

/* "21:00" in minutes of the day. FALSE: no such time. */
gboolean thecal_night_read_time (const char *text, int *out_min);
/* @minute: of the day. @lux: NAN not measured. @was: what it said before, so that it flickers at
 * no one light. */
gboolean thecal_night_is (const ThecalNightHours *hours, int minute, double lux, gboolean was);
