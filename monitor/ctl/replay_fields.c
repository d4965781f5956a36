/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/replay_fields.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define EXACT_DIGITS 15 /* any such whole number is a double */

/* A session of years is a million plain lines, and a JSON parser spends four fifths of the replay
 * on objects that are thrown away at once. Whatever is not plainly the same to both is left to the
 * parser, so that there is one answer to what a line means and why it is refused. */
typedef struct {
  char *at;
  char *ends[2 * THECAL_REPLAY_FIELDS_MAX]; /* quotes that end a key or a text */
  guint n_ends;
} Scanner;

static char
skip_blanks (Scanner *scanner)
{
  while (*scanner->at == ' ' || *scanner->at == '\t')
    scanner->at++;

  return *scanner->at;
}

static gboolean
scan_char (Scanner *scanner, char expected)
{
  if (skip_blanks (scanner) != expected)
    return FALSE;

  scanner->at++;
  return TRUE;
}

/* NULL where it is not plain. */
static const char *
scan_text (Scanner *scanner)
{
  const char *begin;
  char *end;

  if (!scan_char (scanner, '"'))
    return NULL;
  begin = end = scanner->at;
  while (g_ascii_isprint (*end) && *end != '"' && *end != '\\')
    end++;
  if (*end != '"')
    return NULL;

  scanner->ends[scanner->n_ends++] = end;
  scanner->at = end + 1;
  return begin;
}

static gboolean
scan_number (Scanner *scanner, double *out_number)
{
  char *const begin = scanner->at;
  guint64 whole = 0;

  while (g_ascii_isdigit (*scanner->at) && scanner->at - begin < EXACT_DIGITS)
    whole = whole * 10 + (guint64) (*scanner->at++ - '0');
  /* a leading zero is octal to the parser */
  if (g_ascii_isdigit (*scanner->at) || (*begin == '0' && scanner->at > begin + 1))
    return FALSE;

  *out_number = scanner->at[0] == '.' && g_ascii_isdigit (scanner->at[1])
                    ? g_ascii_strtod (begin, &scanner->at)
                    : (double) whole;
  return TRUE;
}

static gboolean
scan_word (Scanner *scanner, const char *word)
{
  if (!g_str_has_prefix (scanner->at, word))
    return FALSE;

  scanner->at += strlen (word);
  return TRUE;
}

static gboolean
scan_value (Scanner *scanner, ThecalReplayField *field)
{
  const char first = skip_blanks (scanner);

  if (first == '"') {
    field->type = THECAL_REPLAY_FIELD_TEXT;
    field->text = scan_text (scanner);
    return field->text != NULL;
  }
  if (g_ascii_isdigit (first)) {
    field->type = THECAL_REPLAY_FIELD_NUMBER;
    return scan_number (scanner, &field->number);
  }
  field->type = first == 'n' ? THECAL_REPLAY_FIELD_NULL : THECAL_REPLAY_FIELD_FLAG;
  field->flag = first == 't';

  return scan_word (scanner, "null") || scan_word (scanner, "true") || scan_word (scanner, "false");
}

/* @key ends with its quote, as those before do. */
static gboolean
is_repeated (const ThecalReplayFields *self, const char *key, gsize len)
{
  for (guint i = 0; i < self->n; i++)
    if (*self->list[i].key == *key && strncmp (self->list[i].key, key, len + 1) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
scan_member (Scanner *scanner, ThecalReplayFields *self)
{
  ThecalReplayField *field = &self->list[self->n];

  if (self->n == THECAL_REPLAY_FIELDS_MAX)
    return FALSE;
  field->used = FALSE;
  field->key = scan_text (scanner);
  if (field->key == NULL ||
      is_repeated (self, field->key, (gsize) (scanner->at - field->key) - strlen ("\"")))
    return FALSE;
  self->n++;

  return scan_char (scanner, ':') && scan_value (scanner, field);
}

gboolean
thecal_replay_fields_read_plain (ThecalReplayFields *self, char *line, gsize len)
{
  Scanner scanner;

  scanner.at = line;
  scanner.n_ends = 0;
  self->n = 0;
  if (!scan_char (&scanner, '{'))
    return FALSE;
  do
    if (!scan_member (&scanner, self))
      return FALSE;
  while (scan_char (&scanner, ','));
  if (!scan_char (&scanner, '}') || scanner.at != line + len)
    return FALSE;

  for (guint i = 0; i < scanner.n_ends; i++)
    *scanner.ends[i] = '\0';

  return TRUE;
}

static void
take_node (ThecalReplayField *field, JsonNode *node)
{
  const GType type =
      JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  field->type = THECAL_REPLAY_FIELD_NESTED;
  if (JSON_NODE_HOLDS_NULL (node))
    field->type = THECAL_REPLAY_FIELD_NULL;
  else if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE) {
    field->type = THECAL_REPLAY_FIELD_NUMBER;
    field->number = json_node_get_double (node);
  } else if (type == G_TYPE_STRING) {
    field->type = THECAL_REPLAY_FIELD_TEXT;
    field->text = json_node_get_string (node);
  } else if (type == G_TYPE_BOOLEAN) {
    field->type = THECAL_REPLAY_FIELD_FLAG;
    field->flag = json_node_get_boolean (node);
  }
}

gboolean
thecal_replay_fields_read_object (ThecalReplayFields *self, JsonObject *object, GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  self->n = 0;
  if (json_object_get_size (object) > THECAL_REPLAY_FIELDS_MAX) {
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("expected at most %d keys on a line"),
                 THECAL_REPLAY_FIELDS_MAX);
    return FALSE;
  }
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node)) {
    ThecalReplayField *field = &self->list[self->n++];

    field->key = key;
    field->used = FALSE;
    take_node (field, node);
  }

  return TRUE;
}

ThecalReplayField *
thecal_replay_fields_find (ThecalReplayFields *self, const char *key)
{
  /* a short list is quicker than a hash table */
  for (guint i = 0; i < self->n; i++)
    if (*self->list[i].key == *key && strcmp (self->list[i].key, key) == 0) {
      self->list[i].used = TRUE;
      return &self->list[i];
    }

  return NULL;
}
