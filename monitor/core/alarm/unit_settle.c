/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* Facts that time changes, not only events. */
#include <math.h>

#include "core/alarm/rules.h"
#include "core/alarm/rules_limits.h"
#include "core/alarm/rules_parts.h"
#include "core/alarm/unit_parts.h"
#include "core/median.h"

void
thecal_unit_init (ThecalUnit *self, guint index, const ThecalAlarmSettings *settings)
{
  *self = (ThecalUnit){
    .index = index,
    .watched_since_us = THECAL_UNKNOWN_US,
    .level = { .lowest_ml = NAN, .risen_us = THECAL_UNKNOWN_US },
    .stop_since_us = THECAL_UNKNOWN_US,
    .running_since_us = THECAL_UNKNOWN_US,
    .stall_recovered_us = THECAL_UNKNOWN_US,
    .link_down_us = THECAL_UNKNOWN_US,
    .telemetry_us = THECAL_UNKNOWN_US,
    .out_and_heard_us = THECAL_UNKNOWN_US,
    .settings = settings,
    .rules_next_us = THECAL_NEVER_US,
  };
  thecal_pump_status_init (&self->status);
  thecal_care_facts_init (&self->care);
  thecal_delivery_facts_init (&self->delivery);
  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    thecal_alarm_init (&self->alarms[id]);
}

/* A plan that is wrong must not silence a pump that works: while it is heard, it is judged as any
 * other. */
bool
thecal_unit_is_archived (const ThecalUnit *self, ThecalTime now)
{
  return self->explanted && (self->out_and_heard_us == THECAL_UNKNOWN_US ||
                             now.boot_us >= self->out_and_heard_us + EXPLANTED_HEARD_US);
}

gint64
thecal_unit_get_learned_interval_us (const ThecalUnit *self)
{
  const guint n = MIN (self->n_gaps, THECAL_GAPS_MAX);
  double gaps_us[THECAL_GAPS_MAX];

  if (n < INTERVAL_GAPS_LEAST)
    return 0;
  for (guint i = 0; i < n; i++)
    gaps_us[i] = (double) self->gaps_us[i];

  return MIN ((gint64) thecal_median (gaps_us, n), INTERVAL_LEARNED_MOST_H * THECAL_HOUR_US);
}

/* As declared, else as learned, else the default (alarms.md, freshness). */
static gint64
get_interval_us (const ThecalUnit *self)
{
  const gint64 learned_us =
      self->status.interval_us > 0 ? 0 : thecal_unit_get_learned_interval_us (self);

  if (self->status.interval_us > 0)
    return self->status.interval_us;

  return learned_us > 0 ? learned_us : INTERVAL_DEFAULT_US;
}

gint64
thecal_unit_get_stale_us (const ThecalUnit *self)
{
  const gint64 last_us = self->status.last_report_us;

  if (!self->watched || !self->expects_bluetooth)
    return THECAL_NEVER_US;
  if (last_us == THECAL_UNKNOWN_US)
    return self->watched_since_us + NEVER_HEARD_US;
  if (self->status.on_demand)
    return last_us + ON_DEMAND_STALE_US;

  return last_us + STALE_INTERVALS * get_interval_us (self);
}

bool
thecal_unit_is_stale (const ThecalUnit *self, ThecalTime now)
{
  return now.boot_us >= thecal_unit_get_stale_us (self);
}

static bool
is_at_or_below (double level_ml, double limit_ml)
{
  return !isnan (level_ml) && level_ml <= limit_ml;
}

static void
settle_levels (ThecalUnit *self, ThecalTime now)
{
  const double threshold_ml = self->status.values[THECAL_FIELD_LOW_THRESHOLD_ML].value;

  self->band = thecal_pump_status_get_level (&self->status, now.boot_us);
  self->forecast = thecal_pump_status_get_forecast (&self->status, now);
  if (is_at_or_below (self->band.early, EMPTY_LEVEL_ML) ||
      self->event_active[THECAL_PUMP_EVENT_RESERVOIR_EMPTY])
    self->level.empty = true;
  if (is_at_or_below (thecal_rules_get_empty_early_h (self), self->settings->empty_soon_h))
    self->level.empty_soon = true;
  if (is_at_or_below (self->band.early,
                      isnan (threshold_ml) ? THECAL_LOW_THRESHOLD_DEFAULT_ML : threshold_ml) ||
      self->event_active[THECAL_PUMP_EVENT_RESERVOIR_LOW])
    self->level.low = true;
}

/* Therapy. */

static bool
is_stopped (const ThecalUnit *self)
{
  return self->status.therapy == THECAL_THERAPY_STOP ||
         self->status.therapy == THECAL_THERAPY_PAUSE || self->status.mode == THECAL_MODE_STOPPED;
}

/* It delivers something, but too little: "running" says nothing against it. */
static bool
is_at_minimum (const ThecalUnit *self)
{
  return self->status.mode == THECAL_MODE_MINIMUM_RATE ||
         self->event_active[THECAL_PUMP_EVENT_STOPPED_TOO_LONG] ||
         self->event_active[THECAL_PUMP_EVENT_MINIMUM_RATE];
}

