/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/entry_out.h"

#include <stdio.h>
#include <string.h>

#include "core/diary/entry_fields.h"
#include "ctl/command.h"
#include "ctl/json_out.h"

/* Borrowed; "" where there is none. */
static const char *
get_text (GVariant *row, const char *key)
{
  const char *text = "";

  g_variant_lookup (row, key, "&s", &text);
  return text;
}

static char *
get_time (GVariant *row, const char *key)
{
  gint64 time_ms = 0;

  return g_variant_lookup (row, key, "x", &time_ms) ? thecal_command_time (time_ms) : NULL;
}

/* NULL: of a later version. (transfer full) */
static ThecalEntry *
read_entry (GVariant *row)
{
  const char *text = get_text (row, "text");
  ThecalEntryFault fault;

  return thecal_entry_parse (text, strlen (text), &fault);
}

void
thecal_entry_print (GVariant *row)
{
  g_autoptr (ThecalEntry) entry = read_entry (row);
  g_autofree const char **names = entry != NULL ? thecal_entry_get_names (entry) : NULL;
  g_autofree char *at = get_time (row, "at");
  GString *line = g_string_new (at != NULL ? at : "");
  const char *by = get_text (row, "by");

  g_string_append_printf (line, " %s:", get_text (row, "kind"));
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    g_string_append_printf (
        line, "%s %s %s", i > 0 ? "," : "", names[i], thecal_entry_get_text (entry, names[i]));
  if (*by != '\0')
    g_string_append_printf (line, " (%s)", by);
  g_string_append_printf (line, " [%s]", get_text (row, "id"));
  thecal_command_make_plain (line->str);
  puts (line->str);
  g_string_free (line, TRUE);
}

static void
add_value (JsonBuilder *builder, const ThecalEntry *entry, const char *name)
{
  const ThecalEntryField *field = thecal_entry_fields_find (thecal_entry_get_kind (entry), name);

  switch (field->type) {
  case THECAL_FIELD_IS_NUMBER:
    thecal_json_add_number (builder, name, thecal_entry_get_number (entry, name));
    break;
  case THECAL_FIELD_IS_TRUTH:
    thecal_json_add_bool (builder, name, thecal_entry_get_truth (entry, name) == 1);
    break;
  case THECAL_FIELD_IS_CHOICE:
  case THECAL_FIELD_IS_TEXT:
  case THECAL_FIELD_IS_DATE:
    thecal_json_add_text (builder, name, thecal_entry_get_text (entry, name));
    break;
  }
}

void
thecal_entry_print_json (GVariant *row)
{
  g_autoptr (ThecalEntry) entry = read_entry (row);
  g_autofree const char **names = entry != NULL ? thecal_entry_get_names (entry) : NULL;
  g_autofree char *at = get_time (row, "at");
  g_autofree char *entered = get_time (row, "entered");
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  thecal_json_add_text (builder, "id", get_text (row, "id"));
  thecal_json_add_text (builder, "at", at);
  thecal_json_add_text (builder, "entered", entered);
  thecal_json_add_text (builder, "pump", get_text (row, "pump"));
  thecal_json_add_text (builder, "by", get_text (row, "by"));
  thecal_json_add_text (builder, "kind", get_text (row, "kind"));
  json_builder_set_member_name (builder, "values");
  json_builder_begin_object (builder);
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    add_value (builder, entry, names[i]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  thecal_json_print (builder);
}
