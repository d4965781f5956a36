/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_sheet.h"

#include <glib/gi18n.h>

#include "shared/sheet.h"
#include "words/contact_words.h"

static ThecalSheet *
make_sheet (ThecalWalkSession *session, gboolean is_emergency, const GArray *lines)
{
  ThecalSheet *sheet;
  g_auto (ThecalTriageResult) result = { 0 };
  g_autofree char *headline = NULL;
  g_autofree char *spoken = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  ThecalScriptFacts facts;
  const ThecalContactLine *first =
      lines->len > 0 ? &g_array_index (lines, ThecalContactLine, 0) : NULL;

  if (!is_emergency)
    thecal_walkthrough_get_result (thecal_walk_session_get_walkthrough (session),
                                   thecal_walk_session_get_now (session),
                                   &result);
  thecal_walk_session_fill_facts (session, is_emergency ? NULL : &result, &facts);
  headline = thecal_outcome_headline (is_emergency ? THECAL_OUTCOME_T1 : result.outcome, first);
  sheet = thecal_sheet_new (headline);
  spoken = thecal_script_speak (&facts);
  thecal_sheet_add (sheet, _ ("Read this out"), spoken);
  rows = thecal_script_get_rows (&facts);
  for (guint i = 0; i < rows->len; i++) {
    const ThecalScriptRow *row = g_ptr_array_index (rows, i);

    thecal_sheet_add (sheet, row->label, row->value);
  }
  for (guint i = 0; i < lines->len; i++) {
    const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, i);
    g_autofree char *title = thecal_contact_title (line);
    g_autofree char *reason = thecal_contact_reason (line, facts.now_wall_us);
    g_autofree char *label = g_strdup_printf (_ ("Call %u"), i + 1);
    g_autofree char *value =
        g_strdup_printf ("%s  %s, %s",
                         *line->number != '\0' ? line->number : _ ("(no number entered)"),
                         title,
                         reason);

    thecal_sheet_add (sheet, label, value);
  }
  return sheet;
}

void
thecal_walk_sheet_print (GtkWidget *parent,
                         ThecalWalkSession *session,
                         gboolean is_emergency,
                         const GArray *lines)
{
  g_autoptr (GError) error = NULL;

  if (!thecal_sheet_print (make_sheet (session, is_emergency, lines),
                           parent,
                           _ ("Emergency sheet"),
                           thecal_walk_session_get_print_to (session),
                           &error)) {
    g_autofree char *line = g_strdup_printf (_ ("Nothing was printed: %s"), error->message);

    thecal_walk_session_tell_trouble (session, line);
  }
}
