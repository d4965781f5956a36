/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/answers_file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "core/names.h"
#include "ctl/json_line.h"

#define SIZE_MOST (256 * 1024) /* a hundred answers are ten */
#define UNIT_SUFFIX "_unit"

typedef enum {
  VALUE_TEXT,
  VALUE_NUMBER,
  VALUE_OTHER, /* true, null, a list … */
} ValueType;

typedef struct {
  char *key;
  char *value; /* a number as it stands there */
  ValueType type;
  guint line;
} Member;

static void
member_clear (Member *self)
{
  g_free (self->key);
  g_free (self->value);
}

static bool
refuse (ThecalAnswersFault *fault, guint line, const char *key, const char *expected)
{
  fault->line = line;
  thecal_name_keep (fault->key, sizeof fault->key, key);
  g_snprintf (fault->expected, sizeof fault->expected, _ ("expected %s"), expected);

  return false;
}

/* Goes over an object that is known to be well formed. */
typedef struct {
  const char *at, *end;
  guint line;
} Scanner;

static void
skip_to (Scanner *scanner, const char *at)
{
  for (; scanner->at < at; scanner->at++)
    scanner->line += *scanner->at == '\n';
}

static void
skip_blanks (Scanner *scanner)
{
  const char *at = scanner->at;

  while (at < scanner->end && strchr (" \t\r\n,:{}", *at) != NULL)
    at++;
  skip_to (scanner, at);
}

static const char *
end_of_text (const Scanner *scanner)
{
  const char *at = scanner->at + 1;

  while (at < scanner->end && *at != '"')
    at += *at == '\\' ? 2 : 1;

  return MIN (at + 1, scanner->end);
}

/* To the end of what is in brackets. */
static const char *
end_of_nested (const Scanner *scanner)
{
  Scanner inner = *scanner;
  int depth = 0;

  do {
    if (*inner.at == '"') {
      inner.at = end_of_text (&inner);
      continue;
    }
    depth += *inner.at == '[' || *inner.at == '{';
    depth -= *inner.at == ']' || *inner.at == '}';
    inner.at++;
  } while (depth > 0 && inner.at < inner.end);

  return inner.at;
}

static const char *
end_of_value (const Scanner *scanner)
{
  if (*scanner->at == '"')
    return end_of_text (scanner);
  if (*scanner->at == '[' || *scanner->at == '{')
    return end_of_nested (scanner);

  return scanner->at + strcspn (scanner->at, " \t\r\n,}");
}

/* Without quotes and escapes. (transfer full) */
static char *
unquote (const char *begin, const char *end)
{
  g_autofree char *token = g_strndup (begin, (gsize) (end - begin));
  g_autoptr (JsonNode) node = json_from_string (token, NULL);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : NULL;
}

static void
take_member (Scanner *scanner, Member *member)
{
  const char *end = end_of_text (scanner);

  member->line = scanner->line;
  member->key = unquote (scanner->at, end);
  skip_to (scanner, end);
  while (scanner->at < scanner->end && strchr (" \t\r\n:", *scanner->at) != NULL)
    skip_to (scanner, scanner->at + 1);

  end = end_of_value (scanner);
  member->type = VALUE_OTHER;
  if (*scanner->at == '"') {
    member->type = VALUE_TEXT;
    member->value = unquote (scanner->at, end);
  } else if (*scanner->at == '-' || g_ascii_isdigit (*scanner->at)) {
    member->type = VALUE_NUMBER;
    member->value = g_strndup (scanner->at, (gsize) (end - scanner->at));
  }
  if (member->key == NULL || (member->type != VALUE_OTHER && member->value == NULL))
    member->type = VALUE_OTHER;
  skip_to (scanner, end);
}

static const Member *
find_member (const GArray *members, const char *key)
{
  for (guint i = 0; i < members->len; i++) {
    const Member *member = &g_array_index (members, Member, i);

    if (g_strcmp0 (member->key, key) == 0)
      return member;
  }

  return NULL;
}

/* NULL: refused. (transfer full) */
static GArray *
scan (const char *text, gsize size, ThecalAnswersFault *fault)
{
  g_autoptr (GArray) members = g_array_new (FALSE, TRUE, sizeof (Member));
  Scanner scanner = { text, text + size, 1 };
  guint n_members, column;

  g_array_set_clear_func (members, (GDestroyNotify) member_clear);
  if (size > SIZE_MOST) {
    refuse (fault, 0, "", _ ("a file of at most 256 KiB"));
    return NULL;
  }
  if (!thecal_json_line_check (text, size, &n_members, &column)) {
    skip_to (&scanner, text + MIN (size, column > 0 ? column - 1 : 0));
    refuse (fault, scanner.line, "", _ ("one JSON object, as in {\"G1\":\"yes\"}"));
    return NULL;
  }

  skip_blanks (&scanner);
  while (scanner.at < scanner.end) {
    Member member = { 0 };

    take_member (&scanner, &member);
    if (member.key != NULL && find_member (members, member.key) != NULL) {
      refuse (fault, member.line, member.key, _ ("each key once"));
      member_clear (&member);
      return NULL;
    }
    g_array_append_val (members, member);
    skip_blanks (&scanner);
  }

  return g_steal_pointer (&members);
}

