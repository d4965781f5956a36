/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/plan/plan_document.h"
#include "shared/call_words.h"

#define TEAM                                                                                       \
  "[contact a]\nRole=pump-team\nName=Pump team, Lakeside\nPhone=+1 202 555 0142\n"                 \
  "Hours=Mon-Fri 08:30-17:00\nTimeZone=%s\nConfirmed=true\n"
#define ON_CALL                                                                                    \
  "[contact b]\nRole=on-call\nName=Dr. Example\nPhone=+1 202 555 0122\nConfirmed=true\n"
#define WORKDAY "2026-11-25T12:00:00Z" /* a Wednesday */
#define EVENING "2026-11-28T19:40:00Z" /* a Saturday */

static ThecalPlanDocument *
parse (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  ThecalPlanFault fault;
  ThecalPlanDocument *document = thecal_plan_document_parse (text, strlen (text), utc, &fault);

  g_assert_nonnull (document);
  return document;
}

static gint64
parse_us (const char *text)
{
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return THECAL_UNKNOWN_US;
  time = g_date_time_new_from_iso8601 (text, NULL);

  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

/* What the page, a Call button, its line and the advice of an alarm say; all of one contact. */
static const struct {
  const char *team_zone; /* NULL: no team */
  gboolean on_call;
  const char *at; /* NULL: the clock is not to be trusted */
  const char *clock, *button, *now, *advice, *zone;
} rows[] = {
  { "UTC",
    TRUE,
    WORKDAY,
    "Wednesday 25 November, 12:00. Pump team: open now, until 17:00.",
    "Call pump team\n+1 202 555 0142",
    "Call now: Pump team, Lakeside, +1 202 555 0142, open now, until 17:00.",
    "Stopped. Call the pump team now. More.",
    "" },
  { "UTC",
    TRUE,
    EVENING,
    "Saturday 28 November, 19:40. Pump team: closed, opens Mon 08:30.",
    "Call on-call doctor\n+1 202 555 0122",
    "Call now: Dr. Example (On-call doctor), +1 202 555 0122, open now, at any hour.",
    "Stopped. Call the on-call doctor now. More.",
    "" },
  /* nobody else is there: the team, though closed */
  { "UTC",
    FALSE,
    EVENING,
    "Saturday 28 November, 19:40. Pump team: closed, opens Mon 08:30.",
    "Call pump team\n+1 202 555 0142",
    "Call now: Pump team, Lakeside, +1 202 555 0142, closed, opens Mon 08:30.",
    "Stopped. Call the pump team now. More.",
    "" },
  { "UTC",
    TRUE,
    NULL,
    "The clock of this computer may be wrong, so who is open is not known.",
    "Call pump team\n+1 202 555 0142",
    "Call now: Pump team, Lakeside, +1 202 555 0142, open or closed: the clock of this computer "
    "may "
    "be wrong.",
    "Stopped. Call the pump team now. More.",
    "" },
  { "America/New_York",
    TRUE,
    WORKDAY,
    "Wednesday 25 November, 12:00. Pump team: closed, opens 13:30 (08:30 there).",
    "Call on-call doctor\n+1 202 555 0122",
    "Call now: Dr. Example (On-call doctor), +1 202 555 0122, open now, at any hour.",
    "Stopped. Call the on-call doctor now. More.",
    "Hours are by the clock of America/New_York." },
  { NULL,
    FALSE,
    WORKDAY,
    "Wednesday 25 November, 12:00.",
    "Call",
    "Call now: the care plan on this computer has no number. Look at the pump card.",
    "Stopped. Call the pump team now. More.",
    "" },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *team =
        rows[i].team_zone != NULL ? g_strdup_printf (TEAM, rows[i].team_zone) : g_strdup ("");
    g_autofree char *text = g_strconcat (team, rows[i].on_call ? ON_CALL : "", NULL);
    g_autoptr (ThecalPlanDocument) document = parse (text);
    const gint64 at_us = parse_us (rows[i].at);
    g_autoptr (GArray) lines = thecal_contact_book_order (document->contacts, 0, at_us);
    g_autofree char *clock = thecal_call_clock_line (lines, at_us);
    g_autofree char *button = thecal_call_button_words (lines);
    g_autofree char *now = thecal_call_now_line (lines, at_us);
    g_autofree char *advice =
        thecal_call_name_contact (lines, "Stopped. Call the pump team now. More.");
    g_autofree char *zone = thecal_call_zone_line (lines, at_us);

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (clock, ==, rows[i].clock);
    g_assert_cmpstr (button, ==, rows[i].button);
    g_assert_cmpstr (now, ==, rows[i].now);
    g_assert_cmpstr (advice, ==, rows[i].advice);
    g_assert_cmpstr (zone, ==, rows[i].zone);
  }
}

/* Advice that names nobody stays as it is. */
static void
test_other_advice (void)
{
  g_autoptr (ThecalPlanDocument) document = parse (ON_CALL);
  g_autoptr (GArray) lines = thecal_contact_book_order (document->contacts, 0, parse_us (EVENING));
  g_autofree char *advice = thecal_call_name_contact (lines, "Restart this computer.");

  g_assert_cmpstr (advice, ==, "Restart this computer.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/call-words/words", test_words);
  g_test_add_func ("/ui/call-words/other-advice", test_other_advice);

  return g_test_run ();
}
