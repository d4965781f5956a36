/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "core/plan/plan_document.h"
#include "words/contact_words.h"

#define TEAM                                                                                       \
  "[contact a]\nRole=pump-team\nName=Lakeside pump team\nPhone=+1 202 555 0142\n"                  \
  "Hours=Mon-Fri 08:30-17:00\nHolidays=2026-11-26;2026-12-07;2026-12-08;2026-12-09;2026-12-10;"    \
  "2026-12-11\nConfirmed=true\n"
#define ON_CALL "[contact b]\nRole=on-call\nPhone=+1 202 555 0122\nConfirmed=true\n"
#define DEPARTMENT "[contact c]\nRole=emergency-department\nPhone=+1 202 555 0190\nConfirmed=true\n"
#define EMERGENCY "[emergency]\nNumber=911\nConfirmed=true\n"

static gint64
parse_us (const char *text)
{
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return THECAL_UNKNOWN_US;
  time = g_date_time_new_from_iso8601 (text, NULL);
  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * THECAL_SECOND_US;
}

static ThecalPlanDocument *
parse (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  ThecalPlanFault fault;
  ThecalPlanDocument *document = thecal_plan_document_parse (text, strlen (text), utc, &fault);

  g_assert_nonnull (document);
  return document;
}

/* The first line of @role: title and reason, at T3. 25 November 2026 is a Wednesday. */
static const struct {
  const char *plan, *at;
  ThecalRole role;
  const char *title, *reason;
} known_lines[] = {
  { TEAM,
    "2026-11-25T12:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Lakeside pump team",
    "open now, until 17:00" },
  { TEAM,
    "2026-11-25T05:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Lakeside pump team",
    "closed, opens 08:30" },
  { TEAM,
    "2026-11-25T17:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Lakeside pump team",
    "closed, opens Fri 08:30" },
  { TEAM,
    "2026-11-27T17:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Lakeside pump team",
    "closed, opens Mon 08:30" },
  /* a weekday alone would be the wrong week */
  { TEAM,
    "2026-12-04T17:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Lakeside pump team",
    "closed, opens Mon 14 Dec 08:30" },
  { TEAM,
    NULL,
    THECAL_ROLE_PUMP_TEAM,
    "Lakeside pump team",
    "open or closed: the clock of this computer may be wrong" },
  /* by the reader's clock, and by the clinic's */
  { TEAM "TimeZone=America/New_York\n",
    "2026-11-25T18:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Lakeside pump team",
    "open now, until 22:00 (17:00 there)" },
  { TEAM "TimeZone=Asia/Tokyo\n",
    "2026-11-27T18:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Lakeside pump team",
    "closed, opens Sun 23:30 (Mon 08:30 there)" },
  { TEAM "TimeZone=America/New_York\n",
    "2026-11-27T23:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Lakeside pump team",
    "closed, opens Mon 13:30 (08:30 there)" },
  { "[contact a]\nRole=pump-team\nPhone=+1 202 555 0142\nConfirmed=true\n",
    "2026-11-25T12:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Pump team",
    "opening hours not entered" },
  { "[contact a]\nRole=pump-team\nPhone=+1 202 555 0142\nHours=Mon-Sun 00:00-24:00\n",
    "2026-11-25T12:00:00Z",
    THECAL_ROLE_PUMP_TEAM,
    "Pump team",
    "open now; number not confirmed" },
  { ON_CALL,
    "2026-11-25T12:00:00Z",
    THECAL_ROLE_ON_CALL,
    "On-call doctor",
    "open now, at any hour" },
  { "", "2026-11-25T12:00:00Z", THECAL_ROLE_PUMP_TEAM, "Pump team", "no number entered" },
  { "", "2026-11-25T12:00:00Z", THECAL_ROLE_EMERGENCY, "Emergency number", "no number entered" },
  { "",
    "2026-11-25T12:00:00Z",
    THECAL_ROLE_EMERGENCY_DEPARTMENT,
    "Emergency department",
    "go there; no number entered" },
  { DEPARTMENT,
    NULL,
    THECAL_ROLE_EMERGENCY_DEPARTMENT,
    "Emergency department",
    "go there, at any hour" },
  { EMERGENCY,
    NULL,
    THECAL_ROLE_EMERGENCY,
    "Emergency number",
    "when life is in danger, at any hour" },
  { "[emergency]\nNumber=112\n",
    NULL,
    THECAL_ROLE_EMERGENCY,
    "Emergency number",
    "when life is in danger, at any hour; number not confirmed" },
  { EMERGENCY "TextNumber=911\n",
    NULL,
    THECAL_ROLE_TEXT_RELAY,
    "Emergency number for text messages",
    "when life is in danger, at any hour" },
  { "[contact a]\nRole=text-relay\nPhone=711\nConfirmed=true\n",
    NULL,
    THECAL_ROLE_TEXT_RELAY,
    "Text relay",
    "when life is in danger, at any hour" },
  { "[contact a]\nRole=caregiver\nName=Marcus\nPhone=+1 202 555 0178\n",
    "2026-11-25T12:00:00Z",
    THECAL_ROLE_CAREGIVER,
    "Marcus",
    "so that you are not alone; number not confirmed" },
  { "[contact a]\nRole=caregiver\nName=Marcus\nPhone=+1 202 555 0178\nConfirmed=true\n"
    "Hours=Wed 19:00-07:00\n",
    "2026-11-25T20:00:00Z",
    THECAL_ROLE_CAREGIVER,
    "Marcus",
    "so that you are not alone, until Thu 07:00" },
};

