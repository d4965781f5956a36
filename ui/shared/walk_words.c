/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/walk_words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

char *
thecal_walk_elapsed (gint64 elapsed_us)
{
  const gint64 s = MAX (elapsed_us, 0) / THECAL_SECOND_US;

  if (s >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (s / 3600), (int) (s / 60 % 60), (int) (s % 60));

  return g_strdup_printf ("%d:%02d", (int) (s / 60), (int) (s % 60));
}

const char *
thecal_walk_list_title (ThecalListId list)
{
  static const char *const titles[THECAL_N_LISTS] = {
    [THECAL_LIST_GATE] = N_ ("First checks"),
    [THECAL_LIST_WITHDRAWAL] = N_ ("Too little baclofen"),
    [THECAL_LIST_OVERDOSE] = N_ ("Too much baclofen"),
    [THECAL_LIST_INFECTION] = N_ ("Infection"),
    [THECAL_LIST_PUMP] = N_ ("Pump and tube"),
    [THECAL_LIST_OPERATION] = N_ ("After the operation"),
  };

  return list < THECAL_N_LISTS ? _ (titles[list]) : "";
}

const char *
thecal_walk_question_words (const ThecalChecklistItem *item, bool child)
{
  return child && item->of_child != NULL ? _ (item->of_child) : _ (item->question);
}

char *
thecal_walk_progress (ThecalStep step, const ThecalProgress *progress, gint64 elapsed_us)
{
  g_autofree char *elapsed = thecal_walk_elapsed (elapsed_us);

  if (step != THECAL_STEP_QUESTION)
    return g_steal_pointer (&elapsed);

  return g_strdup_printf (_ ("%s, %u of %u · %s"),
                          thecal_walk_list_title (progress->list),
                          progress->index,
                          progress->count,
                          elapsed);
}

char *
thecal_walk_both_units (double value, ThecalAnswerUnit unit)
{
  if (unit == THECAL_UNIT_FAHRENHEIT)
    return g_strdup_printf ("%.1f °F = %.1f °C", value, (value - 32) / 1.8);

  return g_strdup_printf ("%.1f °C = %.1f °F", value, value * 1.8 + 32);
}

char *
thecal_walk_number_word (const char *typed)
{
  g_autofree char *word = g_strstrip (g_strdup (typed));

  g_strdelimit (word, ",", '.');

  return *word != '\0' ? g_steal_pointer (&word) : NULL;
}

char *
thecal_walk_refusal (const ThecalChecklistItem *item, ThecalAnswerUnit unit, const char *expected)
{
  if (item->quantity == THECAL_QUANTITY_TEMPERATURE)
    return g_strdup (unit == THECAL_UNIT_FAHRENHEIT
                         ? _ ("A body has 77 to 113 °F. Is it °C that you read?")
                         : _ ("A body has 25 to 45 °C. Is it °F that you read?"));

  return g_strdup_printf (_ ("This cannot be right. Expected: %s"), expected);
}

static char *
describe (const ThecalChecklistItem *item, const ThecalAnswer *answer)
{
  switch (answer->said) {
  case THECAL_SAID_YES:
    return g_strdup (_ ("Yes"));
  case THECAL_SAID_NO:
    return g_strdup (item->type == THECAL_ANSWER_TIME ? _ ("longer ago") : _ ("No"));
  case THECAL_SAID_NOT_SURE:
    return g_strdup (_ ("Not sure"));
  case THECAL_SAID_NUMBER:
    return item->quantity == THECAL_QUANTITY_TEMPERATURE
               ? thecal_walk_both_units (answer->number, answer->unit)
               : g_strdup_printf ("%g", answer->number);
  case THECAL_SAID_CHOICE:
    for (guint i = 0; item->choices != NULL && i < item->choices->len; i++) {
      const ThecalChoice *choice = &g_array_index (item->choices, ThecalChoice, i);

      if (g_strcmp0 (choice->value, answer->choice) == 0)
        return g_strdup (_ (choice->label));
    }
    return g_strdup ("");
  case THECAL_SAID_TIME:
    return thecal_walk_stamp (answer->time_wall_us);
  }

  return g_strdup ("");
}

char *
thecal_walk_known (const ThecalChecklistItem *item, const ThecalAnswer *answer)
{
  g_autofree char *words = describe (item, answer);

  if (*words == '\0')
    return g_strdup ("");
  if (answer->prefilled && item->type == THECAL_ANSWER_TIME)
    return g_strdup_printf (_ ("Known: last refill %s. Was there anything since?"), words);

  return g_strdup_printf (answer->prefilled ? _ ("Known: %s") : _ ("Your answer: %s"), words);
}

