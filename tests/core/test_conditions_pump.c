/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* A04-A05, A08-A18, A25-A27: trigger, priority, cadence and clearing of each, by its row
 * (clinical.md section 4). A01-A03, A06, A07: test_system.c. */
#include <math.h>

#include "core/alarm/rules.h"
#include "script.h"

#define MINUTE(m) ((m) *60.0)
#define HOUR(h) ((h) *3600.0)
#define DAY(d) ((d) *86400.0)
#define RUN(name, condition, rows)                                                                 \
  script_run_only (name, false, THECAL_CONDITION_##condition, rows, G_N_ELEMENTS (rows))

static ThecalEvent
printout (double reservoir_ml, double alarm_in_days)
{
  ThecalEvent event = script_level (reservoir_ml);

  event.status.source = THECAL_SOURCE_MANUAL;
  event.status.filled = true;
  if (!isnan (alarm_in_days)) {
    event.status.alarm_date_us = script_wall_us (alarm_in_days);
    event.status.present |= THECAL_REPORT_ALARM_DATE;
  }

  return event;
}

/* A04: ten days before the earliest date, daily at ten; medium and every four hours from three days
 * before. A visit in time, or a refill, ends it. The script begins at 08:00. */
static void
test_refill_due (void)
{
  const ScriptRow rows[] = {
    { 0, printout (20, 40), "", HOUR (1) }, /* the first question after a refill */
    { DAY (4), script_simple (THECAL_EVENT_WATCH_ANSWER), "", DAY (30) },
    { DAY (30),
      script_tick (),
      "raise refill-due low; signal refill-due low",
      DAY (30) + HOUR (2) },
    { DAY (30) + HOUR (2), script_tick (), "signal refill-due low", DAY (31) + HOUR (2) },
    { DAY (31), script_visit (THECAL_VISIT_REFILL, 45), "", 0 }, /* after that date: not in time */
    { DAY (32), script_visit (THECAL_VISIT_REFILL, 39), NULL, 0 },
    { DAY (32) + 1, script_tick (), "", 0 },
    /* moved out of it again */
    { DAY (36),
      script_visit (THECAL_VISIT_REFILL, 41),
      "raise refill-due low; signal refill-due low",
      0 },
    { DAY (37),
      script_tick (),
      "signal refill-due low; change refill-due medium; signal refill-due medium",
      0 },
    { DAY (37) + HOUR (4),
      script_tick (),
      "escalate refill-due 1; escalate refill-due 2; "
      "escalate refill-due 3; signal refill-due medium",
      0 },
    { DAY (37) + HOUR (5), script_refill (20), "withdraw refill-due medium", 0 },
  };
  const ScriptRow reported[] = {
    { 0, script_level (15), "", 0 },
    { 1,
      script_pump_event (THECAL_PUMP_EVENT_REFILL_DUE, THECAL_PUMP_EVENT_PENDING),
      "raise refill-due low; signal refill-due low",
      0 },
    { 2, script_refill (20), "withdraw refill-due low", 0 },
  };
  /* What is low already is not due as well. */
  const ScriptRow low[] = { { 0, script_level (1.9), "", 0 }, { DAY (1), script_tick (), "", 0 } };

  RUN ("refill-due", REFILL_DUE, rows);
  RUN ("refill-due-reported", REFILL_DUE, reported);
  RUN ("refill-due-low", REFILL_DUE, low);
}

/* A05 and T-AP-01: an hour after the visit; until a refill, or a new visit before it may be empty.
 */
static void
test_refill_overdue (void)
{
  const ScriptRow rows[] = {
    { 0, printout (20, NAN), "", 0 },
    { 1, script_visit (THECAL_VISIT_REFILL, 5), "", 0 },
    { DAY (5) + HOUR (1),
      script_tick (),
      "raise refill-overdue medium; signal refill-overdue medium",
      DAY (5) + HOUR (1) + MINUTE (5) },
    /* 20 mL at 0.1725 mL a day: 115.9 days */
    { DAY (5) + HOUR (1) + 1, script_visit (THECAL_VISIT_REFILL, 117), "", 0 },
    { DAY (5) + HOUR (1) + 2,
      script_visit (THECAL_VISIT_REFILL, 10),
      "withdraw refill-overdue medium",
      0 },
    { DAY (10) + HOUR (1),
      script_tick (),
      "raise refill-overdue medium; signal refill-overdue medium",
      0 },
    { DAY (10) + HOUR (1) + 1, script_refill (20), "withdraw refill-overdue medium", 0 },
    { DAY (20), script_tick (), "", 0 },
  };
  const ScriptRow short_of_it[] = {
    { 0, printout (2, NAN), "", 0 }, /* empty early after 11.6 days */
    { 1, script_visit (THECAL_VISIT_REFILL, 1), "", 0 },
    { DAY (1) + HOUR (1),
      script_tick (),
      "raise refill-overdue medium; signal refill-overdue medium",
      0 },
    { DAY (1) + HOUR (1) + 1,
      script_person (THECAL_EVENT_ACKNOWLEDGE, THECAL_CONDITION_REFILL_OVERDUE, 0),
      NULL,
      0 },
    { DAY (8.6), script_tick (), NULL, 0 },
  };
  Script script;
  const ThecalEvent level = printout (2, NAN), visit = script_visit (THECAL_VISIT_REFILL, 1);
  const ThecalEvent tick = script_tick ();

  RUN ("refill-overdue", REFILL_OVERDUE, rows);
  RUN ("refill-overdue-short", REFILL_OVERDUE, short_of_it);
  script_begin (&script, false);
  script_step (&script, 0, &level);
  script_step (&script, 1, &visit);
  script_step (&script, DAY (8.7), &tick);
  g_assert_cmpint (
      thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_REFILL_OVERDUE)->priority,
      ==,
      THECAL_PRIORITY_HIGH);
  script_end (&script);
}

