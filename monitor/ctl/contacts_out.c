/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/contacts_out.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl/json_out.h"
#include "words/contact_words.h"

static void
add_time (JsonBuilder *builder, const char *name, gint64 wall_us)
{
  g_autoptr (GDateTime) time = wall_us != THECAL_NEVER_US
                                   ? g_date_time_new_from_unix_utc (wall_us / THECAL_SECOND_US)
                                   : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  thecal_json_add_text (builder, name, text);
}

static void
add_line (JsonBuilder *builder, const ThecalContactLine *line, gint64 now_wall_us)
{
  g_autofree char *title = thecal_contact_title (line);
  g_autofree char *reason = thecal_contact_reason (line, now_wall_us);

  json_builder_begin_object (builder);
  thecal_json_add_text (builder, "role", thecal_role_to_string (line->role));
  thecal_json_add_text (builder, "name", title);
  thecal_json_add_text (builder, "number", *line->number != '\0' ? line->number : NULL);
  thecal_json_add_bool (builder, "open", line->open);
  thecal_json_add_text (builder, "reason", reason);
  thecal_json_add_bool (builder, "confirmed", line->confirmed);
  add_time (builder, "opens_at", line->open ? THECAL_NEVER_US : line->change_us);
  add_time (builder, "closes_at", line->open ? line->change_us : THECAL_NEVER_US);
  json_builder_end_object (builder);
}

void
thecal_contacts_add_json (JsonBuilder *builder, const GArray *lines, gint64 now_wall_us)
{
  json_builder_set_member_name (builder, "contacts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    add_line (builder, &g_array_index (lines, ThecalContactLine, i), now_wall_us);
  json_builder_end_array (builder);
}

void
thecal_contacts_print (const GArray *lines, gint64 now_wall_us)
{
  for (guint i = 0; i < lines->len; i++) {
    const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, i);
    g_autofree char *title = thecal_contact_title (line);
    g_autofree char *reason = thecal_contact_reason (line, now_wall_us);

    printf (
        "%2u. %s: %s%s%s\n", i + 1, title, line->number, *line->number != '\0' ? ", " : "", reason);
    if (line->contact != NULL && line->contact->note != NULL)
      printf ("    %s\n", line->contact->note);
  }
}

void
thecal_contacts_warn (const GPtrArray *warnings)
{
  for (guint i = 0; i < warnings->len; i++)
    fprintf (stderr, _ ("WARNING: %s\n"), (const char *) g_ptr_array_index (warnings, i));
}

void
thecal_contacts_add_warnings (JsonBuilder *builder, const GPtrArray *warnings)
{
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < warnings->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (warnings, i));
  json_builder_end_array (builder);
}
