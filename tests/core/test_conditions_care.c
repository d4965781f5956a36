/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
/* A28-A36: trigger, priority, cadence and clearing of each, by its row (clinical.md section 4). */
#include <math.h>

#include "script.h"

#define MINUTE(m) ((m) *60.0)
#define HOUR(h) ((h) *3600.0)
#define DAY(d) ((d) *86400.0)
#define RUN(name, condition, rows)                                                                 \
  script_run_only (name, false, THECAL_CONDITION_##condition, rows, G_N_ELEMENTS (rows))

static ThecalEvent
answer_watch (void)
{
  return script_simple (THECAL_EVENT_WATCH_ANSWER);
}

/* A28: 1, 4, 12, 24, 48, 72 h after a refill; low, medium from the second that nobody answered. */
static void
test_watch (void)
{
  const ScriptRow rows[] = {
    { 0, script_refill (20), "", 0 },
    { HOUR (1), script_tick (), "raise watch low; signal watch low", 0 },
    { HOUR (1) + 60, answer_watch (), "withdraw watch low", 0 },
    { HOUR (4), script_tick (), "raise watch low; signal watch low", 0 },
    { HOUR (5), script_tick (), "signal watch low", 0 },
    { HOUR (12),
      script_tick (),
      "signal watch low; signal watch low; signal watch low; signal watch low; signal watch low; "
      "signal watch low; change watch medium; signal watch medium",
      0 },
    /* going through the checklist answers as well */
    { HOUR (12) + 60, script_triage (4, THECAL_SIGN_NONE), "withdraw watch medium", 0 },
    { HOUR (24), script_tick (), "raise watch low; signal watch low", 0 },
    { HOUR (24) + 1, answer_watch (), "withdraw watch low", 0 },
    { HOUR (72), script_tick (), NULL, 0 },
    { HOUR (72) + 1, answer_watch (), "withdraw watch medium", 0 },
    { HOUR (300), script_tick (), "", 0 },
  };

  RUN ("watch", WATCH, rows);
}

/* A28: a dose that the pump reports anew, and a scan, are followed by the same questions. */
static void
test_watch_after (void)
{
  ThecalEvent dose = script_level (12), other = script_level (12), same = script_level (12);

  dose.status.values[THECAL_FIELD_DOSE_UG_PER_DAY] = 300;
  dose.status.present |= 1u << THECAL_FIELD_DOSE_UG_PER_DAY;
  other.status.values[THECAL_FIELD_DOSE_UG_PER_DAY] = 350;
  other.status.present |= 1u << THECAL_FIELD_DOSE_UG_PER_DAY;
  same.status.values[THECAL_FIELD_DOSE_UG_PER_DAY] = 350.5; /* rounding is no change */
  same.status.present |= 1u << THECAL_FIELD_DOSE_UG_PER_DAY;
  {
    const ScriptRow changed[] = {
      { 0, dose, "", 0 },
      { HOUR (2), dose, "", 0 },
      { HOUR (3), other, "", 0 },
      { HOUR (4), script_tick (), "raise watch low; signal watch low", 0 },
      { HOUR (4) + 1, answer_watch (), "withdraw watch low", 0 },
      { HOUR (4) + 2, same, "", 0 },
      { HOUR (6), script_tick (), "", 0 },
    };
    const ScriptRow reported[] = {
      { 0, script_pump_event (THECAL_PUMP_EVENT_REPROGRAMMED, THECAL_PUMP_EVENT_PENDING), "", 0 },
      /* shown on by the pump: the same one */
      { MINUTE (30),
        script_pump_event (THECAL_PUMP_EVENT_REPROGRAMMED, THECAL_PUMP_EVENT_CONFIRMED),
        "",
        0 },
      { HOUR (1), script_tick (), "raise watch low; signal watch low", 0 },
    };
    const ScriptRow scanned[] = {
      { 0, script_simple (THECAL_EVENT_MRI), "", 0 },
      { HOUR (1), script_tick (), "raise watch low; signal watch low", 0 },
    };

    RUN ("dose-changed", WATCH, changed);
    RUN ("reprogrammed", WATCH, reported);
    RUN ("scanned", WATCH, scanned);
  }
}

/* A29: T1 and T2 stand until somebody called; a milder outcome later closes nothing. */
static void
test_triage_open (void)
{
  const ScriptRow rows[] = {
    { 0, script_triage (3, THECAL_SIGN_NONE), "", 0 },
    { 1,
      script_triage (2, THECAL_SIGN_WITHDRAWAL),
      "raise triage-open high; signal triage-open high",
      21 },
    { MINUTE (10) + 1, script_tick (), NULL, 0 },
    { MINUTE (11), script_triage (5, THECAL_SIGN_NONE), "", 0 },
    { MINUTE (12), script_triage (0, THECAL_SIGN_NONE), "withdraw triage-open high", 0 },
    { MINUTE (13),
      script_triage (1, THECAL_SIGN_NONE),
      "raise triage-open high; signal triage-open high",
      0 },
    { MINUTE (13) + 5,
      script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_TRIAGE_OPEN, 0),
      "log triage-open resolved; withdraw triage-open high",
      0 },
  };

  RUN ("triage-open", TRIAGE_OPEN, rows);
}

