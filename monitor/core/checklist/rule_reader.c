/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/rule_reader.h"

#include <math.h>

/* A temperature given twice has to be the same one: 96 °F stands for 35.5 °C (95.9 °F). */
#define FAHRENHEIT_SLACK 0.5

static const char *const attributes[] = {
  "outcome",      "when",    "at-least", "at-least-c", "at-least-f", "above",
  "above-c",      "above-f", "below",    "below-c",    "below-f",    "with",
  "with-sign-of", "state",   "opens",    "raises",     "again-h",    NULL,
};

/* In the order of ThecalRuleState; NONE has no name. */
static const char *const states[THECAL_N_STATES] = {
  "pump",       "refill-24h",       "watch-72h",      "operation-60d",
  "refill-14d", "alarm-before-mri", "computed-empty", "refill-overdue",
  "stopped",    "battery-notice",   "data-stale",     "printout-missing",
  NULL,
};

/* In the order of ThecalThreshold; FIXED has no name. */
static const struct {
  const char *name;
  ThecalQuantity quantity;
} thresholds[] = {
  [THECAL_THRESHOLD_FEVER] = { "fever", THECAL_QUANTITY_TEMPERATURE },
  [THECAL_THRESHOLD_FEVER_ANY] = { "fever-any", THECAL_QUANTITY_TEMPERATURE },
  [THECAL_THRESHOLD_BREATHS_LOW] = { "breaths-low", THECAL_QUANTITY_BREATHS },
};

static const struct {
  ThecalLimitKind kind;
  const char *plain, *celsius, *fahrenheit;
} limits[] = {
  { THECAL_LIMIT_AT_LEAST, "at-least", "at-least-c", "at-least-f" },
  { THECAL_LIMIT_ABOVE, "above", "above-c", "above-f" },
  { THECAL_LIMIT_BELOW, "below", "below-c", "below-f" },
};

void
thecal_rule_free (ThecalRule *self)
{
  g_ptr_array_unref (self->when);
  g_ptr_array_unref (self->with);
  g_free (self);
}

/* A limit by its name, or as a plain number. */
static void
read_plain_limit (ThecalListReader *reader,
                  const char *name,
                  ThecalQuantity quantity,
                  ThecalRule *rule)
{
  const char *text = thecal_list_reader_get (reader, name);

  for (guint i = 1; i < G_N_ELEMENTS (thresholds); i++)
    if (g_str_equal (text, thresholds[i].name)) {
      rule->threshold = (ThecalThreshold) i;
      if (quantity != thresholds[i].quantity)
        thecal_list_reader_fail (reader, "%s=\"%s\" where that is measured", name, text);
      return;
    }

  if (quantity == THECAL_QUANTITY_TEMPERATURE)
    thecal_list_reader_fail (
        reader, "%s=\"fever\" or \"fever-any\", or %s-c= and %s-f=", name, name, name);
  else
    rule->value = thecal_list_reader_read_number (reader, name, 0, 1000);
}

static void
read_temperatures (ThecalListReader *reader, guint kind, ThecalQuantity quantity, ThecalRule *rule)
{
  rule->celsius = thecal_list_reader_read_number (reader, limits[kind].celsius, 25, 45);
  rule->fahrenheit = thecal_list_reader_read_number (reader, limits[kind].fahrenheit, 77, 113);
  if (quantity != THECAL_QUANTITY_TEMPERATURE)
    thecal_list_reader_fail (
        reader, "%s= without a unit: no temperature is measured here", limits[kind].plain);
  else if (isnan (rule->celsius) || isnan (rule->fahrenheit))
    thecal_list_reader_fail (
        reader, "both %s= and %s=", limits[kind].celsius, limits[kind].fahrenheit);
  else if (!(fabs (rule->celsius * 1.8 + 32 - rule->fahrenheit) <= FAHRENHEIT_SLACK))
    thecal_list_reader_fail (reader,
                             "the same temperature in %s= and %s=",
                             limits[kind].celsius,
                             limits[kind].fahrenheit);
}

