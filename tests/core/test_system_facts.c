/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/alarm/unit.h"
#include "script.h"

#define MINUTE(m) ((m) *60.0)
#define HOUR(h) ((h) *3600.0)
#define DAY(d) ((d) *86400.0)
#define EMPTY THECAL_CONDITION_RESERVOIR_EMPTY
#define LOW THECAL_CONDITION_RESERVOIR_LOW
#define STALE THECAL_CONDITION_DATA_STALE
#define STOPPED THECAL_CONDITION_INFUSION_STOPPED
#define STALL THECAL_CONDITION_MOTOR_STALL
#define ACK THECAL_EVENT_ACKNOWLEDGE
#define PAUSE THECAL_EVENT_PAUSE

#define RUN(name, bluetooth, rows)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    Script script;                                                                                 \
    script_begin (&script, bluetooth);                                                             \
    script_run (&script, name, rows, G_N_ELEMENTS (rows));                                         \
    script_end (&script);                                                                          \
  }                                                                                                \
  G_STMT_END

static void
test_link (void)
{
  const ScriptRow rows[] = {
    { 0, script_link (true), "", 0 },
    { 1, script_link (true), "", 0 },
    { MINUTE (1), script_link (false), "", 0 },
    { MINUTE (10), script_link (true), "", 0 },
    { MINUTE (11), script_therapy (THECAL_THERAPY_RUN), "", 0 },
    { MINUTE (20), script_link (false), "", MINUTE (35) },
    { MINUTE (35),
      script_tick (),
      "raise link-lost low; signal link-lost low",
      HOUR (4) + MINUTE (20) },
    { HOUR (4) + MINUTE (20),
      script_tick (),
      "change link-lost medium; signal link-lost medium",
      0 },
    { HOUR (4) + MINUTE (21), script_link (true), "withdraw link-lost medium", 0 },
  };

  RUN ("link", true, rows);
}

static void
test_untrusted (void)
{
  ThecalEvent impossible = script_level (-3);
  ThecalEvent replayed = script_level (12);

  replayed.status.seq = 9;
  replayed.status.present |= THECAL_REPORT_SEQ;
  {
    const ScriptRow rows[] = {
      { 0, script_level (12), "", 0 },
      { 1,
        script_simple (THECAL_EVENT_UNTRUSTED),
        "raise data-untrusted medium; signal data-untrusted medium",
        0 },
      { 2, script_level (12), "", 0 },
      { 3, script_level (12), "", 0 },
      { 4, impossible, "log - rejected", 0 },
      { 5, script_level (12), "", 0 },
      { 6, script_level (12), "", 0 },
      { 7, script_level (12), "withdraw data-untrusted medium", 0 },
      { 8, replayed, "", 0 },
      { 9,
        replayed,
        "raise data-untrusted medium; signal data-untrusted medium; log - rejected",
        0 },
    };

    RUN ("untrusted", true, rows);
  }
}

static void
test_unknown_event (void)
{
  const ScriptRow rows[] = {
    { 0, script_therapy (THECAL_THERAPY_RUN), "", 0 },
    { 1,
      script_pump_event (THECAL_PUMP_EVENT_UNKNOWN, THECAL_PUMP_EVENT_PENDING),
      "raise unknown-event medium; signal unknown-event medium",
      0 },
    { 2, script_pump_event (THECAL_PUMP_EVENT_UNKNOWN, THECAL_PUMP_EVENT_CLEARED), "", 0 },
    { 3, script_pump_event (THECAL_PUMP_EVENT_UNKNOWN, THECAL_PUMP_EVENT_PENDING), "", 0 },
    { 4,
      script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_UNKNOWN_EVENT, 0),
      "log unknown-event resolved; withdraw unknown-event latched",
      0 },
    /* the same instance, shown on by the pump: dealt with */
    { 5, script_pump_event (THECAL_PUMP_EVENT_UNKNOWN, THECAL_PUMP_EVENT_PENDING), "", 0 },
  };

  RUN ("unknown-event", true, rows);
}

/* "None stands" ends what was told under a name, before a restart too. */
static void
test_no_event_stands (void)
{
  const ScriptRow rows[] = {
    { 0, script_therapy (THECAL_THERAPY_RUN), "", 0 },
    { 1,
      script_pump_event (THECAL_PUMP_EVENT_TELEMETRY_OVERDUE, THECAL_PUMP_EVENT_PENDING),
      "raise data-stale medium; signal data-stale medium",
      0 },
    { 2, script_simple (THECAL_EVENT_RESTART), NULL, 0 },
    { 3,
      script_pump_event (THECAL_PUMP_EVENT_NONE, THECAL_PUMP_EVENT_CLEARED),
      "withdraw data-stale medium",
      0 },
  };

  RUN ("no-event-stands", true, rows);
}