/* The unit that stands beside @id. */
static const char *
find_unit (const GArray *members, const char *id)
{
  g_autofree char *key = g_strconcat (id, UNIT_SUFFIX, NULL);
  const Member *member = find_member (members, key);

  return member != NULL ? member->value : NULL;
}

/* "W3_unit": a temperature must stand beside it. */
static bool
check_unit (const ThecalChecklistSet *set,
            const GArray *members,
            const Member *member,
            ThecalAnswersFault *fault)
{
  g_autofree char *id = g_strndup (member->key, strlen (member->key) - strlen (UNIT_SUFFIX));
  const ThecalChecklistItem *item = thecal_checklist_set_find (set, id);
  const Member *number = find_member (members, id);

  if (item == NULL || item->quantity != THECAL_QUANTITY_TEMPERATURE)
    return refuse (fault, member->line, member->key, _ ("the unit of a temperature, as W3_unit"));
  if (number == NULL || number->type != VALUE_NUMBER)
    return refuse (
        fault, member->line, member->key, _ ("the number of that temperature beside it"));
  if (member->type != VALUE_TEXT ||
      !(g_str_equal (member->value, "c") || g_str_equal (member->value, "f")))
    return refuse (fault, member->line, member->key, "\"c\" or \"f\"");

  return true;
}

static bool
take_answer (const ThecalChecklistSet *set,
             const GArray *members,
             const Member *member,
             ThecalAnswers *answers,
             ThecalAnswersFault *fault)
{
  const ThecalChecklistItem *item =
      member->key != NULL ? thecal_checklist_set_find (set, member->key) : NULL;
  char expected[96] = "";
  ThecalAnswer answer;

  if (member->key != NULL && item == NULL && g_str_has_suffix (member->key, UNIT_SUFFIX))
    return check_unit (set, members, member, fault);
  if (item == NULL)
    return refuse (fault,
                   member->line,
                   member->key != NULL ? member->key : "",
                   _ ("the id of a question, as G1 or W3"));
  if (member->type == VALUE_OTHER)
    return refuse (fault, member->line, member->key, _ ("a text or a number"));
  if (!thecal_answer_parse (item,
                            member->value,
                            member->type == VALUE_NUMBER ? find_unit (members, item->id) : NULL,
                            &answer,
                            expected))
    return refuse (fault, member->line, member->key, expected);
  if (answer.said == THECAL_SAID_NUMBER && member->type == VALUE_TEXT)
    return refuse (fault, member->line, member->key, _ ("a number without quotes"));

  thecal_answers_set (answers, item->id, &answer);
  return true;
}

/* Who answers W15 with yes and says no more has answered all that it asks (clinical.md 2.3). */
static void
expand_tablets (ThecalAnswers *answers)
{
  const ThecalAnswer *yes = thecal_answers_get (answers, "W15");

  if (yes == NULL || yes->said != THECAL_SAID_YES ||
      thecal_answers_get (answers, "W15_swallow") != NULL ||
      thecal_answers_get (answers, "W15_awake") != NULL)
    return;

  thecal_answers_set (answers, "W15_swallow", yes);
  thecal_answers_set (answers, "W15_awake", yes);
}

ThecalAnswers *
thecal_answers_file_parse (const ThecalChecklistSet *set,
                           const char *text,
                           gsize size,
                           ThecalAnswersFault *out_fault)
{
  g_autoptr (ThecalAnswers) answers = thecal_answers_new ();
  g_autofree char *whole = g_strndup (text, size); /* @text need not end with NUL */
  g_autoptr (GArray) members = scan (whole, size, out_fault);

  if (members == NULL)
    return NULL;
  for (guint i = 0; i < members->len; i++)
    if (!take_answer (set, members, &g_array_index (members, Member, i), answers, out_fault))
      return NULL;
  expand_tablets (answers);

  return g_steal_pointer (&answers);
}

/* Not at any size: it may be a device that never ends. NULL: errno tells why. (transfer full) */
static char *
read_input (const char *path, gsize *out_size)
{
  const gboolean standard = g_str_equal (path, "-");
  FILE *file = standard ? stdin : fopen (path, "re");
  g_autofree char *text = g_malloc (SIZE_MOST + 1);
  int failed = 0;

  if (file == NULL)
    return NULL;
  *out_size = fread (text, 1, SIZE_MOST + 1, file);
  if (ferror (file))
    failed = errno;
  if (!standard)
    fclose (file);
  errno = failed;

  return failed == 0 ? g_steal_pointer (&text) : NULL;
}

ThecalAnswers *
thecal_answers_file_load (const ThecalChecklistSet *set, const char *path)
{
  gsize size = 0;
  g_autofree char *text = read_input (path, &size);
  ThecalAnswersFault fault = { .expected = "" };
  ThecalAnswers *answers;

  if (text == NULL) {
    fprintf (stderr, "thecalctl triage: %s: %s\n", path, g_strerror (errno));
    return NULL;
  }
  answers = thecal_answers_file_parse (set, text, size, &fault);
  if (answers != NULL)
    return answers;

  fprintf (stderr, "%s", path);
  if (fault.line > 0)
    fprintf (stderr, ":%u", fault.line);
  fprintf (stderr, ": %s%s%s\n", fault.key, *fault.key != '\0' ? ": " : "", fault.expected);

  return NULL;
}
