/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/record.h"

#include <math.h>

#include "lists.h"

#define ABOUT                                                                                      \
  "[walkthrough]\nId=20261125T021600-4f3a\nPump=\nBy=Ana\nStarted=2026-11-25T02:16:00Z\n"          \
  "Ended=2026-11-25T02:18:00Z\nState=open\nOutcome=T2\nLists=WO\nDecidedBy=W3;W6\n"                \
  "Flags=two-sign;no-plan\nSign=withdrawal\n"

static ThecalRecord *
parse (const char *text)
{
  char expected[160] = "";
  ThecalRecord *record = thecal_record_parse (text, strlen (text), expected);

  if (record == NULL)
    g_error ("%s", expected);
  return record;
}

/* What is written is read back, and is written the same again. */
static void
test_round_trip (void)
{
  static const char *const answers[] = {
    "G1=yes @2026-11-25T02:16:05Z",
    "G9=2026-11-24T10:00:00Z @2026-11-25T02:16:30Z known",
    "G8=siren known",
    "W3=38.7 c @2026-11-25T02:17:00.500000Z",
    "W6=not-sure",
    "W4_faint=no @2026-11-25T02:17:10Z",
    "I4=101.5 f",
    "O2=12 @2026-11-25T02:17:20Z",
  };
  g_autofree char *joined = g_strjoin ("\n",
                                       "[answers]",
                                       answers[0],
                                       answers[1],
                                       answers[2],
                                       answers[3],
                                       answers[4],
                                       answers[5],
                                       answers[6],
                                       answers[7],
                                       "",
                                       NULL);
  g_autofree char *text = g_strconcat (ABOUT "RepeatAt=2026-11-25T04:18:00Z\n\n", joined, NULL);
  g_autoptr (ThecalRecord) record = parse (text);
  g_autofree char *written = thecal_record_to_text (record);
  g_autoptr (ThecalRecord) again = parse (written);
  g_autofree char *twice = thecal_record_to_text (again);
  const ThecalAnswer *answer = thecal_answers_get (again->answers, "W3");

  g_assert_cmpstr (twice, ==, written);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_test_message ("%s", answers[i]);
    g_assert_nonnull (strstr (written, answers[i]));
  }
  g_assert_cmpstr (again->id, ==, "20261125T021600-4f3a");
  g_assert_cmpstr (again->by, ==, "Ana");
  g_assert_cmpstr (again->pump_id, ==, "");
  g_assert_cmpint (again->started_wall_us, ==, G_GINT64_CONSTANT (1795572960000000));
  g_assert_cmpint (again->ended_wall_us - again->started_wall_us, ==, 2 * THECAL_MINUTE_US);
  g_assert_cmpint (again->repeat_wall_us - again->ended_wall_us, ==, 2 * THECAL_HOUR_US);
  g_assert_cmpint (again->state, ==, THECAL_RECORD_OPEN);
  g_assert_cmpint (again->outcome, ==, THECAL_OUTCOME_T2);
  g_assert_cmpuint (again->lists, ==, lists_from_letters ("WO"));
  g_assert_cmpuint (again->flags, ==, 1u << THECAL_TRIAGE_TWO_SIGN | 1u << THECAL_TRIAGE_NO_PLAN);
  g_assert_cmpint (again->sign, ==, THECAL_SIGN_WITHDRAWAL);
  g_assert_cmpstr (again->decided_by[1], ==, "W6");
  g_assert_cmpuint (thecal_answers_count (again->answers), ==, G_N_ELEMENTS (answers));
  g_assert_cmpfloat (answer->number, ==, 38.7);
  g_assert_cmpint (answer->unit, ==, THECAL_UNIT_CELSIUS);
  g_assert_cmpint (answer->at_wall_us - again->started_wall_us, ==, 60500 * 1000);
  g_assert_false (answer->prefilled);
  g_assert_true (thecal_answers_get (again->answers, "G8")->prefilled);
}

