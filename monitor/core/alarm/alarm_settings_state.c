/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* The settings of alarms, as they survive the process: what is judged before the care plan has been
 * read again is judged by what it said last. */
#include "core/alarm/alarm_settings.h"

#define MINUTES_PER_DAY 1440
/* Wider than any plan may say: a file that is spoilt says nothing. */
#define STEP_MOST_US (4 * THECAL_HOUR_US)
#define REPEAT_LEAST_US THECAL_MINUTE_US
#define REPEAT_MOST_US (8 * THECAL_HOUR_US)

static GVariant *
save_ladder (const ThecalLadder *ladder)
{
  GVariantBuilder steps;

  g_variant_builder_init (&steps, G_VARIANT_TYPE ("a(xu)"));
  for (int i = 0; i < ladder->n_steps; i++)
    g_variant_builder_add (&steps, "(xu)", ladder->steps[i].after_us, ladder->steps[i].actions);

  return g_variant_new ("(xa(xu))", ladder->repeat_us, &steps);
}

GVariant *
thecal_alarm_settings_save (const ThecalAlarmSettings *self)
{
  GVariantBuilder ladders;

  g_variant_builder_init (&ladders, G_VARIANT_TYPE ("a(xa(xu))"));
  for (int priority = THECAL_PRIORITY_NONE; priority <= THECAL_PRIORITY_HIGH; priority++)
    g_variant_builder_add_value (&ladders, save_ladder (&self->ladders[priority]));

  return g_variant_new (THECAL_ALARM_SETTINGS_TYPE,
                        &ladders,
                        self->quiet_from_min,
                        self->quiet_to_min,
                        self->empty_soon_h,
                        self->fever_c,
                        self->fever_end_c);
}

/* A ladder that no plan can have written leaves @out as it is. */
static void
restore_ladder (ThecalLadder *out, gint64 repeat_us, GVariantIter *steps)
{
  ThecalLadder ladder = { .repeat_us = repeat_us };
  ThecalLadderStep step;
  gint64 before_us = 0;

  while (g_variant_iter_next (steps, "(xu)", &step.after_us, &step.actions)) {
    if (ladder.n_steps == THECAL_LADDER_STEPS_MAX || step.after_us <= before_us ||
        step.after_us > STEP_MOST_US || step.actions == 0 ||
        step.actions >> THECAL_N_LADDER_ACTIONS != 0)
      return;
    ladder.steps[ladder.n_steps++] = step;
    before_us = step.after_us;
  }
  /* nobody is called: only where that is so by default */
  if ((ladder.n_steps == 0) != (out->n_steps == 0))
    return;
  if (ladder.n_steps > 0 && (repeat_us < REPEAT_LEAST_US || repeat_us > REPEAT_MOST_US))
    return;

  *out = ladder;
}

static void
restore_number (double *out, double saved, double min, double max)
{
  if (saved >= min && saved <= max)
    *out = saved;
}

void
thecal_alarm_settings_restore (ThecalAlarmSettings *self, GVariant *saved)
{
  g_autoptr (GVariantIter) ladders = NULL;
  GVariantIter *steps;
  gint64 repeat_us;
  int from_min, to_min, priority = THECAL_PRIORITY_NONE;
  double empty_soon_h, fever_c, fever_end_c;

  g_variant_get (saved,
                 THECAL_ALARM_SETTINGS_TYPE,
                 &ladders,
                 &from_min,
                 &to_min,
                 &empty_soon_h,
                 &fever_c,
                 &fever_end_c);
  while (g_variant_iter_next (ladders, "(xa(xu))", &repeat_us, &steps)) {
    if (priority <= THECAL_PRIORITY_HIGH)
      restore_ladder (&self->ladders[priority++], repeat_us, steps);
    g_variant_iter_free (steps);
  }
  if (from_min >= 0 && from_min < MINUTES_PER_DAY && to_min >= 0 && to_min < MINUTES_PER_DAY) {
    self->quiet_from_min = from_min;
    self->quiet_to_min = to_min;
  }
  /* the bounds of core/plan */
  restore_number (&self->empty_soon_h, empty_soon_h, 48, 336);
  restore_number (&self->fever_c, fever_c, 37.5, 39.0);
  restore_number (&self->fever_end_c, fever_end_c, 37.0, MIN (38.5, self->fever_c));
}
