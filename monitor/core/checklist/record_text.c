/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/record.h"

#include <string.h>

#include "core/names.h"

/* [walkthrough] Id= Pump= By= Started= Ended= State= Outcome= Lists= DecidedBy= Flags= Sign=
 * RepeatAt=; [answers] one key each: W3=38.7 c @2026-11-25T02:16:00Z known
 *
 * "known": it was filled in, and nobody changed it. Times are UTC; one that is absent is not known.
 */

#define RECORD_MAX (256 * 1024)
#define ANSWERS_MAX 400
#define IDS_MAX 200
#define TEXT_MAX 200 /* octets */
#define ID_MAX 64
#define ITEM_ID_MAX 24 /* interned for good, so not at any length */

#define ABOUT "walkthrough"
#define ANSWERS "answers"
#define KNOWN "known"

static const char *const states[THECAL_N_RECORD_STATES] = {
  [THECAL_RECORD_OPEN] = "open",       [THECAL_RECORD_CALLED] = "called",
  [THECAL_RECORD_ARRIVED] = "arrived", [THECAL_RECORD_UNFINISHED] = "unfinished",
  [THECAL_RECORD_DONE] = "done",
};

static const char *const signs[THECAL_N_SIGNS] = {
  [THECAL_SIGN_NONE] = "none",
  [THECAL_SIGN_WITHDRAWAL] = "withdrawal",
  [THECAL_SIGN_OVERDOSE] = "overdose",
  [THECAL_SIGN_INFECTION] = "infection",
};

static const char *const outcomes[] = { "none", "T1", "T2", "T3", "T4", "T5" };

const char *
thecal_record_state_to_string (ThecalRecordState state)
{
  return thecal_names_get (states, G_N_ELEMENTS (states), (int) state);
}

/* Writing. */

static char *
time_to_word (gint64 time_us)
{
  const ThecalAnswer time = { .said = THECAL_SAID_TIME, .time_wall_us = time_us };

  return thecal_answer_to_word (&time);
}

static void
write_time (GKeyFile *file, const char *key, gint64 time_us)
{
  g_autofree char *word = time_to_word (time_us);

  if (time_us != THECAL_UNKNOWN_US && !g_str_equal (word, "unknown"))
    g_key_file_set_string (file, ABOUT, key, word);
}

static char *
join_lists (guint lists)
{
  GString *text = g_string_new ("");

  for (guint list = 0; list < THECAL_N_LISTS; list++)
    if ((lists & (1u << list)) != 0)
      g_string_append_c (text, thecal_list_to_letter ((ThecalListId) list));

  return g_string_free (text, FALSE);
}

static char *
join_flags (guint flags)
{
  GString *text = g_string_new ("");

  for (guint flag = 0; flag < THECAL_N_TRIAGE_FLAGS; flag++)
    if ((flags & (1u << flag)) != 0)
      g_string_append_printf (text,
                              "%s%s",
                              text->len > 0 ? ";" : "",
                              thecal_triage_flag_to_string ((ThecalTriageFlag) flag));

  return g_string_free (text, FALSE);
}

