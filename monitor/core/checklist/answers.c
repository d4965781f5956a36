/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/checklist/answers.h"

#include <math.h>
#include <string.h>

#include "core/plan/care_plan.h"

struct _ThecalAnswers {
  GHashTable *by_id; /* interned id → ThecalAnswer, owned */
};

/* What a number can be at all; beyond it is a slip of the finger, or the other unit. */
typedef struct {
  double min, max;
  const char *unit; /* "c", "f", "" */
  const char *expected;
} NumberRange;

static const NumberRange ranges[] = {
  { 25, 45, "c", "a temperature from 25 to 45 with the unit c" },
  { 77, 113, "f", "a temperature from 77 to 113 with the unit f" },
  { 0, 120, "", "breaths a minute from 0 to 120" },
  { 0, 200, "", "mmHg above the usual pressure, from 0 to 200" },
  { 0, 60, "", "a volume from 0 to 60 mL" },
  { 0, 10, "", "a number from 0 to 10" },
};

ThecalAnswers *
thecal_answers_new (void)
{
  ThecalAnswers *self = g_new0 (ThecalAnswers, 1);

  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  return self;
}

ThecalAnswers *
thecal_answers_copy (const ThecalAnswers *self)
{
  ThecalAnswers *copy = thecal_answers_new ();
  GHashTableIter iter;
  gpointer id, answer;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, &id, &answer))
    g_hash_table_insert (copy->by_id, id, g_memdup2 (answer, sizeof (ThecalAnswer)));

  return copy;
}

void
thecal_answers_free (ThecalAnswers *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_id);
  g_free (self);
}

void
thecal_answers_set (ThecalAnswers *self, const char *id, const ThecalAnswer *answer)
{
  g_hash_table_insert (
      self->by_id, (gpointer) g_intern_string (id), g_memdup2 (answer, sizeof *answer));
}

void
thecal_answers_remove (ThecalAnswers *self, const char *id)
{
  g_hash_table_remove (self->by_id, id);
}

const ThecalAnswer *
thecal_answers_get (const ThecalAnswers *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

guint
thecal_answers_count (const ThecalAnswers *self)
{
  return g_hash_table_size (self->by_id);
}

guint
thecal_answers_count_given (const ThecalAnswers *self)
{
  GHashTableIter iter;
  gpointer answer;
  guint count = 0;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &answer))
    count += !((const ThecalAnswer *) answer)->prefilled;

  return count;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Ids that no list has stand last: a record may be older than the lists. */
static void
add_unknown_ids (const ThecalAnswers *self, const ThecalChecklistSet *set, GPtrArray *ids)
{
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (set == NULL || thecal_checklist_set_find (set, id) == NULL)
      g_ptr_array_add (unknown, id);
  g_ptr_array_sort (unknown, compare_ids);
  g_ptr_array_extend (ids, unknown, NULL, NULL);
}

GPtrArray *
thecal_answers_get_ids (const ThecalAnswers *self, const ThecalChecklistSet *set)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint list = 0; set != NULL && list < THECAL_N_LISTS; list++)
    for (guint i = 0; set->lists[list] != NULL && i < set->lists[list]->items->len; i++) {
      const ThecalChecklistItem *item = g_ptr_array_index (set->lists[list]->items, i);

      if (thecal_answers_get (self, item->id) != NULL)
        g_ptr_array_add (ids, (gpointer) item->id);
    }
  add_unknown_ids (self, set, ids);

  return ids;
}

static bool
parse_said (const char *word, ThecalAnswer *answer)
{
  static const struct {
    const char *word;
    ThecalSaid said;
  } words[] = {
    { "yes", THECAL_SAID_YES },
    { "no", THECAL_SAID_NO },
    { "not-sure", THECAL_SAID_NOT_SURE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word)) {
      answer->said = words[i].said;
      return true;
    }

  return false;
}

