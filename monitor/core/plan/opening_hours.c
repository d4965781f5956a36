/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/opening_hours.h"

#include <string.h>

#define DAYS_PER_WEEK 7
#define MINUTES_PER_DAY 1440
#define SECONDS_PER_DAY 86400
#define WEEKDAY_OF_1970 3 /* the first of January was a Thursday; Monday is 0 */
#define SPANS_MAX 64      /* own choice: more is no timetable of a clinic */
#define LOOK_AHEAD_D 366

#define EXPECTED_HOURS "days and times, as in Mon-Fri 08:30-17:00; Sat 09:00-12:00, or always"
#define EXPECTED_ZONE "a time zone that this computer knows, as in America/New_York"
#define EXPECTED_HOLIDAYS "dates separated by semicolons, as in 2026-11-26;2026-12-25"

/* A line is open while a clock on its wall shows these hours: so 17:00 stays 17:00 over a change of
 * daylight saving, an hour that is left out is no hour, and one that comes twice counts twice. */
typedef struct {
  int weekday;  /* Monday is 0 */
  int from_min; /* 0-1439 */
  int to_min;   /* after from_min; above 1440: on the next day */
} Span;

struct _ThecalOpeningHours {
  char *text;
  bool always;
  GArray *spans;    /* of Span */
  GArray *holidays; /* of gint64, days since 1970 of the zone */
  GTimeZone *zone;  /* owned */
};

