/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "calendar_rows.h"


gint64
calendar_parse_us (const char *text, GTimeZone *zone)
{
  gint64 at_us;

  g_assert_true (thecal_time_parse (text, zone, &at_us));
  return at_us;
}

static ThecalEntry *
parse_entry (const char *line, GTimeZone *zone)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  ThecalEntryKind kind;
  ThecalEntry *entry;

  if (!thecal_entry_kind_from_string (words[0], &kind))
    g_error ("%s: no kind", words[0]);
  entry = thecal_entry_new (kind, line, calendar_parse_us (words[1], zone));
  for (gsize i = 2; words[i] != NULL; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
    const char *expected;

    if (g_str_equal (words[i], "withdrawn"))
      thecal_entry_set_withdrawn (entry, true);
    else if (!thecal_entry_set (entry, pair[0], pair[1], &expected))
      g_error ("%s: expected %s", words[i], expected);
  }

  return entry;
}

GPtrArray *
calendar_parse_entries (const char *text, GTimeZone *zone)
{
  g_auto (GStrv) lines = g_strsplit (text, "; ", -1);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) thecal_entry_free);

  for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_ptr_array_add (entries, parse_entry (lines[i], zone));

  return entries;
}

ThecalPlanDocument *
calendar_parse_plan (const char *text, GTimeZone *zone)
{
  ThecalPlanFault fault;
  ThecalPlanDocument *document = thecal_plan_document_parse (text, strlen (text), zone, &fault);

  if (document == NULL)
    g_error ("%s: [%s] %s", text, fault.at.group, fault.at.key);
  return document;
}

static void
add_time (GString *text, const ThecalCalendarItem *item, gint64 at_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
  g_autofree char *day = g_date_time_format (local, item->whole_day ? "%F" : "%FT%H:%M");

  g_string_append (text, day);
  /* the first instant of a day */
  if (item->whole_day)
    g_assert_cmpint (g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local), <, 61);
}

static char *
write_items (GPtrArray *items, const char *only, GTimeZone *zone)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++) {
    const ThecalCalendarItem *item = g_ptr_array_index (items, i);

    g_assert_cmpstr (item->source, !=, "");
    if (only != NULL && !g_str_has_prefix (item->id, only))
      continue;
    g_string_append_printf (
        text, "%s %s ", item->id, thecal_calendar_state_to_string (item->state));
    add_time (text, item, item->from_us, zone);
    if (item->to_us != item->from_us) {
      g_string_append (text, "..");
      add_time (text, item, item->to_us, zone);
    }
    if (item->other_us != THECAL_UNKNOWN_US) {
      g_string_append (text, " or ");
      add_time (text, item, item->other_us, zone);
    }
    g_string_append_c (text, '\n');
  }

  return g_string_free (text, FALSE);
}

void
calendar_row_run (const CalendarRow *row)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (row->zone);
  g_autoptr (ThecalPlanDocument) document = calendar_parse_plan (row->plan, zone);
  g_autoptr (GPtrArray) entries =
      row->entries != NULL ? calendar_parse_entries (row->entries, zone) : NULL;
  const ThecalCalendarInput input = { .document = document,
                                      .entries = entries,
                                      .notice_us = row->notice != NULL
                                                       ? calendar_parse_us (row->notice, zone)
                                                       : 0,
                                      .now_us = calendar_parse_us (row->now, zone),
                                      .zone = zone };
  g_autoptr (GPtrArray) items = thecal_calendar_get_items (
      &input, calendar_parse_us (row->from, zone), calendar_parse_us (row->to, zone));
  g_autofree char *seen = write_items (items, row->only, zone);

  g_test_message ("at %s", row->now);
  g_assert_cmpstr (seen, ==, row->expected);
}