int
thecal_walk_fit_px (const char *text, int width, int least, int most)
{
  const double letter = 0.62; /* of its height is a heavy figure wide, about */
  const glong length = g_utf8_strlen (text, -1);

  return length > 0 ? (int) CLAMP (width / (letter * (double) length), least, most) : most;
}

char *
thecal_walk_unbroken (const char *number)
{
  g_auto (GStrv) parts = g_strsplit (number, " ", -1);

  return g_strjoinv ("\302\240", parts);
}

static GDateTime *
local (gint64 wall_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / THECAL_SECOND_US);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

/* Days since year 1, of the local date. */
static guint
day_of (gint64 wall_us)
{
  g_autoptr (GDateTime) time = local (wall_us);
  g_autoptr (GDate) date = NULL;

  if (time == NULL)
    return 0;
  date = g_date_new_dmy ((GDateDay) g_date_time_get_day_of_month (time),
                         (GDateMonth) g_date_time_get_month (time),
                         (GDateYear) g_date_time_get_year (time));

  return g_date_get_julian (date);
}

char *
thecal_walk_clock (gint64 wall_us, gint64 now_us)
{
  g_autoptr (GDateTime) time = local (wall_us);

  if (time == NULL)
    return g_strdup ("");

  return g_date_time_format (time, day_of (wall_us) == day_of (now_us) ? "%H:%M" : "%a %H:%M");
}

char *
thecal_walk_stamp (gint64 wall_us)
{
  g_autoptr (GDateTime) time = local (wall_us);

  return time != NULL ? g_date_time_format (time, "%a %-e %b %H:%M") : g_strdup ("");
}

const char *
thecal_walk_when_title (ThecalWhen when)
{
  static const char *const titles[THECAL_N_WHENS] = {
    [THECAL_WHEN_TODAY] = N_ ("Today"),        [THECAL_WHEN_YESTERDAY] = N_ ("Yesterday"),
    [THECAL_WHEN_DAYS] = N_ ("2–3 days ago"),  [THECAL_WHEN_LONGER] = N_ ("Longer ago"),
    [THECAL_WHEN_UNKNOWN] = N_ ("Don't know"),
  };

  return _ (titles[when]);
}

ThecalWhen
thecal_walk_when_of (gint64 wall_us, gint64 now_us)
{
  guint days;

  if (wall_us == THECAL_UNKNOWN_US || now_us == THECAL_UNKNOWN_US)
    return THECAL_WHEN_UNKNOWN;
  days = MAX (day_of (now_us), day_of (wall_us)) - day_of (wall_us);
  if (days == 0)
    return THECAL_WHEN_TODAY;
  if (days == 1)
    return THECAL_WHEN_YESTERDAY;

  return days <= 3 ? THECAL_WHEN_DAYS : THECAL_WHEN_LONGER;
}

char *
thecal_walk_when_word (ThecalWhen when, gint64 known_us, gint64 now_us)
{
  static const int hours[] = {
    [THECAL_WHEN_TODAY] = 0, [THECAL_WHEN_YESTERDAY] = 24, [THECAL_WHEN_DAYS] = 48
  };
  g_autoptr (GDateTime) time = NULL;

  if (when == THECAL_WHEN_UNKNOWN || when == THECAL_N_WHENS)
    return g_strdup ("unknown");
  if (known_us != THECAL_UNKNOWN_US && thecal_walk_when_of (known_us, now_us) == when)
    time = g_date_time_new_from_unix_utc (known_us / THECAL_SECOND_US);
  else if (when == THECAL_WHEN_LONGER)
    return g_strdup ("none");
  else if (now_us == THECAL_UNKNOWN_US)
    return g_strdup ("unknown");
  else
    time = g_date_time_new_from_unix_utc (now_us / THECAL_SECOND_US - hours[when] * 3600);

  return time != NULL ? g_date_time_format_iso8601 (time) : g_strdup ("unknown");
}

char *
thecal_walk_call_words (const ThecalContactLine *line)
{
  if (line == NULL)
    return g_strdup (_ ("Call"));
  if (line->role == THECAL_ROLE_EMERGENCY && *line->number == '\0')
    return g_strdup (_ ("Choose the number"));

  return g_strdup_printf (_ ("Call %s"), line->number);
}
