/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* What a single fact does to the alarms of one pump (clinical.md section 4). */
#include <math.h>

#include "core/alarm/rules.h"
#include "script.h"

#define MIN_S 60.0
#define HOUR_S 3600.0

static bool
stands (const Script *script, guint unit, ThecalConditionId condition)
{
  return thecal_alarm_is_active (thecal_system_get_alarm (script->system, unit, condition));
}

static void
assert_stands (const Script *script, ThecalConditionId condition, bool expected)
{
  g_test_message ("%s", thecal_condition_get_row (condition)->id);
  g_assert_true (stands (script, 1, condition) == expected);
}

static void
tick_at (Script *script, double at_s)
{
  const ThecalEvent tick = script_tick ();

  script_step (script, at_s, &tick);
}

static ThecalEvent
status (void)
{
  ThecalEvent event = { .type = THECAL_EVENT_STATUS, .unit = 1 };

  for (int field = 0; field < THECAL_N_FIELDS; field++)
    event.status.values[field] = NAN;
  event.status.source = THECAL_SOURCE_IMPLANT;
  event.status.eri_date_us = event.status.alarm_date_us = THECAL_UNKNOWN_US;

  return event;
}

/* A19: two intervals, of 15 minutes each where none is declared, 24 h for a pump that is read on
 * demand only. */
static void
test_stale_by_interval (void)
{
  static const struct {
    gint64 interval_us; /* < 0: not declared */
    double stale_s;
  } rows[] = {
    { -1, 2 * 15 * MIN_S },
    { THECAL_HOUR_US, 2 * HOUR_S },
    { 0, 24 * HOUR_S },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalEvent event = status ();
    Script script;

    if (rows[i].interval_us >= 0) {
      event.status.interval_us = rows[i].interval_us;
      event.status.present |= THECAL_REPORT_INTERVAL;
    }
    script_begin (&script, true);
    script_step (&script, 0, &event);
    tick_at (&script, rows[i].stale_s - 1);
    assert_stands (&script, THECAL_CONDITION_DATA_STALE, false);
    tick_at (&script, rows[i].stale_s);
    assert_stands (&script, THECAL_CONDITION_DATA_STALE, true);
    script_end (&script);
  }
}

