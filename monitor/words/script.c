/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/script.h"

#include <glib/gi18n.h>
#include <math.h>

#include "words/contact_words.h"
#include "words/script_parts.h"

/* "38.7 °C" as it was typed. */
static char *
describe_number (const ThecalChecklistItem *item, const ThecalAnswer *answer)
{
  if (answer->unit == THECAL_UNIT_CELSIUS)
    return g_strdup_printf (_ ("%.1f °C"), answer->number);
  if (answer->unit == THECAL_UNIT_FAHRENHEIT)
    return g_strdup_printf (_ ("%.1f °F"), answer->number);

  switch (item->quantity) {
  case THECAL_QUANTITY_BREATHS:
    return g_strdup_printf (_ ("%.10g breaths a minute"), answer->number);
  case THECAL_QUANTITY_PRESSURE:
    return g_strdup_printf (_ ("%.10g mmHg above the usual pressure"), answer->number);
  case THECAL_QUANTITY_VOLUME_ML:
    return g_strdup_printf (_ ("%.10g mL"), answer->number);
  case THECAL_QUANTITY_PAIN:
    return g_strdup_printf (_ ("%.10g of 10"), answer->number);
  case THECAL_QUANTITY_NONE:
  case THECAL_QUANTITY_TEMPERATURE:
    break;
  }

  return g_strdup_printf ("%.10g", answer->number);
}

/* NULL where the answer has nothing to add to the finding. */
static char *
describe_value (const ThecalChecklistItem *item, const ThecalAnswer *answer)
{
  switch (answer->said) {
  case THECAL_SAID_NUMBER:
    return describe_number (item, answer);
  case THECAL_SAID_CHOICE:
    for (guint i = 0; item->choices != NULL && i < item->choices->len; i++) {
      const ThecalChoice *choice = &g_array_index (item->choices, ThecalChoice, i);

      if (g_strcmp0 (choice->value, answer->choice) == 0)
        return g_strdup (_ (choice->label));
    }
    return NULL;
  case THECAL_SAID_NOT_SURE:
    return g_strdup (_ ("not sure"));
  case THECAL_SAID_YES:
  case THECAL_SAID_NO:
  case THECAL_SAID_TIME:
    break;
  }

  return NULL;
}

/* "hard to wake (02:16)", "fever, 38.7 °C (02:14)" */
static char *
describe_finding (const ThecalScriptFacts *facts, const ThecalChecklistItem *item)
{
  const ThecalAnswer *answer =
      facts->answers != NULL ? thecal_answers_get (facts->answers, item->id) : NULL;
  const char *finding = item->finding != NULL ? _ (item->finding) : _ (item->question);
  g_autofree char *value = answer != NULL ? describe_value (item, answer) : NULL;
  g_autofree char *when = NULL;
  g_autofree char *text =
      value != NULL ? g_strdup_printf ("%s, %s", finding, value) : g_strdup (finding);

  if (answer == NULL || answer->at_wall_us == THECAL_UNKNOWN_US)
    return g_steal_pointer (&text);

  when = thecal_script_time (answer->at_wall_us, facts->now_wall_us);
  return g_strdup_printf ("%s (%s)", text, when);
}

char *
thecal_script_get_findings (const ThecalScriptFacts *facts, const GPtrArray *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++) {
    const ThecalChecklistItem *item =
        facts->set != NULL ? thecal_checklist_set_find (facts->set, g_ptr_array_index (ids, i))
                           : NULL;
    g_autofree char *finding = item != NULL ? describe_finding (facts, item) : NULL;

    if (finding != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", finding);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append (GString *text, bool holds, const char *words)
{
  if (holds)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
}

char *
thecal_script_get_because (const ThecalScriptFacts *facts)
{
  const ThecalTriageResult *result = facts->result;
  const ThecalTriageContext *context = facts->context;
  g_autofree char *findings = thecal_script_get_findings (facts, result->decided_by);
  GString *text = g_string_new (findings);

  if (context == NULL || result->outcome < THECAL_OUTCOME_T2 ||
      result->outcome > THECAL_OUTCOME_T3 ||
      (*findings != '\0' && (result->flags & 1u << THECAL_TRIAGE_TWO_SIGN) == 0))
    return g_string_free (text, FALSE);

  append (text, context->infusion_stopped, _ ("the pump does not deliver"));
  append (text, context->computed_empty, _ ("the reservoir may be empty"));
  append (text, context->pump_low, _ ("the reservoir may run empty within three days"));
  append (text, context->refill_overdue, _ ("the refill is overdue"));
  append (text, context->mri_unchecked, _ ("nobody has checked the pump after the scan"));
  append (text, context->pump_alarm, _ ("the pump has an alarm"));
  append (text,
          (result->flags & 1u << THECAL_TRIAGE_WATCH_72H) != 0,
          _ ("a refill, a dose change or a scan in the last three days"));

  return g_string_free (text, FALSE);
}

/* All that is raised, not only what decided; NULL: nobody has asked. */
static char *
describe_findings (const ThecalScriptFacts *facts)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) raised = g_ptr_array_new ();

  if (facts->answers == NULL || facts->set == NULL)
    return NULL;

  ids = thecal_answers_get_ids (facts->answers, facts->set);
  for (guint i = 0; i < ids->len; i++) {
    const ThecalChecklistItem *item =
        thecal_checklist_set_find (facts->set, g_ptr_array_index (ids, i));

    if (item != NULL && thecal_triage_is_raised (item, facts->answers, facts->context))
      g_ptr_array_add (raised, (gpointer) item->id);
  }

  if (ids->len > 0 && raised->len == 0)
    return g_strdup (_ ("none of what was asked so far"));

  return raised->len > 0 ? thecal_script_get_findings (facts, raised) : NULL;
}

