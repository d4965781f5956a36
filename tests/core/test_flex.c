/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/pump/flex.h"

static const struct {
  const char *clock, *dose;
  ThecalFlexFault fault;
  int minute;
  double value;
} typed[] = {
  { "07:30", "200", THECAL_FLEX_READS, 450, 200 },
  { "7:30", " 187,5 ", THECAL_FLEX_READS, 450, 187.5 },
  { "00:00", "0", THECAL_FLEX_READS, 0, 0 },
  { "23:59", "3000", THECAL_FLEX_READS, 1439, 3000 },
  { "24:00", "200", THECAL_FLEX_BAD_CLOCK, 0, 0 },
  { "7:60", "200", THECAL_FLEX_BAD_CLOCK, 0, 0 },
  { "7:3", "200", THECAL_FLEX_BAD_CLOCK, 0, 0 },
  { "", "200", THECAL_FLEX_BAD_CLOCK, 0, 0 },
  { "7", "200", THECAL_FLEX_BAD_CLOCK, 0, 0 },
  { "7:30", "", THECAL_FLEX_BAD_DOSE, 0, 0 },
  { "7:30", "-1", THECAL_FLEX_BAD_DOSE, 0, 0 },
  { "7:30", "3001", THECAL_FLEX_BAD_DOSE, 0, 0 },
  { "7:30", "200 mg", THECAL_FLEX_BAD_DOSE, 0, 0 },
  { "7:30", "nan", THECAL_FLEX_BAD_DOSE, 0, 0 },
};

static void
test_typed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++) {
    ThecalFlexStep step = { 0 };

    g_test_message ("%s %s", typed[i].clock, typed[i].dose);
    g_assert_cmpint (
        thecal_flex_step_parse (typed[i].clock, typed[i].dose, &step), ==, typed[i].fault);
    g_assert_cmpint (step.minute_of_day, ==, typed[i].minute);
    g_assert_cmpfloat (step.dose_ug_per_day, ==, typed[i].value);
  }
}

static void
test_text (void)
{
  const ThecalFlexStep step = { .minute_of_day = 450, .dose_ug_per_day = 187.5 };
  g_autofree char *text = thecal_flex_step_to_text (&step);
  ThecalFlexStep again = { 0 };

  g_assert_cmpstr (text, ==, "07:30 187.5");
  g_assert_true (thecal_flex_step_from_text (text, &again));
  g_assert_cmpint (again.minute_of_day, ==, 450);
  g_assert_cmpfloat (again.dose_ug_per_day, ==, 187.5);
  g_assert_false (thecal_flex_step_from_text ("07:30", &again));
  g_assert_false (thecal_flex_step_from_text ("07:30 x", &again));
}

static void
test_list (void)
{
  ThecalFlexStep steps[THECAL_FLEX_STEPS_MAX + 1];
  gsize at;

  for (int i = 0; i <= THECAL_FLEX_STEPS_MAX; i++)
    steps[i] = (ThecalFlexStep){ .minute_of_day = i * 60, .dose_ug_per_day = 100 };
  g_assert_cmpint (thecal_flex_check (steps, 0, &at), ==, THECAL_FLEX_NO_STEP);
  g_assert_cmpint (thecal_flex_check (steps, 1, &at), ==, THECAL_FLEX_READS);
  g_assert_cmpint (thecal_flex_check (steps, THECAL_FLEX_STEPS_MAX, &at), ==, THECAL_FLEX_READS);
  g_assert_cmpint (
      thecal_flex_check (steps, THECAL_FLEX_STEPS_MAX + 1, &at), ==, THECAL_FLEX_TOO_MANY);
  g_assert_cmpuint (at, ==, THECAL_FLEX_STEPS_MAX);
  g_assert_cmpint (thecal_flex_get_minutes (steps, 3, 0), ==, 60);
  g_assert_cmpint (thecal_flex_get_minutes (steps, 3, 2), ==, 1440 - 120);
  g_assert_cmpint (thecal_flex_get_minutes (steps, 1, 0), ==, 1440);
  steps[2].minute_of_day = 60;
  g_assert_cmpint (thecal_flex_check (steps, 4, &at), ==, THECAL_FLEX_NOT_SORTED);
  g_assert_cmpuint (at, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flex/typed", test_typed);
  g_test_add_func ("/flex/text", test_text);
  g_test_add_func ("/flex/list", test_list);

  return g_test_run ();
}
