/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/checklist/checklist_rule.h"

/* data/checklists as it ships, against the clinical tables: every item, whether it is red, and what
 * it comes to by itself. */

static const char *const files[THECAL_N_LISTS] = {
  "gate", "withdrawal", "overdose", "infection", "pump", "operation",
};

/* "W1*2": red, T2; "W15-5": not red, states none. In the order in which they are asked. */
static const char *const tables[THECAL_N_LISTS] = {
  "G1*1 G2*1 G3*1 G4*1 G5*1 G6*1 G7*1 G8-3 G9-5",
  "W1*2 W2*2 W3*2 W4*2 W4_faint*1 W5*2 W6-3 W7-3 W8-3 W9-3 W10-4 W11-4 W12-4 W12_weekly-3 W13-3 "
  "W14-3 W15-5 W15_swallow-5 W15_awake-5 W16-5",
  "O1*1 O2*1 O3*2 O4*2 O5*2 O6-2 O7-5 O7_day-5 O8-3 O9-4 O10-5 O11-3",
  "I1*1 I2*2 I3*1 I4*3 I5*2 I6-3 I7*3 I7_clear*2 I8*2 I9-3 I10-5 I11-2",
  "P1-3 P2*2 P3-3 P4-5 P4_checked*3 P4_alarm-2 P5-3 P6-4 P6_daily-3 P7-3 P8-4 P9-5 P10-5 P11-2",
  "S2*3 S2_bleeding*1 S3-3 S4*3 S5-3 S6-3 S6_rising-3 S7-3 S7_worse-2 S8*3 S9-4 S10-4 S10_sudden-2 "
  "S11-5 S12-3 S13-5 S13_sore-4",
};

/* Signs of the two-sign rule, and of "with any sign of". */
static const char *const signs[THECAL_N_LISTS] = {
  "",
  "W1+2 W2+2 W3+2 W4+2 W5+2 W6+2 W7+2 W8+2 W9+2 W10+1 W11+2 W12+2",
  "O1+2 O2+2 O3+2 O4+2 O5+2 O6+2 O8+2 O9+2 O11+2",
  "I1+2 I2+2 I3+2 I4+2 I5+2 I6+2 I7+2 I8+2 I11+2",
  "",
  "",
};

static ThecalChecklistSet *set;

static void
load (void)
{
  set = thecal_checklist_set_new ();
  for (int i = 0; i < THECAL_N_LISTS; i++) {
    g_autofree char *path = g_strdup_printf (CHECKLIST_FOLDER "/%s.xml", files[i]);
    g_autofree char *text = NULL;
    ThecalChecklistError error = { .line = 0 };
    ThecalChecklist *list;
    gsize size;

    g_assert_true (g_file_get_contents (path, &text, &size, NULL));
    list = thecal_checklist_parse (text, size, &error);
    if (list == NULL)
      g_error ("%s:%u: expected %s", path, error.line, error.expected);
    g_assert_cmpint (list->id, ==, i);
    thecal_checklist_set_take (set, list);
  }
}

static void
test_items (void)
{
  for (int i = 0; i < THECAL_N_LISTS; i++) {
    g_autoptr (GString) table = g_string_new (NULL);
    g_autoptr (GString) halves = g_string_new (NULL);

    for (guint j = 0; j < set->lists[i]->items->len; j++) {
      const ThecalChecklistItem *item = g_ptr_array_index (set->lists[i]->items, j);

      g_string_append_printf (table, "%s%c%d ", item->id, item->red ? '*' : '-', item->least);
      if (item->sign_halves > 0)
        g_string_append_printf (halves, "%s+%d ", item->id, item->sign_halves);
    }
    g_assert_cmpstr (g_strchomp (table->str), ==, tables[i]);
    g_assert_cmpstr (g_strchomp (halves->str), ==, signs[i]);
  }
  /* S1 stands for those */
  g_assert_cmpuint (set->lists[THECAL_LIST_OPERATION]->before->len, ==, 5);
  for (guint i = 0; i < 5; i++) {
    g_autofree char *id = g_strdup_printf ("I%u", i + 1);

    g_assert_cmpstr (g_ptr_array_index (set->lists[THECAL_LIST_OPERATION]->before, i), ==, id);
  }
}

