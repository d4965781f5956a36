/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/lamp_pattern.h"

#define HIGH_HALF_MS 250   /* 1.4-2.8 Hz [A] */
#define MEDIUM_HALF_MS 833 /* 0.4-0.8 Hz [A] */
#define LOW_ON_MS 2000     /* own choice */

static bool
flash (int half_ms, int since_ms, int *out_next_ms)
{
  *out_next_ms = half_ms - since_ms % half_ms;
  return since_ms / half_ms % 2 == 0;
}

bool
thecal_lamp_pattern_is_on (ThecalPriority priority, int since_ms, int *out_next_ms)
{
  *out_next_ms = THECAL_LAMP_NEVER_MS;
  switch (priority) {
  case THECAL_PRIORITY_HIGH:
    return flash (HIGH_HALF_MS, MAX (since_ms, 0), out_next_ms);
  case THECAL_PRIORITY_MEDIUM:
    return flash (MEDIUM_HALF_MS, MAX (since_ms, 0), out_next_ms);
  case THECAL_PRIORITY_LOW:
    if (since_ms >= LOW_ON_MS)
      return false;
    *out_next_ms = LOW_ON_MS - MAX (since_ms, 0);
    return true;
  case THECAL_PRIORITY_INFO:
  case THECAL_PRIORITY_NONE:
    break;
  }

  return false;
}
