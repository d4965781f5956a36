/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* A19-A24, the drill and the storm: what Thecal itself needs to see and to be heard. */
#include <math.h>

#include "core/alarm/storm.h"
#include "core/alarm/unit.h"
#include "script.h"

#define MINUTE(m) ((m) *60.0)
#define HOUR(h) ((h) *3600.0)
#define DAY(d) ((d) *86400.0)
#define RUN(name, condition, rows)                                                                 \
  script_run_only (name, true, THECAL_CONDITION_##condition, rows, G_N_ELEMENTS (rows))

static ThecalEvent
undeclared (void)
{
  ThecalEvent event = script_level (12);

  event.status.present &= ~(guint32) THECAL_REPORT_INTERVAL;
  return event;
}

static bool
stands (const Script *script, guint unit, ThecalConditionId condition)
{
  return thecal_alarm_is_active (thecal_system_get_alarm (script->system, unit, condition));
}

/* A19: where no interval is declared, what the gaps have shown, never below a minute; a declared
 * one goes before. What was learned survives the process. */
static void
test_learned_interval (void)
{
  static const struct {
    double gap_s;
    int n_reports;
    bool declared;
    double stale_s; /* after the last report */
  } rows[] = {
    { HOUR (1), 3, false, MINUTE (30) }, /* two gaps are not enough */
    { HOUR (1), 4, false, HOUR (2) },    { MINUTE (5), 12, false, MINUTE (10) },
    { 5, 12, false, MINUTE (30) }, /* parts of one report are no gaps */
    { DAY (2), 6, false, HOUR (24) },    { HOUR (1), 6, true, MINUTE (30) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalEvent report = rows[i].declared ? script_level (12) : undeclared ();
    const ThecalEvent tick = script_tick (), restart = script_simple (THECAL_EVENT_RESTART);
    double at_s = 0;
    Script script;

    script_begin (&script, true);
    for (int n = 0; n < rows[i].n_reports; n++) {
      at_s = n * rows[i].gap_s;
      script_step (&script, at_s, &report);
    }
    {
      g_autoptr (GVariant) saved = g_variant_ref_sink (thecal_system_save (
          script.system, (ThecalTime){ script.now_us, script.now_us + script.wall_offset_us }));

      thecal_system_free (script.system);
      script.system = thecal_system_new ();
      g_assert_true (thecal_system_restore (
          script.system,
          saved,
          true,
          (ThecalTime){ script.now_us, script.now_us + script.wall_offset_us }));
      script_step (&script, at_s, &restart);
    }
    g_test_message ("row %d", (int) i);
    script_step (&script, at_s + rows[i].stale_s - 1, &tick);
    g_assert_false (stands (&script, 1, THECAL_CONDITION_DATA_STALE));
    script_step (&script, at_s + rows[i].stale_s, &tick);
    g_assert_true (stands (&script, 1, THECAL_CONDITION_DATA_STALE));
    script_end (&script);
  }
}

/* A20: an adapter that is gone speaks for the lost link; when it is back, the link for itself. */
static void
test_adapter_gone (void)
{
  const ScriptRow rows[] = {
    { 0, script_link (true), "", 0 },
    { 1, script_self_test ("bluetooth", false), "", 0 },
    { 2, script_link (false), "", 0 },
    { MINUTE (15) + 2, script_therapy (THECAL_THERAPY_RUN), "raise link-lost low", 0 },
    { MINUTE (16), script_self_test ("bluetooth", true), "signal link-lost low", 0 },
    { MINUTE (17), script_link (true), "withdraw link-lost low", 0 },
  };

  RUN ("adapter-gone", LINK_LOST, rows);
}

/* A21: a fall that no pump can deliver counts, and is not believed without a word. */
static void
test_impossible_jump (void)
{
  const ScriptRow rows[] = {
    { 0, script_level (18), "", 0 },
    { HOUR (1), script_level (12.5), "", 0 }, /* 24 mL a day and 5 mL: just possible */
    { HOUR (2), script_level (6), "raise data-untrusted medium; signal data-untrusted medium", 0 },
    { HOUR (2) + 1, script_level (6), "", 0 },
    { HOUR (2) + 2, script_level (6), "", 0 },
    { HOUR (2) + 3, script_level (6), "withdraw data-untrusted medium", 0 },
  };
  const ScriptRow low[] = {
    { 0, script_level (18), "", 0 },
    { 1, script_level (1.9), "raise reservoir-low medium; signal reservoir-low medium", 0 },
  };

  RUN ("jump", DATA_UNTRUSTED, rows);
  RUN ("jump-low", RESERVOIR_LOW, low);
}

/* A22: a jump, or a clock that nothing sets; a person says that it is right. */
static void
test_clock (void)
{
  const ThecalEvent jump = { .type = THECAL_EVENT_CLOCK_STEP, .clock_step = { THECAL_HOUR_US } };
  ThecalEvent checked = script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_CLOCK, 0);

  checked.unit = THECAL_UNIT_HOST;
  {
    const ScriptRow rows[] = {
      { 0, jump, "raise clock medium; signal clock medium", 0 },
      { 1, script_self_test ("clock", true), "", 0 }, /* who jumped is not excused by that */
      { 2, checked, "log clock resolved; withdraw clock medium", 0 },
      { 3, script_self_test ("clock", false), "raise clock medium; signal clock medium", 0 },
      { 4, checked, "log clock resolved; withdraw clock medium", 0 },
      /* told and seen: the next hourly test says nothing new */
      { 5, script_self_test ("clock", false), "", 0 },
      { 6, script_self_test ("clock", true), "", 0 },
      { 7, script_self_test ("clock", false), "raise clock medium; signal clock medium", 0 },
      { 8, script_self_test ("clock", true), "withdraw clock medium", 0 },
    };

    RUN ("clock", CLOCK, rows);
  }
}

/* A23: a proof of sound that is a day and a half old. */
static void
test_proof_overdue (void)
{
  ThecalEvent proven = script_self_test ("sound", true);

  proven.self_test.proven = true;
  {
    const ScriptRow rows[] = {
      { 0, script_self_test ("sound", true), "", 0 },
      { HOUR (48), proven, "", 0 },
      { HOUR (84), script_tick (), "raise self-test low; signal self-test low", 0 },
      { HOUR (85), script_self_test ("sound", true), "", 0 },
      { HOUR (86),
        script_self_test ("sound", false),
        "change self-test high; signal self-test high",
        0 },
      { HOUR (86) + 1, proven, "withdraw self-test high", 0 },
    };

    RUN ("proof", SELF_TEST, rows);
  }
}

/* A24 */
static void
test_host_power (void)
{
  const ScriptRow rows[] = {
    { 0, script_host_power (true, 50), "", 0 },
    { 1, script_host_power (true, 19), "raise host-power low; signal host-power low", 0 },
    { 2, script_host_power (true, 9), "change host-power medium; signal host-power medium", 0 },
    { 3, script_host_power (false, 9), "withdraw host-power medium", 0 },
    /* a level that nobody tells is no good news */
    { 4, script_host_power (true, NAN), "raise host-power low; signal host-power low", 0 },
  };
  const ScriptRow gateway[] = {
    { 0,
      script_pump_event (THECAL_PUMP_EVENT_GATEWAY_BATTERY_LOW, THECAL_PUMP_EVENT_PENDING),
      "raise host-power low; signal host-power low",
      0 },
    { 1,
      script_pump_event (THECAL_PUMP_EVENT_GATEWAY_BATTERY_LOW, THECAL_PUMP_EVENT_CLEARED),
      "withdraw host-power low",
      0 },
  };

  RUN ("host-power", HOST_POWER, rows);
  RUN ("gateway-power", HOST_POWER, gateway);
}

static ThecalEvent
drill (void)
{
  return (ThecalEvent){ .type = THECAL_EVENT_DRILL };
}

static ThecalEvent
of_drill (ThecalEventType type)
{
  ThecalEvent event = script_person (type, THECAL_CONDITION_DRILL, 0);

  event.unit = THECAL_UNIT_HOST;
  return event;
}

/* A full alarm that ends when somebody answers, after ten minutes, or when something real begins.
 */
static void
test_drill (void)
{
  const ScriptRow answered[] = {
    { 0, drill (), "raise drill high; signal drill high", 10 },
    { 40, script_tick (), "escalate drill 1; escalate drill 2; escalate drill 3", 0 },
    { 41, of_drill (THECAL_EVENT_ACKNOWLEDGE), "log drill acknowledged; withdraw drill high", 0 },
  };
  const ScriptRow unanswered[] = {
    { 0, drill (), "raise drill high; signal drill high", 10 },
    { MINUTE (10),
      script_tick (),
      "escalate drill 1; escalate drill 2; escalate drill 3; withdraw drill high",
      0 },
  };
  const ScriptRow gives_way[] = {
    { 0, drill (), "raise drill high; signal drill high", 0 },
    { 5, script_level (0.3), "withdraw drill high", 0 },
  };
  const ScriptRow refused[] = {
    { 0, script_level (0.3), "", 0 },
    { 1, drill (), "log - rejected", 0 },
  };

  RUN ("drill-answered", DRILL, answered);
  RUN ("drill-unanswered", DRILL, unanswered);
  RUN ("drill-gives-way", DRILL, gives_way);
  RUN ("drill-refused", DRILL, refused);
}

/* More than five new alarms in a minute: one message for all but high; every sound and every entry
 * of the list stays. */
static void
test_storm (void)
{
  static const ThecalPumpEventType events[] = {
    THECAL_PUMP_EVENT_UNKNOWN,
    THECAL_PUMP_EVENT_MEMORY_ERROR,
    THECAL_PUMP_EVENT_ERI,
    THECAL_PUMP_EVENT_VOLUME_DISCREPANCY,
    THECAL_PUMP_EVENT_GATEWAY_BATTERY_LOW,
    THECAL_PUMP_EVENT_DATE_TIME_ISSUE,
    THECAL_PUMP_EVENT_MEMORY_ERROR_CRITICAL,
  };
  guint n_single = 0, n_grouped = 0, n_high = 0, n_raised = 0;
  Script script;

  script_begin (&script, false);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++) {
    const ThecalEvent event = script_pump_event (events[i], THECAL_PUMP_EVENT_PENDING);

    script_step (&script, (double) i, &event);
  }
  for (guint i = 0; i < script.effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (script.effects, ThecalEffect, i);

    n_raised += effect->kind == THECAL_EFFECT_RAISE;
    if (effect->kind != THECAL_EFFECT_NOTIFY)
      continue;
    if (effect->reason == THECAL_LOG_GROUPED) {
      n_grouped++;
      g_assert_cmpint (effect->step, ==, 6);
    } else if (effect->priority == THECAL_PRIORITY_HIGH)
      n_high++;
    else
      n_single++;
  }
  g_assert_cmpuint (n_raised, ==, 7);
  g_assert_cmpuint (n_single, ==, 5);
  g_assert_cmpuint (n_grouped, ==, 1);
  g_assert_cmpuint (n_high, ==, 1);

  /* a minute without anything new, and each has its own message again */
  g_array_set_size (script.effects, 0);
  {
    const ThecalEvent event =
        script_pump_event (THECAL_PUMP_EVENT_TELEMETRY_OVERDUE, THECAL_PUMP_EVENT_PENDING);
    bool told = false;

    script_step (&script, MINUTE (2), &event);
    for (guint i = 0; i < script.effects->len; i++) {
      const ThecalEffect *effect = &g_array_index (script.effects, ThecalEffect, i);

      told |=
          effect->kind == THECAL_EFFECT_NOTIFY && effect->condition == THECAL_CONDITION_DATA_STALE;
    }
    g_assert_true (told);
  }
  script_end (&script);
}