/* A visit before the last fill was kept: an old care plan raises nothing. */
static void
test_visit_before_fill (void)
{
  const ScriptRow rows[] = {
    { DAY (5), printout (20, NAN), "", 0 },
    { DAY (6), script_visit (THECAL_VISIT_REFILL, 4), "", 0 },
    { DAY (8), script_tick (), "", 0 },
  };

  RUN ("visit-before-fill", REFILL_OVERDUE, rows);
}

/* A08: an hour after the scan, unless something showed that it runs; at once where it alarmed
 * before, or stalls after. */
static void
test_mri (void)
{
  const ScriptRow rows[] = {
    { 0, script_level (12), "", 0 },
    { 1, script_simple (THECAL_EVENT_MRI), "", 0 },
    { HOUR (1) + 1, script_tick (), "raise mri-check high; signal mri-check high", 0 },
    { HOUR (1) + 2, script_therapy (THECAL_THERAPY_STOP), "", 0 },
    { HOUR (1) + 3, script_level (12), "withdraw mri-check high", 0 },
  };
  const ScriptRow confirmed[] = {
    { 0, script_level (12), "", 0 },
    { 1, script_simple (THECAL_EVENT_MRI), "", 0 },
    { MINUTE (20), script_level (12), "", 0 },
    { HOUR (3), script_tick (), "", 0 },
  };
  const ScriptRow magnet[] = {
    { 0, script_pump_event (THECAL_PUMP_EVENT_MAGNET, THECAL_PUMP_EVENT_PENDING), "", 0 },
    { HOUR (1), script_tick (), "raise mri-check high; signal mri-check high", 0 },
    { HOUR (1) + 1,
      script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_MRI_CHECK, 0),
      "log mri-check resolved; withdraw mri-check high",
      0 },
  };
  const ScriptRow alarmed[] = {
    { 0, script_level (0.2), "", 0 },
    { 1, script_simple (THECAL_EVENT_MRI), "raise mri-check high; signal mri-check high", 0 },
  };
  /* The stall speaks for the check: raised, and quiet while the stall stands. */
  const ScriptRow stalled[] = {
    { 0, script_simple (THECAL_EVENT_MRI), "", 0 },
    { MINUTE (10),
      script_pump_event (THECAL_PUMP_EVENT_MOTOR_STALL, THECAL_PUMP_EVENT_PENDING),
      "raise mri-check high",
      0 },
  };

  RUN ("mri", MRI_CHECK, rows);
  RUN ("mri-confirmed", MRI_CHECK, confirmed);
  RUN ("mri-magnet", MRI_CHECK, magnet);
  RUN ("mri-alarmed", MRI_CHECK, alarmed);
  RUN ("mri-stalled", MRI_CHECK, stalled);
}

