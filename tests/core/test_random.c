/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/deadline_heap.h"
#include "script.h"

/* Random walks (seed printed by g_test; repeat with --seed): what must hold after every step. */

#define N_STEPS 4000
#define N_WALKS 8

static ThecalEvent
random_event (void)
{
  const ThecalConditionId condition =
      (ThecalConditionId) g_test_rand_int_range (0, THECAL_N_CONDITIONS);
  ThecalEvent event;

  switch (g_test_rand_int_range (0, 27)) {
  case 0:
    return script_person (THECAL_EVENT_ACKNOWLEDGE, condition, 0);
  case 1:
    return script_person (THECAL_EVENT_PAUSE, condition, g_test_rand_int_range (-5, 3000));
  case 2:
    return script_all (THECAL_EVENT_PAUSE, g_test_rand_int_range (0, 60));
  case 3:
    return script_person (THECAL_EVENT_RESET, condition, 0);
  case 4:
    return script_person (THECAL_EVENT_CLINIC_ACTION, condition, 0);
  case 5:
    return script_therapy ((ThecalTherapy) g_test_rand_int_range (0, 4));
  case 6:
    return script_link (g_test_rand_bit ());
  case 7:
    return script_self_test (g_test_rand_bit () ? "sound" : "store", g_test_rand_bit ());
  case 8:
    return script_beep ((ThecalBeep) g_test_rand_int_range (0, 3));
  case 9:
    return script_refill (g_test_rand_double_range (-1, 22));
  case 10:
    return script_simple (THECAL_EVENT_UNTRUSTED);
  case 13:
    return script_visit ((ThecalVisit) g_test_rand_int_range (0, THECAL_N_VISITS),
                         g_test_rand_double_range (-5, 40));
  case 14:
    return script_triage (g_test_rand_int_range (0, 6),
                          (ThecalSign) g_test_rand_int_range (0, THECAL_N_SIGNS));
  case 15:
    return script_temperature (g_test_rand_double_range (20, 50));
  case 16:
    return script_diary (g_test_rand_double_range (-1, 11), g_test_rand_bit ());
  case 17:
    return script_tablets (g_test_rand_bit (), g_test_rand_double_range (-5, 60));
  case 18:
    return g_test_rand_bit () ? script_operation (g_test_rand_double_range (-100, 5))
                              : script_service_life (g_test_rand_double_range (-5, 300));
  case 19:
    return script_host_power (g_test_rand_bit (), g_test_rand_double_range (0, 100));
  case 20:
    if (g_test_rand_bit ())
      return script_dose_change (g_test_rand_double_range (-5, 1));
    return script_simple (g_test_rand_bit () ? THECAL_EVENT_MRI : THECAL_EVENT_WATCH_ANSWER);
  case 21:
    event = script_simple (THECAL_EVENT_DRILL);
    event.unit = THECAL_UNIT_HOST;
    return event;
  case 22:
    return script_person (THECAL_EVENT_DECLINE, condition, 0);
  case 23:
    event = script_simple (THECAL_EVENT_EXPLANTED);
    event.explanted.out = g_test_rand_int_range (0, 4) == 0;
    return event;
  case 11:
  case 12:
    event =
        script_pump_event ((ThecalPumpEventType) g_test_rand_int_range (0, THECAL_N_PUMP_EVENTS),
                           (ThecalPumpEventState) g_test_rand_int_range (0, 3));
    event.pump_event.instance_id = (guint16) g_test_rand_int_range (0, 4);
    return event;
  default:
    event = script_level (g_test_rand_double_range (-1, 21));
    event.status.age_us = g_test_rand_int_range (0, 3) * THECAL_MINUTE_US;
    return event;
  }
}

/* An active high condition always has a sound that runs or a deadline that comes. */
static void
assert_unit (const Script *script, guint unit)
{
  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalAlarm *alarm =
        thecal_system_get_alarm (script->system, unit, (ThecalConditionId) id);

    if (!thecal_alarm_is_active (alarm))
      continue;
    g_assert_cmpuint (alarm->episode, >, 0);
    if (alarm->priority == THECAL_PRIORITY_HIGH) {
      g_assert_cmpint (thecal_system_get_deadline (script->system), !=, THECAL_NEVER_US);
      g_assert_cmpint (thecal_system_get_deadline (script->system), >, script->now_us);
      g_assert_cmpint (alarm->signal, !=, THECAL_SIGNAL_SILENT);
    }
    if (alarm->signal == THECAL_SIGNAL_PAUSED)
      g_assert_cmpint (alarm->until_us - script->now_us,
                       <=,
                       thecal_priority_get_pause_max_min (alarm->priority) * THECAL_MINUTE_US +
                           12 * THECAL_HOUR_US * (alarm->priority < THECAL_PRIORITY_HIGH));
  }
}