static void
test_check (void)
{
  for (int i = 0; i < THECAL_N_LISTS; i++) {
    g_autoptr (GPtrArray) faults = thecal_checklist_check (set->lists[i], set);

    for (guint j = 0; j < faults->len; j++) {
      const ThecalChecklistError *fault = g_ptr_array_index (faults, j);

      g_test_message ("%s.xml:%u: expected %s", files[i], fault->line, fault->expected);
      g_test_fail ();
    }
  }
}

/* The stated outcome is what the answer alone leads to: neither more nor less. */
static void
test_least (void)
{
  for (int i = 0; i < THECAL_N_LISTS; i++)
    for (guint j = 0; j < set->lists[i]->items->len; j++) {
      const ThecalChecklistItem *item = g_ptr_array_index (set->lists[i]->items, j);
      int outcome = THECAL_OUTCOME_T5;

      for (guint k = 0; k < item->rules->len; k++) {
        const ThecalRule *rule = g_ptr_array_index (item->rules, k);
        const bool with_parent =
            rule->with->len == 1 && item->ask_if == g_ptr_array_index (rule->with, 0);

        if (rule->outcome != THECAL_OUTCOME_NONE && rule->state == THECAL_STATE_NONE &&
            rule->with_signs == 0 && (rule->with->len == 0 || with_parent))
          outcome = MIN (outcome, rule->outcome);
      }
      g_test_message ("%s", item->id);
      /* S4: clear fluid is more than fluid */
      g_assert_cmpint (outcome, ==, g_str_equal (item->id, "S4") ? 2 : item->least);
    }
}

/* Every outcome says what to do now; the urgent ones what to bring and what to say. */
static void
test_advice (void)
{
  static const struct {
    ThecalAdviceKind kind;
    int mildest;
  } rows[] = {
    { THECAL_ADVICE_DO_NOW, THECAL_OUTCOME_T5 }, { THECAL_ADVICE_BRING, THECAL_OUTCOME_T3 },
    { THECAL_ADVICE_SAY, THECAL_OUTCOME_T3 },    { THECAL_ADVICE_DO_NOT, THECAL_OUTCOME_T3 },
    { THECAL_ADVICE_EXPECT, THECAL_OUTCOME_T3 },
  };

  for (guint i = 1; i < THECAL_N_LISTS; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (rows); j++)
      for (int outcome = THECAL_OUTCOME_T1; outcome <= rows[j].mildest; outcome++) {
        g_autoptr (GPtrArray) lines = thecal_checklist_set_get_advice (
            set, 1u << THECAL_LIST_GATE | 1u << i, outcome, rows[j].kind);

        g_test_message ("%s T%d %u", files[i], outcome, rows[j].kind);
        g_assert_cmpuint (lines->len, >=, 1);
        g_assert_cmpuint (lines->len, <=, 12);
      }
}

static bool
has (const char *text, const char *part)
{
  g_autofree char *small = text != NULL ? g_ascii_strdown (text, -1) : g_strdup ("");

  return strstr (small, part) != NULL;
}

/* Rescue tablets stand in the questions of the withdrawal list and nowhere else, but for the word
 * that an overdose gets none (T-TR-04). */
static void
test_tablets (void)
{
  guint refused = 0;

  for (int i = 0; i < THECAL_N_LISTS; i++) {
    for (guint j = 0; j < set->lists[i]->advice->len; j++) {
      const ThecalAdvice *advice = g_ptr_array_index (set->lists[i]->advice, j);

      if (!has (advice->text, "tablet"))
        continue;
      g_assert_cmpint (i, ==, THECAL_LIST_OVERDOSE);
      g_assert_cmpint (advice->kind, ==, THECAL_ADVICE_DO_NOT);
      g_assert_cmpuint (advice->outcomes, ==, 0x3e);
      refused++;
    }
    for (guint j = 0; j < set->lists[i]->items->len; j++) {
      const ThecalChecklistItem *item = g_ptr_array_index (set->lists[i]->items, j);

      if (!g_str_equal (item->id, "W15"))
        g_assert_false (has (item->question, "tablet") || has (item->help, "tablet"));
    }
  }
  g_assert_cmpuint (refused, ==, 1);
}

