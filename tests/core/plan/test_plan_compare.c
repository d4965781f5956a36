/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/plan_review.h"

/* What a person is shown before another plan is taken. */

/* One change a line: "!" grave, group, key, before → after. */
static char *
describe (const char *before, const char *after)
{
  g_autoptr (GPtrArray) changes = thecal_plan_compare (before, after);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++) {
    const ThecalPlanChange *change = g_ptr_array_index (changes, i);

    g_string_append_printf (text,
                            "%s%s.%s: %s > %s\n",
                            change->is_grave ? "!" : "",
                            change->group,
                            change->key,
                            change->before != NULL ? change->before : "-",
                            change->after != NULL ? change->after : "-");
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_rows (void)
{
  static const struct {
    const char *before, *after, *told;
  } rows[] = {
    { "[person]\nName=A\n", "[person]\nName=A\n", "" },
    /* blanks, comments and order are no change */
    { "# x\n[person]\nName = A \nWeight=1 kg\n", "[person]\nWeight=1 kg\nName=A", "" },
    { NULL, "[person]\nName=A\nGoals=sit\n", "!person.Name: - > A\nperson.Goals: - > sit\n" },
    { "[drug 1]\nDoseUgPerDay=390\n",
      "[drug 1]\nDoseUgPerDay=400\n",
      "!drug 1.DoseUgPerDay: 390 > 400\n" },
    /* in the order of the new one, then what is gone */
    { "[a]\nX=1\n[pump]\nSide=left\nCapacityMl=20\n",
      "[contact x]\nNote=n\nPhone2=1\n[pump]\nCapacityMl=40\n",
      "contact x.Note: - > n\n!contact x.Phone2: - > 1\n!pump.CapacityMl: 20 > 40\n"
      "a.X: 1 > -\npump.Side: left > -\n" },
    /* of two the last one counts, and is told once */
    { "[person]\nName=A\nName=B\n",
      "[person]\nName=C\n[person]\nName=D\n",
      "!person.Name: B > D\n" },
    { "[person]\nName=A\n", "[person]\nName=\n", "!person.Name: A > -\n" },
    { "[emergency]\nAddress=a\\nb\n",
      "[emergency]\nAddress=a\\\\b\n",
      "!emergency.Address: a\nb > a\\b\n" },
    { "[tablets]\nWhere=a\nPlan=a\n",
      "[tablets]\nWhere=b\nPlan=b\n",
      "tablets.Where: a > b\n!tablets.Plan: a > b\n" },
    { "[contacts]\nPhone=1\n", "[contacts]\nPhone=2\n", "contacts.Phone: 1 > 2\n" },
    { "no key file", "\xef\xbb\xbf[flex]\nStep1=a\n", "!flex.Step1: - > a\n" },
    { "[flex]\nStep1=a\n", "", "!flex.Step1: a > -\n" },
    { "[own]\nX=\\q\n", "[own]\nX=\\z\n", "own.X: \\q > \\z\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *told = describe (rows[i].before, rows[i].after);

    g_assert_cmpstr (told, ==, rows[i].told);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan-compare/rows", test_rows);
  return g_test_run ();
}