/* A30: at the time that was said, four times every 15 minutes, then hourly. */
static void
test_repeat_due (void)
{
  ThecalEvent at_two = script_triage (5, THECAL_SIGN_NONE);
  ThecalEvent next_month = script_triage (3, THECAL_SIGN_NONE);

  next_month.triage.repeat_wall_us = script_wall_us (30);
  at_two.triage.repeat_wall_us = script_wall_us (2 / 24.0);
  {
    const ScriptRow rows[] = {
      { 0, script_triage (5, THECAL_SIGN_NONE), "", HOUR (4) },
      { HOUR (4), script_tick (), "raise repeat-due medium; signal repeat-due medium", 0 },
      { HOUR (4) + MINUTE (1),
        script_person (THECAL_EVENT_PAUSE, THECAL_CONDITION_REPEAT_DUE, 1),
        "log repeat-due paused",
        0 },
      { HOUR (4) + MINUTE (2), script_tick (), NULL, 0 },
      { HOUR (5) + MINUTE (1), script_tick (), NULL, 0 },
      { HOUR (7) + MINUTE (1), script_tick (), NULL, 0 },
      { HOUR (7) + MINUTE (30),
        script_triage (4, THECAL_SIGN_NONE),
        "withdraw repeat-due medium",
        0 },
    };
    const ScriptRow said[] = {
      { 0, at_two, "", HOUR (2) },
      { HOUR (2), script_tick (), "raise repeat-due medium; signal repeat-due medium", 0 },
      /* "look again" once more */
      { HOUR (2) + 1, script_triage (5, THECAL_SIGN_NONE), "withdraw repeat-due medium", 0 },
      { HOUR (6) + 1, script_tick (), "raise repeat-due medium; signal repeat-due medium", 0 },
    };

    /* the clock was set back meanwhile: nobody is left alone for a month */
    const ScriptRow far[] = {
      { 0, next_month, "", HOUR (24) },
      { HOUR (24), script_tick (), "raise repeat-due medium; signal repeat-due medium", 0 },
    };

    RUN ("repeat-due", REPEAT_DUE, rows);
    RUN ("repeat-far", REPEAT_DUE, far);
    RUN ("repeat-said", REPEAT_DUE, said);
  }
}

/* A30 after a call: what T3 and T4 say of looking again counts, and only that; in an emergency
 * nobody is sent back to the questions. */