static void
assert_invariants (const Script *script)
{
  for (guint unit = 0; unit < thecal_system_get_n_units (script->system); unit++)
    assert_unit (script, unit);
}

/* What the effects alone say of an alarm: whoever reads the log can tell the state from it. */
typedef struct {
  bool active, lost, latched;
  ThecalPriority priority;
  ThecalSignalState signal;
  guint episode;
  gint64 until_us;
} Told;

static void
read_effect (Told *told, const ThecalEffect *effect)
{
  switch (effect->kind) {
  case THECAL_EFFECT_RAISE:
    *told = (Told){
      .active = true,
      .priority = effect->priority,
      .signal =
          effect->priority > THECAL_PRIORITY_INFO ? THECAL_SIGNAL_SOUNDING : THECAL_SIGNAL_SILENT,
      .episode = effect->episode,
      .until_us = THECAL_UNKNOWN_US,
    };
    break;
  case THECAL_EFFECT_CHANGE:
    if (effect->priority > told->priority) {
      told->signal = THECAL_SIGNAL_SOUNDING;
      told->until_us = THECAL_UNKNOWN_US;
    }
    told->priority = effect->priority;
    break;
  case THECAL_EFFECT_WITHDRAW:
    told->active = told->lost = false;
    told->signal =
        effect->reason == THECAL_LOG_LATCHED ? THECAL_SIGNAL_LATCHED : THECAL_SIGNAL_SILENT;
    told->until_us = THECAL_UNKNOWN_US;
    break;
  case THECAL_EFFECT_LOG:
    if (effect->reason == THECAL_LOG_ACKNOWLEDGED || effect->reason == THECAL_LOG_PAUSED) {
      told->signal =
          effect->reason == THECAL_LOG_PAUSED ? THECAL_SIGNAL_PAUSED : THECAL_SIGNAL_ACKNOWLEDGED;
      told->until_us = effect->until_us;
    } else if (effect->reason == THECAL_LOG_ACKNOWLEDGE_ENDED ||
               effect->reason == THECAL_LOG_PAUSE_ENDED || effect->reason == THECAL_LOG_DECLINED) {
      told->signal = THECAL_SIGNAL_SOUNDING;
      told->until_us = THECAL_UNKNOWN_US;
    } else if (effect->reason == THECAL_LOG_UNKNOWN || effect->reason == THECAL_LOG_SEEN)
      told->lost = effect->reason == THECAL_LOG_UNKNOWN;
    else if (effect->reason == THECAL_LOG_RESET)
      told->signal = THECAL_SIGNAL_SILENT;
    break;
  case THECAL_EFFECT_SIGNAL:
  case THECAL_EFFECT_REMIND:
  case THECAL_EFFECT_ESCALATE:
  case THECAL_EFFECT_NOTIFY:
  case THECAL_N_EFFECTS:
    break;
  }
}

static void
assert_told (const Script *script, const Told *told, guint unit)
{
  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalAlarm *alarm =
        thecal_system_get_alarm (script->system, unit, (ThecalConditionId) id);

    g_assert_true (told[id].active == thecal_alarm_is_active (alarm));
    g_assert_cmpint (told[id].signal, ==, alarm->signal);
    if (!told[id].active)
      continue;
    g_assert_cmpuint (told[id].episode, ==, alarm->episode);
    g_assert_cmpint (told[id].priority, ==, alarm->priority);
    g_assert_true (told[id].lost == (alarm->condition == THECAL_CONDITION_UNKNOWN));
    g_assert_cmpint (told[id].until_us, ==, alarm->until_us);
  }
}

/* What was saved and restored goes on as if nothing had been. */
static void
assert_restores (Script *script)
{
  const ThecalTime now = { script->now_us, script->now_us + script->wall_offset_us };
  g_autoptr (GVariant) saved = g_variant_ref_sink (thecal_system_save (script->system, now));
  g_autoptr (ThecalSystem) twin = thecal_system_new ();
  g_autoptr (GVariant) again = NULL;

  g_assert_true (thecal_system_restore (twin, saved, true, now));
  again = g_variant_ref_sink (thecal_system_save (twin, now));
  g_assert_true (g_variant_equal (saved, again));
}

