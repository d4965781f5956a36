/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/script_parts.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "words/contact_words.h"
#include "words/pump_words.h"

static GDateTime *
to_local (gint64 wall_us)
{
  g_autoptr (GDateTime) utc = NULL;

  if (wall_us == THECAL_UNKNOWN_US || wall_us == THECAL_NEVER_US)
    return NULL;
  utc = g_date_time_new_from_unix_utc (wall_us / THECAL_SECOND_US);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

static char *
format (gint64 wall_us, const char *pattern)
{
  g_autoptr (GDateTime) local = to_local (wall_us);

  return local != NULL ? g_date_time_format (local, pattern) : g_strdup (_ ("not known"));
}

char *
thecal_script_time (gint64 wall_us, gint64 now_wall_us)
{
  g_autofree char *day = format (wall_us, "%F");
  g_autofree char *today = format (now_wall_us, "%F");

  return format (wall_us, g_str_equal (day, today) ? "%H:%M" : "%-d %B %H:%M");
}

char *
thecal_script_date (gint64 wall_us)
{
  return format (wall_us, "%-d %B %Y");
}

const char *
thecal_script_or_unknown (const char *text)
{
  return text != NULL ? text : _ ("not known");
}

const char *
thecal_script_says (ThecalSays says)
{
  switch (says) {
  case THECAL_SAYS_YES:
    return _ ("yes");
  case THECAL_SAYS_NO:
    return _ ("no");
  case THECAL_SAYS_UNKNOWN:
    break;
  }

  return _ ("not known");
}

char *
thecal_script_age (const ThecalPatient *patient, gint64 now_wall_us)
{
  const int years = thecal_patient_get_age (patient, now_wall_us);

  if (years < 0)
    return g_strdup (_ ("age not known"));
  if (years == 0)
    return g_strdup (_ ("under 1 year"));

  return g_strdup_printf (ngettext ("%d year", "%d years", (gulong) years), years);
}

char *
thecal_script_weight (const ThecalPatient *patient)
{
  if (patient->weight == NULL)
    return g_strdup (_ ("weight not known"));
  if (patient->weight[strspn (patient->weight, "0123456789.,")] == '\0')
    return g_strdup_printf (_ ("weight %s, unit not known"), patient->weight);

  return g_strdup (patient->weight);
}

const char *
thecal_script_side (const ThecalPatient *patient)
{
  if (patient->side == NULL)
    return _ ("in the abdomen, side not known");

  return g_str_equal (patient->side, "left") ? _ ("in the left abdomen")
                                             : _ ("in the right abdomen");
}

char *
thecal_script_pump (const ThecalPatient *patient)
{
  return g_strdup_printf (_ ("Implanted baclofen pump %s, catheter to the spine"),
                          thecal_script_side (patient));
}

static char *
describe_drug (const ThecalDrug *drug)
{
  g_autofree char *amount = thecal_drug_amount_words (drug);

  return g_strdup_printf ("%s %s", drug->name != NULL ? drug->name : _ ("drug not named"), amount);
}

char *
thecal_script_drugs (const ThecalPatient *patient)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (patient->n_drugs == 0)
    return g_strdup (_ ("drug and dose not known"));
  for (guint i = 0; i < patient->n_drugs; i++) {
    g_autofree char *drug = describe_drug (&patient->drugs[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", drug);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
thecal_script_opioid (const ThecalPatient *patient)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean known = patient->n_drugs > 0;

  for (guint i = 0; i < patient->n_drugs; i++) {
    const ThecalDrug *drug = &patient->drugs[i];

    known = known && drug->opioid != THECAL_SAYS_UNKNOWN;
    if (drug->opioid == THECAL_SAYS_YES)
      g_string_append_printf (names,
                              "%s%s",
                              names->len > 0 ? ", " : "",
                              drug->name != NULL ? drug->name : _ ("drug not named"));
  }
  if (names->len > 0)
    return g_strdup_printf (_ ("yes: %s"), names->str);

  return g_strdup (thecal_script_says (known ? THECAL_SAYS_NO : THECAL_SAYS_UNKNOWN));
}

char *
thecal_script_refill (const ThecalCarePlan *plan)
{
  g_autofree char *when = format (plan->filled_at_us, "%-d %B %Y %H:%M");

  if (plan->filled_at_us == THECAL_UNKNOWN_US || isnan (plan->volume_ml))
    return g_steal_pointer (&when);

  return g_strdup_printf (_ ("%s, to %.10g mL"), when, plan->volume_ml);
}

char *
thecal_script_level (const ThecalScriptFacts *facts)
{
  const gboolean heard = !isnan (facts->level_ml.nominal);
  const ThecalBand level =
      heard ? facts->level_ml
            : thecal_plan_document_get_level (facts->document, facts->now_wall_us);
  g_autofree char *band = NULL;
  g_autofree char *when = NULL;

  if (isnan (level.nominal))
    return g_strdup (_ ("not known"));

  band = g_strdup_printf (
      _ ("%.1f mL, could be %.1f to %.1f"), level.nominal, level.early, level.late);
  if (!heard)
    return g_strdup_printf (_ ("%s, by calculation from the last refill"), band);
  if (facts->level_wall_us == THECAL_UNKNOWN_US)
    return g_steal_pointer (&band);

  when = thecal_script_time (facts->level_wall_us, facts->now_wall_us);
  return g_strdup_printf (_ ("%s, heard at %s"), band, when);
}

const char *
thecal_script_alarm (const ThecalScriptFacts *facts)
{
  if (facts->pump_alarm == NULL)
    return _ ("not known");

  return *facts->pump_alarm != '\0' ? _ (facts->pump_alarm) : _ ("none reported");
}

static char *
capitalise (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, MIN (1, g_utf8_strlen (text, -1)));
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, text + strlen (first), NULL);
}

/* The lists of what decided, but for the gate, which is asked whatever is wrong. */
static guint
get_deciding_lists (const ThecalScriptFacts *facts)
{
  guint lists = 0;

  for (guint i = 0; i < facts->result->decided_by->len; i++) {
    const ThecalChecklistItem *item =
        thecal_checklist_set_find (facts->set, g_ptr_array_index (facts->result->decided_by, i));

    if (item != NULL)
      lists |= 1u << item->list;
  }
  if (facts->result->sign == THECAL_SIGN_WITHDRAWAL)
    lists |= 1u << THECAL_LIST_WITHDRAWAL;
  if (facts->result->sign == THECAL_SIGN_OVERDOSE)
    lists |= 1u << THECAL_LIST_OVERDOSE;
  if (facts->result->sign == THECAL_SIGN_INFECTION)
    lists |= 1u << THECAL_LIST_INFECTION;

  return lists & ~(1u << THECAL_LIST_GATE);
}

char *
thecal_script_suspicion (const ThecalScriptFacts *facts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint lists;

  if (facts->result == NULL || facts->set == NULL)
    return NULL;

  lists = get_deciding_lists (facts);
  for (int list = 0; list < THECAL_N_LISTS; list++) {
    const ThecalChecklist *checklist = facts->set->lists[list];

    if ((lists & 1u << list) == 0 || checklist == NULL || checklist->suspicion == NULL)
      continue;
    if (text->len > 0)
      g_string_append (text, _ (", or "));
    g_string_append (text, _ (checklist->suspicion));
  }
  /* The gate alone: both look alike, and can follow one another [C17]. */
  if (text->len == 0 && facts->result->outcome <= THECAL_OUTCOME_T2)
    return g_strdup (_ ("Possible baclofen overdose or withdrawal"));

  return text->len > 0 ? capitalise (text->str) : NULL;
}

char *
thecal_script_contacts (const ThecalContactBook *book, ThecalRole role)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < book->contacts->len; i++) {
    const ThecalContact *contact = g_ptr_array_index (book->contacts, i);
    g_autofree char *phones = g_strjoinv (", ", contact->phones);

    if (contact->role != role)
      continue;
    g_string_append_printf (text,
                            "%s%s %s",
                            text->len > 0 ? "; " : "",
                            *contact->name != '\0' ? contact->name
                                                   : thecal_contact_role_title (role),
                            *phones != '\0' ? phones : _ ("(no number entered)"));
    if (contact->hours != NULL && !thecal_opening_hours_is_always (contact->hours))
      g_string_append_printf (text, " (%s)", thecal_opening_hours_get_text (contact->hours));
  }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (_ ("not known"));
}