/* What sounds is the most urgent of all units, whatever stands beside it. */
static void
test_sounding (void)
{
  const ThecalEvent low = script_level (1.9), empty = script_beep (THECAL_BEEP_CRITICAL);
  const ThecalEvent acknowledged =
      script_person (THECAL_EVENT_ACKNOWLEDGE, THECAL_CONDITION_RESERVOIR_EMPTY, 0);
  ThecalConditionId condition = THECAL_N_CONDITIONS;
  guint unit = 9;
  Script script;

  script_begin (&script, true);
  g_assert_null (thecal_system_get_sounding (script.system, &unit, &condition));
  script_step (&script, 0, &low);
  g_assert_nonnull (thecal_system_get_sounding (script.system, &unit, &condition));
  g_assert_cmpint (condition, ==, THECAL_CONDITION_RESERVOIR_LOW);
  g_assert_cmpuint (unit, ==, 1);
  script_step (&script, 1, &empty);
  g_assert_nonnull (thecal_system_get_sounding (script.system, &unit, &condition));
  g_assert_cmpint (condition, ==, THECAL_CONDITION_RESERVOIR_EMPTY);
  /* the low alarm, for which the empty one speaks, does not sound in its place */
  script_step (&script, 2, &acknowledged);
  g_assert_null (thecal_system_get_sounding (script.system, &unit, &condition));
  script_end (&script);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/conditions-system/learned-interval", test_learned_interval);
  g_test_add_func ("/core/conditions-system/adapter-gone", test_adapter_gone);
  g_test_add_func ("/core/conditions-system/impossible-jump", test_impossible_jump);
  g_test_add_func ("/core/conditions-system/clock", test_clock);
  g_test_add_func ("/core/conditions-system/proof-overdue", test_proof_overdue);
  g_test_add_func ("/core/conditions-system/host-power", test_host_power);
  g_test_add_func ("/core/conditions-system/drill", test_drill);
  g_test_add_func ("/core/conditions-system/storm", test_storm);
  g_test_add_func ("/core/conditions-system/sounding", test_sounding);

  return g_test_run ();
}
