/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/checklist.h"
#include "fuzz.h"

static void
check_texts (const ThecalChecklist *list)
{
  if (list->title == NULL || list->date == NULL || list->items->len == 0)
    g_error ("a list with no name");
  for (guint i = 0; i < list->items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (list->items, i);

    if (item->question == NULL || item->finding == NULL || item->sources == NULL ||
        item->date == NULL || item->least < THECAL_OUTCOME_T1 || item->least > THECAL_OUTCOME_T5)
      g_error ("%s is not whole", item->id);
  }
}

/* A checklist as a clinic may write it. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (ThecalChecklistSet) set = thecal_checklist_set_new ();
  ThecalChecklistError error = { .line = 0 };
  ThecalChecklist *list = thecal_checklist_parse ((const char *) data, size, &error);
  g_autoptr (GPtrArray) faults = NULL;

  if ((list == NULL) != (error.expected[0] != '\0') || (list == NULL) != (error.line > 0))
    g_error ("neither taken nor refused");
  if (list == NULL) {
    if (!g_utf8_validate (error.expected, -1, NULL))
      g_error ("a message that is no text");
    return 0;
  }

  check_texts (list);
  thecal_checklist_set_take (set, list);
  faults = thecal_checklist_check (list, set);
  for (guint i = 0; i < faults->len; i++)
    if (((const ThecalChecklistError *) g_ptr_array_index (faults, i))->line == 0)
      g_error ("an objection without a line");

  return 0;
}
