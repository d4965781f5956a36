/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/system.h"

#include "core/alarm/deadline_heap.h"
#include "core/alarm/rules_limits.h"
#include "core/alarm/rules_parts.h"
#include "core/alarm/storm.h"
#include "core/alarm/unit_parts.h"

/* Steps of a unit that were missed and are made up for at once. A state that never comes to rest,
 * as from a spoilt file, is looked at once a second beyond that: the others must not wait for it.
 */
#define DUE_MOST 1000

struct _ThecalSystem {
  GPtrArray *units; /* of owned ThecalUnit; 0 is the host */
  ThecalDeadlineHeap heap;
  ThecalDeadlineHeap sounding; /* the most urgent first: its "deadline" is less urgency */
  ThecalAlarmSettings settings;
  ThecalStorm storm;
  guint next_episode;
};

#define STATE_TYPE "(uxxxaa{sv})"
#define STATE_VERSION 1

ThecalSystem *
thecal_system_new (void)
{
  ThecalSystem *self = g_new0 (ThecalSystem, 1);

  self->units = g_ptr_array_new_with_free_func (g_free);
  thecal_deadline_heap_init (&self->heap);
  thecal_deadline_heap_init (&self->sounding);
  thecal_alarm_settings_init (&self->settings);
  thecal_storm_init (&self->storm);
  thecal_system_add_unit (self);

  return self;
}

void
thecal_system_free (ThecalSystem *self)
{
  g_ptr_array_unref (self->units);
  thecal_deadline_heap_clear (&self->heap);
  thecal_deadline_heap_clear (&self->sounding);
  g_clear_pointer (&self->settings.zone, g_time_zone_unref);
  g_free (self);
}

static ThecalUnit *
get_unit (const ThecalSystem *self, guint unit)
{
  return unit < self->units->len ? g_ptr_array_index (self->units, unit) : NULL;
}

guint
thecal_system_add_unit (ThecalSystem *self)
{
  const guint index = self->units->len;
  ThecalUnit *unit = g_new (ThecalUnit, 1);

  thecal_unit_init (unit, index, &self->settings);
  g_ptr_array_add (self->units, unit);
  thecal_deadline_heap_add (&self->heap);
  thecal_deadline_heap_add (&self->sounding);

  return index;
}

guint
thecal_system_get_n_units (const ThecalSystem *self)
{
  return self->units->len;
}

/* By priority, then by what the ladder has reached, then by the catalogue. */
static gint64
urgency_of (const ThecalUnit *unit)
{
  const ThecalConditionId id = thecal_unit_get_sounding (unit);
  const ThecalAlarm *alarm = id < THECAL_N_CONDITIONS ? &unit->alarms[id] : NULL;

  if (alarm == NULL)
    return 0;

  return ((gint64) alarm->priority * 1000 + MIN (alarm->step, 999)) * THECAL_N_CONDITIONS +
         (THECAL_N_CONDITIONS - 1 - (gint64) id);
}

static void
index_unit (ThecalSystem *self, ThecalUnit *unit)
{
  thecal_deadline_heap_set (&self->heap, unit->index, thecal_unit_get_deadline (unit));
  thecal_deadline_heap_set (&self->sounding, unit->index, -urgency_of (unit));
}

static void
evaluate (ThecalSystem *self, ThecalUnit *unit, ThecalTime now, GArray *effects)
{
  thecal_unit_evaluate (unit, now, &self->next_episode, effects);
  index_unit (self, unit);
}

static void
run_due (ThecalSystem *self, ThecalTime now, GArray *effects)
{
  guint left = DUE_MOST * self->units->len;
  guint unit;

  while (thecal_deadline_heap_get_earliest (&self->heap, &unit) <= now.boot_us) {
    evaluate (self, get_unit (self, unit), now, effects);
    if (--left > 0)
      continue;
    thecal_deadline_heap_set (&self->heap, unit, now.boot_us + THECAL_SECOND_US);
    left = DUE_MOST;
  }
}

static void
add_log (GArray *effects, const ThecalEvent *event, ThecalLogReason reason, ThecalTime now)
{
  const ThecalEffect effect = {
    .kind = THECAL_EFFECT_LOG,
    .unit = event->unit,
    .condition = THECAL_N_CONDITIONS,
    .priority = THECAL_PRIORITY_NONE,
    .reason = reason,
    .until_us = THECAL_UNKNOWN_US,
    .at_us = now.boot_us,
  };

  g_array_append_val (effects, effect);
}