static char *
answer_to_text (const ThecalAnswer *answer)
{
  g_autofree char *word = thecal_answer_to_word (answer);
  g_autofree char *time = time_to_word (answer->at_wall_us);
  const char *unit = thecal_answer_get_unit (answer);
  GString *text = g_string_new (word);

  if (unit != NULL)
    g_string_append_printf (text, " %s", unit);
  if (answer->at_wall_us != THECAL_UNKNOWN_US && !g_str_equal (time, "unknown"))
    g_string_append_printf (text, " @%s", time);
  if (answer->prefilled)
    g_string_append (text, " " KNOWN);

  return g_string_free (text, FALSE);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

char *
thecal_record_to_text (const ThecalRecord *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *lists = join_lists (self->lists);
  g_autofree char *flags = join_flags (self->flags);
  g_autofree char *decided =
      self->decided_by != NULL ? g_strjoinv (";", self->decided_by) : g_strdup ("");
  g_autoptr (GPtrArray) ids =
      self->answers != NULL ? thecal_answers_get_ids (self->answers, NULL) : g_ptr_array_new ();

  g_key_file_set_string (file, ABOUT, "Id", or_empty (self->id));
  g_key_file_set_string (file, ABOUT, "Pump", or_empty (self->pump_id));
  g_key_file_set_string (file, ABOUT, "By", or_empty (self->by));
  write_time (file, "Started", self->started_wall_us);
  write_time (file, "Ended", self->ended_wall_us);
  g_key_file_set_string (
      file, ABOUT, "State", or_empty (thecal_record_state_to_string (self->state)));
  g_key_file_set_string (
      file,
      ABOUT,
      "Outcome",
      or_empty (thecal_names_get (outcomes, G_N_ELEMENTS (outcomes), self->outcome)));
  g_key_file_set_string (file, ABOUT, "Lists", lists);
  g_key_file_set_string (file, ABOUT, "DecidedBy", decided);
  g_key_file_set_string (file, ABOUT, "Flags", flags);
  g_key_file_set_string (
      file,
      ABOUT,
      "Sign",
      or_empty (thecal_names_get (signs, G_N_ELEMENTS (signs), (int) self->sign)));
  write_time (file, "RepeatAt", self->repeat_wall_us);
  for (guint i = 0; i < ids->len; i++) {
    const char *id = g_ptr_array_index (ids, i);
    g_autofree char *answer = answer_to_text (thecal_answers_get (self->answers, id));

    g_key_file_set_string (file, ANSWERS, id, answer);
  }

  return g_key_file_to_data (file, NULL, NULL);
}

/* Reading. */

typedef struct {
  GKeyFile *file;
  char *expected; /* 160 octets */
  bool failed;
} Reader;

static bool
fail (Reader *reader, const char *group, const char *key, const char *what)
{
  if (!reader->failed)
    g_snprintf (reader->expected, 160, "[%s] %s: expected %s", group, key, what);
  reader->failed = true;

  return false;
}

static char *
take_text (Reader *reader, const char *key, gsize max)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_key_file_get_string (reader->file, ABOUT, key, &error);

  if (text != NULL && error == NULL && strlen (text) <= max)
    return g_steal_pointer (&text);
  if (text != NULL || g_key_file_has_key (reader->file, ABOUT, key, NULL))
    fail (reader, ABOUT, key, "a shorter text, or one that can be read");

  return g_strdup ("");
}

