/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <string.h>

#include "core/checklist/triage.h"

/* The lists as they ship, and answers as short texts: "G1=yes W3=38.7c". */

#define NOW_US (G_GINT64_CONSTANT (1795744800) * THECAL_SECOND_US) /* 2026-11-27T02:00:00Z */

static inline ThecalChecklistSet *
load_lists (void)
{
  static const char *const names[] = {
    "gate", "withdrawal", "overdose", "infection", "pump", "operation",
  };
  ThecalChecklistSet *set = thecal_checklist_set_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_strdup_printf (CHECKLIST_FOLDER "/%s.xml", names[i]);
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    ThecalChecklistError fault = { .expected = "" };
    ThecalChecklist *list;
    gsize size;

    g_file_get_contents (path, &text, &size, &error);
    g_assert_no_error (error);
    list = thecal_checklist_parse (text, size, &fault);
    if (list == NULL)
      g_error ("%s:%u: %s", path, fault.line, fault.expected);
    thecal_checklist_set_take (set, list);
  }

  return set;
}

static inline void
answer_word (ThecalAnswers *answers,
             const ThecalChecklistSet *set,
             const char *id,
             const char *value)
{
  const ThecalChecklistItem *item = thecal_checklist_set_find (set, id);
  g_autofree char *word = g_strdup (value);
  const gsize length = strlen (word);
  const char *unit = NULL;
  char expected[96] = "";
  ThecalAnswer answer;

  if (item == NULL)
    g_error ("%s: no such item", id);
  if (item->quantity == THECAL_QUANTITY_TEMPERATURE && g_ascii_isdigit (*word)) {
    unit = word[length - 1] == 'c' ? "c" : "f";
    word[length - 1] = '\0';
  }
  if (!thecal_answer_parse (item, word, unit, &answer, expected))
    g_error ("%s=%s: expected %s", id, value, expected);
  thecal_answers_set (answers, id, &answer);
}

/* (transfer full) */
static inline ThecalAnswers *
read_answers (const ThecalChecklistSet *set, const char *text)
{
  ThecalAnswers *answers = thecal_answers_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", 0);

  for (guint i = 0; words[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

    if (pair[0] != NULL)
      answer_word (answers, set, pair[0], pair[1]);
  }

  return answers;
}

static inline guint
lists_from_letters (const char *letters)
{
  guint lists = 0;

  for (; *letters != '\0'; letters++) {
    const char letter[] = { *letters, '\0' };
    ThecalListId list;

    if (!thecal_list_from_letter (letter, &list))
      g_error ("%s: no list", letter);
    lists |= 1u << list;
  }

  return lists;
}

/* "W3 W6". (transfer full) */
static inline char *
join_ids (const GPtrArray *ids)
{
  GString *text = g_string_new ("");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (ids, i));

  return g_string_free (text, FALSE);
}

/* "two-sign no-plan". (transfer full) */
static inline char *
join_flags (guint flags)
{
  GString *text = g_string_new ("");

  for (guint flag = 0; flag < THECAL_N_TRIAGE_FLAGS; flag++)
    if ((flags & (1u << flag)) != 0)
      g_string_append_printf (text,
                              "%s%s",
                              text->len > 0 ? " " : "",
                              thecal_triage_flag_to_string ((ThecalTriageFlag) flag));

  return g_string_free (text, FALSE);
}
