/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "script.h"

/* A fill that is typed in, or that the care plan tells, is the refill of its own instant; the same
 * one told again is none. */

#define MINUTE(n) ((n) *60.0)
#define HOUR(n) ((n) *3600.0)
#define DAY(n) ((n) *86400.0)

/* Filled to @level_ml at @filled_s of the script, told now. */
static ThecalEvent
fill (double level_ml, double now_s, double filled_s)
{
  ThecalEvent event = { .type = THECAL_EVENT_STATUS, .unit = 1 };

  event.status.source = THECAL_SOURCE_MANUAL;
  event.status.reservoir_quality = THECAL_QUALITY_ENTERED;
  event.status.filled = true;
  event.status.eri_date_us = event.status.alarm_date_us = THECAL_UNKNOWN_US;
  event.status.values[THECAL_FIELD_RESERVOIR_ML] = level_ml;
  event.status.values[THECAL_FIELD_DOSE_UG_PER_DAY] = 300;
  event.status.values[THECAL_FIELD_CONCENTRATION_UG_PER_ML] = 2000;
  event.status.present = 1u << THECAL_FIELD_RESERVOIR_ML | 1u << THECAL_FIELD_DOSE_UG_PER_DAY |
                         1u << THECAL_FIELD_CONCENTRATION_UG_PER_ML;
  event.status.age_us = (gint64) ((now_s - filled_s) * THECAL_SECOND_US);

  return event;
}

static bool
stands (const Script *script, ThecalConditionId condition)
{
  return thecal_alarm_is_active (thecal_system_get_alarm (script->system, 1, condition));
}

