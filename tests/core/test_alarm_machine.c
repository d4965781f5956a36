/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/alarm/alarm_machine.h"
#include "core/alarm/alarm_policy.h"

/* Every state x every input of the three regions, against the diagram written out as words. */

#define NOW_US (10 * THECAL_HOUR_US)

typedef struct {
  ThecalAlarm alarm;
  GArray *effects;
  guint next_episode;
  ThecalAlarmContext context;
} Machine;

static void
machine_init (Machine *self, ThecalConditionId condition)
{
  thecal_alarm_init (&self->alarm);
  self->effects = g_array_new (FALSE, FALSE, sizeof (ThecalEffect));
  self->next_episode = 0;
  self->context = (ThecalAlarmContext){
    .unit = 1,
    .condition = condition,
    .now = { NOW_US, NOW_US },
    .next_episode = &self->next_episode,
    .effects = self->effects,
  };
}

static ThecalJudgement
judgement_of (ThecalVerdict verdict, ThecalPriority priority)
{
  return (ThecalJudgement){
    .verdict = verdict,
    .priority = priority,
    .cadence_us = THECAL_HOUR_US,
    .next_us = THECAL_NEVER_US,
  };
}

static void
judge (Machine *self, ThecalVerdict verdict, ThecalPriority priority)
{
  const ThecalJudgement judgement = judgement_of (verdict, priority);

  thecal_alarm_judge (&self->alarm, &judgement, &self->context);
}

static char *
take_effects (Machine *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->effects->len; i++) {
    const ThecalEffect *effect = &g_array_index (self->effects, ThecalEffect, i);
    const char *reason = thecal_log_reason_to_string (effect->reason);

    g_string_append_printf (text,
                            "%s%s%s%s",
                            i > 0 ? " " : "",
                            thecal_effect_kind_to_string (effect->kind),
                            reason != NULL ? ":" : "",
                            reason != NULL ? reason : "");
  }
  g_array_set_size (self->effects, 0);

  return g_string_free (text, FALSE);
}

/* next state and effects for: clear, pending, true, unknown, clearing */
static const struct {
  ThecalConditionState from;
  const char *next[THECAL_N_VERDICTS];
} condition_rows[] = {
  { THECAL_CONDITION_CLEAR, { "clear", "pending", "true raise signal notify", "clear", "clear" } },
  { THECAL_CONDITION_PENDING,
    { "clear", "pending", "true raise signal notify", "pending", "clear" } },
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
    judge (self, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
  if (state == THECAL_CONDITION_UNKNOWN)
    judge (self, THECAL_VERDICT_UNKNOWN, THECAL_PRIORITY_HIGH);
  if (state == THECAL_CONDITION_CLEARING)
    judge (self, THECAL_VERDICT_CLEARING, THECAL_PRIORITY_HIGH);
  if (state == THECAL_CONDITION_PENDING)
    judge (self, THECAL_VERDICT_PENDING, THECAL_PRIORITY_HIGH);
  g_assert_cmpint (self->alarm.condition, ==, state);
  effects = take_effects (self);
}

static void
test_condition_region (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (condition_rows); i++)
    for (int verdict = 0; verdict < THECAL_N_VERDICTS; verdict++) {
      g_autofree char *effects = NULL;
      g_autofree char *seen = NULL;
      Machine machine;

      machine_init (&machine, THECAL_CONDITION_RESERVOIR_EMPTY);
      reach (&machine, condition_rows[i].from);
      judge (&machine, (ThecalVerdict) verdict, THECAL_PRIORITY_HIGH);
      effects = take_effects (&machine);
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
    judge (self,
           THECAL_VERDICT_TRUE,
           self->alarm.priority != 0 ? self->alarm.priority : THECAL_PRIORITY_MEDIUM);
    break;
  case DO_WORSE:
    judge (self, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
    break;
  case DO_END:
    judge (self, THECAL_VERDICT_CLEAR, THECAL_PRIORITY_MEDIUM);
    break;
  case DO_PAUSE:
    thecal_alarm_pause (&self->alarm, 5, &self->context);
    break;
  case DO_ACK:
    thecal_alarm_acknowledge (&self->alarm, "Anna", &self->context);
    break;
  case DO_OVER:
    self->context.now.boot_us += 9 * THECAL_HOUR_US;
    judge (self,
           thecal_alarm_is_active (&self->alarm) ? THECAL_VERDICT_TRUE : THECAL_VERDICT_CLEAR,
           THECAL_PRIORITY_MEDIUM);
    break;
  case DO_RESET:
    thecal_alarm_reset (&self->alarm, &self->context);
    break;
  case N_DOINGS:
    g_assert_not_reached ();
  }
}

/* Signal state after: onset, worse, end, pause, acknowledge, time over, reset */
static const struct {
  const char *name;
  Doing way[3];
  int n_way;
  const char *next[N_DOINGS];
} signal_rows[] = {
  { "silent",
    { 0 },
    0,
    { "sounding", "sounding", "silent", "silent", "silent", "silent", "silent" } },
  { "sounding",
    { DO_ONSET },
    1,
    { "sounding", "sounding", "latched", "paused", "acknowledged", "sounding", "sounding" } },
  { "paused",
    { DO_ONSET, DO_PAUSE },
    2,
    { "paused", "sounding", "latched", "paused", "acknowledged", "sounding", "paused" } },
  { "acknowledged",
    { DO_ONSET, DO_ACK },
    2,
    { "acknowledged",
      "sounding",
      "silent",
      "acknowledged",
      "acknowledged",
      "sounding",
      "acknowledged" } },
  { "latched",
    { DO_ONSET, DO_END },
    2,
    { "sounding", "sounding", "latched", "latched", "latched", "latched", "silent" } },
};

static void
test_signal_region (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signal_rows); i++)
    for (int doing = 0; doing < N_DOINGS; doing++) {
      Machine machine;

      machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
      for (int step = 0; step < signal_rows[i].n_way; step++)
        do_it (&machine, signal_rows[i].way[step]);
      g_assert_cmpstr (
          thecal_signal_state_to_string (machine.alarm.signal), ==, signal_rows[i].name);
      do_it (&machine, (Doing) doing);
      if (g_strcmp0 (thecal_signal_state_to_string (machine.alarm.signal),
                     signal_rows[i].next[doing]) != 0)
        g_error ("%s, doing %d: %s, expected %s",
                 signal_rows[i].name,
                 doing,
                 thecal_signal_state_to_string (machine.alarm.signal),
                 signal_rows[i].next[doing]);
      g_array_unref (machine.effects);
    }
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
    judge (&machine, THECAL_VERDICT_TRUE, rows[i].priority);
    g_assert_cmpint (
        thecal_alarm_pause (&machine.alarm, rows[i].asked, &machine.context), ==, rows[i].granted);
    g_assert_cmpint (machine.alarm.until_us, ==, NOW_US + rows[i].granted * THECAL_MINUTE_US);
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
    judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
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
  judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  onset = take_effects (&machine);
  g_assert_cmpstr (onset, ==, "raise");
  thecal_alarm_acknowledge (&machine.alarm, "Anna", &machine.context);
  g_array_set_size (machine.effects, 0);
  machine.context.now.boot_us += 2 * THECAL_HOUR_US;
  judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  machine.context.now.boot_us += 7 * THECAL_HOUR_US;
  judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  machine.context.now.boot_us += 7 * THECAL_HOUR_US;
  judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  later = take_effects (&machine);
  g_assert_cmpstr (later, ==, "log:acknowledge-ended");
  g_array_unref (machine.effects);
}

