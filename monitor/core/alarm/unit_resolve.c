/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* What the word of the clinic, or of a person, ends. */
#include <math.h>

#include "core/alarm/rules.h"
#include "core/alarm/unit_parts.h"

typedef void (*Resolve) (ThecalUnit *self, ThecalTime now);

static void
resolve_empty (ThecalUnit *self, ThecalTime now)
{
  thecal_unit_release_empty (self);
}

/* That it runs empty within days, or was heard to be low, is not said by this. */
static void
resolve_low (ThecalUnit *self, ThecalTime now)
{
  self->level.low = false;
  self->level.heard_low = false;
}

/* The sound that a person heard was looked into; what the pump itself reports stands. */
static void
resolve_heard_critical (ThecalUnit *self, ThecalTime now)
{
  self->level.heard_empty = false;
}

static void
resolve_heard_single (ThecalUnit *self, ThecalTime now)
{
  self->level.heard_low = false;
}

static void
resolve_stopped (ThecalUnit *self, ThecalTime now)
{
  /* too little that was dealt with does not announce a stop to come */
  self->stop_planned = self->stop_since_us != THECAL_UNKNOWN_US || !self->stop_held;
  self->stop_held = false;
}

static void
resolve_stall (ThecalUnit *self, ThecalTime now)
{
  self->stall_checked = true;
}

static void
resolve_replacement (ThecalUnit *self, ThecalTime now)
{
  self->status.eri_date_us = THECAL_UNKNOWN_US;
}

static void
resolve_telemetry (ThecalUnit *self, ThecalTime now)
{
  self->telemetry_us = now.boot_us;
}

/* What was looked at is not found again in the same levels. */
static void
resolve_infusion (ThecalUnit *self, ThecalTime now)
{
  thecal_delivery_facts_fill (&self->delivery, NAN, now.boot_us);
}

static void
resolve_clock (ThecalUnit *self, ThecalTime now)
{
  self->clock_jumped = false;
}

/* Beside what is held until then. */
static const Resolve resolve[THECAL_N_CONDITIONS] = {
  [THECAL_CONDITION_RESERVOIR_EMPTY] = resolve_empty,
  [THECAL_CONDITION_PUMP_SOUND_CRITICAL] = resolve_heard_critical,
  [THECAL_CONDITION_RESERVOIR_LOW] = resolve_low,
  [THECAL_CONDITION_PUMP_SOUND_SINGLE] = resolve_heard_single,
  [THECAL_CONDITION_INFUSION_STOPPED] = resolve_stopped,
  [THECAL_CONDITION_MOTOR_STALL] = resolve_stall,
  [THECAL_CONDITION_END_OF_SERVICE] = resolve_replacement,
  [THECAL_CONDITION_REPLACEMENT_INDICATOR] = resolve_replacement,
  [THECAL_CONDITION_TELEMETRY_STUCK] = resolve_telemetry,
  [THECAL_CONDITION_OVER_INFUSION] = resolve_infusion,
  [THECAL_CONDITION_UNDER_INFUSION] = resolve_infusion,
  [THECAL_CONDITION_CLOCK] = resolve_clock,
};

void
thecal_unit_resolve (ThecalUnit *self, ThecalConditionId condition, ThecalTime now)
{
  thecal_care_facts_resolve (&self->care, condition, now);
  self->held[condition] = false;
  /* a stall that the clinic has looked at ends when the pump says so (A07), which the other issues
   * of the motor never do */
  for (int type = 0; type < THECAL_N_PUMP_EVENTS; type++)
    if (self->event_active[type] && type != THECAL_PUMP_EVENT_MOTOR_STALL &&
        thecal_rules_get_condition_of ((ThecalPumpEventType) type) == condition) {
      self->event_active[type] = false;
      self->event_dismissed[type] = true;
    }
  if (resolve[condition] != NULL)
    resolve[condition](self, now);
}
