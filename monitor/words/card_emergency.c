/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>
#include <string.h>

#include "words/card_parts.h"

/* The emergency card: all of clinical.md 2.8, and the signs, first actions and look-alikes that a
 * paper card holds [C11, C20, C22, D3]. */

static void
add_first (ThecalPaper *paper, const ThecalPaperFacts *facts)
{
  const ThecalContactBook *book = facts->document->contacts;
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("First"), TRUE);

  thecal_paper_part_add (part, _ ("Danger to life"), thecal_paper_emergency (book));
  thecal_paper_part_add_contacts (part, book, THECAL_ROLE_PUMP_TEAM, TRUE);
  thecal_paper_part_add_contacts (part, book, THECAL_ROLE_ON_CALL, TRUE);
  thecal_paper_part_say (part,
                         _ ("Have the pump team called at once. Too little or too much baclofen "
                            "can kill, and each can follow the other."));
  thecal_paper_part_say (part,
                         _ ("It may look like sepsis, meningitis, malignant hyperthermia or "
                            "pneumonia. Think of the pump too."));
  thecal_paper_part_say (part,
                         _ ("Do not let the drug stop suddenly. Get the pump read out and the drug "
                            "into the spinal fluid again."));
}

static void
add_person (ThecalPaper *paper, const ThecalPaperFacts *facts)
{
  const ThecalPatient *patient = facts->document->patient;
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Person"), FALSE);

  thecal_paper_part_add (part, _ ("Name"), g_strdup (patient->name));
  thecal_paper_part_add (part, _ ("Age"), thecal_script_age (patient, facts->now_wall_us));
  thecal_paper_part_add (part, _ ("Weight"), thecal_script_weight (patient));
  thecal_paper_part_add (part, _ ("Diagnosis"), g_strdup (patient->diagnosis));
  thecal_paper_part_add (part, _ ("Injury level"), g_strdup (patient->injury_level));
  thecal_paper_part_add (part, _ ("Epilepsy"), g_strdup (patient->epilepsy));
  thecal_paper_part_add (part, _ ("Kidneys"), g_strdup (patient->kidney));
  thecal_paper_part_add (part, _ ("Allergies"), g_strdup (patient->allergies));
  thecal_paper_part_add (
      part, _ ("Can swallow"), g_strdup (thecal_script_says (patient->can_swallow)));
  /* both stopped at once is a case that nobody was told of [C28] */
  thecal_paper_part_add (part, _ ("Medicines"), g_strdup (patient->medicines));
  thecal_paper_part_add (
      part, _ ("Spinal fusion"), g_strdup (thecal_script_says (patient->spinal_fusion)));
  if (patient->flags != NULL)
    thecal_paper_part_add (part, _ ("Mind"), g_strdup (patient->flags));
  if (patient->language != NULL)
    thecal_paper_part_add (part, _ ("Language"), g_strdup (patient->language));
}

static void
add_pump (ThecalPaper *paper, const ThecalPaperFacts *facts)
{
  const ThecalPlanDocument *document = facts->document;
  const ThecalScriptFacts script = { .document = document,
                                     .pump_alarm = facts->pump_alarm,
                                     .level_ml = facts->level_ml,
                                     .level_wall_us = facts->level_wall_us,
                                     .now_wall_us = facts->now_wall_us };
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Pump"), FALSE);

  thecal_paper_part_add (part, _ ("Pump"), thecal_script_pump (document->patient));
  if (document->patient->catheter_tip != NULL)
    thecal_paper_part_add (part, _ ("Catheter tip"), g_strdup (document->patient->catheter_tip));
  thecal_paper_part_add (part, _ ("Model"), g_strdup (document->patient->model));
  thecal_paper_part_add (part, _ ("Serial number"), g_strdup (document->patient->serial));
  thecal_paper_part_add (part, _ ("Drug"), thecal_script_drugs (document->patient));
  thecal_paper_part_add (part, _ ("Opioid in it"), thecal_script_opioid (document->patient));
  thecal_paper_part_add (part, _ ("Last refill"), thecal_script_refill (&document->plan));
  thecal_paper_part_add (
      part, _ ("Last dose change"), thecal_script_date (document->plan.dose_changed_us));
  thecal_paper_part_add (
      part, _ ("Next alarm date"), thecal_script_date (document->plan.alarm_date_us));
  thecal_paper_part_add (part, _ ("Level"), thecal_script_level (&script));
  thecal_paper_part_add (part, _ ("Pump alarm"), g_strdup (thecal_script_alarm (&script)));
}

