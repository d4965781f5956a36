/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "words/document_words.h"

/* Papers in the shelf (000-20), and which of them are old (003-12). */

static gint64
parse_us (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_subtitle (void)
{
  static const struct {
    const char *at, *kind, *reviewed, *expected;
  } rows[] = {
    { "2026-11-21T10:00:00Z", "printout", NULL, "Printout · attached 21 November 2026" },
    { "2026-11-21T10:00:00Z",
      "instructions",
      "2025-03-03",
      "Instructions · attached 21 November 2026 · reviewed on 3 March 2025" },
    { "2026-11-21T10:00:00Z",
      "instructions",
      "2016-11-21",
      "Instructions · attached 21 November 2026 · reviewed on 21 November 2016 · more than 10 "
      "years old: ask the team for a newer one" },
    { "2026-11-21T10:00:00Z",
      NULL,
      "2016-11-23",
      "Paper · attached 21 November 2026 · reviewed on 23 November 2016" },
    { "2016-01-01T10:00:00Z",
      "card",
      NULL,
      "Card · attached 1 January 2016 · more than 10 years old: ask the team for a newer one" },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalEntry) entry =
        thecal_entry_new (THECAL_ENTRY_DOCUMENT, "x", parse_us (rows[i].at));
    g_autofree char *text = NULL;
    const char *expected = NULL;

    g_assert_true (thecal_entry_set (entry, "title", "Refill", &expected));
    if (rows[i].kind != NULL)
      g_assert_true (thecal_entry_set (entry, "is", rows[i].kind, &expected));
    if (rows[i].reviewed != NULL)
      g_assert_true (thecal_entry_set (entry, "reviewed_on", rows[i].reviewed, &expected));
    text = thecal_document_subtitle (entry, parse_us ("2026-11-22T12:00:00Z"), utc);
    g_assert_cmpstr (text, ==, rows[i].expected);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document-words/subtitle", test_subtitle);

  return g_test_run ();
}