/* A06: whatever says that nothing flows, or too little, for more than five minutes. */
static void
test_stopped (void)
{
  static const struct {
    ThecalTherapy therapy;
    ThecalMode mode;
    double at_s;
  } rows[] = {
    { THECAL_THERAPY_STOP, THECAL_MODE_CONTINUOUS, 5 * MIN_S },
    { THECAL_THERAPY_PAUSE, THECAL_MODE_CONTINUOUS, 5 * MIN_S },
    { THECAL_THERAPY_RUN, THECAL_MODE_STOPPED, 5 * MIN_S },
    { THECAL_THERAPY_RUN, THECAL_MODE_MINIMUM_RATE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalEvent event = status ();
    Script script;

    event.status.therapy = rows[i].therapy;
    event.status.mode = rows[i].mode;
    event.status.present = THECAL_REPORT_THERAPY | THECAL_REPORT_MODE;
    script_begin (&script, true);
    script_step (&script, 0, &event);
    if (rows[i].at_s > 0) {
      tick_at (&script, rows[i].at_s - 1);
      assert_stands (&script, THECAL_CONDITION_INFUSION_STOPPED, false);
    }
    tick_at (&script, rows[i].at_s);
    assert_stands (&script, THECAL_CONDITION_INFUSION_STOPPED, true);
    script_end (&script);
  }
}

/* An annunciation without a condition of its own raises the nearest one that is as urgent. */
static void
test_annunciations (void)
{
  static const struct {
    ThecalPumpEventType type;
    ThecalConditionId condition;
  } rows[] = {
    { THECAL_PUMP_EVENT_OCCLUSION, THECAL_CONDITION_MOTOR_STALL },
    { THECAL_PUMP_EVENT_MECHANICAL_ISSUE, THECAL_CONDITION_MOTOR_STALL },
    { THECAL_PUMP_EVENT_MOTOR_STALL_RECOVERED, THECAL_CONDITION_MOTOR_STALL },
    { THECAL_PUMP_EVENT_STOPPED_TOO_LONG, THECAL_CONDITION_INFUSION_STOPPED },
    { THECAL_PUMP_EVENT_MINIMUM_RATE, THECAL_CONDITION_INFUSION_STOPPED },
    { THECAL_PUMP_EVENT_RESERVOIR_EMPTY, THECAL_CONDITION_RESERVOIR_EMPTY },
    { THECAL_PUMP_EVENT_RESERVOIR_LOW, THECAL_CONDITION_RESERVOIR_LOW },
    { THECAL_PUMP_EVENT_END_OF_SERVICE, THECAL_CONDITION_END_OF_SERVICE },
    { THECAL_N_PUMP_EVENTS, THECAL_CONDITION_UNKNOWN_EVENT },
  };

  g_assert_cmpint (
      thecal_rules_get_condition_of (THECAL_N_PUMP_EVENTS), ==, THECAL_CONDITION_UNKNOWN_EVENT);
  for (gsize i = 0; i < G_N_ELEMENTS (rows) - 1; i++) {
    const ThecalEvent event = script_pump_event (rows[i].type, THECAL_PUMP_EVENT_PENDING);
    Script script;

    script_begin (&script, true);
    script_step (&script, 0, &event);
    assert_stands (&script, rows[i].condition, true);
    script_end (&script);
  }
}

/* A battery state speaks once for as long as it is repeated. */
static void
test_battery_repeated (void)
{
  ThecalEvent event = status ();
  Script script;
  guint episode;

  event.status.battery_state = THECAL_BATTERY_ERI;
  event.status.present = THECAL_REPORT_BATTERY_STATE;
  script_begin (&script, true);
  script_step (&script, 0, &event);
  assert_stands (&script, THECAL_CONDITION_REPLACEMENT_INDICATOR, true);
  episode =
      thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_REPLACEMENT_INDICATOR)->episode;
  script_step (&script, 60, &event);
  g_assert_cmpuint (
      thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_REPLACEMENT_INDICATOR)->episode,
      ==,
      episode);
  script_end (&script);
}

/* A21: a number that does not go on is a replay; 0 and 1 are a pump that began anew. */
static void
test_sequence (void)
{
  static const struct {
    guint32 seq;
    bool untrusted;
  } rows[] = { { 5, false }, { 6, false }, { 6, true }, { 3, true }, { 1, false }, { 2, false } };

  for (gsize last = 0; last < G_N_ELEMENTS (rows); last++) {
    Script script;

    script_begin (&script, true);
    for (gsize i = 0; i <= last; i++) {
      ThecalEvent event = status ();

      if (i < last && rows[i].untrusted)
        continue;
      event.status.seq = rows[i].seq;
      event.status.present = THECAL_REPORT_SEQ;
      script_step (&script, (double) i, &event);
    }
    g_test_message ("seq %u", rows[last].seq);
    assert_stands (&script, THECAL_CONDITION_DATA_UNTRUSTED, rows[last].untrusted);
    script_end (&script);
  }
}

