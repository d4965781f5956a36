/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/triage_rules.h"

#include <math.h>

#define WATCH_H 72        /* clinical.md 2.1 */
#define REFILL_H 24       /* O7 */
#define OPERATION_DAYS 60 /* I4 [C19] */
#define REFILL_DAYS 14    /* I4 [C18] */
#define CELSIUS_MAX 45    /* of a person: beyond it the number is °F */
#define TENTHS 10.0       /* of a degree, as thermometers show it */
#define ROUNDING 1e-6     /* of a decimal fraction in binary */
#define SEED_FEVER_C 38.6 /* [004-38] states both; 38.6 °C would be 101.48 °F */
#define SEED_FEVER_F 101.5

/* A sound of the pump, and what the person says of the pump (clinical.md 2.1, two-sign rule). */
const char *const thecal_pump_state_ids[] = { "G8", "P1", "W13", "W14", NULL };

static bool
has_value (const GPtrArray *values, const char *value)
{
  for (guint i = 0; values != NULL && value != NULL && i < values->len; i++)
    if (g_str_equal (g_ptr_array_index (values, i), value))
      return true;

  return false;
}

static guint
count (const GPtrArray *array)
{
  return array != NULL ? array->len : 0;
}

double
thecal_triage_to_fahrenheit (double celsius)
{
  if (fabs (celsius - SEED_FEVER_C) < ROUNDING)
    return SEED_FEVER_F;

  return floor ((celsius * 1.8 + 32.0) * TENTHS + ROUNDING) / TENTHS;
}

/* What the number is compared with, in its own unit; NAN: with nothing. */
static double
limit_of (const ThecalRule *rule,
          ThecalQuantity quantity,
          bool fahrenheit,
          const ThecalTriageContext *context)
{
  switch (rule->threshold) {
  case THECAL_THRESHOLD_FEVER:
    return fahrenheit ? thecal_triage_to_fahrenheit (context->fever_c) : context->fever_c;
  case THECAL_THRESHOLD_FEVER_ANY:
    return fahrenheit ? thecal_triage_to_fahrenheit (context->fever_any_c) : context->fever_any_c;
  case THECAL_THRESHOLD_BREATHS_LOW:
    return context->breaths_low;
  case THECAL_THRESHOLD_FIXED:
    break;
  }
  if (quantity == THECAL_QUANTITY_TEMPERATURE)
    return fahrenheit ? rule->fahrenheit : rule->celsius;

  return rule->value;
}

static bool
is_beyond_limit (const ThecalChecklistItem *item,
                 const ThecalRule *rule,
                 const ThecalAnswer *answer,
                 const ThecalTriageContext *context)
{
  const bool fahrenheit = answer->unit == THECAL_UNIT_FAHRENHEIT ||
                          (answer->unit == THECAL_UNIT_PLAIN && answer->number > CELSIUS_MAX);
  const double limit = limit_of (rule, item->quantity, fahrenheit, context);

  switch (rule->limit) {
  case THECAL_LIMIT_AT_LEAST:
    return answer->number >= limit - ROUNDING;
  case THECAL_LIMIT_ABOVE:
    return answer->number > limit + ROUNDING;
  case THECAL_LIMIT_BELOW:
    return answer->number < limit - ROUNDING;
  case THECAL_LIMIT_NONE:
    break;
  }

  return false;
}

/* The clinic has set none: nobody can say what a count means (O2). */
static bool
lacks_limit (const ThecalChecklistItem *item,
             const ThecalRule *rule,
             const ThecalTriageContext *context)
{
  return rule->limit != THECAL_LIMIT_NONE &&
         isnan (limit_of (rule, item->quantity, false, context));
}

/* Without a surer answer every rule of the item may hold. */
static ThecalHolds
not_sure_holds (const ThecalChecklistItem *item, const ThecalRule *rule)
{
  /* a choice of that name says what it leads to */
  if (item->red || has_value (rule->when, "unknown"))
    return THECAL_HOLDS;

  return THECAL_HOLDS_WEAKLY;
}