void
thecal_opening_hours_free (ThecalOpeningHours *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_array_unref (self->spans);
  g_array_unref (self->holidays);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

/* Digits at @text, at least @least and at most two; the end of them, or NULL. */
static const char *
parse_digits (const char *text, gsize least, int *out)
{
  gsize n = 0;

  *out = 0;
  while (n < 2 && g_ascii_isdigit (text[n]))
    *out = *out * 10 + (text[n++] - '0');

  return n >= least ? text + n : NULL;
}

/* "08:30" up to "24:00" as minutes of the day. */
static bool
parse_clock (const char *text, int *out_min)
{
  int hour, minute;
  const char *end = parse_digits (text, 1, &hour);

  if (end == NULL || *end != ':' || (end = parse_digits (end + 1, 2, &minute)) == NULL ||
      *end != '\0')
    return false;

  *out_min = hour * 60 + minute;
  return minute < 60 && *out_min <= MINUTES_PER_DAY;
}

/* "08:30-17:00"; over midnight where the end is before the beginning. */
static bool
parse_times (char *text, Span *span)
{
  char *dash = strchr (text, '-');

  if (dash == NULL)
    return false;
  *dash = '\0';
  if (!parse_clock (g_strstrip (text), &span->from_min) ||
      !parse_clock (g_strstrip (dash + 1), &span->to_min) || span->from_min == MINUTES_PER_DAY ||
      span->from_min == span->to_min)
    return false;
  if (span->to_min < span->from_min)
    span->to_min += MINUTES_PER_DAY;

  return true;
}

static bool
parse_day (const char *text, int *out_weekday)
{
  static const char *const names[DAYS_PER_WEEK] = {
    "mon", "tue", "wed", "thu", "fri", "sat", "sun"
  };

  for (int i = 0; i < DAYS_PER_WEEK; i++)
    if (g_ascii_strcasecmp (text, names[i]) == 0) {
      *out_weekday = i;
      return true;
    }

  return false;
}

/* "Mon", "Mon-Fri", "Sat-Mon" */
static bool
parse_days (char *text, bool days[DAYS_PER_WEEK])
{
  char *dash = strchr (text, '-');
  int first, last;

  if (dash != NULL)
    *dash = '\0';
  if (!parse_day (g_strstrip (text), &first))
    return false;
  if (!parse_day (dash != NULL ? g_strstrip (dash + 1) : text, &last))
    return false;
  for (int day = first;; day = (day + 1) % DAYS_PER_WEEK) {
    days[day] = true;
    if (day == last)
      return true;
  }
}

/* "Mon-Wed, Fri 08:30-12:00, 13:00-17:00": the times begin at the first digit. */
static bool
parse_part (ThecalOpeningHours *self, char *text)
{
  char *times_text = strpbrk (text, "0123456789");
  g_autofree char *days_text =
      times_text != NULL ? g_strndup (text, (gsize) (times_text - text)) : g_strdup (text);
  g_auto (GStrv) day_parts = g_strsplit (days_text, ",", -1);
  g_auto (GStrv) time_parts = g_strsplit (times_text != NULL ? times_text : "", ",", -1);
  bool days[DAYS_PER_WEEK] = { false };

  if (day_parts[0] == NULL || time_parts[0] == NULL)
    return false;
  for (gsize i = 0; day_parts[i] != NULL; i++)
    if (!parse_days (day_parts[i], days))
      return false;
  for (gsize i = 0; time_parts[i] != NULL; i++) {
    Span span;

    if (!parse_times (time_parts[i], &span))
      return false;
    for (span.weekday = 0; span.weekday < DAYS_PER_WEEK; span.weekday++)
      if (days[span.weekday])
        g_array_append_val (self->spans, span);
  }

  return self->spans->len <= SPANS_MAX;
}

static bool
parse_hours (ThecalOpeningHours *self)
{
  g_auto (GStrv) parts = g_strsplit (self->text, ";", -1);

  self->always = g_ascii_strcasecmp (self->text, "always") == 0;
  if (self->always)
    return true;
  for (gsize i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0' && !parse_part (self, parts[i]))
      return false;

  return self->spans->len > 0;
}

/* "2026-11-26" as days since 1970. */
static bool
parse_date (const char *text, gint64 *out_day)
{
  g_autoptr (GTimeZone) utc = NULL;
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *full = NULL;

  if (strlen (text) != strlen ("2026-11-26") || text[4] != '-' || text[7] != '-')
    return false;
  full = g_strconcat (text, "T00:00:00", NULL);
  utc = g_time_zone_new_utc ();
  date = g_date_time_new_from_iso8601 (full, utc);
  if (date == NULL)
    return false;

  /* without a remainder; before 1970 too */
  *out_day = g_date_time_to_unix (date) / SECONDS_PER_DAY;
  return true;
}

static bool
parse_holidays (ThecalOpeningHours *self, const char *text)
{
  g_auto (GStrv) dates = g_strsplit (text, ";", -1);

  for (gsize i = 0; dates[i] != NULL; i++) {
    gint64 day;

    if (*g_strstrip (dates[i]) == '\0')
      continue;
    if (!parse_date (dates[i], &day))
      return false;
    g_array_append_val (self->holidays, day);
  }

  return true;
}

/* GLib takes rules ("ABC5"), offsets and paths of files as well, which name no zone. */
static bool
is_zone_name (const char *text)
{
  const bool has_slash = strchr (text, '/') != NULL;

  if (!g_ascii_isalpha (text[0]) || strlen (text) < 3)
    return false;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalpha (*text) && strchr ("_-/", *text) == NULL &&
        !(has_slash && (g_ascii_isdigit (*text) || *text == '+')))
      return false;

  return true;
}

static ThecalOpeningHours *
refuse (const char **out_key, const char **out_expected, const char *key, const char *expected)
{
  *out_key = key;
  *out_expected = expected;
  return NULL;
}

ThecalOpeningHours *
thecal_opening_hours_parse (const char *hours,
                            const char *zone,
                            const char *holidays,
                            GTimeZone *fallback,
                            const char **out_key,
                            const char **out_expected)
{
  g_autoptr (ThecalOpeningHours) self = g_new0 (ThecalOpeningHours, 1);

  self->text = g_strstrip (g_strdup (hours));
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  self->holidays = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!parse_hours (self))
    return refuse (out_key, out_expected, "Hours", EXPECTED_HOURS);
  if (zone == NULL)
    self->zone = g_time_zone_ref (fallback);
  else if (is_zone_name (zone))
    self->zone = g_time_zone_new_identifier (zone);
  if (self->zone == NULL)
    return refuse (out_key, out_expected, "TimeZone", EXPECTED_ZONE);
  if (holidays != NULL && !parse_holidays (self, holidays))
    return refuse (out_key, out_expected, "Holidays", EXPECTED_HOLIDAYS);

  return g_steal_pointer (&self);
}

static gint64
get_offset_us (const ThecalOpeningHours *self, gint64 wall_us)
{
  /* rounded down before 1970 too */
  const gint64 wall_s = wall_us / THECAL_SECOND_US - (wall_us % THECAL_SECOND_US < 0);
  const int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, wall_s);

  return g_time_zone_get_offset (self->zone, interval) * THECAL_SECOND_US;
}

static gint64
floor_divide (gint64 a, gint64 b)
{
  return a / b - (a % b < 0);
}

/* Whether a span that began on @day, in days since 1970, holds @minute of that day. */
static bool
is_open_of_day (const ThecalOpeningHours *self, gint64 day, int minute)
{
  const gint64 since_monday = day + WEEKDAY_OF_1970;
  const gint64 week = floor_divide (since_monday, DAYS_PER_WEEK);
  const int weekday = (int) (since_monday - week * DAYS_PER_WEEK);

  for (guint i = 0; i < self->holidays->len; i++)
    if (g_array_index (self->holidays, gint64, i) == day)
      return false;
  for (guint i = 0; i < self->spans->len; i++) {
    const Span *span = &g_array_index (self->spans, Span, i);

    if (span->weekday == weekday && minute >= span->from_min && minute < span->to_min)
      return true;
  }

  return false;
}