static void
test_self_test (void)
{
  const ScriptRow rows[] = {
    { 0, script_therapy (THECAL_THERAPY_RUN), "", 0 },
    { 1, script_self_test ("sound", false), "raise self-test high; signal self-test high", 21 },
    { 2, script_self_test ("sound", false), "", 0 },
    { 3, script_self_test ("notification", false), "", 0 },
    { 4, script_self_test ("sound", true), "", 0 },
    { 5, script_self_test ("never failed", true), "", 0 },
    { 6, script_self_test ("notification", true), "withdraw self-test high", 0 },
  };

  RUN ("self-test", true, rows);
}

static void
test_simulation (void)
{
  ThecalEvent simulated = script_level (12);

  simulated.status.source = THECAL_SOURCE_SIMULATOR;
  {
    const ScriptRow rows[] = {
      { 0, simulated, "raise simulation info", 0 },
      { 1, script_person (ACK, THECAL_CONDITION_SIMULATION, 0), "", 0 },
      { 2, script_level (12), "withdraw simulation info", 0 },
    };

    RUN ("simulation", true, rows);
  }
}

static void
test_beeps (void)
{
  const ScriptRow rows[] = {
    { 0,
      script_beep (THECAL_BEEP_SINGLE),
      "raise reservoir-low medium; signal reservoir-low medium; "
      "raise pump-sound-single medium",
      0 },
    { 1,
      script_beep (THECAL_BEEP_CRITICAL),
      "raise reservoir-empty high; signal reservoir-empty high; "
      "raise pump-sound-critical high",
      0 },
    { 2,
      script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_PUMP_SOUND_CRITICAL, 0),
      /* the low alarm, for which the empty one spoke, speaks for itself */
      "log pump-sound-critical resolved; withdraw reservoir-empty latched; "
      "withdraw pump-sound-critical latched; signal reservoir-low medium",
      0 },
    { 3,
      script_beep (THECAL_BEEP_UNKNOWN),
      "raise pump-sound-critical high; signal pump-sound-critical high",
      0 },
  };

  RUN ("beeps", false, rows);
}

/* "Pause all" never covers high, nor data-stale (T-AL-06). */
static void
test_pause_all (void)
{
  const ScriptRow rows[] = {
    { 0, script_level (1.9), NULL, 0 },
    { 1, script_therapy (THECAL_THERAPY_STOP), NULL, 0 },
    { MINUTE (6), script_tick (), NULL, 0 },
    { MINUTE (6) + 1,
      script_all (PAUSE, 30),
      "escalate infusion-stopped 2; log reservoir-low paused",
      0 },
    { MINUTE (6) + 2,
      script_all (ACK, 0),
      "log infusion-stopped acknowledged; log reservoir-low acknowledged",
      0 },
  };

  RUN ("pause-all", true, rows);
}

static void
test_clock_step (void)
{
  ThecalEvent small = { .type = THECAL_EVENT_CLOCK_STEP, .clock_step = { 4 * THECAL_MINUTE_US } };
  ThecalEvent large = { .type = THECAL_EVENT_CLOCK_STEP, .clock_step = { -6 * THECAL_MINUTE_US } };
  const ScriptRow rows[] = {
    { 0, small, "", 0 },
    { 1, large, "raise clock medium; signal clock medium", 0 },
    { 2, script_simple (THECAL_EVENT_RESUME), "", 0 },
    { 3, script_simple (THECAL_EVENT_SUSPEND), "", 0 },
    { 4, script_simple (THECAL_EVENT_SUSPEND), "", 0 },
    { 5, script_simple (THECAL_EVENT_TRIAGE), "", 0 },
  };

  RUN ("clock-step", false, rows);
}

static void
test_unknown_unit (void)
{
  ThecalEvent nowhere = script_tick ();

  nowhere.unit = 99;
  {
    const ScriptRow rows[] = { { 0, nowhere, "log - rejected", 0 } };

    RUN ("unknown-unit", false, rows);
  }
}

static void
test_backfilled (void)
{
  ThecalEvent old = script_level (19);

  old.status.age_us = 5 * THECAL_MINUTE_US;
  {
    const ScriptRow rows[] = {
      { HOUR (1), script_level (1.9), NULL, 0 },
      { HOUR (1) + 1, old, "log - backfilled", 0 },
      { HOUR (1) + 100, old, "log - backfilled", 0 },
    };

    RUN ("backfilled", true, rows);
  }
}

