/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/item_reader.h"

#include <string.h>

#include "core/checklist/rule_reader.h"

void
thecal_item_free (ThecalChecklistItem *self)
{
  g_free (self->question);
  g_free (self->of_child);
  g_free (self->help);
  g_free (self->finding);
  g_free (self->sources);
  g_free (self->date);
  g_array_unref (self->choices);
  g_ptr_array_unref (self->rules);
  g_free (self);
}

static void
clear_choice (gpointer data)
{
  g_free ((char *) ((ThecalChoice *) data)->label);
}

const char *
thecal_item_read_id (ThecalListReader *reader, const ThecalChecklist *list)
{
  const char *id = thecal_list_reader_need (reader, "id");
  const char letter = thecal_list_to_letter (list->id);

  if (id == NULL)
    return NULL;
  if (!thecal_list_is_id (id) || id[0] != letter) {
    thecal_list_reader_fail (
        reader, "id= of this list, as %c4 or %c4_more, not \"%.24s\"", letter, letter, id);
    return NULL;
  }
  for (guint i = 0; i < list->items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (list->items, i);

    if (g_str_equal (item->id, id)) {
      thecal_list_reader_fail (
          reader, "an id of its own: %s stands in line %u already", id, item->line);
      return NULL;
    }
  }

  return g_intern_string (id);
}

/* Source ids, parted by one blank. (transfer full) */
static char *
read_sources (ThecalListReader *reader)
{
  const char *value = thecal_list_reader_need (reader, "source");
  g_autofree char *text = g_strdup (value);

  if (value == NULL)
    return NULL;
  g_strstrip (text);
  if (*text == '\0' || strlen (text) > 100 ||
      text[strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-. ")] !=
          '\0') {
    thecal_list_reader_fail (
        reader, "source= ids of sources, as \"004-15 C32\", not \"%.24s\"", value);
    return NULL;
  }

  return g_steal_pointer (&text);
}

static void
read_attributes (ThecalListReader *reader, const ThecalChecklist *list, ThecalChecklistItem *item)
{
  static const char *const attributes[] = {
    "id", "answer", "quantity", "red", "least", "sign", "ask-if", "source", "date", NULL,
  };
  static const char *const answers[] = { "yes-no", "number", "select", "time", NULL };
  static const char *const quantities[] = {
    "none", "temperature", "breaths", "pressure", "volume-ml", "pain", NULL,
  };
  static const char *const booleans[] = { "false", "true", NULL };
  static const char *const outcomes[] = { "T1", "T2", "T3", "T4", "T5", NULL };
  static const char *const signs[] = { "0", "0.5", "1", NULL };
  static const int halves[] = { 0, THECAL_SIGN_HALF, THECAL_SIGN_WHOLE };
  const char *ask_if;

  if (!thecal_list_reader_check_names (reader, attributes))
    return;

  item->id = thecal_item_read_id (reader, list);
  item->type = (ThecalAnswerType) thecal_list_reader_read_word (reader, "answer", answers, -1);
  item->quantity =
      (ThecalQuantity) thecal_list_reader_read_word (reader, "quantity", quantities, 0);
  item->red = thecal_list_reader_read_word (reader, "red", booleans, 0) == 1;
  /* a red item has to say what it comes to */
  item->least = 1 + thecal_list_reader_read_word (
                        reader, "least", outcomes, item->red ? -1 : THECAL_OUTCOME_T5 - 1);
  item->sign_halves = halves[thecal_list_reader_read_word (reader, "sign", signs, 0)];
  item->sources = read_sources (reader);
  item->date = thecal_list_reader_read_date (reader);
  ask_if = thecal_list_reader_get (reader, "ask-if");
  if (ask_if != NULL && !thecal_list_is_id (ask_if))
    thecal_list_reader_fail (reader, "ask-if= the id of an item, not \"%.24s\"", ask_if);
  else if (ask_if != NULL)
    item->ask_if = g_intern_string (ask_if);
  if (!reader->failed &&
      (item->type == THECAL_ANSWER_NUMBER) != (item->quantity != THECAL_QUANTITY_NONE))
    thecal_list_reader_fail (reader, "quantity= for a number, and for nothing else");
}

ThecalChecklistItem *
thecal_item_read (ThecalListReader *reader, const ThecalChecklist *list)
{
  ThecalChecklistItem *self = g_new0 (ThecalChecklistItem, 1);

  self->list = list->id;
  self->line = reader->line;
  self->choices = g_array_new (FALSE, FALSE, sizeof (ThecalChoice));
  g_array_set_clear_func (self->choices, clear_choice);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_rule_free);
  read_attributes (reader, list, self);

  return self;
}
