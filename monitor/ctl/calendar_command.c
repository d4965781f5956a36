/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/calendar_command.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "core/plan/calendar_group.h"
#include "ctl/calendar_source.h"
#include "ctl/command.h"
#include "ctl/json_out.h"
#include "ctl/options.h"
#include "export/calendar_file.h"
#include "words/calendar_words.h"
#include "words/refill_words.h"

#define DAYS_DEFAULT 90
#define DAYS_MOST 3660
#define DAYS_BACK 60 /* what has passed and is still open */
#define YEAR_D 366

static const char *const help =
    N_ ("Usage: thecalctl calendar [--plan FILE] [--at TIME] [--days N] [--json]\n\n"
        "What is due around the pump in the next N days (90), and what has passed and is not known "
        "to be done:\n"
        "refills, visits, the weeks after an operation, tablets, battery.");

/* What is over says nothing to whoever asks what is ahead. */
static gboolean
is_shown (const ThecalCalendarItem *item, const ThecalCalendarSource *source)
{
  return item->to_us >= thecal_calendar_get_day_us (source->at_us, 0, source->zone) ||
         thecal_calendar_get_group (item, source->at_us, source->zone) != THECAL_GROUP_DONE;
}

static GPtrArray *
get_items (const ThecalCalendarSource *source, int days)
{
  const ThecalCalendarInput input = thecal_calendar_source_get_input (source);
  GPtrArray *items = thecal_calendar_get_items (
      &input,
      thecal_calendar_get_day_us (source->at_us, -DAYS_BACK, source->zone),
      thecal_calendar_get_day_us (source->at_us, days + 1, source->zone) - 1);

  for (guint i = items->len; i > 0; i--)
    if (!is_shown (g_ptr_array_index (items, i - 1), source))
      g_ptr_array_remove_index (items, i - 1);

  return items;
}

static void
print_item (const ThecalCalendarItem *item, const ThecalCalendarSource *source)
{
  const ThecalCalendarInput input = thecal_calendar_source_get_input (source);
  g_autofree char *late = thecal_calendar_late_words (item, &input);
  g_autofree char *when = thecal_calendar_when (item, source->at_us, source->zone);
  g_autofree char *distance = thecal_calendar_distance (item, source->at_us, source->zone);
  g_autofree char *detail =
      thecal_calendar_detail (item, source->load->document, source->at_us, source->zone);

  printf ("  %s%s%s: %s\n",
          when,
          *distance != '\0' ? ", " : "",
          distance,
          thecal_calendar_title (item));
  if (detail != NULL)
    printf ("    %s\n", detail);
  if (late != NULL)
    printf ("    %s\n", late);
}

static void
print_text (GPtrArray *items, const ThecalCalendarSource *source)
{
  static const char *const headings[THECAL_N_GROUPS] = {
    N_ ("Overdue"), N_ ("Today"), N_ ("Going on"), N_ ("In seven days"), N_ ("Later"), N_ ("Done"),
  };

  for (int group = 0; group < THECAL_N_GROUPS; group++) {
    gboolean begun = FALSE;

    for (guint i = 0; i < items->len; i++) {
      const ThecalCalendarItem *item = g_ptr_array_index (items, i);

      if ((int) thecal_calendar_get_group (item, source->at_us, source->zone) != group)
        continue;
      if (!begun)
        puts (_ (headings[group]));
      begun = TRUE;
      print_item (item, source);
    }
  }
  if (items->len == 0)
    puts (_ ("Nothing with a date is known."));
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 at_us)
{
  g_autofree char *text = at_us != THECAL_UNKNOWN_US ? thecal_command_time (at_us / 1000) : NULL;

  thecal_json_add_text (builder, name, text);
}