/* A clock step and a restart concern all units alike. */
static bool
is_for_all (ThecalEventType type)
{
  return type == THECAL_EVENT_CLOCK_STEP || type == THECAL_EVENT_RESTART ||
         type == THECAL_EVENT_RESUME || type == THECAL_EVENT_SETTINGS;
}

static void
take_settings (ThecalSystem *self, const ThecalAlarmSettings *settings)
{
  GTimeZone *zone = settings->zone != NULL ? g_time_zone_ref (settings->zone) : NULL;

  g_clear_pointer (&self->settings.zone, g_time_zone_unref);
  self->settings = *settings;
  self->settings.zone = zone;
}

static bool
is_any_high (const ThecalSystem *self)
{
  for (guint i = 0; i < self->units->len; i++)
    if (thecal_unit_has_high (get_unit (self, i), THECAL_CONDITIONS_REAL))
      return true;

  return false;
}

/* One of the events that concern every unit; @first: of the effects of this step. */
static void
evaluate_for_all (ThecalSystem *self,
                  ThecalUnit *unit,
                  ThecalEventType type,
                  ThecalTime now,
                  GArray *effects,
                  guint first)
{
  unit->clock_moved = type == THECAL_EVENT_CLOCK_STEP || type == THECAL_EVENT_SETTINGS;
  thecal_unit_evaluate (unit, now, &self->next_episode, effects);
  unit->clock_moved = false;
  if (type == THECAL_EVENT_RESTART)
    thecal_unit_sound_again (unit, first, now, &self->next_episode, effects);
  index_unit (self, unit);
}

/* The unit in which something real got high among the effects from @first on; -1: none. */
static int
find_new_high (const GArray *effects, guint first)
{
  for (guint i = first; i < effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (effects, ThecalEffect, i);

    if ((effect->kind == THECAL_EFFECT_RAISE || effect->kind == THECAL_EFFECT_CHANGE) &&
        effect->priority == THECAL_PRIORITY_HIGH && effect->condition != THECAL_CONDITION_DRILL)
      return (int) effect->unit;
  }

  return -1;
}

/* What got high ends a drill, which begins only where nothing real is, and the pauses of the other
 * units: a room that was silenced for one of them would miss it (alarms.md d2). */
static void
follow_high (ThecalSystem *self, guint first, ThecalTime now, GArray *effects)
{
  const int risen = find_new_high (effects, first);
  ThecalUnit *host = get_unit (self, THECAL_UNIT_HOST);

  if (risen < 0)
    return;

  for (guint i = 0; i < self->units->len; i++)
    if ((int) i != risen) {
      thecal_unit_wake (
          get_unit (self, i), THECAL_PRIORITY_HIGH, now, &self->next_episode, effects);
      index_unit (self, get_unit (self, i));
    }
  if (host->care.drill_us != THECAL_UNKNOWN_US) {
    host->care.drill_us = THECAL_UNKNOWN_US;
    evaluate (self, host, now, effects);
  }
}

/* A host that hears nobody speaks for the lost links of all pumps; hearing again, for none. */
static void
follow_adapter (ThecalSystem *self, ThecalTime now, GArray *effects)
{
  const ThecalUnit *host = get_unit (self, THECAL_UNIT_HOST);

  for (guint i = 1; i < self->units->len; i++) {
    ThecalUnit *unit = get_unit (self, i);

    if (unit->adapter_gone == host->adapter_gone)
      continue;
    unit->adapter_gone = host->adapter_gone;
    evaluate (self, unit, now, effects);
  }
}

/* Nothing of a pump that was taken out waits to be seen. */
static void
reset_all (ThecalSystem *self, ThecalUnit *unit, ThecalTime now, GArray *effects)
{
  const ThecalEvent reset = { .type = THECAL_EVENT_RESET,
                              .unit = unit->index,
                              .person = { .all = true } };

  thecal_unit_answer (unit, &reset, now, &self->next_episode, effects);
  index_unit (self, unit);
}

