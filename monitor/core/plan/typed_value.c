/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/typed_value.h"

#include <string.h>

#define THOUSAND_DIGITS 3 /* between a comma and the next */
#define YEAR_DIGITS 4
/* Of somebody alive, or of an appointment: 0206 is a slip, and nobody knows of which year. */
#define YEAR_LEAST 1900
#define YEAR_MOST 2199
#define MONTHS 12
#define NOON 12
#define DATE_LENGTH 10    /* YYYY-MM-DD */
#define OFFSET_LENGTH 6   /* +hh:mm */
#define DIGITS_MOST 6     /* more is none of a number that a printout has */
#define NUMBER_MOST 64    /* octets */
#define FRACTION_EXACT 12 /* significant digits that a plan keeps */

/* Numbers. */

/* What papers call the units; folded, without blanks. µ has two code points. */
static const struct {
  ThecalUnit unit;
  const char *name;
} unit_names[] = {
  { THECAL_UNIT_ML, "ml" },
  { THECAL_UNIT_ML, "cc" },
  { THECAL_UNIT_UG_PER_ML, "µg/ml" },
  { THECAL_UNIT_UG_PER_ML, "μg/ml" },
  { THECAL_UNIT_UG_PER_ML, "ug/ml" },
  { THECAL_UNIT_UG_PER_ML, "mcg/ml" },
  { THECAL_UNIT_UG_PER_DAY, "µg" },
  { THECAL_UNIT_UG_PER_DAY, "μg" },
  { THECAL_UNIT_UG_PER_DAY, "ug" },
  { THECAL_UNIT_UG_PER_DAY, "mcg" },
  { THECAL_UNIT_UG_PER_DAY, "µg/day" },
  { THECAL_UNIT_UG_PER_DAY, "μg/day" },
  { THECAL_UNIT_UG_PER_DAY, "ug/day" },
  { THECAL_UNIT_UG_PER_DAY, "mcg/day" },
  { THECAL_UNIT_UG_PER_DAY, "µgaday" },
  { THECAL_UNIT_UG_PER_DAY, "μgaday" },
  { THECAL_UNIT_UG_PER_DAY, "µg/d" },
  { THECAL_UNIT_UG_PER_DAY, "μg/d" },
  { THECAL_UNIT_UG_PER_DAY, "ug/d" },
  { THECAL_UNIT_UG_PER_DAY, "mcg/d" },
  { THECAL_UNIT_UG_PER_DAY, "µg/24h" },
  { THECAL_UNIT_UG_PER_DAY, "μg/24h" },
  { THECAL_UNIT_UG_PER_DAY, "mcg/24h" },
};

/* Units that papers have for the same things, a thousand times larger, or none of ours at all. */
static const char *const other_units[] = {
  "mg", "mg/ml", "mg/day", "mgaday", "mg/d", "mg/24h", "g"
};

static ThecalTyped
check_unit (const char *rest, ThecalUnit unit)
{
  g_autofree char *folded = g_utf8_casefold (rest, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  g_autofree char *name = g_strjoinv ("", words);
  bool is_unit = false;

  if (*name == '\0')
    return THECAL_TYPED_READ;
  for (gsize i = 0; i < G_N_ELEMENTS (unit_names); i++) {
    g_autofree char *known = g_utf8_casefold (unit_names[i].name, -1);

    if (!g_str_equal (known, name))
      continue;
    if (unit_names[i].unit == unit)
      return THECAL_TYPED_READ;
    is_unit = true;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (other_units); i++)
    is_unit = is_unit || g_str_equal (other_units[i], name);

  return is_unit ? THECAL_TYPED_OTHER_UNIT : THECAL_TYPED_NO_NUMBER;
}

static gsize
count_digits (const char *text)
{
  gsize n = 0;

  while (g_ascii_isdigit (text[n]))
    n++;

  return n;
}

/* "2,000.0" and "12,5" without their comma, in @out; *end is what follows. */
static ThecalTyped
read_digits (const char *text, GString *out, const char **end)
{
  gsize n = count_digits (text);

  if (n == 0)
    return THECAL_TYPED_NO_NUMBER;
  g_string_append_len (out, text, (gssize) n);
  text += n;
  if (*text == ',') {
    n = count_digits (text + 1);
    if (n == 0)
      return THECAL_TYPED_NO_NUMBER;
    if (n == THOUSAND_DIGITS && text[1 + n] != '.')
      return THECAL_TYPED_COMMA;
    if (n != THOUSAND_DIGITS && text[1 + n] == '.')
      return THECAL_TYPED_NO_NUMBER;
    if (text[1 + n] != '.')
      g_string_append_c (out, '.');
    g_string_append_len (out, text + 1, (gssize) n);
    text += 1 + n;
  }
  if (*text == '.') {
    n = count_digits (text + 1);
    if (n == 0 || strchr (out->str, '.') != NULL)
      return THECAL_TYPED_NO_NUMBER;
    g_string_append_len (out, text, (gssize) (1 + n));
    text += 1 + n;
  }
  *end = text;

  return THECAL_TYPED_READ;
}

ThecalTyped
thecal_typed_number (const char *text, ThecalUnit unit, char **out)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (GString) digits = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  const char *rest = NULL;
  ThecalTyped read;

  if (strlen (stripped) > NUMBER_MOST || !g_utf8_validate (stripped, -1, NULL))
    return THECAL_TYPED_NO_NUMBER;
  read = read_digits (stripped, digits, &rest);
  if (read == THECAL_TYPED_READ && count_digits (digits->str) > DIGITS_MOST)
    read = THECAL_TYPED_NO_NUMBER;
  if (read == THECAL_TYPED_READ)
    read = check_unit (rest, unit);
  if (read != THECAL_TYPED_READ)
    return read;

  g_ascii_formatd (number,
                   sizeof number,
                   "%." G_STRINGIFY (FRACTION_EXACT) "g",
                   g_ascii_strtod (digits->str, NULL));
  *out = g_strdup (number);
  return THECAL_TYPED_READ;
}

