/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/history_words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"
#include "shared/log_words.h"
#include "shared/priority_look.h"

#define HOURS_MAX 48   /* from there on in days */
#define ABOUT_PARTS 50 /* less exact than this part of it: "about" */

static GDateTime *
local_of (gint64 at_ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at_ms / 1000);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_new_now_utc ();
}

static char *
format_local (gint64 at_ms, GTimeZone *zone, const char *format)
{
  g_autoptr (GDateTime) time = local_of (at_ms, zone);

  return g_date_time_format (time, format);
}

/* A comma between what is known. */
static void
append (GString *text, const char *part, const char *between)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, between);
  g_string_append (text, part);
}

/* Times. */

char *
thecal_history_stretch_words (const ThecalChartView *view, GTimeZone *zone)
{
  g_autoptr (GDateTime) from = local_of (view->from_ms, zone);
  g_autoptr (GDateTime) to =
      local_of (view->to_ms - 1, zone); /* midnight belongs to the day before */
  const bool same_year = g_date_time_get_year (from) == g_date_time_get_year (to);
  g_autofree char *first = g_date_time_format (from, same_year ? _ ("%-d %B") : _ ("%-d %B %Y"));
  g_autofree char *last = g_date_time_format (to, _ ("%-d %B %Y"));

  if (same_year && g_date_time_get_day_of_year (from) == g_date_time_get_day_of_year (to))
    return g_date_time_format (from, _ ("%A %-d %B %Y"));

  /* Translators: from day to day, "24 August to 16 December 2026" */
  return g_strdup_printf (_ ("%s to %s"), first, last);
}

char *
thecal_history_tick_words (const ThecalChartTick *tick, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = local_of (tick->at_ms, zone);

  switch (tick->unit) {
  case THECAL_CHART_TICK_HOUR:
    return g_date_time_format (time, g_date_time_get_hour (time) == 0 ? _ ("%-d %b") : _ ("%H:%M"));
  case THECAL_CHART_TICK_DAY:
    return g_date_time_format (time, _ ("%a %-d"));
  case THECAL_CHART_TICK_WEEK:
    return g_date_time_format (time, _ ("%-d %b"));
  case THECAL_CHART_TICK_MONTH:
    return g_date_time_format (time, g_date_time_get_month (time) == 1 ? _ ("%b %Y") : _ ("%b"));
  case THECAL_CHART_TICK_YEAR:
    break;
  }

  return g_date_time_format (time, "%Y");
}

char *
thecal_history_time_words (gint64 at_ms, GTimeZone *zone)
{
  return format_local (at_ms, zone, _ ("%-d %B %Y, %H:%M"));
}

char *
thecal_history_clock_words (gint64 at_ms, GTimeZone *zone)
{
  return format_local (at_ms, zone, _ ("%H:%M"));
}

char *
thecal_history_visit_words (gint64 at_ms, GTimeZone *zone)
{
  return format_local (at_ms, zone, _ ("%-d %b, %H:%M"));
}

char *
thecal_history_day_words (gint64 at_ms, GTimeZone *zone)
{
  return format_local (at_ms, zone, _ ("%a %-d %b %Y"));
}

static char *
length_words (gint64 length_ms)
{
  const gint64 minutes = length_ms / 60000, hours = (minutes + 30) / 60, days = (hours + 12) / 24;

  if (minutes < 60)
    return g_strdup_printf (_ ("%d min"), (int) minutes);
  if (hours < HOURS_MAX)
    return g_strdup_printf (_ ("%d h"), (int) hours);

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
}

char *
thecal_history_length_words (gint64 length_ms, gint64 within_ms)
{
  g_autofree char *length = length_words (length_ms);

  /* Translators: a length of time that is not known exactly, as in "about 31 h" */
  return within_ms > length_ms / ABOUT_PARTS ? g_strdup_printf (_ ("about %s"), length)
                                             : g_steal_pointer (&length);
}

/* What was done. */

