/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */

#include <string.h>

#include "machine.h"

/* What silences an alarm, for how long, and what brings the sound back (alarms.md d2). */

/* The last answer holds: another pause begins anew, another person takes over. */
static void
test_answered_again (void)
{
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  g_assert_cmpint (thecal_alarm_pause (&machine.alarm, 10, &machine.context), ==, 10);
  machine.context.now.boot_us += 9 * THECAL_MINUTE_US;
  g_assert_cmpint (thecal_alarm_pause (&machine.alarm, 10, &machine.context), ==, 10);
  g_assert_cmpint (machine.alarm.until_us, ==, MACHINE_NOW_US + 19 * THECAL_MINUTE_US);

  g_assert_true (thecal_alarm_acknowledge (&machine.alarm, "Anna", &machine.context));
  g_assert_cmpint (thecal_alarm_pause (&machine.alarm, 10, &machine.context), ==, 0);
  machine.context.now.boot_us += THECAL_HOUR_US;
  g_assert_true (thecal_alarm_acknowledge (&machine.alarm, "Ben", &machine.context));
  g_assert_cmpstr (machine.alarm.acknowledged_by, ==, "Ben");
  g_assert_cmpint (
      machine.alarm.until_us, ==, MACHINE_NOW_US + 9 * THECAL_MINUTE_US + 9 * THECAL_HOUR_US);
  g_array_unref (machine.effects);
}