static void
test_priority_falls_only_when_seen (void)
{
  Machine machine;

  machine_init (&machine, THECAL_CONDITION_RESERVOIR_LOW);
  judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_HIGH);
  judge (&machine, THECAL_VERDICT_UNKNOWN, THECAL_PRIORITY_MEDIUM);
  g_assert_cmpint (machine.alarm.priority, ==, THECAL_PRIORITY_HIGH);
  judge (&machine, THECAL_VERDICT_CLEARING, THECAL_PRIORITY_MEDIUM);
  g_assert_cmpint (machine.alarm.priority, ==, THECAL_PRIORITY_HIGH);
  judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  g_assert_cmpint (machine.alarm.priority, ==, THECAL_PRIORITY_MEDIUM);
  judge (&machine, THECAL_VERDICT_UNKNOWN, THECAL_PRIORITY_HIGH);
  g_assert_cmpint (machine.alarm.priority, ==, THECAL_PRIORITY_HIGH);
  g_array_unref (machine.effects);
}

static void
test_told_once (void)
{
  ThecalJudgement judgement = judgement_of (THECAL_VERDICT_TRUE, THECAL_PRIORITY_LOW);
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
  judge (&machine, THECAL_VERDICT_TRUE, THECAL_PRIORITY_MEDIUM);
  g_assert_true (thecal_alarm_is_shown (&machine.alarm));
  judge (&machine, THECAL_VERDICT_CLEAR, THECAL_PRIORITY_MEDIUM);
  g_assert_true (thecal_alarm_is_shown (&machine.alarm)); /* latched */
  g_assert_true (thecal_alarm_reset (&machine.alarm, &machine.context));
  g_assert_false (thecal_alarm_reset (&machine.alarm, &machine.context));
  g_assert_false (thecal_alarm_is_shown (&machine.alarm));
  g_array_unref (machine.effects);
}