char *
thecal_history_level_words (double lowest_ml, double highest_ml)
{
  if (isnan (lowest_ml) || isnan (highest_ml))
    return g_strdup ("");
  if (highest_ml - lowest_ml < 0.05)
    return g_strdup_printf (_ ("%.1f mL"), highest_ml);

  return g_strdup_printf (_ ("%.1f to %.1f mL"), lowest_ml, highest_ml);
}

char *
thecal_history_mark_label (const ThecalHistoryMark *mark, bool changes_dose)
{
  const bool has_level = !isnan (mark->filled_ml), has_dose = !isnan (mark->dose_ug);

  switch ((int) mark->kind) {
  case THECAL_ENTRY_REFILL:
    if (has_level && has_dose && changes_dose)
      return g_strdup_printf (_ ("Refill %.1f, dose %g"), mark->filled_ml, mark->dose_ug);
    return has_level ? g_strdup_printf (_ ("Refill %.1f"), mark->filled_ml)
                     : g_strdup (_ ("Refill"));
  case THECAL_ENTRY_DOSE:
    return has_dose ? g_strdup_printf (_ ("Dose %g"), mark->dose_ug) : g_strdup (_ ("Dose"));
  case THECAL_ENTRY_OPERATION:
    return g_strdup (_ ("Operation"));
  case THECAL_ENTRY_MRI:
    return g_strdup (_ ("MRI"));
  default:
    return g_strdup (_ ("Visit"));
  }
}

static char *
refill_amounts (const ThecalHistoryMark *mark)
{
  if (isnan (mark->withdrawn_ml))
    return g_strdup ("");
  if (isnan (mark->expected_ml))
    return g_strdup_printf (_ ("%.1f mL taken out"), mark->withdrawn_ml);

  return g_strdup_printf (
      _ ("%.1f mL taken out, %.1f expected"), mark->withdrawn_ml, mark->expected_ml);
}

static char *
refill_words (const ThecalHistoryMark *mark)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *amounts = refill_amounts (mark);

  if (isnan (mark->filled_ml))
    g_string_append (text, _ ("Refilled"));
  else
    g_string_append_printf (text, _ ("Refilled to %.1f mL"), mark->filled_ml);
  append (text, amounts, "; ");

  return g_strdup (text->str);
}

char *
thecal_history_refill_title (const ThecalHistoryMark *mark, GTimeZone *zone)
{
  g_autofree char *day = format_local (mark->at_ms, zone, _ ("%-d %B"));

  return isnan (mark->filled_ml)
             ? g_strdup_printf (_ ("Refilled on %s"), day)
             : g_strdup_printf (_ ("Refilled to %.1f mL on %s"), mark->filled_ml, day);
}

char *
thecal_history_refill_detail (const ThecalHistoryMark *mark)
{
  g_autofree char *amounts = refill_amounts (mark);
  g_autofree char *by =
      *mark->by != '\0' ? g_strdup_printf (_ ("entered by %s"), mark->by) : g_strdup ("");

  return g_strdup_printf ("%s%s%s", amounts, *amounts != '\0' && *by != '\0' ? "; " : "", by);
}

char *
thecal_history_mark_words (const ThecalHistoryMark *mark)
{
  g_autofree char *what = mark->kind == THECAL_ENTRY_REFILL ? refill_words (mark)
                          : mark->kind == THECAL_ENTRY_DOSE && !isnan (mark->dose_ug)
                              ? g_strdup_printf (_ ("Dose changed to %g µg a day"), mark->dose_ug)
                          : mark->kind == THECAL_ENTRY_DOSE ? g_strdup (_ ("Dose changed"))
                          : mark->is_planned                ? g_strdup (_ ("Visit planned"))
                                             : thecal_history_mark_label (mark, false);

  return *mark->by != '\0' ? g_strdup_printf (_ ("%s; entered by %s"), what, mark->by)
                           : g_steal_pointer (&what);
}

char *
thecal_history_dose_words (const ThecalHistoryMark *mark)
{
  if (isnan (mark->dose_ug))
    return g_strdup ("");
  if (isnan (mark->dose_before_ug))
    return g_strdup_printf (_ ("%g µg a day"), mark->dose_ug);

  return g_strdup_printf (_ ("%g µg a day, %g before"), mark->dose_ug, mark->dose_before_ug);
}