/* What is entered with a refill, with parts that nobody entered. */
static void
test_refills (void)
{
  ThecalEvent empty = script_level (0.2);
  ThecalEvent bare = script_refill (20), dosed = script_refill (20), unknown = script_refill (20);
  ThecalEvent thinner = script_refill (20);
  ThecalEvent drop = script_refill (0.3);
  Script script;

  bare.refill.dose_ug_per_day = bare.refill.concentration_ug_per_ml = NAN;
  dosed.refill.dose_ug_per_day = 300;
  dosed.refill.concentration_ug_per_ml = NAN;
  unknown.refill.filled_ml = NAN;
  thinner.refill.dose_ug_per_day = NAN;
  thinner.refill.concentration_ug_per_ml = 500;

  script_begin (&script, true);
  script_step (&script, 0, &empty);
  assert_stands (&script, THECAL_CONDITION_RESERVOIR_EMPTY, true);
  /* a pump that reports says itself that it is full */
  script_step (&script, 60, &bare);
  assert_stands (&script, THECAL_CONDITION_RESERVOIR_EMPTY, true);
  g_assert_cmpfloat (
      thecal_pump_status_get_flow (thecal_system_get_status (script.system, 1)), ==, 0.15);
  /* another dose with a drug that is not known: the old flow counts no more */
  script_step (&script, 120, &dosed);
  g_assert_true (isnan (thecal_pump_status_get_flow (thecal_system_get_status (script.system, 1))));
  /* the same dose of a thinner drug is more volume */
  script_step (&script, 180, &thinner);
  g_assert_cmpfloat (
      thecal_pump_status_get_flow (thecal_system_get_status (script.system, 1)), ==, 0.6);
  script_end (&script);

  script_begin (&script, false);
  empty.status.source = THECAL_SOURCE_MANUAL;
  script_step (&script, 0, &empty);
  script_step (&script, 60, &unknown);
  assert_stands (&script, THECAL_CONDITION_RESERVOIR_EMPTY, true);
  /* a refill of next to nothing ends nothing */
  script_step (&script, 120, &drop);
  assert_stands (&script, THECAL_CONDITION_RESERVOIR_EMPTY, true);
  script_step (&script, 180, &bare);
  assert_stands (&script, THECAL_CONDITION_RESERVOIR_EMPTY, false);
  script_end (&script);
}

/* A23: more channels than there are fail; one that never failed passes. */
static void
test_channels (void)
{
  Script script;

  script_begin (&script, true);
  for (int i = 0; i < THECAL_CHANNELS_MAX + 2; i++) {
    g_autofree char *name = g_strdup_printf ("channel-%d", i);
    ThecalEvent event = script_self_test (name, false);

    event.unit = THECAL_UNIT_HOST;
    script_step (&script, i, &event);
    script_step (&script, i, &event);
  }
  g_assert_true (stands (&script, THECAL_UNIT_HOST, THECAL_CONDITION_SELF_TEST));
  for (int i = 0; i < THECAL_CHANNELS_MAX + 2; i++) {
    g_autofree char *name = g_strdup_printf ("channel-%d", i);
    ThecalEvent event = script_self_test (name, true);

    event.unit = THECAL_UNIT_HOST;
    script_step (&script, 100 + i, &event);
  }
  g_assert_false (stands (&script, THECAL_UNIT_HOST, THECAL_CONDITION_SELF_TEST));
  script_end (&script);
}

/* Watched twice is watched; a low mark of the plan counts until the pump says its own. */
static void
test_watch (void)
{
  ThecalEvent add = { .type = THECAL_EVENT_ADD_PUMP,
                      .unit = 1,
                      .add_pump = { .expects_bluetooth = true, .low_threshold_ml = 4 } };
  ThecalEvent level = script_level (3.5);
  Script script;

  script_begin (&script, true);
  script_step (&script, 1, &add);
  add.add_pump.low_threshold_ml = 1;
  script_step (&script, 2, &add);
  script_step (&script, 3, &level);
  assert_stands (&script, THECAL_CONDITION_RESERVOIR_LOW, true);
  script_end (&script);
}

/* Only a refill visit is a refill visit; a clock that is set a little is not a jump. */
static void
test_small_things (void)
{
  const ThecalEvent visit = { .type = THECAL_EVENT_APPOINTMENT,
                              .unit = 1,
                              .appointment = { THECAL_VISIT_OTHER, THECAL_DAY_US } };
  const ThecalEvent small = { .type = THECAL_EVENT_CLOCK_STEP,
                              .unit = THECAL_UNIT_HOST,
                              .clock_step = { THECAL_SECOND_US } };
  const ThecalEvent beep = script_beep (THECAL_BEEP_UNKNOWN);
  Script script;

  script_begin (&script, true);
  script_step (&script, 0, &visit);
  script_step (&script, 1, &small);
  g_assert_false (stands (&script, THECAL_UNIT_HOST, THECAL_CONDITION_CLOCK));
  /* which beep is not known: the worse one */
  script_step (&script, 2, &beep);
  assert_stands (&script, THECAL_CONDITION_PUMP_SOUND_CRITICAL, true);
  script_end (&script);
}