/* Number of who speaks for the pump at this hour; NULL: none is entered. */
static const char *
find_team_number (const ThecalScriptFacts *facts)
{
  g_autoptr (GArray) lines =
      thecal_contact_book_order (facts->document->contacts, THECAL_OUTCOME_T3, facts->now_wall_us);

  for (guint i = 0; i < lines->len; i++) {
    const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, i);

    if ((line->role == THECAL_ROLE_PUMP_TEAM || line->role == THECAL_ROLE_ON_CALL) &&
        *line->number != '\0')
      return line->number;
  }

  return NULL;
}

G_GNUC_PRINTF (2, 3)
static void
say (GString *speech, const char *format, ...)
{
  va_list arguments;

  if (speech->len > 0)
    g_string_append_c (speech, ' ');
  va_start (arguments, format);
  g_string_append_vprintf (speech, format, arguments);
  va_end (arguments);
}

static void
say_who (GString *speech, const ThecalScriptFacts *facts)
{
  const ThecalPatient *patient = facts->document->patient;
  g_autofree char *age = thecal_script_age (patient, facts->now_wall_us);
  g_autofree char *weight = thecal_script_weight (patient);
  g_autofree char *drugs = thecal_script_drugs (patient);
  g_autofree char *refill = thecal_script_date (facts->document->plan.filled_at_us);

  say (speech,
       "%s, %s, %s.",
       patient->name != NULL ? patient->name : _ ("Name not known"),
       age,
       weight);
  say (speech,
       _ ("They have an implanted baclofen pump %s, with a catheter to the spine: %s. Last refill: "
          "%s."),
       thecal_script_side (patient),
       drugs,
       refill);
}

/* After what cannot wait: for whoever asks on. */
static void
say_details (GString *speech, const ThecalScriptFacts *facts)
{
  const ThecalPatient *patient = facts->document->patient;
  g_autofree char *opioid = thecal_script_opioid (patient);
  g_autofree char *alarm = thecal_script_date (facts->document->plan.alarm_date_us);
  g_autofree char *level = thecal_script_level (facts);

  say (speech,
       _ ("If they ask: allergies: %s. Opioid in the pump: %s. Next alarm date: %s. Level in the "
          "pump: %s. Pump model: %s, serial number: %s."),
       thecal_script_or_unknown (patient->allergies),
       opioid,
       alarm,
       level,
       thecal_script_or_unknown (patient->model),
       thecal_script_or_unknown (patient->serial));
}

static void
say_what (GString *speech, const ThecalScriptFacts *facts)
{
  g_autofree char *findings = facts->result != NULL ? thecal_script_get_because (facts) : NULL;
  g_autofree char *suspicion = thecal_script_suspicion (facts);

  if (findings != NULL && *findings != '\0')
    say (speech, _ ("Why we call: %s."), findings);
  if (facts->pump_alarm != NULL && *facts->pump_alarm != '\0')
    say (speech, _ ("The pump alarm says: %s."), _ (facts->pump_alarm));
  if (suspicion != NULL)
    say (speech, "%s.", suspicion);
}

