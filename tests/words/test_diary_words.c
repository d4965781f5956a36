/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "core/diary/entry_fields.h"
#include "words/diary_words.h"

#define NOON_US (20783 * THECAL_DAY_US + 12 * THECAL_HOUR_US) /* Thu 26 Nov 2026 */

/* "name=value;name=value" */
static ThecalEntry *
entry_new (ThecalEntryKind kind, const char *values)
{
  ThecalEntry *entry = thecal_entry_new (kind, "1", NOON_US);
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);

  for (char **pair = pairs; *pair != NULL && **pair != '\0'; pair++) {
    g_auto (GStrv) parts = g_strsplit (*pair, "=", 2);
    const char *expected = NULL;

    if (!thecal_entry_set (entry, parts[0], parts[1], &expected))
      g_error ("%s: %s", *pair, expected);
  }

  return entry;
}

static void
test_day (void)
{
  static const struct {
    const char *values, *with, *without;
  } rows[] = {
    { "", "", "" },
    { "stiffness=6", "Stiffness 6", "" },
    { "stiffness=6;spasms=3;spasms_per=day;penn_frequency=2;penn_severity=1",
      "Stiffness 6, spasms a day: 3 (Mild)",
      "Spasms a day: 3 (Mild)" },
    { "penn_frequency=0", "Spasms: None", "Spasms: None" },
    { "spasms=12;spasms_per=hour", "Spasms an hour: 12", "Spasms an hour: 12" },
    { "stiffness=4;pain=2;sleep=5;sleep_h=7.5;tiredness=8",
      "Stiffness 4, pain 2, slept 7.5 h, sleep 5 of 10, tiredness 8",
      "Pain 2, slept 7.5 h, sleep 5 of 10, tiredness 8" },
    { "temperature_unit=f;temperature=101.5", "101.5 °F", "101.5 °F" },
    { "temperature_unit=c;temperature=38,2;dizzy=yes;sleepy=yes;weak=no",
      "38.2 °C, dizzy, sleepy",
      "38.2 °C, dizzy, sleepy" },
    { "headache=yes;nausea=yes;bowel_trouble=yes;bladder_trouble=yes;weak=yes",
      "Weak, headache, nausea, bowel trouble, bladder trouble",
      "Weak, headache, nausea, bowel trouble, bladder trouble" },
    { "bowel_movement=no;transfers_harder=yes;tablets_taken=yes",
      "No bowel movement, standing or moving over got harder, rescue tablets taken",
      "No bowel movement, standing or moving over got harder, rescue tablets taken" },
    { "bowel_movement=yes;transfers_harder=no;tablets_taken=no",
      "Bowel movement",
      "Bowel movement" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalEntry) entry = entry_new (THECAL_ENTRY_DIARY, rows[i].values);
    g_autofree char *with = thecal_diary_day_sentence (entry, TRUE);
    g_autofree char *without = thecal_diary_day_sentence (entry, FALSE);

    g_assert_cmpstr (with, ==, rows[i].with);
    g_assert_cmpstr (without, ==, rows[i].without);
  }
}