static void
test_walk (void)
{
  for (int walk = 0; walk < N_WALKS; walk++) {
    Script script;
    double at_s = 0;
    Told told[2][THECAL_N_CONDITIONS] = { 0 };

    script_begin (&script, g_test_rand_bit ());
    for (int i = 0; i < N_STEPS; i++) {
      const ThecalEvent event = random_event ();

      at_s += exp (g_test_rand_double_range (-2, 9));
      script_step (&script, at_s, &event);
      assert_invariants (&script);
      for (guint e = 0; e < script.effects->len; e++) {
        const ThecalEffect *effect = &g_array_index (script.effects, ThecalEffect, e);

        if (effect->condition < THECAL_N_CONDITIONS)
          read_effect (&told[effect->unit][effect->condition], effect);
      }
      assert_told (&script, told[0], 0);
      assert_told (&script, told[1], 1);
      if (i % 50 == 0)
        assert_restores (&script);
      g_array_set_size (script.effects, 0);
    }
    script_end (&script);
  }
}

/* Nothing but bad news. */
static ThecalEvent
bad_news (void)
{
  ThecalEvent event;

  switch (g_test_rand_int_range (0, 9)) {
  case 0:
    return script_beep ((ThecalBeep) g_test_rand_int_range (0, 3));
  case 1:
    return script_triage (g_test_rand_int_range (1, 3),
                          (ThecalSign) g_test_rand_int_range (1, THECAL_N_SIGNS));
  case 2:
    return script_temperature (g_test_rand_double_range (38.6, 42));
  case 3:
    return script_simple (THECAL_EVENT_UNTRUSTED);
  case 4:
    return script_simple (THECAL_EVENT_MRI);
  case 5:
    return script_link (false);
  case 6:
    event = script_therapy (THECAL_THERAPY_STOP);
    return event;
  default:
    do
      event =
          script_pump_event ((ThecalPumpEventType) g_test_rand_int_range (1, THECAL_N_PUMP_EVENTS),
                             THECAL_PUMP_EVENT_PENDING);
    while (event.pump_event.type == THECAL_PUMP_EVENT_MOTOR_STALL_RECOVERED);
    return event;
  }
}

/* No bad news lowers the urgency of anything, be it the unit's or that of one alarm. */
static void
test_bad_news_never_lowers (void)
{
  for (int walk = 0; walk < N_WALKS; walk++) {
    ThecalPriority before[THECAL_N_CONDITIONS] = { 0 };
    Script script;

    script_begin (&script, true);
    for (int i = 0; i < 300; i++) {
      const ThecalEvent event = bad_news ();

      script_step (&script, i * 10.0, &event);
      for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
        const ThecalAlarm *alarm =
            thecal_system_get_alarm (script.system, 1, (ThecalConditionId) id);
        const ThecalPriority now =
            thecal_alarm_is_active (alarm) ? alarm->priority : THECAL_PRIORITY_NONE;

        /* a report that stops the pump is a report: it ends silence and distrust */
        if (now < before[id] && id != THECAL_CONDITION_DATA_STALE &&
            id != THECAL_CONDITION_DATA_UNTRUSTED)
          g_error ("%s fell from %d to %d",
                   thecal_condition_get_row ((ThecalConditionId) id)->id,
                   before[id],
                   now);
        before[id] = now;
      }
    }
    script_end (&script);
  }
}

static void
test_heap (void)
{
  enum { N = 200 };
  ThecalDeadlineHeap heap;
  gint64 when_us[N];

  thecal_deadline_heap_init (&heap);
  for (int i = 0; i < N; i++) {
    thecal_deadline_heap_add (&heap);
    when_us[i] = THECAL_NEVER_US;
  }
  for (int round = 0; round < 5000; round++) {
    const int changed = g_test_rand_int_range (0, N);
    gint64 least_us = THECAL_NEVER_US;
    guint unit;

    when_us[changed] = g_test_rand_int_range (0, 1000);
    thecal_deadline_heap_set (&heap, (guint) changed, when_us[changed]);
    for (int i = 0; i < N; i++)
      least_us = MIN (least_us, when_us[i]);
    g_assert_cmpint (thecal_deadline_heap_get_earliest (&heap, &unit), ==, least_us);
    g_assert_cmpint (when_us[unit], ==, least_us);
  }
  thecal_deadline_heap_clear (&heap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/random/walk", test_walk);
  g_test_add_func ("/core/random/bad-news-never-lowers", test_bad_news_never_lowers);
  g_test_add_func ("/core/random/heap", test_heap);

  return g_test_run ();
}