/* A28: from the instant of the fill. What was due before anybody told of it is asked once. */
static void
test_watch (void)
{
  static const struct {
    const char *name;
    double ago_s;
    double asked_s[4]; /* since it was told; ends with 0 but for the first */
  } table[] = {
    { "now", 0, { HOUR (1), HOUR (4), HOUR (12), HOUR (24) } },
    { "half-an-hour-ago", HOUR (0.5), { HOUR (0.5), HOUR (3.5), HOUR (11.5), HOUR (23.5) } },
    { "five-hours-ago", HOUR (5), { 0, HOUR (7), HOUR (19), HOUR (43) } },
    { "fifty-hours-ago", HOUR (50), { 0, HOUR (22) } },
    { "four-days-ago", DAY (4), { -1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    const double told_s = DAY (10);
    const ThecalEvent told = fill (20, told_s, told_s - table[i].ago_s);
    ThecalEvent answer = { .type = THECAL_EVENT_WATCH_ANSWER, .unit = 1 };
    const ThecalEvent tick = script_tick ();
    Script script;

    g_test_message ("%s", table[i].name);
    script_begin (&script, false);
    script_step (&script, told_s, &told);
    g_assert_cmpint (stands (&script, THECAL_CONDITION_WATCH), ==, table[i].asked_s[0] == 0);
    for (gsize j = 0; j < 4 && (j == 0 || table[i].asked_s[j] != 0); j++) {
      if (table[i].asked_s[j] < 0)
        break;
      if (table[i].asked_s[j] > 0) {
        script_step (&script, told_s + table[i].asked_s[j] - 1, &tick);
        g_assert_false (stands (&script, THECAL_CONDITION_WATCH));
      }
      script_step (&script, told_s + table[i].asked_s[j], &tick);
      g_assert_true (stands (&script, THECAL_CONDITION_WATCH));
      script_step (&script, told_s + table[i].asked_s[j], &answer);
      g_assert_false (stands (&script, THECAL_CONDITION_WATCH));
    }
    script_step (&script, told_s + DAY (4), &tick);
    g_assert_cmpint (stands (&script, THECAL_CONDITION_WATCH), ==, table[i].ago_s < HOUR (24));
    script_end (&script);
  }
}

/* Told again at a start, or typed a second time: no watch begins, no alarm is released. */
static void
test_told_again (void)
{
  static const struct {
    const char *name;
    double level_ml, filled_s;
    bool new;
  } table[] = {
    { "the-same", 20, 0, false },
    { "a-slip-mended", 19, MINUTE (20), false },
    { "an-older-one", 20, -DAY (3), false },
    { "the-next-one", 20, DAY (4) - HOUR (2), true },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    const ThecalEvent first = fill (20, 0, 0);
    const ThecalEvent again = fill (table[i].level_ml, DAY (4), table[i].filled_s);
    ThecalEvent heard = script_beep (THECAL_BEEP_SINGLE);
    const ThecalEvent answer = { .type = THECAL_EVENT_WATCH_ANSWER, .unit = 1 };
    Script script;

    g_test_message ("%s", table[i].name);
    script_begin (&script, false);
    script_step (&script, 0, &first);
    script_step (&script, DAY (3.5), &heard);
    script_step (&script, DAY (3.5), &answer);
    g_assert_true (stands (&script, THECAL_CONDITION_RESERVOIR_LOW));
    script_step (&script, DAY (4), &again);
    g_assert_cmpint (stands (&script, THECAL_CONDITION_RESERVOIR_LOW), ==, !table[i].new);
    g_assert_cmpint (stands (&script, THECAL_CONDITION_WATCH), ==, table[i].new);
    script_end (&script);
  }
}

/* @date_s of the script is the printed date of the low reservoir. */
static void
set_alarm_date (const Script *script, ThecalEvent *event, double date_s)
{
  event->status.present |= THECAL_REPORT_ALARM_DATE;
  event->status.alarm_date_us = script->wall_offset_us + (gint64) (date_s * THECAL_SECOND_US);
}

static double
get_level_ml (const Script *script)
{
  return thecal_pump_status_get_level (thecal_system_get_status (script->system, 1), script->now_us)
      .nominal;
}

/* A printout that is mended says the same fill again, a moment to this side or that, since its age
 * is taken by another look at the clocks: its values count, and its instant stays. */
static void
test_mended (void)
{
  static const struct {
    const char *name;
    double apart_s, clock_s; /* the clock is set by that in between */
  } table[] = {
    { "a-microsecond-earlier", -1e-6, 0 },
    { "milliseconds-earlier", -3e-3, 0 },
    { "the-same-instant", 0, 0 },
    { "a-microsecond-later", 1e-6, 0 },
    { "half-an-hour-earlier", -MINUTE (30), 0 },
    { "half-an-hour-later", MINUTE (30), 0 },
    { "clock-set-ahead", 0, DAY (365) },
    { "clock-set-back", 0, -HOUR (5) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    ThecalEvent first = fill (20, 0, 0);
    ThecalEvent again = fill (10, DAY (4) + table[i].clock_s, table[i].apart_s);
    Script script;

    g_test_message ("%s", table[i].name);
    script_begin (&script, false);
    set_alarm_date (&script, &first, DAY (40));
    script_step (&script, 0, &first);
    g_assert_false (stands (&script, THECAL_CONDITION_REFILL_DUE));
    script.wall_offset_us += (gint64) (table[i].clock_s * THECAL_SECOND_US);
    set_alarm_date (&script, &again, DAY (9));
    script_step (&script, DAY (4), &again);
    g_assert_cmpfloat_with_epsilon (get_level_ml (&script), 9.4, 0.001);
    g_assert_true (stands (&script, THECAL_CONDITION_REFILL_DUE));
    script_end (&script);
  }
}

/* What was delivered since by the dose of that time is not forgotten by a level that is mended. */
static void
test_mended_later (void)
{
  const ThecalEvent first = fill (20, 0, 0);
  ThecalEvent less = fill (20, DAY (20), 0);
  ThecalEvent mended = fill (19, DAY (20), -1e-6);
  Script script;

  less.status.settings_only = true;
  less.status.present = 1u << THECAL_FIELD_DOSE_UG_PER_DAY;
  less.status.values[THECAL_FIELD_DOSE_UG_PER_DAY] = 30;
  less.status.age_us = 0;
  mended.status.values[THECAL_FIELD_DOSE_UG_PER_DAY] = 30;
  script_begin (&script, false);
  script_step (&script, 0, &first);
  script_step (&script, DAY (20), &less);
  g_assert_cmpfloat_with_epsilon (get_level_ml (&script), 17, 0.001);
  script_step (&script, DAY (20), &mended);
  g_assert_cmpfloat_with_epsilon (get_level_ml (&script), 16, 0.001);
  script_end (&script);
}

/* Of a pump that speaks for itself, a fill recorded late still has its printed date; against one
 * that the pump told since, the earlier counts. */
static void
test_alarm_date_by_radio (void)
{
  static const struct {
    const char *name;
    double heard_s, heard_date_s; /* the pump's own date; 0: it told none */
    double told_s, told_date_s;   /* of the fill at noon; 0: none printed */
    double mended_date_s;         /* told again; 0: not */
    bool due;
  } table[] = {
    { "recorded-late", HOUR (12.5), 0, HOUR (13), DAY (9), 0, true },
    { "far-ahead", HOUR (12.5), 0, HOUR (13), DAY (60), 0, false },
    { "recorded-at-once", HOUR (11.5), 0, HOUR (12), DAY (9), 0, true },
    { "before-it-the-pump-said-sooner", HOUR (11.5), DAY (9), HOUR (13), DAY (60), 0, false },
    { "since-then-the-pump-said-sooner", HOUR (12.5), DAY (9), HOUR (13), DAY (60), 0, true },
    { "since-then-the-pump-said-later", HOUR (12.5), DAY (60), HOUR (13), DAY (9), 0, true },
    { "none-printed", HOUR (12.5), DAY (9), HOUR (13), 0, 0, true },
    { "mended-to-sooner", HOUR (12.5), 0, HOUR (13), DAY (60), DAY (9), true },
    { "mended-to-later", HOUR (12.5), 0, HOUR (13), DAY (9), DAY (60), false },
    { "mended-yet-the-pump-said-sooner", HOUR (12.5), DAY (9), HOUR (13), DAY (9), DAY (60), true },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    ThecalEvent heard = script_level (19.9);
    const ThecalEvent after = script_level (19.8);
    ThecalEvent told = fill (20, table[i].told_s, HOUR (12));
    ThecalEvent again = fill (20, HOUR (14), HOUR (12) - 1e-6);
    Script script;

    g_test_message ("%s", table[i].name);
    script_begin (&script, true);
    if (table[i].heard_date_s > 0)
      set_alarm_date (&script, &heard, table[i].heard_date_s);
    if (table[i].told_date_s > 0)
      set_alarm_date (&script, &told, table[i].told_date_s);
    if (table[i].mended_date_s > 0)
      set_alarm_date (&script, &again, table[i].mended_date_s);
    script_step (&script, table[i].heard_s, &heard);
    if (table[i].heard_s < HOUR (12) && table[i].told_s > HOUR (12.5))
      script_step (&script, HOUR (12.5), &after);
    script_step (&script, table[i].told_s, &told);
    if (table[i].mended_date_s > 0)
      script_step (&script, HOUR (14), &again);
    g_assert_cmpint (stands (&script, THECAL_CONDITION_REFILL_DUE), ==, table[i].due);
    script_end (&script);
  }
}

/* A date that was typed wrong and is mended in the plan: the fill that the plan itself had told is
 * moved, never by any other, and never to more than was thought. */
static void
test_earlier (void)
{
  static const struct {
    const char *name;
    double earlier_ml, earlier_s;
    bool plan_before, plan; /* who told the newer fill, and tells the earlier one */
    double level_ml;        /* at day 80 */
  } table[] = {
    { "mended-in-the-plan", 20, DAY (30), true, true, 12.5 },
    { "mended-by-two-hours", 20, DAY (60) - HOUR (2), true, true, 16.9875 },
    { "with-its-volume", 15, DAY (30), true, true, 7.5 },
    { "to-more", 26, DAY (30), true, true, 17 },
    { "an-older-plan", 20, DAY (30), false, true, 17 },
    { "an-older-printout", 20, DAY (30), true, false, 17 },
    { "two-printouts", 20, DAY (30), false, false, 17 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    ThecalEvent newer = fill (20, DAY (61), DAY (60));
    ThecalEvent earlier = fill (table[i].earlier_ml, DAY (80), table[i].earlier_s);
    ThecalEvent again = fill (table[i].earlier_ml, DAY (81), table[i].earlier_s - 1e-6);
    Script script;

    g_test_message ("%s", table[i].name);
    newer.status.by_plan = table[i].plan_before;
    earlier.status.by_plan = again.status.by_plan = table[i].plan;
    script_begin (&script, false);
    set_alarm_date (&script, &newer, DAY (180));
    set_alarm_date (&script, &earlier, DAY (89));
    script_step (&script, DAY (61), &newer);
    script_step (&script, DAY (80), &earlier);
    g_assert_cmpfloat_with_epsilon (get_level_ml (&script), table[i].level_ml, 0.001);
    g_assert_cmpint (stands (&script, THECAL_CONDITION_REFILL_DUE), ==, table[i].level_ml < 17);
    g_assert_cmpint (
        thecal_system_get_status (script.system, 1)->fill_us,
        ==,
        script.start_us +
            (gint64) ((table[i].level_ml < 17 ? table[i].earlier_s : DAY (60)) * THECAL_SECOND_US));
    /* and the same at the next start */
    script_step (&script, DAY (81), &again);
    g_assert_cmpfloat_with_epsilon (get_level_ml (&script), table[i].level_ml - 0.15, 0.001);
    script_end (&script);
  }
}

/* What the plan told before is known after a restart too. */
static void
test_earlier_after_restart (void)
{
  ThecalEvent newer = fill (20, DAY (61), DAY (60)), earlier = fill (20, DAY (80), DAY (30));
  Script script;
  ThecalTime now;

  newer.status.by_plan = earlier.status.by_plan = true;
  script_begin (&script, false);
  script_step (&script, DAY (61), &newer);
  now = (ThecalTime){ script.now_us, script.now_us + script.wall_offset_us };
  {
    g_autoptr (GVariant) saved = g_variant_ref_sink (thecal_system_save (script.system, now));

    thecal_system_free (script.system);
    script.system = thecal_system_new ();
    g_assert_true (thecal_system_restore (script.system, saved, true, now));
  }
  script_step (&script, DAY (80), &earlier);
  g_assert_cmpfloat_with_epsilon (get_level_ml (&script), 12.5, 0.001);
  script_end (&script);
}

/* A clock that is set does not make the old fill a new one, nor does the restart after it. */
static void
test_clock (void)
{
  static const double steps_s[] = { DAY (365), -DAY (365), HOUR (5), -HOUR (5) };

  for (gsize i = 0; i < G_N_ELEMENTS (steps_s); i++) {
    const ThecalEvent first = fill (20, 0, 0);
    /* the same date in the plan, by another clock */
    ThecalEvent again = fill (20, DAY (4) + steps_s[i], 0);
    const ThecalEvent heard = script_beep (THECAL_BEEP_SINGLE);
    Script script;

    again.status.age_us = MAX (0, again.status.age_us);
    again.status.filled = again.status.age_us > 0;
    g_test_message ("%g h", steps_s[i] / HOUR (1));
    script_begin (&script, false);
    script_step (&script, 0, &first);
    script_step (&script, DAY (3), &heard);
    script.wall_offset_us += (gint64) (steps_s[i] * THECAL_SECOND_US);
    script_step (&script, DAY (4), &again);
    g_assert_true (stands (&script, THECAL_CONDITION_RESERVOIR_LOW));
    script_end (&script);
  }
}

/* What the saved state of an earlier version knows of the fill counts too. */
static void
test_earlier_version (void)
{
  const ThecalEvent first = fill (20, 0, 0), again = fill (20, DAY (4), 0);
  const ThecalEvent heard = script_beep (THECAL_BEEP_SINGLE);
  Script script;
  ThecalTime now;

  script_begin (&script, false);
  script_step (&script, 0, &first);
  script_step (&script, DAY (3), &heard);
  now = (ThecalTime){ script.now_us, script.now_us + script.wall_offset_us };
  {
    g_autoptr (GVariant) saved = g_variant_ref_sink (thecal_system_save (script.system, now));
    g_autofree char *text = g_variant_print (saved, TRUE);
    g_auto (GStrv) parts = g_strsplit (text, "'fill_wall_us'", -1);
    g_autofree char *older_text = g_strjoinv ("'of_another_version'", parts);
    g_autoptr (GVariant) older = g_variant_parse (NULL, older_text, NULL, NULL, NULL);

    g_assert_cmpuint (g_strv_length (parts), >, 1);
    g_assert_nonnull (older);
    thecal_system_free (script.system);
    script.system = thecal_system_new ();
    g_assert_true (thecal_system_restore (script.system, older, true, now));
  }
  script_step (&script, DAY (4), &again);
  g_assert_true (stands (&script, THECAL_CONDITION_RESERVOIR_LOW));
  script_end (&script);
}

/* A25: what was taken out, against what was expected at the instant of the fill. */
static void
test_withdrawn (void)
{
  static const struct {
    double withdrawn_ml; /* 17 expected after 20 days; NAN: nobody said */
    bool differs;
  } table[] = {
    { 17, false }, { 18.9, false }, { 19.1, true }, { 14.9, true }, { 0, true }, { NAN, false },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    const ThecalEvent before = fill (20, 0, 0);
    /* told ten days late, when 15.5 mL would be left */
    ThecalEvent after = fill (20, DAY (30), DAY (20));
    Script script;

    if (!isnan (table[i].withdrawn_ml)) {
      after.status.withdrawn_ml = table[i].withdrawn_ml;
      after.status.present |= THECAL_REPORT_WITHDRAWN;
    }
    script_begin (&script, false);
    script_step (&script, 0, &before);
    script_step (&script, DAY (30), &after);
    g_test_message ("%g mL", table[i].withdrawn_ml);
    g_assert_cmpint (stands (&script, THECAL_CONDITION_REFILL_MISMATCH), ==, table[i].differs);
    script_end (&script);
  }
}

/* A25: what was taken out is told after the fill itself: by the form once the plan has told it, or
 * by the diary alone. Once the clinic has dealt with it, the same number is no news. */
static void
test_withdrawn_after (void)
{
  static const struct {
    const char *name;
    double at_s, withdrawn_ml; /* the fill was on day 20, when 17 mL were expected */
    bool known, diary, differs;
  } table[] = {
    { "by-the-form", DAY (20), 3, true, false, true },
    { "by-the-form-as-expected", DAY (20), 16, true, false, false },
    { "by-the-diary", DAY (20), 3, true, true, true },
    { "by-the-diary-as-expected", DAY (20), 16, true, true, false },
    { "by-the-diary-of-that-day", DAY (20) + HOUR (12), 3, true, true, true },
    { "of-long-ago", DAY (5), 3, true, true, false },
    { "of-a-fill-not-known", DAY (20), 3, false, true, true },
    { "of-a-fill-not-known-as-expected", DAY (20), 16, false, true, false },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    const ThecalEvent before = fill (20, 0, 0), plan = fill (20, DAY (21), DAY (20));
    const ThecalEvent dealt = script_all (THECAL_EVENT_CLINIC_ACTION, 0);
    ThecalEvent told = fill (20, DAY (22), table[i].at_s), again;
    Script script;

    told.status.withdrawn_ml = table[i].withdrawn_ml;
    told.status.settings_only = table[i].diary;
    told.status.present =
        table[i].diary ? THECAL_REPORT_WITHDRAWN : told.status.present | THECAL_REPORT_WITHDRAWN;
    again = told;
    again.status.age_us += THECAL_DAY_US;
    g_test_message ("%s", table[i].name);
    script_begin (&script, false);
    script_step (&script, 0, &before);
    if (table[i].known)
      script_step (&script, DAY (21), &plan);
    script_step (&script, DAY (22), &told);
    g_assert_cmpint (stands (&script, THECAL_CONDITION_REFILL_MISMATCH), ==, table[i].differs);
    if (table[i].known) {
      script_step (&script, DAY (22.5), &dealt);
      script_step (&script, DAY (23), &again);
      g_assert_false (stands (&script, THECAL_CONDITION_REFILL_MISMATCH));
    }
    script_end (&script);
  }
}

/* A pump that speaks for itself: empty ends by its own word, what it said since the fill stands. */
static void
test_by_radio (void)
{
  const ThecalEvent low = script_level (1.9), empty = script_level (0.3);
  const ThecalEvent at_once = fill (20, MINUTE (1), MINUTE (1));
  const ThecalEvent late = fill (20, MINUTE (30), MINUTE (10));
  const ThecalEvent full = script_level (19.9);
  Script script;

  script_begin (&script, true);
  script_step (&script, 0, &empty);
  script_step (&script, MINUTE (1), &at_once);
  g_assert_false (stands (&script, THECAL_CONDITION_RESERVOIR_LOW));
  g_assert_true (stands (&script, THECAL_CONDITION_RESERVOIR_EMPTY));
  script_step (&script, MINUTE (2), &full);
  g_assert_false (stands (&script, THECAL_CONDITION_RESERVOIR_EMPTY));
  script_end (&script);

  /* low was heard after the fill */
  script_begin (&script, true);
  script_step (&script, MINUTE (20), &low);
  script_step (&script, MINUTE (30), &late);
  g_assert_true (stands (&script, THECAL_CONDITION_RESERVOIR_LOW));
  /* but it is watched, and the next level is held against it */
  script_step (&script, MINUTE (35), &low);
  g_assert_true (stands (&script, THECAL_CONDITION_REFILL_MISMATCH));
  script_step (&script, MINUTE (71), &low);
  g_assert_true (stands (&script, THECAL_CONDITION_WATCH));
  script_end (&script);
}

/* A watch that began with the fill, or after it, is not begun anew. */
static void
test_watched_already (void)
{
  const ThecalEvent before = fill (20, 0, 0);
  const ThecalEvent scan = { .type = THECAL_EVENT_MRI, .unit = 1 };
  const ThecalEvent answer = { .type = THECAL_EVENT_WATCH_ANSWER, .unit = 1 };
  const ThecalEvent told = fill (20, DAY (20) + HOUR (2), DAY (20) - HOUR (1));
  Script script;

  script_begin (&script, false);
  script_step (&script, 0, &before);
  script_step (&script, DAY (19), &answer);
  script_step (&script, DAY (20), &scan);
  script_step (&script, DAY (20) + HOUR (1), &answer);
  script_step (&script, DAY (20) + HOUR (2), &told);
  g_assert_false (stands (&script, THECAL_CONDITION_WATCH));
  script_end (&script);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/fills/watch", test_watch);
  g_test_add_func ("/core/fills/told-again", test_told_again);
  g_test_add_func ("/core/fills/mended", test_mended);
  g_test_add_func ("/core/fills/mended-later", test_mended_later);
  g_test_add_func ("/core/fills/earlier", test_earlier);
  g_test_add_func ("/core/fills/earlier-after-restart", test_earlier_after_restart);
  g_test_add_func ("/core/fills/alarm-date-by-radio", test_alarm_date_by_radio);
  g_test_add_func ("/core/fills/clock", test_clock);
  g_test_add_func ("/core/fills/earlier-version", test_earlier_version);
  g_test_add_func ("/core/fills/withdrawn", test_withdrawn);
  g_test_add_func ("/core/fills/withdrawn-after", test_withdrawn_after);
  g_test_add_func ("/core/fills/by-radio", test_by_radio);
  g_test_add_func ("/core/fills/watched-already", test_watched_already);

  return g_test_run ();
}
