/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>

#include "core/checklist/checklist.h"
#include "core/diary/entry_lead.h"
#include "core/diary/medicine_gap.h"
#include "core/diary/penn.h"

#define BIT(number) (1u << (number))
#define NOON_US (20783 * THECAL_DAY_US + 12 * THECAL_HOUR_US)

/* "name=value name=value" */
static ThecalEntry *
entry_new (ThecalEntryKind kind, const char *values)
{
  ThecalEntry *entry = thecal_entry_new (kind, "1", NOON_US);
  g_auto (GStrv) pairs = g_strsplit (values, " ", -1);

  for (char **pair = pairs; *pair != NULL && **pair != '\0'; pair++) {
    g_auto (GStrv) parts = g_strsplit (*pair, "=", 2);
    const char *expected = NULL;

    if (!thecal_entry_set (entry, parts[0], parts[1], &expected))
      g_error ("%s: %s", *pair, expected);
  }

  return entry;
}

static const struct {
  ThecalEntryKind kind;
  const char *values;
  guint leads;
} rows[] = {
  { THECAL_ENTRY_DIARY, "", 0 },
  { THECAL_ENTRY_DIARY, "stiffness=10 pain=10 penn_frequency=4 penn_severity=3", 0 },
  /* in the unit that was typed; 38.6 °C is 101.48 °F, the source says 101.5 */
  { THECAL_ENTRY_DIARY, "temperature_unit=c temperature=38.5", 0 },
  { THECAL_ENTRY_DIARY, "temperature_unit=c temperature=38.6", BIT (THECAL_LEAD_FEVER) },
  { THECAL_ENTRY_DIARY, "temperature_unit=f temperature=101.4", 0 },
  { THECAL_ENTRY_DIARY, "temperature_unit=f temperature=101.5", BIT (THECAL_LEAD_FEVER) },
  { THECAL_ENTRY_DIARY, "temperature=101.5", BIT (THECAL_LEAD_FEVER) },
  { THECAL_ENTRY_DIARY, "temperature=37", 0 },
  { THECAL_ENTRY_DIARY, "temperature_unit=c temperature=38.0", 0 },
  { THECAL_ENTRY_DIARY,
    "temperature_unit=c temperature=38.0 headache=yes",
    BIT (THECAL_LEAD_HEADACHE) },
  { THECAL_ENTRY_DIARY, "temperature_unit=c temperature=37.9 headache=yes", 0 },
  { THECAL_ENTRY_DIARY,
    "temperature_unit=f temperature=100.4 headache=yes",
    BIT (THECAL_LEAD_HEADACHE) },
  { THECAL_ENTRY_DIARY, "temperature_unit=f temperature=100.3 headache=yes", 0 },
  { THECAL_ENTRY_DIARY, "headache=yes", 0 },
  { THECAL_ENTRY_DIARY, "temperature_unit=c temperature=35.4", BIT (THECAL_LEAD_COLD) },
  { THECAL_ENTRY_DIARY, "temperature_unit=c temperature=35.5", 0 },
  { THECAL_ENTRY_DIARY, "temperature_unit=f temperature=95.9", BIT (THECAL_LEAD_COLD) },
  { THECAL_ENTRY_DIARY, "temperature_unit=f temperature=96", 0 },
  { THECAL_ENTRY_DIARY, "breaths=9", BIT (THECAL_LEAD_BREATHS) },
  { THECAL_ENTRY_DIARY, "breaths=10", 0 },
  { THECAL_ENTRY_DIARY, "sleepy=yes", BIT (THECAL_LEAD_DROWSY) },
  { THECAL_ENTRY_DIARY, "weak=yes", BIT (THECAL_LEAD_DROWSY) },
  { THECAL_ENTRY_DIARY, "sleepy=no weak=no dizzy=no transfers_harder=no tablets_taken=no", 0 },
  { THECAL_ENTRY_DIARY, "dizzy=yes", BIT (THECAL_LEAD_DIZZY) },
  { THECAL_ENTRY_DIARY, "bladder_trouble=yes", 0 },
  { THECAL_ENTRY_DIARY,
    "bladder_trouble=yes weak=yes",
    BIT (THECAL_LEAD_DROWSY) | BIT (THECAL_LEAD_BLADDER) },
  { THECAL_ENTRY_DIARY, "transfers_harder=yes", BIT (THECAL_LEAD_HARDER) },
  { THECAL_ENTRY_DIARY, "tablets_taken=yes", BIT (THECAL_LEAD_TABLETS) },
  { THECAL_ENTRY_WOUND, "site=belly", 0 },
  { THECAL_ENTRY_WOUND, "site=belly redness=none drainage=none swelling=none", 0 },
  { THECAL_ENTRY_WOUND, "site=belly redness=fading swelling=same", 0 },
  { THECAL_ENTRY_WOUND, "site=belly redness=same", BIT (THECAL_LEAD_REDNESS) },
  { THECAL_ENTRY_WOUND, "site=back redness=growing", BIT (THECAL_LEAD_REDNESS) },
  { THECAL_ENTRY_WOUND, "site=back drainage=fading", BIT (THECAL_LEAD_DRAINAGE) },
  { THECAL_ENTRY_WOUND, "site=back swelling=growing", BIT (THECAL_LEAD_SWELLING) },
};