/* alarms.md: high 2 (10), medium 10 (60), low 60 (12 h) */
static void
test_pause_limits (void)
{
  static const struct {
    ThecalPriority priority;
    int asked, granted;
  } rows[] = {
    { THECAL_PRIORITY_HIGH, 0, 2 },     { THECAL_PRIORITY_HIGH, 10, 10 },
    { THECAL_PRIORITY_HIGH, 11, 10 },   { THECAL_PRIORITY_MEDIUM, -1, 10 },
    { THECAL_PRIORITY_MEDIUM, 60, 60 }, { THECAL_PRIORITY_MEDIUM, 9999, 60 },
    { THECAL_PRIORITY_LOW, 0, 60 },     { THECAL_PRIORITY_LOW, 721, 720 },
    { THECAL_PRIORITY_LOW, 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    Machine machine;

    machine_init (&machine, THECAL_CONDITION_LINK_LOST);
    machine_judge (&machine, THECAL_VERDICT_TRUE, rows[i].priority);
    g_assert_cmpint (
        thecal_alarm_pause (&machine.alarm, rows[i].asked, &machine.context), ==, rows[i].granted);
    g_assert_cmpint (
        machine.alarm.until_us, ==, MACHINE_NOW_US + rows[i].granted * THECAL_MINUTE_US);
    g_array_unref (machine.effects);
  }
}

static void
test_acknowledge_names (void)
{
  static const struct {
    const char *by, *kept;
  } rows[] = {
    { NULL, "" },
    { "", "" },
    { "Anna", "Anna" },
    { "Zo\xC3\xAB", "Zo\xC3\xAB" },
    { "bad\xFFname", "bad" },
    { "0123456789012345678901234567890123456789012345678901234567890123456789",
      "012345678901234567890123456789012345678901234567890123456789012" },
    /* a two-octet character across the limit is left out whole */
    { "01234567890123456789012345678901234567890123456789012345678901\xC3\xAB",
      "01234567890123456789012345678901234567890123456789012345678901" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    Machine machine;

    machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
    g_assert_false (thecal_alarm_acknowledge (&machine.alarm, rows[i].by, &machine.context));
    machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
    g_assert_true (thecal_alarm_acknowledge (&machine.alarm, rows[i].by, &machine.context));
    g_assert_cmpstr (machine.alarm.acknowledged_by, ==, rows[i].kept);
    g_array_unref (machine.effects);
  }
}

static void
test_superseded (void)
{
  g_autofree char *onset = NULL;
  g_autofree char *later = NULL;
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
  machine.context.superseded = true;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  onset = machine_take_effects (&machine);
  g_assert_cmpstr (onset, ==, "raise");
  thecal_alarm_acknowledge (&machine.alarm, "Anna", &machine.context);
  g_array_set_size (machine.effects, 0);
  machine.context.now.boot_us += 2 * THECAL_HOUR_US;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  machine.context.now.boot_us += 7 * THECAL_HOUR_US;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  machine.context.now.boot_us += 7 * THECAL_HOUR_US;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  later = machine_take_effects (&machine);
  g_assert_cmpstr (later, ==, "log:acknowledge-ended");
  g_array_unref (machine.effects);
}

static void
test_told_once (void)
{
  ThecalJudgement judgement = machine_judgement (THECAL_VERDICT_TRUE, THECAL_PRIORITY_LOW);
  Machine machine;

  judgement.cadence_us = 0;
  machine_init (&machine, THECAL_CONDITION_APPOINTMENT);
  thecal_alarm_judge (&machine.alarm, &judgement, &machine.context);
  g_assert_cmpint (thecal_alarm_get_deadline (&machine.alarm), ==, THECAL_NEVER_US);
  g_array_unref (machine.effects);
}

static void
test_shown (void)
{
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
  g_assert_false (thecal_alarm_is_shown (&machine.alarm));
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  g_assert_true (thecal_alarm_is_shown (&machine.alarm));
  machine_judge (&machine, THECAL_VERDICT_CLEAR, THECAL_PRIORITY_MEDIUM);
  g_assert_true (thecal_alarm_is_shown (&machine.alarm)); /* latched */
  g_assert_true (thecal_alarm_reset (&machine.alarm, &machine.context));
  g_assert_false (thecal_alarm_reset (&machine.alarm, &machine.context));
  g_assert_false (thecal_alarm_is_shown (&machine.alarm));
  g_array_unref (machine.effects);
}

/* "Still on it?" two minutes before an acknowledgement ends; nobody, and the ladder goes on. */
static void
test_asked_and_declined (void)
{
  g_autofree char *asked = NULL, *declined = NULL;
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_RESERVOIR_EMPTY);
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
  g_assert_false (thecal_alarm_decline (&machine.alarm, &machine.context));
  machine.context.now.boot_us += 10 * THECAL_SECOND_US;
  g_assert_true (thecal_alarm_acknowledge (&machine.alarm, "Anna", &machine.context));
  g_assert_cmpint (thecal_alarm_get_deadline (&machine.alarm),
                   ==,
                   machine.context.now.boot_us + 10 * THECAL_MINUTE_US);
  g_array_set_size (machine.effects, 0);
  machine.context.now.boot_us += 28 * THECAL_MINUTE_US;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
  asked = machine_take_effects (&machine);
  g_assert_cmpstr (asked, ==, "notify:still-on-it remind");

  g_assert_true (thecal_alarm_decline (&machine.alarm, &machine.context));
  g_assert_cmpint (machine.alarm.signal, ==, THECAL_SIGNAL_SOUNDING);
  /* ten of the twenty seconds to the first step were left */
  g_assert_cmpint (
      machine.alarm.ladder_at_us, ==, machine.context.now.boot_us + 10 * THECAL_SECOND_US);
  declined = machine_take_effects (&machine);
  g_assert_cmpstr (declined, ==, "log:declined signal notify");
  g_array_unref (machine.effects);
}

/* Another person takes over: named, and the time begins anew. */
static void
test_handed_over (void)
{
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_RESERVOIR_EMPTY);
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
  g_assert_true (thecal_alarm_acknowledge (&machine.alarm, "Anna", &machine.context));
  machine.context.now.boot_us += 20 * THECAL_MINUTE_US;
  g_assert_true (thecal_alarm_acknowledge (&machine.alarm, "Ben", &machine.context));
  g_assert_cmpstr (machine.alarm.acknowledged_by, ==, "Ben");
  g_assert_cmpint (machine.alarm.until_us, ==, machine.context.now.boot_us + 30 * THECAL_MINUTE_US);
  g_array_unref (machine.effects);
}