static bool
parse_number (const char *word, ThecalAnswer *answer)
{
  char *end = NULL;
  const double number = g_ascii_strtod (word, &end);

  /* strtod takes blanks, hexadecimal digits and "nan" too */
  if (word[strspn (word, "+-.0123456789eE")] != '\0' || end == word || *end != '\0' ||
      !isfinite (number))
    return false;

  answer->said = THECAL_SAID_NUMBER;
  answer->number = number;
  return true;
}

static bool
parse_time (const char *word, ThecalAnswer *answer)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const char *clock = strchr (word, 'T');
  gint64 time_us;

  /* a time without its zone would be guessed */
  if (clock == NULL || !(g_str_has_suffix (word, "Z") || strpbrk (clock, "+-") != NULL) ||
      !thecal_time_parse (word, utc, &time_us) || !thecal_instant_is_sound (time_us))
    return false;

  answer->said = THECAL_SAID_TIME;
  answer->time_wall_us = time_us;
  return true;
}

static bool
parse_unit (const char *unit, ThecalAnswer *answer)
{
  answer->unit = THECAL_UNIT_PLAIN;
  if (unit == NULL)
    return true;

  if (g_str_equal (unit, "c"))
    answer->unit = THECAL_UNIT_CELSIUS;
  else if (g_str_equal (unit, "f"))
    answer->unit = THECAL_UNIT_FAHRENHEIT;
  return answer->unit != THECAL_UNIT_PLAIN;
}

static const NumberRange *
range_of (ThecalQuantity quantity, ThecalAnswerUnit unit)
{
  switch (quantity) {
  case THECAL_QUANTITY_TEMPERATURE:
    return unit == THECAL_UNIT_PLAIN ? NULL : &ranges[unit == THECAL_UNIT_FAHRENHEIT];
  case THECAL_QUANTITY_BREATHS:
    return &ranges[2];
  case THECAL_QUANTITY_PRESSURE:
    return &ranges[3];
  case THECAL_QUANTITY_VOLUME_ML:
    return &ranges[4];
  case THECAL_QUANTITY_PAIN:
    return &ranges[5];
  case THECAL_QUANTITY_NONE:
    break;
  }

  return NULL;
}

static bool
refuse (char expected[96], const char *what)
{
  g_strlcpy (expected, what, 96);
  return false;
}

static bool
check_number (const ThecalChecklistItem *item,
              const char *word,
              const char *unit,
              ThecalAnswer *answer,
              char expected[96])
{
  const NumberRange *range;

  if (parse_said (word, answer))
    return unit == NULL || refuse (expected, "no unit where there is no number");
  if (!parse_number (word, answer))
    return refuse (expected, "a number, yes, no or not-sure");
  if (!parse_unit (unit, answer) || (item->quantity == THECAL_QUANTITY_TEMPERATURE && unit == NULL))
    return refuse (expected, "the unit of the temperature, c or f");
  if (item->quantity != THECAL_QUANTITY_TEMPERATURE && unit != NULL)
    return refuse (expected, "no unit: only a temperature has one");

  range = range_of (item->quantity, answer->unit);
  if (range != NULL && !(answer->number >= range->min && answer->number <= range->max))
    return refuse (expected, range->expected);

  return true;
}

/* "none" where there is a choice of that name, else what the file offers. */
static bool
check_choice (const ThecalChecklistItem *item,
              const char *word,
              ThecalAnswer *answer,
              char expected[96])
{
  g_autoptr (GString) offer = g_string_new ("one of");

  if (g_str_equal (word, "not-sure"))
    return parse_said (word, answer);

  answer->said = THECAL_SAID_CHOICE;
  for (guint i = 0; item->choices != NULL && i < item->choices->len; i++) {
    const ThecalChoice *choice = &g_array_index (item->choices, ThecalChoice, i);

    if (g_str_equal (choice->value, word)) {
      answer->choice = choice->value;
      return true;
    }
    g_string_append_printf (offer, " %s", choice->value);
  }

  return refuse (expected, offer->str);
}

