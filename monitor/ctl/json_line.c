/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "ctl/json_line.h"

#include <string.h>

#define DEPTH_MAX 16 /* a session needs three */

typedef struct {
  const char *at, *end;
} Scanner;

static char
peek (const Scanner *self)
{
  return self->at < self->end ? *self->at : '\0';
}

static void
skip_blanks (Scanner *self)
{
  while (peek (self) == ' ' || peek (self) == '\t' || peek (self) == '\n' || peek (self) == '\r')
    self->at++;
}

static gboolean
take (Scanner *self, char expected)
{
  skip_blanks (self);
  if (peek (self) != expected)
    return FALSE;

  self->at++;
  return TRUE;
}

static gboolean
take_word (Scanner *self, const char *word)
{
  const gsize len = strlen (word);

  if ((gsize) (self->end - self->at) < len || memcmp (self->at, word, len) != 0)
    return FALSE;

  self->at += len;
  return TRUE;
}

static gboolean
take_digits (Scanner *self)
{
  const char *begin = self->at;

  while (g_ascii_isdigit (peek (self)))
    self->at++;

  return self->at > begin;
}

static gboolean
take_number (Scanner *self)
{
  if (peek (self) == '-')
    self->at++;
  if (peek (self) == '0')
    self->at++;
  else if (!take_digits (self))
    return FALSE;
  if (peek (self) == '.') {
    self->at++;
    if (!take_digits (self))
      return FALSE;
  }
  if (peek (self) != 'e' && peek (self) != 'E')
    return TRUE;

  self->at++;
  if (peek (self) == '+' || peek (self) == '-')
    self->at++;
  return take_digits (self);
}

/* Behind the backslash. */
static gboolean
take_escape (Scanner *self)
{
  const char escaped = peek (self);

  if (escaped == '\0' || strchr ("\"\\/bfnrtu", escaped) == NULL)
    return FALSE;
  self->at++;
  for (int i = 0; escaped == 'u' && i < 4; i++) {
    if (!g_ascii_isxdigit (peek (self)))
      return FALSE;
    self->at++;
  }

  return TRUE;
}

static gboolean
take_text (Scanner *self)
{
  if (!take (self, '"'))
    return FALSE;
  while (peek (self) != '"') {
    if ((guchar) peek (self) < ' ')
      return FALSE;
    if (*self->at++ == '\\' && !take_escape (self))
      return FALSE;
  }

  self->at++;
  return TRUE;
}

static gboolean take_value (Scanner *self, int depth);

static gboolean
take_object (Scanner *self, int depth, guint *out_n_members)
{
  *out_n_members = 0;
  if (!take (self, '{'))
    return FALSE;
  if (take (self, '}'))
    return TRUE;
  do {
    if (!take_text (self) || !take (self, ':') || !take_value (self, depth + 1))
      return FALSE;
    (*out_n_members)++;
  } while (take (self, ','));

  return take (self, '}');
}

static gboolean
take_array (Scanner *self, int depth)
{
  if (!take (self, '['))
    return FALSE;
  if (take (self, ']'))
    return TRUE;
  do
    if (!take_value (self, depth + 1))
      return FALSE;
  while (take (self, ','));

  return take (self, ']');
}

static gboolean
take_value (Scanner *self, int depth)
{
  guint n_members;

  skip_blanks (self);
  switch (peek (self)) {
  case '{':
    return depth < DEPTH_MAX && take_object (self, depth, &n_members);
  case '[':
    return depth < DEPTH_MAX && take_array (self, depth);
  case '"':
    return take_text (self);
  case 't':
    return take_word (self, "true");
  case 'f':
    return take_word (self, "false");
  case 'n':
    return take_word (self, "null");
  default:
    return take_number (self);
  }
}

gboolean
thecal_json_line_check (const char *line, gsize len, guint *out_n_members, guint *out_column)
{
  Scanner scanner = { line, line + len };
  const char *valid_end;

  if (!g_utf8_validate_len (line, len, &valid_end)) {
    *out_column = (guint) (valid_end - line) + 1;
    return FALSE;
  }
  if (take_object (&scanner, 0, out_n_members)) {
    skip_blanks (&scanner);
    if (scanner.at == scanner.end)
      return TRUE;
  }
  *out_column = (guint) (scanner.at - line) + 1;

  return FALSE;
}