/* Dates. */

typedef struct {
  int year, month, day;
  int hour, minute; /* hour -1: no time of day */
} Typed;

static int
to_int (const char *digits)
{
  return (int) g_ascii_strtoll (digits, NULL, 10);
}

/* "oct", "October": 10; 0: none. */
static int
month_of (const char *word)
{
  static const char *const names[MONTHS] = { "january",   "february", "march",    "april",
                                             "may",       "june",     "july",     "august",
                                             "september", "october",  "november", "december" };
  g_autofree char *folded = g_ascii_strdown (word, -1);

  for (int i = 0; i < MONTHS && strlen (folded) >= 3; i++)
    if (g_str_has_prefix (names[i], folded))
      return i + 1;
  /* as many write it */
  return g_str_equal (folded, "sept") ? 9 : 0;
}

/* "14:30", "2:30" with "PM" after it. */
static bool
read_clock (const char *word, const char *half, Typed *typed)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 0);
  const guint n = g_strv_length (parts);
  guint64 hour, minute, second;

  if (n < 2 || n > 3 || !g_ascii_string_to_unsigned (parts[0], 10, 0, 23, &hour, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL) ||
      (n == 3 && !g_ascii_string_to_unsigned (parts[2], 10, 0, 59, &second, NULL)))
    return false;
  if (half != NULL) {
    if (hour == 0 || hour > NOON)
      return false;
    hour = hour % NOON + (g_ascii_tolower (*half) == 'p' ? NOON : 0);
  }
  typed->hour = (int) hour;
  typed->minute = (int) minute;

  return true;
}

static bool
is_half (const char *word)
{
  return word != NULL &&
         (g_ascii_strcasecmp (word, "am") == 0 || g_ascii_strcasecmp (word, "pm") == 0);
}

static bool
is_digits (const char *word)
{
  return *word != '\0' && word[strspn (word, "0123456789")] == '\0' && strlen (word) <= YEAR_DIGITS;
}

/* @first and @second are day and month in one order or the other; @dotted: the day goes first. */
static ThecalTyped
order (int first, int second, bool dotted, Typed *typed)
{
  if (!dotted && first <= MONTHS && second <= MONTHS && first != second)
    return THECAL_TYPED_DAY_OR_MONTH;

  typed->day = dotted || first > MONTHS ? first : second;
  typed->month = dotted || first > MONTHS ? second : first;
  return THECAL_TYPED_READ;
}

/* Three words that are day, month and year. */
static ThecalTyped
read_day (char *const words[3], bool dotted, Typed *typed)
{
  int rest[2], n_rest = 0;

  for (int i = 0; i < 3; i++) {
    const int month = month_of (words[i]);

    if (month != 0 && typed->month == 0)
      typed->month = month;
    else if (!is_digits (words[i]))
      return THECAL_TYPED_NO_DATE;
    else if (strlen (words[i]) == YEAR_DIGITS && typed->year == 0)
      typed->year = to_int (words[i]);
    else if (strlen (words[i]) <= 2 && n_rest < 2)
      rest[n_rest++] = to_int (words[i]);
    else
      return THECAL_TYPED_NO_DATE;
  }
  if (typed->year == 0 || n_rest != (typed->month != 0 ? 1 : 2))
    return THECAL_TYPED_NO_DATE;
  if (typed->month != 0) {
    typed->day = rest[0];
    return THECAL_TYPED_READ;
  }
  /* 2026/10/16: in the order of ISO */
  if (strlen (words[0]) == YEAR_DIGITS) {
    typed->month = rest[0];
    typed->day = rest[1];
    return THECAL_TYPED_READ;
  }

  return order (rest[0], rest[1], dotted, typed);
}

/* "16.10.2026", "3. 4. 2026": a dot behind the day and one behind the month. */
static bool
is_dotted (const char *text)
{
  const char *at = text + strspn (text, " ");

  for (int i = 0; i < 2; i++) {
    at += strspn (at, "0123456789");
    if (*at != '.')
      return false;
    at++;
    at += strspn (at, " ");
  }

  return true;
}