static void
add_signs (ThecalPaper *paper, const ThecalPatient *patient)
{
  ThecalPaperPart *part =
      thecal_paper_add_part (paper, _ ("Too little baclofen: withdrawal"), FALSE);

  thecal_paper_part_say (part, _ ("Sudden stiffness or spasms, worse than before the pump"));
  thecal_paper_part_say (part, _ ("Fever, sweating, racing heart, low or changing blood pressure"));
  thecal_paper_part_say (part, _ ("Itching without a rash, tingling, goose-bumps"));
  thecal_paper_part_say (part,
                         _ ("Restless, very cross, sleepless, confused, sees or hears things"));
  thecal_paper_part_say (part, _ ("Dark urine, fit, less and less awake"));
  thecal_paper_part_add (
      part,
      _ ("Do"),
      g_strdup (_ ("To hospital, even with mild signs: it gets worse over one to "
                   "three days. Baclofen by mouth may not be enough.")));

  part = thecal_paper_add_part (paper, _ ("Too much baclofen: overdose"), FALSE);
  thecal_paper_part_say (part, _ ("Hard to wake, very sleepy, confused, dizzy"));
  thecal_paper_part_say (part, _ ("Slow or weak breathing"));
  thecal_paper_part_say (part, _ ("Floppy, head and trunk hard to hold up"));
  thecal_paper_part_say (part, _ ("Slurred speech, trouble swallowing, cold skin, fit"));
  thecal_paper_part_add (
      part,
      _ ("Do"),
      g_strdup (_ ("Watch the breathing, on the side if drowsy, nothing by mouth. "
                   "The team may have to stop or empty the pump.")));

  if (!thecal_patient_is_injury_t6 (patient))
    return;
  part = thecal_paper_add_part (paper, _ ("Injury at T6 or above: dysreflexia"), FALSE);
  thecal_paper_part_say (part,
                         _ ("Sudden pounding headache, sweating or flushing, high blood pressure: "
                            "sit upright, loosen clothes, check bladder, bowel and skin"));
}

static void
add_do_not (ThecalPaper *paper)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Do not"), FALSE);

  thecal_paper_part_say (part,
                         _ ("No MRI before the pump team was asked. Afterwards the pump must be "
                            "read out: it stops in the magnet."));
  thecal_paper_part_say (part, _ ("No rescue tablets if drowsy or unable to swallow"));
  thecal_paper_part_say (part, _ ("No needle into the pump but by trained staff"));
  thecal_paper_part_say (part, _ ("Do not stop tablets of baclofen suddenly either"));
}

static void
add_contacts (ThecalPaper *paper, const ThecalPaperFacts *facts)
{
  const ThecalContactBook *book = facts->document->contacts;
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("More numbers"), FALSE);

  thecal_paper_part_add (
      part, _ ("Maker, 24 hours"), g_strdup (facts->document->patient->maker_line));
  thecal_paper_part_add_contacts (part, book, THECAL_ROLE_NEUROSURGERY, FALSE);
  thecal_paper_part_add_contacts (part, book, THECAL_ROLE_EMERGENCY_DEPARTMENT, FALSE);
  thecal_paper_part_add_contacts (part, book, THECAL_ROLE_FAMILY_DOCTOR, FALSE);
  thecal_paper_part_add_contacts (part, book, THECAL_ROLE_CAREGIVER, TRUE);
  thecal_paper_part_add (part, _ ("Address"), g_strdup (book->address));
}

