/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/storm.h"

#define STORM_WITHIN_US (60 * THECAL_SECOND_US) /* alarms.md: > 5 new instances in 60 s */

void
thecal_storm_init (ThecalStorm *self)
{
  *self = (ThecalStorm){ .until_us = THECAL_UNKNOWN_US };
  for (guint i = 0; i < THECAL_STORM_RAISES; i++)
    self->raised_us[i] = THECAL_UNKNOWN_US;
}

/* Low to high: what is only shown is no part of a storm. */
static bool
counts (const ThecalEffect *effect)
{
  return effect->kind == THECAL_EFFECT_RAISE && effect->priority > THECAL_PRIORITY_INFO;
}

static void
count (ThecalStorm *self, gint64 now_us)
{
  gint64 *oldest_us = &self->raised_us[self->n_raised % THECAL_STORM_RAISES];
  const bool storm = *oldest_us != THECAL_UNKNOWN_US && now_us - *oldest_us <= STORM_WITHIN_US;

  *oldest_us = now_us;
  self->n_raised = (self->n_raised + 1) % THECAL_STORM_RAISES;
  if (storm && self->n_grouped == 0)
    self->n_grouped = THECAL_STORM_RAISES;
  if (self->n_grouped > 0) {
    self->n_grouped++;
    self->until_us = now_us + STORM_WITHIN_US;
  }
}

/* One of the messages that the grouped one stands for. */
static bool
is_grouped (const ThecalEffect *effect)
{
  return effect->kind == THECAL_EFFECT_NOTIFY && effect->reason == THECAL_LOG_NONE &&
         effect->priority < THECAL_PRIORITY_HIGH;
}

void
thecal_storm_group (ThecalStorm *self, GArray *effects, guint first, gint64 now_us)
{
  guint kept = first, n_raised = 0, n_taken = 0;

  if (self->n_grouped > 0 && now_us > self->until_us)
    self->n_grouped = 0;
  for (guint i = first; i < effects->len; i++)
    n_raised += counts (&g_array_index (effects, ThecalEffect, i));
  for (guint i = 0; i < n_raised; i++)
    count (self, now_us);
  if (self->n_grouped == 0)
    return;

  for (guint i = first; i < effects->len; i++) {
    const ThecalEffect effect = g_array_index (effects, ThecalEffect, i);

    if (is_grouped (&effect))
      n_taken++;
    else
      g_array_index (effects, ThecalEffect, kept++) = effect;
  }
  g_array_set_size (effects, kept);
  if (n_taken > 0) {
    const ThecalEffect grouped = {
      .kind = THECAL_EFFECT_NOTIFY,
      .condition = THECAL_N_CONDITIONS,
      .priority = THECAL_PRIORITY_MEDIUM,
      .step = (int) self->n_grouped,
      .reason = THECAL_LOG_GROUPED,
      .until_us = THECAL_UNKNOWN_US,
      .at_us = now_us,
    };

    g_array_append_val (effects, grouped);
  }
}