static void
read_limit (ThecalListReader *reader, ThecalQuantity quantity, ThecalRule *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    const bool plain = thecal_list_reader_get (reader, limits[i].plain) != NULL;
    const bool degrees = thecal_list_reader_get (reader, limits[i].celsius) != NULL ||
                         thecal_list_reader_get (reader, limits[i].fahrenheit) != NULL;

    if (!plain && !degrees)
      continue;
    if (rule->limit != THECAL_LIMIT_NONE || (plain && degrees)) {
      thecal_list_reader_fail (reader, "one limit in a <rule>");
      return;
    }
    rule->limit = limits[i].kind;
    if (plain)
      read_plain_limit (reader, limits[i].plain, quantity, rule);
    else
      read_temperatures (reader, i, quantity, rule);
  }
}

static void
check_answer (ThecalListReader *reader, const ThecalChecklistItem *item, ThecalRule *rule)
{
  switch (item->type) {
  case THECAL_ANSWER_TIME:
    thecal_list_reader_fail (reader, "no <rule> for a time");
    break;
  case THECAL_ANSWER_SELECT:
    if (rule->when->len == 0)
      thecal_list_reader_fail (reader, "when= with values of the choices");
    break;
  case THECAL_ANSWER_YES_NO:
  case THECAL_ANSWER_NUMBER:
    if (rule->when->len == 0)
      break;
    rule->no = rule->when->len == 1 && g_str_equal (g_ptr_array_index (rule->when, 0), "no");
    if (!rule->no)
      thecal_list_reader_fail (reader, "when=\"no\", or none, which is yes");
    g_ptr_array_set_size (rule->when, 0);
    break;
  }
  if (rule->limit != THECAL_LIMIT_NONE && item->type != THECAL_ANSWER_NUMBER)
    thecal_list_reader_fail (reader, "a limit only where a number is asked for");
  else if (rule->limit != THECAL_LIMIT_NONE && rule->no)
    thecal_list_reader_fail (reader, "a limit or when=, not both");
}

ThecalRule *
thecal_rule_read (ThecalListReader *reader, const ThecalChecklistItem *item)
{
  static const char *const outcomes[] = { "T1", "T2", "T3", "T4", "T5", NULL };
  static const char *const steps[] = { "1", "2", NULL };
  static const char *const hours[] = { "24", NULL };
  g_autoptr (ThecalRule) self = g_new0 (ThecalRule, 1);

  self->line = reader->line;
  self->value = self->celsius = self->fahrenheit = NAN;
  self->when = g_ptr_array_new ();
  self->with = g_ptr_array_new ();
  if (!thecal_list_reader_check_names (reader, attributes))
    return NULL;

  /* absent: none */
  if (thecal_list_reader_get (reader, "outcome") != NULL)
    self->outcome = thecal_list_reader_read_word (reader, "outcome", outcomes, -1) + 1;
  if (thecal_list_reader_get (reader, "raises") != NULL)
    self->raises = thecal_list_reader_read_word (reader, "raises", steps, -1) + 1;
  if (thecal_list_reader_get (reader, "state") != NULL)
    self->state =
        (ThecalRuleState) (thecal_list_reader_read_word (reader, "state", states, -1) + 1);
  if (thecal_list_reader_get (reader, "again-h") != NULL) {
    self->again_h = thecal_list_reader_read_word (reader, "again-h", hours, -1) >= 0 ? 24 : 0;
    if (self->outcome != THECAL_OUTCOME_T5)
      thecal_list_reader_fail (reader, "again-h= beside outcome=\"T5\" only");
  }
  self->opens = thecal_list_reader_read_lists (reader, "opens");
  self->with_signs = thecal_list_reader_read_lists (reader, "with-sign-of");
  thecal_list_reader_read_ids (reader, "with", self->with);
  thecal_list_reader_read_values (reader, "when", self->when);
  read_limit (reader, item->quantity, self);
  check_answer (reader, item, self);
  if (self->outcome == THECAL_OUTCOME_NONE && self->opens == 0 && self->raises == 0)
    thecal_list_reader_fail (reader, "outcome=, opens= or raises= in <rule>");

  return reader->failed ? NULL : g_steal_pointer (&self);
}
