/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/diary/entry.h"
#include "core/diary/entry_fields.h"

#define AT_US (G_GINT64_CONSTANT (1790848800) * THECAL_SECOND_US) /* 2026-10-01T10:00:00Z */

static ThecalEntry *
make (ThecalEntryKind kind)
{
  return thecal_entry_new (kind, "4f3a", AT_US);
}

static void
set (ThecalEntry *entry, const char *name, const char *text)
{
  const char *expected = NULL;

  if (!thecal_entry_set (entry, name, text, &expected))
    g_error ("%s=%s: expected %s", name, text, expected);
}

/* name=value, blank, name=value … */
static void
set_all (ThecalEntry *entry, const char *values)
{
  g_auto (GStrv) pairs = g_strsplit (values, " ", -1);

  for (gsize i = 0; pairs[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (pairs[i], "=", 2);

    if (pair[0] != NULL)
      set (entry, pair[0], pair[1]);
  }
}

/* What is typed, and what becomes of it; NULL: refused. */
static void
test_values (void)
{
  static const struct {
    ThecalEntryKind kind;
    const char *name, *text, *kept;
  } rows[] = {
    { THECAL_ENTRY_DIARY, "stiffness", "6", "6" },
    { THECAL_ENTRY_DIARY, "stiffness", " 6 ", "6" },
    { THECAL_ENTRY_DIARY, "stiffness", "0", "0" },
    { THECAL_ENTRY_DIARY, "stiffness", "10", "10" },
    { THECAL_ENTRY_DIARY, "stiffness", "11", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "-1", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "6.5", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "6.0", "6.0" },
    { THECAL_ENTRY_DIARY, "stiffness", "six", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "6 of 10", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "1e1", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "0x6", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "nan", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "-", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", ".", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "5-", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "1.000.000", NULL },
    { THECAL_ENTRY_DIARY, "stiffness", "0000000000000000000000006", NULL },
    { THECAL_ENTRY_DIARY, "sleep_h", "7,5", "7.5" },
    { THECAL_ENTRY_DIARY, "sleep_h", "7.5", "7.5" },
    { THECAL_ENTRY_DIARY, "sleep_h", "24.5", NULL },
    { THECAL_ENTRY_DIARY, "temperature", "38,2", "38.2" },
    { THECAL_ENTRY_DIARY, "temperature", "101.5", "101.5" },
    { THECAL_ENTRY_DIARY, "temperature", "24.9", NULL },
    { THECAL_ENTRY_DIARY, "temperature", "45.1", NULL },
    { THECAL_ENTRY_DIARY, "temperature", "60", NULL },
    { THECAL_ENTRY_DIARY, "temperature", "76.9", NULL },
    { THECAL_ENTRY_DIARY, "temperature", "113.1", NULL },
    { THECAL_ENTRY_DIARY, "temperature_unit", "F", "f" },
    { THECAL_ENTRY_DIARY, "temperature_unit", "k", NULL },
    { THECAL_ENTRY_DIARY, "spasms_per", "Hour", "hour" },
    { THECAL_ENTRY_DIARY, "spasms_per", "week", NULL },
    { THECAL_ENTRY_DIARY, "penn_frequency", "5", NULL },
    { THECAL_ENTRY_DIARY, "penn_severity", "0", NULL },
    { THECAL_ENTRY_DIARY, "penn_severity", "4", NULL },
    { THECAL_ENTRY_DIARY, "dizzy", "yes", "yes" },
    { THECAL_ENTRY_DIARY, "dizzy", "No", "no" },
    { THECAL_ENTRY_DIARY, "dizzy", "true", "yes" },
    { THECAL_ENTRY_DIARY, "dizzy", "0", "no" },
    { THECAL_ENTRY_DIARY, "dizzy", "maybe", NULL },
    { THECAL_ENTRY_DIARY, "note", "Slept badly.\nMoved twice.", "Slept badly.\nMoved twice." },
    { THECAL_ENTRY_DIARY, "note", "a\abell", NULL },
    { THECAL_ENTRY_DIARY, "note", "\xff", NULL },
    { THECAL_ENTRY_DIARY, "reservoir_ml", "18", NULL },
    { THECAL_ENTRY_DIARY, "Stiffness", "6", NULL },
    { THECAL_ENTRY_DIARY, NULL, "6", NULL },
    { THECAL_ENTRY_REFILL, "reservoir_ml", "18,25", "18.25" },
    { THECAL_ENTRY_REFILL, "reservoir_ml", "60.1", NULL },
    { THECAL_ENTRY_REFILL, "concentration_ug_per_ml", "2", NULL },
    { THECAL_ENTRY_REFILL, "alarm_date", "2027-01-10", "2027-01-10" },
    { THECAL_ENTRY_REFILL, "alarm_date", "2027-01-10T09:00:00-05:00", "2027-01-10T09:00:00-05:00" },
    { THECAL_ENTRY_REFILL, "alarm_date", "10.1.2027", NULL },
    { THECAL_ENTRY_VISIT, "ashworth", "1+", "1+" },
    { THECAL_ENTRY_VISIT, "ashworth", "5", NULL },
    { THECAL_ENTRY_VISIT, "barthel", "101", NULL },
    { THECAL_ENTRY_TEST_DOSE, "look_4_stiffness", "3", "3" },
    { THECAL_ENTRY_TEST_DOSE, "look_5_stiffness", "3", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalEntry) entry = make (rows[i].kind);
    g_autofree char *escaped = g_strescape (rows[i].text, NULL);
    const char *expected = NULL;

    g_test_message ("%s=%s", rows[i].name, escaped);
    g_assert_cmpint (
        thecal_entry_set (entry, rows[i].name, rows[i].text, &expected), ==, rows[i].kept != NULL);
    g_assert_cmpstr (thecal_entry_get_text (entry, rows[i].name), ==, rows[i].kept);
    g_assert_cmpint (expected != NULL && *expected != '\0', ==, rows[i].kept == NULL);
  }
}

/* A value that is refused leaves the one before; "" takes it away. */
static void
test_again (void)
{
  g_autoptr (ThecalEntry) entry = make (THECAL_ENTRY_DIARY);
  g_autofree char *longest = g_strnfill (THECAL_ENTRY_TEXT_MAX, 'a');
  g_autofree char *longer = g_strnfill (THECAL_ENTRY_TEXT_MAX + 1, 'a');
  const char *expected = NULL;

  set (entry, "stiffness", "6");
  g_assert_false (thecal_entry_set (entry, "stiffness", "12", &expected));
  g_assert_cmpstr (expected, ==, "a whole number from 0 to 10");
  g_assert_cmpfloat (thecal_entry_get_number (entry, "stiffness"), ==, 6.0);
  set (entry, "stiffness", "  ");
  g_assert_true (isnan (thecal_entry_get_number (entry, "stiffness")));
  set (entry, "note", longest);
  g_assert_false (thecal_entry_set (entry, "note", longer, &expected));
  g_assert_cmpstr (thecal_entry_get_text (entry, "note"), ==, longest);
}

/* What was not entered, and what is asked for as another type. */
static void
test_getters (void)
{
  g_autoptr (ThecalEntry) entry = make (THECAL_ENTRY_DIARY);
  g_autofree const char **names = NULL;

  g_assert_true (isnan (thecal_entry_get_number (entry, "pain")));
  g_assert_true (isnan (thecal_entry_get_number (entry, "note")));
  g_assert_true (isnan (thecal_entry_get_number (entry, "reservoir_ml")));
  g_assert_null (thecal_entry_get_text (entry, "note"));
  g_assert_cmpint (thecal_entry_get_truth (entry, "dizzy"), ==, -1);
  g_assert_cmpint (thecal_entry_get_truth (entry, "pain"), ==, -1);
  g_assert_cmpint (thecal_entry_get_truth (entry, "none"), ==, -1);
  set_all (entry, "note=x sleepy=no dizzy=yes pain=3");
  g_assert_cmpint (thecal_entry_get_truth (entry, "dizzy"), ==, 1);
  g_assert_cmpint (thecal_entry_get_truth (entry, "sleepy"), ==, 0);
  names = thecal_entry_get_names (entry);
  g_assert_cmpstr (names[0], ==, "pain"); /* in the order of the fields */
  g_assert_cmpstr (names[1], ==, "dizzy");
  g_assert_cmpstr (names[2], ==, "sleepy");
  g_assert_cmpstr (names[3], ==, "note");
  g_assert_null (names[4]);
}

static void
test_copy (void)
{
  g_autoptr (ThecalEntry) entry = make (THECAL_ENTRY_DIARY);
  g_autoptr (ThecalEntry) copy = NULL;

  set_all (entry, "stiffness=6 note=x");
  thecal_entry_set_by (entry, "Ana");
  thecal_entry_set_pump (entry, "manual");
  thecal_entry_set_withdrawn (entry, true);
  thecal_entry_set_at_us (entry, AT_US + 1500000);
  copy = thecal_entry_copy (entry);
  set (entry, "stiffness", "7");
  thecal_entry_set_by (entry, NULL);
  thecal_entry_set_pump (entry, NULL);

  g_assert_cmpstr (thecal_entry_get_text (copy, "stiffness"), ==, "6");
  g_assert_cmpstr (thecal_entry_get_by (copy), ==, "Ana");
  g_assert_cmpstr (thecal_entry_get_pump (copy), ==, "manual");
  g_assert_true (thecal_entry_is_withdrawn (copy));
  g_assert_cmpint (thecal_entry_get_kind (copy), ==, THECAL_ENTRY_DIARY);
  g_assert_cmpint (thecal_entry_get_at_us (copy), ==, AT_US + THECAL_SECOND_US);
  g_assert_cmpstr (thecal_entry_get_by (entry), ==, "");
  g_assert_cmpstr (thecal_entry_get_pump (entry), ==, "");
}

/* @about NULL: nothing hinders. */
typedef struct {
  ThecalEntryKind kind;
  const char *values, *about;
} CheckRow;

static void
check_rows (const CheckRow *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++) {
    g_autoptr (ThecalEntry) entry = make (rows[i].kind);
    const char *name = "unset", *hinders;

    g_test_message ("%s %s", thecal_entry_kind_to_string (rows[i].kind), rows[i].values);
    set_all (entry, rows[i].values);
    hinders = thecal_entry_check (entry, &name);
    g_assert_cmpint (hinders != NULL, ==, rows[i].about != NULL);
    g_assert_cmpstr (name, ==, rows[i].about != NULL ? rows[i].about : "");
  }
}

/* The second part is asked only where the first is above 0 [Q1]. */
static void
test_penn_skip (void)
{
  static const CheckRow rows[] = {
    { THECAL_ENTRY_DIARY, "penn_frequency=0", NULL },
    { THECAL_ENTRY_DIARY, "penn_frequency=0 penn_severity=1", "penn_severity" },
    { THECAL_ENTRY_DIARY, "penn_severity=1", "penn_severity" },
    { THECAL_ENTRY_DIARY, "penn_frequency=1 penn_severity=1", NULL },
    { THECAL_ENTRY_DIARY, "penn_frequency=4 penn_severity=3", NULL },
    { THECAL_ENTRY_DIARY, "penn_frequency=4", NULL },
    { THECAL_ENTRY_VISIT, "penn_frequency=0 penn_severity=1", "penn_severity" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

/* T-IN-03: a temperature is judged in the unit in which it was typed. */
static void
test_temperature_unit (void)
{
  static const CheckRow rows[] = {
    { THECAL_ENTRY_DIARY, "temperature=38.6", "temperature_unit" },
    { THECAL_ENTRY_DIARY, "temperature=38.6 temperature_unit=c", NULL },
    { THECAL_ENTRY_DIARY, "temperature=38 temperature_unit=f", "temperature" },
    { THECAL_ENTRY_DIARY, "temperature=101.5 temperature_unit=c", "temperature" },
    { THECAL_ENTRY_DIARY, "temperature=101.5 temperature_unit=f", NULL },
    { THECAL_ENTRY_DIARY, "temperature=77 temperature_unit=f", NULL },
    { THECAL_ENTRY_DIARY, "temperature=45 temperature_unit=c", NULL },
    { THECAL_ENTRY_DIARY, "temperature_unit=c pain=1", NULL },
  };
  g_autoptr (ThecalEntry) entry = make (THECAL_ENTRY_DIARY);
  const char *expected = NULL;

  check_rows (rows, G_N_ELEMENTS (rows));
  /* the unit first: refused at once */
  set (entry, "temperature_unit", "f");
  g_assert_false (thecal_entry_set (entry, "temperature", "38", &expected));
  set (entry, "temperature_unit", "c");
  g_assert_false (thecal_entry_set (entry, "temperature", "101.5", &expected));
  set (entry, "temperature", "38");
}

static void
test_check (void)
{
  static const CheckRow rows[] = {
    { THECAL_ENTRY_DIARY, "", "" },
    { THECAL_ENTRY_DIARY, "stiffness=0", NULL },
    { THECAL_ENTRY_DIARY, "spasms=4", "spasms_per" },
    { THECAL_ENTRY_DIARY, "spasms=4 spasms_per=day", NULL },
    { THECAL_ENTRY_DIARY, "systolic=80 diastolic=120", "diastolic" },
    { THECAL_ENTRY_DIARY, "systolic=120 diastolic=120", "diastolic" },
    { THECAL_ENTRY_DIARY, "systolic=120 diastolic=80", NULL },
    { THECAL_ENTRY_DIARY, "systolic=120", NULL },
    { THECAL_ENTRY_REFILL, "", "reservoir_ml" },
    { THECAL_ENTRY_REFILL,
      "reservoir_ml=18 concentration_ug_per_ml=2000 dose_ug_per_day=390",
      "alarm_date" }, /* 004-34 */
    { THECAL_ENTRY_REFILL,
      "reservoir_ml=18 concentration_ug_per_ml=2000 dose_ug_per_day=390 alarm_date=2027-01-10",
      NULL },
    { THECAL_ENTRY_REFILL,
      "reservoir_ml=18 concentration_ug_per_ml=2000 dose_ug_per_day=390 alarm_date=2026-09-29",
      "alarm_date" },
    { THECAL_ENTRY_REFILL,
      "reservoir_ml=20.5 concentration_ug_per_ml=2000 dose_ug_per_day=390 "
      "alarm_date=2027-01-10 capacity_ml=20",
      "reservoir_ml" }, /* T-IN-01 */
    { THECAL_ENTRY_REFILL,
      "reservoir_ml=20 concentration_ug_per_ml=2000 dose_ug_per_day=390 "
      "alarm_date=2027-01-10 capacity_ml=20 withdrawn_ml=21",
      "withdrawn_ml" },
    { THECAL_ENTRY_REFILL,
      "reservoir_ml=20 concentration_ug_per_ml=2000 dose_ug_per_day=390 "
      "alarm_date=2027-01-10 capacity_ml=20 withdrawn_ml=2.1 expected_ml=3.9",
      NULL },
    { THECAL_ENTRY_DOSE, "reason=visit", "dose_ug_per_day" },
    { THECAL_ENTRY_DOSE, "dose_ug_per_day=410", NULL },
    { THECAL_ENTRY_VISIT, "", NULL },
    { THECAL_ENTRY_OPERATION, "closure=glue", "operation" },
    { THECAL_ENTRY_OPERATION, "operation=new discharged=2026-10-04", NULL },
    { THECAL_ENTRY_OPERATION, "operation=new discharged=2026-09-04", "discharged" },
    { THECAL_ENTRY_TEST_DOSE, "response=good", "dose_ug" },
    { THECAL_ENTRY_TEST_DOSE,
      "dose_ug=50 look_1_at=2026-10-01T12:00:00Z look_1_stiffness=3",
      NULL },
    { THECAL_ENTRY_FAULT, "part=catheter", "what" },
    { THECAL_ENTRY_FAULT, "part=catheter what=kink", NULL },
    { THECAL_ENTRY_MRI, "", NULL },
    { THECAL_ENTRY_MEDICINE, "amount=10", "medicine" },
    { THECAL_ENTRY_WOUND, "healed=yes", "site" },
    { THECAL_ENTRY_DOCUMENT, "title=Printout", "file" },
    { THECAL_ENTRY_QUESTION, "", "question" },
  };
  g_autoptr (ThecalEntry) early = thecal_entry_new (THECAL_ENTRY_MRI, "a", 0);
  g_autoptr (ThecalEntry) late = thecal_entry_new (THECAL_ENTRY_MRI, "a", 2 * AT_US + AT_US / 2);
  g_autoptr (ThecalEntry) never = thecal_entry_new (THECAL_ENTRY_MRI, "a", THECAL_UNKNOWN_US);
  const char *name;

  check_rows (rows, G_N_ELEMENTS (rows));
  g_assert_nonnull (thecal_entry_check (early, &name));
  g_assert_nonnull (thecal_entry_check (late, &name));
  g_assert_nonnull (thecal_entry_check (never, &name));
}

/* The table itself: each field can be shown, refused and found; its text says its range. */
static void
test_fields (void)
{
  guint n = 1;

  for (int kind = 0; kind < THECAL_N_ENTRIES; kind++) {
    const ThecalEntryField *fields = thecal_entry_fields_get ((ThecalEntryKind) kind, &n);
    ThecalEntryKind found = THECAL_N_ENTRIES;

    g_assert_true (thecal_entry_kind_from_string (
        thecal_entry_kind_to_string ((ThecalEntryKind) kind), &found));
    g_assert_cmpint (found, ==, kind);
    g_assert_cmpuint (n, >, 0);
    g_assert_cmpuint (n, <=, 64);
    for (guint i = 0; i < n; i++) {
      const ThecalEntryField *field = &fields[i];
      g_autofree char *range = g_strdup_printf ("from %g to %g", field->min, field->max);

      g_test_message ("%d %s", kind, field->name);
      g_assert_true (thecal_entry_fields_find ((ThecalEntryKind) kind, field->name) == field);
      g_assert_true (*field->label != '\0' && *field->source != '\0' && *field->expected != '\0');
      g_assert_nonnull (field->unit);
      g_assert_cmpint (field->type == THECAL_FIELD_IS_CHOICE, ==, field->choices[0] != NULL);
      if (field->type == THECAL_FIELD_IS_NUMBER && !g_str_equal (field->name, "temperature")) {
        g_assert_nonnull (strstr (field->expected, range));
        g_assert_cmpint (field->step == 1.0, ==, strstr (field->expected, "whole") != NULL);
      }
      for (guint c = 0; c < THECAL_FIELD_CHOICES_MAX && field->choices[c] != NULL; c++)
        g_assert_nonnull (strstr (field->expected, field->choices[c]));
    }
  }
  g_assert_null (thecal_entry_fields_get (THECAL_N_ENTRIES, &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (thecal_entry_kind_to_string (THECAL_N_ENTRIES));
}

/* What a fact of the source documents asks to be written down (clinical.md 1). */
static void
test_facts (void)
{
  static const struct {
    const char *fact;
    ThecalEntryKind kind;
    ThecalFieldType type;
    const char *names;
  } rows[] = {
    { "000-05", THECAL_ENTRY_TEST_DOSE, THECAL_FIELD_IS_NUMBER, "dose_ug" },
    { "000-05", THECAL_ENTRY_TEST_DOSE, THECAL_FIELD_IS_TEXT, "response" },
    { "000-09",
      THECAL_ENTRY_DIARY,
      THECAL_FIELD_IS_NUMBER,
      "sitting transfers toilet cleaning walking" },
    { "000-13", THECAL_ENTRY_FAULT, THECAL_FIELD_IS_CHOICE, "part" },
    { "000-13", THECAL_ENTRY_FAULT, THECAL_FIELD_IS_TEXT, "what" },
    { "001-08",
      THECAL_ENTRY_DIARY,
      THECAL_FIELD_IS_NUMBER,
      "temperature pulse systolic diastolic" },
    { "001-09", THECAL_ENTRY_VISIT, THECAL_FIELD_IS_CHOICE, "ashworth" },
    { "001-09", THECAL_ENTRY_VISIT, THECAL_FIELD_IS_NUMBER, "barthel" },
    { "001-14", THECAL_ENTRY_DIARY, THECAL_FIELD_IS_TRUTH, "dizzy sleepy weak" },
    { "001-17", THECAL_ENTRY_OPERATION, THECAL_FIELD_IS_CHOICE, "closure" },
    { "001-17", THECAL_ENTRY_WOUND, THECAL_FIELD_IS_CHOICE, "site redness drainage swelling" },
    { "002-03",
      THECAL_ENTRY_TEST_DOSE,
      THECAL_FIELD_IS_NUMBER,
      "look_1_stiffness look_2_stiffness look_3_stiffness look_4_stiffness" },
    { "002-03",
      THECAL_ENTRY_TEST_DOSE,
      THECAL_FIELD_IS_DATE,
      "look_1_at look_2_at look_3_at look_4_at" },
    { "002-05", THECAL_ENTRY_OPERATION, THECAL_FIELD_IS_DATE, "discharged" },
    { "002-08",
      THECAL_ENTRY_DOSE,
      THECAL_FIELD_IS_NUMBER,
      "dose_ug_per_day dose_before_ug_per_day" },
    { "003-11", THECAL_ENTRY_DIARY, THECAL_FIELD_IS_TRUTH, "dizzy sleepy headache nausea weak" },
    { "004-01",
      THECAL_ENTRY_DIARY,
      THECAL_FIELD_IS_NUMBER,
      "comfort cleaning walking spasms pain tiredness range therapy sleep" },
    { "004-12", THECAL_ENTRY_DIARY, THECAL_FIELD_IS_TRUTH, "bowel_trouble bladder_trouble" },
    { "004-19", THECAL_ENTRY_OPERATION, THECAL_FIELD_IS_TEXT, "note" },
    { "004-31", THECAL_ENTRY_DIARY, THECAL_FIELD_IS_TRUTH, "bowel_movement" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) names = g_strsplit (rows[i].names, " ", -1);

    for (gsize n = 0; names[n] != NULL; n++) {
      const ThecalEntryField *field = thecal_entry_fields_find (rows[i].kind, names[n]);

      g_test_message ("%s: %s", rows[i].fact, names[n]);
      g_assert_nonnull (field);
      g_assert_cmpint (field->type, ==, rows[i].type);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diary/values", test_values);
  g_test_add_func ("/diary/again", test_again);
  g_test_add_func ("/diary/getters", test_getters);
  g_test_add_func ("/diary/copy", test_copy);
  g_test_add_func ("/diary/penn-skip", test_penn_skip);
  g_test_add_func ("/diary/temperature-unit", test_temperature_unit);
  g_test_add_func ("/diary/check", test_check);
  g_test_add_func ("/diary/fields", test_fields);
  g_test_add_func ("/diary/facts", test_facts);

  return g_test_run ();
}