static ThecalEvent
eri (double in_days)
{
  ThecalEvent event = script_level (12);

  event.status.battery_state = THECAL_BATTERY_ERI;
  event.status.eri_date_us = script_wall_us (in_days);
  event.status.present |= THECAL_REPORT_BATTERY_STATE | THECAL_REPORT_ERI_DATE;

  return event;
}

static ThecalEvent
replaced (ThecalConditionId condition)
{
  return script_person (THECAL_EVENT_CLINIC_ACTION, condition, 0);
}

/* A09: by its date, or reported. A10: daily, six-hourly in the last 30 days, hourly in the last 14.
 * A11: half a year and a quarter before. */
static void
test_service_life (void)
{
  const ScriptRow end[] = {
    { 0, script_service_life (100), "", 0 },
    { DAY (100), script_tick (), "raise end-of-service high; signal end-of-service high", 0 },
    { DAY (100) + 1,
      replaced (THECAL_CONDITION_END_OF_SERVICE),
      "log end-of-service resolved; withdraw end-of-service latched",
      0 },
  };
  const ScriptRow reported[] = {
    { 0,
      script_pump_event (THECAL_PUMP_EVENT_END_OF_SERVICE, THECAL_PUMP_EVENT_PENDING),
      "raise end-of-service high; signal end-of-service high",
      0 },
  };
  const ScriptRow plan[] = {
    { 0, script_service_life (200), "", DAY (14) },
    { DAY (14), script_tick (), "raise battery-plan low; signal battery-plan low", DAY (21) },
    { DAY (21), script_tick (), "signal battery-plan low", DAY (28) },
    { DAY (22), script_visit (THECAL_VISIT_REPLACEMENT, 60), "withdraw battery-plan low", 0 },
    /* the visit passed and nothing was replaced */
    { DAY (60), script_tick (), "raise battery-plan low; signal battery-plan low", 0 },
    { DAY (107), script_tick (), NULL, 0 },
    { DAY (107) + 1, script_tick (), "", 0 },
    { DAY (108), replaced (THECAL_CONDITION_BATTERY_PLAN), NULL, 0 },
    { DAY (150), script_tick (), "", 0 },
  };

  RUN ("end-of-service", END_OF_SERVICE, end);
  RUN ("end-reported", END_OF_SERVICE, reported);
  RUN ("battery-plan", BATTERY_PLAN, plan);
}

static void
test_replacement (void)
{
  static const struct {
    double at_d;
    gint64 cadence_us;
    bool stands;
  } rows[] = {
    { 9.9, 0, false },
    { 10, THECAL_DAY_US, true },
    { 69.9, THECAL_DAY_US, true },
    { 70, 6 * THECAL_HOUR_US, true },
    { 86, THECAL_HOUR_US, true },
  };
  const ThecalEvent tick = script_tick (), notice = eri (10);
  ThecalEvent dated = notice;
  Script script;

  dated.status.present &= ~(guint32) THECAL_REPORT_BATTERY_STATE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalAlarm *alarm;

    script_begin (&script, true);
    script_step (&script, 0, &dated);
    script_step (&script, DAY (rows[i].at_d), &tick);
    alarm = thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_REPLACEMENT_INDICATOR);
    g_test_message ("at %g days", rows[i].at_d);
    g_assert_true (thecal_alarm_is_active (alarm) == rows[i].stands);
    if (rows[i].stands)
      g_assert_cmpint (alarm->cadence_us, ==, rows[i].cadence_us);
    script_end (&script);
  }
}