static void
test_repeat_after_call (void)
{
  static const struct {
    const char *name;
    int outcome;
    bool said;
    double due_s; /* 0: never */
  } table[] = {
    { "t1-said", 1, true, 0 },
    { "t2-said", 2, true, 0 },
    { "t3-said", 3, true, HOUR (2) },
    { "t4-said", 4, true, HOUR (2) },
    { "t3", 3, false, 0 },
    { "t4", 4, false, 0 },
    { "t5-said", 5, true, HOUR (2) },
    { "t5", 5, false, HOUR (4) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    ThecalEvent found = script_triage (table[i].outcome, THECAL_SIGN_NONE);
    const ThecalEvent earlier = script_triage (5, THECAL_SIGN_NONE);
    const double due_s = table[i].due_s > 0 ? table[i].due_s : HOUR (8);

    if (table[i].said)
      found.triage.repeat_wall_us = script_wall_us (2 / 24.0);
    {
      const ScriptRow rows[] = {
        /* the newest walkthrough says when */
        { 0, earlier, "", 0 },
        { 0, found, "", 0 },
        { due_s - 1, script_tick (), "", 0 },
        { due_s,
          script_tick (),
          table[i].due_s > 0 ? "raise repeat-due medium; signal repeat-due medium" : "",
          0 },
        /* that the call was made is no look */
        { due_s + 1, script_triage (0, THECAL_SIGN_NONE), "", 0 },
      };

      RUN (table[i].name, REPEAT_DUE, rows);
    }
  }
}

/* A30: quarter-hourly beats become hourly. */
static void
test_repeat_beats (void)
{
  const ThecalEvent look = script_triage (5, THECAL_SIGN_NONE), tick = script_tick ();
  static const int beats_min[] = { 0, 15, 30, 45, 60, 120, 180 };
  guint n_seen = 0;
  Script script;

  script_begin (&script, false);
  script_step (&script, 0, &look);
  script_step (&script, HOUR (4) + MINUTE (185), &tick);
  for (guint i = 0; i < script.effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (script.effects, ThecalEffect, i);

    if (effect->kind != THECAL_EFFECT_SIGNAL)
      continue;
    g_assert_cmpuint (n_seen, <, G_N_ELEMENTS (beats_min));
    g_assert_cmpint (effect->at_us - script.start_us - 4 * THECAL_HOUR_US,
                     ==,
                     beats_min[n_seen++] * THECAL_MINUTE_US);
  }
  g_assert_cmpuint (n_seen, ==, G_N_ELEMENTS (beats_min));
  script_end (&script);
}

/* A31: at 38.6 [004-38]; over when twice below 38.0, four hours apart. */
static void
test_fever (void)
{
  const ScriptRow rows[] = {
    { 0, script_temperature (38.5), "", 0 },
    { 1, script_temperature (38.6), "raise fever medium; signal fever medium", 0 },
  };
  const ScriptRow sign[] = {
    { 0, script_triage (3, THECAL_SIGN_INFECTION), "", 0 },
    { 1, script_temperature (39), "raise fever high; signal fever high", 0 },
  };
  const ScriptRow other_sign[] = {
    { 0, script_triage (3, THECAL_SIGN_OVERDOSE), "", 0 },
    { 1, script_temperature (39), "raise fever medium; signal fever medium", 0 },
    { 2, script_triage (2, THECAL_SIGN_WITHDRAWAL), "change fever high; signal fever high", 0 },
  };

  RUN ("fever", FEVER, rows);
  RUN ("fever-with-sign", FEVER, sign);
  RUN ("fever-other-sign", FEVER, other_sign);
}

/* A31: the way out, beats left aside. */
static void
test_fever_ends (void)
{
  static const struct {
    double at_h, celsius;
    bool stands;
  } rows[] = {
    { 0, 38.6, true }, { 1, 37.9, true }, { 4, 37.5, true },  { 4.5, 38.0, true },
    { 5, 37.0, true }, { 8, 37.0, true }, { 9, 37.0, false }, { 10, 101.5, false },
  };
  Script script;

  script_begin (&script, false);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalEvent event = script_temperature (rows[i].celsius);

    script_step (&script, HOUR (rows[i].at_h), &event);
    g_test_message ("at %g h", rows[i].at_h);
    g_assert_true (thecal_alarm_is_active (thecal_system_get_alarm (
                       script.system, 1, THECAL_CONDITION_FEVER)) == rows[i].stands);
  }
  script_end (&script);
}

