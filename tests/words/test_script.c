/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <math.h>
#include <string.h>

#include "files/checklist_files.h"
#include "words/script.h"

/* What is read out on the telephone (clinical.md 2.8). */

#define PLAN                                                                                       \
  "[person]\nName=Theo Example\nBirthDate=2017-03-05\nWeight=28 kg\nDiagnosis=cerebral palsy\n"    \
  "InjuryLevel=none\nAllergies=penicillin\nCanSwallow=false\nEpilepsy=none known\nKidney=not "     \
  "impaired\n"                                                                                     \
  "[pump]\nModel=SynchroMed II\nSerial=EX0001\nCapacityMl=40\nSide=left\nMakerLine=+1 202 555 "    \
  "0199\n"                                                                                         \
  "[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\nDoseUgPerDay=390\nOpioid=false\n"            \
  "ChangedOn=2026-10-16\n"                                                                         \
  "[reservoir]\nVolumeMl=40\nFilledAt=2026-10-16T14:30:00Z\nAlarmDate=2026-12-02\n"                \
  "[emergency]\nNumber=911\nAddress=14 Lakeside Road, back door is open\n"                         \
  "[contact a]\nRole=pump-team\nName=Lakeside pump team\nPhone=+1 202 555 0142\nHours=Mon-Fri "    \
  "08:30-17:00\n[contact b]\nRole=on-call\nPhone=+1 202 555 0122\n"

#define NOW "2026-11-21T02:16:00Z" /* a Saturday */

static gint64
parse_us (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

typedef struct {
  ThecalPlanDocument *document;
  ThecalChecklistSet *set;
  ThecalAnswers *answers;
  ThecalTriageContext context;
  ThecalTriageResult result;
  ThecalScriptFacts facts;
} Case;

static void
set_up (Case *self, const char *plan)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  ThecalPlanFault fault;

  *self =
      (Case){ .set = thecal_checklist_files_load (NULL, NULL), .answers = thecal_answers_new () };
  self->document = thecal_plan_document_parse (plan, strlen (plan), utc, &fault);
  g_assert_nonnull (self->document);
  thecal_triage_context_init (&self->context);
  self->facts = (ThecalScriptFacts){ .document = self->document,
                                     .set = self->set,
                                     .context = &self->context,
                                     .level_ml = { NAN, NAN, NAN },
                                     .level_wall_us = THECAL_UNKNOWN_US,
                                     .now_wall_us = parse_us (NOW) };
}

static void
say (Case *self, const char *id, const char *word, const char *unit, const char *at)
{
  const ThecalChecklistItem *item = thecal_checklist_set_find (self->set, id);
  char expected[96] = "";
  ThecalAnswer answer;

  g_assert_nonnull (item);
  if (!thecal_answer_parse (item, word, unit, &answer, expected))
    g_error ("%s %s: expected %s", id, word, expected);
  answer.at_wall_us = at != NULL ? parse_us (at) : THECAL_UNKNOWN_US;
  thecal_answers_set (self->answers, item->id, &answer);
}

static void
judge (Case *self, guint lists)
{
  thecal_triage_judge (
      self->set, self->answers, &self->context, lists, self->facts.now_wall_us, &self->result);
  self->facts.answers = self->answers;
  self->facts.result = &self->result;
}

static void
tear_down (Case *self)
{
  if (self->facts.result != NULL)
    thecal_triage_result_clear (&self->result);
  thecal_answers_free (self->answers);
  thecal_checklist_set_free (self->set);
  thecal_plan_document_free (self->document);
}

static void
assert_speech (const Case *self, const char *const *parts)
{
  g_autofree char *speech = thecal_script_speak (&self->facts);

  g_test_message ("%s", speech);
  for (; *parts != NULL; parts++)
    if (strstr (speech, *parts) == NULL)
      g_error ("\"%s\" is not in: %s", *parts, speech);
}

static char *
find_row (const Case *self, const char *label)
{
  g_autoptr (GPtrArray) rows = thecal_script_get_rows (&self->facts);

  for (guint i = 0; i < rows->len; i++) {
    const ThecalScriptRow *row = g_ptr_array_index (rows, i);

    g_assert_cmpstr (row->value, !=, "");
    if (g_str_equal (row->label, label))
      return g_strdup (row->value);
  }
  g_error ("no row %s", label);
}

