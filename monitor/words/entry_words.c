/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/entry_words.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct {
  const char *name, *words;
} Words;

static const char *
find (const Words *words, gsize n_words, const char *name)
{
  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i].name, name))
      return _ (words[i].words);

  return name;
}

const char *
thecal_entry_kind_title (ThecalEntryKind kind)
{
  switch (kind) {
  case THECAL_ENTRY_DIARY:
    return _ ("Diary");
  case THECAL_ENTRY_REFILL:
    return _ ("Refill");
  case THECAL_ENTRY_DOSE:
    return _ ("Dose or programme changed");
  case THECAL_ENTRY_VISIT:
    return _ ("Visit");
  case THECAL_ENTRY_OPERATION:
    return _ ("Operation");
  case THECAL_ENTRY_TEST_DOSE:
    return _ ("Test dose");
  case THECAL_ENTRY_FAULT:
    return _ ("Fault or repair");
  case THECAL_ENTRY_MRI:
    return _ ("MRI scan");
  case THECAL_ENTRY_MEDICINE:
    return _ ("Medicine");
  case THECAL_ENTRY_WOUND:
    return _ ("Wound");
  case THECAL_ENTRY_DOCUMENT:
    return _ ("Paper");
  case THECAL_ENTRY_QUESTION:
    return _ ("Question");
  case THECAL_N_ENTRIES:
    break;
  }

  return "";
}

char *
thecal_entry_field_title (const ThecalEntryField *field)
{
  static const Words units[] = {
    { "mL", "mL" }, { "ug/mL", N_ ("µg/mL") }, { "ug/d", N_ ("µg") }, { "ug", N_ ("µg") },
    { "kg", "kg" }, { "h", N_ ("hours") },
  };
  const char *unit = find (units, G_N_ELEMENTS (units), field->unit);

  return g_strdup_printf (
      "%s%s%s%s", _ (field->label), *unit != '\0' ? ", " : "", unit, field->is_needed ? " *" : "");
}

const char *
thecal_entry_choice_title (const char *choice)
{
  static const Words choices[] = {
    { "new", N_ ("New pump and catheter") },
    { "replacement", N_ ("Pump replaced, catheter stays") },
    { "catheter", N_ ("Catheter mended or replaced") },
    { "explant", N_ ("Pump taken out") },
    { "stitches", N_ ("Stitches") },
    { "staples", N_ ("Staples") },
    { "glue", N_ ("Glue") },
    { "strips", N_ ("Strips") },
    { "absorbable", N_ ("Stitches that go by themselves") },
    { "pump", N_ ("Pump") },
    { "wound", N_ ("Wound") },
    { "programme", N_ ("Programme") },
    { "other", N_ ("Something else") },
  };

  return find (choices, G_N_ELEMENTS (choices), choice);
}

char *
thecal_entry_fault_words (const ThecalEntryField *field, ThecalTyped typed)
{
  const char *label = _ (field->label);

  switch (typed) {
  case THECAL_TYPED_OTHER_UNIT:
    return g_strdup_printf (_ ("%s: this is another unit. Thecal counts in µg: 1 mg is 1000 µg."),
                            label);
  case THECAL_TYPED_COMMA:
    return g_strdup_printf (
        _ ("%s: is this comma for thousands, or for a part of one? Write 2000 or 2.0."), label);
  case THECAL_TYPED_DAY_OR_MONTH:
    return g_strdup_printf (_ ("%s: which is the day and which the month? Write it as 2027-01-10."),
                            label);
  case THECAL_TYPED_READ:
  case THECAL_TYPED_NO_NUMBER:
  case THECAL_TYPED_NO_DATE:
  case THECAL_TYPED_ODD_HOUR: /* of no date alone */
    break;
  }

  return g_strdup_printf (_ ("%s: expected %s"), label, _ (field->expected));
}

const char *
thecal_entry_follow_words (ThecalEntryKind kind)
{
  switch (kind) {
  case THECAL_ENTRY_REFILL:
    return _ ("Thecal asks how it goes 1, 4, 12, 24, 48 and 72 hours after the refill, and looks "
              "for signs of infection for 14 days.");
  case THECAL_ENTRY_DOSE:
    return _ ("Thecal asks how it goes 1, 4, 12, 24, 48 and 72 hours after the change.");
  case THECAL_ENTRY_MRI:
    return _ (
        "If the pump was not read out after the scan, Thecal asks you to call the pump team.");
  case THECAL_ENTRY_OPERATION:
    return _ ("The calendar shows the weeks that follow. Ask the team for its own dates.");
  case THECAL_ENTRY_FAULT:
    return _ ("Stiffer, or sleepier than usual? Look at the symptoms now.");
  case THECAL_ENTRY_DIARY:
  case THECAL_ENTRY_VISIT:
  case THECAL_ENTRY_TEST_DOSE:
  case THECAL_ENTRY_MEDICINE:
  case THECAL_ENTRY_WOUND:
  case THECAL_ENTRY_DOCUMENT:
  case THECAL_ENTRY_QUESTION:
  case THECAL_N_ENTRIES:
    break;
  }

  return "";
}

char *
thecal_refill_comparison_words (const ThecalRefillComparison *comparison)
{
  const double amount_ml = fabs (comparison->difference_ml);
  const char *call = comparison->alarms ? _ ("That is more than 2 mL: call the pump team today.")
                                        : _ ("Tell the pump team.");

  switch (comparison->finding) {
  case THECAL_REFILL_MORE_LEFT:
    return g_strdup_printf (_ ("%.1f mL more than expected was left: the pump may have given too "
                               "little. %s"),
                            amount_ml,
                            call);
  case THECAL_REFILL_LESS_LEFT:
    return g_strdup_printf (_ ("%.1f mL less than expected was left: the pump may have given too "
                               "much. %s"),
                            amount_ml,
                            call);
  case THECAL_REFILL_NOT_KNOWN:
  case THECAL_REFILL_AS_EXPECTED:
    break;
  }

  return g_strdup ("");
}

char *
thecal_refill_expected_words (const ThecalBand *expected)
{
  if (isnan (expected->nominal))
    return g_strdup (_ ("It is not known how much should be left."));
  if (isnan (expected->early) || expected->late - expected->early < 0.1)
    return g_strdup_printf (_ ("Expected: %.1f mL"), expected->nominal);

  return g_strdup_printf (_ ("Expected: %.1f mL, could be %.1f to %.1f"),
                          expected->nominal,
                          expected->early,
                          expected->late);
}