static void
test_lines (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_lines); i++) {
    const gint64 at_us = parse_us (known_lines[i].at);
    g_autoptr (ThecalPlanDocument) document = parse (known_lines[i].plan);
    g_autoptr (GArray) order =
        thecal_contact_book_order (document->contacts, THECAL_OUTCOME_T3, at_us);
    bool found = false;

    g_test_message ("row %u", (guint) i);
    for (guint n = 0; n < order->len && !found; n++) {
      const ThecalContactLine *line = &g_array_index (order, ThecalContactLine, n);
      g_autofree char *title = thecal_contact_title (line);
      g_autofree char *reason = thecal_contact_reason (line, at_us);

      found = line->role == known_lines[i].role;
      if (!found)
        continue;
      g_assert_cmpstr (title, ==, known_lines[i].title);
      g_assert_cmpstr (reason, ==, known_lines[i].reason);
    }
    g_assert_true (found);
  }
}

static void
test_titles (void)
{
  for (int role = 0; role < THECAL_N_ROLES; role++)
    g_assert_cmpstr (thecal_contact_role_title ((ThecalRole) role), !=, "");
  g_assert_cmpstr (thecal_contact_role_title (THECAL_N_ROLES), ==, "");
}

/* The headline names whom the first line names. */
static void
test_headlines (void)
{
  static const struct {
    int outcome;
    const char *plan, *at, *headline;
  } rows[] = {
    { 1, TEAM, "2026-11-25T12:00:00Z", "Call the emergency number now" },
    { 2, TEAM, "2026-11-25T12:00:00Z", "Go to the emergency department now" },
    { 3, TEAM ON_CALL, "2026-11-25T12:00:00Z", "Call the pump team now" },
    { 3, TEAM ON_CALL, "2026-11-25T18:00:00Z", "Call the on-call doctor now" },
    { 3, TEAM ON_CALL, NULL, "Call the pump team now, or the on-call doctor" },
    { 3, "", "2026-11-25T12:00:00Z", "Call the pump team now" },
    { 4, TEAM, "2026-11-25T12:00:00Z", "Call the pump team today" },
    { 4, TEAM, "2026-11-25T18:00:00Z", "Call the pump team when it opens next" },
    { 4, TEAM, NULL, "Call the pump team when it opens next" },
    { 5, TEAM, "2026-11-25T12:00:00Z", "Keep watching, and look again" },
    { 0, TEAM, "2026-11-25T12:00:00Z", "Who to call now" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalPlanDocument) document = parse (rows[i].plan);
    g_autoptr (GArray) lines =
        thecal_contact_book_order (document->contacts, rows[i].outcome, parse_us (rows[i].at));
    g_autofree char *headline =
        thecal_outcome_headline (rows[i].outcome, &g_array_index (lines, ThecalContactLine, 0));
    g_autofree char *without = thecal_outcome_headline (rows[i].outcome, NULL);

    g_assert_cmpstr (headline, ==, rows[i].headline);
    g_assert_cmpstr (without, !=, "");
  }
}

/* What is missing or was never tried is told, and nothing else (T-CO-02). */
static void
test_warnings (void)
{
  static const struct {
    const char *plan, *warnings;
  } rows[] = {
    { EMERGENCY TEAM ON_CALL DEPARTMENT, "" },
    { "",
      "No emergency number has been chosen.|No pump team is entered.|No on-call line is entered "
      "for when the pump team is closed.|No emergency department is entered." },
    { "[emergency]\nNumber=112\n" TEAM ON_CALL DEPARTMENT, "Emergency number 112: not confirmed." },
    { EMERGENCY DEPARTMENT
      "[contact a]\nRole=pump-team\nHours=always\nPhone=+1 202 555 0142; +1 202 555 0143\n",
      "Pump team: nobody has confirmed the number +1 202 555 0142, +1 202 555 0143." },
    { EMERGENCY DEPARTMENT ON_CALL "[contact a]\nRole=pump-team\nName=Lakeside\nConfirmed=true\n",
      "Lakeside: no number is entered.|Lakeside: no opening hours are entered." },
    { EMERGENCY DEPARTMENT TEAM, "No on-call line is entered for when the pump team is closed." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalPlanDocument) document = parse (rows[i].plan);
    g_autoptr (GPtrArray) warnings = thecal_contact_book_get_warnings (document->contacts);
    g_autofree char *text = NULL;

    g_ptr_array_add (warnings, NULL);
    text = g_strjoinv ("|", (char **) warnings->pdata);
    g_assert_cmpstr (text, ==, rows[i].warnings);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/contact-words/lines", test_lines);
  g_test_add_func ("/words/contact-words/titles", test_titles);
  g_test_add_func ("/words/contact-words/headlines", test_headlines);
  g_test_add_func ("/words/contact-words/warnings", test_warnings);

  return g_test_run ();
}
