/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/diary/entry.h"

#include <math.h>
#include <string.h>

#include "core/diary/entry_fields.h"
#include "core/names.h"
#include "core/plan/care_plan.h"

/* Marks a string for translation; the windows and the words translate. */
#define N_(text) (text)

#define VALUES_MAX 64 /* more than the kind with the most fields has */

struct _ThecalEntry {
  ThecalEntryKind kind;
  char *id, *by, *pump; /* owned; never NULL */
  gint64 at_us;
  bool withdrawn;
  char *values[VALUES_MAX]; /* owned; in the order of the fields, NULL: not entered */
};

static const char *const kind_names[THECAL_N_ENTRIES] = {
  [THECAL_ENTRY_DIARY] = "diary",         [THECAL_ENTRY_REFILL] = "refill",
  [THECAL_ENTRY_DOSE] = "dose",           [THECAL_ENTRY_VISIT] = "visit",
  [THECAL_ENTRY_OPERATION] = "operation", [THECAL_ENTRY_TEST_DOSE] = "test-dose",
  [THECAL_ENTRY_FAULT] = "fault",         [THECAL_ENTRY_MRI] = "mri",
  [THECAL_ENTRY_MEDICINE] = "medicine",   [THECAL_ENTRY_WOUND] = "wound",
  [THECAL_ENTRY_DOCUMENT] = "document",   [THECAL_ENTRY_QUESTION] = "question",
};

const char *
thecal_entry_kind_to_string (ThecalEntryKind kind)
{
  return thecal_names_get (kind_names, G_N_ELEMENTS (kind_names), (int) kind);
}

bool
thecal_entry_kind_from_string (const char *text, ThecalEntryKind *out_kind)
{
  int value;

  if (!thecal_names_find (kind_names, G_N_ELEMENTS (kind_names), text, &value))
    return false;

  *out_kind = (ThecalEntryKind) value;
  return true;
}

ThecalEntry *
thecal_entry_new (ThecalEntryKind kind, const char *id, gint64 at_us)
{
  ThecalEntry *self;

  g_return_val_if_fail (kind < THECAL_N_ENTRIES && id != NULL, NULL);

  self = g_new0 (ThecalEntry, 1);
  self->kind = kind;
  self->id = g_strdup (id);
  self->by = g_strdup ("");
  self->pump = g_strdup ("");
  thecal_entry_set_at_us (self, at_us);

  return self;
}

void
thecal_entry_free (ThecalEntry *self)
{
  for (gsize i = 0; i < VALUES_MAX; i++)
    g_free (self->values[i]);
  g_free (self->id);
  g_free (self->by);
  g_free (self->pump);
  g_free (self);
}

ThecalEntry *
thecal_entry_copy (const ThecalEntry *self)
{
  ThecalEntry *copy = thecal_entry_new (self->kind, self->id, self->at_us);

  thecal_entry_set_by (copy, self->by);
  thecal_entry_set_pump (copy, self->pump);
  copy->withdrawn = self->withdrawn;
  for (gsize i = 0; i < VALUES_MAX; i++)
    copy->values[i] = g_strdup (self->values[i]);

  return copy;
}

ThecalEntryKind
thecal_entry_get_kind (const ThecalEntry *self)
{
  return self->kind;
}

const char *
thecal_entry_get_id (const ThecalEntry *self)
{
  return self->id;
}

gint64
thecal_entry_get_at_us (const ThecalEntry *self)
{
  return self->at_us;
}

/* As a file tells it: to the second. */
void
thecal_entry_set_at_us (ThecalEntry *self, gint64 at_us)
{
  self->at_us = at_us == THECAL_UNKNOWN_US ? at_us : at_us - at_us % THECAL_SECOND_US;
}

const char *
thecal_entry_get_by (const ThecalEntry *self)
{
  return self->by;
}

void
thecal_entry_set_by (ThecalEntry *self, const char *by)
{
  g_free (self->by);
  self->by = g_strdup (by != NULL ? by : "");
}

const char *
thecal_entry_get_pump (const ThecalEntry *self)
{
  return self->pump;
}

void
thecal_entry_set_pump (ThecalEntry *self, const char *pump)
{
  g_free (self->pump);
  self->pump = g_strdup (pump != NULL ? pump : "");
}

bool
thecal_entry_is_withdrawn (const ThecalEntry *self)
{
  return self->withdrawn;
}

void
thecal_entry_set_withdrawn (ThecalEntry *self, bool withdrawn)
{
  self->withdrawn = withdrawn;
}

/* Values. */

/* The place of @name, with its field; NULL: the kind has no such value. */
static const ThecalEntryField *
find_place (const ThecalEntry *self, const char *name, guint *out_place)
{
  guint n;
  const ThecalEntryField *fields = thecal_entry_fields_get (self->kind, &n);
  const ThecalEntryField *field = thecal_entry_fields_find (self->kind, name);

  if (field != NULL)
    *out_place = (guint) (field - fields);
  return field;
}

