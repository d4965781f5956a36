/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/checklist/triage.h"

#define FEVER_C 38.6     /* [004-38] */
#define FEVER_ANY_C 38.0 /* design choice */

#define LIST(name) (1u << THECAL_LIST_##name)

/* What a condition that stands says of the pump, and the lists that it leads to (clinical.md 4). */
typedef struct {
  bool alarm, empty, low, overdue, stopped, battery, stale, mri;
  bool watch; /* opens the 72 hours in which withdrawal shows itself */
  guint lists;
} ConditionMeaning;

static const ConditionMeaning meanings[THECAL_N_CONDITIONS] = {
  [THECAL_CONDITION_RESERVOIR_EMPTY] = { .alarm = true,
                                         .empty = true,
                                         .watch = true,
                                         .lists = LIST (WITHDRAWAL) },
  [THECAL_CONDITION_RESERVOIR_EMPTY_SOON] = { .low = true, .lists = LIST (WITHDRAWAL) },
  [THECAL_CONDITION_RESERVOIR_LOW] = { .alarm = true, .watch = true, .lists = LIST (WITHDRAWAL) },
  [THECAL_CONDITION_REFILL_OVERDUE] = { .overdue = true, .lists = LIST (WITHDRAWAL) },
  [THECAL_CONDITION_INFUSION_STOPPED] = { .stopped = true,
                                          .watch = true,
                                          .lists = LIST (WITHDRAWAL) },
  [THECAL_CONDITION_MOTOR_STALL] = { .alarm = true,
                                     .stopped = true,
                                     .watch = true,
                                     .lists = LIST (WITHDRAWAL) },
  [THECAL_CONDITION_MRI_CHECK] = { .mri = true, .watch = true, .lists = LIST (PUMP) },
  [THECAL_CONDITION_END_OF_SERVICE] = { .alarm = true,
                                        .battery = true,
                                        .watch = true,
                                        .lists = LIST (PUMP) },
  [THECAL_CONDITION_REPLACEMENT_INDICATOR] = { .battery = true, .lists = LIST (PUMP) },
  /* the flow may be at its minimum (A12) */
  [THECAL_CONDITION_LOW_BATTERY_RESET] = { .alarm = true,
                                           .stopped = true,
                                           .watch = true,
                                           .lists = LIST (PUMP) },
  [THECAL_CONDITION_MEMORY_ERROR_CRITICAL] = { .alarm = true, .watch = true, .lists = LIST (PUMP) },
  [THECAL_CONDITION_MEMORY_ERROR] = { .alarm = true, .watch = true, .lists = LIST (PUMP) },
  [THECAL_CONDITION_TELEMETRY_STUCK] = { .alarm = true, .watch = true, .lists = LIST (PUMP) },
  [THECAL_CONDITION_PUMP_SOUND_CRITICAL] = { .alarm = true,
                                             .watch = true,
                                             .lists = LIST (WITHDRAWAL) | LIST (PUMP) },
  [THECAL_CONDITION_PUMP_SOUND_SINGLE] = { .alarm = true, .watch = true, .lists = LIST (PUMP) },
  [THECAL_CONDITION_UNKNOWN_EVENT] = { .alarm = true, .watch = true, .lists = LIST (PUMP) },
  [THECAL_CONDITION_DATA_STALE] = { .stale = true, .lists = LIST (PUMP) },
  [THECAL_CONDITION_LINK_LOST] = { .stale = true },
  [THECAL_CONDITION_DATA_UNTRUSTED] = { .stale = true, .lists = LIST (PUMP) },
  [THECAL_CONDITION_REFILL_MISMATCH] = { .lists = LIST (PUMP) },
  [THECAL_CONDITION_OVER_INFUSION] = { .lists = LIST (OVERDOSE) },
  [THECAL_CONDITION_UNDER_INFUSION] = { .lists = LIST (WITHDRAWAL) },
  [THECAL_CONDITION_WATCH] = { .watch = true, .lists = LIST (WITHDRAWAL) | LIST (OVERDOSE) },
  [THECAL_CONDITION_TRIAGE_OPEN] = { .lists = LIST (WITHDRAWAL) | LIST (OVERDOSE) },
  [THECAL_CONDITION_REPEAT_DUE] = { .lists = LIST (WITHDRAWAL) | LIST (OVERDOSE) },
  [THECAL_CONDITION_FEVER] = { .lists = LIST (INFECTION) | LIST (WITHDRAWAL) },
};

void
thecal_triage_context_init (ThecalTriageContext *self)
{
  *self = (ThecalTriageContext){
    .watch_wall_us = THECAL_UNKNOWN_US,
    .refill_wall_us = THECAL_UNKNOWN_US,
    .operation_wall_us = THECAL_UNKNOWN_US,
    .fever_c = FEVER_C,
    .fever_any_c = FEVER_ANY_C,
    .breaths_low = NAN,
  };
}

void
thecal_triage_context_add_condition (ThecalTriageContext *self,
                                     ThecalConditionId condition,
                                     gint64 since_wall_us)
{
  const ConditionMeaning *meaning;

  if ((guint) condition >= THECAL_N_CONDITIONS)
    return;

  meaning = &meanings[condition];
  self->pump_alarm |= meaning->alarm;
  self->computed_empty |= meaning->empty;
  self->refill_overdue |= meaning->overdue;
  self->infusion_stopped |= meaning->stopped;
  self->pump_low |= meaning->low;
  self->mri_unchecked |= meaning->mri;
  self->battery_notice |= meaning->battery;
  self->data_stale |= meaning->stale;
  if (meaning->watch && since_wall_us != THECAL_NEVER_US && thecal_instant_is_sound (since_wall_us))
    self->watch_wall_us = MAX (self->watch_wall_us, since_wall_us);
}

guint
thecal_triage_get_lists_of (ThecalConditionId condition)
{
  return (guint) condition < THECAL_N_CONDITIONS ? meanings[condition].lists : 0;
}
