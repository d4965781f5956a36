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

  switch (g_test_rand_int_range (0, 16)) {
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
assert_invariants (const Script *script)
{
  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalAlarm *alarm = thecal_system_get_alarm (script->system, 1, (ThecalConditionId) id);

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

    script_begin (&script, g_test_rand_bit ());
    for (int i = 0; i < N_STEPS; i++) {
      const ThecalEvent event = random_event ();

      at_s += exp (g_test_rand_double_range (-2, 9));
      script_step (&script, at_s, &event);
      assert_invariants (&script);
      if (i % 50 == 0)
        assert_restores (&script);
      g_array_set_size (script.effects, 0);
    }
    script_end (&script);
  }
}

/* The urgency of a unit: of its most urgent standing alarm. */
static ThecalPriority
urgency (const Script *script)
{
  ThecalPriority most = THECAL_PRIORITY_NONE;

  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalAlarm *alarm = thecal_system_get_alarm (script->system, 1, (ThecalConditionId) id);

    if (thecal_alarm_is_active (alarm))
      most = MAX (most, alarm->priority);
  }

  return most;
}

static void
test_bad_news_never_lowers (void)
{
  for (int walk = 0; walk < N_WALKS; walk++) {
    ThecalPriority before = THECAL_PRIORITY_NONE;
    Script script;

    script_begin (&script, true);
    for (int i = 0; i < 300; i++) {
      const ThecalPumpEventType type =
          (ThecalPumpEventType) g_test_rand_int_range (0, THECAL_N_PUMP_EVENTS);
      const ThecalEvent event = g_test_rand_int_range (0, 4) > 0
                                    ? script_pump_event (type, THECAL_PUMP_EVENT_PENDING)
                                    : script_beep ((ThecalBeep) g_test_rand_int_range (0, 3));

      script_step (&script, i * 10.0, &event);
      g_assert_cmpint (urgency (&script), >=, before);
      before = urgency (&script);
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
