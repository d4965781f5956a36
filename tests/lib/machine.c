/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "machine.h"

void
machine_init (Machine *self, ThecalConditionId condition)
{
  thecal_alarm_init (&self->alarm);
  self->effects = g_array_new (FALSE, FALSE, sizeof (ThecalEffect));
  self->next_episode = 0;
  thecal_alarm_settings_init (&self->settings);
  self->context = (ThecalAlarmContext){
    .unit = 1,
    .condition = condition,
    .now = { MACHINE_NOW_US, MACHINE_NOW_US },
    .settings = &self->settings,
    .next_episode = &self->next_episode,
    .effects = self->effects,
  };
}

ThecalJudgement
machine_judgement (ThecalVerdict verdict, ThecalPriority priority)
{
  return (ThecalJudgement){
    .verdict = verdict,
    .priority = priority,
    .cadence_us = THECAL_HOUR_US,
    .next_us = THECAL_NEVER_US,
  };
}

void
machine_judge (Machine *self, ThecalVerdict verdict, ThecalPriority priority)
{
  const ThecalJudgement judgement = machine_judgement (verdict, priority);

  thecal_alarm_judge (&self->alarm, &judgement, &self->context);
}

char *
machine_take_effects (Machine *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (self->effects, ThecalEffect, i);
    const char *reason = thecal_log_reason_to_string (effect->reason);

    g_string_append_printf (text,
                            "%s%s%s%s",
                            i > 0 ? " " : "",
                            thecal_effect_kind_to_string (effect->kind),
                            reason != NULL ? ":" : "",
                            reason != NULL ? reason : "");
  }
  g_array_set_size (self->effects, 0);

  return g_string_free (text, FALSE);
}