ThecalHolds
thecal_rule_holds_for_answer (const ThecalChecklistItem *item,
                              const ThecalRule *rule,
                              const ThecalAnswer *answer,
                              const ThecalTriageContext *context)
{
  bool holds = false;

  if (answer == NULL)
    return THECAL_HOLDS_NOT;

  switch (answer->said) {
  case THECAL_SAID_NOT_SURE:
    return not_sure_holds (item, rule);
  case THECAL_SAID_YES:
    /* "very hot" without a thermometer is beyond the limit */
    holds = !rule->no && count (rule->when) == 0;
    break;
  case THECAL_SAID_NO:
    holds = rule->no;
    break;
  case THECAL_SAID_NUMBER:
    if (!isfinite (answer->number) || lacks_limit (item, rule, context))
      return not_sure_holds (item, rule);
    holds = is_beyond_limit (item, rule, answer, context);
    break;
  case THECAL_SAID_CHOICE:
    holds = has_value (rule->when, answer->choice);
    break;
  case THECAL_SAID_TIME:
    break;
  }

  return holds ? THECAL_HOLDS : THECAL_HOLDS_NOT;
}

bool
thecal_rule_holds_for_number (const ThecalTriageFacts *facts,
                              const ThecalChecklistItem *item,
                              const ThecalRule *rule,
                              const ThecalChecklistItem *other)
{
  const ThecalAnswer *answer = thecal_answers_get (facts->answers, other->id);

  return item->quantity == THECAL_QUANTITY_TEMPERATURE &&
         other->quantity == THECAL_QUANTITY_TEMPERATURE && answer != NULL &&
         answer->said == THECAL_SAID_NUMBER && isfinite (answer->number) &&
         thecal_rule_holds_for_answer (item, rule, answer, facts->context) == THECAL_HOLDS;
}

ThecalHolds
thecal_item_holds (const ThecalTriageFacts *facts, const ThecalChecklistItem *item)
{
  const ThecalAnswer *answer = thecal_answers_get (facts->answers, item->id);
  ThecalHolds holds = THECAL_HOLDS_NOT;

  for (guint i = 0; i < count (item->rules); i++)
    holds = MAX (holds,
                 thecal_rule_holds_for_answer (
                     item, g_ptr_array_index (item->rules, i), answer, facts->context));

  return holds;
}

ThecalHolds
thecal_item_id_holds (const ThecalTriageFacts *facts, const char *id)
{
  const ThecalChecklistItem *item = thecal_checklist_set_find (facts->set, id);

  return item != NULL ? thecal_item_holds (facts, item) : THECAL_HOLDS_NOT;
}

static bool
is_known (gint64 time_us)
{
  return time_us != THECAL_UNKNOWN_US && time_us != THECAL_NEVER_US &&
         thecal_instant_is_sound (time_us);
}

bool
thecal_triage_is_within (const ThecalTriageFacts *facts, gint64 time_us, gint64 span_us)
{
  return is_known (time_us) && is_known (facts->now_wall_us) &&
         facts->now_wall_us - time_us <= span_us;
}

/* Where the clock is not to be trusted nobody is sure how long ago that was. */
static ThecalHolds
holds_within (const ThecalTriageFacts *facts, gint64 time_us, gint64 span_us)
{
  if (thecal_triage_is_within (facts, time_us, span_us))
    return THECAL_HOLDS;

  return is_known (time_us) && !is_known (facts->now_wall_us) ? THECAL_HOLDS_WEAKLY
                                                              : THECAL_HOLDS_NOT;
}

/* What the person says happened last (G9) did so within @span_us. */
static ThecalHolds
holds_as_told (const ThecalTriageFacts *facts, gint64 span_us)
{
  const ThecalAnswer *newest = thecal_answers_get (facts->answers, "G9");

  return newest != NULL && newest->said == THECAL_SAID_TIME
             ? holds_within (facts, newest->time_wall_us, span_us)
             : THECAL_HOLDS_NOT;
}

static ThecalHolds
holds_since_refill (const ThecalTriageFacts *facts, gint64 span_us)
{
  return MAX (holds_within (facts, facts->context->refill_wall_us, span_us),
              holds_as_told (facts, span_us));
}

static ThecalHolds
holds_watched (const ThecalTriageFacts *facts)
{
  const gint64 span_us = WATCH_H * THECAL_HOUR_US;

  return MAX (holds_within (facts, facts->context->watch_wall_us, span_us),
              holds_since_refill (facts, span_us));
}

bool
thecal_triage_is_watched (const ThecalTriageFacts *facts)
{
  return holds_watched (facts) == THECAL_HOLDS;
}

