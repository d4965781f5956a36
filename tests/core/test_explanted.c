/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/unit.h"
#include "script.h"

/* A pump that was taken out is silent and kept (001-19); one that is heard all the same is not. */

#define MINUTE(m) ((m) *60.0)
#define HOUR(h) ((h) *3600.0)

static ThecalEvent
explanted (bool out)
{
  return (ThecalEvent){ .type = THECAL_EVENT_EXPLANTED, .unit = 1, .explanted = { out } };
}

static guint
count_shown (const Script *script)
{
  guint n = 0;

  for (int id = 0; id < THECAL_N_CONDITIONS; id++)
    n +=
        thecal_alarm_is_shown (thecal_system_get_alarm (script->system, 1, (ThecalConditionId) id));

  return n;
}

static bool
stands (const Script *script, ThecalConditionId condition)
{
  return thecal_alarm_is_active (thecal_system_get_alarm (script->system, 1, condition));
}

static void
step (Script *script, double at_s, ThecalEvent event)
{
  script_step (script, at_s, &event);
}

/* A pump in trouble: low, stalled, sounding, and a battery that ends. */
static void
trouble (Script *script)
{
  step (script, 0, script_level (12));
  step (script, MINUTE (15), script_level (0.3));
  step (script,
        MINUTE (16),
        script_pump_event (THECAL_PUMP_EVENT_MOTOR_STALL, THECAL_PUMP_EVENT_PENDING));
  step (script, MINUTE (17), script_beep (THECAL_BEEP_CRITICAL));
  step (script, MINUTE (18), script_service_life (-1));
  g_assert_true (stands (script, THECAL_CONDITION_RESERVOIR_EMPTY));
  g_assert_true (stands (script, THECAL_CONDITION_MOTOR_STALL));
}

/* All of it ends, nothing is left to be seen, and time brings nothing. */
static void
test_silent (void)
{
  Script script;

  script_begin (&script, true);
  trouble (&script);
  step (&script, MINUTE (20), explanted (true));
  g_assert_cmpuint (count_shown (&script), ==, 0);
  g_assert_true (thecal_system_is_explanted (script.system, 1));
  g_array_set_size (script.effects, 0);
  step (&script, HOUR (24 * 400), script_tick ());
  g_assert_cmpuint (script.effects->len, ==, 0);
  g_assert_cmpuint (count_shown (&script), ==, 0);
  /* what was known is kept */
  g_assert_cmpfloat (
      thecal_system_get_status (script.system, 1)->values[THECAL_FIELD_RESERVOIR_ML].value,
      ==,
      0.3);
  script_end (&script);
}

/* What ended, and nobody had seen, does not wait either. */
static void
test_latched (void)
{
  Script script;

  script_begin (&script, true);
  step (&script, 0, script_pump_event (THECAL_PUMP_EVENT_MOTOR_STALL, THECAL_PUMP_EVENT_PENDING));
  g_assert_true (stands (&script, THECAL_CONDITION_MOTOR_STALL));
  step (&script, 1, explanted (true));
  g_assert_false (thecal_alarm_is_shown (
      thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_MOTOR_STALL)));
  script_end (&script);
}

/* From the start, by the plan alone: a level of long ago, a missed visit. */
static void
test_from_the_start (void)
{
  ThecalEvent report = script_level (0.2);
  Script script;

  script_begin (&script, false);
  step (&script, 0, explanted (true));
  report.status.source = THECAL_SOURCE_MANUAL;
  report.status.filled = true;
  report.status.age_us = THECAL_DAY_US;
  step (&script, 1, report);
  step (&script, 2, script_visit (THECAL_VISIT_REFILL, -10));
  step (&script, 3, script_tablets (true, -1));
  step (&script, 4, script_operation (-15));
  step (&script, HOUR (24 * 30), script_tick ());
  g_assert_cmpuint (count_shown (&script), ==, 0);
  script_end (&script);
}

/* Withdrawal comes when a pump is taken out: what a person says is heard as before. */
static void
test_person (void)
{
  Script script;

  script_begin (&script, true);
  step (&script, 0, script_level (12));
  step (&script, 1, script_triage (2, THECAL_SIGN_WITHDRAWAL));
  step (&script, 2, explanted (true));
  g_assert_true (stands (&script, THECAL_CONDITION_TRIAGE_OPEN));
  step (&script, 3, script_triage (0, THECAL_SIGN_NONE));
  g_assert_false (stands (&script, THECAL_CONDITION_TRIAGE_OPEN));
  step (&script, 4, script_triage (1, THECAL_SIGN_WITHDRAWAL));
  step (&script, 5, script_temperature (39.5));
  g_assert_true (stands (&script, THECAL_CONDITION_TRIAGE_OPEN));
  g_assert_true (stands (&script, THECAL_CONDITION_FEVER));
  script_end (&script);
}

