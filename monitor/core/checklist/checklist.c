/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/checklist.h"

#include "core/checklist/checklist_rule.h"

static const char letters[THECAL_N_LISTS + 1] = "GWOIPS";

char
thecal_list_to_letter (ThecalListId list)
{
  return letters[list];
}

bool
thecal_list_from_letter (const char *text, ThecalListId *out_list)
{
  for (int i = 0; i < THECAL_N_LISTS; i++)
    if (text[0] == letters[i] && text[1] == '\0') {
      *out_list = (ThecalListId) i;
      return true;
    }

  return false;
}

void
thecal_checklist_free (ThecalChecklist *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->suspicion);
  g_free (self->date);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->advice);
  g_ptr_array_unref (self->before);
  g_free (self);
}

ThecalChecklistSet *
thecal_checklist_set_new (void)
{
  return g_new0 (ThecalChecklistSet, 1);
}

void
thecal_checklist_set_free (ThecalChecklistSet *self)
{
  if (self == NULL)
    return;

  for (int i = 0; i < THECAL_N_LISTS; i++)
    thecal_checklist_free (self->lists[i]);
  g_free (self);
}

void
thecal_checklist_set_take (ThecalChecklistSet *self, ThecalChecklist *list)
{
  if (self->lists[list->id] != list)
    thecal_checklist_free (self->lists[list->id]);
  self->lists[list->id] = list;
}

const ThecalChecklistItem *
thecal_checklist_set_find (const ThecalChecklistSet *self, const char *id)
{
  for (int i = 0; i < THECAL_N_LISTS; i++) {
    const ThecalChecklist *list = self->lists[i];

    if (list == NULL || id[0] != letters[i])
      continue;
    for (guint j = 0; j < list->items->len; j++) {
      const ThecalChecklistItem *item = g_ptr_array_index (list->items, j);

      if (g_str_equal (item->id, id))
        return item;
    }
  }

  return NULL;
}

static void
add_once (GPtrArray *lines, char *text)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (g_ptr_array_index (lines, i), text))
      return;

  g_ptr_array_add (lines, text);
}

GPtrArray *
thecal_checklist_set_get_advice (const ThecalChecklistSet *self,
                                 guint lists,
                                 int outcome,
                                 ThecalAdviceKind kind)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < THECAL_N_LISTS; i++) {
    if (self->lists[i] == NULL || (lists & 1u << i) == 0)
      continue;
    for (guint j = 0; j < self->lists[i]->advice->len; j++) {
      const ThecalAdvice *advice = g_ptr_array_index (self->lists[i]->advice, j);

      if (advice->kind == kind && outcome >= THECAL_OUTCOME_T1 && outcome <= THECAL_OUTCOME_T5 &&
          (advice->outcomes & 1u << outcome) != 0)
        add_once (lines, advice->text);
    }
  }

  return lines;
}