/* A spasm is no seizure (T-I18N-01): the two words meet in one help text only, which tells them
 * apart. */
static void
test_spasm (void)
{
  guint seizures = 0;

  for (int i = 0; i < THECAL_N_LISTS; i++)
    for (guint j = 0; j < set->lists[i]->items->len; j++) {
      const ThecalChecklistItem *item = g_ptr_array_index (set->lists[i]->items, j);
      const bool seizure = has (item->question, "seizure") || has (item->help, "seizure") ||
                           has (item->finding, "seizure") || has (item->question, "a fit");

      seizures += seizure;
      g_assert_true (seizure == g_str_equal (item->id, "G4"));
      g_assert_false (has (item->question, "spasm") && seizure);
      g_assert_false (has (item->finding, "spasm") && seizure);
    }
  g_assert_cmpuint (seizures, ==, 1);
}

/* Read at three in the morning: short, and one question a sentence. */
static void
test_length (void)
{
  for (int i = 0; i < THECAL_N_LISTS; i++)
    for (guint j = 0; j < set->lists[i]->items->len; j++) {
      const ThecalChecklistItem *item = g_ptr_array_index (set->lists[i]->items, j);

      g_test_message ("%s", item->id);
      g_assert_cmpuint (strlen (item->question), <=, 120);
      g_assert_cmpuint (item->help != NULL ? strlen (item->help) : 0, <=, 180);
      g_assert_cmpuint (strlen (item->finding), <=, 90);
      g_assert_true (g_str_has_suffix (item->question, "?"));
      g_assert_true (g_ascii_islower (item->finding[0]) ||
                     g_str_has_prefix (item->finding, "MRI") ||
                     g_str_has_prefix (item->finding, "Thecal"));
      g_assert_cmpuint (item->choices->len, <=, 6);
    }
}

/* 003-01: what is asked about the person is asked about "your child" in its own words. */
static void
test_child (void)
{
  guint n = 0;

  for (int i = 0; i < THECAL_N_LISTS; i++)
    for (guint j = 0; j < set->lists[i]->items->len; j++) {
      const ThecalChecklistItem *item = g_ptr_array_index (set->lists[i]->items, j);
      /* those of W15 are the tablets */
      const bool of_person = !g_str_equal (item->id, "W15") &&
                             g_regex_match_simple ("\\b(they|them|their)\\b", item->question, 0, 0);

      g_test_message ("%s", item->id);
      g_assert_true (of_person == (item->of_child != NULL));
      if (item->of_child == NULL)
        continue;
      n++;
      g_assert_true (has (item->of_child, "your child"));
      g_assert_true (g_str_has_suffix (item->of_child, "?"));
      g_assert_cmpuint (strlen (item->of_child), <=, 120);
    }
  g_assert_cmpuint (n, >, 30);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  load ();
  g_test_add_func ("/core/checklist-data/items", test_items);
  g_test_add_func ("/core/checklist-data/child", test_child);
  g_test_add_func ("/core/checklist-data/check", test_check);
  g_test_add_func ("/core/checklist-data/least", test_least);
  g_test_add_func ("/core/checklist-data/advice", test_advice);
  g_test_add_func ("/core/checklist-data/tablets", test_tablets);
  g_test_add_func ("/core/checklist-data/spasm", test_spasm);
  g_test_add_func ("/core/checklist-data/length", test_length);
  status = g_test_run ();
  g_clear_pointer (&set, thecal_checklist_set_free);
  return status;
}