static void
assert_row (const Case *self, const char *label, const char *value)
{
  g_autofree char *found = find_row (self, label);

  g_test_message ("%s", label);
  g_assert_cmpstr (found, ==, value);
}

static void
test_whole (void)
{
  static const char *const parts[] = {
    "Theo Example, 9 years, 28 kg. They have an implanted baclofen pump in the left abdomen, with "
    "a catheter to the spine: baclofen 500 µg/mL, 390 µg a day. Last refill: 16 October 2026.",
    "Why we call: hard to wake (02:16), breathing slower or weaker than usual (02:14).",
    "The pump alarm says: Reservoir empty.",
    "Possible baclofen overdose.",
    /* the on-call line: it is the night to Saturday */
    "Please have the pump team called: +1 202 555 0122.",
    "We are here: 14 Lakeside Road, back door is open.",
    "If they ask: allergies: penicillin. Opioid in the pump: no. Next alarm date: 2 December 2026. "
    "Level in the pump: 12.3 mL, could be 8.2 to 16.5, by calculation from the last refill. "
    "Pump model: SynchroMed II, serial number: EX0001.",
    NULL,
  };
  Case self;

  set_up (&self, PLAN);
  self.facts.pump_alarm = "Reservoir empty";
  say (&self, "O1", "yes", NULL, NOW);
  say (&self, "O2", "yes", NULL, "2026-11-21T02:14:00Z");
  judge (&self, 1u << THECAL_LIST_OVERDOSE);
  assert_speech (&self, parts);

  assert_row (&self, "Name", "Theo Example");
  assert_row (&self, "Age", "9 years");
  assert_row (&self, "Weight", "28 kg");
  assert_row (&self, "Pump", "Implanted baclofen pump in the left abdomen, catheter to the spine");
  assert_row (&self, "Model", "SynchroMed II");
  assert_row (&self, "Serial number", "EX0001");
  assert_row (&self, "Drug", "baclofen 500 µg/mL, 390 µg a day");
  assert_row (&self, "Opioid in the pump", "no");
  assert_row (&self, "Last refill", "16 October 2026 14:30, to 40 mL");
  assert_row (&self, "Last dose change", "16 October 2026");
  assert_row (&self, "Next alarm date", "2 December 2026");
  assert_row (&self, "Pump alarm", "Reservoir empty");
  assert_row (
      &self, "Findings", "hard to wake (02:16), breathing slower or weaker than usual (02:14)");
  assert_row (&self, "Suspected", "Possible baclofen overdose");
  assert_row (&self, "Diagnosis", "cerebral palsy");
  assert_row (&self, "Level of spinal cord injury", "none");
  assert_row (&self, "Epilepsy", "none known");
  assert_row (&self, "Kidneys", "not impaired");
  assert_row (&self, "Allergies", "penicillin");
  assert_row (&self, "Can swallow", "no");
  assert_row (&self, "Pump team", "Lakeside pump team +1 202 555 0142 (Mon-Fri 08:30-17:00)");
  assert_row (&self, "On call", "On-call doctor +1 202 555 0122");
  assert_row (&self, "Maker's 24-hour line", "+1 202 555 0199");
  assert_row (&self, "Address", "14 Lakeside Road, back door is open");
  tear_down (&self);
}

/* With nothing known the script is as long, and says so in every place. */
static void
test_nothing (void)
{
  static const char *const parts[] = {
    "Name not known, age not known, weight not known.",
    "in the abdomen, side not known",
    "drug and dose not known. Last refill: not known.",
    "Please have the pump team called.",
    "We are here: (say the address).",
    "If they ask: allergies: not known. Opioid in the pump: not known. Next alarm date: not known. "
    "Level in the pump: not known. Pump model: not known, serial number: not known.",
    NULL,
  };
  Case self;
  g_autoptr (GPtrArray) rows = NULL;
  guint n_unknown = 0;

  set_up (&self, "");
  assert_speech (&self, parts);
  rows = thecal_script_get_rows (&self.facts);
  for (guint i = 0; i < rows->len; i++) {
    const ThecalScriptRow *row = g_ptr_array_index (rows, i);

    n_unknown += strstr (row->value, "not known") != NULL;
  }
  g_assert_cmpuint (rows->len, ==, 25);
  g_assert_cmpuint (n_unknown, ==, rows->len);
  tear_down (&self);
}