static ThecalTime
now_of (const Script *script)
{
  return (ThecalTime){ .boot_us = script->now_us,
                       .wall_us = script->now_us + script->wall_offset_us };
}

/* A notice without a date leaves ninety days from when it was heard. */
static void
test_replacement_undated (void)
{
  const ThecalEvent notice = script_pump_event (THECAL_PUMP_EVENT_ERI, THECAL_PUMP_EVENT_PENDING);
  const ThecalEvent tick = script_tick ();
  Script script;

  script_begin (&script, false);
  script_step (&script, 0, &tick);
  g_assert_cmpint (
      thecal_system_get_notice_wall_us (script.system, 1, now_of (&script)), ==, THECAL_UNKNOWN_US);
  script_step (&script, 0, &notice);
  script_step (&script, DAY (77), &tick);
  /* the window that is shown begins with it (service_window.h) */
  g_assert_cmpint (thecal_system_get_notice_wall_us (script.system, 1, now_of (&script)),
                   ==,
                   script_wall_us (0));
  g_assert_cmpint (thecal_system_get_notice_wall_us (script.system, 99, now_of (&script)),
                   ==,
                   THECAL_UNKNOWN_US);
  g_assert_cmpint (
      thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_REPLACEMENT_INDICATOR)
          ->cadence_us,
      ==,
      THECAL_HOUR_US);
  script_end (&script);
}

/* A12-A14, A18: held by the event until the clinic has looked. A16, A17: heard by a person. */
static void
test_held (void)
{
  static const struct {
    ThecalPumpEventType type;
    ThecalConditionId condition;
    ThecalPriority priority;
    gint64 cadence_us;
  } rows[] = {
    { THECAL_PUMP_EVENT_PUMP_RESET,
      THECAL_CONDITION_LOW_BATTERY_RESET,
      THECAL_PRIORITY_HIGH,
      10 * THECAL_MINUTE_US },
    { THECAL_PUMP_EVENT_MEMORY_ERROR_CRITICAL,
      THECAL_CONDITION_MEMORY_ERROR_CRITICAL,
      THECAL_PRIORITY_HIGH,
      10 * THECAL_MINUTE_US },
    { THECAL_PUMP_EVENT_MEMORY_ERROR,
      THECAL_CONDITION_MEMORY_ERROR,
      THECAL_PRIORITY_LOW,
      THECAL_DAY_US },
    { THECAL_PUMP_EVENT_UNKNOWN,
      THECAL_CONDITION_UNKNOWN_EVENT,
      THECAL_PRIORITY_MEDIUM,
      THECAL_HOUR_US },
    { THECAL_PUMP_EVENT_VOLUME_DISCREPANCY,
      THECAL_CONDITION_REFILL_MISMATCH,
      THECAL_PRIORITY_MEDIUM,
      THECAL_DAY_US },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalEvent told = script_pump_event (rows[i].type, THECAL_PUMP_EVENT_PENDING);
    const ThecalEvent ended = script_pump_event (rows[i].type, THECAL_PUMP_EVENT_CLEARED);
    const ThecalEvent checked = script_person (THECAL_EVENT_CLINIC_ACTION, rows[i].condition, 0);
    const ThecalAlarm *alarm;
    Script script;

    script_begin (&script, false);
    alarm = thecal_system_get_alarm (script.system, 1, rows[i].condition);
    script_step (&script, 0, &told);
    g_test_message ("%s", thecal_condition_get_row (rows[i].condition)->id);
    g_assert_true (thecal_alarm_is_active (alarm));
    g_assert_cmpint (alarm->priority, ==, rows[i].priority);
    g_assert_cmpint (alarm->cadence_us, ==, rows[i].cadence_us);
    script_step (&script, 60, &ended);
    g_assert_true (thecal_alarm_is_active (alarm));
    script_step (&script, 61, &checked);
    g_assert_false (thecal_alarm_is_active (alarm));
    script_end (&script);
  }
}

