/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */

#include "machine.h"

/* Every state x every input of the three regions, against the diagram written out as words. */

/* next state and effects for: clear, pending, true, unknown, clearing */
static const struct {
  ThecalConditionState from;
  const char *next[THECAL_N_VERDICTS];
} condition_rows[] = {
  { THECAL_CONDITION_CLEAR,
    { "clear",
      "pending",
      "true raise signal notify",
      "unknown raise signal notify log:unknown",
      "clear" } },
  { THECAL_CONDITION_PENDING,
    { "clear",
      "pending",
      "true raise signal notify",
      "unknown raise signal notify log:unknown",
      "clear" } },
  { THECAL_CONDITION_TRUE,
    { "clear withdraw:latched", "true", "true", "unknown log:unknown", "clearing" } },
  { THECAL_CONDITION_UNKNOWN,
    { "clear withdraw:latched",
      "true log:seen",
      "true log:seen",
      "unknown",
      "clearing log:seen" } },
  { THECAL_CONDITION_CLEARING,
    { "clear withdraw:latched", "true", "true", "unknown log:unknown", "clearing" } },
};

static void
reach (Machine *self, ThecalConditionState state)
{
  g_autofree char *effects = NULL;

  if (state >= THECAL_CONDITION_TRUE)
    machine_judge (self, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
  if (state == THECAL_CONDITION_UNKNOWN)
    machine_judge (self, THECAL_VERDICT_UNKNOWN, THECAL_PRIORITY_HIGH);
  if (state == THECAL_CONDITION_CLEARING)
    machine_judge (self, THECAL_VERDICT_CLEARING, THECAL_PRIORITY_HIGH);
  if (state == THECAL_CONDITION_PENDING)
    machine_judge (self, THECAL_VERDICT_PENDING, THECAL_PRIORITY_HIGH);
  g_assert_cmpint (self->alarm.condition, ==, state);
  effects = machine_take_effects (self);
}

static void
test_condition_region (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (condition_rows) == THECAL_CONDITION_CLEARING + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (condition_rows); i++)
    for (int verdict = 0; verdict < THECAL_N_VERDICTS; verdict++) {
      g_autofree char *effects = NULL;
      g_autofree char *seen = NULL;
      Machine machine;

      g_assert_cmpint (condition_rows[i].from, ==, (int) i);
      machine_init (&machine, THECAL_CONDITION_RESERVOIR_EMPTY);
      reach (&machine, condition_rows[i].from);
      machine_judge (&machine, (ThecalVerdict) verdict, THECAL_PRIORITY_HIGH);
      effects = machine_take_effects (&machine);
      seen = g_strstrip (g_strjoin (
          " ", thecal_condition_state_to_string (machine.alarm.condition), effects, NULL));
      if (!g_str_equal (seen, condition_rows[i].next[verdict]))
        g_error ("state %s, verdict %d: seen \"%s\", expected \"%s\"",
                 thecal_condition_state_to_string (condition_rows[i].from),
                 verdict,
                 seen,
                 condition_rows[i].next[verdict]);
      g_array_unref (machine.effects);
    }
}

typedef enum { DO_ONSET, DO_WORSE, DO_END, DO_PAUSE, DO_ACK, DO_OVER, DO_RESET, N_DOINGS } Doing;