/* What was measured before the fever, or between, ends nothing when it is entered late. */
static void
test_fever_late (void)
{
  static const struct {
    double at_h, measured_h, celsius;
    bool stands;
  } rows[] = {
    { 13, 13, 39.0, true },     { 13.5, 11.75, 37.2, true }, { 17.5, 17.5, 37.0, true },
    { 18, 17.75, 38.2, true },  { 18.5, 17, 37.0, true },    { 20, 18.5, 37.0, true },
    { 22.4, 22.4, 37.0, true }, { 22.6, 22.6, 37.0, false },
  };
  Script script;

  script_begin (&script, false);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalEvent event = script_temperature (rows[i].celsius);

    event.temperature.at_wall_us = script_wall_us (rows[i].measured_h / 24);
    script_step (&script, HOUR (rows[i].at_h), &event);
    g_test_message ("at %g h", rows[i].at_h);
    g_assert_true (thecal_alarm_is_active (thecal_system_get_alarm (
                       script.system, 1, THECAL_CONDITION_FEVER)) == rows[i].stands);
  }
  script_end (&script);
}

/* A32: three days against the two weeks before, two points or a third; seven entries at least. */
static void
test_trend (void)
{
  static const struct {
    double usual, late;
    int n_usual;
    bool trend;
  } rows[] = {
    { 3, 5, 10, true },    { 3, 4.9, 10, true }, /* 63 % */
    { 8, 9.9, 10, false }, { 8, 10, 10, true },  { 3, 5, 6, false }, { 3, 5, 7, true },
    { 5, 5, 14, false },   { 0, 0, 14, false },  { 0, 2, 14, true },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalEvent usual = script_diary (rows[i].usual, false);
    const ThecalEvent late = script_diary (rows[i].late, false);
    Script script;

    script_begin (&script, false);
    for (int day = 0; day < rows[i].n_usual + 3; day++) {
      script_step (&script, DAY (day), day < rows[i].n_usual ? &usual : &late);
      /* entered twice: the later one counts */
      script_step (&script, DAY (day) + 60, day < rows[i].n_usual ? &usual : &late);
    }
    g_test_message ("row %d", (int) i);
    g_assert_true (thecal_alarm_is_active (thecal_system_get_alarm (
                       script.system, 1, THECAL_CONDITION_TREND)) == rows[i].trend);
    /* back to what it was */
    for (int day = 0; day < 3; day++)
      script_step (&script, DAY (rows[i].n_usual + 3 + day), &usual);
    g_assert_false (thecal_alarm_is_active (
        thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_TREND)));
    script_end (&script);
  }
}

/* Yesterday's entry written today belongs to yesterday, and changes nothing of today's. */
static void
test_trend_late (void)
{
  Script script;
  ThecalEvent usual = script_diary (3, false), high = script_diary (9, false);

  script_begin (&script, false);
  for (int day = 0; day < 10; day++)
    script_step (&script, DAY (day), &usual);
  script_step (&script, DAY (10), &high);
  script_step (&script, DAY (12), &high);
  g_assert_false (
      thecal_alarm_is_active (thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_TREND)));
  high.diary.at_wall_us = script_wall_us (11);
  script_step (&script, DAY (12) + 60, &high);
  g_assert_true (
      thecal_alarm_is_active (thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_TREND)));
  /* again for that day, lower: it takes the place of the one before */
  high.diary.stiffness = 0;
  script_step (&script, DAY (12) + 120, &high);
  high.diary.at_wall_us = script_wall_us (10);
  script_step (&script, DAY (12) + 180, &high);
  g_assert_false (
      thecal_alarm_is_active (thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_TREND)));
  /* more days than are kept, and one of before them all */
  for (int day = 13; day < 40; day++) {
    usual.diary.at_wall_us = script_wall_us (day);
    script_step (&script, DAY (day), &usual);
  }
  high = script_diary (9, false);
  for (int day = 0; day < 3; day++) {
    high.diary.at_wall_us = script_wall_us (day);
    script_step (&script, DAY (40), &high);
  }
  g_assert_false (
      thecal_alarm_is_active (thecal_system_get_alarm (script.system, 1, THECAL_CONDITION_TREND)));
  script_end (&script);
}