/* It becomes the name of a file. */
static char *
take_id (Reader *reader)
{
  char *id = take_text (reader, "Id", ID_MAX);

  if (!g_ascii_isalnum (*id) ||
      id[strspn (id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")] != '\0')
    fail (reader, ABOUT, "Id", "letters, digits and dashes");

  return id;
}

static gint64
take_time (Reader *reader, const char *key)
{
  g_autofree char *text = take_text (reader, key, TEXT_MAX);
  ThecalAnswer time;

  if (*text == '\0')
    return THECAL_UNKNOWN_US;
  if (thecal_answer_from_word (text, NULL, &time) && time.said == THECAL_SAID_TIME)
    return time.time_wall_us;

  fail (reader, ABOUT, key, "a time, as in 2026-11-25T02:16:00Z");
  return THECAL_UNKNOWN_US;
}

static int
take_name (Reader *reader, const char *key, const char *const *names, gsize n_names)
{
  g_autofree char *text = take_text (reader, key, TEXT_MAX);
  int value = 0;

  if (*text == '\0' || !thecal_names_find (names, n_names, text, &value)) {
    g_autoptr (GString) offer = g_string_new ("one of");

    for (gsize i = 0; i < n_names; i++)
      g_string_append_printf (offer, " %s", names[i]);
    fail (reader, ABOUT, key, offer->str);
  }

  return value;
}

static guint
take_lists (Reader *reader)
{
  g_autofree char *text = take_text (reader, "Lists", TEXT_MAX);
  guint lists = 0;

  for (const char *at = text; *at != '\0'; at++) {
    const char letter[] = { *at, '\0' };
    ThecalListId list;

    if (thecal_list_from_letter (letter, &list))
      lists |= 1u << list;
    else
      fail (reader, ABOUT, "Lists", "letters of lists, as in WO");
  }

  return lists;
}

static guint
flag_of (const char *name)
{
  for (guint flag = 0; flag < THECAL_N_TRIAGE_FLAGS; flag++)
    if (g_str_equal (thecal_triage_flag_to_string ((ThecalTriageFlag) flag), name))
      return 1u << flag;

  return 0;
}

static guint
take_flags (Reader *reader)
{
  g_autofree char *text = take_text (reader, "Flags", TEXT_MAX);
  g_auto (GStrv) names = g_strsplit (text, ";", 0);
  guint flags = 0;

  for (guint i = 0; names[i] != NULL; i++) {
    if (flag_of (names[i]) == 0)
      fail (reader, ABOUT, "Flags", "flags of a result, as in two-sign;no-plan");
    flags |= flag_of (names[i]);
  }

  return flags;
}

/* "W4_faint": the letter of a list, a number, and a word. */
static bool
is_item_id (const char *id)
{
  const char *at = id + 1;

  if (*id == '\0' || strchr ("GWOIPS", *id) == NULL || strlen (id) > ITEM_ID_MAX ||
      !g_ascii_isdigit (*at))
    return false;

  at += strspn (at, "0123456789");
  return *at == '\0' || (*at == '_' && at[1] != '\0' &&
                         at[1 + strspn (at + 1, "abcdefghijklmnopqrstuvwxyz_0123456789")] == '\0');
}

static GStrv
take_decided_by (Reader *reader)
{
  g_autofree char *text = take_text (reader, "DecidedBy", IDS_MAX * (ITEM_ID_MAX + 1));
  g_auto (GStrv) ids = g_strsplit (text, ";", 0);

  for (guint i = 0; ids[i] != NULL; i++)
    if (!is_item_id (ids[i]) || i >= IDS_MAX)
      fail (reader, ABOUT, "DecidedBy", "ids of questions, as in W3;W6");

  return g_steal_pointer (&ids);
}

static bool
parse_at (const char *word, ThecalAnswer *answer)
{
  ThecalAnswer at;

  if (!thecal_answer_from_word (word, NULL, &at) || at.said != THECAL_SAID_TIME)
    return false;

  answer->at_wall_us = at.time_wall_us;
  return true;
}

/* "38.7 c @2026-11-25T02:16:00Z known" */
static bool
parse_answer (const char *text, ThecalAnswer *out)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 5);
  guint i = 0;
  const char *unit = NULL;

  if (words[0] == NULL)
    return false;
  if (words[1] != NULL && (g_str_equal (words[1], "c") || g_str_equal (words[1], "f"))) {
    unit = words[1];
    i++;
  }
  if (!thecal_answer_from_word (words[0], unit, out))
    return false;
  i++;
  if (words[i] != NULL && words[i][0] == '@') {
    if (!parse_at (words[i] + 1, out))
      return false;
    i++;
  }
  out->prefilled = words[i] != NULL && g_str_equal (words[i], KNOWN);
  i += out->prefilled;

  return words[i] == NULL;
}

static ThecalAnswers *
take_answers (Reader *reader)
{
  ThecalAnswers *answers = thecal_answers_new ();
  gsize n_ids = 0;
  g_auto (GStrv) ids = g_key_file_get_keys (reader->file, ANSWERS, &n_ids, NULL);

  if (n_ids > ANSWERS_MAX) {
    fail (reader, ANSWERS, "", "at most 400 answers");
    return answers;
  }
  for (gsize i = 0; i < n_ids; i++) {
    g_autofree char *text = g_key_file_get_string (reader->file, ANSWERS, ids[i], NULL);
    ThecalAnswer answer;

    if (!is_item_id (ids[i]))
      fail (reader, ANSWERS, ids[i], "the id of a question, as W3");
    else if (text == NULL || !parse_answer (text, &answer))
      fail (reader, ANSWERS, ids[i], "an answer, its unit and its time");
    else
      thecal_answers_set (answers, ids[i], &answer);
  }

  return answers;
}

static bool
load (const char *text, gsize size, GKeyFile *file, char expected[160])
{
  g_autoptr (GError) error = NULL;

  if (size == 0 || size > RECORD_MAX)
    g_snprintf (expected, 160, "expected 1 to %d octets", RECORD_MAX);
  else if (memchr (text, '\0', size) != NULL || !g_utf8_validate (text, (gssize) size, NULL))
    g_strlcpy (expected, "expected a text in UTF-8", 160);
  else if (!g_key_file_load_from_data (file, text, size, G_KEY_FILE_NONE, &error))
    g_snprintf (expected, 160, "expected a key file: %s", error->message);
  else
    return true;

  return false;
}

ThecalRecord *
thecal_record_parse (const char *text, gsize size, char expected[160])
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (ThecalRecord) self = NULL;
  Reader reader = { file, expected, false };

  if (!load (text, size, file, expected))
    return NULL;

  self = g_new0 (ThecalRecord, 1);
  self->id = take_id (&reader);
  self->pump_id = take_text (&reader, "Pump", TEXT_MAX);
  self->by = take_text (&reader, "By", TEXT_MAX);
  self->started_wall_us = take_time (&reader, "Started");
  self->ended_wall_us = take_time (&reader, "Ended");
  self->state = (ThecalRecordState) take_name (&reader, "State", states, G_N_ELEMENTS (states));
  self->outcome = take_name (&reader, "Outcome", outcomes, G_N_ELEMENTS (outcomes));
  self->lists = take_lists (&reader);
  self->decided_by = take_decided_by (&reader);
  self->flags = take_flags (&reader);
  self->sign = (ThecalSign) take_name (&reader, "Sign", signs, G_N_ELEMENTS (signs));
  self->repeat_wall_us = take_time (&reader, "RepeatAt");
  self->answers = take_answers (&reader);

  return reader.failed ? NULL : g_steal_pointer (&self);
}