ThecalHolds
thecal_triage_get_pump_state (const ThecalTriageFacts *facts)
{
  const ThecalTriageContext *context = facts->context;
  ThecalHolds holds = holds_watched (facts);

  if (context->pump_alarm || context->computed_empty || context->refill_overdue ||
      context->infusion_stopped || context->pump_low || context->battery_notice)
    return THECAL_HOLDS;

  for (guint i = 0; thecal_pump_state_ids[i] != NULL; i++)
    holds = MAX (holds, thecal_item_id_holds (facts, thecal_pump_state_ids[i]));

  return holds;
}

static ThecalHolds
state_holds (const ThecalTriageFacts *facts, ThecalRuleState state)
{
  const ThecalTriageContext *context = facts->context;
  bool holds = false;

  switch (state) {
  case THECAL_STATE_PUMP:
    return thecal_triage_get_pump_state (facts);
  case THECAL_STATE_REFILL_24H:
    /* G9 may mean a fall: O7 has said that it was work on the pump */
    return MAX (holds_since_refill (facts, REFILL_H * THECAL_HOUR_US),
                thecal_item_id_holds (facts, "O7_day"));
  case THECAL_STATE_ALARM_BEFORE_MRI:
    /* or a person says so */
    return context->alarmed_before_mri ? THECAL_HOLDS : thecal_item_id_holds (facts, "P4_alarm");
  case THECAL_STATE_OVERDUE:
    holds = context->refill_overdue;
    break;
  case THECAL_STATE_WATCH_72H:
    return holds_watched (facts);
  case THECAL_STATE_OPERATION_60D:
    return holds_within (facts, context->operation_wall_us, OPERATION_DAYS * THECAL_DAY_US);
  case THECAL_STATE_REFILL_14D:
    return holds_since_refill (facts, REFILL_DAYS * THECAL_DAY_US);
  case THECAL_STATE_COMPUTED_EMPTY:
    holds = context->computed_empty;
    break;
  case THECAL_STATE_STOPPED:
    holds = context->infusion_stopped;
    break;
  case THECAL_STATE_BATTERY:
    holds = context->battery_notice;
    break;
  case THECAL_STATE_STALE:
    holds = context->data_stale;
    break;
  case THECAL_STATE_NO_PRINTOUT:
    holds = context->printout_missing;
    break;
  case THECAL_STATE_NONE:
  case THECAL_N_STATES:
    holds = true;
    break;
  }

  return holds ? THECAL_HOLDS : THECAL_HOLDS_NOT;
}

bool
thecal_rule_has_partner (const ThecalRule *rule,
                         const ThecalChecklistItem *item,
                         const ThecalChecklistItem *other)
{
  if (g_str_equal (item->id, other->id))
    return false;

  return has_value (rule->with, other->id) ||
         ((rule->with_signs & (1u << other->list)) != 0 && other->sign_halves > 0);
}

/* The firmest of the items of @ids; nothing asked for holds. */
static ThecalHolds
with_holds (const ThecalTriageFacts *facts, const ThecalChecklistItem *item, const ThecalRule *rule)
{
  ThecalHolds holds = THECAL_HOLDS_NOT;

  if (count (rule->with) == 0)
    return THECAL_HOLDS;

  for (guint i = 0; i < rule->with->len; i++) {
    const char *id = g_ptr_array_index (rule->with, i);

    if (!g_str_equal (id, item->id))
      holds = MAX (holds, thecal_item_id_holds (facts, id));
  }

  return holds;
}

static ThecalHolds
signs_hold (const ThecalTriageFacts *facts, const ThecalChecklistItem *item, const ThecalRule *rule)
{
  ThecalHolds holds = THECAL_HOLDS_NOT;

  if (rule->with_signs == 0)
    return THECAL_HOLDS;

  for (guint list = 0; list < THECAL_N_LISTS; list++) {
    const ThecalChecklist *signs = facts->set->lists[list];

    if ((rule->with_signs & (1u << list)) == 0 || signs == NULL)
      continue;
    for (guint i = 0; i < signs->items->len; i++) {
      const ThecalChecklistItem *sign = g_ptr_array_index (signs->items, i);

      if (sign->sign_halves > 0 && !g_str_equal (sign->id, item->id))
        holds = MAX (holds, thecal_item_holds (facts, sign));
    }
  }

  return holds;
}