static void
test_ladder_steps (void)
{
  g_assert_cmpint (thecal_ladder_get_step_us (THECAL_PRIORITY_HIGH, 0), ==, 20 * THECAL_SECOND_US);
  g_assert_cmpint (thecal_ladder_get_step_us (THECAL_PRIORITY_HIGH, 6), ==, 30 * THECAL_MINUTE_US);
  g_assert_cmpint (thecal_ladder_get_step_us (THECAL_PRIORITY_HIGH, 8), ==, 60 * THECAL_MINUTE_US);
  g_assert_cmpint (thecal_ladder_get_step_us (THECAL_PRIORITY_MEDIUM, 2), ==, 2 * THECAL_HOUR_US);
  g_assert_cmpint (thecal_ladder_get_step_us (THECAL_PRIORITY_MEDIUM, 3), ==, 6 * THECAL_HOUR_US);
  g_assert_cmpint (thecal_ladder_get_step_us (THECAL_PRIORITY_LOW, 0), ==, THECAL_NEVER_US);
  g_assert_cmpint (thecal_ladder_get_step_us (THECAL_PRIORITY_INFO, 0), ==, THECAL_NEVER_US);
  g_assert_cmpint (thecal_ladder_get_step_us (THECAL_PRIORITY_NONE, 0), ==, THECAL_NEVER_US);
}

static void
test_catalogue (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  ThecalPriority priority = (ThecalPriority) 77;

  g_assert_null (thecal_condition_get_row (THECAL_N_CONDITIONS));
  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalConditionRow *row = thecal_condition_get_row ((ThecalConditionId) id);
    g_autofree char *code = g_strdup_printf ("A%02d", id + 1);
    ThecalConditionId back;

    g_assert_cmpstr (row->code, ==, code);
    g_assert_true (g_hash_table_add (ids, (gpointer) row->id));
    g_assert_true (thecal_condition_from_string (row->id, &back));
    g_assert_cmpint (back, ==, id);
    g_assert_cmpuint (strlen (row->title), >, 3);
    g_assert_cmpuint (strlen (row->advice), >, 10);
    g_assert_cmpuint (strlen (row->sources), >, 2);
    g_assert_cmpint (row->superseded_by, !=, id);
    if (row->priority == THECAL_PRIORITY_HIGH)
      g_assert_cmpint (row->cadence_us, <=, THECAL_HOUR_US);
  }
  g_assert_false (thecal_condition_from_string ("no-such", NULL));
  g_assert_false (thecal_condition_from_string (NULL, NULL));
  g_assert_true (thecal_priority_from_string ("high", &priority));
  g_assert_cmpint (priority, ==, THECAL_PRIORITY_HIGH);
  g_assert_false (thecal_priority_from_string ("highest", &priority));
}

/* What is shown first: by priority, then by the catalogue; what has ended comes last. */
static void
test_rank (void)
{
  static const struct {
    ThecalConditionState state;
    ThecalPriority priority;
    ThecalConditionId condition;
  } rows[] = {
    { THECAL_CONDITION_TRUE, THECAL_PRIORITY_HIGH, THECAL_CONDITION_RESERVOIR_EMPTY },
    { THECAL_CONDITION_UNKNOWN, THECAL_PRIORITY_HIGH, THECAL_CONDITION_MOTOR_STALL },
    { THECAL_CONDITION_TRUE, THECAL_PRIORITY_HIGH, THECAL_CONDITION_SELF_TEST },
    { THECAL_CONDITION_CLEARING, THECAL_PRIORITY_MEDIUM, THECAL_CONDITION_RESERVOIR_LOW },
    { THECAL_CONDITION_TRUE, THECAL_PRIORITY_LOW, THECAL_CONDITION_REFILL_DUE },
    { THECAL_CONDITION_TRUE, THECAL_PRIORITY_INFO, THECAL_CONDITION_SIMULATION },
    { THECAL_CONDITION_CLEAR, THECAL_PRIORITY_HIGH, THECAL_CONDITION_RESERVOIR_EMPTY },
  };
  guint before = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalAlarm alarm = { .condition = rows[i].state, .priority = rows[i].priority };
    const guint rank = thecal_alarm_get_rank (&alarm, rows[i].condition);

    g_assert_true (i == 0 || rank > before);
    before = rank;
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/alarm-machine/condition-region", test_condition_region);
  g_test_add_func ("/core/alarm-machine/signal-region", test_signal_region);
  g_test_add_func ("/core/alarm-machine/pause-limits", test_pause_limits);
  g_test_add_func ("/core/alarm-machine/acknowledge-names", test_acknowledge_names);
  g_test_add_func ("/core/alarm-machine/superseded", test_superseded);
  g_test_add_func ("/core/alarm-machine/priority-falls-only-when-seen",
                   test_priority_falls_only_when_seen);
  g_test_add_func ("/core/alarm-machine/rank", test_rank);
  g_test_add_func ("/core/alarm-machine/told-once", test_told_once);
  g_test_add_func ("/core/alarm-machine/shown", test_shown);
  g_test_add_func ("/core/alarm-machine/ladder-steps", test_ladder_steps);
  g_test_add_func ("/core/alarm-machine/catalogue", test_catalogue);

  return g_test_run ();
}
