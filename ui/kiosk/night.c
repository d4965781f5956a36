/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/night.h"

#include <math.h>
#include <stdio.h>

#define DAY_MIN (24 * 60)

/* A lamp beside a bed gives 30 to 100 lux, a room by day far more; with a night light it is 1 or
 * 2. Own choice, with room between going in and out. */
#define LAMP_ON_LUX 40.0
#define LAMP_OFF_LUX 15.0
#define DARK_LUX 2.0
#define DAWN_LUX 8.0

gboolean
thecal_night_read_time (const char *text, int *out_min)
{
  int hour, minute, length = 0;

  if (text == NULL || sscanf (text, "%2d:%2d%n", &hour, &minute, &length) != 2 ||
      text[length] != '\0' || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return FALSE;
  *out_min = hour * 60 + minute;

  return TRUE;
}

static gboolean
is_within (const ThecalNightHours *hours, int minute)
{
  const int length = (hours->to_min - hours->from_min + DAY_MIN) % DAY_MIN;

  return (minute - hours->from_min + DAY_MIN) % DAY_MIN < length;
}

gboolean
thecal_night_is (const ThecalNightHours *hours, int minute, double lux, gboolean was)
{
  const gboolean by_clock = is_within (hours, minute);

  if (isnan (lux))
    return by_clock;
  if (by_clock)
    return lux < (was ? LAMP_ON_LUX : LAMP_OFF_LUX);

  return lux < (was ? DAWN_LUX : DARK_LUX);
}