char *
thecal_script_speak (const ThecalScriptFacts *facts)
{
  g_autoptr (GString) speech = g_string_new (NULL);
  const char *number = find_team_number (facts);
  const char *address = facts->document->contacts->address;

  say_who (speech, facts);
  say_what (speech, facts);
  if (number != NULL)
    say (speech, _ ("Please have the pump team called: %s."), number);
  else
    say (speech, _ ("Please have the pump team called."));
  if (address != NULL)
    say (speech, _ ("We are here: %s."), address);
  else
    say (speech, _ ("We are here: (say the address)."));
  say_details (speech, facts);

  return g_string_free (g_steal_pointer (&speech), FALSE);
}

static void
row_free (gpointer data)
{
  ThecalScriptRow *row = data;

  g_free (row->label);
  g_free (row->value);
  g_free (row);
}

/* Takes @value over; NULL: not known. */
static void
add_row (GPtrArray *rows, const char *label, char *value)
{
  ThecalScriptRow *row = g_new (ThecalScriptRow, 1);

  row->label = g_strdup (label);
  row->value = value != NULL ? value : g_strdup (_ ("not known"));
  g_ptr_array_add (rows, row);
}

static void
add_pump_rows (GPtrArray *rows, const ThecalScriptFacts *facts)
{
  const ThecalPatient *patient = facts->document->patient;
  const ThecalCarePlan *plan = &facts->document->plan;

  add_row (rows, _ ("Pump"), thecal_script_pump (patient));
  add_row (rows, _ ("Model"), g_strdup (patient->model));
  add_row (rows, _ ("Serial number"), g_strdup (patient->serial));
  add_row (rows, _ ("Drug"), thecal_script_drugs (patient));
  add_row (rows, _ ("Opioid in the pump"), thecal_script_opioid (patient));
  add_row (rows, _ ("Last refill"), thecal_script_refill (plan));
  add_row (rows, _ ("Last dose change"), thecal_script_date (plan->dose_changed_us));
  add_row (rows, _ ("Next alarm date"), thecal_script_date (plan->alarm_date_us));
  add_row (rows, _ ("Level in the pump"), thecal_script_level (facts));
  add_row (rows, _ ("Pump alarm"), g_strdup (thecal_script_alarm (facts)));
}

static void
add_person_rows (GPtrArray *rows, const ThecalPatient *patient)
{
  add_row (rows, _ ("Diagnosis"), g_strdup (patient->diagnosis));
  add_row (rows, _ ("Level of spinal cord injury"), g_strdup (patient->injury_level));
  add_row (rows, _ ("Epilepsy"), g_strdup (patient->epilepsy));
  add_row (rows, _ ("Kidneys"), g_strdup (patient->kidney));
  add_row (rows, _ ("Allergies"), g_strdup (patient->allergies));
  add_row (rows, _ ("Can swallow"), g_strdup (thecal_script_says (patient->can_swallow)));
}

GPtrArray *
thecal_script_get_rows (const ThecalScriptFacts *facts)
{
  const ThecalPatient *patient = facts->document->patient;
  const ThecalContactBook *contacts = facts->document->contacts;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);

  add_row (rows, _ ("Name"), g_strdup (patient->name));
  add_row (rows, _ ("Age"), thecal_script_age (patient, facts->now_wall_us));
  add_row (rows, _ ("Weight"), thecal_script_weight (patient));
  add_pump_rows (rows, facts);
  add_row (rows, _ ("Findings"), describe_findings (facts));
  add_row (rows, _ ("Suspected"), thecal_script_suspicion (facts));
  add_person_rows (rows, patient);
  add_row (rows, _ ("Pump team"), thecal_script_contacts (contacts, THECAL_ROLE_PUMP_TEAM));
  add_row (rows, _ ("On call"), thecal_script_contacts (contacts, THECAL_ROLE_ON_CALL));
  add_row (rows, _ ("Maker's 24-hour line"), g_strdup (patient->maker_line));
  add_row (rows, _ ("Address"), g_strdup (contacts->address));

  return g_steal_pointer (&rows);
}

char *
thecal_script_get_footer (const ThecalPlanDocument *document)
{
  const ThecalPatient *patient = document->patient;
  g_autofree char *drugs = thecal_script_drugs (patient);
  g_autofree char *opioid = thecal_script_opioid (patient);
  g_autofree char *refill = thecal_script_date (document->plan.filled_at_us);
  g_autofree char *alarm = thecal_script_date (document->plan.alarm_date_us);

  return g_strdup_printf (
      _ ("%s · pump: %s · %s · last refill: %s · alarm date: %s · allergies: %s · opioid: %s"),
      patient->name != NULL ? patient->name : _ ("Name not known"),
      thecal_script_or_unknown (patient->model),
      drugs,
      refill,
      alarm,
      thecal_script_or_unknown (patient->allergies),
      opioid);
}
