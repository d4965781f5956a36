/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "words/entry_words.h"

static void
assert_holds (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" does not say \"%s\"", text, part);
}

static void
test_titles (void)
{
  g_autofree char *dose =
      thecal_entry_field_title (thecal_entry_fields_find (THECAL_ENTRY_REFILL, "dose_ug_per_day"));
  g_autofree char *note =
      thecal_entry_field_title (thecal_entry_fields_find (THECAL_ENTRY_REFILL, "note"));
  g_autofree char *low =
      thecal_entry_field_title (thecal_entry_fields_find (THECAL_ENTRY_REFILL, "low_ml"));

  g_assert_cmpstr (dose, ==, "Dose a day, µg *");
  g_assert_cmpstr (note, ==, "Note");
  g_assert_cmpstr (low, ==, "Low alarm volume, mL");
  for (int kind = 0; kind < THECAL_N_ENTRIES; kind++)
    g_assert_cmpuint (strlen (thecal_entry_kind_title ((ThecalEntryKind) kind)), >, 0);
}

/* Every word of a choice that this form offers has words of its own. */
static void
test_choices (void)
{
  static const struct {
    ThecalEntryKind kind;
    const char *name;
  } fields[] = {
    { THECAL_ENTRY_OPERATION, "operation" },
    { THECAL_ENTRY_OPERATION, "closure" },
    { THECAL_ENTRY_FAULT, "part" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    const ThecalEntryField *field = thecal_entry_fields_find (fields[i].kind, fields[i].name);

    g_assert_nonnull (field);
    for (int at = 0; at < THECAL_FIELD_CHOICES_MAX && field->choices[at] != NULL; at++)
      g_assert_true (thecal_entry_choice_title (field->choices[at]) != field->choices[at]);
  }
  g_assert_cmpstr (thecal_entry_choice_title ("1+"), ==, "1+");
}

static void
test_faults (void)
{
  const ThecalEntryField *dose = thecal_entry_fields_find (THECAL_ENTRY_REFILL, "dose_ug_per_day");
  g_autofree char *range = thecal_entry_fault_words (dose, THECAL_TYPED_READ);
  g_autofree char *unit = thecal_entry_fault_words (dose, THECAL_TYPED_OTHER_UNIT);
  g_autofree char *comma = thecal_entry_fault_words (dose, THECAL_TYPED_COMMA);
  g_autofree char *day = thecal_entry_fault_words (
      thecal_entry_fields_find (THECAL_ENTRY_REFILL, "alarm_date"), THECAL_TYPED_DAY_OR_MONTH);

  g_assert_cmpstr (range, ==, "Dose a day: expected a number from 0 to 3000");
  assert_holds (unit, "1 mg is 1000 µg");
  assert_holds (comma, "comma");
  assert_holds (day, "2027-01-10");
}

static void
test_follow (void)
{
  assert_holds (thecal_entry_follow_words (THECAL_ENTRY_REFILL), "1, 4, 12, 24, 48 and 72 hours");
  assert_holds (thecal_entry_follow_words (THECAL_ENTRY_REFILL), "14 days");
  assert_holds (thecal_entry_follow_words (THECAL_ENTRY_DOSE), "72 hours");
  g_assert_cmpstr (thecal_entry_follow_words (THECAL_ENTRY_VISIT), ==, "");
}

static void
test_refill (void)
{
  const ThecalRefillComparison more = thecal_refill_compare (8, 5, 40);
  const ThecalRefillComparison less = thecal_refill_compare (8.4, 10, 20);
  const ThecalRefillComparison same = thecal_refill_compare (5, 5, 40);
  g_autofree char *more_words = thecal_refill_comparison_words (&more);
  g_autofree char *less_words = thecal_refill_comparison_words (&less);
  g_autofree char *same_words = thecal_refill_comparison_words (&same);
  g_autofree char *expected = thecal_refill_expected_words (&(ThecalBand){ 4.1, 5.2, 6.8 });
  g_autofree char *unknown = thecal_refill_expected_words (&(ThecalBand){ NAN, NAN, NAN });

  assert_holds (more_words, "3.0 mL more than expected was left");
  assert_holds (more_words, "too little");
  assert_holds (more_words, "call the pump team today");
  assert_holds (less_words, "1.6 mL less than expected");
  assert_holds (less_words, "too much. Tell the pump team.");
  g_assert_cmpstr (same_words, ==, "");
  g_assert_cmpstr (expected, ==, "Expected: 5.2 mL, could be 4.1 to 6.8");
  assert_holds (unknown, "not known");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-words/titles", test_titles);
  g_test_add_func ("/entry-words/choices", test_choices);
  g_test_add_func ("/entry-words/faults", test_faults);
  g_test_add_func ("/entry-words/follow", test_follow);
  g_test_add_func ("/entry-words/refill", test_refill);

  return g_test_run ();
}
