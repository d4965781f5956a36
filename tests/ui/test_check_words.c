/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <string.h>

#include "files/checklist_files.h"
#include "shared/check_history.h"
#include "shared/check_words.h"

#define AT(hour, minute)                                                                           \
  ((G_GINT64_CONSTANT (1795564800) + (hour) *3600 + (minute) *60) * THECAL_SECOND_US)

static ThecalRecord *
record_new (gint64 at_us, int outcome, ThecalRecordState state)
{
  ThecalRecord *record = g_new0 (ThecalRecord, 1);

  record->id = g_strdup_printf ("%" G_GINT64_FORMAT, at_us);
  record->pump_id = g_strdup ("");
  record->by = g_strdup ("Anna");
  record->started_wall_us = record->ended_wall_us = at_us;
  record->outcome = outcome;
  record->state = state;
  record->repeat_wall_us = THECAL_UNKNOWN_US;
  record->decided_by = g_new0 (char *, 1);
  record->answers = thecal_answers_new ();

  return record;
}

static void
say (ThecalRecord *record, const char *id, ThecalSaid said)
{
  const ThecalAnswer answer = { .said = said, .at_wall_us = record->started_wall_us };

  thecal_answers_set (record->answers, g_intern_string (id), &answer);
}

static void
test_compared (void)
{
  g_autoptr (ThecalChecklistSet) set = thecal_checklist_files_load (NULL, NULL);
  g_autoptr (ThecalRecord) before = record_new (AT (14, 0), THECAL_OUTCOME_T5, THECAL_RECORD_DONE);
  g_autoptr (ThecalRecord) record = record_new (AT (16, 20), THECAL_OUTCOME_T3, THECAL_RECORD_DONE);
  g_autofree char *title = NULL;
  g_autofree char *news = NULL;
  g_autofree char *first = NULL;
  g_autofree char *findings = NULL;
  g_autofree char *same = NULL;
  g_autofree char *none = NULL;

  say (before, "W8", THECAL_SAID_YES);
  say (before, "W6", THECAL_SAID_NO);
  say (record, "W8", THECAL_SAID_YES);
  say (record, "W6", THECAL_SAID_YES);
  title = thecal_check_title (record);
  g_assert_cmpstr (title, ==, "Wed 25 Nov 16:20 · Call the pump team now");
  findings = thecal_check_findings (record, set);
  g_assert_nonnull (strstr (findings, "itching"));
  g_assert_nonnull (strstr (findings, "cross"));
  news = thecal_check_news (record, before, set);
  g_assert_true (g_str_has_prefix (news, "New since 14:00: "));
  g_assert_nonnull (strstr (news, "itching"));
  g_assert_null (strstr (news, "cross"));
  /* nothing to compare with, and nothing new */
  first = thecal_check_news (record, NULL, set);
  g_assert_cmpstr (first, ==, "");
  same = thecal_check_news (record, record, set);
  g_assert_cmpstr (same, ==, "");
  thecal_answers_remove (before->answers, "W8");
  none = thecal_check_findings (before, set);
  g_assert_cmpstr (none, ==, "Found: none of what was asked.");
}

static void
test_who (void)
{
  static const struct {
    const char *by;
    ThecalRecordState state;
    const char *words;
  } rows[] = {
    { "Anna", THECAL_RECORD_CALLED, "Anna · called" },
    { "Anna", THECAL_RECORD_ARRIVED, "Anna · arrived" },
    { "Anna", THECAL_RECORD_OPEN, "Anna · nobody said that the call was made" },
    { "Anna", THECAL_RECORD_UNFINISHED, "Anna · not finished" },
    { "Anna", THECAL_RECORD_DONE, "Anna" },
    { "", THECAL_RECORD_CALLED, "called" },
    { "", THECAL_RECORD_DONE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ThecalRecord) record = record_new (AT (14, 0), THECAL_OUTCOME_T1, rows[i].state);
    g_autofree char *words = NULL;

    g_free (record->by);
    record->by = g_strdup (rows[i].by);
    words = thecal_check_who (record);
    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

static void
test_repeat (void)
{
  g_autoptr (ThecalRecord) record = record_new (AT (14, 0), THECAL_OUTCOME_T5, THECAL_RECORD_DONE);
  g_autofree char *none = thecal_check_repeat (record);
  g_autofree char *words = NULL;

  g_assert_cmpstr (none, ==, "");
  record->repeat_wall_us = AT (16, 20);
  words = thecal_check_repeat (record);
  g_assert_cmpstr (words, ==, "Look again at 16:20.");
}

/* The one before is of the same pump. */
static void
test_before (void)
{
  g_autoptr (ThecalRecord) first = record_new (AT (14, 0), THECAL_OUTCOME_T5, THECAL_RECORD_DONE);
  g_autoptr (ThecalRecord) other = record_new (AT (15, 0), THECAL_OUTCOME_T5, THECAL_RECORD_DONE);
  g_autoptr (ThecalRecord) last = record_new (AT (16, 0), THECAL_OUTCOME_T5, THECAL_RECORD_DONE);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_free (other->pump_id);
  other->pump_id = g_strdup ("another");
  g_ptr_array_add (records, first);
  g_ptr_array_add (records, other);
  g_ptr_array_add (records, last);
  g_assert_null (thecal_check_history_find_before (records, 0));
  g_assert_null (thecal_check_history_find_before (records, 1));
  g_assert_true (thecal_check_history_find_before (records, 2) == first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/check-words/compared", test_compared);
  g_test_add_func ("/ui/check-words/who", test_who);
  g_test_add_func ("/ui/check-words/repeat", test_repeat);
  g_test_add_func ("/ui/check-words/before", test_before);

  return g_test_run ();
}
