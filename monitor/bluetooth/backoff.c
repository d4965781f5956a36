/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "bluetooth/backoff.h"

#define FIRST_SLOW_MS 1000u
#define MOST_DOUBLINGS 10u /* beyond the cap, and far from an overflow */

guint
thecal_backoff_fail (ThecalBackoff *self)
{
  if (self->failures < G_MAXUINT)
    self->failures++;
  if (self->failures < THECAL_BACKOFF_QUICK_ATTEMPTS)
    return THECAL_BACKOFF_QUICK_MS;

  const guint doublings = MIN (self->failures - THECAL_BACKOFF_QUICK_ATTEMPTS, MOST_DOUBLINGS);
  return MIN (FIRST_SLOW_MS << doublings, THECAL_BACKOFF_CAP_MS);
}

void
thecal_backoff_proved (ThecalBackoff *self)
{
  self->failures = 0;
}
