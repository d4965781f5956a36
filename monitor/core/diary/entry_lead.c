/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/entry_lead.h"

#include <math.h>

#include "core/checklist/checklist.h"
#include "core/checklist/triage_rules.h"

#define COLD_C 35.5 /* O5 */
#define COLD_F 96.0
#define CELSIUS_MAX 45.0 /* of a person: beyond it the number is °F */

#define W (1u << THECAL_LIST_WITHDRAWAL)
#define O (1u << THECAL_LIST_OVERDOSE)
#define I (1u << THECAL_LIST_INFECTION)
#define P (1u << THECAL_LIST_PUMP)
#define S (1u << THECAL_LIST_OPERATION)

static const struct {
  guint lists;
  bool call_team;
} leads_to[THECAL_N_LEADS] = {
  [THECAL_LEAD_FEVER] = { W | I, false },   [THECAL_LEAD_HEADACHE] = { I, false },
  [THECAL_LEAD_COLD] = { O, false },        [THECAL_LEAD_BREATHS] = { O, false },
  [THECAL_LEAD_DROWSY] = { O, false },      [THECAL_LEAD_DIZZY] = { O, false },
  [THECAL_LEAD_BLADDER] = { O | P, false }, [THECAL_LEAD_HARDER] = { O, true },
  [THECAL_LEAD_TABLETS] = { W, true },      [THECAL_LEAD_REDNESS] = { I | S, true },
  [THECAL_LEAD_DRAINAGE] = { I | S, true }, [THECAL_LEAD_SWELLING] = { I | S, true },
};

static bool
is_yes (const ThecalEntry *entry, const char *name)
{
  return thecal_entry_get_truth (entry, name) == 1;
}

static bool
is (const ThecalEntry *entry, const char *name, const char *choice)
{
  return g_strcmp0 (thecal_entry_get_text (entry, name), choice) == 0;
}

static guint
find_temperature (const ThecalEntry *entry, const ThecalTriageContext *limits)
{
  const double number = thecal_entry_get_number (entry, "temperature");
  const bool fahrenheit = is (entry, "temperature_unit", "f") || number > CELSIUS_MAX;
  const double fever = fahrenheit ? thecal_triage_to_fahrenheit (limits->fever_c) : limits->fever_c;
  const double any =
      fahrenheit ? thecal_triage_to_fahrenheit (limits->fever_any_c) : limits->fever_any_c;
  guint leads = 0;

  /* comparisons with NAN are false */
  if (number >= fever)
    leads |= 1u << THECAL_LEAD_FEVER;
  if (number >= any && is_yes (entry, "headache"))
    leads |= 1u << THECAL_LEAD_HEADACHE;
  if (number < (fahrenheit ? COLD_F : COLD_C))
    leads |= 1u << THECAL_LEAD_COLD;

  return leads;
}

static guint
find_signs (const ThecalEntry *entry, const ThecalTriageContext *limits)
{
  const bool weak = is_yes (entry, "weak");
  guint leads = 0;

  if (thecal_entry_get_number (entry, "breaths") < limits->breaths_low)
    leads |= 1u << THECAL_LEAD_BREATHS;
  if (weak || is_yes (entry, "sleepy"))
    leads |= 1u << THECAL_LEAD_DROWSY;
  if (is_yes (entry, "dizzy"))
    leads |= 1u << THECAL_LEAD_DIZZY;
  if (weak && is_yes (entry, "bladder_trouble"))
    leads |= 1u << THECAL_LEAD_BLADDER;
  if (is_yes (entry, "transfers_harder"))
    leads |= 1u << THECAL_LEAD_HARDER;
  if (is_yes (entry, "tablets_taken"))
    leads |= 1u << THECAL_LEAD_TABLETS;

  return leads;
}

static guint
find_wound (const ThecalEntry *entry)
{
  const char *drainage = thecal_entry_get_text (entry, "drainage");
  guint leads = 0;

  if (is (entry, "redness", "same") || is (entry, "redness", "growing"))
    leads |= 1u << THECAL_LEAD_REDNESS;
  if (drainage != NULL && !g_str_equal (drainage, "none"))
    leads |= 1u << THECAL_LEAD_DRAINAGE;
  if (is (entry, "swelling", "growing"))
    leads |= 1u << THECAL_LEAD_SWELLING;

  return leads;
}

ThecalEntryLead
thecal_entry_lead_find (const ThecalEntry *entry, const ThecalTriageContext *limits)
{
  /* a value that the kind does not have is not entered */
  ThecalEntryLead lead = { .leads = find_temperature (entry, limits) | find_signs (entry, limits) |
                                    find_wound (entry) };

  for (guint i = 0; i < THECAL_N_LEADS; i++)
    if ((lead.leads & 1u << i) != 0) {
      lead.lists |= leads_to[i].lists;
      lead.call_team |= leads_to[i].call_team;
    }

  return lead;
}