/* A28 after a dose change: its questions go from when it was, once. */
static void
test_dose_change (void)
{
  const ScriptRow rows[] = {
    { 0, script_dose_change (0), "", HOUR (1) },
    /* the plan tells the same one, a little otherwise */
    { MINUTE (30), script_dose_change (MINUTE (20) / DAY (1)), "", HOUR (1) },
    { HOUR (1), script_tick (), "raise watch low; signal watch low", 0 },
    { HOUR (1) + 1, script_person (THECAL_EVENT_WATCH_ANSWER, THECAL_CONDITION_WATCH, 0), "…", 0 },
    { HOUR (2), script_dose_change (0), "", HOUR (4) },
    { HOUR (10), script_dose_change (-4), "…", 0 }, /* long ago */
  };
  const ScriptRow newer[] = {
    { 0, script_dose_change (0), "", HOUR (1) },
    { HOUR (1), script_tick (), "raise watch low; signal watch low", 0 },
    { HOUR (1) + 1, script_person (THECAL_EVENT_WATCH_ANSWER, THECAL_CONDITION_WATCH, 0), "…", 0 },
    { HOUR (3), script_dose_change (3 / 24.0), "", HOUR (4) },
    { HOUR (4), script_tick (), "raise watch low; signal watch low", 0 },
  };
  ThecalEvent odd = script_dose_change (0);
  Script script;

  RUN ("dose-change", WATCH, rows);
  RUN ("dose-change-newer", WATCH, newer);
  script_begin (&script, false);
  odd.dose_change.at_wall_us = THECAL_UNKNOWN_US;
  script_step (&script, 0, &odd);
  odd.dose_change.at_wall_us = THECAL_NEVER_US - 1;
  script_step (&script, 0, &odd);
  script_end (&script);
}

/* A36: what a person wrote down beside the plan; the newer of both counts, and what was mistaken is
 * taken back. */
static void
test_operation_written (void)
{
  ThecalEvent written = script_operation (-1), corrected = script_operation (-8), gone;
  const ThecalEvent plan = script_operation (-100);

  written.operation.written = corrected.operation.written = true;
  corrected.operation.instead_wall_us = written.operation.at_wall_us;
  gone = corrected;
  gone.operation.instead_wall_us = corrected.operation.at_wall_us;
  gone.operation.at_wall_us = THECAL_UNKNOWN_US;
  {
    const ScriptRow rows[] = {
      { 0, plan, "", 0 },
      { 0, written, "", 0 },
      { 1, plan, "", 0 },
      { 2, corrected, "", 0 },
      { DAY (1), script_tick (), "", 0 },
      { DAY (6), script_tick (), "raise post-op-date info", 0 }, /* day 14 */
      { DAY (6) + 1, gone, "withdraw post-op-date info", 0 },
      { DAY (34), script_tick (), "", 0 },
    };

    RUN ("operation-written", POST_OP_DATE, rows);
  }
}

/* A33 */
static void
test_tablets (void)
{
  const ScriptRow rows[] = {
    { 0, script_tablets (true, 40), "", DAY (10) },
    { DAY (10), script_tick (), "raise rescue-tablets low; signal rescue-tablets low", DAY (17) },
    { DAY (17), script_tick (), "signal rescue-tablets low", DAY (24) },
    { DAY (40),
      script_tick (),
      "signal rescue-tablets low; signal rescue-tablets low; signal rescue-tablets low; "
      "change rescue-tablets medium; signal rescue-tablets medium",
      0 },
    { DAY (40) + 1, script_tablets (true, 400), "withdraw rescue-tablets medium", 0 },
    { DAY (41),
      script_tablets (false, NAN),
      "raise rescue-tablets low; signal rescue-tablets low",
      0 },
    { DAY (41) + 1, script_tablets (true, NAN), "withdraw rescue-tablets low", 0 },
  };

  RUN ("tablets", RESCUE_TABLETS, rows);
}

