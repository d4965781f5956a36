/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "words/card.h"
#include "words/script.h"

/* The papers: the card with all of clinical.md 2.8, the sheet for a school without anything
 * private, the travel sheet. The plan is the one that is given as an example. */

#define NOW "2026-11-21T02:16:00Z"

typedef struct {
  ThecalPlanDocument *document;
  ThecalPaper *paper;
  char *text;
} Case;

static gint64
parse_us (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

static void
set_up (Case *self, ThecalPaperKind kind, const char *plan)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  ThecalPaperFacts facts = { .level_ml = { NAN, NAN, NAN },
                             .level_wall_us = THECAL_UNKNOWN_US,
                             .now_wall_us = parse_us (NOW) };
  ThecalPlanFault fault = { .line = 0 };

  self->document = thecal_plan_document_parse (plan, strlen (plan), utc, &fault);
  if (self->document == NULL)
    g_error ("%u %s %s", fault.line, fault.at.key, fault.at.expected);
  facts.document = self->document;
  self->paper = thecal_paper_new (kind, &facts);
  self->text = thecal_paper_to_text (self->paper);
  g_test_message ("%s", self->text);
}

static void
tear_down (Case *self)
{
  thecal_paper_free (self->paper);
  thecal_plan_document_free (self->document);
  g_free (self->text);
}