/* What is suspected, by what decided. The gate alone leaves both open [C17]. */
static void
test_suspicion (void)
{
  static const struct {
    const char *id, *word;
    guint lists;
    const char *suspected;
  } rows[] = {
    { "W1", "yes", THECAL_LIST_WITHDRAWAL, "Possible baclofen withdrawal" },
    { "O1", "yes", THECAL_LIST_OVERDOSE, "Possible baclofen overdose" },
    { "G1", "no", THECAL_LIST_GATE, "Possible baclofen overdose or withdrawal" },
    { "G1", "yes", THECAL_LIST_GATE, "not known" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    Case self;

    set_up (&self, PLAN);
    say (&self, rows[i].id, rows[i].word, NULL, NOW);
    judge (&self, 1u << rows[i].lists);
    g_test_message ("%s %s", rows[i].id, rows[i].word);
    assert_row (&self, "Suspected", rows[i].suspected);
    tear_down (&self);
  }
}

/* Values as they were typed, and the day where it was not today. */
static void
test_findings (void)
{
  static const struct {
    const char *id, *word, *unit, *at, *findings;
  } rows[] = {
    { "W3", "38.7", "c", NOW, "fever without a clear reason, 38.7 °C (02:16)" },
    { "W3", "101.5", "f", NOW, "fever without a clear reason, 101.5 °F (02:16)" },
    { "W3", "yes", NULL, NOW, "fever without a clear reason (02:16)" },
    { "W3", "not-sure", NULL, NOW, "fever without a clear reason, not sure (02:16)" },
    { "W6", "yes", NULL, "2026-11-20T23:50:00Z", "itching without a rash (20 November 23:50)" },
    { "W6", "yes", NULL, NULL, "itching without a rash" },
    { "G7",
      "30",
      NULL,
      NOW,
      "sudden pounding headache with sweating or flushing, or high blood pressure, 30 mmHg above "
      "the usual pressure (02:16)" },
    { "G8",
      "siren",
      NULL,
      NOW,
      "the pump makes a sound, Two tones or a siren, every few minutes (02:16)" },
    { "W6", "no", NULL, NOW, "none of what was asked so far" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    Case self;

    set_up (&self, PLAN);
    say (&self, rows[i].id, rows[i].word, rows[i].unit, rows[i].at);
    judge (&self, 1u << THECAL_LIST_WITHDRAWAL);
    g_test_message ("%s %s", rows[i].id, rows[i].word);
    assert_row (&self, "Findings", rows[i].findings);
    tear_down (&self);
  }
}

/* A state of the pump is told where it made more of a sign, or where there is nothing else. */
static void
test_because (void)
{
  static const struct {
    const char *id;
    bool overdue, empty;
    const char *because;
  } rows[] = {
    { "W6", false, false, "itching without a rash (02:16)" },
    { "W6", true, false, "itching without a rash (02:16), the refill is overdue" },
    { "W6",
      true,
      true,
      "itching without a rash (02:16), the reservoir may be empty, the refill is overdue" },
    { "G1", true, false, "not breathing (02:16)" },
    { "W16", true, false, "the refill is overdue" },
    { "W16", false, false, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    Case self;
    g_autofree char *because = NULL;

    set_up (&self, PLAN);
    self.context.refill_overdue = rows[i].overdue;
    self.context.computed_empty = rows[i].empty;
    say (&self, rows[i].id, g_str_equal (rows[i].id, "W6") ? "yes" : "no", NULL, NOW);
    judge (&self, 1u << THECAL_LIST_WITHDRAWAL);
    because = thecal_script_get_because (&self.facts);
    g_assert_cmpstr (because, ==, rows[i].because);
    tear_down (&self);
  }
}

static void
test_ids (void)
{
  Case self;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *none = NULL;
  g_autofree char *some = NULL;

  set_up (&self, PLAN);
  none = thecal_script_get_findings (&self.facts, ids);
  g_assert_cmpstr (none, ==, "");
  g_ptr_array_add (ids, (gpointer) "Q99");
  g_ptr_array_add (ids, (gpointer) "W6");
  some = thecal_script_get_findings (&self.facts, ids);
  g_assert_cmpstr (some, ==, "itching without a rash");
  tear_down (&self);
}

/* The level that was heard goes before the computed one, and has its time. */
static void
test_level (void)
{
  Case self;

  set_up (&self, PLAN);
  self.facts.level_ml = (ThecalBand){ 11.1, 12.7, 15.0 };
  assert_row (&self, "Level in the pump", "12.7 mL, could be 11.1 to 15.0");
  self.facts.level_wall_us = parse_us ("2026-11-21T02:10:00Z");
  assert_row (&self, "Level in the pump", "12.7 mL, could be 11.1 to 15.0, heard at 02:10");
  self.facts.pump_alarm = "";
  assert_row (&self, "Pump alarm", "none reported");
  self.facts.level_ml = (ThecalBand){ NAN, NAN, NAN };
  self.facts.now_wall_us = THECAL_UNKNOWN_US;
  assert_row (&self, "Level in the pump", "not known");
  tear_down (&self);
}

/* Parts of a plan that are easy to say wrongly. */
static void
test_parts (void)
{
  static const struct {
    const char *plan, *label, *value;
  } rows[] = {
    /* pounds or kilograms? */
    { "[person]\nWeight=28\n", "Weight", "weight 28, unit not known" },
    { "[person]\nWeight=62 lb\n", "Weight", "62 lb" },
    { "[person]\nBirthDate=2026-03-05\n", "Age", "under 1 year" },
    { "[person]\nBirthDate=2025-03-05\n", "Age", "1 year" },
    { "[pump]\nSide=right\n",
      "Pump",
      "Implanted baclofen pump in the right abdomen, catheter to the spine" },
    { "[drug 1]\nName=baclofen\n", "Drug", "baclofen concentration not known, dose not known" },
    { "[drug 1]\nConcentrationUgPerMl=2000\nDoseUgPerDay=99.5\n",
      "Drug",
      "drug not named 2000 µg/mL, 99.5 µg a day" },
    { "[drug 1]\nName=baclofen\nOpioid=false\n[drug 2]\nName=morphine\nOpioid=true\n",
      "Opioid in the pump",
      "yes: morphine" },
    { "[drug 1]\nName=baclofen\nOpioid=false\n[drug 2]\nName=clonidine\n",
      "Opioid in the pump",
      "not known" },
    { "[drug 1]\nName=baclofen\n[drug 2]\nOpioid=yes\n",
      "Opioid in the pump",
      "yes: drug not named" },
    { "[reservoir]\nFilledAt=2026-10-16\n", "Last refill", "16 October 2026 00:00" },
    { "[person]\nCanSwallow=true\n", "Can swallow", "yes" },
    { "[contact a]\nRole=on-call\nName=Dr. A\n[contact b]\nRole=on-call\nHours=always\n"
      "Phone=555 0121;555 0122\n",
      "On call",
      "Dr. A (no number entered); On-call doctor 555 0121, 555 0122" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    Case self;

    set_up (&self, rows[i].plan);
    assert_row (&self, rows[i].label, rows[i].value);
    tear_down (&self);
  }
}

static void
test_footer (void)
{
  Case self, empty;
  g_autofree char *footer = NULL;
  g_autofree char *nothing = NULL;

  set_up (&self, PLAN);
  set_up (&empty, "");
  footer = thecal_script_get_footer (self.document);
  nothing = thecal_script_get_footer (empty.document);
  g_assert_cmpstr (footer,
                   ==,
                   "Theo Example · pump: SynchroMed II · baclofen 500 µg/mL, 390 µg a day · last "
                   "refill: 16 October 2026 · alarm date: 2 December 2026 · allergies: penicillin "
                   "· opioid: no");
  g_assert_cmpstr (nothing,
                   ==,
                   "Name not known · pump: not known · drug and dose not known · last refill: not "
                   "known · alarm date: not known · allergies: not known · opioid: not known");
  tear_down (&self);
  tear_down (&empty);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/script/whole", test_whole);
  g_test_add_func ("/words/script/nothing", test_nothing);
  g_test_add_func ("/words/script/suspicion", test_suspicion);
  g_test_add_func ("/words/script/findings", test_findings);
  g_test_add_func ("/words/script/because", test_because);
  g_test_add_func ("/words/script/ids", test_ids);
  g_test_add_func ("/words/script/level", test_level);
  g_test_add_func ("/words/script/parts", test_parts);
  g_test_add_func ("/words/script/footer", test_footer);

  return g_test_run ();
}