/* A pause ends when something more urgent begins, and only then. */
static void
test_woken (void)
{
  static const struct {
    ThecalPriority priority;
    ThecalSignalState signal;
  } rows[] = {
    { THECAL_PRIORITY_LOW, THECAL_SIGNAL_PAUSED },
    { THECAL_PRIORITY_MEDIUM, THECAL_SIGNAL_PAUSED },
    { THECAL_PRIORITY_HIGH, THECAL_SIGNAL_SOUNDING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    Machine machine;

    machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
    machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
    thecal_alarm_pause (&machine.alarm, 10, &machine.context);
    thecal_alarm_wake (&machine.alarm, rows[i].priority, &machine.context);
    g_assert_cmpint (machine.alarm.signal, ==, rows[i].signal);
    g_array_unref (machine.effects);
  }
}

/* Quiet hours hold the sound of low alarms until they end; the message is shown at once. Never more
 * than low, never where hours to empty are short (clinical.md 4, T-AL-06, Q28). */
static void
test_quiet_hours (void)
{
  static const struct {
    ThecalPriority priority;
    bool never_quiet;
    int hour;
    const char *effects;
  } rows[] = {
    { THECAL_PRIORITY_LOW, false, 12, "raise signal notify" },
    { THECAL_PRIORITY_LOW, false, 23, "raise log:quiet-hours notify" },
    { THECAL_PRIORITY_LOW, false, 6, "raise log:quiet-hours notify" },
    { THECAL_PRIORITY_LOW, false, 7, "raise signal notify" },
    { THECAL_PRIORITY_LOW, true, 23, "raise signal notify" },
    { THECAL_PRIORITY_MEDIUM, false, 23, "raise signal notify" },
    { THECAL_PRIORITY_HIGH, false, 23, "raise signal notify" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *effects = NULL;
    Machine machine;

    machine_init (&machine, THECAL_CONDITION_MEMORY_ERROR);
    machine.settings.quiet_from_min = 22 * 60;
    machine.settings.quiet_to_min = 7 * 60;
    machine.context.never_quiet = rows[i].never_quiet;
    machine.context.now.wall_us = rows[i].hour * THECAL_HOUR_US;
    machine_judge (&machine, THECAL_VERDICT_TRUE, rows[i].priority);
    effects = machine_take_effects (&machine);
    g_test_message ("row %d", (int) i);
    g_assert_cmpstr (effects, ==, rows[i].effects);
    if (strstr (effects, "quiet-hours") != NULL)
      g_assert_cmpint (machine.alarm.signal_at_us - machine.context.now.boot_us,
                       ==,
                       (rows[i].hour == 23 ? 8 : 1) * THECAL_HOUR_US);
    g_array_unref (machine.effects);
  }
}

/* Superseded, it makes no sound; as soon as nobody speaks for it any more, it does. */
static void
test_speaks_again (void)
{
  g_autofree char *before = NULL, *after = NULL;
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
  machine.context.superseded = true;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  before = machine_take_effects (&machine);
  g_assert_cmpstr (before, ==, "raise");
  machine.context.superseded = false;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  after = machine_take_effects (&machine);
  g_assert_cmpstr (after, ==, "signal notify");
  g_array_unref (machine.effects);
}

/* A low reminder comes at ten in the morning, where the person lives. */
static void
test_low_reminder (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-5 * 3600);
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_MEMORY_ERROR);
  machine.settings.zone = zone;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_LOW); /* 10:00 UTC, 05:00 there */
  g_assert_true (thecal_alarm_acknowledge (&machine.alarm, "Anna", &machine.context));
  g_assert_cmpint (machine.alarm.signal_at_us - MACHINE_NOW_US, ==, 5 * THECAL_HOUR_US);
  g_array_unref (machine.effects);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/alarm-silence/answered-again", test_answered_again);
  g_test_add_func ("/core/alarm-silence/pause-limits", test_pause_limits);
  g_test_add_func ("/core/alarm-silence/acknowledge-names", test_acknowledge_names);
  g_test_add_func ("/core/alarm-silence/superseded", test_superseded);
  g_test_add_func ("/core/alarm-silence/told-once", test_told_once);
  g_test_add_func ("/core/alarm-silence/shown", test_shown);
  g_test_add_func ("/core/alarm-silence/asked-and-declined", test_asked_and_declined);
  g_test_add_func ("/core/alarm-silence/handed-over", test_handed_over);
  g_test_add_func ("/core/alarm-silence/woken", test_woken);
  g_test_add_func ("/core/alarm-silence/quiet-hours", test_quiet_hours);
  g_test_add_func ("/core/alarm-silence/speaks-again", test_speaks_again);
  g_test_add_func ("/core/alarm-silence/low-reminder", test_low_reminder);

  return g_test_run ();
}