static char *
read_example (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("G_TEST_SRCDIR"), "../data/examples/care-plan.ini", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static const ThecalPaperPart *
find_part (const ThecalPaper *paper, const char *title)
{
  for (guint i = 0; i < paper->parts->len; i++) {
    const ThecalPaperPart *part = g_ptr_array_index (paper->parts, i);

    if (g_str_equal (part->title, title))
      return part;
  }
  g_error ("no part %s", title);
}

static const char *
find_value (const ThecalPaper *paper, const char *title, const char *label)
{
  const ThecalPaperPart *part = find_part (paper, title);

  for (guint i = 0; i < part->rows->len; i++) {
    const ThecalScriptRow *row = g_ptr_array_index (part->rows, i);

    g_assert_cmpstr (row->value, !=, "");
    if (g_str_equal (row->label, label))
      return row->value;
  }
  g_error ("no row %s in %s", label, title);
}

/* Every field of clinical.md 2.8: part, label, what it says of the example, and of no plan. */
static const struct {
  const char *part, *label, *known, *unknown;
} fields[] = {
  { "Person", "Name", "Theo Example", "not known" },
  { "Person", "Age", "9 years", "age not known" },
  { "Person", "Weight", "28 kg", "weight not known" },
  { "Pump",
    "Pump",
    "Implanted baclofen pump in the left abdomen, catheter to the spine",
    "Implanted baclofen pump in the abdomen, side not known, catheter to the spine" },
  { "Pump", "Model", "SynchroMed II", "not known" },
  { "Pump", "Serial number", "EX0001", "not known" },
  { "Pump", "Drug", "baclofen 500 µg/mL, 390 µg a day", "drug and dose not known" },
  { "Pump", "Opioid in it", "no", "not known" },
  { "Pump", "Last refill", "16 October 2026 18:30, to 40 mL", "not known" },
  { "Pump", "Last dose change", "16 October 2026", "not known" },
  { "Pump", "Next alarm date", "2 December 2026", "not known" },
  { "Pump",
    "Level",
    "12.4 mL, could be 8.3 to 16.6, by calculation from the last refill",
    "not known" },
  { "Pump", "Pump alarm", "not known", "not known" },
  { "Findings now", "Time", THECAL_PAPER_BLANK, THECAL_PAPER_BLANK },
  { "Findings now", "Temperature", THECAL_PAPER_BLANK, THECAL_PAPER_BLANK },
  { "Findings now", "Seen", THECAL_PAPER_BLANK, THECAL_PAPER_BLANK },
  { "Person", "Diagnosis", "cerebral palsy", "not known" },
  { "Person", "Injury level", "not known", "not known" },
  { "Person", "Epilepsy", "none known", "not known" },
  { "Person", "Kidneys", "not impaired", "not known" },
  { "Person", "Allergies", "penicillin", "not known" },
  { "Person", "Can swallow", "yes", "not known" },
  { "Person", "Medicines", "melatonin 3 mg at night", "not known" },
  { "Person", "Spinal fusion", "no", "not known" },
  { "First",
    "Pump team",
    "Lakeside pump team: +1 202 555 0142 (Mon-Fri 08:30-17:00), press 2 for the pump nurse",
    "(no number entered)" },
  { "First",
    "On-call doctor",
    "On-call doctor, Lakeside Hospital: +1 202 555 0122, ask for \"intrathecal baclofen pump, on "
    "call\"",
    "(no number entered)" },
  { "First", "Danger to life", "Call 911", "Call the emergency number (none is chosen in Thecal)" },
  { "More numbers", "Maker, 24 hours", "+1 202 555 0199", "not known" },
  { "More numbers", "Address", "14 Lakeside Road, back door is open", "not known" },
};

static void
test_card_whole (void)
{
  g_autofree char *plan = read_example ();
  Case self;

  set_up (&self, THECAL_PAPER_CARD, plan);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (find_value (self.paper, fields[i].part, fields[i].label), ==, fields[i].known);
  g_assert_cmpstr (self.paper->title, ==, "Emergency card: baclofen pump");
  g_assert_cmpstr (self.paper->subtitle, ==, "Theo Example · as of 21 November 2026 02:16");
  tear_down (&self);
}

static void
test_card_nothing (void)
{
  Case self;

  set_up (&self, THECAL_PAPER_CARD, "");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (
        find_value (self.paper, fields[i].part, fields[i].label), ==, fields[i].unknown);
  tear_down (&self);
}

/* Signs, look-alikes and what is not to be done: [C5, C11, C28], clinical.md 6.1. */
static void
test_card_signs (void)
{
  static const char *const said[] = {
    "It may look like sepsis, meningitis",
    "Do not let the drug stop suddenly",
    "Too little baclofen: withdrawal",
    "Itching without a rash",
    "Too much baclofen: overdose",
    "Slow or weak breathing",
    "No MRI before the pump team was asked",
    "No rescue tablets if drowsy",
    "Not a medical device",
  };
  g_autofree char *plan = read_example ();
  Case self;

  set_up (&self, THECAL_PAPER_CARD, plan);
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (strstr (self.text, said[i]) == NULL)
      g_error ("not said: %s", said[i]);
  /* the team's plan for tablets is for one who was asked first (clinical.md 2.1) */
  g_assert_null (strstr (self.text, "before you have spoken to us"));
  g_assert_null (strstr (self.text, "dysreflexia"));
  g_assert_true (find_part (self.paper, "First")->is_loud);
  tear_down (&self);

  set_up (&self, THECAL_PAPER_CARD, "[person]\nInjuryLevel=T4\n");
  g_assert_nonnull (strstr (self.text, "Injury at T6 or above: dysreflexia"));
  tear_down (&self);
}

/* An opioid is said wherever the drug is [002-01]. */
static void
test_card_opioid (void)
{
  Case self;

  set_up (&self,
          THECAL_PAPER_CARD,
          "[drug 1]\nName=baclofen\nOpioid=false\n[drug 2]\nName=morphine\nOpioid=true\n");
  g_assert_cmpstr (find_value (self.paper, "Pump", "Opioid in it"), ==, "yes: morphine");
  g_assert_nonnull (strstr (self.paper->code, "Opioid in it: yes: morphine"));
  tear_down (&self);
}

/* The square: the first things first, whole lines, never more than a camera reads. */
static void
test_card_code (void)
{
  g_autofree char *name = g_strnfill (200, 'N');
  g_autofree char *allergies = g_strnfill (2 * THECAL_PAPER_CODE_MAX, 'a');
  g_autofree char *long_plan =
      g_strdup_printf ("[person]\nName=%s\nAllergies=%s\n", name, allergies);
  g_autofree char *plan = read_example ();
  Case self;

  set_up (&self, THECAL_PAPER_CARD, plan);
  g_assert_nonnull (strstr (self.paper->code, "\nDrug: baclofen 500 mcg/mL, 390 mcg a day\n"));
  g_assert_nonnull (strstr (self.paper->code, "\nPump team: +1 202 555 0142\n"));
  g_assert_true (g_str_is_ascii (self.paper->code));
  tear_down (&self);

  set_up (&self, THECAL_PAPER_CARD, long_plan);
  g_assert_cmpuint (strlen (self.paper->code), <=, THECAL_PAPER_CODE_MAX);
  g_assert_nonnull (strstr (self.paper->code, name));
  g_assert_null (strstr (self.paper->code, "aaa"));
  g_assert_nonnull (strstr (self.paper->code, "Next alarm date: not known"));
  tear_down (&self);
}

/* What the team flagged (pregnancy, kidneys, interactions) stands on the card in its own words, and
 * on no paper for others; without any the line is left out. */
static void
test_flags (void)
{
  static const char *const flags = "controlled epilepsy; kidney function half of normal";
  g_autofree char *plan = g_strconcat ("[person]\nName=Theo\nFlags=", flags, "\n", NULL);
  Case self;

  set_up (&self, THECAL_PAPER_CARD, plan);
  g_assert_nonnull (strstr (self.text, "  Mind: controlled epilepsy; kidney function half of"));
  tear_down (&self);
  set_up (&self, THECAL_PAPER_SCHOOL, plan);
  g_assert_null (strstr (self.text, "epilepsy"));
  tear_down (&self);
  set_up (&self, THECAL_PAPER_CARD, "[person]\nName=Theo\nFlags=\n");
  g_assert_null (strstr (self.text, "Mind:"));
  tear_down (&self);
}

static void
test_school_private (void)
{
  static const char *const private_words[] = {
    "cerebral",   "2017",      "28 kg",    "penicillin", "none known", "impaired",
    "SynchroMed", "EX0001",    "500",      "390",        "µg",         "Lakeside Road",
    "back door",  "Halvorsen", "blue bag", "0199",       "melatonin",  "T10",
    "too sleepy", "40 mL",     "October",  "December",   "9 years",
  };
  g_autofree char *plan = read_example ();
  Case self;

  set_up (&self, THECAL_PAPER_SCHOOL, plan);
  for (gsize i = 0; i < G_N_ELEMENTS (private_words); i++) {
    g_test_message ("%s", private_words[i]);
    g_assert_null (strstr (self.text, private_words[i]));
    g_assert_null (strstr (self.paper->code, private_words[i]));
  }
  tear_down (&self);
}

static void
test_school_says (void)
{
  static const char *const said[] = {
    "Theo Example", "Call 911",          "Marcus, second caregiver: +1 202 555 0178",
    "Hard to wake", "itching",           "must never run empty",
    "No MRI",       "press on the pump", "siren every few minutes",
    "A spasm is",   "A fit is", /* 001-26: the two are never one word */
  };
  g_autofree char *plan = read_example ();
  Case self;

  set_up (&self, THECAL_PAPER_SCHOOL, plan);
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (strstr (self.text, said[i]) == NULL)
      g_error ("not said: %s", said[i]);
  g_assert_cmpstr (self.paper->code, ==, "tel:+12025550178");
  tear_down (&self);

  set_up (&self, THECAL_PAPER_SCHOOL, "");
  g_assert_nonnull (strstr (self.text, "Caregiver: (no number entered)"));
  g_assert_null (self.paper->code);
  tear_down (&self);
}

static void
test_travel (void)
{
  static const char *const said[] = {
    "[ ] The emergency card",
    "[ ] The printout",
    "they expire: 30 June 2027; kept: in the blue bag",
    "Clinic that knows the pump: " THECAL_PAPER_BLANK,
    "Next refill visit: 24 November 2026",
    "Next alarm date: 2 December 2026",
    "The pump's clock does not move",
    "a week early",
  };
  g_autofree char *plan = read_example ();
  Case self;

  set_up (&self, THECAL_PAPER_TRAVEL, plan);
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    if (strstr (self.text, said[i]) == NULL)
      g_error ("not said: %s", said[i]);
  g_assert_null (strstr (self.text, "before you have spoken to us"));
  tear_down (&self);
}

static void
test_kinds (void)
{
  ThecalPaperKind kind = THECAL_PAPER_CARD;

  g_assert_true (thecal_paper_kind_from_string ("travel", &kind));
  g_assert_cmpint (kind, ==, THECAL_PAPER_TRAVEL);
  g_assert_false (thecal_paper_kind_from_string ("poster", &kind));
  g_assert_cmpstr (thecal_paper_kind_to_string (THECAL_PAPER_SCHOOL), ==, "school");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card/whole", test_card_whole);
  g_test_add_func ("/card/nothing-known", test_card_nothing);
  g_test_add_func ("/card/signs", test_card_signs);
  g_test_add_func ("/card/opioid", test_card_opioid);
  g_test_add_func ("/card/flags", test_flags);
  g_test_add_func ("/card/code", test_card_code);
  g_test_add_func ("/card/school-private", test_school_private);
  g_test_add_func ("/card/school-says", test_school_says);
  g_test_add_func ("/card/travel", test_travel);
  g_test_add_func ("/card/kinds", test_kinds);

  return g_test_run ();
}