/* Findings are those of the moment in which the card is handed over: by pen. */
static void
add_findings (ThecalPaper *paper)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Findings now"), FALSE);

  thecal_paper_part_add (part, _ ("Time"), g_strdup (THECAL_PAPER_BLANK));
  thecal_paper_part_add (part, _ ("Temperature"), g_strdup (THECAL_PAPER_BLANK));
  thecal_paper_part_add (part, _ ("Seen"), g_strdup (THECAL_PAPER_BLANK));
  thecal_paper_part_add (part, _ ("Given"), g_strdup (THECAL_PAPER_BLANK));
}

/* The number of the first contact of @role; nullable, borrowed. */
static const char *
find_number (const ThecalContactBook *book, ThecalRole role)
{
  for (guint i = 0; i < book->contacts->len; i++) {
    const ThecalContact *contact = g_ptr_array_index (book->contacts, i);

    if (contact->role == role && contact->phones[0] != NULL)
      return contact->phones[0];
  }

  return NULL;
}

/* Whole lines only, as long as there is room. */
static void
add_line (GString *code, const char *label, const char *value)
{
  g_autofree char *line =
      g_strdup_printf ("\n%s: %s", label, value != NULL ? value : _ ("not known"));

  if (code->len + strlen (line) <= THECAL_PAPER_CODE_MAX)
    g_string_append (code, line);
}

/* What of the card counts most, in the few octets that a square holds; the first lines first. */
static char *
make_code (const ThecalPaper *paper, const ThecalPaperFacts *facts)
{
  const ThecalPatient *patient = facts->document->patient;
  const ThecalCarePlan *plan = &facts->document->plan;
  const ThecalContactBook *book = facts->document->contacts;
  g_autofree char *age = thecal_script_age (patient, facts->now_wall_us);
  g_autofree char *weight = thecal_script_weight (patient);
  g_autofree char *who = g_strdup_printf ("%s, %s", age, weight);
  g_autofree char *pump = thecal_script_pump (patient);
  g_autofree char *drugs = thecal_script_drugs (patient);
  g_autofree char *opioid = thecal_script_opioid (patient);
  g_autofree char *refill = thecal_script_refill (plan);
  g_autofree char *alarm = thecal_script_date (plan->alarm_date_us);
  g_autofree char *model = g_strdup_printf ("%s, %s",
                                            thecal_script_or_unknown (patient->model),
                                            thecal_script_or_unknown (patient->serial));
  GString *code = g_string_new (paper->title);

  add_line (code, _ ("Name"), patient->name);
  add_line (code, _ ("Age"), who);
  add_line (code, _ ("Pump"), pump);
  add_line (code, _ ("Drug"), drugs);
  add_line (code, _ ("Opioid in it"), opioid);
  add_line (code, _ ("Allergies"), patient->allergies);
  add_line (code, _ ("Pump team"), find_number (book, THECAL_ROLE_PUMP_TEAM));
  add_line (code, _ ("On call"), find_number (book, THECAL_ROLE_ON_CALL));
  add_line (code, _ ("Last refill"), refill);
  add_line (code, _ ("Next alarm date"), alarm);
  add_line (code, _ ("Model"), model);
  add_line (code, _ ("Diagnosis"), patient->diagnosis);
  add_line (code, _ ("Maker, 24 hours"), patient->maker_line);
  /* plain letters, which every reader knows; "mcg" is never read as milligrams */
  g_string_replace (code, "µg", "mcg", 0);
  g_string_replace (code, "·", "-", 0);

  return g_string_free (code, FALSE);
}

void
thecal_paper_fill_card (ThecalPaper *paper, const ThecalPaperFacts *facts)
{
  add_first (paper, facts);
  add_person (paper, facts);
  add_pump (paper, facts);
  add_findings (paper);
  add_signs (paper, facts->document->patient);
  add_do_not (paper);
  add_contacts (paper, facts);
  paper->code = make_code (paper, facts);
}