static void
add_item (JsonBuilder *builder, const ThecalCalendarItem *item, const ThecalCalendarSource *source)
{
  const ThecalCalendarInput input = thecal_calendar_source_get_input (source);
  g_autofree char *when = thecal_calendar_when (item, source->at_us, source->zone);
  g_autofree char *detail =
      thecal_calendar_detail (item, source->load->document, source->at_us, source->zone);

  json_builder_begin_object (builder);
  thecal_json_add_text (builder, "id", item->id);
  thecal_json_add_text (builder, "kind", thecal_calendar_kind_to_string (item->kind));
  thecal_json_add_text (builder, "step", item->step);
  thecal_json_add_text (builder, "state", thecal_calendar_state_to_string (item->state));
  thecal_json_add_text (builder,
                        "group",
                        thecal_calendar_group_to_string (
                            thecal_calendar_get_group (item, source->at_us, source->zone)));
  add_time (builder, "from", item->from_us);
  add_time (builder, "to", item->to_us);
  thecal_json_add_bool (builder, "whole_day", item->whole_day);
  add_time (builder, "other", item->other_us);
  thecal_json_add_text (builder, "when", when);
  thecal_json_add_text (builder, "title", thecal_calendar_title (item));
  thecal_json_add_text (builder, "meaning", thecal_calendar_meaning (item));
  thecal_json_add_text (builder, "detail", detail);
  thecal_json_add_bool (builder, "late", thecal_calendar_is_late_visit (item, &input));
  thecal_json_add_text (builder, "source", item->source);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *items, const ThecalCalendarSource *source)
{
  const ThecalCalendarInput input = thecal_calendar_source_get_input (source);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 by_us;

  thecal_calendar_is_refill_in_time (&input, source->at_us, &by_us);
  json_builder_begin_object (builder);
  add_time (builder, "at", source->at_us);
  add_time (builder, "refill_in_time_until", by_us);
  thecal_json_add_bool (builder, "entries_known", source->entries != NULL);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    add_item (builder, g_ptr_array_index (items, i), source);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}

int
thecal_ctl_calendar (int argc, char **argv)
{
  g_auto (ThecalCalendarSource) source = { .command = "calendar", .at_us = THECAL_UNKNOWN_US };
  g_autoptr (GPtrArray) items = NULL;
  const char *days_text = NULL;
  gboolean json = FALSE;
  guint days = DAYS_DEFAULT;
  int status;
  const ThecalOption options[] = {
    { "--plan", THECAL_OPTION_TEXT, &source.plan, 0, 0, NULL },
    { "--at", THECAL_OPTION_TIME, &source.at_us, 0, 0, NULL },
    { "--days", THECAL_OPTION_TEXT, &days_text, 0, 0, NULL },
    { "--json", THECAL_OPTION_FLAG, &json, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  if (thecal_options_want_help (argc, argv))
    return thecal_command_help (_ (help));
  if (!thecal_options_parse (argc, argv, options, NULL, 0))
    return THECAL_EXIT_BAD_INPUT;
  if (days_text != NULL &&
      !thecal_command_parse_whole (
          argv[0], "--days", days_text, (ThecalWholeRange){ 0, DAYS_MOST }, &days))
    return THECAL_EXIT_BAD_INPUT;
  if (!thecal_calendar_source_read (&source, &status))
    return status;

  items = get_items (&source, (int) days);
  if (json)
    print_json (items, &source);
  else
    print_text (items, &source);

  return status;
}

int
thecal_ctl_export_calendar (int argc, char **argv)
{
  g_auto (ThecalCalendarSource) source = { .command = "export", .at_us = THECAL_UNKNOWN_US };
  gint64 from_us = THECAL_UNKNOWN_US, to_us = THECAL_UNKNOWN_US;
  const char *format = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *text = NULL;
  ThecalCalendarInput input;
  int status;
  const ThecalOption options[] = {
    { "--format", THECAL_OPTION_TEXT, &format, 0, 0, NULL },
    { "--plan", THECAL_OPTION_TEXT, &source.plan, 0, 0, NULL },
    { "--at", THECAL_OPTION_TIME, &source.at_us, 0, 0, NULL },
    { "--from", THECAL_OPTION_TIME, &from_us, 0, 0, NULL },
    { "--to", THECAL_OPTION_TIME_END, &to_us, 0, 0, NULL },
    THECAL_END_OF_OPTIONS,
  };

  if (!thecal_options_parse (argc, argv, options, NULL, 0))
    return THECAL_EXIT_BAD_INPUT;
  if (to_us != THECAL_UNKNOWN_US && to_us < from_us) {
    fprintf (stderr, _ ("thecalctl %s: --to: expected a time not before --from\n"), argv[0]);
    return THECAL_EXIT_BAD_INPUT;
  }
  if (!thecal_calendar_source_read (&source, &status))
    return status;
  if (from_us == THECAL_UNKNOWN_US)
    from_us = thecal_calendar_get_day_us (source.at_us, 0, source.zone);
  if (to_us == THECAL_UNKNOWN_US)
    to_us = thecal_calendar_get_day_us (MAX (source.at_us, from_us), YEAR_D, source.zone);

  input = thecal_calendar_source_get_input (&source);
  items = thecal_calendar_get_items (&input, from_us, to_us);
  text = thecal_calendar_file_write (items, source.at_us, source.zone);
  if (fputs (text, stdout) < 0 || fflush (stdout) != 0) {
    fprintf (stderr, _ ("thecalctl %s: the output cannot be written\n"), argv[0]);
    return THECAL_EXIT_PROBLEM;
  }

  return status;
}
