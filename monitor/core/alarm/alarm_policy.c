/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/alarm_policy.h"

#include "core/alarm/alarm_machine.h"

#define PRIORITIES (THECAL_PRIORITY_HIGH + 1)

/* alarms.md, "Where this and clinical.md section 4 meet" */
static const int pause_default_min[PRIORITIES] = {
  [THECAL_PRIORITY_HIGH] = 2,
  [THECAL_PRIORITY_MEDIUM] = 10,
  [THECAL_PRIORITY_LOW] = 60,
};

static const int pause_max_min[PRIORITIES] = {
  [THECAL_PRIORITY_HIGH] = 10,
  [THECAL_PRIORITY_MEDIUM] = 60,
  [THECAL_PRIORITY_LOW] = 12 * 60,
};

static const gint64 acknowledge_us[PRIORITIES] = {
  [THECAL_PRIORITY_HIGH] = 30 * THECAL_MINUTE_US,
  [THECAL_PRIORITY_MEDIUM] = 8 * THECAL_HOUR_US,
  [THECAL_PRIORITY_LOW] = 24 * THECAL_HOUR_US,
};

static const gint64 reminder_us[PRIORITIES] = {
  [THECAL_PRIORITY_HIGH] = 10 * THECAL_MINUTE_US,
  [THECAL_PRIORITY_MEDIUM] = 60 * THECAL_MINUTE_US,
  [THECAL_PRIORITY_LOW] = 24 * THECAL_HOUR_US,
};

/* Escalation ladder, alarms.md d3: time unacknowledged at which a step is reached. After the last
 * step it goes on every repeat, without end. */
static const gint64 high_steps_us[] = {
  20 * THECAL_SECOND_US, /* louder */
  60 * THECAL_SECOND_US, /* loudest, speech */
  2 * THECAL_MINUTE_US,  5 * THECAL_MINUTE_US,  10 * THECAL_MINUTE_US,
  15 * THECAL_MINUTE_US, 30 * THECAL_MINUTE_US,
};
#define HIGH_REPEAT_US (15 * THECAL_MINUTE_US)

static const gint64 medium_steps_us[] = {
  5 * THECAL_MINUTE_US,
  10 * THECAL_MINUTE_US,
  2 * THECAL_HOUR_US,
};
#define MEDIUM_REPEAT_US (4 * THECAL_HOUR_US)

static gint64
step_us (const gint64 *steps_us, int n_steps, gint64 repeat_us, int step)
{
  return step < n_steps ? steps_us[step] : steps_us[n_steps - 1] + (step - n_steps + 1) * repeat_us;
}

gint64
thecal_ladder_get_step_us (ThecalPriority priority, int step)
{
  switch (priority) {
  case THECAL_PRIORITY_HIGH:
    return step_us (high_steps_us, G_N_ELEMENTS (high_steps_us), HIGH_REPEAT_US, step);
  case THECAL_PRIORITY_MEDIUM:
    return step_us (medium_steps_us, G_N_ELEMENTS (medium_steps_us), MEDIUM_REPEAT_US, step);
  case THECAL_PRIORITY_NONE:
  case THECAL_PRIORITY_INFO:
  case THECAL_PRIORITY_LOW:
    break;
  }

  return THECAL_NEVER_US;
}

int
thecal_priority_get_pause_max_min (ThecalPriority priority)
{
  return pause_max_min[priority];
}

int
thecal_priority_get_pause_default_min (ThecalPriority priority)
{
  return pause_default_min[priority];
}

gint64
thecal_priority_get_acknowledge_us (ThecalPriority priority)
{
  return acknowledge_us[priority];
}

gint64
thecal_priority_get_reminder_us (ThecalPriority priority)
{
  return reminder_us[priority];
}