static void
do_it (Machine *self, Doing doing)
{
  switch (doing) {
  case DO_ONSET:
    machine_judge (self,
                   THECAL_VERDICT_TRUE,
                   self->alarm.priority != 0 ? self->alarm.priority : THECAL_PRIORITY_MEDIUM);
    break;
  case DO_WORSE:
    machine_judge (self, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
    break;
  case DO_END:
    machine_judge (self, THECAL_VERDICT_CLEAR, THECAL_PRIORITY_MEDIUM);
    break;
  case DO_PAUSE:
    thecal_alarm_pause (&self->alarm, 5, &self->context);
    break;
  case DO_ACK:
    thecal_alarm_acknowledge (&self->alarm, "Anna", &self->context);
    break;
  case DO_OVER:
    self->context.now.boot_us += 9 * THECAL_HOUR_US;
    machine_judge (self,
                   thecal_alarm_is_active (&self->alarm) ? THECAL_VERDICT_TRUE
                                                         : THECAL_VERDICT_CLEAR,
                   THECAL_PRIORITY_MEDIUM);
    break;
  case DO_RESET:
    thecal_alarm_reset (&self->alarm, &self->context);
    break;
  case N_DOINGS:
    g_assert_not_reached ();
  }
}

/* Signal state after: onset, worse, end, pause, acknowledge, time over, reset; and after the end of
 * a condition that does not latch */
static const struct {
  const char *name;
  Doing way[3];
  int n_way;
  const char *next[N_DOINGS];
  const char *next_end_plain;
} signal_rows[] = {
  { "silent",
    { 0 },
    0,
    { "sounding", "sounding", "silent", "silent", "silent", "silent", "silent" },
    "silent" },
  { "sounding",
    { DO_ONSET },
    1,
    { "sounding", "sounding", "latched", "paused", "acknowledged", "sounding", "sounding" },
    "silent" },
  { "paused",
    { DO_ONSET, DO_PAUSE },
    2,
    { "paused", "sounding", "latched", "paused", "acknowledged", "sounding", "paused" },
    "silent" },
  { "acknowledged",
    { DO_ONSET, DO_ACK },
    2,
    { "acknowledged",
      "sounding",
      "silent",
      "acknowledged",
      "acknowledged",
      "sounding",
      "acknowledged" },
    "silent" },
  { "latched",
    { DO_ONSET, DO_END },
    2,
    { "sounding", "sounding", "latched", "latched", "latched", "latched", "silent" },
    NULL /* it cannot be there */ },
};

static void
assert_signal (ThecalConditionId condition, gsize row, Doing doing, const char *expected)
{
  Machine machine;

  machine_init (&machine, condition);
  for (int step = 0; step < signal_rows[row].n_way; step++)
    do_it (&machine, signal_rows[row].way[step]);
  g_assert_cmpstr (thecal_signal_state_to_string (machine.alarm.signal), ==, signal_rows[row].name);
  do_it (&machine, doing);
  if (g_strcmp0 (thecal_signal_state_to_string (machine.alarm.signal), expected) != 0)
    g_error ("%s, doing %d: %s, expected %s",
             signal_rows[row].name,
             doing,
             thecal_signal_state_to_string (machine.alarm.signal),
             expected);
  g_array_unref (machine.effects);
}

static void
test_signal_region (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (signal_rows) == THECAL_SIGNAL_LATCHED + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (signal_rows); i++) {
    g_assert_cmpstr (
        thecal_signal_state_to_string ((ThecalSignalState) i), ==, signal_rows[i].name);
    for (int doing = 0; doing < N_DOINGS; doing++)
      assert_signal (THECAL_CONDITION_RESERVOIR_LOW, i, (Doing) doing, signal_rows[i].next[doing]);
    if (signal_rows[i].next_end_plain != NULL)
      assert_signal (THECAL_CONDITION_LINK_LOST, i, DO_END, signal_rows[i].next_end_plain);
  }
}

/* The ladder of a medium alarm after: onset, worse (to high), end, pause, acknowledge, nine hours,
 * reset; the number is the time to its next step in minutes, "-" none (alarms.md d2, d3). */
static const struct {
  ThecalLadderState state;
  Doing way[3];
  int n_way;
  const char *next[N_DOINGS];
} ladder_rows[] = {
  { THECAL_LADDER_IDLE, { 0 }, 0, { "1 5", "1 0.333", "0 -", "0 -", "0 -", "0 -", "0 -" } },
  { THECAL_LADDER_RUNNING,
    { DO_ONSET },
    1,
    { "1 5", "1 0.333", "0 -", "1 5", "2 -", "1 60", "1 5" } },
  { THECAL_LADDER_PARKED,
    { DO_ONSET, DO_ACK },
    2,
    { "2 -", "1 0.333", "0 -", "2 -", "2 -", "1 5", "2 -" } },
};

static char *
describe_ladder (const Machine *machine)
{
  const gint64 left_us = machine->alarm.ladder_at_us - machine->context.now.boot_us;

  return machine->alarm.ladder_at_us == THECAL_NEVER_US
             ? g_strdup_printf ("%d -", (int) machine->alarm.ladder)
             : g_strdup_printf ("%d %.3g",
                                (int) machine->alarm.ladder,
                                (double) left_us / (double) THECAL_MINUTE_US);
}