static bool
check_time (const char *word, ThecalAnswer *answer, char expected[96])
{
  if (g_str_equal (word, "none") || g_str_equal (word, "unknown")) {
    answer->said = THECAL_SAID_CHOICE;
    answer->choice = g_intern_string (word);
    return true;
  }

  return g_str_equal (word, "not-sure")
             ? parse_said (word, answer)
             : parse_time (word, answer) ||
                   refuse (expected,
                           "a time with its zone (2026-11-25T10:00:00Z), none or unknown");
}

static const ThecalAnswer nothing = {
  .number = NAN,
  .time_wall_us = THECAL_UNKNOWN_US,
  .at_wall_us = THECAL_UNKNOWN_US,
};

bool
thecal_answer_parse (const ThecalChecklistItem *item,
                     const char *word,
                     const char *unit,
                     ThecalAnswer *out,
                     char expected[96])
{
  ThecalAnswer answer = nothing;
  bool good = false;

  if (item->type == THECAL_ANSWER_NUMBER)
    good = check_number (item, word, unit, &answer, expected);
  else if (unit != NULL)
    return refuse (expected, "no unit: only a temperature has one");
  else if (item->type == THECAL_ANSWER_SELECT)
    good = check_choice (item, word, &answer, expected);
  else if (item->type == THECAL_ANSWER_TIME)
    good = check_time (word, &answer, expected);
  else
    good = parse_said (word, &answer) || refuse (expected, "yes, no or not-sure");

  if (good)
    *out = answer;
  return good;
}

static bool
parse_choice (const char *word, ThecalAnswer *answer)
{
  const gsize length = strspn (word, "abcdefghijklmnopqrstuvwxyz0123456789-");

  /* interned for good, so not at any length */
  if (length == 0 || length > 24 || word[length] != '\0' || !g_ascii_islower (*word))
    return false;

  answer->said = THECAL_SAID_CHOICE;
  answer->choice = g_intern_string (word);
  return true;
}

bool
thecal_answer_from_word (const char *word, const char *unit, ThecalAnswer *out)
{
  ThecalAnswer answer = nothing;

  if (!parse_unit (unit, &answer))
    return false;
  if (unit != NULL ? !parse_number (word, &answer)
                   : !(parse_said (word, &answer) || parse_number (word, &answer) ||
                       parse_time (word, &answer) || parse_choice (word, &answer)))
    return false;

  *out = answer;
  return true;
}

static char *
time_to_word (gint64 time_us)
{
  const gint64 second = time_us / THECAL_SECOND_US - (time_us % THECAL_SECOND_US < 0);
  g_autoptr (GDateTime) whole =
      thecal_instant_is_sound (time_us) ? g_date_time_new_from_unix_utc (second) : NULL;
  g_autoptr (GDateTime) time =
      whole != NULL ? g_date_time_add (whole, time_us - second * THECAL_SECOND_US) : NULL;

  if (time == NULL)
    return g_strdup ("unknown");

  return g_date_time_format (
      time, time_us == second * THECAL_SECOND_US ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%dT%H:%M:%S.%fZ");
}

char *
thecal_answer_to_word (const ThecalAnswer *self)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (self->said) {
  case THECAL_SAID_YES:
    return g_strdup ("yes");
  case THECAL_SAID_NO:
    return g_strdup ("no");
  case THECAL_SAID_NUMBER:
    /* 15 digits give back what was typed, and not what binary makes of it */
    return g_strdup (isfinite (self->number)
                         ? g_ascii_formatd (number, sizeof number, "%.15g", self->number)
                         : "not-sure");
  case THECAL_SAID_CHOICE:
    return g_strdup (self->choice != NULL ? self->choice : "not-sure");
  case THECAL_SAID_TIME:
    return time_to_word (self->time_wall_us);
  case THECAL_SAID_NOT_SURE:
    break;
  }

  return g_strdup ("not-sure");
}

const char *
thecal_answer_get_unit (const ThecalAnswer *self)
{
  if (self->said != THECAL_SAID_NUMBER || self->unit == THECAL_UNIT_PLAIN)
    return NULL;

  return self->unit == THECAL_UNIT_CELSIUS ? "c" : "f";
}