/* What is told of a pump by a unit that is there, and by one that is not. */
static void
test_what_is_told (void)
{
  const ThecalEvent down = script_link (false);
  const ThecalEvent overdue =
      script_pump_event (THECAL_PUMP_EVENT_TELEMETRY_OVERDUE, THECAL_PUMP_EVENT_PENDING);
  const ThecalEvent pause_all = script_all (THECAL_EVENT_PAUSE, 10);
  g_autoptr (ThecalSystem) none = NULL;
  ThecalEvent simulated = script_level (12);
  Script script;
  ThecalTime now;

  simulated.status.source = THECAL_SOURCE_SIMULATOR;
  script_begin (&script, true);
  now = (ThecalTime){ script.now_us, script.now_us + script.wall_offset_us };
  g_assert_true (thecal_system_expects_bluetooth (script.system, 1));
  g_assert_true (thecal_system_is_link_up (script.system, 1));
  g_assert_false (thecal_system_is_simulated (script.system, 1));
  g_assert_false (thecal_system_is_simulated (script.system, THECAL_UNIT_HOST));
  g_assert_cmpint (thecal_system_get_watched_since_wall_us (script.system, 1), ==, now.wall_us);
  g_assert_cmpint (thecal_system_get_watched_since_wall_us (script.system, THECAL_UNIT_HOST),
                   ==,
                   THECAL_UNKNOWN_US);
  script_step (&script, 1, &simulated);
  script_step (&script, 2, &down);
  now = (ThecalTime){ script.now_us, script.now_us + script.wall_offset_us };
  g_assert_false (thecal_system_is_stale (script.system, 1, now));
  g_assert_false (thecal_system_is_link_up (script.system, 1));
  g_assert_true (thecal_system_is_simulated (script.system, 1));
  /* fresh by the clock, but the pump says that it was not read */
  script_step (&script, 3, &overdue);
  g_assert_true (thecal_system_is_stale (script.system, 1, now));
  /* what is silent has no sound to pause */
  script_step (&script, 4, &pause_all);
  g_assert_cmpint (thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_SIMULATION)->signal,
                   ==,
                   THECAL_SIGNAL_SILENT);
  /* one simulated pump marks the host, and no other pump */
  g_assert_cmpuint (thecal_system_add_unit (script.system), ==, 2);
  g_assert_true (thecal_system_is_simulated (script.system, THECAL_UNIT_HOST));
  g_assert_false (thecal_system_is_simulated (script.system, 2));
  g_assert_false (thecal_system_is_simulated (script.system, 3));
  script_end (&script);

  script_begin (&script, false);
  g_assert_false (thecal_system_expects_bluetooth (script.system, 1));
  g_assert_false (thecal_system_is_link_up (script.system, 1));
  script_end (&script);
}

/* A visit that has passed slows no alarm down, one that is to come before the empty day does. */
static void
test_visits (void)
{
  static const struct {
    double in_days;
    gint64 cadence_us;
  } rows[] = { { -1, THECAL_HOUR_US }, { 2, 12 * THECAL_HOUR_US }, { 60, THECAL_HOUR_US } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalEvent level = script_level (1.9); /* 12 days at 0.15 mL/day */
    ThecalEvent visit = { .type = THECAL_EVENT_APPOINTMENT, .unit = 1 };
    Script script;

    script_begin (&script, true);
    visit.appointment.at_wall_us =
        script.now_us + script.wall_offset_us + (gint64) (rows[i].in_days * (double) THECAL_DAY_US);
    script_step (&script, 0, &visit);
    script_step (&script, 1, &level);
    g_test_message ("visit in %g days", rows[i].in_days);
    g_assert_cmpint (
        thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_RESERVOIR_LOW)->cadence_us,
        ==,
        rows[i].cadence_us);
    script_end (&script);
  }
}