static void
take (ThecalSystem *self,
      ThecalUnit *unit,
      const ThecalEvent *event,
      ThecalTime now,
      GArray *effects)
{
  const bool was_archived = thecal_unit_is_archived (unit, now);
  ThecalFactResult result;

  if (thecal_unit_is_answer (event->type))
    thecal_unit_answer (unit, event, now, &self->next_episode, effects);

  result = event->type == THECAL_EVENT_DRILL && is_any_high (self)
               ? THECAL_FACT_REJECTED
               : thecal_unit_take (unit, event, now);
  if (result == THECAL_FACT_REJECTED)
    add_log (effects, event, THECAL_LOG_REJECTED, now);
  else if (result == THECAL_FACT_BACKFILLED)
    add_log (effects, event, THECAL_LOG_BACKFILLED, now);
  evaluate (self, unit, now, effects);
  if (event->type == THECAL_EVENT_EXPLANTED && !was_archived && thecal_unit_is_archived (unit, now))
    reset_all (self, unit, now, effects);
}

/* Most urgent first; what was decided in one breath keeps its order. */
static void
sort_by_urgency (GArray *effects, guint first)
{
  for (guint i = first + 1; i < effects->len; i++) {
    const ThecalEffect effect = g_array_index (effects, ThecalEffect, i);
    guint j = i;

    while (j > first && g_array_index (effects, ThecalEffect, j - 1).priority < effect.priority) {
      g_array_index (effects, ThecalEffect, j) = g_array_index (effects, ThecalEffect, j - 1);
      j--;
    }
    g_array_index (effects, ThecalEffect, j) = effect;
  }
}

void
thecal_system_step (ThecalSystem *self, const ThecalEvent *event, ThecalTime now, GArray *effects)
{
  const guint first = effects->len;
  ThecalUnit *unit = get_unit (self, event->unit);
  ThecalUnit *host = get_unit (self, THECAL_UNIT_HOST);

  run_due (self, now, effects);

  if (unit == NULL) {
    add_log (effects, event, THECAL_LOG_REJECTED, now);
    return;
  }
  if (is_for_all (event->type)) {
    if (event->type == THECAL_EVENT_SETTINGS)
      take_settings (self, event->settings);
    if (event->type == THECAL_EVENT_CLOCK_STEP)
      thecal_unit_take (host, event, now);
    for (guint i = 0; i < self->units->len; i++)
      evaluate_for_all (self, get_unit (self, i), event->type, now, effects, first);
  } else if (event->type != THECAL_EVENT_TICK)
    take (self, unit, event, now, effects);
  if (event->type == THECAL_EVENT_ADD_PUMP && !host->others_watched) {
    host->others_watched = true;
    evaluate (self, host, now, effects);
  }
  if (event->type == THECAL_EVENT_SELF_TEST || event->type == THECAL_EVENT_ADD_PUMP)
    follow_adapter (self, now, effects);
  follow_high (self, first, now, effects);
  thecal_storm_group (&self->storm, effects, first, now.boot_us);
  sort_by_urgency (effects, first);
}

gint64
thecal_system_get_deadline (const ThecalSystem *self)
{
  guint unit;

  return thecal_deadline_heap_get_earliest (&self->heap, &unit);
}

const ThecalAlarm *
thecal_system_get_sounding (const ThecalSystem *self,
                            guint *out_unit,
                            ThecalConditionId *out_condition)
{
  const ThecalUnit *unit;
  guint index;

  if (thecal_deadline_heap_get_earliest (&self->sounding, &index) >= 0)
    return NULL;

  unit = get_unit (self, index);
  *out_unit = index;
  *out_condition = thecal_unit_get_sounding (unit);
  return &unit->alarms[*out_condition];
}

const ThecalAlarmSettings *
thecal_system_get_settings (const ThecalSystem *self)
{
  return &self->settings;
}

gint64
thecal_system_get_sound_proof_us (const ThecalSystem *self)
{
  return get_unit (self, THECAL_UNIT_HOST)->care.proof_us;
}

const ThecalPumpStatus *
thecal_system_get_status (const ThecalSystem *self, guint unit)
{
  const ThecalUnit *found = get_unit (self, unit);

  return found != NULL ? &found->status : NULL;
}

const ThecalAlarm *
thecal_system_get_alarm (const ThecalSystem *self, guint unit, ThecalConditionId condition)
{
  const ThecalUnit *found = get_unit (self, unit);

  return found != NULL && condition < THECAL_N_CONDITIONS ? &found->alarms[condition] : NULL;
}

bool
thecal_system_is_link_up (const ThecalSystem *self, guint unit)
{
  const ThecalUnit *found = get_unit (self, unit);

  return found != NULL && found->expects_bluetooth && !found->link_down;
}

