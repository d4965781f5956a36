/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/checklist.h"
#include "core/checklist/checklist_rule.h"
#include "core/checklist/reassurance.h"
#include "core/names.h"

typedef struct {
  const ThecalChecklist *list;
  const ThecalChecklistSet *set;
  GPtrArray *faults;
} Check;

static void add (const Check *self, guint line, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add (const Check *self, guint line, const char *format, ...)
{
  ThecalChecklistError *fault = g_new0 (ThecalChecklistError, 1);
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fault->line = line;
  thecal_name_keep (fault->expected, sizeof fault->expected, text);
  g_ptr_array_add (self->faults, fault);
}

/* This list stands in for the one of its letter in the set. */
static const ThecalChecklist *
get_list (const Check *self, ThecalListId id)
{
  return id == self->list->id ? self->list : self->set != NULL ? self->set->lists[id] : NULL;
}

static const ThecalChecklistItem *
find_in (const ThecalChecklist *list, const char *id)
{
  for (guint i = 0; i < list->items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (list->items, i);

    if (g_str_equal (item->id, id))
      return item;
  }

  return NULL;
}

/* The list that an id belongs to; NULL where that list is not at hand. */
static const ThecalChecklist *
get_list_of (const Check *self, const char *id)
{
  const char letter[] = { id[0], '\0' };
  ThecalListId list;

  return thecal_list_from_letter (letter, &list) ? get_list (self, list) : NULL;
}

/* Asked where an earlier question found something: else it is never asked. */
static void
check_reached (const Check *self, const ThecalChecklistItem *item, guint index)
{
  const ThecalChecklistItem *parent = NULL;

  if (item->ask_if == NULL)
    return;
  for (guint i = 0; i < index && parent == NULL; i++) {
    const ThecalChecklistItem *earlier = g_ptr_array_index (self->list->items, i);

    parent = g_str_equal (earlier->id, item->ask_if) ? earlier : NULL;
  }
  if (parent == NULL)
    add (self, item->line, "ask-if= an earlier item of this list: %s is never asked", item->id);
  else if (parent->rules->len == 0)
    add (self,
         item->line,
         "ask-if= an item with a <rule>: %s has none, so %s is never asked",
         parent->id,
         item->id);
}

static bool
has_choice (const ThecalChecklistItem *item, const char *value)
{
  for (guint i = 0; i < item->choices->len; i++)
    if (g_str_equal (g_array_index (item->choices, ThecalChoice, i).value, value))
      return true;

  return false;
}

/* A sign of @list besides @item itself, which never counts for its own rule. */
static bool
has_sign (const ThecalChecklist *list, const ThecalChecklistItem *item)
{
  for (guint i = 0; i < list->items->len; i++) {
    const ThecalChecklistItem *other = g_ptr_array_index (list->items, i);

    if (other->sign_halves > 0 && !g_str_equal (other->id, item->id))
      return true;
  }

  return false;
}

static void
check_with (const Check *self, const ThecalChecklistItem *item, const ThecalRule *rule)
{
  for (guint i = 0; i < rule->with->len; i++) {
    const char *id = g_ptr_array_index (rule->with, i);
    const ThecalChecklist *list = get_list_of (self, id);
    const ThecalChecklistItem *other = list != NULL ? find_in (list, id) : NULL;

    if (g_str_equal (id, item->id))
      add (self, rule->line, "with= another item than %s itself", id);
    else if (list != NULL && other == NULL)
      add (self, rule->line, "with= items that there are, not %s", id);
    else if (other != NULL && other->rules->len == 0)
      add (self, rule->line, "with= items that lead to something: %s has no <rule>", id);
  }
}

static void
check_rule (const Check *self, const ThecalChecklistItem *item, const ThecalRule *rule)
{
  for (guint i = 0; i < rule->when->len; i++) {
    const char *value = g_ptr_array_index (rule->when, i);

    if (!has_choice (item, value))
      add (self, rule->line, "when= values of the choices of %s, not \"%s\"", item->id, value);
  }
  check_with (self, item, rule);
  for (guint i = 0; i < THECAL_N_LISTS; i++) {
    const ThecalChecklist *list = get_list (self, (ThecalListId) i);
    const char letter = thecal_list_to_letter ((ThecalListId) i);

    if ((rule->with_signs & 1u << i) != 0 && list != NULL && !has_sign (list, item))
      add (self,
           rule->line,
           "with-sign-of= a list with a sign besides %s, not %c",
           item->id,
           letter);
    if ((rule->opens & 1u << i) != 0 && i == self->list->id)
      add (self, rule->line, "opens= another list than %c", letter);
  }
}

/* The answer alone makes it hold; of an item that follows another, with that one, without which it
 * is not asked. */
static bool
holds_alone (const ThecalChecklistItem *item, const ThecalRule *rule)
{
  if (rule->outcome == THECAL_OUTCOME_NONE || rule->with_signs != 0 ||
      rule->state != THECAL_STATE_NONE)
    return false;
  for (guint i = 0; i < rule->with->len; i++)
    if (item->ask_if != NULL && g_str_equal (item->ask_if, g_ptr_array_index (rule->with, i)))
      return true;

  return rule->with->len == 0;
}

/* The most urgent that an answer of the kind leads to by itself; one past T5: to nothing. */
static int
get_alone (const ThecalChecklistItem *item, bool limit)
{
  int outcome = THECAL_OUTCOME_T5 + 1;

  for (guint i = 0; i < item->rules->len; i++) {
    const ThecalRule *rule = g_ptr_array_index (item->rules, i);

    if (holds_alone (item, rule) && (rule->limit != THECAL_LIMIT_NONE) == limit)
      outcome = MIN (outcome, rule->outcome);
  }

  return outcome;
}

static void
check_least (const Check *self, const ThecalChecklistItem *item)
{
  if (item->least == THECAL_OUTCOME_T5)
    return;

  if (get_alone (item, false) > item->least) {
    add (self,
         item->line,
         "a <rule> that leads to T%d for the answer to %s alone",
         item->least,
         item->id);
    return;
  }
  if (item->type == THECAL_ANSWER_NUMBER && get_alone (item, true) > item->least)
    add (self,
         item->line,
         "a <rule> that leads to T%d for a number at %s alone",
         item->least,
         item->id);
  if (item->type != THECAL_ANSWER_SELECT || !item->red)
    return;

  /* a choice is the whole answer: no other rule makes up for a mild one */
  for (guint i = 0; i < item->rules->len; i++) {
    const ThecalRule *rule = g_ptr_array_index (item->rules, i);

    if (holds_alone (item, rule) && rule->outcome > item->least)
      add (self, rule->line, "outcome= not below T%d on the red item %s", item->least, item->id);
  }
}

static void
check_text (const Check *self, guint line, const char *text)
{
  const char *phrase = text != NULL ? thecal_reassurance_find (text) : NULL;

  if (phrase != NULL)
    add (self, line, "a text that reassures nobody, without \"%s\"", phrase);
}

/* Rules of the other lists that name items of this one. */
static void
check_wanted (const Check *self, const ThecalChecklist *other)
{
  for (guint i = 0; i < other->items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (other->items, i);

    for (guint j = 0; j < item->rules->len; j++) {
      const ThecalRule *rule = g_ptr_array_index (item->rules, j);

      for (guint k = 0; k < rule->with->len; k++) {
        const char *id = g_ptr_array_index (rule->with, k);

        if (get_list_of (self, id) == self->list && find_in (self->list, id) == NULL)
          add (self, 1, "an item %s, which %s asks for", id, item->id);
      }
    }
  }
}

/* The most urgent that @word leads to by itself: "yes", "no" or a choice; one past T5: to nothing.
 */
static int
get_outcome_of (const ThecalChecklistItem *item, const char *word)
{
  const bool no = g_str_equal (word, "no"), yes = g_str_equal (word, "yes");
  int outcome = THECAL_OUTCOME_T5 + 1;

  for (guint i = 0; i < item->rules->len; i++) {
    const ThecalRule *rule = g_ptr_array_index (item->rules, i);
    bool holds = rule->when->len == 0 && ((no && rule->no) || (yes && !rule->no));

    for (guint j = 0; j < rule->when->len; j++)
      holds = holds || g_str_equal (g_ptr_array_index (rule->when, j), word);
    if (holds && holds_alone (item, rule))
      outcome = MIN (outcome, rule->outcome);
  }

  return outcome;
}

static void
check_answer_kept (const Check *self,
                   const ThecalChecklistItem *old,
                   const ThecalChecklistItem *item,
                   const char *word)
{
  const int outcome = get_outcome_of (old, word);

  if (outcome < THECAL_OUTCOME_T5 && get_outcome_of (item, word) > outcome)
    add (self, item->line, "a <rule> that leads to T%d for %s at %s", outcome, word, item->id);
}

static void
check_red_kept (const Check *self, const ThecalChecklistItem *old, const ThecalChecklistItem *item)
{
  if (!item->red) {
    add (self, item->line, "red=\"true\" on %s", old->id);
    return;
  }
  if (item->least > old->least) {
    add (self, item->line, "least=\"T%d\" on %s, or more urgent", old->least, old->id);
    return;
  }
  if (item->ask_if != NULL && old->ask_if == NULL)
    add (self, item->line, "no ask-if= on %s, which is asked of everybody", item->id);
  /* told already: no answer comes to what it states */
  if (get_alone (item, false) > item->least)
    return;
  check_answer_kept (self, old, item, "yes");
  check_answer_kept (self, old, item, "no");
  for (guint i = 0; i < old->choices->len; i++)
    check_answer_kept (self, old, item, g_array_index (old->choices, ThecalChoice, i).value);
}

/* Words may change, and answers may come to more; a red question may not go, nor come to less. */
static void
check_kept (const Check *self, const ThecalChecklist *earlier)
{
  for (guint i = 0; i < earlier->items->len; i++) {
    const ThecalChecklistItem *old = g_ptr_array_index (earlier->items, i);
    const ThecalChecklistItem *item = find_in (self->list, old->id);

    if (!old->red)
      continue;
    if (item == NULL)
      add (self, 1, "an item %s, which is red", old->id);
    else
      check_red_kept (self, old, item);
  }
}

GPtrArray *
thecal_checklist_check (const ThecalChecklist *list, const ThecalChecklistSet *set)
{
  const Check self = { list, set, g_ptr_array_new_with_free_func (g_free) };

  check_text (&self, 1, list->title);
  check_text (&self, 1, list->suspicion);
  for (guint i = 0; i < list->items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (list->items, i);

    check_reached (&self, item, i);
    check_least (&self, item);
    check_text (&self, item->line, item->finding);
    for (guint j = 0; j < item->rules->len; j++)
      check_rule (&self, item, g_ptr_array_index (item->rules, j));
  }
  for (guint i = 0; i < list->before->len; i++) {
    const char *id = g_ptr_array_index (list->before, i);
    const ThecalChecklist *other = get_list_of (&self, id);

    if (other != NULL && (other == list || find_in (other, id) == NULL))
      add (&self, 1, "items of other lists in <include>, not %s", id);
  }
  for (guint i = 0; i < list->advice->len; i++) {
    const ThecalAdvice *advice = g_ptr_array_index (list->advice, i);

    check_text (&self, advice->line, advice->text);
  }
  for (guint i = 0; set != NULL && i < THECAL_N_LISTS; i++)
    if (set->lists[i] != NULL && i != list->id)
      check_wanted (&self, set->lists[i]);
    else if (set->lists[i] != NULL)
      check_kept (&self, set->lists[i]);

  return self.faults;
}
