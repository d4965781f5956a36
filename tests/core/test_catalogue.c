/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/alarm/alarm_machine.h"

/* The tables of the alarms: catalogue, order on the screen, ladder. */

static gint64
step_us (ThecalPriority priority, int step)
{
  return thecal_ladder_get_step_us (thecal_ladder_get_default (priority), step);
}

static void
test_ladder_steps (void)
{
  g_assert_cmpint (step_us (THECAL_PRIORITY_HIGH, 0), ==, 20 * THECAL_SECOND_US);
  g_assert_cmpint (step_us (THECAL_PRIORITY_HIGH, 6), ==, 30 * THECAL_MINUTE_US);
  g_assert_cmpint (step_us (THECAL_PRIORITY_HIGH, 8), ==, 60 * THECAL_MINUTE_US);
  g_assert_cmpint (step_us (THECAL_PRIORITY_MEDIUM, 2), ==, 2 * THECAL_HOUR_US);
  g_assert_cmpint (step_us (THECAL_PRIORITY_MEDIUM, 3), ==, 6 * THECAL_HOUR_US);
  g_assert_cmpint (step_us (THECAL_PRIORITY_LOW, 0), ==, THECAL_NEVER_US);
  g_assert_cmpint (step_us (THECAL_PRIORITY_INFO, 0), ==, THECAL_NEVER_US);
  g_assert_cmpint (step_us (THECAL_PRIORITY_NONE, 0), ==, THECAL_NEVER_US);
}

static void
test_catalogue (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  ThecalPriority priority = (ThecalPriority) 77;

  g_assert_null (thecal_condition_get_row (THECAL_N_CONDITIONS));
  for (int id = 0; id < THECAL_N_CONDITIONS; id++) {
    const ThecalConditionRow *row = thecal_condition_get_row ((ThecalConditionId) id);
    g_autofree char *code =
        id == THECAL_CONDITION_DRILL ? g_strdup ("D") : g_strdup_printf ("A%02d", id + 1);
    ThecalConditionId back;

    g_assert_cmpstr (row->code, ==, code);
    g_assert_true (g_hash_table_add (ids, (gpointer) row->id));
    g_assert_true (thecal_condition_from_string (row->id, &back));
    g_assert_cmpint (back, ==, id);
    g_assert_cmpuint (strlen (row->title), >, 3);
    g_assert_cmpuint (strlen (row->advice), >, 10);
    g_assert_cmpuint (strlen (row->sources), >, 2);
    g_assert_cmpuint (strlen (row->trigger), >, 10);
    g_assert_cmpuint (strlen (row->clears), >, 5);
    /* none speaks for itself, and no two for each other */
    for (int other = 0; other < THECAL_N_CONDITIONS; other++)
      if ((row->superseded_by & (G_GUINT64_CONSTANT (1) << other)) != 0)
        g_assert_true (other != id &&
                       (thecal_condition_get_row ((ThecalConditionId) other)->superseded_by &
                        (G_GUINT64_CONSTANT (1) << id)) == 0);
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
  g_test_add_func ("/core/catalogue/rows", test_catalogue);
  g_test_add_func ("/core/catalogue/rank", test_rank);
  g_test_add_func ("/core/catalogue/ladder-steps", test_ladder_steps);

  return g_test_run ();
}
