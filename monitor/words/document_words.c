/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/document_words.h"

#include <glib/gi18n.h>

#include "core/plan/care_plan.h"
#include "words/script_parts.h"

#define OLD_YEARS 10 /* 003-12 */

const char *
thecal_document_kind_title (const char *kind)
{
  static const struct {
    const char *kind, *title;
  } rows[] = {
    { "printout", N_ ("Printout") },
    { "card", N_ ("Card") },
    { "instructions", N_ ("Instructions") },
    { "photo", N_ ("Photo") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].kind, kind) == 0)
      return _ (rows[i].title);

  return _ ("Paper");
}

static gboolean
is_old (gint64 at_us, gint64 now_us)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (at_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_us / THECAL_SECOND_US);
  g_autoptr (GDateTime) end = at != NULL ? g_date_time_add_years (at, OLD_YEARS) : NULL;

  return end != NULL && now != NULL && g_date_time_compare (end, now) < 0;
}

char *
thecal_document_subtitle (const ThecalEntry *entry, gint64 now_us, GTimeZone *zone)
{
  const char *reviewed = thecal_entry_get_text (entry, "reviewed_on");
  const gint64 at_us = thecal_entry_get_at_us (entry);
  g_autofree char *attached = thecal_script_date (at_us);
  gint64 reviewed_us = at_us;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          _ ("%s · attached %s"),
                          thecal_document_kind_title (thecal_entry_get_text (entry, "is")),
                          attached);
  if (reviewed != NULL && thecal_time_parse (reviewed, zone, &reviewed_us)) {
    g_autofree char *day = thecal_script_date (reviewed_us);

    g_string_append_printf (text, _ (" · reviewed on %s"), day);
  }
  if (is_old (reviewed_us, now_us))
    g_string_append (text, _ (" · more than 10 years old: ask the team for a newer one"));

  return g_string_free (text, FALSE);
}
