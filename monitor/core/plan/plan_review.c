/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/plan_review.h"

#include <math.h>
#include <string.h>

#include "core/plan/plan_choices.h"
#include "core/plan/plan_doubts.h"
#include "core/plan/plan_lines.h"

#define N_(text) (text)
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void
doubt_free (gpointer data)
{
  ThecalPlanDoubt *doubt = data;

  g_free (doubt->group);
  g_free (doubt->key);
  g_free (doubt->question);
  g_free (doubt->value);
  g_free (doubt);
}

char *
thecal_plan_doubts_get (const ThecalPlanDoubts *self, const char *group, const char *key)
{
  const ThecalPlanReader reader = { .file = self->file };

  return thecal_plan_get_text (&reader, group, key);
}

void
thecal_plan_doubts_ask (ThecalPlanDoubts *self,
                        const char *group,
                        const char *key,
                        bool doubtful,
                        const char *question)
{
  ThecalPlanDoubt *doubt;

  if (!doubtful)
    return;

  doubt = g_new0 (ThecalPlanDoubt, 1);
  doubt->group = g_strdup (group);
  doubt->key = g_strdup (key);
  doubt->question = g_strdup (question);
  doubt->value = thecal_plan_doubts_get (self, group, key);
  g_ptr_array_add (self->doubts, doubt);
}

static bool
is_bare_number (const char *text)
{
  return text != NULL && text[strspn (text, "0123456789., ")] == '\0';
}

static bool
holds (const char *text, const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_strdown (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static void
ask_person (ThecalPlanDoubts *self)
{
  const ThecalPatient *patient = self->document->patient;

  thecal_plan_doubts_ask (self,
                          "person",
                          "Weight",
                          is_bare_number (patient->weight),
                          N_ ("without its unit, as in 28 kg or 62 lb"));
  /* boxed warning: the level decides (001-04 [C1]) */
  thecal_plan_doubts_ask (self,
                          "person",
                          "InjuryLevel",
                          patient->injury_level == NULL &&
                              holds (patient->diagnosis, THECAL_DIAGNOSIS_CORD_INJURY),
                          N_ ("not entered; after a spinal cord injury its level is needed, as in "
                              "T6"));
}

static bool
is_usual_capacity (double capacity_ml)
{
  for (gsize i = 0; i < THECAL_PLAN_CAPACITIES; i++)
    if (thecal_plan_capacities_ml[i] == capacity_ml)
      return true;

  return isnan (capacity_ml);
}

static void
ask_reservoir (ThecalPlanDoubts *self)
{
  const ThecalCarePlan *plan = &self->document->plan;

  thecal_plan_doubts_ask (self,
                          "pump",
                          "CapacityMl",
                          !is_usual_capacity (plan->capacity_ml),
                          N_ ("unusual: most reservoirs hold 10, 18, 20 or 40 mL"));
  thecal_plan_doubts_ask (self,
                          "reservoir",
                          "LowMl",
                          plan->low_ml < 2.0,
                          N_ ("unusually low: 2 mL is what the maker recommends; lower only where "
                              "your clinic has set it"));
  thecal_plan_doubts_ask (self,
                          "reservoir",
                          "VolumeMl",
                          plan->volume_ml <= (isnan (plan->low_ml) ? 2.0 : plan->low_ml),
                          N_ ("no more than the low mark: is it the volume after the refill?"));
  thecal_plan_doubts_ask (
      self,
      "reservoir",
      isnan (plan->volume_ml) ? "VolumeMl" : "FilledAt",
      isnan (plan->volume_ml) || plan->filled_at_us == THECAL_UNKNOWN_US,
      N_ ("not entered; without VolumeMl and FilledAt the level cannot be computed"));
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const ThecalPlanDoubt *first = *(const ThecalPlanDoubt *const *) a;
  const ThecalPlanDoubt *second = *(const ThecalPlanDoubt *const *) b;

  /* 0 becomes the greatest */
  return (first->line - 1 > second->line - 1) - (first->line - 1 < second->line - 1);
}

/* What is not entered has no line. */
static void
add_lines (ThecalPlanDoubts *self, const char *text, gsize size)
{
  for (guint i = 0; i < self->doubts->len; i++) {
    ThecalPlanDoubt *doubt = g_ptr_array_index (self->doubts, i);

    if (doubt->value != NULL)
      doubt->line = thecal_plan_lines_find (text, size, doubt->group, doubt->key);
  }
  g_ptr_array_sort (self->doubts, compare);
}

GPtrArray *
thecal_plan_review_at (const ThecalPlanDocument *document,
                       const char *text,
                       gsize size,
                       gint64 wall_us,
                       GTimeZone *zone)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (doubt_free);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  ThecalPlanDoubts doubts = { document, file, wall_us, zone, found };

  if (size >= strlen (BYTE_ORDER_MARK) && g_str_has_prefix (text, BYTE_ORDER_MARK)) {
    text += strlen (BYTE_ORDER_MARK);
    size -= strlen (BYTE_ORDER_MARK);
  }
  g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, NULL);
  ask_person (&doubts);
  thecal_plan_doubts_ask (&doubts,
                          "pump",
                          "Explanted",
                          document->plan.explanted,
                          N_ ("taken out of the body: from then on no alarm of this pump sounds, "
                              "it is silent"));
  if (!document->plan.explanted) {
    thecal_plan_doubts_ask_dose (&doubts);
    ask_reservoir (&doubts);
  }
  thecal_plan_doubts_ask_dates (&doubts);
  thecal_plan_doubts_ask (&doubts,
                          "emergency",
                          "Address",
                          document->contacts->address == NULL,
                          N_ ("not entered, an ambulance has to be told where to come"));
  add_lines (&doubts, text, size);

  return g_steal_pointer (&found);
}

GPtrArray *
thecal_plan_review (const ThecalPlanDocument *document, const char *text, gsize size)
{
  return thecal_plan_review_at (document, text, size, THECAL_UNKNOWN_US, NULL);
}
