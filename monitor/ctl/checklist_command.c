/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/checklist_command.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/command.h"
#include "ctl/json_out.h"
#include "ctl/options.h"
#include "files/checklist_files.h"

static const char *const help =
    N_ ("Usage: thecalctl checklist check FILE [--json]\n\n"
        "Reads a checklist and looks it through, beside the lists that come with Thecal: questions "
        "that are never asked, rules that never hold, missing sources, answers that end below "
        "their stated outcome, texts that reassure. Each fault is one line: FILE:LINE: what was "
        "expected.");

static void
print_list_json (const ThecalChecklist *list)
{
  const char letter[] = { thecal_list_to_letter (list->id), '\0' };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  thecal_json_add_bool (builder, "ok", TRUE);
  thecal_json_add_text (builder, "list", letter);
  thecal_json_add_text (builder, "title", list->title);
  thecal_json_add_whole (builder, "version", list->version);
  thecal_json_add_text (builder, "date", list->date);
  thecal_json_add_whole (builder, "items", list->items->len);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

static void
print_faults_json (const GPtrArray *faults)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  thecal_json_add_bool (builder, "ok", FALSE);
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; i < faults->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (faults, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

/* The list that came last into @set: which one it was is in the file alone. */
static const ThecalChecklist *
find_new (const ThecalChecklistSet *set, const ThecalChecklistSet *before)
{
  for (int i = 0; i < THECAL_N_LISTS; i++)
    if (set->lists[i] != before->lists[i])
      return set->lists[i];

  return NULL;
}

static int
check_file (const char *path, gboolean json)
{
  g_autoptr (ThecalChecklistSet) set = thecal_checklist_files_load (NULL, NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  const ThecalChecklistSet before = *set;
  const ThecalChecklist *list;

  if (!thecal_checklist_files_read (set, path, faults)) {
    for (guint i = 0; i < faults->len; i++)
      fprintf (stderr, "%s\n", (const char *) g_ptr_array_index (faults, i));
    if (json)
      print_faults_json (faults);
    return THECAL_EXIT_BAD_INPUT;
  }

  list = find_new (set, &before);
  if (json)
    print_list_json (list);
  else
    printf (_ ("%s: %s, %u items, version %u of %s: no fault was found in the file\n"),
            path,
            list->title,
            list->items->len,
            list->version,
            list->date);

  return THECAL_EXIT_DONE;
}

int
thecal_ctl_checklist (int argc, char **argv)
{
  gboolean json = FALSE;
  const char *rest[3] = { NULL, NULL, NULL };
  const ThecalOption options[] = {
    { "--json", THECAL_OPTION_FLAG, &json, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ (help));
  if (!thecal_options_parse (argc, argv, options, rest, 2))
    return THECAL_EXIT_BAD_INPUT;
  if (rest[0] == NULL || !g_str_equal (rest[0], "check") || rest[1] == NULL) {
    fprintf (stderr, _ ("thecalctl checklist: expected check FILE\n"));
    return THECAL_EXIT_BAD_INPUT;
  }

  return check_file (rest[1], json);
}