static void
test_ladder_region (void)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (ladder_rows) == THECAL_LADDER_PARKED + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (ladder_rows); i++)
    for (int doing = 0; doing < N_DOINGS; doing++) {
      g_autofree char *seen = NULL;
      Machine machine;

      machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
      for (int step = 0; step < ladder_rows[i].n_way; step++)
        do_it (&machine, ladder_rows[i].way[step]);
      g_assert_cmpint (ladder_rows[i].state, ==, (int) i);
      g_assert_cmpint (machine.alarm.ladder, ==, ladder_rows[i].state);
      do_it (&machine, (Doing) doing);
      seen = describe_ladder (&machine);
      if (!g_str_equal (seen, ladder_rows[i].next[doing]))
        g_error ("ladder %d, doing %d: %s, expected %s",
                 (int) i,
                 doing,
                 seen,
                 ladder_rows[i].next[doing]);
      g_array_unref (machine.effects);
    }
}

/* alarms.md d2: an acknowledgement that ends resumes the ladder at the rung reached, with the time
 * that was left. */
static void
test_ladder_goes_on_where_it_stood (void)
{
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  /* two minutes late for rung 1, which does not move rung 2: ten minutes after the onset */
  machine.context.now.boot_us += 7 * THECAL_MINUTE_US;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  g_assert_cmpint (machine.alarm.step, ==, 1);
  machine.context.now.boot_us += 2 * THECAL_MINUTE_US;
  thecal_alarm_acknowledge (&machine.alarm, "Anna", &machine.context);
  machine.context.now.boot_us += 8 * THECAL_HOUR_US;
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  g_assert_cmpint (machine.alarm.step, ==, 1);
  g_assert_cmpint (
      machine.alarm.ladder_at_us, ==, machine.context.now.boot_us + 1 * THECAL_MINUTE_US);
  g_array_unref (machine.effects);
}

/* What calls nobody else calls nobody, whatever it was before; and it comes to rest. */
static void
test_ladder_of_a_fallen_priority (void)
{
  g_autofree char *effects = NULL;
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_LINK_LOST);
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
  for (int minute = 0; minute < 30; minute++) {
    machine.context.now.boot_us += THECAL_MINUTE_US;
    machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_LOW);
    g_assert_cmpint (thecal_alarm_get_deadline (&machine.alarm), >, machine.context.now.boot_us);
  }
  effects = machine_take_effects (&machine);
  g_assert_cmpstr (effects, ==, "raise signal notify change");
  g_array_unref (machine.effects);
}

/* Information makes no sound, calls nobody and leaves nothing, until it is more than that. */
static void
test_information (void)
{
  static const struct {
    ThecalConditionId condition;
    const char *effects;
  } rows[] = {
    /* told once where a person is to see it; a mark only stands */
    { THECAL_CONDITION_RESERVOIR_LOW,
      "raise notify log:pause-refused withdraw raise notify change signal notify" },
    { THECAL_CONDITION_LINK_LOST, "raise log:pause-refused withdraw raise change signal notify" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *effects = NULL;
    Machine machine;

    machine_init (&machine, rows[i].condition);
    machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_INFO);
    g_assert_cmpint (machine.alarm.ladder, ==, THECAL_LADDER_IDLE);
    g_assert_false (thecal_alarm_acknowledge (&machine.alarm, "Anna", &machine.context));
    g_assert_cmpint (thecal_alarm_pause (&machine.alarm, 5, &machine.context), ==, 0);
    machine_judge (&machine, THECAL_VERDICT_CLEAR, THECAL_PRIORITY_INFO);
    g_assert_cmpint (machine.alarm.signal, ==, THECAL_SIGNAL_SILENT);
    g_assert_cmpint (machine.alarm.ladder, ==, THECAL_LADDER_IDLE);

    machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_INFO);
    machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
    g_assert_cmpint (machine.alarm.signal, ==, THECAL_SIGNAL_SOUNDING);
    g_assert_cmpint (machine.alarm.ladder, ==, THECAL_LADDER_RUNNING);
    effects = machine_take_effects (&machine);
    g_assert_cmpstr (effects, ==, rows[i].effects);
    g_array_unref (machine.effects);
  }
}

