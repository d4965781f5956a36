/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/triage_command.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/answers_file.h"
#include "ctl/command.h"
#include "ctl/triage_out.h"
#include "files/checklist_files.h"
#include "words/contact_words.h"

static const char *const help = N_ (
    "Usage: thecalctl triage LIST --answers FILE [--plan FILE] [--at TIME] [--json]\n\n"
    "What the answers lead to: T1 call the emergency number, T2 emergency department, T3 call "
    "the pump team now, T4 call when it opens, T5 keep watching. LIST is one or more of W (too "
    "little), O (too much), I (infection), P (pump), S (after the operation). Answers are JSON, "
    "as in {\"G1\":\"yes\",\"W3\":38.7,\"W3_unit\":\"c\"}; FILE - reads standard input. No "
    "monitor is needed.");

typedef struct {
  const char *answers, *plan;
  gint64 at_us;
  gboolean json;
  guint lists;
} TriageOptions;

static gboolean
parse_lists (const char *text, guint *out_lists)
{
  guint lists = 0;

  for (const char *at = text; at != NULL && *at != '\0'; at++) {
    const char letter[] = { *at, '\0' };
    ThecalListId list;

    /* the gate is part of each and no list of its own */
    if (!thecal_list_from_letter (letter, &list) || list == THECAL_LIST_GATE) {
      lists = 0;
      break;
    }
    lists |= 1u << list;
  }
  if (lists == 0)
    fprintf (stderr,
             _ ("thecalctl triage: LIST%s%s: expected one or more of W, O, I, P, S\n"),
             text != NULL ? " " : "",
             text != NULL ? text : "");
  *out_lists = lists;

  return lists != 0;
}

static gboolean
parse_options (int argc, char **argv, TriageOptions *out)
{
  const ThecalOption options[] = {
    { "--answers", THECAL_OPTION_TEXT, &out->answers, 0, 0, NULL },
    { "--plan", THECAL_OPTION_TEXT, &out->plan, 0, 0, NULL },
    { "--at", THECAL_OPTION_TIME, &out->at_us, 0, 0, NULL },
    { "--json", THECAL_OPTION_FLAG, &out->json, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };
  const char *rest[2] = { NULL, NULL };

  if (!thecal_options_parse (argc, argv, options, rest, 1) || !parse_lists (rest[0], &out->lists))
    return FALSE;
  if (out->answers == NULL) {
    fputs (_ ("thecalctl triage: --answers: expected a FILE with the answers\n"), stderr);
    return FALSE;
  }
  if (!thecal_instant_is_sound (out->at_us)) {
    fputs (_ ("thecalctl triage: --at: expected a time within a thousand years\n"), stderr);
    return FALSE;
  }

  return TRUE;
}

/* NULL: told already. */
static ThecalPlanDocument *
load_plan (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *text = NULL;
  g_autofree char *told = NULL;
  ThecalPlanDocument *document;
  ThecalPlanFault fault;
  gsize size;

  if (path == NULL) {
    fputs (_ ("thecalctl triage: no care plan (--plan FILE): judged without it. Its telephone "
              "numbers, the last refill and the clinic's limits are not known.\n"),
           stderr);
    return thecal_plan_document_new ();
  }
  if (!g_file_get_contents (path, &text, &size, &error)) {
    fprintf (stderr, "thecalctl triage: %s\n", error->message);
    return NULL;
  }
  document = thecal_plan_document_parse (text, size, zone, &fault);
  if (document == NULL) {
    told = thecal_plan_fault_to_text (&fault, path);
    fprintf (stderr, "%s\n", told);
  }

  return document;
}

static void
warn_of_numbers (const ThecalPlanDocument *document)
{
  g_autoptr (GPtrArray) warnings = thecal_contact_book_get_warnings (document->contacts);

  for (guint i = 0; i < warnings->len; i++)
    fprintf (stderr, "thecalctl triage: %s\n", (const char *) g_ptr_array_index (warnings, i));
}

static gboolean
is_begun (const ThecalChecklist *list, const ThecalAnswers *answers)
{
  for (guint i = 0; i < list->items->len; i++) {
    const ThecalChecklistItem *item = g_ptr_array_index (list->items, i);

    if (thecal_answers_get (answers, item->id) != NULL)
      return TRUE;
  }

  return FALSE;
}

/* A list that is asked for, or opened by an answer, and has none: keeping watch is no result yet.
 */
static void
note_unasked (const ThecalChecklistSet *set,
              const ThecalAnswers *answers,
              ThecalTriageResult *result)
{
  for (guint list = 0; list < THECAL_N_LISTS; list++)
    if ((result->lists & (1u << list)) != 0 && !is_begun (set->lists[list], answers))
      result->flags |= 1u << THECAL_TRIAGE_UNFINISHED;
}

int
thecal_ctl_triage (int argc, char **argv)
{
  TriageOptions options = { .at_us = THECAL_UNKNOWN_US };
  g_autoptr (ThecalChecklistSet) set = NULL;
  g_autoptr (ThecalAnswers) answers = NULL;
  g_autoptr (ThecalPlanDocument) document = NULL;
  g_auto (ThecalTriageResult) result = { 0 };
  ThecalTriageContext context;
  ThecalTriageOutput output;

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ (help));
  if (!parse_options (argc, argv, &options))
    return THECAL_EXIT_BAD_INPUT;

  set = thecal_checklist_files_load (NULL, NULL);
  answers = thecal_answers_file_load (set, options.answers);
  if (answers == NULL)
    return THECAL_EXIT_BAD_INPUT;
  document = load_plan (options.plan);
  if (document == NULL)
    return THECAL_EXIT_BAD_INPUT;
  if (options.plan != NULL)
    warn_of_numbers (document);

  if (options.at_us == THECAL_UNKNOWN_US)
    options.at_us = g_get_real_time ();
  thecal_triage_context_init (&context);
  thecal_plan_document_fill_context (document, options.at_us, &context);
  thecal_triage_judge (set, answers, &context, options.lists, options.at_us, &result);
  note_unasked (set, answers, &result);
  output = (ThecalTriageOutput){ set, document, &result, options.at_us };
  if (options.json)
    thecal_triage_print_json (&output);
  else
    thecal_triage_print_text (&output);

  return THECAL_EXIT_DONE;
}