ThecalHolds
thecal_rule_holds (const ThecalTriageFacts *facts,
                   const ThecalChecklistItem *item,
                   const ThecalRule *rule)
{
  ThecalHolds holds = thecal_rule_holds_for_answer (
      item, rule, thecal_answers_get (facts->answers, item->id), facts->context);

  if (holds != THECAL_HOLDS_NOT)
    holds = MIN (holds, with_holds (facts, item, rule));
  if (holds != THECAL_HOLDS_NOT)
    holds = MIN (holds, signs_hold (facts, item, rule));
  if (holds != THECAL_HOLDS_NOT)
    holds = MIN (holds, state_holds (facts, rule->state));

  return holds;
}

bool
thecal_triage_is_raised (const ThecalChecklistItem *item,
                         const ThecalAnswers *answers,
                         const ThecalTriageContext *context)
{
  const ThecalTriageFacts facts = {
    .answers = answers,
    .context = context,
    .now_wall_us = THECAL_UNKNOWN_US,
  };

  return thecal_item_holds (&facts, item) == THECAL_HOLDS;
}

bool
thecal_triage_takes_number (const ThecalChecklistItem *item, const ThecalTriageContext *context)
{
  for (guint i = 0; i < count (item->rules); i++) {
    const ThecalRule *rule = g_ptr_array_index (item->rules, i);

    if (rule->limit != THECAL_LIMIT_NONE && !lacks_limit (item, rule, context))
      return true;
  }

  return false;
}

bool
thecal_triage_answer_itself (const char *id, const ThecalTriageContext *context, ThecalAnswer *out)
{
  bool yes;

  if (g_str_equal (id, "P3"))
    yes = context->pump_alarm || context->computed_empty || context->refill_overdue ||
          context->infusion_stopped || context->battery_notice || context->pump_low ||
          context->mri_unchecked;
  else if (g_str_equal (id, "P10"))
    yes = context->data_stale;
  else
    return false;

  *out = (ThecalAnswer){
    .said = yes ? THECAL_SAID_YES : THECAL_SAID_NO,
    .number = NAN,
    .time_wall_us = THECAL_UNKNOWN_US,
    .at_wall_us = THECAL_UNKNOWN_US,
    .prefilled = true,
  };
  return true;
}

/* As it was typed at any question. */
static bool
is_cold (const ThecalTriageFacts *facts)
{
  const ThecalChecklistItem *cold = thecal_checklist_set_find (facts->set, "O5");

  for (guint list = 0; cold != NULL && list < THECAL_N_LISTS; list++) {
    const ThecalChecklist *items = facts->set->lists[list];

    for (guint i = 0; items != NULL && i < items->items->len; i++)
      for (guint j = 0; j < cold->rules->len; j++)
        if (thecal_rule_holds_for_number (facts,
                                          cold,
                                          g_ptr_array_index (cold->rules, j),
                                          g_ptr_array_index (items->items, i)))
          return true;
  }

  return false;
}

bool
thecal_triage_has_doubt (const ThecalTriageFacts *facts, ThecalListId list)
{
  const ThecalChecklist *items = facts->set->lists[list];

  for (guint i = 0; items != NULL && i < items->items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (items->items, i);
    const ThecalAnswer *answer = thecal_answers_get (facts->answers, item->id);

    /* having tablets with them is no sign of anything (T-TR-05) */
    if (answer == NULL || g_str_has_prefix (item->id, "W15"))
      continue;
    if (answer->said == THECAL_SAID_YES || answer->said == THECAL_SAID_NOT_SURE ||
        thecal_item_holds (facts, item) != THECAL_HOLDS_NOT)
      return true;
  }

  return list == THECAL_LIST_OVERDOSE && is_cold (facts);
}

static bool
is_yes (const ThecalTriageFacts *facts, const char *id)
{
  const ThecalAnswer *answer = thecal_answers_get (facts->answers, id);

  return answer != NULL && answer->said == THECAL_SAID_YES;
}

bool
thecal_triage_may_show_tablets (const ThecalTriageFacts *facts, int outcome, guint lists)
{
  return facts->context->has_tablet_plan && !facts->context->cannot_swallow &&
         is_yes (facts, "W15") && is_yes (facts, "W15_swallow") && is_yes (facts, "W15_awake") &&
         (outcome == THECAL_OUTCOME_T2 || outcome == THECAL_OUTCOME_T3) &&
         /* drowsy, or not able to drink */
         thecal_item_id_holds (facts, "S7_worse") == THECAL_HOLDS_NOT &&
         (lists & (1u << THECAL_LIST_OVERDOSE)) == 0 &&
         !thecal_triage_has_doubt (facts, THECAL_LIST_OVERDOSE);
}