/* A plan that is wrong silences nothing for as long as the pump speaks, and a day more. */
static void
test_heard (void)
{
  const ThecalEvent words[] = {
    script_level (0.3),
    script_pump_event (THECAL_PUMP_EVENT_RESERVOIR_EMPTY, THECAL_PUMP_EVENT_PENDING),
    script_beep (THECAL_BEEP_CRITICAL),
  };
  const ThecalConditionId conditions[] = { THECAL_CONDITION_RESERVOIR_EMPTY,
                                           THECAL_CONDITION_RESERVOIR_EMPTY,
                                           THECAL_CONDITION_PUMP_SOUND_CRITICAL };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    Script script;

    script_begin (&script, true);
    step (&script, 0, script_level (12));
    step (&script, 1, explanted (true));
    step (&script, HOUR (30), script_tick ());
    g_assert_cmpuint (count_shown (&script), ==, 0);
    step (&script, HOUR (31), words[i]);
    g_assert_true (stands (&script, THECAL_CONDITION_DATA_UNTRUSTED));
    g_assert_true (stands (&script, conditions[i]));
    step (&script, HOUR (31 + 24) - 1, script_tick ());
    g_assert_true (stands (&script, THECAL_CONDITION_DATA_UNTRUSTED));
    step (&script, HOUR (31 + 24), script_tick ());
    g_assert_false (stands (&script, THECAL_CONDITION_DATA_UNTRUSTED));
    g_assert_false (stands (&script, conditions[i]));
    script_end (&script);
  }
}

/* What a person copies from a printout is no word of the pump. */
static void
test_typed_in (void)
{
  ThecalEvent report = script_level (12);
  Script script;

  report.status.source = THECAL_SOURCE_MANUAL;
  script_begin (&script, true);
  step (&script, 0, explanted (true));
  step (&script, 1, report);
  g_assert_cmpuint (count_shown (&script), ==, 0);
  script_end (&script);
}

/* The plan was wrong: all that was true is true again. */
static void
test_taken_back (void)
{
  Script script;

  script_begin (&script, true);
  trouble (&script);
  step (&script, MINUTE (20), explanted (true));
  step (&script, MINUTE (21), explanted (true)); /* told at every start */
  step (&script, MINUTE (22), explanted (false));
  g_assert_true (stands (&script, THECAL_CONDITION_RESERVOIR_EMPTY));
  g_assert_true (stands (&script, THECAL_CONDITION_MOTOR_STALL));
  g_assert_true (stands (&script, THECAL_CONDITION_PUMP_SOUND_CRITICAL));
  script_end (&script);
}

static void
restart (Script *script, double at_s)
{
  const ThecalTime now = { script->now_us, script->now_us + script->wall_offset_us };
  g_autoptr (GVariant) saved = g_variant_ref_sink (thecal_system_save (script->system, now));

  thecal_system_free (script->system);
  script->system = thecal_system_new ();
  g_assert_true (thecal_system_restore (script->system, saved, true, now));
  step (script, at_s, script_simple (THECAL_EVENT_RESTART));
}

static void
test_restart (void)
{
  Script script;

  script_begin (&script, true);
  trouble (&script);
  step (&script, MINUTE (20), explanted (true));
  restart (&script, MINUTE (21));
  g_assert_cmpuint (count_shown (&script), ==, 0);
  step (&script, HOUR (1), script_level (0.3));
  restart (&script, HOUR (2));
  g_assert_true (stands (&script, THECAL_CONDITION_DATA_UNTRUSTED));
  step (&script, HOUR (25), script_tick ());
  g_assert_false (stands (&script, THECAL_CONDITION_DATA_UNTRUSTED));
  g_assert_false (stands (&script, THECAL_CONDITION_RESERVOIR_EMPTY));
  script_end (&script);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explanted/silent", test_silent);
  g_test_add_func ("/explanted/latched", test_latched);
  g_test_add_func ("/explanted/from-the-start", test_from_the_start);
  g_test_add_func ("/explanted/person", test_person);
  g_test_add_func ("/explanted/heard", test_heard);
  g_test_add_func ("/explanted/typed-in", test_typed_in);
  g_test_add_func ("/explanted/taken-back", test_taken_back);
  g_test_add_func ("/explanted/restart", test_restart);
  return g_test_run ();
}