/* A34: once a week before and once a day before; the visit after an operation by day 28. */
static void
test_appointment (void)
{
  const ScriptRow rows[] = {
    { 0, script_visit (THECAL_VISIT_OTHER, 20), "", DAY (13) },
    { DAY (13), script_tick (), "raise appointment low; signal appointment low", DAY (19) },
    { DAY (19), script_tick (), "signal appointment low", DAY (20) },
    { DAY (20), script_tick (), "withdraw appointment low", 0 },
  };
  const ScriptRow window[] = {
    { 0, script_operation (0), "", 0 },
    { DAY (21), script_tick (), "raise appointment low; signal appointment low", 0 },
    { DAY (22), script_visit (THECAL_VISIT_POST_OP, 40), "withdraw appointment low", 0 },
  };

  RUN ("appointment", APPOINTMENT, rows);
  RUN ("post-op-window", APPOINTMENT, window);
}

/* A35: two days in the ninety after an operation. */
static void
test_bowel (void)
{
  const ScriptRow rows[] = {
    { 0, script_operation (0), "", 0 },
    { DAY (1), script_diary (NAN, true), "", 0 },
    { DAY (3), script_tick (), "raise bowel low; signal bowel low", 0 },
    { DAY (4), script_diary (3, false), "signal bowel low", 0 },
    { DAY (4) + 1, script_diary (NAN, true), "withdraw bowel low", 0 },
    { DAY (89), script_diary (NAN, true), NULL, 0 },
    { DAY (120), script_tick (), "", 0 },
  };

  RUN ("bowel", BOWEL, rows);
}

/* A36: each date once, told and seen; those long past are no news. */
static void
test_post_op_date (void)
{
  const ScriptRow rows[] = {
    { 0, script_operation (-1), "", DAY (1) },
    { DAY (1), script_tick (), "raise post-op-date info", 0 },
    { DAY (1) + 1,
      script_person (THECAL_EVENT_RESET, THECAL_CONDITION_POST_OP_DATE, 0),
      "withdraw post-op-date info",
      0 },
    { DAY (6), script_tick (), "raise post-op-date info", 0 },
    { DAY (6) + 1,
      script_person (THECAL_EVENT_CLINIC_ACTION, THECAL_CONDITION_POST_OP_DATE, 0),
      "log post-op-date resolved; withdraw post-op-date info",
      0 },
  };
  const ScriptRow old[] = {
    { 0, script_operation (-400), "", 0 },
    { 1, script_operation (-400), "", 0 },
    { DAY (10), script_tick (), "", 0 },
  };

  RUN ("post-op-date", POST_OP_DATE, rows);
  RUN ("post-op-old", POST_OP_DATE, old);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/conditions-care/watch", test_watch);
  g_test_add_func ("/core/conditions-care/watch-after", test_watch_after);
  g_test_add_func ("/core/conditions-care/triage-open", test_triage_open);
  g_test_add_func ("/core/conditions-care/repeat-due", test_repeat_due);
  g_test_add_func ("/core/conditions-care/repeat-after-call", test_repeat_after_call);
  g_test_add_func ("/core/conditions-care/repeat-beats", test_repeat_beats);
  g_test_add_func ("/core/conditions-care/fever", test_fever);
  g_test_add_func ("/core/conditions-care/fever-ends", test_fever_ends);
  g_test_add_func ("/core/conditions-care/fever-late", test_fever_late);
  g_test_add_func ("/core/conditions-care/trend", test_trend);
  g_test_add_func ("/core/conditions-care/trend-late", test_trend_late);
  g_test_add_func ("/core/conditions-care/dose-change", test_dose_change);
  g_test_add_func ("/core/conditions-care/operation-written", test_operation_written);
  g_test_add_func ("/core/conditions-care/tablets", test_tablets);
  g_test_add_func ("/core/conditions-care/appointment", test_appointment);
  g_test_add_func ("/core/conditions-care/bowel", test_bowel);
  g_test_add_func ("/core/conditions-care/post-op-date", test_post_op_date);

  return g_test_run ();
}