static void
test_battery (void)
{
  ThecalEvent event = script_therapy (THECAL_THERAPY_RUN);
  ThecalEvent eos;

  event.status.present |= THECAL_REPORT_BATTERY_STATE;
  event.status.battery_state = THECAL_BATTERY_ERI;
  eos = event;
  eos.status.battery_state = THECAL_BATTERY_EOS;
  {
    const ScriptRow rows[] = {
      { 0, event, "raise replacement-indicator medium; signal replacement-indicator medium", 0 },
      { 1, event, "", 0 },
      { 2, eos, "raise end-of-service high; signal end-of-service high", 0 },
    };

    RUN ("battery", true, rows);
  }
}

static void
test_refill_by_printout (void)
{
  ThecalEvent entered = script_level (20);
  ThecalEvent refill = script_refill (20);
  ThecalEvent too_much = script_refill (25);

  entered.status.source = THECAL_SOURCE_MANUAL;
  entered.status.filled = true;
  entered.status.values[THECAL_FIELD_CAPACITY_ML] = 20;
  entered.status.present |= 1u << THECAL_FIELD_CAPACITY_ML;
  refill.refill.concentration_ug_per_ml = 2000;
  refill.refill.dose_ug_per_day = 300;
  {
    const ScriptRow rows[] = {
      /* early low at 104.35 days, V1; without a newer entry the data is stale then as well. The
       * refill is due ten days before. */
      { 0, entered, "", HOUR (1) }, /* the first question after a refill */
      { DAY (4), script_simple (THECAL_EVENT_WATCH_ANSWER), "", DAY (18 / (0.15 * 1.15) - 10) },
      { DAY (104.4),
        script_tick (),
        "raise reservoir-low medium; signal reservoir-low medium; "
        "raise data-stale medium; signal data-stale medium…",
        0 },
      { DAY (104.5), too_much, NULL, 0 },
      { DAY (104.6), refill, NULL, 0 },
      { DAY (104.7), script_tick (), "", 0 },
    };

    RUN ("printout", false, rows);
  }
}

static void
test_getters (void)
{
  Script script;
  ThecalEvent level = script_level (12);
  const ThecalTime now = { 0, 0 };

  script_begin (&script, true);
  g_assert_null (thecal_system_get_status (script.system, 9));
  g_assert_null (thecal_system_get_alarm (script.system, 9, LOW));
  g_assert_null (thecal_system_get_alarm (script.system, 1, THECAL_N_CONDITIONS));
  g_assert_true (thecal_system_is_stale (script.system, 9, now));
  g_assert_false (thecal_system_is_link_up (script.system, 9));
  g_assert_false (thecal_system_expects_bluetooth (script.system, 9));
  g_assert_false (thecal_system_is_simulated (script.system, 9));
  g_assert_cmpint (
      thecal_system_get_watched_since_wall_us (script.system, 9), ==, THECAL_UNKNOWN_US);
  g_assert_cmpint (
      thecal_system_get_watched_since_wall_us (script.system, 0), ==, THECAL_UNKNOWN_US);
  g_assert_cmpint (
      thecal_system_get_watched_since_wall_us (script.system, 1), !=, THECAL_UNKNOWN_US);
  script_step (&script, 1, &level);
  g_assert_false (thecal_system_is_stale (script.system, 1, (ThecalTime){ script.now_us, 0 }));
  g_assert_true (thecal_system_is_link_up (script.system, 1));
  g_assert_true (thecal_system_expects_bluetooth (script.system, 1));
  g_assert_cmpfloat (thecal_system_get_status (script.system, 1)->values[0].value, ==, 12);
  g_assert_cmpuint (thecal_system_get_n_units (script.system), ==, 2);
  script_end (&script);
}

#define ADD(name, function) g_test_add_func ("/core/system/" name, function)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("link", test_link);
  ADD ("untrusted", test_untrusted);
  ADD ("unknown-event", test_unknown_event);
  ADD ("no-event-stands", test_no_event_stands);
  ADD ("self-test", test_self_test);
  ADD ("simulation", test_simulation);
  ADD ("beeps", test_beeps);
  ADD ("pause-all", test_pause_all);
  ADD ("clock-step", test_clock_step);
  ADD ("unknown-unit", test_unknown_unit);
  ADD ("backfilled", test_backfilled);
  ADD ("battery", test_battery);
  ADD ("refill-by-printout", test_refill_by_printout);
  ADD ("getters", test_getters);

  return g_test_run ();
}