static ThecalTyped
read_words (const char *text, Typed *typed)
{
  const bool dotted = is_dotted (text);
  g_auto (GStrv) all = g_strsplit_set (text, " ,./-", -1);
  char *words[6];
  guint n = 0;

  *typed = (Typed){ .hour = -1 };
  for (guint i = 0; all[i] != NULL; i++) {
    if (*all[i] == '\0' || g_ascii_strcasecmp (all[i], "at") == 0)
      continue;
    if (n == G_N_ELEMENTS (words))
      return THECAL_TYPED_NO_DATE;
    words[n++] = all[i];
  }
  if (n >= 4 && is_half (words[n - 1])) {
    if (!read_clock (words[n - 2], words[n - 1], typed))
      return THECAL_TYPED_NO_DATE;
    n -= 2;
  } else if (n >= 3 && strchr (words[n - 1], ':') != NULL) {
    if (!read_clock (words[n - 1], NULL, typed))
      return THECAL_TYPED_NO_DATE;
    n--;
  }

  return n == 3 ? read_day (words, dotted, typed) : THECAL_TYPED_NO_DATE;
}

static bool
is_year (int year)
{
  return year >= YEAR_LEAST && year <= YEAR_MOST;
}

/* "2026-10-16T14:30:00-04:00", as a plan has it. */
static bool
is_full (const char *text)
{
  return strlen (text) > DATE_LENGTH && text[DATE_LENGTH] == 'T';
}

/* "-04:00", taken off the end of "2:30 PM -04:00". (transfer full); NULL: none is there. */
static char *
take_offset (char *text)
{
  const gsize size = strlen (text);
  char *sign = size > OFFSET_LENGTH ? text + size - OFFSET_LENGTH : NULL;
  g_autofree char *offset = g_strdup (sign);
  g_autoptr (GTimeZone) zone = NULL;

  if (sign == NULL || strchr ("+-", *sign) == NULL || sign[3] != ':')
    return NULL;
  *sign = '\0';
  zone = g_time_zone_new_identifier (offset);
  /* "2026-10-16-14:30" has its time of day there */
  if (zone != NULL && strchr (text, ':') != NULL)
    return g_steal_pointer (&offset);
  *sign = *offset;

  return NULL;
}

/* As a plan has it, but for the offset where none is typed. */
static ThecalTyped
read_moment (const char *text, char **out)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *offset = NULL;
  ThecalTyped read;
  Typed typed;

  if (is_full (stripped)) {
    *out = g_steal_pointer (&stripped);
    return THECAL_TYPED_READ;
  }
  offset = take_offset (stripped);
  read = read_words (stripped, &typed);
  if (read != THECAL_TYPED_READ)
    return read;
  if (!is_year (typed.year) ||
      !g_date_valid_dmy ((GDateDay) typed.day, (GDateMonth) typed.month, (GDateYear) typed.year))
    return THECAL_TYPED_NO_DATE;
  *out = typed.hour < 0 ? g_strdup_printf ("%04d-%02d-%02d", typed.year, typed.month, typed.day)
                        : g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:00%s",
                                           typed.year,
                                           typed.month,
                                           typed.day,
                                           typed.hour,
                                           typed.minute,
                                           offset != NULL ? offset : "");

  return THECAL_TYPED_READ;
}

ThecalTyped
thecal_typed_moment (const char *text, GTimeZone *zone, char **out)
{
  g_autofree char *moment = NULL;
  g_autoptr (GDateTime) time = NULL;
  const ThecalTyped read = read_moment (text, &moment);

  if (read != THECAL_TYPED_READ)
    return read;
  if (strlen (moment) == DATE_LENGTH) {
    *out = g_steal_pointer (&moment);
    return THECAL_TYPED_READ;
  }
  time = g_date_time_new_from_iso8601 (moment, zone);
  if (time == NULL || !is_year (g_date_time_get_year (time)))
    return THECAL_TYPED_NO_DATE;
  if (thecal_clock_time_read (moment, zone).count != THECAL_CLOCK_ONCE)
    return THECAL_TYPED_ODD_HOUR;
  *out = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");

  return THECAL_TYPED_READ;
}

ThecalClockTime
thecal_typed_clock (const char *text, GTimeZone *zone)
{
  g_autofree char *moment = NULL;

  if (read_moment (text, &moment) != THECAL_TYPED_READ)
    return (ThecalClockTime){ .count = THECAL_CLOCK_ONCE };

  return thecal_clock_time_read (moment, zone);
}

ThecalTyped
thecal_typed_date (const char *text, char **out)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  char *moment = NULL;
  const ThecalTyped read = thecal_typed_moment (text, zone, &moment);

  if (read != THECAL_TYPED_READ)
    return read;
  moment[DATE_LENGTH] = '\0';
  *out = moment;

  return THECAL_TYPED_READ;
}
