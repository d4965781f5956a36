/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/protection.h"

#include <math.h>

static bool
has_number (const ThecalContactBook *book, ThecalRole role)
{
  for (guint i = 0; i < book->contacts->len; i++) {
    const ThecalContact *contact = g_ptr_array_index (book->contacts, i);

    if (contact->role == role && contact->phones != NULL && contact->phones[0] != NULL)
      return true;
  }

  return false;
}

/* A volume without its date has no age. */
static bool
has_forecast (const ThecalCarePlan *plan)
{
  return !isnan (plan->volume_ml) && plan->filled_at_us != THECAL_UNKNOWN_US &&
         plan->dose_ug_per_day > 0.0 && !isnan (plan->concentration_ug_per_ml);
}

guint
thecal_guards_find (const ThecalPlanDocument *document, const ThecalGuardFacts *facts)
{
  const bool held[THECAL_N_GUARDS] = {
    [THECAL_GUARD_FORECAST] = has_forecast (&document->plan),
    [THECAL_GUARD_ALARM_DATE] = document->plan.alarm_date_us != THECAL_UNKNOWN_US,
    [THECAL_GUARD_MONITOR] = facts->monitor_runs,
    [THECAL_GUARD_SOUND] = facts->sound_heard,
    [THECAL_GUARD_DRILL] = facts->drill_confirmed,
    [THECAL_GUARD_EMERGENCY] =
        document->contacts->emergency_number != NULL && document->contacts->emergency_confirmed,
    [THECAL_GUARD_PUMP_TEAM] = has_number (document->contacts, THECAL_ROLE_PUMP_TEAM),
    [THECAL_GUARD_ON_CALL] = has_number (document->contacts, THECAL_ROLE_ON_CALL),
    [THECAL_GUARD_TABLETS] = document->plan.tablets_expire_us != THECAL_UNKNOWN_US,
    [THECAL_GUARD_RADIO] = facts->pump_heard,
  };
  guint mask = 0;

  for (guint i = 0; i < THECAL_N_GUARDS; i++)
    mask |= held[i] ? 1u << i : 0;

  return mask;
}

bool
thecal_guard_is_vital (ThecalGuard guard)
{
  switch (guard) {
  case THECAL_GUARD_FORECAST:
  case THECAL_GUARD_MONITOR:
  case THECAL_GUARD_SOUND:
  case THECAL_GUARD_DRILL:
  case THECAL_GUARD_EMERGENCY:
  case THECAL_GUARD_PUMP_TEAM:
    return true;
  case THECAL_GUARD_ALARM_DATE:
  case THECAL_GUARD_ON_CALL:
  case THECAL_GUARD_TABLETS:
  case THECAL_GUARD_RADIO:
  case THECAL_N_GUARDS:
    break;
  }

  return false;
}
