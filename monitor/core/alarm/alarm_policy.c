/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
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