static void
test_wound (void)
{
  static const char *const rows[][2] = {
    { "", "" },
    { "site=back", "Back" },
    { "site=belly;redness=fading;drainage=none;swelling=same;healed=no",
      "Belly, over the pump: redness fading, no fluid, swelling the same, not healed yet" },
    { "redness=none;drainage=growing;swelling=none;healed=yes",
      "no redness, fluid from the wound growing, no swelling, healed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalEntry) entry = entry_new (THECAL_ENTRY_WOUND, rows[i][0]);
    g_autofree char *words = thecal_diary_wound_sentence (entry);

    g_assert_cmpstr (words, ==, rows[i][1]);
  }
}

/* Numbers, and whom to tell; never a verdict. */
static void
test_trend (void)
{
  static const struct {
    ThecalTrend trend;
    const char *words;
  } rows[] = {
    { { 0, NAN, NAN, false, false }, "" },
    { { 0, 6, NAN, false, false }, "" },
    { { 9, NAN, 4, true, false }, "" },
    { { 5, 5, 4.5, false, false },
      "Stiffness: mean of 3 days 5, median of the 14 days before 4.5. A trend needs 7 earlier "
      "days, "
      "there are 5." },
    { { 14, 19.0 / 3.0, 4, true, true },
      "Stiffness: mean of 3 days 6.3, median of the 14 days before 4. It is going up. Tell your "
      "team." },
    { { 14, 4, 4, true, false }, "Stiffness: mean of 3 days 4, median of the 14 days before 4." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words = thecal_diary_trend_sentence (&rows[i].trend);

    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

/* Each lead has words of its own, and they ask for an answer, not for calm. */
static void
test_lead (void)
{
  const ThecalEntryLead none = { 0 };
  const ThecalEntryLead two = { .leads = 1u << THECAL_LEAD_FEVER | 1u << THECAL_LEAD_DROWSY };
  const ThecalEntryLead call = { .leads = 1u << THECAL_LEAD_HARDER, .call_team = true };
  g_autofree char *nothing = thecal_diary_lead_sentence (&none);
  g_autofree char *both = thecal_diary_lead_sentence (&two);
  g_autofree char *harder = thecal_diary_lead_sentence (&call);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (both,
                   ==,
                   "Temperature at the limit for fever, sleepy or weak. Answer the questions now: "
                   "they say what to do.");
  g_assert_cmpstr (harder,
                   ==,
                   "Standing or moving over got harder. Answer the questions now, and call your "
                   "team.");
  for (guint i = 0; i < THECAL_N_LEADS; i++) {
    const ThecalEntryLead one = { .leads = 1u << i };

    g_assert_true (g_hash_table_add (seen, thecal_diary_lead_sentence (&one)));
  }
}

/* Every value that a person enters here has a title of its own, every choice words. */
static void
test_all_titled (void)
{
  static const ThecalEntryKind kinds[] = {
    THECAL_ENTRY_DIARY, THECAL_ENTRY_WOUND, THECAL_ENTRY_MEDICINE, THECAL_ENTRY_QUESTION
  };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++) {
    guint n;
    const ThecalEntryField *fields = thecal_entry_fields_get (kinds[k], &n);

    for (guint i = 0; i < n; i++) {
      g_test_message ("%s", fields[i].name);
      g_assert_cmpstr (thecal_diary_field_title (fields[i].name), !=, fields[i].name);
      for (gsize c = 0; c < THECAL_FIELD_CHOICES_MAX && fields[i].choices[c] != NULL; c++)
        g_assert_cmpstr (thecal_diary_choice_title (fields[i].name, fields[i].choices[c]),
                         !=,
                         fields[i].choices[c]);
    }
  }
  g_assert_cmpstr (thecal_diary_field_title ("else"), ==, "else");
  g_assert_null (thecal_diary_field_help ("else"));
  g_assert_null (thecal_diary_field_help ("dizzy"));
  g_assert_cmpstr (thecal_diary_choice_title ("site", "else"), ==, "else");
  /* whose scale it is */
  g_assert_nonnull (strstr (thecal_diary_field_help ("penn_frequency"), "Penn 1989"));
}

static void
test_times (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  static const struct {
    gint64 end_us;
    const char *words;
  } gaps[] = {
    { THECAL_UNKNOWN_US, "" },
    { NOON_US, "" },
    { NOON_US - 1, "" },
    { NOON_US + 140 * THECAL_MINUTE_US, "Acetaminophen: not again before 14:20 (gap of 4 h)." },
    { NOON_US + 13 * THECAL_HOUR_US, "Acetaminophen: not again before Fri 01:00 (gap of 4 h)." },
  };
  static const struct {
    gint64 at_us;
    const char *title;
  } days[] = {
    { NOON_US, "Today, Thursday 26 November" },
    { NOON_US - 13 * THECAL_HOUR_US, "Yesterday, Wednesday 25 November" },
    { NOON_US - 9 * THECAL_DAY_US, "Tuesday 17 November" },
    { NOON_US - 365 * THECAL_DAY_US, "Wednesday 26 November 2025" },
    { G_MAXINT64, "—" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (gaps); i++) {
    g_autofree char *words =
        thecal_diary_gap_sentence ("Acetaminophen", 4, gaps[i].end_us, NOON_US, utc);

    g_assert_cmpstr (words, ==, gaps[i].words);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autofree char *title = thecal_diary_date_title (days[i].at_us, NOON_US, utc);

    g_assert_cmpstr (title, ==, days[i].title);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/diary/day", test_day);
  g_test_add_func ("/words/diary/wound", test_wound);
  g_test_add_func ("/words/diary/trend", test_trend);
  g_test_add_func ("/words/diary/lead", test_lead);
  g_test_add_func ("/words/diary/all-titled", test_all_titled);
  g_test_add_func ("/words/diary/times", test_times);

  return g_test_run ();
}