bool
thecal_system_expects_bluetooth (const ThecalSystem *self, guint unit)
{
  const ThecalUnit *found = get_unit (self, unit);

  return found != NULL && found->expects_bluetooth;
}

bool
thecal_system_is_explanted (const ThecalSystem *self, guint unit)
{
  const ThecalUnit *found = get_unit (self, unit);

  return found != NULL && found->explanted;
}

gint64
thecal_system_get_notice_wall_us (const ThecalSystem *self, guint unit, ThecalTime now)
{
  const ThecalUnit *found = get_unit (self, unit);

  return found != NULL ? thecal_rule_notice_wall_us (found, now) : THECAL_UNKNOWN_US;
}

gint64
thecal_system_get_watched_since_wall_us (const ThecalSystem *self, guint unit)
{
  const ThecalUnit *found = get_unit (self, unit);

  return found != NULL && found->watched ? found->watched_since_wall_us : THECAL_UNKNOWN_US;
}

bool
thecal_system_is_stale (const ThecalSystem *self, guint unit, ThecalTime now)
{
  const ThecalUnit *found = get_unit (self, unit);

  return found == NULL || thecal_unit_is_stale (found, now) ||
         thecal_alarm_is_active (&found->alarms[THECAL_CONDITION_DATA_STALE]);
}

bool
thecal_system_is_simulated (const ThecalSystem *self, guint unit)
{
  /* What concerns the host concerns every pump: one that is simulated marks it (safety rule 9). */
  const guint first = unit == THECAL_UNIT_HOST ? 0 : unit;
  const guint last = unit == THECAL_UNIT_HOST ? self->units->len : unit + 1;

  for (guint i = first; i < MIN (last, self->units->len); i++)
    if (get_unit (self, i)->status.source == THECAL_SOURCE_SIMULATOR)
      return true;

  return false;
}

GVariant *
thecal_system_save (const ThecalSystem *self, ThecalTime now)
{
  GVariantBuilder units;

  g_variant_builder_init (&units, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < self->units->len; i++)
    g_variant_builder_add_value (&units, thecal_unit_save (get_unit (self, i)));

  return g_variant_new (
      STATE_TYPE, STATE_VERSION, (gint64) self->next_episode, now.boot_us, now.wall_us, &units);
}

static void
restore_settings (ThecalSystem *self, GVariant *host)
{
  g_autoptr (GVariant) settings =
      g_variant_lookup_value (host, "settings", G_VARIANT_TYPE (THECAL_ALARM_SETTINGS_TYPE));

  if (settings != NULL)
    thecal_alarm_settings_restore (&self->settings, settings);
}

bool
thecal_system_restore (ThecalSystem *self, GVariant *saved, bool same_boot, ThecalTime now)
{
  g_autoptr (GVariantIter) units = NULL;
  gint64 next_episode, boot_us, wall_us, shift_us = 0;
  guint version, index = 0;
  GVariant *unit;
  bool restored = true;

  if (!g_variant_is_of_type (saved, G_VARIANT_TYPE (STATE_TYPE)))
    return false;
  g_variant_get (saved, STATE_TYPE, &version, &next_episode, &boot_us, &wall_us, &units);
  if (version != STATE_VERSION || !thecal_instant_is_sound (boot_us) ||
      !thecal_instant_is_sound (wall_us))
    return false;
  /* Another boot: the time between is what the wall clock says, and never negative. */
  if (!same_boot)
    shift_us = now.boot_us - boot_us - MAX (0, now.wall_us - wall_us);

  while (restored && (unit = g_variant_iter_next_value (units)) != NULL) {
    if (index == self->units->len)
      thecal_system_add_unit (self);
    if (index == THECAL_UNIT_HOST)
      restore_settings (self, unit);
    restored = thecal_unit_restore (get_unit (self, index), unit, shift_us);
    index_unit (self, get_unit (self, index));
    index++;
    g_variant_unref (unit);
  }
  if (!restored)
    return false;

  self->next_episode = (guint) next_episode;
  /* Time does not go back: one of the two clocks was wrong (A22). */
  if (now.wall_us < wall_us - CLOCK_STEP_US) {
    get_unit (self, THECAL_UNIT_HOST)->clock_jumped = true;
    thecal_unit_hold (get_unit (self, THECAL_UNIT_HOST), THECAL_CONDITION_CLOCK, now);
  }

  return true;
}