double
thecal_entry_get_number (const ThecalEntry *self, const char *name)
{
  guint place = 0;
  const ThecalEntryField *field = find_place (self, name, &place);

  if (field == NULL || field->type != THECAL_FIELD_IS_NUMBER || self->values[place] == NULL)
    return NAN;
  return g_ascii_strtod (self->values[place], NULL);
}

const char *
thecal_entry_get_text (const ThecalEntry *self, const char *name)
{
  guint place = 0;

  return find_place (self, name, &place) != NULL ? self->values[place] : NULL;
}

int
thecal_entry_get_truth (const ThecalEntry *self, const char *name)
{
  guint place = 0;
  const ThecalEntryField *field = find_place (self, name, &place);

  if (field == NULL || field->type != THECAL_FIELD_IS_TRUTH || self->values[place] == NULL)
    return -1;
  return g_str_equal (self->values[place], "yes");
}

const char **
thecal_entry_get_names (const ThecalEntry *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n;
  const ThecalEntryField *fields = thecal_entry_fields_get (self->kind, &n);

  for (guint i = 0; i < n; i++)
    if (self->values[i] != NULL)
      g_ptr_array_add (names, (gpointer) fields[i].name);
  g_ptr_array_add (names, NULL);

  return (const char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* Digits with at most one point or comma among them: no exponent, no sign but a minus, and no
 * grouping, of which nobody could say what "1,000" means. The number with a point, as typed
 * otherwise; NULL: none. */
static char *
read_digits (const char *text)
{
  g_autofree char *number = g_strdup (text);
  gsize n_digits = 0, n_marks = 0;

  for (char *at = number; *at != '\0'; at++) {
    if (*at == ',')
      *at = '.';
    if (g_ascii_isdigit (*at))
      n_digits++;
    else if (*at == '.')
      n_marks++;
    else if (*at != '-' || at != number)
      return NULL;
  }
  if (n_digits == 0 || n_marks > 1 || strlen (number) > 24)
    return NULL;

  return g_steal_pointer (&number);
}

static bool
is_temperature (double number, const char *unit)
{
  const bool celsius = number >= 25.0 && number <= 45.0, fahrenheit = number >= 77.0;

  return unit == NULL ? celsius || fahrenheit : *unit == 'f' ? fahrenheit : celsius;
}

static char *
read_number (const ThecalEntry *self, const ThecalEntryField *field, const char *text)
{
  g_autofree char *digits = read_digits (text);
  double number;

  if (digits == NULL)
    return NULL;
  number = g_ascii_strtod (digits, NULL);
  if (!(number >= field->min && number <= field->max))
    return NULL;
  if (field->step == 1.0 && number != floor (number))
    return NULL;
  if (g_str_equal (field->name, "temperature") &&
      !is_temperature (number, thecal_entry_get_text (self, "temperature_unit")))
    return NULL;

  return g_steal_pointer (&digits);
}

static char *
read_choice (const ThecalEntryField *field, const char *text)
{
  for (gsize i = 0; i < THECAL_FIELD_CHOICES_MAX && field->choices[i] != NULL; i++)
    if (g_ascii_strcasecmp (field->choices[i], text) == 0)
      return g_strdup (field->choices[i]);

  return NULL;
}

static char *
read_truth (const char *text)
{
  static const char *const words[] = { "no", "yes", "false", "true", "0", "1" };
  g_autofree char *small = g_ascii_strdown (text, -1);
  int index;

  if (!thecal_names_find (words, G_N_ELEMENTS (words), small, &index))
    return NULL;
  return g_strdup (words[index % 2]);
}

/* No control characters but those of lines and columns. */
static char *
read_text (const char *text)
{
  if (strlen (text) > THECAL_ENTRY_TEXT_MAX || !g_utf8_validate (text, -1, NULL))
    return NULL;
  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) && strchr ("\n\r\t", *at) == NULL)
      return NULL;

  return g_strdup (text);
}

static char *
read_date (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 at_us;

  return thecal_time_parse (text, utc, &at_us) ? g_strdup (text) : NULL;
}

static char *
read_value (const ThecalEntry *self, const ThecalEntryField *field, const char *text)
{
  switch (field->type) {
  case THECAL_FIELD_IS_NUMBER:
    return read_number (self, field, text);
  case THECAL_FIELD_IS_TRUTH:
    return read_truth (text);
  case THECAL_FIELD_IS_CHOICE:
    return read_choice (field, text);
  case THECAL_FIELD_IS_TEXT:
    return read_text (text);
  case THECAL_FIELD_IS_DATE:
    return read_date (text);
  }

  return NULL;
}

bool
thecal_entry_set (ThecalEntry *self, const char *name, const char *text, const char **out_expected)
{
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));
  char *value = NULL;
  guint place = 0;
  const ThecalEntryField *field = find_place (self, name, &place);

  if (field == NULL) {
    *out_expected = N_ ("a value of this kind of entry");
    return false;
  }
  if (*bare != '\0') {
    value = read_value (self, field, bare);
    if (value == NULL) {
      *out_expected = field->expected;
      return false;
    }
  }
  g_free (self->values[place]);
  self->values[place] = value;

  return true;
}