static void
test_lead (void)
{
  ThecalTriageContext limits;

  thecal_triage_context_init (&limits);
  limits.breaths_low = 10;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalEntry) entry = entry_new (rows[i].kind, rows[i].values);
    const ThecalEntryLead lead = thecal_entry_lead_find (entry, &limits);

    g_test_message ("%s", rows[i].values);
    g_assert_cmphex (lead.leads, ==, rows[i].leads);
    /* each leads to questions at least */
    g_assert_cmpint (lead.lists != 0, ==, lead.leads != 0);
  }
}

/* The lists that belong to it, and where the team is called whatever they say. */
static void
test_lists (void)
{
  static const struct {
    const char *values;
    guint lists;
    bool call_team;
  } leads[] = {
    { "temperature_unit=c temperature=39",
      BIT (THECAL_LIST_WITHDRAWAL) | BIT (THECAL_LIST_INFECTION),
      false },
    { "sleepy=yes weak=yes", BIT (THECAL_LIST_OVERDOSE), false },
    { "transfers_harder=yes", BIT (THECAL_LIST_OVERDOSE), true },
    { "tablets_taken=yes dizzy=yes",
      BIT (THECAL_LIST_WITHDRAWAL) | BIT (THECAL_LIST_OVERDOSE),
      true },
  };
  ThecalTriageContext limits;

  thecal_triage_context_init (&limits); /* no limit of breaths */
  for (gsize i = 0; i < G_N_ELEMENTS (leads); i++) {
    g_autoptr (ThecalEntry) entry = entry_new (THECAL_ENTRY_DIARY, leads[i].values);
    const ThecalEntryLead lead = thecal_entry_lead_find (entry, &limits);

    g_assert_cmphex (lead.lists, ==, leads[i].lists);
    g_assert_cmpint (lead.call_team, ==, leads[i].call_team);
  }
}

/* One more value never takes a lead away. */
static void
test_never_less (void)
{
  static const char *const more[] = {
    "stiffness=0",        "pain=0",   "headache=yes",      "nausea=yes",
    "bowel_movement=yes", "weak=yes", "tablets_taken=yes",
  };
  ThecalTriageContext limits;

  thecal_triage_context_init (&limits);
  limits.breaths_low = 10;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (more); j++) {
      g_autofree char *both = g_strdup_printf ("%s %s", rows[i].values, more[j]);
      g_autoptr (ThecalEntry) entry = NULL;

      if (rows[i].kind != THECAL_ENTRY_DIARY)
        continue;
      entry = entry_new (THECAL_ENTRY_DIARY, g_strchug (both));
      g_assert_cmphex (rows[i].leads & ~thecal_entry_lead_find (entry, &limits).leads, ==, 0);
    }
}