/* Since when it stands still: by the therapy state, else by the report whose mode says so. */
static gint64
get_stop_us (const ThecalUnit *self, ThecalTime now)
{
  const bool by_therapy =
      self->status.therapy == THECAL_THERAPY_STOP || self->status.therapy == THECAL_THERAPY_PAUSE;
  const gint64 since_us = by_therapy ? self->status.therapy_since_us : self->status.last_report_us;

  return since_us == THECAL_UNKNOWN_US ? now.boot_us : since_us;
}

static void
settle_therapy (ThecalUnit *self, ThecalTime now)
{
  if (is_stopped (self)) {
    self->running_since_us = THECAL_UNKNOWN_US;
    if (self->stop_since_us == THECAL_UNKNOWN_US)
      self->stop_since_us = get_stop_us (self, now);
  } else if (is_at_minimum (self)) {
    self->running_since_us = THECAL_UNKNOWN_US;
  } else if (self->status.therapy == THECAL_THERAPY_RUN) {
    self->stop_planned = false;
    self->stop_since_us = THECAL_UNKNOWN_US;
    if (self->running_since_us == THECAL_UNKNOWN_US)
      self->running_since_us = self->stop_held ? now.boot_us : self->status.therapy_since_us;
  } else
    self->running_since_us = THECAL_UNKNOWN_US; /* not to know what it does is not to run */
  /* A stop is not over because nobody says any more what the pump does. */
  if (self->stop_since_us != THECAL_UNKNOWN_US && !self->stop_planned &&
      now.boot_us >= self->stop_since_us + STOP_DELAY_US)
    self->stop_held = true;
  if (is_at_minimum (self))
    self->stop_held = true;
  else if (self->stop_held && self->running_since_us != THECAL_UNKNOWN_US &&
           !thecal_unit_is_stale (self, now) &&
           now.boot_us >= self->running_since_us + RUNNING_CLEARS_US)
    self->stop_held = false;
}

static bool
is_stalled (const ThecalUnit *self)
{
  static const ThecalPumpEventType stalls[] = {
    THECAL_PUMP_EVENT_MOTOR_STALL,
    THECAL_PUMP_EVENT_OCCLUSION,
    THECAL_PUMP_EVENT_MECHANICAL_ISSUE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stalls); i++)
    if (self->event_active[stalls[i]])
      return true;

  return self->status.stalled;
}

static void
settle_stall (ThecalUnit *self, ThecalTime now)
{
  if (is_stalled (self)) {
    /* looked at while it stood is looked at; another stall is not */
    if (!self->stall_held || self->stall_recovered_us != THECAL_UNKNOWN_US)
      self->stall_checked = false;
    self->stall_held = true;
    self->stall_recovered_us = THECAL_UNKNOWN_US;
    return;
  }
  if (!self->stall_held)
    return;
  if (self->stall_recovered_us == THECAL_UNKNOWN_US)
    self->stall_recovered_us = now.boot_us;
  if (self->stall_checked && !thecal_unit_is_stale (self, now) &&
      now.boot_us >= self->stall_recovered_us + STALL_STABLE_US)
    self->stall_held = false;
}

/* A15: in telemetry by its mode or by its own word. */
static void
settle_telemetry (ThecalUnit *self, ThecalTime now)
{
  const bool on = self->status.mode == THECAL_MODE_TELEMETRY ||
                  self->event_active[THECAL_PUMP_EVENT_TELEMETRY_MODE];

  if (!on)
    self->telemetry_us = THECAL_UNKNOWN_US;
  else if (self->telemetry_us == THECAL_UNKNOWN_US)
    self->telemetry_us = now.boot_us;
}

/* A09, A10: dates that were reached stay so, whatever a later report or another clock says, until a
 * replacement is entered. */
static void
settle_service (ThecalUnit *self, ThecalTime now)
{
  const gint64 eri_us = self->status.eri_date_us;

  if (thecal_rule_service_end_wall_us (self, now) <= now.wall_us)
    thecal_unit_hold (self, THECAL_CONDITION_END_OF_SERVICE, now);
  if (eri_us != THECAL_UNKNOWN_US && eri_us <= now.wall_us)
    thecal_unit_hold (self, THECAL_CONDITION_REPLACEMENT_INDICATOR, now);
}

/* A05: a visit that was missed stays so until the refill, or another one that lies ahead and is in
 * time (T-AP-01). */
static void
settle_visit (ThecalUnit *self, ThecalTime now)
{
  const gint64 visit_us = self->care.visit_wall_us[THECAL_VISIT_REFILL];
  const gint64 missed_us = self->care.missed_wall_us;

  if (thecal_rule_overdue_wall_us (self, now) <= now.wall_us)
    self->care.missed_wall_us = visit_us;
  else if (missed_us != THECAL_UNKNOWN_US && visit_us != missed_us &&
           thecal_rule_is_booked_in_time (self, now))
    self->care.missed_wall_us = THECAL_UNKNOWN_US;
}

void
thecal_unit_settle (ThecalUnit *self, ThecalTime now)
{
  settle_levels (self, now);
  settle_service (self, now);
  settle_visit (self, now);
  settle_therapy (self, now);
  settle_stall (self, now);
  settle_telemetry (self, now);
}
