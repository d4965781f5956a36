/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/ladder.h"

#include "core/names.h"

/* Times: alarms.md d3. Which of our screens joins when is our own choice: sound first, then what
 * wakes a house, then other people. */
static const ThecalLadder ladders[THECAL_PRIORITY_HIGH + 1] = {
  [THECAL_PRIORITY_MEDIUM] = {
    .steps = {
      { 5 * THECAL_MINUTE_US, THECAL_ACTION_LOUDER | THECAL_ACTION_SPEECH },
      { 10 * THECAL_MINUTE_US, THECAL_ACTION_ON_DUTY },
      { 2 * THECAL_HOUR_US, THECAL_ACTION_BACKUP },
    },
    .n_steps = 3,
    .repeat_us = 4 * THECAL_HOUR_US,
  },
  [THECAL_PRIORITY_HIGH] = {
    .steps = {
      { 20 * THECAL_SECOND_US, THECAL_ACTION_LOUDER },
      { 60 * THECAL_SECOND_US,
        THECAL_ACTION_LOUDEST | THECAL_ACTION_SPEECH | THECAL_ACTION_FULL_SCREEN },
      { 2 * THECAL_MINUTE_US, THECAL_ACTION_ALL_SCREENS | THECAL_ACTION_ON_DUTY },
      { 5 * THECAL_MINUTE_US, THECAL_ACTION_BACKUP },
      { 10 * THECAL_MINUTE_US, THECAL_ACTION_ON_DUTY | THECAL_ACTION_BACKUP },
      { 15 * THECAL_MINUTE_US, THECAL_ACTION_EVERYONE },
      { 30 * THECAL_MINUTE_US, THECAL_ACTION_EVERYONE },
    },
    .n_steps = 7,
    .repeat_us = 15 * THECAL_MINUTE_US,
  },
};

/* In the order of their bits. */
static const char *const action_names[THECAL_N_LADDER_ACTIONS] = {
  "louder", "loudest", "speech", "full-screen", "all-screens", "on-duty", "backup", "everyone",
};

const ThecalLadder *
thecal_ladder_get_default (ThecalPriority priority)
{
  return &ladders[priority];
}

const ThecalLadder *
thecal_ladder_get_drill (void)
{
  /* own choice: short, since somebody waits for it */
  static const ThecalLadder drill = {
    .steps = {
      { 10 * THECAL_SECOND_US, THECAL_ACTION_LOUDER },
      { 20 * THECAL_SECOND_US,
        THECAL_ACTION_LOUDEST | THECAL_ACTION_SPEECH | THECAL_ACTION_FULL_SCREEN },
      { 40 * THECAL_SECOND_US, THECAL_ACTION_ALL_SCREENS },
    },
    .n_steps = 3,
    .repeat_us = THECAL_HOUR_US,
  };

  return &drill;
}

gint64
thecal_ladder_get_step_us (const ThecalLadder *self, int step)
{
  if (self->n_steps == 0)
    return THECAL_NEVER_US;
  if (step < self->n_steps)
    return self->steps[step].after_us;

  return self->steps[self->n_steps - 1].after_us + (step - self->n_steps + 1) * self->repeat_us;
}

guint
thecal_ladder_get_actions (const ThecalLadder *self, int n_reached)
{
  guint actions = 0;

  for (int i = 0; i < MIN (n_reached, self->n_steps); i++)
    actions |= self->steps[i].actions;

  return actions;
}

const char *
thecal_ladder_action_to_string (guint action)
{
  for (int i = 0; i < THECAL_N_LADDER_ACTIONS; i++)
    if (action == 1u << i)
      return action_names[i];

  return NULL;
}

bool
thecal_ladder_action_from_string (const char *text, guint *out_action)
{
  int index;

  if (!thecal_names_find (action_names, G_N_ELEMENTS (action_names), text, &index))
    return false;

  *out_action = 1u << index;
  return true;
}