/* One that the plan has no more (THECAL_UNKNOWN_US) books nothing; whose hour has come stays, and
 * what was missed too. */
static void
test_visits_taken_out (void)
{
  static const struct {
    double in_days, out_days;
    bool stays;
  } rows[] = { { 2, 1, false }, { 2, 2.01, true }, { 2, 3, true } };
  const ThecalEvent level = script_level (1.9), tick = script_tick ();
  ThecalEvent none = script_visit (THECAL_VISIT_REFILL, 0);

  none.appointment.at_wall_us = THECAL_UNKNOWN_US;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalEvent visit = script_visit (THECAL_VISIT_REFILL, rows[i].in_days);
    const double out_s = rows[i].out_days * 86400;
    Script script;

    script_begin (&script, true);
    script_step (&script, 0, &level);
    script_step (&script, 1, &visit);
    script_step (&script, out_s, &none);
    script_step (&script, out_s + 2, &level);
    g_test_message ("taken out after %g days", rows[i].out_days);
    if (rows[i].out_days < rows[i].in_days)
      g_assert_cmpint (
          thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_RESERVOIR_LOW)->cadence_us,
          ==,
          THECAL_HOUR_US);
    script_step (&script, 4 * 86400, &tick);
    assert_stands (&script, THECAL_CONDITION_REFILL_OVERDUE, rows[i].stays);
    script_end (&script);
  }
}

/* Reports with parts that are said to be there and are not. */
static void
test_odd_reports (void)
{
  ThecalEvent unknown = status (), filled = status (), undosed = status (),
              slow = script_level (20);
  Script script;

  unknown.status.present = 1u << THECAL_FIELD_RESERVOIR_ML;
  filled.status.filled = true;
  undosed.status.values[THECAL_FIELD_FLOW_ML_PER_DAY] = 0.15;
  undosed.status.values[THECAL_FIELD_CONCENTRATION_UG_PER_ML] = 2000;
  undosed.status.present =
      1u << THECAL_FIELD_FLOW_ML_PER_DAY | 1u << THECAL_FIELD_CONCENTRATION_UG_PER_ML;
  /* so slow that no deadline of this world is meant */
  slow.status.values[THECAL_FIELD_FLOW_ML_PER_DAY] = 1e-9;

  script_begin (&script, true);
  script_step (&script, 0, &unknown);
  script_step (&script, 1, &filled);
  script_step (&script, 2, &undosed);
  script_step (&script, 3, &slow);
  assert_stands (&script, THECAL_CONDITION_DATA_UNTRUSTED, false);
  assert_stands (&script, THECAL_CONDITION_RESERVOIR_LOW, false);
  g_assert_cmpint (thecal_system_get_status (script.system, 1)->fill_us, ==, THECAL_UNKNOWN_US);
  script_end (&script);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/facts/stale-by-interval", test_stale_by_interval);
  g_test_add_func ("/core/facts/stopped", test_stopped);
  g_test_add_func ("/core/facts/annunciations", test_annunciations);
  g_test_add_func ("/core/facts/battery-repeated", test_battery_repeated);
  g_test_add_func ("/core/facts/sequence", test_sequence);
  g_test_add_func ("/core/facts/refills", test_refills);
  g_test_add_func ("/core/facts/channels", test_channels);
  g_test_add_func ("/core/facts/watch", test_watch);
  g_test_add_func ("/core/facts/what-is-told", test_what_is_told);
  g_test_add_func ("/core/facts/odd-reports", test_odd_reports);
  g_test_add_func ("/core/facts/visits", test_visits);
  g_test_add_func ("/core/facts/visits-taken-out", test_visits_taken_out);
  g_test_add_func ("/core/facts/small-things", test_small_things);

  return g_test_run ();
}
