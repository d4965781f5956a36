/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/plan/plan_keys.h"

static void
test_known (void)
{
  static const struct {
    const char *group, *key;
    bool known;
  } rows[] = {
    { "person", NULL, true },
    { "person", "Name", true },
    { "person", "Names", false },
    { "person", "name", false },
    { "persons", NULL, false },
    { "person 1", NULL, false },
    { "drug 1", "Opioid", true },
    { "drug 4", NULL, true },
    { "drug 5", NULL, false },
    { "drug 0", NULL, false },
    { "drug 01", NULL, false },
    { "drug", NULL, false },
    { "drug 1 b", NULL, false },
    { "contact", "Role", true },
    { "contact a b", "Phone", true },
    { "contact a", "Phone2", true },
    { "contact a", "Phone9", true },
    { "contact a", "Phone1", false },
    { "contact a", "Phone10", false },
    { "contacts", NULL, false },
    { "appointment 1", "At", true },
    { "flex", "Step1", true },
    { "flex", "Step13", true },
    { "flex", "Step14", false },
    { "flex", "Step", false },
    { "escalation", "High10", true },
    { "escalation", "Medium1", true },
    { "escalation", "Low1", false },
    { "escalation", "HighRepeat", true },
    { "thresholds", "BreathsLow", true },
    { "roster", "Anything", true },
    { "", NULL, false },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("[%s] %s", rows[i].group, rows[i].key);
    g_assert_cmpint (thecal_plan_keys_is_known (rows[i].group, rows[i].key), ==, rows[i].known);
  }
}

/* In the order of the file, each with its line. */
static void
test_check (void)
{
  static const char text[] = "# [no group]\n"
                             "[person]\n"
                             "Name=Theo\n"
                             "Nickname=Theo\n"
                             "Name=Theo\n"
                             "[notes]\n"
                             "Any=1\n"
                             "Any=2\n"
                             "[contact a]\n"
                             "Role=on-call\n"
                             "\n"
                             "[contact a]\n"
                             "Role=pump-team\n"
                             "[contact b]\n"
                             "Role=on-call\n"
                             "[notes]\n";
  static const struct {
    ThecalPlanRemarkKind kind;
    guint line;
    const char *group, *key;
  } expected[] = {
    { THECAL_REMARK_UNKNOWN_KEY, 4, "person", "Nickname" },
    { THECAL_REMARK_KEY_AGAIN, 5, "person", "Name" },
    { THECAL_REMARK_UNKNOWN_GROUP, 6, "notes", NULL },
    { THECAL_REMARK_GROUP_AGAIN, 12, "contact a", NULL },
    { THECAL_REMARK_KEY_AGAIN, 13, "contact a", "Role" },
    { THECAL_REMARK_UNKNOWN_GROUP, 16, "notes", NULL },
  };
  g_autoptr (GPtrArray) remarks = thecal_plan_keys_check (text, strlen (text));

  g_assert_cmpuint (remarks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < remarks->len; i++) {
    const ThecalPlanRemark *remark = g_ptr_array_index (remarks, i);

    g_assert_cmpint (remark->kind, ==, expected[i].kind);
    g_assert_cmpuint (remark->line, ==, expected[i].line);
    g_assert_cmpstr (remark->group, ==, expected[i].group);
    g_assert_cmpstr (remark->key, ==, expected[i].key);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/plan-keys/known", test_known);
  g_test_add_func ("/core/plan-keys/check", test_check);

  return g_test_run ();
}
