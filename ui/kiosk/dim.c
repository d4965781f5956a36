/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/dim.h"

#define MOST 100
/* What the settings offer: less than that is not seen. */
#define FINE_STEP 5
#define FINE_TO 20
#define STEP 10

gint64
thecal_dim_get_from_us (const ThecalDimFacts *self)
{
  if (!self->night || !self->calm || self->alarm)
    return THECAL_DIM_NEVER_US;

  return MAX (self->calm_us, self->touched_us) + THECAL_DIM_AFTER_US;
}

int
thecal_dim_get_percent (const ThecalDimFacts *self, const ThecalDimLevels *levels, gint64 now_us)
{
  const gint64 from_us = thecal_dim_get_from_us (self);
  const gboolean dimmed = from_us != THECAL_DIM_NEVER_US && now_us >= from_us;

  return dimmed ? MIN (levels->night, levels->day) : levels->day;
}

guint
thecal_dim_get_raw (int percent, guint max)
{
  const guint64 share = (guint64) CLAMP (percent, THECAL_DIM_LEAST, MOST);

  return (guint) MAX ((share * max + MOST - 1) / MOST, 1);
}

gboolean
thecal_dim_read_percent (const char *text, int least, int *out_percent)
{
  gint64 percent;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, least, MOST, &percent, NULL))
    return FALSE;
  *out_percent = (int) percent;

  return TRUE;
}

int
thecal_dim_step (int percent, gboolean brighter)
{
  int last = THECAL_DIM_LEAST;

  for (int next = last; next <= MOST; next += next < FINE_TO ? FINE_STEP : STEP) {
    if (brighter ? next > percent : next >= percent)
      return brighter ? next : last;
    last = next;
  }

  return MOST;
}