static void
judge_cadence (Machine *self, ThecalPriority priority, gint64 cadence_us)
{
  ThecalJudgement judgement = machine_judgement (THECAL_VERDICT_TRUE, priority);

  judgement.cadence_us = cadence_us;
  thecal_alarm_judge (&self->alarm, &judgement, &self->context);
}

/* A new cadence counts from the last beat; what does not sound keeps its own time. */
static void
test_cadence_changes (void)
{
  static const struct {
    Doing before;
    gint64 from_us, to_us, next_us; /* since the onset; NEVER */
  } rows[] = {
    { DO_ONSET, 4 * THECAL_HOUR_US, THECAL_HOUR_US, THECAL_HOUR_US },
    { DO_ONSET, THECAL_HOUR_US, 4 * THECAL_HOUR_US, 4 * THECAL_HOUR_US },
    /* the beat it asks for has passed: now */
    { DO_ONSET, 4 * THECAL_HOUR_US, THECAL_MINUTE_US, 31 * THECAL_MINUTE_US },
    { DO_ONSET, THECAL_HOUR_US, 0, THECAL_NEVER_US },
    { DO_ONSET, 0, THECAL_HOUR_US, 90 * THECAL_MINUTE_US },
    { DO_PAUSE, 4 * THECAL_HOUR_US, THECAL_HOUR_US, THECAL_NEVER_US },
    { DO_ACK, 4 * THECAL_HOUR_US, 2 * THECAL_HOUR_US, THECAL_HOUR_US }, /* its reminder */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const gint64 next_us =
        rows[i].next_us == THECAL_NEVER_US ? THECAL_NEVER_US : MACHINE_NOW_US + rows[i].next_us;
    Machine machine;

    machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
    judge_cadence (&machine, THECAL_PRIORITY_MEDIUM, rows[i].from_us);
    if (rows[i].before == DO_PAUSE)
      thecal_alarm_pause (&machine.alarm, 60, &machine.context);
    if (rows[i].before == DO_ACK)
      thecal_alarm_acknowledge (&machine.alarm, "Anna", &machine.context);
    machine.context.now.boot_us += 30 * THECAL_MINUTE_US;
    judge_cadence (&machine, THECAL_PRIORITY_MEDIUM, rows[i].to_us);
    g_assert_cmpint (machine.alarm.signal_at_us, ==, next_us);
    g_assert_cmpint (machine.alarm.cadence_us, ==, rows[i].to_us);
    g_array_unref (machine.effects);
  }
}

static void
test_priority_falls_only_when_seen (void)
{
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
  machine_judge (&machine, THECAL_VERDICT_UNKNOWN, THECAL_PRIORITY_MEDIUM);
  g_assert_cmpint (machine.alarm.priority, ==, THECAL_PRIORITY_HIGH);
  machine_judge (&machine, THECAL_VERDICT_CLEARING, THECAL_PRIORITY_MEDIUM);
  g_assert_cmpint (machine.alarm.priority, ==, THECAL_PRIORITY_HIGH);
  machine_judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  g_assert_cmpint (machine.alarm.priority, ==, THECAL_PRIORITY_MEDIUM);
  machine_judge (&machine, THECAL_VERDICT_UNKNOWN, THECAL_PRIORITY_HIGH);
  g_assert_cmpint (machine.alarm.priority, ==, THECAL_PRIORITY_HIGH);
  g_array_unref (machine.effects);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/alarm-machine/condition-region", test_condition_region);
  g_test_add_func ("/core/alarm-machine/signal-region", test_signal_region);
  g_test_add_func ("/core/alarm-machine/ladder-region", test_ladder_region);
  g_test_add_func ("/core/alarm-machine/ladder-goes-on", test_ladder_goes_on_where_it_stood);
  g_test_add_func ("/core/alarm-machine/ladder-of-a-fallen-priority",
                   test_ladder_of_a_fallen_priority);
  g_test_add_func ("/core/alarm-machine/cadence-changes", test_cadence_changes);
  g_test_add_func ("/core/alarm-machine/information", test_information);
  g_test_add_func ("/core/alarm-machine/priority-falls-only-when-seen",
                   test_priority_falls_only_when_seen);

  return g_test_run ();
}