/* A name may hold what a key file gives a meaning to. */
static void
test_names (void)
{
  static const char *const names[] = { "", "Ana;Ben", " blank ", "a\nb\\c", "[x]=y", "Ämne" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (ThecalRecord) record = parse (ABOUT);
    g_autoptr (ThecalRecord) again = NULL;
    g_autofree char *text = NULL;

    g_free (record->by);
    record->by = g_strdup (names[i]);
    text = thecal_record_to_text (record);
    again = parse (text);
    g_assert_cmpstr (again->by, ==, names[i]);
  }
}

/* A record with nothing in it is written, and says what is missing when it is read. */
static void
test_empty (void)
{
  const ThecalRecord empty = {
    .started_wall_us = G_MAXINT64 - 1,
    .ended_wall_us = THECAL_UNKNOWN_US,
    .repeat_wall_us = THECAL_NEVER_US,
    .state = THECAL_N_RECORD_STATES,
    .outcome = 9,
    .sign = THECAL_N_SIGNS,
  };
  g_autofree char *text = thecal_record_to_text (&empty);
  char expected[160] = "";

  g_assert_null (thecal_record_parse (text, strlen (text), expected));
  g_assert_nonnull (strstr (expected, "Id"));
  thecal_record_free (NULL);
}

/* Every file that is none: refused whole, with where and what was expected. */
static void
test_errors (void)
{
  static const struct {
    const char *line; /* takes the place of that key, or is added */
    const char *where;
  } rows[] = {
    { "Id=", "Id" },
    { "Id=../../x", "Id" },
    { "Id=-x", "Id" },
    { "Id=a b", "Id" },
    { "Id=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Id" },
    { "By=\\q", "By" },
    { "Started=today", "Started" },
    { "Started=2026-11-25", "Started" },
    { "Ended=9999-12-31T00:00:00Z", "Ended" },
    { "State=", "State" },
    { "State=well", "State" },
    { "Outcome=T6", "Outcome" },
    { "Outcome=2", "Outcome" },
    { "Outcome=", "Outcome" },
    { "Lists=WX", "Lists" },
    { "DecidedBy=W3,W6", "DecidedBy" },
    { "DecidedBy=W3;;W6", "DecidedBy" },
    { "DecidedBy=w3", "DecidedBy" },
    { "DecidedBy=W3_", "DecidedBy" },
    { "Flags=red", "Flags" },
    { "Sign=mild", "Sign" },
    { "RepeatAt=soon", "RepeatAt" },
    { "[answers]\nW3=", "W3" },
    { "[answers]\nW3=38.7 k", "W3" },
    { "[answers]\nW3=yes c", "W3" },
    { "[answers]\nW3=38.7 c 2026-11-25T02:16:00Z", "W3" },
    { "[answers]\nW3=38.7 c @now", "W3" },
    { "[answers]\nW3=38.7 c @2026-11-25T02:16:00Z known more", "W3" },
    { "[answers]\nX1=yes", "X1" },
    { "[answers]\nW=yes", "W" },
    { "[answers]\nW4-faint=yes", "W4-faint" },
    { "[answers]\nW4_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=yes", "W4_" },
    { "no key file", "key file" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strconcat (ABOUT, rows[i].line, "\n", NULL);
    char expected[160] = "";

    g_test_message ("%s", rows[i].line);
    g_assert_null (thecal_record_parse (text, strlen (text), expected));
    g_assert_nonnull (strstr (expected, "expected"));
    g_assert_nonnull (strstr (expected, rows[i].where));
  }
}

static void
test_sizes (void)
{
  g_autoptr (GString) many = g_string_new (ABOUT "[answers]\n");
  g_autofree char *padding = g_strnfill (256 * 1024, 'x');
  g_autofree char *large = g_strconcat (ABOUT "# ", padding, "\n", NULL);
  g_autofree char *name = g_strnfill (201, 'x');
  g_autofree char *long_name = g_strconcat (ABOUT "By=", name, "\n", NULL);
  char expected[160] = "";

  for (int i = 1; i <= 400; i++)
    g_string_append_printf (many, "W%d=yes\n", i);
  thecal_record_free (parse (many->str));
  g_string_append (many, "W401=yes\n");
  g_assert_null (thecal_record_parse (many->str, many->len, expected));
  g_assert_nonnull (strstr (expected, "400"));
  g_assert_null (thecal_record_parse (large, strlen (large), expected));
  g_assert_nonnull (strstr (expected, "octets"));
  g_assert_null (thecal_record_parse (long_name, strlen (long_name), expected));
  g_assert_null (thecal_record_parse ("", 0, expected));
  g_assert_null (thecal_record_parse ("a\0b", 3, expected));
  g_assert_null (thecal_record_parse ("\xff", 1, expected));
}

/* What it tells the alarms. */
static void
test_event (void)
{
  static const struct {
    ThecalRecordState state;
    int outcome, event; /* event -1: it changes nothing */
  } rows[] = {
    { THECAL_RECORD_OPEN, 1, 1 },        { THECAL_RECORD_OPEN, 2, 2 },
    { THECAL_RECORD_OPEN, 5, 5 },        { THECAL_RECORD_OPEN, 0, -1 },
    { THECAL_RECORD_CALLED, 1, 0 },      { THECAL_RECORD_ARRIVED, 2, 0 },
    { THECAL_RECORD_CALLED, 3, 3 },      { THECAL_RECORD_DONE, 3, 3 },
    { THECAL_RECORD_DONE, 4, 4 },        { THECAL_RECORD_DONE, 5, 5 },
    { THECAL_RECORD_DONE, 6, -1 },       { THECAL_RECORD_UNFINISHED, 1, 1 },
    { THECAL_RECORD_UNFINISHED, 2, 2 },  { THECAL_RECORD_UNFINISHED, 3, -1 },
    { THECAL_RECORD_UNFINISHED, 5, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const ThecalRecord record = {
      .state = rows[i].state,
      .outcome = rows[i].outcome,
      .sign = THECAL_SIGN_OVERDOSE,
      .repeat_wall_us = NOW_US,
    };
    ThecalEvent event;

    g_test_message ("%s T%d", thecal_record_state_to_string (rows[i].state), rows[i].outcome);
    g_assert_cmpint (thecal_record_to_event (&record, 7, &event), ==, rows[i].event >= 0);
    if (rows[i].event < 0)
      continue;
    g_assert_cmpint (event.type, ==, THECAL_EVENT_TRIAGE);
    g_assert_cmpuint (event.unit, ==, 7);
    g_assert_cmpint (event.triage.outcome, ==, rows[i].event);
    g_assert_cmpint (event.triage.sign, ==, THECAL_SIGN_OVERDOSE);
    g_assert_cmpint (event.triage.repeat_wall_us, ==, NOW_US);
  }
}

/* "New since 14:00: itching". */
static void
test_new (void)
{
  static const struct {
    const char *before, *now, *news; /* before NULL: there was none */
  } rows[] = {
    { "W6=no W9=yes", "W6=yes W9=yes", "W6" },
    { "W9=yes", "W6=yes W9=no", "W6" },
    { "W6=not-sure", "W6=yes", "W6" },
    { "W6=yes", "W6=not-sure", "" },
    { "W3=38.5c", "W3=38.6c", "W3" },
    { "W3=38.7c", "W3=39c", "" },
    { NULL, "G1=yes W6=yes O8=yes W2=not-sure", "W2 W6 O8" },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  ThecalTriageContext context;

  thecal_triage_context_init (&context);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ThecalRecord now = { 0 }, before = { 0 };
    g_autoptr (GPtrArray) news = NULL;
    g_autofree char *joined = NULL;

    g_test_message ("%s -> %s", rows[i].before, rows[i].now);
    now.answers = read_answers (set, rows[i].now);
    before.answers = rows[i].before != NULL ? read_answers (set, rows[i].before) : NULL;
    news = thecal_record_get_new (&now, rows[i].before != NULL ? &before : NULL, set, &context);
    joined = join_ids (news);
    g_assert_cmpstr (joined, ==, rows[i].news);
    thecal_answers_free (now.answers);
    thecal_answers_free (before.answers);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/record/round-trip", test_round_trip);
  g_test_add_func ("/core/record/names", test_names);
  g_test_add_func ("/core/record/empty", test_empty);
  g_test_add_func ("/core/record/errors", test_errors);
  g_test_add_func ("/core/record/sizes", test_sizes);
  g_test_add_func ("/core/record/event", test_event);
  g_test_add_func ("/core/record/new", test_new);

  return g_test_run ();
}