static bool
has_instant (gint64 wall_us)
{
  return wall_us != THECAL_UNKNOWN_US && wall_us != THECAL_NEVER_US &&
         thecal_instant_is_sound (wall_us);
}

bool
thecal_opening_hours_is_always (const ThecalOpeningHours *self)
{
  return self->always;
}

bool
thecal_opening_hours_is_open (const ThecalOpeningHours *self, gint64 wall_us)
{
  gint64 local_us, day;
  int minute;

  if (self->always)
    return true;
  if (!has_instant (wall_us))
    return false;

  local_us = wall_us + get_offset_us (self, wall_us);
  day = floor_divide (local_us, THECAL_DAY_US);
  minute = (int) ((local_us - day * THECAL_DAY_US) / THECAL_MINUTE_US);
  /* the night that began the day before belongs to that day */
  return is_open_of_day (self, day, minute) ||
         is_open_of_day (self, day - 1, minute + MINUTES_PER_DAY);
}

static void
add_candidate (GArray *candidates, gint64 at_us, gint64 after_us)
{
  if (at_us > after_us && at_us <= after_us + THECAL_DAY_US)
    g_array_append_val (candidates, at_us);
}

/* When a clock that is @offset_us before UTC shows the minutes at which a span begins or ends. */
static void
add_edges (const ThecalOpeningHours *self, GArray *candidates, gint64 after_us, gint64 offset_us)
{
  const gint64 day = floor_divide (after_us + offset_us, THECAL_DAY_US);

  for (guint i = 0; i < self->spans->len; i++) {
    const Span *span = &g_array_index (self->spans, Span, i);

    for (gint64 d = day; d <= day + 1; d++) {
      const gint64 midnight_us = d * THECAL_DAY_US - offset_us;

      add_candidate (candidates, midnight_us + span->from_min * THECAL_MINUTE_US, after_us);
      add_candidate (
          candidates, midnight_us + (span->to_min % MINUTES_PER_DAY) * THECAL_MINUTE_US, after_us);
    }
  }
}

/* The instant at which the clocks are changed, in the day after @after_us. */
static gint64
find_clock_change (const ThecalOpeningHours *self, gint64 after_us)
{
  const gint64 before_us = get_offset_us (self, after_us);
  gint64 low_s = floor_divide (after_us, THECAL_SECOND_US);
  gint64 high_s = low_s + SECONDS_PER_DAY;

  while (high_s - low_s > 1) {
    const gint64 middle_s = low_s + (high_s - low_s) / 2;

    if (get_offset_us (self, middle_s * THECAL_SECOND_US) == before_us)
      low_s = middle_s;
    else
      high_s = middle_s;
  }

  return high_s * THECAL_SECOND_US;
}

static int
compare_instants (gconstpointer a, gconstpointer b)
{
  const gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* Between two neighbours of these nothing can change, in the day after @after_us. */
static void
find_candidates (const ThecalOpeningHours *self, gint64 after_us, GArray *candidates)
{
  const gint64 offset_us = get_offset_us (self, after_us);
  const gint64 later_us = get_offset_us (self, after_us + THECAL_DAY_US);

  g_array_set_size (candidates, 0);
  add_edges (self, candidates, after_us, offset_us);
  if (later_us != offset_us) {
    add_edges (self, candidates, after_us, later_us);
    add_candidate (candidates, find_clock_change (self, after_us), after_us);
  }
  g_array_sort (candidates, compare_instants);
}

gint64
thecal_opening_hours_get_change_us (const ThecalOpeningHours *self, gint64 wall_us)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  const bool open = thecal_opening_hours_is_open (self, wall_us);

  if (self->always || !has_instant (wall_us))
    return THECAL_NEVER_US;

  for (int day = 0; day < LOOK_AHEAD_D; day++) {
    find_candidates (self, wall_us + day * THECAL_DAY_US, candidates);
    for (guint i = 0; i < candidates->len; i++) {
      const gint64 at_us = g_array_index (candidates, gint64, i);

      if (thecal_opening_hours_is_open (self, at_us) != open)
        return at_us;
    }
  }

  return THECAL_NEVER_US;
}

GTimeZone *
thecal_opening_hours_get_zone (const ThecalOpeningHours *self)
{
  return self->zone;
}

const char *
thecal_opening_hours_get_text (const ThecalOpeningHours *self)
{
  return self->text;
}