/* A15: in telemetry for more than half an hour. */
static void
test_telemetry (void)
{
  ThecalEvent mode = script_level (12), back = script_level (12);

  mode.status.mode = THECAL_MODE_TELEMETRY;
  mode.status.present |= THECAL_REPORT_MODE;
  mode.status.interval_us = 12 * THECAL_HOUR_US;
  back.status.mode = THECAL_MODE_CONTINUOUS;
  back.status.present |= THECAL_REPORT_MODE;
  {
    const ScriptRow rows[] = {
      { 0, mode, "", MINUTE (30) },
      { MINUTE (20), mode, "", MINUTE (30) },
      { MINUTE (30), script_tick (), "raise telemetry-stuck high; signal telemetry-stuck high", 0 },
      { MINUTE (30) + 5, back, "withdraw telemetry-stuck high", 0 },
      { MINUTE (32),
        script_pump_event (THECAL_PUMP_EVENT_TELEMETRY_MODE, THECAL_PUMP_EVENT_PENDING),
        "",
        0 },
      { MINUTE (40),
        script_pump_event (THECAL_PUMP_EVENT_TELEMETRY_MODE, THECAL_PUMP_EVENT_CLEARED),
        "",
        0 },
      { HOUR (2), script_tick (), "", 0 },
    };

    RUN ("telemetry", TELEMETRY_STUCK, rows);
  }
}

/* A16, A17: what the clinic answered ends them, and the low that the beep stood for. */
static void
test_sounds (void)
{
  const ScriptRow single[] = {
    { 0, script_level (12), "", 0 },
    { 1, script_beep (THECAL_BEEP_SINGLE), "raise pump-sound-single medium", 0 },
    { 2,
      script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_PUMP_SOUND_SINGLE, 0),
      "log pump-sound-single resolved; withdraw pump-sound-single medium",
      0 },
  };
  const ScriptRow low[] = {
    { 0, script_level (12), "", 0 },
    { 1,
      script_beep (THECAL_BEEP_SINGLE),
      "raise reservoir-low medium; signal reservoir-low medium",
      0 },
    { 2,
      script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_RESERVOIR_LOW, 0),
      "log reservoir-low resolved; withdraw reservoir-low latched",
      0 },
  };
  /* A level that is low by itself is not resolved by words. */
  const ScriptRow really_low[] = {
    { 0, script_level (1.9), "raise reservoir-low medium; signal reservoir-low medium", 0 },
    { 2,
      script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_RESERVOIR_LOW, 0),
      "log reservoir-low resolved",
      0 },
  };

  RUN ("single", PUMP_SOUND_SINGLE, single);
  RUN ("single-low", RESERVOIR_LOW, low);
  RUN ("really-low", RESERVOIR_LOW, really_low);
}

/* A25: 2 mL at the refill; 1 mL after a fill of 20 mL, 2 mL of a larger one. */
static void
test_refill_mismatch (void)
{
  static const struct {
    double before_ml, withdrawn_ml, filled_ml, after_ml, capacity_ml;
    bool mismatch;
  } rows[] = {
    { 5, 6.9, 20, 20, 20, false },  { 5, 7.1, 20, 20, 20, true },
    { 5, 2.9, 20, 20, 20, true },   { 5, NAN, 20, 19.1, 20, false },
    { 5, NAN, 20, 18.9, 20, true }, { 5, NAN, 40, 38.1, 40, false },
    { 5, NAN, 40, 37.9, 40, true },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalEvent before = script_level (rows[i].before_ml),
                refill = script_refill (rows[i].filled_ml);
    const ThecalEvent after = script_level (rows[i].after_ml);
    Script script;

    before.status.values[THECAL_FIELD_CAPACITY_ML] = rows[i].capacity_ml;
    before.status.present |= 1u << THECAL_FIELD_CAPACITY_ML;
    refill.refill.withdrawn_ml = rows[i].withdrawn_ml;
    script_begin (&script, true);
    script_step (&script, 0, &before);
    script_step (&script, 1, &refill);
    script_step (&script, 60, &after);
    g_test_message ("row %d", (int) i);
    g_assert_true (thecal_alarm_is_active (thecal_system_get_alarm (
                       script.system, 1, THECAL_CONDITION_REFILL_MISMATCH)) == rows[i].mismatch);
    script_end (&script);
  }
}

