/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/list_reader.h"

#include <math.h>
#include <string.h>

#include "core/names.h"

void
thecal_list_reader_fail (ThecalListReader *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (self->failed)
    return;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* one line, whatever stood in the file */
  g_strdelimit (text, "\n\r\t", ' ');
  self->failed = true;
  self->error->line = self->line;
  thecal_name_keep (self->error->expected, sizeof self->error->expected, text);
}

bool
thecal_list_reader_check_names (ThecalListReader *self, const char *const *allowed)
{
  for (guint i = 0; self->names[i] != NULL; i++) {
    if (!g_strv_contains (allowed, self->names[i])) {
      g_autofree char *known = g_strjoinv (" ", (char **) allowed);

      thecal_list_reader_fail (
          self, "<%s> without %.24s=; it knows %s", self->element, self->names[i], known);
      return false;
    }
    for (guint j = 0; j < i; j++)
      if (g_str_equal (self->names[i], self->names[j])) {
        thecal_list_reader_fail (self, "%s= once in a <%s>", self->names[i], self->element);
        return false;
      }
  }

  return true;
}

const char *
thecal_list_reader_get (const ThecalListReader *self, const char *name)
{
  for (guint i = 0; self->names[i] != NULL; i++)
    if (g_str_equal (self->names[i], name))
      return self->values[i];

  return NULL;
}

const char *
thecal_list_reader_need (ThecalListReader *self, const char *name)
{
  const char *value = thecal_list_reader_get (self, name);

  if (value == NULL)
    thecal_list_reader_fail (self, "%s= in <%s>", name, self->element);

  return value;
}

int
thecal_list_reader_read_word (ThecalListReader *self,
                              const char *name,
                              const char *const *words,
                              int absent)
{
  const char *value =
      absent < 0 ? thecal_list_reader_need (self, name) : thecal_list_reader_get (self, name);
  g_autofree char *known = NULL;

  if (value == NULL)
    return absent;
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], value))
      return i;

  known = g_strjoinv (", ", (char **) words);
  thecal_list_reader_fail (self, "%s= one of %s, not \"%.24s\"", name, known, value);
  return absent;
}

/* The words of an attribute; NULL: absent. One that is there says at least one word. */
static GStrv
get_words (ThecalListReader *self, const char *name)
{
  const char *value = thecal_list_reader_get (self, name);
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) words = NULL;

  if (value == NULL)
    return NULL;

  parts = g_strsplit_set (value, " \t\r\n", 64);
  words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  if (words->len == 0)
    thecal_list_reader_fail (self, "%s= with a word in it, or none at all", name);
  g_ptr_array_add (words, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

guint
thecal_list_reader_read_outcomes (ThecalListReader *self, const char *name)
{
  g_auto (GStrv) words = get_words (self, name);
  guint bits = 0;

  for (guint i = 0; words != NULL && words[i] != NULL; i++) {
    const char *word = words[i];

    if (word[0] == 'T' && word[1] >= '1' && word[1] <= '5' && word[2] == '\0')
      bits |= 1u << (word[1] - '0');
    else
      thecal_list_reader_fail (self, "%s= of T1, T2, T3, T4, T5, not \"%.24s\"", name, word);
  }

  return bits;
}

guint
thecal_list_reader_read_lists (ThecalListReader *self, const char *name)
{
  g_auto (GStrv) words = get_words (self, name);
  guint bits = 0;
  ThecalListId list;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (thecal_list_from_letter (words[i], &list) && list != THECAL_LIST_GATE)
      bits |= 1u << list;
    else
      thecal_list_reader_fail (self, "%s= of W, O, I, P, S, not \"%.24s\"", name, words[i]);

  return bits;
}

static void
read_names (ThecalListReader *self,
            const char *name,
            bool (*is_name) (const char *),
            const char *what,
            GPtrArray *out)
{
  g_auto (GStrv) words = get_words (self, name);

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (is_name (words[i]))
      g_ptr_array_add (out, (char *) g_intern_string (words[i]));
    else
      thecal_list_reader_fail (self, "%s= of %s, not \"%.24s\"", name, what, words[i]);
}

void
thecal_list_reader_read_ids (ThecalListReader *self, const char *name, GPtrArray *out)
{
  read_names (self, name, thecal_list_is_id, "ids of items as W4 or W4_faint", out);
}

void
thecal_list_reader_read_values (ThecalListReader *self, const char *name, GPtrArray *out)
{
  read_names (self, name, thecal_list_is_value, "values of choices in small letters", out);
}

double
thecal_list_reader_read_number (ThecalListReader *self, const char *name, double min, double max)
{
  const char *value = thecal_list_reader_get (self, name);
  char *end = NULL;
  double number;

  if (value == NULL)
    return NAN;

  number = g_ascii_strtod (value, &end);
  /* strtod takes blanks, hexadecimal digits and names of numbers too */
  if (end != value && *end == '\0' && value[strspn (value, "0123456789.")] == '\0' &&
      number >= min && number <= max)
    return number;

  thecal_list_reader_fail (
      self, "%s= a number from %g to %g, not \"%.24s\"", name, min, max, value);
  return NAN;
}

/* All of @text is digits, but a '-' at the places of @form that have one. */
static bool
has_form (const char *text, const char *form)
{
  for (; *form != '\0'; text++, form++)
    if (*form == '-' ? *text != '-' : !g_ascii_isdigit (*text))
      return false;

  return *text == '\0';
}

char *
thecal_list_reader_read_date (ThecalListReader *self)
{
  const char *value = thecal_list_reader_need (self, "date");

  if (value == NULL)
    return NULL;
  if (has_form (value, "0000") && value[0] != '0')
    return g_strdup (value);
  if (has_form (value, "0000-00-00") && value[0] != '0') {
    const guint year = (guint) g_ascii_strtoull (value, NULL, 10);
    const guint month = (guint) g_ascii_strtoull (value + 5, NULL, 10);
    const guint day = (guint) g_ascii_strtoull (value + 8, NULL, 10);

    if (g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
      return g_strdup (value);
  }

  thecal_list_reader_fail (
      self, "date= a year (2019) or a date (2026-11-25), not \"%.24s\"", value);
  return NULL;
}

bool
thecal_list_is_id (const char *text)
{
  const char *at = text;

  if (*at == '\0' || strchr ("GWOIPS", *at++) == NULL || *at < '1' || *at > '9')
    return false;
  at++;
  if (g_ascii_isdigit (*at))
    at++;
  if (*at == '_')
    return at[1] != '\0' && strlen (at) <= 16 &&
           strspn (at + 1, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (at + 1);

  return *at == '\0';
}

bool
thecal_list_is_value (const char *text)
{
  const gsize len = strlen (text);

  return len >= 1 && len <= 16 && g_ascii_islower (*text) &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}