bool
thecal_history_changes_dose (const ThecalHistoryData *data, guint i)
{
  const double dose = g_array_index (data->marks, ThecalHistoryMark, i).dose_ug;

  while (i > 0) {
    const double before = g_array_index (data->marks, ThecalHistoryMark, --i).dose_ug;

    if (!isnan (before))
      return fabs (before - dose) > 1e-6;
  }

  return false;
}

char *
thecal_history_alarm_words (const ThecalHistoryAlarm *alarm, GTimeZone *zone)
{
  const ThecalPriorityLook *look =
      thecal_priority_look_get (thecal_priority_to_string (alarm->priority));
  g_autofree char *from = format_local (alarm->from_ms, zone, _ ("%H:%M"));
  g_autofree char *to = NULL;

  if (alarm->to_ms == 0)
    /* Translators: priority: title, time */
    return g_strdup_printf (
        _ ("%s: %s, since %s"), _ (look->words), thecal_log_title (alarm->condition), from);
  to = format_local (alarm->to_ms,
                     zone,
                     thecal_chart_get_day (alarm->from_ms, 0, zone) ==
                             thecal_chart_get_day (alarm->to_ms, 0, zone)
                         ? _ ("%H:%M")
                         : _ ("%-d %b %H:%M"));

  return g_strdup_printf (
      _ ("%s: %s, %s to %s"), _ (look->words), thecal_log_title (alarm->condition), from, to);
}

static void
append_number (GString *text, const char *name, double value)
{
  g_autofree char *part = isnan (value) ? NULL : g_strdup_printf ("%s %g", name, value);

  append (text, part, ", ");
}

char *
thecal_history_diary_words (const ThecalHistoryDiary *diary)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *heat =
      isnan (diary->temperature_c) ? NULL : g_strdup_printf (_ ("%.1f °C"), diary->temperature_c);

  append_number (text, _ ("stiffness"), diary->stiffness);
  append_number (text, _ ("spasms"), diary->spasms);
  append_number (text, _ ("pain"), diary->pain);
  append_number (text, _ ("sleep"), diary->sleep);
  append (text, heat, ", ");

  return g_strdup (text->str);
}

/* Cells. */

char *
thecal_history_day_marks (const ThecalHistoryData *data, const ThecalHistoryDay *day)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = day->first_mark; i < day->first_mark + day->n_marks; i++) {
    const ThecalHistoryMark *mark = &g_array_index (data->marks, ThecalHistoryMark, i);
    g_autofree char *words =
        mark->kind != THECAL_ENTRY_DOSE ? thecal_history_mark_words (mark) : NULL;

    append (text, words, "\n");
  }

  return g_strdup (text->str);
}

char *
thecal_history_day_doses (const ThecalHistoryData *data, const ThecalHistoryDay *day)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = day->first_mark; i < day->first_mark + day->n_marks; i++) {
    const ThecalHistoryMark *mark = &g_array_index (data->marks, ThecalHistoryMark, i);
    g_autofree char *words = mark->kind == THECAL_ENTRY_DOSE || mark->kind == THECAL_ENTRY_REFILL
                                 ? thecal_history_dose_words (mark)
                                 : NULL;

    append (text, words, "\n");
  }

  return g_strdup (text->str);
}

char *
thecal_history_day_alarms (const ThecalHistoryData *data,
                           const ThecalHistoryDay *day,
                           GTimeZone *zone)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = day->first_alarm; i < day->first_alarm + day->n_alarms; i++) {
    g_autofree char *words =
        thecal_history_alarm_words (&g_array_index (data->alarms, ThecalHistoryAlarm, i), zone);

    append (text, words, "\n");
  }

  return g_strdup (text->str);
}

char *
thecal_history_day_diary (const ThecalHistoryData *data, const ThecalHistoryDay *day)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = day->first_diary; i < day->first_diary + day->n_diary; i++) {
    g_autofree char *words =
        thecal_history_diary_words (&g_array_index (data->diary, ThecalHistoryDiary, i));

    append (text, words, "\n");
  }

  return g_strdup (text->str);
}