static void
test_penn (void)
{
  static const struct {
    double spasms;
    const char *per;
    int frequency;
  } counts[] = {
    { 0, "day", 0 },   { 0, "hour", 0 },    { 1, "day", 2 },    { 23, "day", 2 }, { 24, "day", 3 },
    { 240, "day", 3 }, { 241, "day", 4 },   { 0.5, "hour", 2 }, { 1, "hour", 3 }, { 10, "hour", 3 },
    { 11, "hour", 4 }, { NAN, "hour", -1 }, { 3, NULL, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpint (
        thecal_penn_suggest_frequency (counts[i].spasms, counts[i].per), ==, counts[i].frequency);
}

static void
add (GPtrArray *entries, ThecalEntryKind kind, const char *values, gint64 at_us)
{
  ThecalEntry *entry = entry_new (kind, values);

  thecal_entry_set_at_us (entry, at_us);
  g_ptr_array_add (entries, entry);
}

/* 004-29: 10:20 and a gap of four hours end at 14:20. */
static void
test_gap (void)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_entry_free);
  const gint64 at_us = NOON_US - 100 * THECAL_MINUTE_US;

  g_assert_cmpint (
      thecal_medicine_gap_get_end_us (entries, "acetaminophen", 4), ==, THECAL_UNKNOWN_US);
  add (entries, THECAL_ENTRY_MEDICINE, "medicine=Acetaminophen as_needed=yes", at_us);
  add (entries,
       THECAL_ENTRY_MEDICINE,
       "medicine=acetaminophen as_needed=yes",
       at_us - THECAL_HOUR_US);
  add (entries, THECAL_ENTRY_MEDICINE, "medicine=baclofen as_needed=no", NOON_US);
  add (entries, THECAL_ENTRY_MEDICINE, "medicine=acetaminophen", NOON_US);
  add (entries, THECAL_ENTRY_MEDICINE, "as_needed=yes", NOON_US);
  add (entries, THECAL_ENTRY_DIARY, "stiffness=3", NOON_US);
  g_assert_cmpint (thecal_medicine_gap_get_end_us (entries, " ACETAMINOPHEN ", 4),
                   ==,
                   at_us + 4 * THECAL_HOUR_US);
  g_assert_cmpint (thecal_medicine_gap_get_end_us (entries, "acetaminophen", 6.5),
                   ==,
                   at_us + 6 * THECAL_HOUR_US + 30 * THECAL_MINUTE_US);
  g_assert_cmpint (thecal_medicine_gap_get_end_us (entries, "baclofen", 4), ==, THECAL_UNKNOWN_US);
}

/* The plan's own gap, for the medicine that it names with one. */
static void
test_gap_by_plan (void)
{
  g_autoptr (ThecalRegimen) regimen = thecal_regimen_new ();

  g_assert_cmpfloat (thecal_medicine_gap_find_h (regimen, "ibuprofen"), ==, 4);
  regimen->n_medicines = 2;
  regimen->medicines[0] = (ThecalMedicine){ .name = g_strdup ("Baclofen"), .min_gap_h = NAN };
  regimen->medicines[1] =
      (ThecalMedicine){ .name = g_strdup ("Ibuprofen"), .as_needed = true, .min_gap_h = 6 };
  g_assert_cmpfloat (thecal_medicine_gap_find_h (regimen, " ibuprofen"), ==, 6);
  g_assert_cmpfloat (thecal_medicine_gap_find_h (regimen, "baclofen"), ==, 4);
  g_assert_cmpfloat (thecal_medicine_gap_find_h (regimen, "acetaminophen"), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diary/lead/each", test_lead);
  g_test_add_func ("/diary/lead/lists", test_lists);
  g_test_add_func ("/diary/lead/never-less", test_never_less);
  g_test_add_func ("/diary/penn-suggest", test_penn);
  g_test_add_func ("/diary/medicine-gap", test_gap);
  g_test_add_func ("/diary/medicine-gap-by-plan", test_gap_by_plan);

  return g_test_run ();
}