/* A26, A27: 15 % over three days or more, beyond what a level can be read to; a changed flow is
 * taken as it is. */
static void
test_infusion_trend (void)
{
  static const struct {
    double flow, falls, days;
    ThecalConditionId condition; /* N: none */
  } rows[] = {
    { 0.5, 0.5, 10, THECAL_N_CONDITIONS },
    { 0.5, 0.57, 10, THECAL_N_CONDITIONS },
    { 0.5, 0.65, 10, THECAL_CONDITION_OVER_INFUSION },
    { 0.5, 0.65, 2.5, THECAL_N_CONDITIONS },
    { 0.5, 0.44, 10, THECAL_N_CONDITIONS },
    { 0.5, 0.35, 10, THECAL_CONDITION_UNDER_INFUSION },
    { 0.5, 0.0, 4, THECAL_CONDITION_UNDER_INFUSION },
    /* a tenth of a millilitre is what can be read: 0.03 mL a day shows nothing in three days */
    { 0.03, 0.05, 3.5, THECAL_N_CONDITIONS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalConditionId found = THECAL_N_CONDITIONS;
    Script script;

    script_begin (&script, true);
    for (double day = 0; day <= rows[i].days; day += 0.25) {
      ThecalEvent level = script_level (18 - rows[i].falls * day);

      level.status.values[THECAL_FIELD_FLOW_ML_PER_DAY] = rows[i].flow;
      level.status.interval_us = 6 * THECAL_HOUR_US;
      script_step (&script, DAY (day), &level);
    }
    for (int id = THECAL_CONDITION_OVER_INFUSION; id <= THECAL_CONDITION_UNDER_INFUSION; id++)
      if (thecal_alarm_is_active (
              thecal_system_get_alarm (script.system, 1, (ThecalConditionId) id)))
        found = (ThecalConditionId) id;
    g_test_message ("row %d", (int) i);
    g_assert_cmpint (found, ==, rows[i].condition);
    script_end (&script);
  }
}

/* A26: high with an overdose sign; not found again in the levels the clinic has seen. */
static void
test_infusion_sign (void)
{
  ThecalEvent later = script_level (10), still = script_level (9.5);
  const ScriptRow rows[] = {
    { 0, script_level (12), "", 0 },
    { DAY (1), script_triage (3, THECAL_SIGN_OVERDOSE), "", 0 },
    { DAY (4), later, "raise over-infusion medium; signal over-infusion medium", 0 },
    { DAY (4) + 1,
      script_triage (3, THECAL_SIGN_OVERDOSE),
      "change over-infusion high; signal over-infusion high",
      0 },
    { DAY (4) + 2,
      script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_OVER_INFUSION, 0),
      "log over-infusion resolved; withdraw over-infusion high",
      0 },
    { DAY (5), still, "", 0 },
    { DAY (6), still, "", 0 },
  };

  RUN ("over-infusion", OVER_INFUSION, rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/conditions-pump/refill-due", test_refill_due);
  g_test_add_func ("/core/conditions-pump/refill-overdue", test_refill_overdue);
  g_test_add_func ("/core/conditions-pump/visit-before-fill", test_visit_before_fill);
  g_test_add_func ("/core/conditions-pump/mri", test_mri);
  g_test_add_func ("/core/conditions-pump/service-life", test_service_life);
  g_test_add_func ("/core/conditions-pump/replacement", test_replacement);
  g_test_add_func ("/core/conditions-pump/replacement-undated", test_replacement_undated);
  g_test_add_func ("/core/conditions-pump/held", test_held);
  g_test_add_func ("/core/conditions-pump/telemetry", test_telemetry);
  g_test_add_func ("/core/conditions-pump/sounds", test_sounds);
  g_test_add_func ("/core/conditions-pump/refill-mismatch", test_refill_mismatch);
  g_test_add_func ("/core/conditions-pump/infusion-trend", test_infusion_trend);
  g_test_add_func ("/core/conditions-pump/infusion-sign", test_infusion_sign);

  return g_test_run ();
}
