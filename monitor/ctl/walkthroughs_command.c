/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/walkthroughs_command.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "ctl/bus.h"
#include "ctl/command.h"
#include "ctl/pages.h"
#include "ctl/record_out.h"
#include "ctl/walkthrough_out.h"
#include "files/checklist_files.h"

#define NEWEST_DEFAULT 20

/* More than are shown are asked for: the one before the first may be of another pump. */
#define COMPARED 50

typedef struct {
  gboolean json;
  guint newest;
  GPtrArray *rows; /* of GVariant */
  ThecalChecklistSet *set;
  ThecalTriageContext context;
  GPtrArray *records; /* of ThecalRecord, those before that could be read */
} Listing;

static ThecalRecord *
read_record (GVariant *row)
{
  const char *text = NULL;
  char expected[160];

  if (!g_variant_lookup (row, "text", "&s", &text))
    return NULL;

  return thecal_record_parse (text, strlen (text), expected);
}

/* The last one of the same pump. */
static const ThecalRecord *
find_before (const Listing *self, const ThecalRecord *record)
{
  for (guint i = self->records->len; record != NULL && i > 0; i--) {
    const ThecalRecord *before = g_ptr_array_index (self->records, i - 1);

    if (g_str_equal (before->pump_id, record->pump_id))
      return before;
  }

  return NULL;
}

static gboolean
on_row (GVariant *row, gpointer user_data)
{
  g_ptr_array_add (((Listing *) user_data)->rows, g_variant_ref (row));
  return TRUE;
}

static void
print_row (Listing *self, guint place)
{
  GVariant *row = g_ptr_array_index (self->rows, place);
  ThecalRecord *record = read_record (row);
  const ThecalWalkthroughOut out = {
    .row = row,
    .record = record,
    .before = find_before (self, record),
    .set = self->set,
    .context = &self->context,
  };

  if (place + self->newest >= self->rows->len) {
    if (self->json)
      thecal_walkthrough_print_json (&out);
    else
      thecal_walkthrough_print (&out);
  }
  if (record != NULL)
    g_ptr_array_add (self->records, record);
}

static void
print_rows (Listing *self)
{
  self->set = thecal_checklist_files_load (NULL, NULL);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_record_free);
  thecal_triage_context_init (&self->context);
  for (guint i = 0; i < self->rows->len; i++)
    print_row (self, i);
  g_ptr_array_unref (self->records);
  thecal_checklist_set_free (self->set);
}

int
thecal_ctl_walkthroughs (int argc, char **argv)
{
  Listing self = { .newest = NEWEST_DEFAULT };
  const char *newest_text = NULL;
  const ThecalOption options[] = { { "--json", THECAL_OPTION_FLAG, &self.json, 0, 0, NULL },
                                   { "--newest", THECAL_OPTION_TEXT, &newest_text, 0, 0, NULL },
                                   THECAL_END_OF_OPTIONS };
  const ThecalWholeRange range = { 1, THECAL_WALKTHROUGHS_MAX - COMPARED };
  g_autoptr (GDBusConnection) bus = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (
        _ ("Usage: thecalctl walkthroughs [--newest N] [--json]\n\n"
           "What was asked and answered in the symptom checklists, oldest first, and what is new "
           "since the time before."));
  if (!thecal_options_parse (argc, argv, options, NULL, 0) ||
      (newest_text != NULL &&
       !thecal_command_parse_whole (argv[0], "--newest", newest_text, range, &self.newest)))
    return THECAL_EXIT_BAD_INPUT;
  self.rows = rows;
  bus = thecal_bus_open (argv[0]);
  if (bus == NULL ||
      !thecal_pages_walk_walkthroughs (bus, argv[0], self.newest + COMPARED, on_row, &self))
    return THECAL_EXIT_PROBLEM;
  print_rows (&self);

  return thecal_record_flush (argv[0]) ? THECAL_EXIT_DONE : THECAL_EXIT_PROBLEM;
}
